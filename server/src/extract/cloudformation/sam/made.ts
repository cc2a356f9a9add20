/** Resources that SAM makes of something shorter: what they are made from, and how. */
import type { Place } from "../../../model/code.ts";
import type { Expression, MapEntry, MapExpression, Resource } from "../../../model/infrastructure.ts";
import type { DataEntry } from "../../../parse/data.ts";
import { madeResource, map, placeIn } from "../../stack.ts";
import type { DataOrigin } from "../origin.ts";
import { constantOf, entryOf, mapOf } from "../scope.ts";
import { samKind, type Written } from "../section.ts";
import { put, type Words } from "../words.ts";

/** Something of a SAM resource that becomes a resource of its own. */
export interface Source {
  readonly owner: Resource;
  readonly written: Written;
  /** `resource`: its properties stand among those of the owner (an API and its stage). */
  readonly kind: "event" | "property" | "resource";
  /** The event, property or resource as it stands in the text; null where nobody wrote it (the role of a function without policies). */
  readonly entry: DataEntry | null;
}

/** An event with all that is needed to make resources of it. */
export interface EventSource extends Source {
  /** The name its resource gets. */
  readonly name: string;
  readonly type: string;
  readonly properties: MapExpression;
  /** What is invoked: the function, its alias where SAM publishes one, or the state machine. */
  readonly target: Expression;
}

export function made(source: Source, name: string, type: string, properties: MapExpression, words: Words = new Map()): Resource {
  const { owner, written, entry } = source;
  const template = written.section.scope.template;
  const head = entry === null ? owner.head : placeIn(template, entry.key.outerStart, entry.key.end);
  const end = entry === null || entry.isShared ? head.end : Math.max(entry.key.end, entry.value.end);
  return madeResource(owner, name, type, properties, { place: { ...head, end }, head, origin: originOf(source, words) });
}

function originOf({ written, kind, entry }: Source, words: Words): DataOrigin {
  const body = entry?.value.kind === "map" ? entry.value : null;
  const { document, resources, globals } = written.section;
  const ownType = constantOf(entryOf(body, "Type"));
  const type = kind === "property" ? String(entry?.key.value ?? "") : (ownType ?? "");
  const properties = kind === "property" ? body : mapOf(body, "Properties");
  const isShared = (entry?.isShared ?? false) || written.entry.isShared;
  const given = kind === "resource" ? mapOf(globals, samKind(written)) : null;
  return { document, kind, type, key: entry?.key ?? null, body, properties, words, resources, globals: given, isShared };
}

/** The entry of a property as it is written: the resource's own, else that of `Globals`. */
export function propertyEntry(written: Written, name: string): DataEntry | null {
  for (const node of [mapOf(written.body, "Properties"), mapOf(written.section.globals, samKind(written))]) {
    const entry = node?.entries.findLast(({ key }) => key.value === name);
    if (entry !== undefined) return entry;
  }
  return null;
}

/** A map with values added by path; those undefined are left out. */
export function withEntries(base: MapExpression, added: Readonly<Record<string, Expression | undefined>>): MapExpression {
  const entries = new Map<string, MapEntry>(base.entries);
  for (const [path, value] of Object.entries(added)) {
    if (value !== undefined) put(entries, path.split("."), { key: value.place, value });
  }
  return { ...base, entries };
}

export function madeMap(place: Place, added: Readonly<Record<string, Expression | undefined>>): MapExpression {
  return withEntries(map(place, []), added);
}

export function referenceTo(id: string, attribute: string | null, place: Place): Expression {
  return { kind: "reference", id, attribute, place };
}
