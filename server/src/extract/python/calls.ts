/** Calls and their arguments. */
import type { Argument, Call, Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { HOLE, joinStrings, nameStrings } from "./strings.ts";
import { called, isText, lastName } from "./values.ts";
import { type ExpressionTable, isContent, type Mutable, unknown, type Walker } from "./walker.ts";

function callExpression(w: Walker, node: SyntaxNode): Value {
  const target = childByField(node, "function");
  const given = childByField(node, "arguments");
  if (target === null) return unknown(node, w.parts(node));
  if (target.type === "identifier" && w.slice(target) === "super") return superclass(w, node, given);
  const call = w.call(node);
  const mark = w.module.strings.length;
  call.callee = w.expr(target);
  if (given !== null) addArguments(w, given, call);
  return putTogether(w, call, mark) ?? called(call);
}

/** `super()` stands for the instance, seen as one of the class's bases. */
function superclass(w: Walker, node: SyntaxNode, given: SyntaxNode | null): Value {
  if (given !== null) w.parts(given);
  let scope = w.frame.scope.owner === null ? w.frame.scope.parent : w.frame.scope;
  while (scope !== null && scope.owner === null) scope = scope.parent;
  return { kind: "self", start: node.start, end: node.end, owner: scope?.owner ?? null, isSuper: true };
}

function addArguments(w: Walker, node: SyntaxNode, call: Mutable<Call>): void {
  if (node.type === "generator_expression") {
    call.args.push(argument(node, w.expr(node), null, false));
    return;
  }
  const callee = lastName(call.callee);
  for (const child of node.children) if (isContent(child)) addArgument(w, child, call, callee);
  if (w.hasErrors) w.errors(node);
}

function addArgument(w: Walker, node: SyntaxNode, call: Call, callee: string | null): void {
  switch (node.type) {
    case "keyword_argument": {
      const name = childByField(node, "name");
      const value = childByField(node, "value");
      if (name === null || value === null) return void w.parts(node);
      const text = w.slice(name);
      const given = w.expr(value);
      nameStrings(w, given, text, "keyword");
      call.args.push(argument(node, given, text, false));
      if (w.hasErrors) w.errors(node);
      return;
    }
    case "list_splat":
    case "dictionary_splat": {
      const [value] = w.parts(node);
      if (value !== undefined) call.args.push(argument(node, value, null, true));
      if (w.hasErrors) w.errors(node);
      return;
    }
    default: {
      const value = w.expr(node);
      nameStrings(w, value, callee, "argument");
      call.args.push(argument(node, value, null, false));
    }
  }
}

function argument(node: SyntaxNode, value: Value, name: string | null, isSpread: boolean): Argument {
  return { value, name, isSpread, start: node.start, end: node.end };
}

/** `"…".format(…)` and `"…".join(…)` are strings put together. */
function putTogether(w: Walker, call: Call, mark: number): Value | undefined {
  const { callee } = call;
  if (callee.kind !== "member" || callee.subscript || !isText(callee.object)) return undefined;
  const text = callee.object;
  if (callee.property === "format") {
    const parts = [text, ...call.args.map((arg) => arg.value)];
    return joinStrings(w, mark, call, parts, [text], (of) => of(text).replace(FIELD, fill));
  }
  if (callee.property !== "join") return undefined;
  const [joined] = call.args;
  if (joined === undefined) return undefined;
  const items = joined.value.kind === "list" && w.displays.has(joined.value) ? joined.value.items : null;
  if (items === null) return joinStrings(w, mark, call, [text, joined.value], [text], () => HOLE);
  return joinStrings(w, mark, call, [text, ...items], [text, ...items], (of) => items.map(of).join(of(text)));
}

/** A replacement field of a format string; `{{` and `}}` are braces. */
const FIELD = /\{\{|\}\}|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g;

function fill(field: string): string {
  return field === "{{" ? "{" : field === "}}" ? "}" : HOLE;
}

export const callExpressions: ExpressionTable = [["call", callExpression]];
