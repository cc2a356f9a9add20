/** Where things stand in YAML and JSON: what a path leads to, where colons and columns are, what must not be touched. */
import type { DataDocument, DataEntry, DataNode, DataRange, MapNode, SequenceNode } from "../../parse/data.ts";
import { lineEnd, lineStart } from "../text.ts";

/** Keys of maps and positions in sequences, from the root. */
export type DataPath = readonly (string | number)[];

/** A replacement in the text of one document. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** A node with the way that leads to it; `index` is its position in the parent's entries or items. */
export interface Spot {
  readonly node: DataNode;
  readonly parent: (Spot & { readonly node: MapNode | SequenceNode }) | null;
  readonly index: number;
}

export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** White space as wide as what stands before the offset in its line: `- ` counts as indentation of what follows it. */
export function indentTo(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset).replace(/[^ \t]/g, " ");
}

/** A key as it is compared: what YAML makes a number of is still the text of its key. */
export function keyOf(entry: DataEntry): string {
  return entry.key.style === "plain" ? entry.key.source : String(entry.key.value);
}

/** Does the key stand in the map itself, rather than in one that is merged into it? */
export function isOwn(map: MapNode, entry: DataEntry): boolean {
  return map.start <= entry.key.start && entry.key.end <= map.end;
}

/** Is the node a plain map, rather than a tagged one or a function (`Fn::If: […]`) that stands for some other value? */
export function isPlainMap(node: DataNode): node is MapNode {
  return node.kind === "map" && node.tag === null && !node.entries.some((entry) => /^(?:Ref|Fn::(?!Transform$).*)$/.test(keyOf(entry)));
}

/**
 * Follows a path as far as there is something; `rest` is what is not there.
 * @returns undefined where the way leads through what is shared, tagged, written twice or broken.
 */
export function locate(document: DataDocument, path: DataPath): { spot: Spot; rest: DataPath } | undefined {
  if (document.root === null) return undefined;
  let spot: Spot = { node: document.root, parent: null, index: 0 };
  for (const [depth, step] of path.entries()) {
    const node: DataNode = spot.node;
    const isContainer = isPlainMap(node) || (node.kind === "sequence" && node.tag === null);
    if (!isContainer) return isNothing(node) && typeof step === "string" ? { spot, rest: path.slice(depth) } : undefined;
    const index = indexOf(node, step);
    if (index === undefined) return undefined;
    if (index < 0) return typeof step === "string" ? { spot, rest: path.slice(depth) } : undefined;
    const inner: DataNode | undefined = node.kind === "map" ? node.entries[index]?.value : node.items[index];
    if (inner === undefined || !isWithin(node, inner)) return undefined;
    spot = { node: inner, parent: { ...spot, node }, index };
  }
  return { spot, rest: [] };
}

/** The position of what a step leads to: negative where there is nothing of its own, undefined where that cannot be told. */
function indexOf(node: MapNode | SequenceNode, step: string | number): number | undefined {
  if (node.kind === "sequence") return typeof step === "number" && step >= 0 && step < node.items.length ? step : undefined;
  if (typeof step !== "string") return undefined;
  const found = node.entries.flatMap((entry, index) => (keyOf(entry) === step && isOwn(node, entry) ? [index] : []));
  if (found.length > 1 || node.entries[found[0] ?? -1]?.isShared) return undefined;
  return found[0] ?? -1;
}

function isWithin(outer: DataNode, inner: DataNode): boolean {
  return outer.outerStart <= inner.outerStart && inner.end <= outer.end;
}

/** Nothing is written, or `null` is. */
export function isNothing(node: DataNode): boolean {
  return node.kind === "scalar" && node.value === null && node.tag === null && node.style === "plain";
}

/** The entry a spot is the value of; undefined for items and the root. */
export function entryOf(spot: Spot): DataEntry | undefined {
  return spot.parent?.node.kind === "map" ? spot.parent.node.entries[spot.index] : undefined;
}

/** Is it part of a flow collection, which JSON is one of? */
export function isInFlow(spot: Spot): boolean {
  return spot.parent?.node.isFlow ?? false;
}

/** The offset behind the colon of a key; undefined where it is written in a way we do not know (`? key`). */
export function colonEnd(text: string, entry: DataEntry): number | undefined {
  const colon = /^\s*:/.exec(text.slice(entry.key.end, entry.key.end + 200));
  return colon ? entry.key.end + colon[0].length : undefined;
}

/** The offset of the dash of an item of a block sequence. */
export function dashOf(text: string, item: DataNode): number | undefined {
  const before = text.slice(0, item.outerStart).trimEnd();
  return before.endsWith("-") ? before.length - 1 : undefined;
}

/** Is there a comment in the range? */
export function hasComment(document: DataDocument, start: number, end: number): boolean {
  return document.comments.some((comment) => comment.start < end && start < comment.end);
}

/** Does a part that does not parse touch the range, or follow it at once, as what an open bracket runs into does? */
export function isBroken(document: DataDocument, range: DataRange): boolean {
  if (document.broken.length === 0) return false;
  const end = range.end + document.text.slice(range.end).search(/\S|$/);
  return document.broken.some((broken) => broken.start <= end && range.start <= broken.end);
}

/** Is there anything but white space and a comment between the offset and the end of its line? */
export function endsLine(text: string, offset: number): boolean {
  return /^\s*(?:#.*)?$/.test(text.slice(offset, lineEnd(text, offset)));
}

/** The path to the node that stands exactly at a range, with or without its tag. */
export function pathTo(document: DataDocument, range: DataRange): DataPath | undefined {
  const path: (string | number)[] = [];
  let node = document.root;
  while (node !== null) {
    if (node.end === range.end && (node.start === range.start || node.outerStart === range.start)) return path;
    const outer: DataNode = node;
    const next = children(outer).find(
      (child) => child.node.outerStart <= range.start && range.end <= child.node.end && isWithin(outer, child.node),
    );
    if (next === undefined) return undefined;
    path.push(next.step);
    node = next.node;
  }
  return undefined;
}

function children(node: DataNode): { step: string | number; node: DataNode }[] {
  if (node.kind === "map")
    return node.entries.filter((entry) => !entry.isShared).map((entry) => ({ step: keyOf(entry), node: entry.value }));
  return node.kind === "sequence" ? node.items.map((item, step) => ({ step, node: item })) : [];
}

/** The path to the entry whose key stands exactly at a range; undefined where the key is one of several of its name. */
export function pathToKey(document: DataDocument, key: DataRange): DataPath | undefined {
  const path: (string | number)[] = [];
  let node = document.root;
  while (node !== null) {
    const outer: DataNode = node;
    const entry =
      outer.kind === "map"
        ? outer.entries.find((one) => isOwn(outer, one) && one.key.start === key.start && one.key.end === key.end)
        : undefined;
    if (outer.kind === "map" && entry) return indexOf(outer, keyOf(entry)) === undefined ? undefined : [...path, keyOf(entry)];
    const next = children(outer).find(
      (child) => child.node.outerStart <= key.start && key.end <= child.node.end && isWithin(outer, child.node),
    );
    if (next === undefined) return undefined;
    path.push(next.step);
    node = next.node;
  }
  return undefined;
}
