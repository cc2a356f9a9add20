/** What the readers of the five dialects share: what they are given, what they yield, and how they make expressions and resources. */
import type { Place, SourceText } from "../model/code.ts";
import type { Expression, MapEntry, MapExpression, Resource } from "../model/infrastructure.ts";

/** What a reader may ask of the workspace. Paths are absolute with `/`; nothing here throws. Whoever asks keeps the paths as `Stack.inputs`. */
export interface Surroundings {
  /** The text of a file as the editor has it; undefined where there is none or it cannot be read. */
  text(path: string): string | undefined;
  kind(path: string): "file" | "directory" | undefined;
  /** Names in a directory, sorted; empty where there is none. */
  names(directory: string): readonly string[];
}

export function literal(place: Place, value: string | number | boolean | null): Expression {
  return { kind: "literal", value, place };
}

export function computed(place: Place, mentions: readonly string[] = []): Expression {
  return { kind: "computed", mentions, place };
}

export function map(place: Place, entries: Iterable<readonly [string, MapEntry | Expression]>, isOpen = false): MapExpression {
  const known = new Map<string, MapEntry>();
  for (const [name, entry] of entries) known.set(name, "key" in entry ? entry : { key: entry.place, value: entry });
  return { kind: "map", entries: known, isOpen, place };
}

/** A resource that nobody wrote as such: an event, a policy list, a provider setting; it belongs to `owner`. */
export function madeResource(
  owner: Resource,
  name: string,
  type: string,
  properties: MapExpression,
  written: { readonly place: Place; readonly head?: Place; readonly origin?: unknown },
): Resource {
  return {
    id: `${owner.id}/${name}`,
    name,
    type,
    stack: owner.stack,
    template: owner.template,
    place: written.place,
    head: written.head ?? written.place,
    properties,
    metadata: null,
    isConditional: owner.isConditional,
    owner,
    origin: written.origin ?? null,
  };
}

export function placeIn(file: SourceText, start: number, end: number): Place {
  return { file, start, end };
}
