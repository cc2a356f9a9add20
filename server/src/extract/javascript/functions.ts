/** Functions of every form, and their parameters. */
import type { Binding, ClassFact, Parameter, Range, Scope, Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { addWrite, assign } from "./assignments.ts";
import { newBinding, newBlock, newScope, newSelf, readName } from "./facts.ts";
import { propertyName } from "./literals.ts";
import { declare, declareFunction } from "./names.ts";
import { operandRegion, within } from "./operators.ts";
import { expression, hasToken, type Mutable, type Role, statementList, unknown, type Walk, walkErrors } from "./walk.ts";

export interface FunctionShape {
  readonly name: SyntaxNode | null;
  readonly owner: ClassFact | null;
  readonly isArrow: boolean;
  readonly isStatic: boolean;
  readonly decorators: Value[];
}

/** Reads a function: its scope, parameters and body. */
export function functionScope(walk: Walk, node: SyntaxNode, shape: FunctionShape, selfName: SyntaxNode | null = null): Scope {
  const body = childByField(node, "body");
  const { name } = shape;
  const scope = newScope(walk.module, walk.scope, node, body ?? node, {
    kind: "function",
    name: name === null ? null : propertyName(walk, name),
    nameRange: name === null ? null : { start: name.start, end: name.end },
    owner: shape.owner,
    decorators: shape.decorators,
    isAsync: hasToken(node, "async"),
    isGenerator: node.type.startsWith("generator") || hasToken(node, "*"),
    isStatic: shape.isStatic,
    isArrow: shape.isArrow,
  });
  const outer = {
    scope: walk.scope,
    block: walk.block,
    region: walk.region,
    owner: walk.owner,
    breaks: walk.breaks,
    statement: walk.statement,
  };
  walk.block = newBlock(selfName === null ? walk.block : selfBlock(walk, scope, selfName), scope, true);
  walk.scope = scope;
  walk.region = scope.body;
  if (!shape.isArrow) walk.owner = shape.owner;
  readParameters(walk, node);
  if (body !== null) readBody(walk, body);
  walk.scope = outer.scope;
  walk.block = outer.block;
  walk.region = outer.region;
  walk.owner = outer.owner;
  walk.breaks = outer.breaks;
  walk.statement = outer.statement;
  return scope;
}

/** The name of a function expression is known inside of it only. */
function selfBlock(walk: Walk, scope: Scope, name: SyntaxNode): Walk["block"] {
  const block = newBlock(walk.block, scope, false);
  const text = walk.text.slice(name.start, name.end);
  const binding = newBinding(text, scope, "function", name, null);
  binding.function = scope;
  scope.bindings.push(binding);
  block.names = new Map([[text, binding]]);
  return block;
}

function readBody(walk: Walk, body: SyntaxNode): void {
  if (body.type === "statement_block") {
    walk.region.exits = statementList(walk, body.children);
    return;
  }
  walk.statement = { start: body.start, end: body.end };
  const value = expression(walk, body);
  walk.region.exits = true;
  walk.scope.returns.push({ start: body.start, end: body.end, value, scope: walk.scope, region: walk.region });
}

function readParameters(walk: Walk, node: SyntaxNode): void {
  for (const child of node.children) {
    if (child.field === "parameter") readParameter(walk, child, child);
    if (child.field !== "parameters") continue;
    for (const parameter of child.children) {
      if (!parameter.isNamed || parameter.type === "comment") continue;
      if (parameter.type === "required_parameter" || parameter.type === "optional_parameter") {
        readParameter(walk, parameter, childByField(parameter, "pattern"));
      } else expression(walk, parameter);
    }
    if (walk.hasErrors) walkErrors(walk, child);
  }
}

function readParameter(walk: Walk, node: SyntaxNode, pattern: SyntaxNode | null): void {
  if (pattern === null || pattern.type === "this") return;
  const isRest = pattern.type === "rest_pattern";
  const inner = isRest ? (pattern.children.find((child) => child.isNamed) ?? pattern) : pattern;
  const index = walk.scope.params.length;
  const whole: Value = { kind: "parameter", start: inner.start, end: inner.end, scope: walk.scope, index };
  const type = typeText(walk, childByField(node, "type"));
  const right = node === pattern ? null : childByField(node, "value");
  const fallback = right === null ? null : within(walk, operandRegion(walk, right, whole, true), right, pattern, "default");
  const isName = inner.type === "identifier";
  const parameter: Mutable<Parameter> = {
    start: node.start,
    end: node.end,
    name: isName ? walk.text.slice(inner.start, inner.end) : null,
    binding: null,
    index,
    kind: isRest ? "rest" : "positional",
    default: fallback,
    type,
  };
  walk.scope.params.push(parameter);
  const at = { start: node.start, end: node.end };
  if (isName && parameter.name !== null) {
    const binding = declare(walk, parameter.name, "parameter", inner, type);
    binding.parameter = parameter;
    parameter.binding = binding;
    if (isProperty(node)) parameterProperty(walk, inner, binding, at);
    return;
  }
  const value: Value = fallback === null ? whole : { kind: "choice", start: inner.start, end: inner.end, options: [whole, fallback] };
  assign(walk, inner, value, { at, operator: "=", declares: "parameter", type: null });
}

/** `constructor(private readonly client: Client)` also writes `this.client`. */
function parameterProperty(walk: Walk, name: SyntaxNode, binding: Binding, at: Range): void {
  const target = {
    kind: "member" as const,
    object: newSelf(name, walk.owner, false),
    property: binding.name,
    start: name.start,
    end: name.end,
  };
  addWrite(walk, target, readName(walk, name), { at, operator: "=", declares: null, type: null });
}

function isProperty(node: SyntaxNode): boolean {
  for (const { type } of node.children)
    if (type === "accessibility_modifier" || type === "readonly" || type === "override_modifier") return true;
  return false;
}

/** The text of `: Type` without its colon. */
export function typeText(walk: Walk, annotation: SyntaxNode | null): string | null {
  if (annotation === null) return null;
  return walk.text.slice(annotation.start, annotation.end).replace(/^:\s*/, "");
}

export function functionDeclaration(walk: Walk, node: SyntaxNode): boolean {
  const name = childByField(node, "name");
  const binding = name === null || name.start === name.end ? null : declareFunction(walk, walk.text.slice(name.start, name.end), name);
  const scope = functionScope(walk, node, { name, owner: null, isArrow: false, isStatic: false, decorators: [] });
  if (binding !== null) binding.function = scope;
  return false;
}

/** Function expressions and arrow functions; nameless ones take the name they are given to. */
export function functionExpression(walk: Walk, node: SyntaxNode, hint: SyntaxNode | null, role: Role): Value {
  const own = childByField(node, "name");
  const given = role === "variable" || role === "property" ? hint : null;
  const isArrow = node.type === "arrow_function";
  const scope = functionScope(walk, node, { name: own ?? named(walk, given), owner: null, isArrow, isStatic: false, decorators: [] }, own);
  return { kind: "function", start: node.start, end: node.end, scope };
}

function named(walk: Walk, hint: SyntaxNode | null): SyntaxNode | null {
  return hint === null || propertyName(walk, hint) === null ? null : hint;
}

/** A method of an object literal. A getter is called by reading: its value is not the function. */
export function methodValue(walk: Walk, node: SyntaxNode, key: SyntaxNode): Value {
  const scope = functionScope(walk, node, { name: named(walk, key), owner: null, isArrow: false, isStatic: false, decorators: [] });
  const value: Value = { kind: "function", start: node.start, end: node.end, scope };
  return hasToken(node, "get") || hasToken(node, "set") ? unknown(node, [value]) : value;
}
