/** A function that does nothing but connect keeps the connection itself: its callers need no other name. */
import type { Program } from "../../../flow/program.ts";
import type { Call, Module, Return, Scope } from "../../../model/code.ts";
import { childByField, type SyntaxNode, type SyntaxTree } from "../../../parse/syntax.ts";
import type { Edit } from "../../rewriter.ts";
import { edit, freshName, indentAt, indentUnit, lineStart, newlineOf, nextLine } from "../../text.ts";
import { isUsed } from "../scopes.ts";
import { insertAtModuleLevel, modulePlace } from "../statements.ts";
import { contains, nodeAround, nodeAt, statements } from "../tree.ts";
import { allCallers, areNested } from "./callers.ts";
import type { Driver } from "./drivers.ts";
import { ensuringLines, optionsFor } from "./helper.ts";
import { follow, followedEdits, startFollowing } from "./holders.ts";
import { indentLines } from "./indentation.ts";

/** The return of a function without parameters whose only result is the connection; undefined for any other function. */
export function onlyReturn(call: Call, tree: SyntaxTree): SyntaxNode | undefined {
  const { scope } = call;
  if (scope.params.length > 0 || scope.isAsync || scope.isGenerator || scope.owner !== null || scope.parent?.kind !== "module")
    return undefined;
  if (scope.module.scopes.some((other) => other.parent === scope)) return undefined;
  const returned = scope.returns.filter((one) => one.value !== null && !(one.value.kind === "literal" && one.value.value === null));
  const only = returned[0];
  if (only === undefined || returned.length > 1 || !isConnection(only, call)) return undefined;
  const node = returnStatement(tree, only);
  const definition = definitionOf(tree, scope);
  const body = definition === undefined ? null : childByField(definition, "body");
  if (node === undefined || body === null || body === undefined || node.parent === null) return undefined;
  const last = statements(body).at(-1);
  const isLast = last !== undefined && last.start <= node.start && node.end <= last.end && statements(node.parent).at(-1) === node;
  return isLast && !contains(body, "global_statement", "nonlocal_statement", "with_statement", "while_statement", "for_statement")
    ? node
    : undefined;
}

function isConnection(returned: Return, call: Call): boolean {
  const { value } = returned;
  if (value?.kind === "call") return value.call === call;
  if (value?.kind !== "name" || value.binding.scope !== call.scope) return false;
  const real = value.binding.writes.filter((write) => !(write.value.kind === "literal" && write.value.value === null));
  return real.length === 1 && real[0]?.value.kind === "call" && real[0].value.call === call;
}

function returnStatement(tree: SyntaxTree, returned: Return): SyntaxNode | undefined {
  for (let at: SyntaxNode | null = nodeAround(tree, returned); at !== null; at = at.parent) if (at.type === "return_statement") return at;
  return undefined;
}

function definitionOf(tree: SyntaxTree, scope: Scope): SyntaxNode | undefined {
  for (let at: SyntaxNode | null = nodeAround(tree, scope); at !== null; at = at.parent) if (at.type === "function_definition") return at;
  return undefined;
}

/** Keeps the connection in the function that makes it, and stops its callers from closing it. */
export function cacheInHelper(
  program: Program,
  module: Module,
  tree: SyntaxTree,
  driver: Driver,
  call: Call,
  end: SyntaxNode,
): Edit[] | undefined {
  const callers = allCallers(program, call.scope);
  const following = startFollowing(program, driver);
  if (callers === undefined || !callers.every((caller) => follow(following, caller, null))) return undefined;
  if (driver.transactions && (areNested(program, [...following.holders]) || isHeldTwice(callers))) return undefined;
  const released = followedEdits(following);
  const kept = keepingEdits(module, tree, driver, call, end);
  return released && kept && [...kept, ...released];
}

/** Two connections at once in one function would become the same one. */
function isHeldTwice(callers: readonly Call[]): boolean {
  return new Set(callers.map((caller) => caller.scope)).size < callers.length;
}

function keepingEdits(module: Module, tree: SyntaxTree, driver: Driver, call: Call, end: SyntaxNode): Edit[] | undefined {
  const { text } = module;
  const definition = definitionOf(tree, call.scope);
  const body = definition === undefined ? null : childByField(definition, "body");
  if (definition === undefined || body === null) return undefined;
  const all = statements(body);
  const hasDocstring = all[0]?.type === "expression_statement" && all[0].children[0]?.type === "string";
  const first = all[hasDocstring ? 1 : 0];
  if (first === undefined || lineStart(text, first.start) <= definition.start) return undefined;
  const variable = freshName(`_${driver.noun}`, (name) => isUsed(module, name));
  const newline = newlineOf(text);
  const indent = indentAt(text, first.start);
  const unit = indentUnit(text);
  const from = lineStart(text, first.start);
  const until = nextLine(text, body.end);
  const head = ensuringLines(driver, variable, unit)
    .map((line) => indent + line + newline)
    .join("");
  const open = text[until - 1] === "\n" ? "" : newline;
  const node = nodeAt(tree, call, "call");
  const options = node && optionsFor(module, driver, node);
  return [
    insertAtModuleLevel(module, modulePlace(tree, 0), [`${variable} = None`]),
    edit(module, from, from, head),
    ...indentLines(module, { start: from, end: body.end }, definition, unit),
    edit(module, end.start, end.start + "return".length, `${variable} =`),
    ...(options === undefined ? [] : [edit(module, options.at, options.at, options.text)]),
    edit(module, until, until, `${open}${indent}return ${variable}${open === "" ? newline : ""}`),
  ];
}
