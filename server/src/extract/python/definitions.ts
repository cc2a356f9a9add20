/** Functions, lambdas and classes. */
import type { ClassFact, Range, Region, Scope, Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { parameters } from "./parameters.ts";
import { lastName } from "./values.ts";
import { type ExpressionTable, type Frame, isContent, type Mutable, type StatementTable, unknown, type Walker } from "./walker.ts";

/** A new scope below the present one; its body's region is set by the caller. */
function openScope(w: Walker, kind: "function" | "class", node: Range, name: SyntaxNode | null, body: Range | null): Frame {
  const { frame } = w;
  const scope: Mutable<Scope> = {
    kind,
    name: name === null || name.start === name.end ? null : w.slice(name),
    module: w.module,
    parent: frame.scope,
    params: [],
    bindings: [],
    body: w.region,
    isAsync: false,
    isGenerator: false,
    decorators: [],
    owner: null,
    isStatic: false,
    isArrow: false,
    calls: [],
    writes: [],
    returns: [],
    throws: [],
    reads: [],
    nameRange: name === null ? null : { start: name.start, end: name.end },
    start: node.start,
    end: node.end,
  };
  const { start, end } = body ?? { start: node.end, end: node.end };
  const region: Region = { kind: "body", scope, parent: null, test: null, negated: false, branch: null, exits: false, start, end };
  scope.body = region;
  w.module.scopes.push(scope);
  return { kind, scope, parent: frame, names: new Map(), globals: null, nonlocals: null };
}

function functionDefinition(w: Walker, node: SyntaxNode): boolean {
  defineFunction(w, node, node, []);
  return false;
}

/** @param whole the definition with its decorators. */
function defineFunction(w: Walker, node: SyntaxNode, whole: SyntaxNode, decorators: SyntaxNode[]): void {
  const name = childByField(node, "name");
  const given = childByField(node, "parameters");
  const body = childByField(node, "body");
  const returns = childByField(node, "return_type");
  const frame = openScope(w, "function", whole, name, body);
  const { scope } = frame;
  scope.isAsync = node.children[0]?.type === "async";
  setOwner(w, scope);
  decorate(w, decorators, scope.decorators);
  scope.isStatic = scope.decorators.some((decorator) => isStaticDecorator(lastName(decorator)));
  if (scope.name !== null && name !== null) w.declare(w.frame, scope.name, "function", name).function = scope;
  typeParameters(w, node, frame);
  const unpack = given === null ? null : parameters(w, given, frame);
  if (returns !== null) w.expr(returns);
  enter(w, frame, () => {
    unpack?.();
    if (body !== null) w.block(body, scope.body);
  });
}

function isStaticDecorator(name: string | null): boolean {
  return name === "staticmethod" || name === "classmethod";
}

/** A function that stands in a class's body is a method. */
function setOwner(w: Walker, scope: Mutable<Scope>): void {
  if (w.frame.kind !== "class") return;
  scope.owner = w.frame.scope.owner;
  scope.owner?.methods.push(scope);
}

function decorate(w: Walker, nodes: readonly SyntaxNode[], decorators: Value[]): void {
  for (const node of nodes) {
    const [value] = w.parts(node);
    if (value !== undefined) decorators.push(value);
    if (w.hasErrors) w.errors(node);
  }
}

/** `def f[T]`, `class A[T]`: T is a name of the new scope. */
function typeParameters(w: Walker, node: SyntaxNode, frame: Frame): void {
  const list = childByField(node, "type_parameters");
  if (list === null) return;
  for (const type of list.children) {
    const name = type.children.find((child) => child.type === "identifier");
    if (name !== undefined) w.declare(frame, w.slice(name), "variable", name);
  }
}

/** Runs `walk` within the scope. */
function enter(w: Walker, frame: Frame, walk: () => void): void {
  const { frame: outer, region } = w;
  w.frame = frame;
  w.region = frame.scope.body;
  walk();
  w.frame = outer;
  w.region = region;
}

function lambda(w: Walker, node: SyntaxNode): Value {
  const given = childByField(node, "parameters");
  const body = childByField(node, "body");
  const frame = openScope(w, "function", node, null, body);
  const unpack = given === null ? null : parameters(w, given, frame);
  enter(w, frame, () => {
    unpack?.();
    if (body === null) return;
    const statement = w.statement;
    w.statement = { start: body.start, end: body.end };
    w.result(body).value = w.expr(body);
    w.statement = statement;
    frame.scope.body.exits = true;
  });
  return { kind: "function", start: node.start, end: node.end, scope: frame.scope };
}

function classDefinition(w: Walker, node: SyntaxNode): boolean {
  defineClass(w, node, node, []);
  return false;
}

function defineClass(w: Walker, node: SyntaxNode, whole: SyntaxNode, decorators: SyntaxNode[]): void {
  const name = childByField(node, "name");
  const superclasses = childByField(node, "superclasses");
  const body = childByField(node, "body");
  const frame = openScope(w, "class", whole, name, body);
  const { scope } = frame;
  const fact: Mutable<ClassFact> = {
    name: scope.name,
    module: w.module,
    scope,
    bases: [],
    methods: [],
    binding: null,
    decorators: scope.decorators,
    start: whole.start,
    end: whole.end,
  };
  scope.owner = fact;
  w.module.classes.push(fact);
  decorate(w, decorators, scope.decorators);
  if (scope.name !== null && name !== null) {
    const binding = w.declare(w.frame, scope.name, "class", name);
    binding.class = fact;
    fact.binding = binding;
  }
  typeParameters(w, node, frame);
  if (superclasses !== null) bases(w, superclasses, fact.bases);
  enter(w, frame, () => {
    if (body !== null) w.block(body, scope.body);
  });
}

/** Keyword arguments (`metaclass=…`) are no bases. */
function bases(w: Walker, node: SyntaxNode, values: Value[]): void {
  for (const child of node.children) {
    if (!isContent(child)) continue;
    if (child.type === "keyword_argument") {
      const value = childByField(child, "value");
      if (value !== null) w.expr(value);
    } else values.push(w.expr(child));
  }
  if (w.hasErrors) w.errors(node);
}

function decorated(w: Walker, node: SyntaxNode): boolean {
  const decorators = node.children.filter((child) => child.type === "decorator");
  const definition = childByField(node, "definition");
  if (definition?.type === "class_definition") defineClass(w, definition, node, decorators);
  else if (definition?.type === "function_definition") defineFunction(w, definition, node, decorators);
  else decorate(w, decorators, []);
  if (definition !== null && w.hasErrors) w.errors(definition);
  return false;
}

export const definitionStatements: StatementTable = [
  ["function_definition", functionDefinition],
  ["class_definition", classDefinition],
  ["decorated_definition", decorated],
];

/** A stray decorator or keyword argument of half-typed code has only its parts to tell. */
export const definitionExpressions: ExpressionTable = [
  ["lambda", lambda],
  ["lambda_within_for_in_clause", lambda],
  [
    "keyword_argument",
    (w, node) => {
      const value = childByField(node, "value");
      return value === null ? unknown(node, []) : w.expr(value);
    },
  ],
];
