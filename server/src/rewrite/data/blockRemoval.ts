/** Entries and items taken out of YAML's block collections. */
import type { DataDocument, MapNode, SequenceNode } from "../../parse/data.ts";
import { lineStart, nextLine } from "../text.ts";
import { columnOf, dashOf, endsLine, hasComment, isOwn, type TextEdit } from "./places.ts";

/** Takes an entry out, with its lines; another one has to remain. */
export function removeEntry(document: DataDocument, map: MapNode, index: number): TextEdit[] | undefined {
  const entry = map.entries[index];
  if (entry === undefined || !isOwn(map, entry) || entry.isShared) return undefined;
  const next = map.entries.slice(index + 1).find((later) => isOwn(map, later));
  return removeLines(document, entry.key.outerStart, Math.max(entry.key.end, entry.value.end), next?.key.outerStart);
}

/** Takes an item out, with its dash and lines; another one has to remain. */
export function removeItem(document: DataDocument, sequence: SequenceNode, index: number): TextEdit[] | undefined {
  const item = sequence.items[index];
  const dash = item && dashOf(document.text, item);
  if (dash === undefined || item === undefined) return undefined;
  const next = sequence.items[index + 1];
  return removeLines(document, dash, item.end, next && dashOf(document.text, next));
}

/** Whole lines where nothing stands before; else, behind a dash, up to what comes next and takes its place. */
function removeLines(document: DataDocument, start: number, end: number, next: number | undefined): TextEdit[] | undefined {
  const { text } = document;
  if (!endsLine(text, end)) return undefined;
  const line = lineStart(text, start);
  if (text.slice(line, start).trim() === "") {
    const below = nextLine(text, end);
    if (below < text.length || text[below - 1] === "\n") return [{ start: line, end: below, newText: "" }];
    // The last line of a file that ends without a line end: it takes the one before it along.
    return [{ start: text.slice(0, line).replace(/\r?\n$/, "").length, end: below, newText: "" }];
  }
  if (next === undefined || columnOf(text, next) !== columnOf(text, start) || hasComment(document, end, next)) return undefined;
  return [{ start, end: next, newText: "" }];
}
