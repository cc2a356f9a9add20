/** Where a resource's properties stand in its document, by path. */
import { type DataOrigin, dataOrigin } from "../../extract/cloudformation/origin.ts";
import type { Place } from "../../model/code.ts";
import type { Expression, Resource } from "../../model/infrastructure.ts";
import type { DataDocument } from "../../parse/data.ts";
import type { DataEditor } from "../data/editor.ts";
import { type DataPath, locate, pathTo, pathToKey } from "../data/places.ts";

export interface Target {
  readonly origin: DataOrigin;
  /** What properties are called there. */
  readonly words: DataOrigin["words"];
  /** The path to the map that properties are written into; it may not be there yet. */
  readonly base: DataPath;
  /** How much of a path stays when what it leads to becomes empty. */
  readonly floor: number;
}

/** The alias that SAM publishes is no map of its own but some properties of the function. */
const aliasWords: DataOrigin["words"] = new Map([
  ["Name", "AutoPublishAlias"],
  ...["Description", "FunctionName", "FunctionVersion", "RoutingConfig"].map((name) => [name, null] as const),
]);

/** Where the properties of a resource are written; undefined where others share the text, or it is none of CloudFormation's. */
export function targetOf(resource: Resource): Target | undefined {
  const origin = dataOrigin(resource);
  if (origin === undefined || origin.isShared) return undefined;
  const { words } = origin;
  if (origin.kind === "implicit") {
    const section = /^AWS::ApiGatewayV2::|HttpApi/.test(resource.type) ? "HttpApi" : "Api";
    return { origin, words, base: ["Globals", section], floor: 1 };
  }
  if (origin.kind === "property") {
    // Also where `Globals` has the property: SAM puts what the function says of it over that.
    const owner = resource.owner && targetOf(resource.owner);
    if (!owner) return undefined;
    if (resource.type === "AWS::Lambda::Alias") return { ...owner, origin, words: aliasWords };
    const key = origin.key && pathToKey(origin.document, origin.key);
    const isOwn = key?.length !== undefined && owner.base.every((step, index) => key[index] === step);
    return { origin, words, base: key && isOwn ? key : [...owner.base, origin.type], floor: owner.floor };
  }
  const key = origin.key && pathToKey(origin.document, origin.key);
  return key ? { origin, words, base: [...key, "Properties"], floor: key.length + 1 } : undefined;
}

/** The path to a resource's entry in `Resources`; of a made one that of its owner. */
export function entryPath(resource: Resource): DataPath | undefined {
  let written = resource;
  while (written.owner !== null) written = written.owner;
  const origin = dataOrigin(written);
  if (origin === undefined || origin.isShared) return undefined;
  if (origin.key !== null) return pathToKey(origin.document, origin.key);
  // Nobody wrote it: behind the last one.
  const last = origin.resources?.entries.at(-1);
  return last && pathToKey(origin.document, last.key);
}

/** A path with positions for the steps that lead through sequences; undefined where a position leads into something else. */
export function withPositions(document: DataDocument, base: DataPath, path: readonly string[]): DataPath | undefined {
  let result: DataPath = base;
  for (const step of path) {
    const isNumber = /^\d+$/.test(step);
    const parent = isNumber ? locate(document, result) : undefined;
    const isPosition = parent?.rest.length === 0 && parent.spot.node.kind === "sequence";
    if (isNumber && !isPosition && locate(document, [...result, step])?.rest.length !== 0) return undefined;
    result = [...result, isPosition ? Number(step) : step];
  }
  return result;
}

/** The path, as it is now, of properties: positions are those that the rule knows, before anything was changed. */
export function writtenPath(editor: DataEditor, { origin, base }: Target, path: readonly string[]): DataPath | undefined {
  const before = withPositions(origin.document, base, path);
  return before && editor.current(before);
}

/** What is known at a path of properties; lists by position. */
export function expressionAt(resource: Resource, path: readonly string[]): Expression | undefined {
  let at: Expression | undefined = resource.properties;
  for (const step of path) {
    if (at?.kind === "map") at = at.entries.get(step)?.value;
    else if (at?.kind === "list" && /^\d+$/.test(step)) at = at.items[Number(step)];
    else return undefined;
  }
  return at;
}

/**
 * The path to the node that an expression was read from: only where the node says just that, since short forms are read as
 * more than they say (a policy template as statements that all stand at its name).
 */
export function writtenAt(document: DataDocument, expression: Expression): DataPath | undefined {
  const path = pathTo(document, expression.place);
  const node = path && locate(document, path)?.spot.node;
  if (path === undefined || node === undefined) return undefined;
  if (expression.kind === "literal") return node.kind === "scalar" && says(node, expression.value) ? path : undefined;
  if (expression.kind === "list") return node.kind === "sequence" && node.items.length === expression.items.length ? path : undefined;
  if (expression.kind === "map") return node.kind === "map" ? path : undefined;
  return path;
}

function says(node: { readonly value: unknown; readonly source: string }, value: string | number | boolean | null): boolean {
  return node.value === value || node.source === String(value) || String(node.value) === String(value);
}

/** Is it in the file that the document was made from? */
export function isIn(document: DataDocument, place: Place): boolean {
  return place.file.text === document.text;
}
