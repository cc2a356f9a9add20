/** The parts of a handler that one arm of its dispatch runs through: what stands before, the arm, what stands behind. */
import type { Dispatch, DispatchArm, Module, Range, Scope } from "../../../model/code.ts";
import { childByField, namedChildren, type SyntaxNode, type SyntaxTree } from "../../../parse/syntax.ts";
import { functionNode } from "../bodies.ts";
import { movedText } from "../statements.ts";
import { contains, descendants, nodeAround, nodeAt, statements } from "../tree.ts";

/** A block around the dispatch, outermost first: the function's body, then the body of a `try` in it. */
export interface Level {
  readonly before: readonly SyntaxNode[];
  readonly behind: readonly SyntaxNode[];
  /** The `try` whose body the next level is; null for the innermost one. */
  readonly around: SyntaxNode | null;
}

export interface ArmCode {
  readonly label: string;
  /** The statements it runs, with the comments among them. */
  readonly range: Range;
  /** The first of them; for a table the statement that looks the function up. */
  readonly first: SyntaxNode;
  /** For a table: the look-up, and the name that takes its place. */
  readonly replaced: { readonly callee: Range; readonly by: string } | null;
  readonly exits: boolean;
}

/** @returns undefined where the dispatch stands in anything but the function's body and `try`. */
export function levelsOf(tree: SyntaxTree, scope: Scope, dispatch: Dispatch): Level[] | undefined {
  const node = functionNode(tree, scope);
  let block = node && childByField(node, "body");
  const own = dispatch.branches.length > 0 ? dispatch.branches : [dispatch];
  const levels: Level[] = [];
  while (block?.type === "statement_block") {
    const all = statements(block);
    const holding = all.filter((one) => own.some((part) => one.start <= part.start && part.end <= one.end));
    const [first, last] = [holding[0], holding.at(-1)];
    if (first === undefined || last === undefined) return undefined;
    // What stands between two of the arms is run by some of them only.
    if (all.some((one) => one.start > first.start && one.start < last.start && !holding.includes(one))) return undefined;
    const before = all.filter((one) => one.start < first.start);
    const behind = all.filter((one) => one.start > last.start);
    const inner = first.type === "try_statement" && holding.length === 1 ? childByField(first, "body") : null;
    if (inner !== null && dispatch.start >= inner.start && dispatch.end <= inner.end) {
      levels.push({ before, behind, around: first });
      block = inner;
      continue;
    }
    const isDispatch = holding.every((one) => own.some((part) => part.start <= one.start && one.end <= part.end));
    if (dispatch.form === "table" ? contains(last, "statement_block") || holding.length > 1 : !isDispatch) return undefined;
    return [...levels, { before, behind, around: null }];
  }
  return undefined;
}

/** The code of an `if` or `case`; undefined where control gets from one arm into another. */
export function armOfBranch(module: Module, tree: SyntaxTree, dispatch: Dispatch, arm: DispatchArm): ArmCode | undefined {
  const { region, labels } = arm;
  const label = labels[0];
  if (region === null || label === undefined || region.start === region.end) return undefined;
  const isCase = region.kind === "case";
  let body = isCase ? namesOfCase(tree, region) : [nodeAt(tree, region, "statement_block") ?? nodeAround(tree, region)];
  let end = region.end;
  const block = body[0];
  if (block?.type === "statement_block" && body.length === 1) {
    body = statements(block);
    end = block.end - 1;
  } else if (block?.type === "statement_block" && body.length === 2 && body[1]?.type === "break_statement")
    body = [...statements(block), body[1]];
  const last = body.at(-1);
  const isBreak = last?.type === "break_statement";
  if (isCase && !isBreak && !region.exits && dispatch.branches.at(-1)?.arms.at(-1)?.region !== region) return undefined;
  const kept = isBreak ? body.slice(0, -1) : body;
  const [first, final] = [kept[0], kept.at(-1)];
  if (first === undefined || final === undefined || (isCase && kept.some(hasOwnBreak)) || last === undefined) return undefined;
  const inBlock = !isBreak && block?.type === "statement_block";
  const start = startWithComments(module, first.parent?.type === "statement_block" ? first.parent.start + 1 : 0, first);
  const until = inBlock ? end : isBreak ? endBefore(module, final, last) : final.end;
  return { label, range: { start, end: until }, first, replaced: null, exits: region.exits && !isBreak };
}

/** The statements of the `case` whose code begins where the region does. */
function namesOfCase(tree: SyntaxTree, region: Range): SyntaxNode[] {
  for (let at: SyntaxNode | null = nodeAround(tree, { start: region.start, end: region.start + 1 }); at !== null; at = at.parent) {
    if (at.type === "switch_case" || at.type === "switch_default") return statements(at);
  }
  return [];
}

/** A `break` that ends the `switch`, not a loop in the arm. */
function hasOwnBreak(statement: SyntaxNode): boolean {
  for (const node of descendants(statement)) {
    if (node.type !== "break_statement" && node.type !== "continue_statement") continue;
    let at: SyntaxNode | null = node;
    while (
      at !== null &&
      at !== statement.parent &&
      !/^(for_statement|for_in_statement|while_statement|do_statement|switch_statement)$/.test(at.type)
    )
      at = at.parent;
    if (at === statement.parent) return true;
  }
  return false;
}

/** Comments above a statement belong to it. */
export function startWithComments(module: Module, from: number, node: SyntaxNode): number {
  let { start } = node;
  for (const comment of module.comments.toReversed()) {
    if (comment.end > start || comment.start < from || module.text.slice(comment.end, start).trim() !== "") continue;
    if (!/\n[ \t]*$/.test(module.text.slice(0, comment.start))) break;
    start = comment.start;
  }
  return start;
}

function endBefore(module: Module, final: SyntaxNode, next: SyntaxNode): number {
  const comment = module.comments.findLast((one) => one.start >= final.end && one.end <= next.start);
  return comment?.end ?? final.end;
}

/** A function named in a table, called where the table is looked into. */
export function armOfTable(tree: SyntaxTree, dispatch: Dispatch, arm: DispatchArm, scope: Scope): ArmCode | undefined {
  const label = arm.labels[0];
  const { value } = arm;
  if (label === undefined || value?.kind !== "name" || value.binding.scope !== scope.module.root) return undefined;
  const call =
    scope.calls.find((one) => dispatch.start <= one.start && one.end <= dispatch.end && one.callee.kind === "element") ??
    scope.calls.find((one) => one.start <= dispatch.start && dispatch.end <= one.end && one.callee.kind === "element");
  if (call === undefined) return undefined;
  let statement: SyntaxNode | null = nodeAround(tree, call);
  while (statement !== null && !/^(return_statement|expression_statement|lexical_declaration)$/.test(statement.type))
    statement = statement.parent;
  if (statement === null) return undefined;
  const exits = statement.type === "return_statement";
  return { label, range: statement, first: statement, replaced: { callee: call.callee, by: value.name }, exits };
}

/** Everything of a `try` but its body. */
export function clausesOf(statement: SyntaxNode): SyntaxNode[] {
  return namedChildren(statement).filter((child) => /^(catch|finally)_clause$/.test(child.type));
}

/** The lines of a node at another depth. */
export function linesAt(module: Module, node: SyntaxNode, range: Range, indent: string): string {
  return indent + movedText(module, node, range, [], indent);
}
