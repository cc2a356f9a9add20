/** Python text as logical lines: a statement with its brackets, strings and continuations is one line. */
import type { Range } from "../../model/code.ts";
import { nextLine, textStart } from "../text.ts";

export interface LogicalLine extends Range {
  /** Where the first physical line begins, indentation included. */
  readonly lineStart: number;
  /** Behind the line end of the last physical line. */
  readonly lineEnd: number;
  readonly indent: string;
  /** A comment at the end of the last physical line. */
  readonly comment: Range | null;
  /** Strings over several physical lines; what is in them is no indentation. */
  readonly strings: readonly Range[];
}

/** The logical lines of the text, without blank lines and lines that are only a comment. */
export function logicalLines(text: string): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let at = textStart(text);
  while (at < text.length) {
    const indent = /^[ \t\f]*/.exec(text.slice(at, at + 200))?.[0] ?? "";
    const first = text[at + indent.length];
    if (first === undefined || first === "#" || first === "\n" || first === "\r") {
      at = nextLine(text, at);
      continue;
    }
    const line = readLine(text, at, indent);
    lines.push(line);
    at = line.lineEnd;
  }
  return lines;
}

function readLine(text: string, lineStart: number, indent: string): LogicalLine {
  const start = lineStart + indent.length;
  const strings: Range[] = [];
  let comment: Range | null = null;
  let depth = 0;
  let end = start;
  let at = start;
  while (at < text.length) {
    const char = text[at] as string;
    if (char === "#") {
      const stop = /[\r\n]/.exec(text.slice(at))?.index ?? text.length - at;
      if (depth === 0) comment = { start: at, end: at + stop };
      at += stop;
    } else if (char === '"' || char === "'") {
      const stop = stringEnd(text, at);
      if (text.slice(at, stop).includes("\n")) strings.push({ start: at, end: stop });
      end = at = stop;
    } else if (char === "\\" && /^\\\r?\n/.test(text.slice(at, at + 3))) at = nextLine(text, at);
    else if (char === "\n" && depth === 0) break;
    else {
      if ("([{".includes(char)) depth++;
      if (")]}".includes(char)) depth = Math.max(0, depth - 1);
      at++;
      if (!/\s/.test(char)) end = at;
    }
  }
  return { start, end, lineStart, lineEnd: Math.min(at + 1, text.length), indent, comment, strings };
}

/** The end of the string literal whose first quote is at the offset; a one-line string that is not closed ends with its line. */
function stringEnd(text: string, at: number): number {
  const quote = text[at] as string;
  const triple = text.startsWith(quote.repeat(3), at);
  const closing = triple ? quote.repeat(3) : quote;
  let next = at + closing.length;
  while (next < text.length) {
    if (text[next] === "\\") next += 2;
    else if (text.startsWith(closing, next)) return next + closing.length;
    else if (!triple && text[next] === "\n") return next;
    else next++;
  }
  return text.length;
}
