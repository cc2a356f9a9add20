/** Statements without a body. */
import type { NameValue } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { nameStrings } from "./strings.ts";
import { target } from "./targets.ts";
import { isContent, type StatementTable, unknown, type Walker } from "./walker.ts";

/** Docstrings and other bare strings are no facts. */
function expressionStatement(w: Walker, node: SyntaxNode): boolean {
  for (const child of node.children) {
    if (!isContent(child)) continue;
    if (isBareString(child)) continue;
    w.expr(child);
  }
  return false;
}

function isBareString(node: SyntaxNode): boolean {
  if (node.type === "concatenated_string") return node.children.every((child) => !child.isNamed || isBareString(child));
  return node.type === "string" && node.children.every((child) => child.type !== "interpolation");
}

function returnStatement(w: Walker, node: SyntaxNode): boolean {
  const result = w.result(node);
  for (const child of node.children) if (isContent(child)) result.value = w.expr(child);
  return true;
}

/** `raise X from y`. */
function raiseStatement(w: Walker, node: SyntaxNode): boolean {
  const thrown = w.raise(node);
  for (const child of node.children) {
    if (!isContent(child)) continue;
    const value = w.expr(child);
    if (child.field !== "cause") thrown.value ??= value;
  }
  return true;
}

function deleteStatement(w: Walker, node: SyntaxNode): boolean {
  for (const child of node.children) {
    if (isContent(child)) target(w, child, "delete", node);
  }
  return false;
}

function expressions(w: Walker, node: SyntaxNode): boolean {
  w.parts(node);
  return false;
}

/** `global x`: what this function has under that name so far is the module's after all. */
function globalStatement(w: Walker, node: SyntaxNode): boolean {
  for (const child of node.children) {
    if (child.type !== "identifier" || w.frame === w.rootFrame) continue;
    const name = w.slice(child);
    undeclare(w, name);
    w.frame.globals ??= new Set();
    w.frame.globals.add(name);
    w.declare(w.rootFrame, name, "variable", child);
  }
  return false;
}

function nonlocalStatement(w: Walker, node: SyntaxNode): boolean {
  for (const child of node.children) {
    if (child.type !== "identifier" || w.frame === w.rootFrame) continue;
    const name = w.slice(child);
    undeclare(w, name);
    w.frame.nonlocals ??= new Set();
    w.frame.nonlocals.add(name);
  }
  return false;
}

function undeclare(w: Walker, name: string): void {
  const { names, scope } = w.frame;
  const binding = names.get(name);
  if (binding === undefined || binding.kind === "parameter") return;
  names.delete(name);
  scope.bindings.splice(scope.bindings.indexOf(binding), 1);
}

/** Python 2: `print x` calls print. */
function printStatement(w: Walker, node: SyntaxNode): boolean {
  const call = w.call(node);
  const callee: NameValue = w.read("print", node.start, node.start + "print".length);
  call.callee = callee;
  for (const child of node.children) {
    if (!isContent(child)) continue;
    const value = w.expr(child);
    nameStrings(w, value, "print", "argument");
    if (child.field === "argument") call.args.push({ value, name: null, isSpread: false, start: child.start, end: child.end });
  }
  return false;
}

/** `type X = …` */
function typeAlias(w: Walker, node: SyntaxNode): boolean {
  const left = childByField(node, "left");
  const right = childByField(node, "right");
  const name = left?.children.find((child) => child.type === "identifier");
  if (name !== undefined) {
    const write = w.bind(w.slice(name), name, w.frame, "declare", node);
    write.value = unknown(right ?? node, []);
  }
  if (right !== null) w.expr(right);
  return false;
}

export const simpleStatements: StatementTable = [
  ["expression_statement", expressionStatement],
  ["return_statement", returnStatement],
  ["raise_statement", raiseStatement],
  ["delete_statement", deleteStatement],
  ["assert_statement", expressions],
  ["exec_statement", expressions],
  ["pass_statement", () => false],
  ["break_statement", () => true],
  ["continue_statement", () => true],
  ["global_statement", globalStatement],
  ["nonlocal_statement", nonlocalStatement],
  ["print_statement", printStatement],
  ["type_alias_statement", typeAlias],
];
