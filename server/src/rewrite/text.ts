/** What every writer needs to know of text: line ends, indentation, where lines begin, and how edits go together. */
import type { Module, Range } from "../model/code.ts";
import type { Edit } from "./rewriter.ts";

/** The line end most of the text uses; a file without one gets `\n`. */
export function newlineOf(text: string): string {
  let crlf = 0;
  let lf = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) text[at - 1] === "\r" ? crlf++ : lf++;
  return crlf > lf ? "\r\n" : "\n";
}

/** Where the text proper begins: behind a byte order mark. */
export function textStart(text: string): number {
  return text.startsWith("\uFEFF") ? 1 : 0;
}

/** The start of the physical line that holds the offset. */
export function lineStart(text: string, offset: number): number {
  const newline = offset > 0 ? text.lastIndexOf("\n", offset - 1) : -1;
  return newline < 0 ? Math.min(textStart(text), offset) : newline + 1;
}

/** The end of the physical line that holds the offset, without its line end. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  const end = newline < 0 ? text.length : newline;
  return end > offset && text[end - 1] === "\r" ? end - 1 : end;
}

/** The start of the physical line after the one that holds the offset. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}

/** The white space at the start of the line that holds the offset. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t\f]*/.exec(text.slice(start, lineEnd(text, start)))?.[0] ?? "";
}

/** True where nothing but white space stands between the line's start and the offset. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === "";
}

/** One step of indentation as the file does it: the smallest difference between a line and the less indented one above it. */
export function indentUnit(text: string, fallback = "    "): string {
  const counts = new Map<string, number>();
  let previous = "";
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
    if (indent.length > previous.length && indent.startsWith(previous)) {
      const step = indent.slice(previous.length);
      if (step.length <= 8) counts.set(step, (counts.get(step) ?? 0) + 1);
    }
    previous = indent;
  }
  let best = fallback;
  let most = 0;
  for (const [step, count] of counts) if (count > most) [best, most] = [step, count];
  return best;
}

/** Puts `\n` line ends of newly written text into the file's way. */
export function withLineEnds(newText: string, newline: string): string {
  return newline === "\n" ? newText : newText.replace(/\r?\n/g, newline);
}

/** An edit of a module's file. */
export function edit(module: Module, start: number, end: number, newText: string): Edit {
  return { path: module.path, start, end, newText };
}

/**
 * Takes the same ranges from the start of every line but the first, as far as they are there; lines that begin inside one
 * of `untouched` (strings over several lines) stay as they are. Offsets of `untouched` are relative to `text`.
 */
export function reindent(text: string, from: string, to: string, untouched: readonly Range[] = []): string {
  if (from === to) return text;
  let result = "";
  let at = 0;
  while (at < text.length) {
    const next = nextLine(text, at);
    const line = text.slice(at, next);
    const inString = untouched.some((range) => range.start < at && at < range.end);
    if (at === 0 || inString || line.trim() === "") result += line;
    else if (line.startsWith(from)) result += to + line.slice(from.length);
    else result += line;
    at = next;
  }
  return result;
}

/**
 * Sorts edits, drops repeated ones and joins insertions at one place in the order given.
 * @returns undefined where two edits want different things of the same text.
 */
export function combineEdits(edits: readonly Edit[]): Edit[] | undefined {
  const distinct = edits.filter((one, index) => edits.findIndex((other) => other.path === one.path && same(other, one)) === index);
  const sorted = distinct
    .map((one, order) => ({ one, order }))
    .sort((a, b) => compare(a.one.path, b.one.path) || a.one.start - b.one.start || a.one.end - b.one.end || a.order - b.order)
    .map(({ one }) => one);
  const result: Edit[] = [];
  for (const next of sorted) {
    const last = result.at(-1);
    if (last === undefined || last.path !== next.path || last.end < next.start) result.push(next);
    else if (last.create || next.create) return undefined;
    else if (last.end === next.start) result[result.length - 1] = { ...last, end: next.end, newText: last.newText + next.newText };
    else return undefined;
  }
  return result.filter((one) => one.create || one.start !== one.end || one.newText !== "");
}

function same(a: Edit, b: Edit): boolean {
  return a.start === b.start && a.end === b.end && a.newText === b.newText;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The text with all edits of that path made; edits must not overlap (see `combineEdits`). */
export function applyEdits(text: string, path: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const one of edits.filter((each) => each.path === path).sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, one.start) + one.newText;
    at = one.end;
  }
  return result + text.slice(at);
}

/** The first of `name`, `name_2`, … (or `name2` for camel case) that is not taken. */
export function freshName(name: string, isTaken: (candidate: string) => boolean, separator = "_"): string {
  if (!isTaken(name)) return name;
  let count = 2;
  while (isTaken(`${name}${separator}${count}`)) count++;
  return `${name}${separator}${count}`;
}
