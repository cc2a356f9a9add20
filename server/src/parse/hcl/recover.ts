/** What is known of a half-typed file without parsing it. */
import type { Span } from "../broken.ts";

/** The head of a block or attribute in column 0. Text of heredocs stands there too, but hardly looks like one. */
const BEGINS = /^(?:[A-Za-z_][\w-]*(?:[ \t]+(?:"[^"\n]*"|[\w-]+))*[ \t]*\{|[A-Za-z_][\w-]*[ \t]*=(?![=>]))/;

/** The longest head of a block that is looked at. */
const HEAD = 300;

/** Offsets at which blocks begin in column 0. */
export function blockStarts(text: string): number[] {
  const starts: number[] = [];
  for (let line = 0; line < text.length; line = lineEnd(text, line)) {
    if (BEGINS.test(text.slice(line, Math.min(lineEnd(text, line), line + HEAD)))) starts.push(line);
  }
  return starts;
}

/** The text with the lines of a block blanked that cannot be right on their own: an open quote, nothing behind `=`. */
export function withoutHalfTypedLines(text: string, span: Span): { text: string; blanked: Span[] } {
  const blanked: Span[] = [];
  let heredoc: RegExp | undefined;
  let result = text.slice(0, span.start);
  for (let line = span.start; line < span.end; line = lineEnd(text, line)) {
    const end = lineEnd(text, line);
    const source = text.slice(line, end);
    if (heredoc === undefined && isHalfTyped(source) && line > span.start) {
      result += source.replace(/[^\r\n]/g, " ");
      blanked.push({ start: line, end: line + source.trimEnd().length });
      continue;
    }
    const opened = heredoc === undefined ? /<<-?([A-Za-z_]\w*)\s*$/.exec(source)?.[1] : undefined;
    if (opened !== undefined) heredoc = new RegExp(`^\\s*${opened}\\s*$`);
    else if (heredoc?.test(source)) heredoc = undefined;
    result += source;
  }
  return { text: result + text.slice(span.end), blanked };
}

function isHalfTyped(line: string): boolean {
  const code = line.replace(/^\s*(?:#|\/\/).*/s, "").trimEnd();
  if (/^\s*[\w-]+\s*=$/.test(code) || /\.$/.test(code)) return true;
  // A bare word: an argument or block whose rest is still to come.
  if (/^\s*[A-Za-z_][\w-]*$/.test(code)) return true;
  return (code.replace(/\\./g, "").match(/"/g)?.length ?? 0) % 2 === 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end + 1;
}
