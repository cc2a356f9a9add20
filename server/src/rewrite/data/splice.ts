/** A document in which one section was read again: what is around it is moved along instead of being read, too. */
import type { DataDocument, DataEntry, DataNode, DataRange, MapNode } from "../../parse/data.ts";
import type { Section } from "./section.ts";
import { keepStyle } from "./style.ts";

/**
 * @param after the section as it is now, read alone
 * @returns undefined where the result has to be read as a whole
 */
export function spliced(document: DataDocument, section: Section, after: DataDocument): DataDocument | undefined {
  const { root, text } = document;
  if (root?.kind !== "map" || after.root?.kind !== "map" || after.broken.length > 0) return undefined;
  const edit = { ...section, added: after.text.length - (section.end - section.start), map: after.root };
  const result: DataDocument = {
    ...document,
    text: text.slice(0, section.start) + after.text + text.slice(section.end),
    root: around(root, edit, (outer) => (outer.value.kind === "map" ? { ...outer, value: around(outer.value, edit) } : outer)),
    comments: [
      ...document.comments.filter((one) => one.start < section.start),
      ...after.comments.map((one) => movedRange(one, section.start)),
      ...document.comments.filter((one) => one.start >= section.end).map((one) => movedRange(one, edit.added)),
    ],
  };
  keepStyle(result, document);
  return result;
}

interface Splice extends DataRange {
  /** By how much the text behind the section has moved. */
  readonly added: number;
  /** The entries of the section, at offsets from its beginning. */
  readonly map: MapNode;
}

/**
 * A map in which the section is. `inside` makes the entry that surrounds it; without it, the section's own entries take the
 * place of those that were there.
 */
function around(map: MapNode, { start, end, added, map: own }: Splice, inside?: (entry: DataEntry) => DataEntry): MapNode {
  const behind = map.entries.findIndex((entry) => entry.key.start >= end);
  const before = map.entries.filter((entry) => entry.key.start < start);
  const last = before.at(-1);
  const entries =
    inside && last ? [...before.slice(0, -1), inside(last)] : [...before, ...own.entries.map((entry) => movedEntry(entry, start))];
  const rest = behind < 0 ? [] : map.entries.slice(behind).map((entry) => movedEntry(entry, added));
  return { ...map, end: map.end > end ? map.end + added : own.end + start, entries: [...entries, ...rest] };
}

function movedEntry(entry: DataEntry, by: number): DataEntry {
  return { ...entry, key: moved(entry.key, by), value: moved(entry.value, by) };
}

/** The same node elsewhere. */
function moved<Node extends DataNode>(node: Node, by: number): Node {
  const base = { ...node, ...movedRange(node, by), outerStart: node.outerStart + by };
  if (base.kind === "sequence") return { ...base, items: base.items.map((item) => moved(item, by)) };
  if (base.kind === "map") return { ...base, entries: base.entries.map((entry) => movedEntry(entry, by)) };
  return base;
}

function movedRange({ start, end }: DataRange, by: number): DataRange {
  return { start: start + by, end: end + by };
}
