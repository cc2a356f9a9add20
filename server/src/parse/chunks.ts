/** Splits a file into its outermost statements without parsing it: by what stands in column 0. */
import type { Grammar } from "./parser.ts";
import type { SyntaxNode } from "./syntax.ts";

/** First characters of a line that begins a statement; comments, closing brackets, operators and `{` go on with the one before. */
const BEGINS = { python: /^[\p{ID_Start}_@"'([{*]/u, script: /^[\p{ID_Start}$_@"'(]/u };
const CONTINUES = { python: /^(?:else|elif|except|finally)\b/, script: /^(?:else|catch|finally)\b/ };
const DECORATED = /^(?:@|def\b|class\b|async\b|export\b|abstract\b)/;

/** Offsets at which statements begin in column 0; a decorator is part of what it decorates. */
export function statementStarts(text: string, grammar: Grammar): number[] {
  const kind = grammar === "python" ? "python" : "script";
  const starts: number[] = [];
  let decorator = false;
  for (let line = 0; line < text.length; line = lineEnd(text, line)) {
    const head = text.slice(line, line + 12);
    if (!BEGINS[kind].test(head) || CONTINUES[kind].test(head)) continue;
    if (!(decorator && DECORATED.test(head))) starts.push(line);
    decorator = head.startsWith("@");
  }
  return starts;
}

/** The offset behind the line break of the line `offset` is in. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end + 1;
}

const TEXT_TYPES = new Set(["string", "template_string", "comment"]);

/** The starts that are not within a string or comment of this tree. */
export function outsideOfText(starts: readonly number[], root: SyntaxNode): number[] {
  const inside = new Set<number>();
  const stack: SyntaxNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const first = firstAbove(starts, node.start);
    if (first === starts.length || (starts[first] as number) >= node.end) continue;
    if (TEXT_TYPES.has(node.type)) for (const start of starts.slice(first, firstAbove(starts, node.end - 1))) inside.add(start);
    else for (const child of node.children) stack.push(child);
  }
  return starts.filter((start) => !inside.has(start));
}

/** The index of the first number greater than `bound` in a sorted list. */
export function firstAbove(numbers: readonly number[], bound: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) > bound) high = middle;
    else low = middle + 1;
  }
  return low;
}
