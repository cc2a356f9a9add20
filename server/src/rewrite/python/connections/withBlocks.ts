/** `with` statements that close a connection at their end, turned into ones that do not. */
import type { Module, Range } from "../../../model/code.ts";
import { childByField, type SyntaxNode } from "../../../parse/syntax.ts";
import type { Edit } from "../../rewriter.ts";
import { edit, indentAt, indentUnit, lineStart, newlineOf, nextLine } from "../../text.ts";
import { isAutocommit } from "./closings.ts";
import { type Driver, forVariable } from "./drivers.ts";
import { dedentLines, indentLines } from "./indentation.ts";

export interface WithBlock {
  readonly edits: readonly Edit[];
  /** The name behind `as`. */
  readonly variable: Range | null;
  readonly body: Range;
  /** The block became the driver's own transaction block, in which nobody may commit by hand. */
  readonly isTransaction: boolean;
}

interface Parts {
  readonly statement: SyntaxNode;
  readonly body: SyntaxNode;
  readonly items: readonly SyntaxNode[];
  readonly item: SyntaxNode;
  readonly variable: SyntaxNode | null;
  /** Behind the colon. */
  readonly headerEnd: number;
}

/**
 * @param managed what stands in the `with` item: the call, or `closing(call)` around it
 * @param connection the expression that gives the kept connection
 */
export function withBlockEdits(
  module: Module,
  driver: Driver,
  managed: SyntaxNode,
  isWrapped: boolean,
  connection: string,
): WithBlock | undefined {
  const parts = partsOf(module, managed);
  if (parts === undefined) return undefined;
  const shared = { variable: parts.variable, body: parts.body };
  if (!isWrapped && driver.block === "transaction") return { ...shared, edits: [], isTransaction: false };
  const name = parts.variable === null ? null : module.text.slice(parts.variable.start, parts.variable.end);
  if (name === null || (!isWrapped && driver.block === "other") || parts.items[0] !== parts.item) return undefined;
  if (!isWrapped && driver.block === "commit-and-close") {
    const edits = transactionBlock(module, parts, name, connection);
    return edits && { ...shared, edits, isTransaction: true };
  }
  const undoes = driver.transactions && driver.isOpen !== null && !isAutocommit(module.text, name);
  const edits = undoes ? undoingBlock(module, driver, parts, name, connection) : plainBlock(module, parts, name, connection);
  return edits && { ...shared, edits, isTransaction: false };
}

function partsOf(module: Module, managed: SyntaxNode): Parts | undefined {
  const item = managed.parent?.type === "as_pattern" ? managed.parent.parent : managed.parent;
  const clause = item?.parent;
  const statement = clause?.parent;
  if (item?.type !== "with_item" || clause?.type !== "with_clause" || statement?.type !== "with_statement") return undefined;
  if (statement.children[0]?.type === "async") return undefined;
  const body = childByField(statement, "body");
  const colon = statement.children.find((child) => child.type === ":");
  if (body === null || colon === undefined || lineStart(module.text, body.start) <= colon.start) return undefined;
  const target = managed.parent?.type === "as_pattern" ? childByField(managed.parent, "alias") : null;
  const variable = target?.children.length === 1 ? (target.children[0] ?? null) : null;
  if (target !== null && variable?.type !== "identifier") return undefined;
  return { statement, body, items: clause.children.filter((child) => child.type === "with_item"), item, variable, headerEnd: colon.end };
}

/** What is left of the header: the other items. */
function otherItems(module: Module, parts: Parts): string | undefined {
  const first = parts.items[1];
  const last = parts.items.at(-1);
  return first === undefined || last === undefined ? undefined : `with ${module.text.slice(first.start, last.end)}:`;
}

/** psycopg 3: the connection has a block of its own for a transaction. */
function transactionBlock(module: Module, parts: Parts, name: string, connection: string): Edit[] {
  const { start } = parts.statement;
  const first = `${name} = ${connection}${newlineOf(module.text)}${indentAt(module.text, start)}with ${name}.transaction()`;
  return [edit(module, start, parts.item.end, first)];
}

/** Nothing to undo: the body moves out. */
function plainBlock(module: Module, parts: Parts, name: string, connection: string): Edit[] | undefined {
  const { start } = parts.statement;
  const others = otherItems(module, parts);
  if (others !== undefined) {
    return [
      edit(module, start, parts.headerEnd, `${name} = ${connection}${newlineOf(module.text)}${indentAt(module.text, start)}${others}`),
    ];
  }
  const lines = { start: nextLine(module.text, parts.headerEnd), end: parts.statement.end };
  const inner = dedentLines(module, { start: parts.body.start, end: lines.end }, parts.statement, []);
  const comments = dedentLines(module, { start: lines.start, end: lineStart(module.text, parts.body.start) }, parts.statement, []) ?? [];
  return inner && [edit(module, start, parts.headerEnd, `${name} = ${connection}`), ...comments, ...inner];
}

/** Leaving the block undid what was not committed, and still does. */
function undoingBlock(module: Module, driver: Driver, parts: Parts, name: string, connection: string): Edit[] | undefined {
  const { text } = module;
  const newline = newlineOf(text);
  const indent = indentAt(text, parts.statement.start);
  const unit = indentUnit(text);
  const others = otherItems(module, parts);
  const header = `${name} = ${connection}${newline}${indent}try:${others === undefined ? "" : `${newline}${indent}${unit}${others}`}`;
  const inner =
    others === undefined
      ? []
      : indentLines(module, { start: nextLine(text, parts.headerEnd), end: parts.statement.end }, parts.statement, unit);
  const check = forVariable(driver.isOpen ?? "", name);
  const end = nextLine(text, parts.statement.end);
  const open = text[end - 1] === "\n" ? "" : newline;
  const closing = `${open}${indent}finally:${newline}${indent}${unit}if ${check}:${newline}${indent}${unit}${unit}${name}.rollback()${open === "" ? newline : ""}`;
  return [edit(module, parts.statement.start, parts.headerEnd, header), ...inner, edit(module, end, end, closing)];
}
