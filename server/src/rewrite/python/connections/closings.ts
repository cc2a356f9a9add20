/** What becomes of `connection.close()` once the connection outlives the function. */
import type { Module, Range } from "../../../model/code.ts";
import { childByField, type SyntaxNode } from "../../../parse/syntax.ts";
import type { Edit } from "../../rewriter.ts";
import { edit, indentAt, indentUnit, lineStart, newlineOf, nextLine } from "../../text.ts";
import { type Extent, extentOf, removeStatements } from "../statements.ts";
import { descendants, statements } from "../tree.ts";
import { type Driver, forVariable } from "./drivers.ts";
import { dedentLines } from "./indentation.ts";

/** A statement that closes a connection, and the variable it is in. */
export interface Closing {
  readonly module: Module;
  readonly statement: SyntaxNode;
  readonly variable: string;
}

/**
 * Closing undid what was not committed, so where transactions are open by default it becomes a rollback; elsewhere, and
 * right behind a commit, it goes.
 */
export function closingEdits(module: Module, driver: Driver, closings: readonly Closing[]): Edit[] | undefined {
  const edits: Edit[] = [];
  const removed: SyntaxNode[] = [];
  for (const closing of closings) {
    const undo = rollbackFor(module, driver, closing);
    if (undo === undefined) removed.push(closing.statement);
    else edits.push(edit(module, closing.statement.start, closing.statement.end, undo));
  }
  const removals = removeWithClauses(module, removed);
  return removals && [...edits, ...removals];
}

function rollbackFor(module: Module, driver: Driver, closing: Closing): string | undefined {
  const { statement, variable } = closing;
  if (!driver.transactions || isAutocommit(module.text, variable)) return undefined;
  if (isSettled(module.text, statement)) return undefined;
  const rollback = `${variable}.rollback()`;
  if (!isOnTheWayOut(statement) || isChecked(module.text, statement, variable)) return rollback;
  if (driver.isOpen === null) return undefined;
  const { text } = module;
  return `if ${forVariable(driver.isOpen, variable)}:${newlineOf(text)}${indentAt(text, statement.start)}${indentUnit(text)}${rollback}`;
}

/** Right behind a commit or rollback, but for cursors that are closed. */
function isSettled(text: string, statement: SyntaxNode): boolean {
  const block = statement.parent === null ? [] : statements(statement.parent);
  const before = block.slice(0, block.indexOf(statement)).map((one) => text.slice(one.start, one.end));
  return /\.(?:commit|rollback)\(\)$/.test(before.findLast((one) => !/^[\w.]+\.close\(\)$/.test(one)) ?? "");
}

/** Does the code turn transactions off? */
export function isAutocommit(text: string, variable: string): boolean {
  const name = variable.replaceAll(".", "\\.");
  return new RegExp(
    `autocommit\\s*=\\s*True|\\b${name}\\.autocommit\\(\\s*True|ISOLATION_LEVEL_AUTOCOMMIT|\\b${name}\\.set_isolation_level\\(0\\)`,
  ).test(text);
}

/** In `finally` or `except`, where the connection may be what failed. */
function isOnTheWayOut(statement: SyntaxNode): boolean {
  for (let at = statement.parent; at !== null && at.type !== "function_definition"; at = at.parent) {
    if (at.type === "finally_clause" || at.type === "except_clause") return true;
  }
  return false;
}

/** Is it only reached where the connection was found to be open? */
function isChecked(text: string, statement: SyntaxNode, variable: string): boolean {
  const owner = statement.parent?.parent;
  const condition = owner?.type === "if_statement" ? childByField(owner, "condition") : null;
  if (condition === null || condition === undefined) return false;
  return new RegExp(`\\b${variable.replaceAll(".", "\\.")}\\.(?:open|closed|is_connected)\\b`).test(
    text.slice(condition.start, condition.end),
  );
}

/** Removes statements, and with them an `if` or `finally` that has nothing left to do. */
export function removeWithClauses(module: Module, nodes: readonly SyntaxNode[]): Edit[] | undefined {
  const removed = new Set(nodes);
  const clauses = new Set<SyntaxNode>();
  for (const node of removed) {
    const block = node.parent;
    if (block === null || !statements(block).every((one) => removed.has(one)) || hasComments(block)) continue;
    const owner = block.parent;
    if (owner?.type === "if_statement" && owner.children.at(-1) === block) {
      for (const one of statements(block)) removed.delete(one);
      removed.add(owner);
    } else if (owner?.type === "finally_clause") clauses.add(owner);
  }
  const edits: Edit[] = [];
  const extents: Extent[] = [];
  for (const node of removed) {
    if (node.parent?.parent?.type === "finally_clause" && clauses.has(node.parent.parent)) continue;
    const extent = extentOf(module.text, node);
    if (extent === undefined) return undefined;
    extents.push(extent);
  }
  for (const clause of clauses) {
    const gone = removeFinally(module, clause, extents);
    if (gone === undefined) return undefined;
    edits.push(...gone);
  }
  return [...edits, ...removeStatements(module, extents)];
}

function removeFinally(module: Module, clause: SyntaxNode, extents: readonly Extent[]): Edit[] | undefined {
  const { text } = module;
  const statement = clause.parent;
  if (statement === null) return undefined;
  const end = nextLine(text, clause.end);
  const removal = edit(module, lineStart(text, clause.start), end, "");
  if (statement.children.some((child) => child.type === "except_clause" || child.type === "except_group_clause")) return [removal];
  const body = childByField(statement, "body");
  if (body === null || lineStart(text, body.start) === lineStart(text, statement.start)) return undefined;
  const header = { start: lineStart(text, statement.start), end: nextLine(text, statement.start) };
  if (text.slice(header.start, header.end).trim() !== "try:") return undefined;
  const lines: Range = { start: header.end, end: lineStart(text, clause.start) };
  const dedented = dedentLines(module, { start: body.start, end: lines.end }, statement, extents);
  const comments = dedentComments(module, lines.start, body.start);
  return dedented && [edit(module, header.start, header.end, ""), ...comments, ...dedented, removal];
}

/** Comments between `try:` and its first statement are no part of the block. */
function dedentComments(module: Module, from: number, to: number): Edit[] {
  const { text } = module;
  const step = indentUnit(text).length;
  const edits: Edit[] = [];
  for (let at = from; at < lineStart(text, to); at = nextLine(text, at)) {
    if (indentAt(text, at).length >= step && text.slice(at, nextLine(text, at)).trim() !== "") edits.push(edit(module, at, at + step, ""));
  }
  return edits;
}

/** A comment of its own in the block, or one above its first statement. */
function hasComments(block: SyntaxNode): boolean {
  for (const node of descendants(block.parent ?? block)) if (node.type === "comment") return true;
  return false;
}
