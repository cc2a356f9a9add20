/** Which lines may be the half-typed ones, and the text without one of them. */
import { errorsIn, type Span } from "./broken.ts";
import { lineEnd } from "./chunks.ts";
import type { PlainNode } from "./node.ts";
import type { SyntaxNode } from "./syntax.ts";

const OPENERS = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["${", "}"],
]);
const CLOSERS = new Set([")", "]", "}"]);

/** Starts of lines within the span, the likeliest first: those with a bracket that nothing closes, then those around errors. */
export function suspectLines(text: string, root: PlainNode, span: Span): number[] {
  const lines = new Set(unclosedBrackets(text, root).map((bracket) => lineStart(text, bracket)));
  for (const { start } of errorsIn(root)) {
    const line = lineStart(text, start);
    lines.add(line);
    const before = text.slice(span.start, line).trimEnd();
    if (before !== "") lines.add(lineStart(text, span.start + before.length - 1));
  }
  return [...lines].filter((line) => line >= span.start && line < span.end);
}

interface Opener {
  readonly closer: string;
  readonly start: number;
  readonly indent: number;
}

/** Offsets of brackets without a partner, the last first. A bracket that begins its line closes none that is indented deeper. */
function unclosedBrackets(text: string, root: PlainNode): number[] {
  const unclosed: number[] = [];
  const open: Opener[] = [];
  const waiting = new Map([...CLOSERS].map((closer) => [closer, 0]));
  const push = (opener: Opener): void => {
    open.push(opener);
    waiting.set(opener.closer, (waiting.get(opener.closer) ?? 0) + 1);
  };
  const pop = (): Opener => {
    const opener = open.pop() as Opener;
    waiting.set(opener.closer, (waiting.get(opener.closer) ?? 0) - 1);
    return opener;
  };
  for (const { type, start, line, indent } of bracketsOf(text, root)) {
    const closer = OPENERS.get(type);
    if (closer !== undefined) {
      push({ closer, start, indent });
      continue;
    }
    if (line + indent === start) while (open.length > 0 && (open.at(-1) as Opener).indent > indent) unclosed.push(pop().start);
    if (waiting.get(type) === 0) continue;
    for (let last = pop(); last.closer !== type; last = pop()) unclosed.push(last.start);
  }
  return [...unclosed, ...open.map((opener) => opener.start)].sort((one, other) => other - one);
}

interface Bracket {
  readonly type: string;
  readonly start: number;
  /** Where its line begins, and how far that is indented. */
  readonly line: number;
  readonly indent: number;
}

/** The brackets of the tree in order: those in strings and comments are none. */
function* bracketsOf(text: string, root: PlainNode): Generator<Bracket> {
  let line = 0;
  let next = 0;
  let indent = 0;
  for (const { type, start } of leavesOf(root)) {
    if (!OPENERS.has(type) && !CLOSERS.has(type)) continue;
    if (start >= next) {
      line = lineStart(text, start);
      next = lineEnd(text, start);
      indent = indentAt(text, start);
    }
    yield { type, start, line, indent };
  }
}

function* leavesOf(root: PlainNode): Generator<SyntaxNode> {
  const stack: SyntaxNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.children.length === 0 && node.end > node.start) yield node;
    for (let index = node.children.length - 1; index >= 0; index--) stack.push(node.children[index] as SyntaxNode);
  }
}

/** A text as long as before, and what was left out of it. */
interface Attempt {
  readonly text: string;
  readonly left: Span;
}

/**
 * The text without a line and what is indented below it: nothing can be said about a block whose head is unknown. Where
 * the block is followed by closing brackets, they may be its own or those of the block around it: both are tried.
 */
export function withoutLine(text: string, line: number, isPython: boolean): Attempt[] {
  const body = text.slice(line, lineEnd(text, line)).trim();
  const indent = indentAt(text, line);
  const end = blockEnd(text, line, indent);
  // In `} else {` the first bracket belongs to another block.
  const start = line + indent + (/^\}.*[^)\]};,]/.test(body) ? 1 : 0);
  const after = text.slice(end, lineEnd(text, end)).trim();
  const spans = [{ start, end }];
  if (/[([{]$/.test(body) && indentAt(text, end) === indent) {
    if (/^[)\]}]+[;,]?$/.test(after)) spans.unshift({ start, end: lineEnd(text, end) });
    else if (body.endsWith("{") && after.startsWith("}")) return [withOpenBrace(text, start, end)];
  }
  // A Python block may not be empty; a constant is a statement that fits everywhere.
  return spans.flatMap((span) =>
    isPython && span.end > span.start ? [blanked(text, span, "0"), blanked(text, span)] : [blanked(text, span)],
  );
}

function blanked(text: string, left: Span, filler = ""): Attempt {
  const blank = filler + text.slice(left.start + filler.length, left.end).replace(/[^\r\n]/g, " ");
  return { text: text.slice(0, left.start) + blank + text.slice(left.end), left };
}

/** Leaves the brace at the end of a line: what follows the block, `} else {`, closes it. */
function withOpenBrace(text: string, start: number, end: number): Attempt {
  const brace = text.slice(start, lineEnd(text, start)).lastIndexOf("{") + start;
  const attempt = blanked(text, { start, end });
  return { text: `${attempt.text.slice(0, brace)}{${attempt.text.slice(brace + 1)}`, left: attempt.left };
}

/** The end of the lines below that are indented deeper, empty ones among them included. */
function blockEnd(text: string, line: number, indent: number): number {
  let end = lineEnd(text, line);
  for (let next = end; next < text.length; ) {
    const after = lineEnd(text, next);
    const isEmpty = text.slice(next, after).trim() === "";
    if (!isEmpty && indentAt(text, next) <= indent) break;
    if (!isEmpty) end = after;
    next = after;
  }
  return end;
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** How far the line of this offset is indented. */
function indentAt(text: string, offset: number): number {
  const line = lineStart(text, offset);
  let end = line;
  while (text[end] === " " || text[end] === "\t") end++;
  return end - line;
}
