/** Where a tree does not hold. */
import type { SyntaxNode } from "./syntax.ts";

export interface Span {
  start: number;
  end: number;
}

/** Nodes whose children are statements or members: an error costs no more than the child it is in. */
const CONTAINERS = new Set([
  ...["module", "program", "block", "statement_block", "class_body", "switch_body", "switch_case", "switch_default"],
  ...["interface_body", "object_type", "enum_body"],
]);

/** The statement around an error, or the error itself where it stands between statements. */
function statementOf(error: SyntaxNode): SyntaxNode {
  let node = error;
  while (node.parent !== null && !node.parent.isError && !CONTAINERS.has(node.parent.type)) node = node.parent;
  return node;
}

/** The outermost ERROR and MISSING nodes, in source order. */
export function errorsIn(root: SyntaxNode): SyntaxNode[] {
  const errors: SyntaxNode[] = [];
  const stack: SyntaxNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.isError) errors.push(node);
    else for (let index = node.children.length - 1; index >= 0; index--) stack.push(node.children[index] as SyntaxNode);
  }
  return errors;
}

/** Is there an error in the node or below? */
export function hasError(root: SyntaxNode): boolean {
  const stack: SyntaxNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.isError) return true;
    for (const child of node.children) stack.push(child);
  }
  return false;
}

/** The statements that do not parse, in source order. */
export function brokenIn(root: SyntaxNode): Span[] {
  return merge(errorsIn(root).map(statementOf));
}

/** Spans in order, those that touch or overlap as one. */
export function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** How many characters the spans cover; the measure of which of two readings is the better. */
export function sizeOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}
