/**
 * The lines of one resource, function or setting: an edit that stays in them can be judged by them alone, which costs a
 * hundredth of reading a large template again.
 */
import type { DataDocument, DataEntry, DataRange, MapNode } from "../../parse/data.ts";
import { lineStart } from "../text.ts";
import { type Meaning, meaningOfNode } from "./meaning.ts";
import { type DataPath, isOwn, isPlainMap, keyOf, type TextEdit } from "./places.ts";

/** An entry of a block map inside of the document's own, with everything up to the next one. */
export interface Section extends DataRange {
  /** What a document that is nothing but the section means. */
  readonly meaning: Meaning;
}

/** Anchors, aliases, merge keys and further documents: what is written in one place may mean something in another. */
const TIED = /(?:^|[\s,[{:-])[&*][\w-]|<<\s*:|^(?:---|\.\.\.|%)/m;

/** @returns undefined where the edits are to be judged with the whole document. */
export function sectionOf(document: DataDocument, path: DataPath, edits: readonly TextEdit[]): Section | undefined {
  const { root, text } = document;
  if (document.syntax !== "yaml" || document.broken.length > 0 || path.length < 2 || !root || !isBlockMap(root)) return undefined;
  const outer = root.entries.findIndex((entry) => keyOf(entry) === path[0] && isOwn(root, entry));
  const map = root.entries[outer]?.value;
  if (!map || !isBlockMap(map)) return undefined;
  const first = Math.min(...edits.map((edit) => edit.start));
  const last = Math.max(...edits.map((edit) => edit.end));
  // The entry in which the edits are; for one that is put behind another it is that other one.
  const inner = map.entries.findLastIndex((entry) => isOwn(map, entry) && entry.key.start <= first);
  const entry = map.entries[inner];
  if (!entry || map.entries.some((one) => one !== entry && keyOf(one) === keyOf(entry))) return undefined;
  const start = lineStart(text, entry.key.start);
  const end = beginningOf(map.entries[inner + 1] ?? root.entries[outer + 1], text);
  if (first < start || last > end || start === entry.key.start || isTied(document)) return undefined;
  const meaning = meaningOfNode(entry.value);
  return meaning && { start, end, meaning: { kind: "map", tag: null, entries: new Map([[keyOf(entry), meaning]]) } };
}

const tied = new WeakMap<DataDocument, boolean>();

function isTied(document: DataDocument): boolean {
  const known = tied.get(document) ?? TIED.test(document.text);
  tied.set(document, known);
  return known;
}

function isBlockMap(node: DataDocument["root"]): node is MapNode {
  return node !== null && isPlainMap(node) && !node.isFlow && node.entries.every((entry) => !entry.isShared);
}

function beginningOf(next: DataEntry | undefined, text: string): number {
  return next ? lineStart(text, next.key.start) : text.length;
}
