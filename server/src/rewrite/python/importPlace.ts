/** Where an import statement belongs in a Python file: its section, its place in it, and below what has to stay on top. */
import { nextLine, textStart } from "../text.ts";
import { type LogicalLine, logicalLines } from "./lines.ts";
import { isStandardLibrary } from "./stdlib.ts";

export interface ImportPlace {
  readonly offset: number;
  /** Line ends to write before and after the statement. */
  readonly before: number;
  readonly after: number;
}

interface ImportLine {
  readonly line: LogicalLine;
  readonly module: string;
  readonly isFrom: boolean;
  readonly section: Section;
}

/** `from __future__`, standard library, installed, this project's own. */
type Section = 0 | 1 | 2 | 3;

function sectionOf(module: string): Section {
  if (module === "__future__") return 0;
  if (module.startsWith(".")) return 3;
  return isStandardLibrary(module) ? 1 : 2;
}

/** The statements at the top of a file, up to the first definition: where imports stand and may be added. */
function topLines(text: string, before: number): LogicalLine[] {
  const top = logicalLines(text).filter((line) => line.indent === "" && line.lineEnd <= before);
  const definition = top.findIndex((line) => /^(?:def\b|class\b|async\s+def\b|@)/.test(text.slice(line.start, line.end)));
  return definition < 0 ? top : top.slice(0, definition);
}

function importLines(text: string, lines: readonly LogicalLine[]): ImportLine[] {
  const result: ImportLine[] = [];
  for (const line of lines) {
    const match = /^(import|from)\s*([\w.]+)/.exec(text.slice(line.start, line.end));
    const module = match?.[2];
    if (module !== undefined) result.push({ line, module, isFrom: match?.[1] === "from", section: sectionOf(module) });
  }
  return result;
}

/** Where an import of the module belongs; statements behind `before` are not looked at. `isOwn`: it is a file of this project. */
export function importPlace(text: string, module: string, isFrom: boolean, before: number, isOwn = false): ImportPlace {
  const lines = topLines(text, before);
  const imports = importLines(text, lines);
  const section = isOwn ? 3 : sectionOf(module);
  const same = imports.filter((one) => one.section === section);
  if (same.length > 0) return placeWithin(text, same, module, isFrom);
  const gap = separated(text, imports) ? 1 : 0;
  const lower = imports.filter((one) => one.section < section).at(-1);
  if (lower !== undefined) return afterLine(text, lower.line, gap);
  const higher = imports[0];
  if (higher !== undefined) return { offset: aboveComments(text, higher.line), before: 0, after: 1 + gap };
  return placeWithoutImports(text, lines[0]);
}

/** Among the imports of its own section: behind the last one that sorts before it. */
function placeWithin(text: string, same: readonly ImportLine[], module: string, isFrom: boolean): ImportPlace {
  const kind = same.filter((one) => one.isFrom === isFrom);
  const key = module.toLowerCase();
  const previous = kind.filter((one) => one.module.toLowerCase() <= key).at(-1);
  if (previous !== undefined) return afterLine(text, previous.line, 0);
  const last = same.at(-1);
  if (isFrom && kind.length === 0 && last !== undefined) return afterLine(text, last.line, 0);
  const first = kind[0] ?? same[0];
  return { offset: first?.line.lineStart ?? textStart(text), before: 0, after: 1 };
}

function afterLine(text: string, line: LogicalLine, gap: number): ImportPlace {
  const endsWithNewline = text[line.lineEnd - 1] === "\n";
  return { offset: line.lineEnd, before: gap + (endsWithNewline ? 0 : 1), after: endsWithNewline ? 1 : 0 };
}

/** Are sections set apart by a blank line? A file with only one section is taken to follow PEP 8. */
function separated(text: string, imports: readonly ImportLine[]): boolean {
  let changes = 0;
  let blanks = 0;
  for (const [index, one] of imports.entries()) {
    const next = imports[index + 1];
    if (next === undefined || next.section === one.section) continue;
    changes++;
    if (/^[ \t]*\r?\n/m.test(text.slice(one.line.lineEnd, next.line.lineStart))) blanks++;
  }
  return changes === 0 || blanks > 0;
}

/** The start of the line, or of the comments right above it unless they begin the file. */
function aboveComments(text: string, line: LogicalLine): number {
  let offset = line.lineStart;
  while (offset > textStart(text)) {
    const previous = text.lastIndexOf("\n", offset - 2) + 1;
    const content = text.slice(Math.max(previous, textStart(text)), offset).trim();
    if (content === "") return offset;
    if (!content.startsWith("#") || previous <= textStart(text)) return line.lineStart;
    offset = previous;
  }
  return line.lineStart;
}

/** Behind the docstring; else behind shebang, encoding line and a comment that is set apart. */
function placeWithoutImports(text: string, first: LogicalLine | undefined): ImportPlace {
  if (first !== undefined && isString(text, first)) {
    const place = afterLine(text, first, 1);
    return { ...place, after: place.after + gapAfter(text, place.offset) };
  }
  const offset = headerEnd(text);
  const needsNewline = offset === text.length && offset > textStart(text) && text[offset - 1] !== "\n" ? 1 : 0;
  return { offset, before: needsNewline, after: 1 + gapAfter(text, offset) };
}

function headerEnd(text: string): number {
  let offset = textStart(text);
  if (text.startsWith("#!", offset)) offset = nextLine(text, offset);
  if (/^[ \t\f]*#.*?coding[:=]/.test(text.slice(offset, nextLine(text, offset)))) offset = nextLine(text, offset);
  const comment = /^(?:[ \t]*\r?\n)*(?:#.*\r?\n)+(?:[ \t]*\r?\n)+/.exec(text.slice(offset));
  return offset + (comment?.[0].length ?? 0);
}

/** One more line end where code follows directly. */
function gapAfter(text: string, offset: number): number {
  return offset < text.length && !/^[ \t]*\r?\n/.test(text.slice(offset, offset + 200)) ? 1 : 0;
}

function isString(text: string, line: LogicalLine): boolean {
  return /^[rRuU]?(?:"""[^]*"""|'''[^]*'''|"[^"\n]*"|'[^'\n]*')$/.test(text.slice(line.start, line.end));
}
