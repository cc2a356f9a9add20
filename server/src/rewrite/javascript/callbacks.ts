/** A handler that calls back becomes one that returns. */
import type { Handler } from "../../flow/program.ts";
import type { Call, Module } from "../../model/code.ts";
import { childByField, type SyntaxNode, type SyntaxTree } from "../../parse/syntax.ts";
import type { Edit, Fix } from "../rewriter.ts";
import { combineEdits, edit } from "../text.ts";
import { functionNode } from "./bodies.ts";
import { styleOf } from "./style.ts";
import { nodeAround, statementOf, statements, treeOf } from "./tree.ts";

const FUNCTIONS = /^(arrow_function|function_expression|function_declaration)$/;

/** See `Rewriter.returnInsteadOfCallback`. */
export function returnInsteadOfCallback({ scope, name }: Handler): Fix | undefined {
  const { module } = scope;
  const tree = treeOf(module);
  const node = tree && functionNode(tree, scope);
  const callback = scope.params[2];
  const body = node && childByField(node, "body");
  if (!tree || !node || !FUNCTIONS.test(node.type) || body?.type !== "statement_block" || !callback?.binding) return undefined;
  if (scope.isAsync || scope.isGenerator || scope.params.length !== 3 || childByField(node, "return_type")) return undefined;
  const { reads } = callback.binding;
  const calls = scope.calls.filter((call) => call.callee.kind === "name" && call.callee.binding === callback.binding);
  if (calls.length === 0 || reads.length !== calls.length || callback.binding.writes.length > 0) return undefined;
  const answers = calls.map((call) => answer(module, tree, call, body));
  const parameter = withoutLast(module, node);
  if (parameter === undefined || answers.some((each) => each === undefined)) return undefined;
  const edits = combineEdits([edit(module, node.start, node.start, "async "), parameter, ...answers.flatMap((each) => each ?? [])]);
  return edits && { title: `Return from an async handler: ${name}`, safety: "suggested", edits };
}

/** `callback(null, x)` as `return x`, `callback(error)` as `throw error`, where nothing of the handler runs behind it. */
function answer(module: Module, tree: SyntaxTree, call: Call, body: SyntaxNode): Edit[] | undefined {
  const { text } = module;
  const statement = statementOf(nodeAround(tree, call));
  if (!statement || !/^(expression_statement|return_statement)$/.test(statement.type)) return undefined;
  const written = text
    .slice(statement.start, statement.end)
    .replace(/^return\s+/, "")
    .replace(/;$/, "");
  if (written !== text.slice(call.start, call.end) || call.args.some((each) => each.isSpread)) return undefined;
  const end = statement.type === "return_statement" ? statement.end : endOfTail(statement, body, text);
  if (end === undefined) return undefined;
  const { semicolon } = styleOf(module);
  const [error, result] = call.args;
  const isFine = error === undefined || (error.value.kind === "literal" && error.value.value === null);
  if (isFine) {
    const value = result === undefined ? "" : ` ${text.slice(result.start, result.end)}`;
    return [edit(module, statement.start, end, `return${value}${semicolon}`)];
  }
  // What is thrown in a `try` is caught there.
  if (call.args.length > 1 || isInTry(statement, body)) return undefined;
  const thrown = text.slice(error.start, error.end);
  const isText = error.value.kind === "template" || (error.value.kind === "literal" && typeof error.value.value === "string");
  return [edit(module, statement.start, end, `throw ${isText ? `new Error(${thrown})` : thrown}${semicolon}`)];
}

/** Where what is replaced ends, a `break` that would never be reached included; undefined where something of the function comes after it. */
function endOfTail(statement: SyntaxNode, body: SyntaxNode, text: string): number | undefined {
  let end = statement.end;
  for (let at: SyntaxNode = statement; ; ) {
    const block: SyntaxNode | null = at.parent;
    if (block === null) return undefined;
    const behind = statements(block).filter((one) => one.start >= at.end);
    if (block === body) return behind.length === 0 ? end : undefined;
    const [next] = behind;
    const isCase = block.type.startsWith("switch_");
    if (behind.length > (isCase ? 1 : 0) || (next && next.type !== "break_statement")) return undefined;
    if (next && at === statement && text.slice(at.end, next.start).trim() === "") end = next.end;
    // Without a `break` control falls into the next case.
    if (isCase && !next && block.parent?.children.findLast((child) => child.isNamed) !== block) return undefined;
    const around = statementAround(block);
    if (!around) return undefined;
    at = around;
  }
}

/** The `if`, `try` or `switch` that a block is part of. */
function statementAround(block: SyntaxNode): SyntaxNode | undefined {
  let at: SyntaxNode | null = block.parent;
  while (at && /^(else_clause|catch_clause|switch_body)$/.test(at.type)) at = at.parent;
  while (at?.parent?.type === "else_clause") at = at.parent.parent;
  return at && /^(if_statement|try_statement|switch_statement)$/.test(at.type) ? at : undefined;
}

function isInTry(statement: SyntaxNode, body: SyntaxNode): boolean {
  for (let at: SyntaxNode | null = statement; at !== null && at !== body; at = at.parent)
    if (at.field === "body" && at.parent?.type === "try_statement") return true;
  return false;
}

function withoutLast(module: Module, node: SyntaxNode): Edit | undefined {
  const parameters = childByField(node, "parameters")?.children.filter((child) => child.isNamed && child.type !== "comment") ?? [];
  const [last, before] = [parameters.at(-1), parameters.at(-2)];
  return parameters.length === 3 && last && before ? edit(module, before.end, last.end, "") : undefined;
}
