/** The parts of a handler that one arm of its dispatch runs through: what stands before, the arm, what stands behind. */
import type { Dispatch, DispatchArm, Range, Region, Scope } from "../../../model/code.ts";
import { childByField, type SyntaxNode, type SyntaxTree } from "../../../parse/syntax.ts";
import { indentAt, lineStart, nextLine, reindent } from "../../text.ts";
import { contains, longStrings, nodeAround, statements } from "../tree.ts";

/** A block around the dispatch, outermost first: the function's body, then the body of a `try` in it. */
export interface Level {
  readonly before: readonly SyntaxNode[];
  readonly behind: readonly SyntaxNode[];
  /** The `try` whose body the next level is; null for the innermost one. */
  readonly around: SyntaxNode | null;
}

export interface ArmCode {
  readonly labels: readonly string[];
  /** What the arm runs, without what is around it. */
  readonly range: Range;
  readonly block: SyntaxNode | null;
  /** For a table: the call with the arm's function in place of the look-up. */
  readonly replaced: { readonly callee: Range; readonly by: string } | null;
  readonly exits: boolean;
}

/** @returns undefined where the dispatch stands in anything but the function's body and `try`. */
export function levelsOf(tree: SyntaxTree, body: SyntaxNode, dispatch: Dispatch): Level[] | undefined {
  const own = dispatch.branches.length > 0 ? dispatch.branches : [dispatch];
  const levels: Level[] = [];
  for (let block = body; ; ) {
    const all = statements(block);
    const holding = all.filter((one) => own.some((part) => one.start <= part.start && part.end <= one.end));
    const first = holding[0];
    const last = holding.at(-1);
    if (first === undefined || last === undefined) return undefined;
    const isDispatch = holding.every(
      (one) => own.some((part) => part.start <= one.start && one.end <= part.end) || dispatch.form === "table",
    );
    const inner = first.type === "try_statement" && holding.length === 1 ? childByField(first, "body") : null;
    const before = all.filter((one) => one.start < last.start && !holding.includes(one));
    const behind = all.filter((one) => one.start > last.start);
    if (inner !== null && dispatch.start >= inner.start && dispatch.end <= inner.end) {
      levels.push({ before, behind, around: first });
      block = inner;
      continue;
    }
    if (!isDispatch || (dispatch.form === "table" && contains(last, "block"))) return undefined;
    levels.push({ before, behind, around: null });
    return contains(tree.root, "ERROR") ? undefined : levels;
  }
}

/** The code of an arm of an `if` or `match`. */
export function armOfBranch(tree: SyntaxTree, arm: DispatchArm): ArmCode | undefined {
  const region: Region | null = arm.region;
  const block = region === null ? undefined : blockAt(tree, region);
  if (region === null || block === undefined) return undefined;
  return { labels: arm.labels, range: { start: block.start, end: block.end }, block, replaced: null, exits: region.exits };
}

function blockAt(tree: SyntaxTree, region: Region): SyntaxNode | undefined {
  for (let at: SyntaxNode | null = nodeAround(tree, region); at !== null; at = at.parent) {
    if (at.type === "block") return at.start >= region.start ? at : undefined;
    const inner = at.children.find((child) => child.type === "block" && child.start >= region.start && child.end <= region.end);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** The statement of a table's look-up with one of its functions called instead: `return create_order(event)`. */
export function armOfTable(tree: SyntaxTree, dispatch: Dispatch, arm: DispatchArm, scope: Scope): ArmCode | undefined {
  const call = scope.calls.find((one) => one.start === dispatch.start && one.end === dispatch.end);
  const isDirect = call?.callee.kind === "element" || call?.callee.kind === "call";
  if (call === undefined || !isDirect || arm.value?.kind !== "name" || arm.value.binding.kind !== "function") return undefined;
  for (let at: SyntaxNode | null = nodeAround(tree, dispatch); at !== null; at = at.parent) {
    if (at.parent?.type !== "block") continue;
    const exits = at.type === "return_statement";
    return {
      labels: arm.labels,
      range: { start: at.start, end: at.end },
      block: null,
      replaced: { callee: call.callee, by: arm.value.name },
      exits,
    };
  }
  return undefined;
}

/** The lines of a statement or block at another depth, with the comments above its first statement. */
export function linesAt(text: string, node: SyntaxNode, indent: string): string {
  const from = indentAt(text, node.start);
  let start = lineStart(text, node.start);
  if (text.slice(start, node.start).trim() !== "") start = node.start;
  else if (node.type === "block") start = commentsAbove(text, start, from);
  const end = node.type === "block" ? lineEndOf(text, node.end) : nextLine(text, node.end);
  const begin = start === node.start ? start : start + from.length;
  const strings = longStrings(node, text).map((range) => ({ start: range.start - begin, end: range.end - begin }));
  return indent + reindent(text.slice(begin, end).replace(/\s+$/, ""), start === node.start ? "" : from, indent, strings);
}

function lineEndOf(text: string, offset: number): number {
  return nextLine(text, Math.max(0, offset - 1));
}

function commentsAbove(text: string, start: number, indent: string): number {
  let at = start;
  while (at > 0) {
    const previous = lineStart(text, at - 1);
    const line = text.slice(previous, at);
    if (!line.trim().startsWith("#") || indentAt(text, previous) !== indent) return at;
    at = previous;
  }
  return at;
}
