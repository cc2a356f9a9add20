/** What a document means, apart from how it is written: to compare what an edit has made with what was wanted. */
import type { DataDocument, DataNode } from "../../parse/data.ts";
import { type DataPath, keyOf } from "./places.ts";
import { type DataValue, isList, isMap, isTagged } from "./values.ts";

export type Meaning =
  | { readonly kind: "scalar"; readonly tag: string | null; readonly value: string | number | boolean | null }
  | { readonly kind: "sequence"; readonly tag: string | null; readonly items: readonly Meaning[] }
  | { readonly kind: "map"; readonly tag: string | null; readonly entries: ReadonlyMap<string, Meaning> };

/** Aliases repeat what they name; more than this many nodes are not compared. */
const MAX_NODES = 200_000;

const nothing: Meaning = { kind: "scalar", tag: null, value: null };

/** The meaning of a whole document; undefined where there is too much of it. */
export function meaningOf(document: DataDocument): Meaning | undefined {
  return document.root ? meaningOfNode(document.root) : nothing;
}

/** The meaning of a part of a document; undefined where there is too much of it. */
export function meaningOfNode(root: DataNode): Meaning | undefined {
  let left = MAX_NODES;
  const visit = (node: DataNode): Meaning => {
    left--;
    const { tag } = node;
    if (left < 0 || node.kind === "scalar") return { kind: "scalar", tag, value: node.kind === "scalar" ? node.value : null };
    if (node.kind === "sequence") return { kind: "sequence", tag, items: node.items.map(visit) };
    const entries = new Map<string, Meaning>();
    for (const entry of node.entries) entries.set(freeKey(entries, keyOf(entry)), visit(entry.value));
    return { kind: "map", tag, entries };
  };
  const meaning = visit(root);
  return left < 0 ? undefined : meaning;
}

/** Keys written twice are kept apart: none of them may get lost. */
function freeKey(entries: ReadonlyMap<string, Meaning>, key: string): string {
  return entries.has(key) ? freeKey(entries, `${key}\0`) : key;
}

export function meaningOfData(value: DataValue): Meaning {
  if (isTagged(value)) return { ...meaningOfData(value.$value), tag: value.$tag };
  if (isList(value)) return { kind: "sequence", tag: null, items: value.map(meaningOfData) };
  if (!isMap(value)) return { kind: "scalar", tag: null, value };
  return { kind: "map", tag: null, entries: new Map(Object.entries(value).map(([key, inner]) => [key, meaningOfData(inner)])) };
}

/**
 * The meaning with what is at a path changed: `change` is given what is there, undefined where there is nothing, and
 * answers undefined for what should not be there any more.
 */
export function changedAt(
  meaning: Meaning | undefined,
  path: DataPath,
  change: (old: Meaning | undefined) => Meaning | undefined,
): Meaning | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return change(meaning);
  if (typeof step === "number") {
    if (meaning?.kind !== "sequence") return meaning;
    const items = meaning.items.flatMap((item, index) => (index === step ? (changedAt(item, rest, change) ?? []) : item));
    return { ...meaning, items };
  }
  const entries = new Map(meaning?.kind === "map" ? meaning.entries : []);
  const inner = changedAt(entries.get(step), rest, change);
  if (inner === undefined) entries.delete(step);
  else entries.set(step, inner);
  return { kind: "map", tag: meaning?.tag ?? null, entries };
}

/** Do both mean the same? The order of a map's entries means nothing. */
export function isSame(a: Meaning | undefined, b: Meaning | undefined): boolean {
  if (a === undefined || b === undefined || a.tag !== b.tag) return a === b;
  if (a.kind === "scalar") return b.kind === "scalar" && a.value === b.value;
  if (a.kind === "sequence")
    return b.kind === "sequence" && a.items.length === b.items.length && a.items.every((item, i) => isSame(item, b.items[i]));
  if (b.kind !== "map" || a.entries.size !== b.entries.size) return false;
  return [...a.entries].every(([key, value]) => isSame(value, b.entries.get(key)));
}
