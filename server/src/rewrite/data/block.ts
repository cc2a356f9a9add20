/** Edits inside of YAML's block collections, which live by lines and columns. */
import type { DataDocument, DataEntry, DataNode, MapNode, SequenceNode } from "../../parse/data.ts";
import { isFirstOnLine, lineEnd, lineStart, nextLine, textStart } from "../text.ts";
import { colonEnd, endsLine, hasComment, indentTo, isOwn, type TextEdit } from "./places.ts";
import { afterKey, blockEntry, blockItem, isEmpty } from "./render.ts";
import { styleOf } from "./style.ts";
import { type DataValue, isScalar, isTagged } from "./values.ts";

/** `key: value` on lines of their own behind an entry of the map, the last one by default. */
export function insertIntoBlock(
  document: DataDocument,
  map: MapNode,
  key: string,
  value: DataValue,
  index?: number,
): TextEdit[] | undefined {
  return insertLines(document, map, (indent) => blockEntry(key, value, indent, styleOf(document)), index);
}

/**
 * An entry that the caller has written put behind an entry of the map, the last one by default; -1 puts it before the first.
 * @param entry its lines, of which the first goes without the indentation
 */
export function insertLines(
  document: DataDocument,
  map: MapNode,
  entry: (indent: string) => string,
  index?: number,
): TextEdit[] | undefined {
  const { text } = document;
  const indent = indentTo(text, map.start);
  const written = indent + entry(indent);
  if (index === undefined) return endsLine(text, map.end) ? insertion(lineEnd(text, map.end), `\n${written}`) : undefined;
  const own = map.entries.filter((one) => isOwn(map, one));
  const blank = isSpaced(text, own) ? "\n" : "";
  if (index < 0) return own[0] && insertBefore(text, own[0], `${written}\n${blank}`);
  const previous = map.entries[index];
  if (previous === undefined || !isOwn(map, previous) || previous.isShared) return undefined;
  const end = Math.max(previous.key.end, previous.value.end);
  return endsLine(text, end) ? insertion(ownEnd(document, end, indent.length), `${blank}\n${written}`) : undefined;
}

/** Whole lines in front of an entry and the comments that stand right above it. */
function insertBefore(text: string, { key }: DataEntry, newText: string): TextEdit[] | undefined {
  if (!isFirstOnLine(text, key.outerStart)) return undefined;
  let line = lineStart(text, key.outerStart);
  const indent = text.slice(line, key.outerStart);
  while (line > textStart(text)) {
    const above = lineStart(text, line - 1);
    if (!text.startsWith(`${indent}#`, above)) break;
    line = above;
  }
  return insertion(line, newText);
}

function insertion(at: number, newText: string): TextEdit[] {
  return [{ start: at, end: at, newText }];
}

/** The end of the line at the offset, or of comments behind it that stand further in than the column. */
function ownEnd({ text }: DataDocument, offset: number, column: number): number {
  let end = lineEnd(text, offset);
  for (let line = nextLine(text, end); line < text.length; line = nextLine(text, line)) {
    const written = text.slice(line, lineEnd(text, line));
    if (written.trim() === "") continue;
    if (!/^\s*#/.test(written) || written.search(/\S/) <= column) break;
    end = lineEnd(text, line);
  }
  return end;
}

/** Do blank lines stand between most of the entries? */
function isSpaced(text: string, entries: readonly DataEntry[]): boolean {
  let blank = 0;
  for (const [index, entry] of entries.entries()) {
    const before = entries[index - 1];
    if (before && /\n[ \t\r]*\n/.test(text.slice(before.key.end, entry.key.start).slice(-400))) blank++;
  }
  return blank * 2 > entries.length - 1;
}

/** `- item` for each behind the last one of the sequence. */
export function appendToBlock(document: DataDocument, sequence: SequenceNode, items: readonly DataValue[]): TextEdit[] | undefined {
  const { text } = document;
  const last = sequence.items.at(-1);
  const first = sequence.items[0];
  if (last === undefined || first === undefined || text[sequence.start] !== "-") return undefined;
  const indent = indentTo(text, sequence.start);
  const dash = /^-[ \t]*(?=\S)/.exec(text.slice(sequence.start))?.[0] ?? "- ";
  const gap = dash.includes("\n") || dash.length > 5 ? "- " : dash;
  if (!endsLine(text, sequence.end)) return undefined;
  const style = styleOf(document);
  const newText = items.map((item) => `\n${indent}${gap}${blockItem(item, indent + " ".repeat(gap.length), style)}`).join("");
  return insertion(lineEnd(text, sequence.end), newText);
}

/** The value of an entry, written again. */
export function replaceInBlock(document: DataDocument, entry: DataEntry, value: DataValue): TextEdit[] | undefined {
  const { text } = document;
  const old = entry.value;
  const colon = colonEnd(text, entry);
  if (colon === undefined || entry.isShared) return undefined;
  const isShort = isScalar(value) || isEmpty(value) || isTagged(value);
  const indent = indentTo(text, entry.key.outerStart);
  const newText = afterKey(value, indent, styleOf(document));
  if (old.outerStart >= old.end) return insertion(isShort ? colon : lineEnd(text, colon), newText);
  if (!endsLine(text, old.end) || hasComment(document, old.outerStart, old.end)) return undefined;
  const isInline = isFlowing(old) || lineStart(text, old.outerStart) === lineStart(text, colon);
  if (isShort && isInline) return [{ start: old.outerStart, end: old.end, newText: newText.slice(1) }];
  if (hasComment(document, colon, old.end)) return undefined;
  // A comment at the end of the line stays on it: behind the colon, before the lines that follow.
  return isShort
    ? [{ start: colon, end: old.end, newText }]
    : [{ start: colon, end: old.end, newText: "" }, ...insertion(lineEnd(text, old.end), newText)];
}

function isFlowing(node: DataNode): boolean {
  return node.kind !== "scalar" && node.isFlow;
}

/** An item of a sequence, written again. */
export function replaceItem(document: DataDocument, item: DataNode, value: DataValue): TextEdit[] | undefined {
  const { text } = document;
  const isUnsafe = hasComment(document, item.outerStart, item.end) || !endsLine(text, item.end) || item.outerStart >= item.end;
  if (isUnsafe) return undefined;
  return [{ start: item.outerStart, end: item.end, newText: blockItem(value, indentTo(text, item.outerStart), styleOf(document)) }];
}
