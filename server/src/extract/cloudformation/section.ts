/** A `Resources` map with what its reading needs, and resources as they are written there: before SAM is turned into CloudFormation. */
import type { Place } from "../../model/code.ts";
import type { Expression, MapExpression, Resource, Stack } from "../../model/infrastructure.ts";
import type { DataDocument, DataEntry, MapNode } from "../../parse/data.ts";
import { map, placeIn } from "../stack.ts";
import type { DataOrigin } from "./origin.ts";
import { constantOf, entryOf, mapOf, type Scope } from "./scope.ts";
import { readValue } from "./values.ts";

export interface Section {
  readonly document: DataDocument;
  readonly stack: Stack;
  readonly scope: Scope;
  readonly resources: MapNode;
  /** `Globals`; null where there is none. */
  readonly globals: MapNode | null;
  /** Its `Globals` are in another file. */
  readonly isFragment: boolean;
}

/** A resource as it is written. */
export interface Written {
  readonly section: Section;
  readonly entry: DataEntry;
  readonly body: MapNode;
  readonly type: string;
  readonly id: string;
}

/** `Function` of `AWS::Serverless::Function`: what `Globals` calls it. */
export function samKind({ type }: Pick<Written, "type">): string {
  return type.replace("AWS::Serverless::", "");
}

/** The map of a resource of the section. */
export function bodyOf({ resources, scope }: Section, id: string): MapNode | null {
  const entry = resources.entries.findLast(({ key }) => scope.find(String(key.value)) === id);
  return entry?.value.kind === "map" ? entry.value : null;
}

/** The resources written in a section; what is only half there and says no type is none yet. */
export function* writtenIn(section: Section): Generator<Written> {
  for (const entry of section.resources.entries) {
    const { key, value: body } = entry;
    const type = constantOf(entryOf(body, "Type"));
    const id = section.scope.find(String(key.value));
    if (body.kind === "map" && type !== undefined && id !== undefined) yield { section, entry, body, type, id };
  }
}

/** Its `Properties` as an expression; open where it cannot be known what is in them. */
export function propertiesOf(written: Written): MapExpression {
  const { section, body, entry } = written;
  const node = entryOf(body, "Properties");
  const at = placeIn(section.scope.template, entry.key.outerStart, entry.key.end);
  const properties = asMap(node && readValue(node, section.scope), at);
  return isBroken(written) ? { ...properties, isOpen: true } : properties;
}

/** Does something between the resource and the next one not parse? It may say more about this one. */
function isBroken({ section, entry }: Written): boolean {
  const { broken } = section.document;
  if (broken.length === 0) return false;
  const start = entry.key.outerStart;
  const next = Math.min(
    ...section.resources.entries.map(({ key }) => (key.outerStart > start ? key.outerStart : Number.POSITIVE_INFINITY)),
  );
  return broken.some((range) => range.start >= start && range.start < next);
}

/** A map as it is; open and empty where the value is something else that may be one, closed and empty where nothing is set. */
export function asMap(value: Expression | undefined, otherwise: Place): MapExpression {
  if (value?.kind === "map") return value;
  const isNothing = value === undefined || value.kind === "none" || (value.kind === "literal" && value.value === null);
  return map(value?.place ?? otherwise, [], !isNothing);
}

export function resourceOf(written: Written, type: string, properties: MapExpression, words: DataOrigin["words"] = new Map()): Resource {
  const { section, entry, body, id } = written;
  const file = section.scope.template;
  const metadata = entryOf(body, "Metadata");
  const head = placeIn(file, entry.key.outerStart, entry.key.end);
  const value = metadata && readValue(metadata, section.scope);
  return {
    id,
    name: id,
    type,
    stack: section.stack,
    template: file,
    place: entry.isShared ? placeIn(file, body.start, body.end) : placeIn(file, entry.key.outerStart, Math.max(entry.key.end, body.end)),
    head,
    properties,
    metadata: value?.kind === "map" ? value : null,
    isConditional: entryOf(body, "Condition") !== undefined,
    owner: null,
    origin: originOf(written, words),
  };
}

function originOf({ section, entry, body, type }: Written, words: DataOrigin["words"]): DataOrigin {
  return {
    document: section.document,
    kind: "resource",
    type,
    key: entry.key,
    body,
    properties: mapOf(body, "Properties"),
    words,
    resources: section.resources,
    globals: mapOf(section.globals, samKind({ type })),
    isShared: entry.isShared,
  };
}
