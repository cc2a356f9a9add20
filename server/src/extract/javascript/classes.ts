/** Classes: fields, methods, static blocks, decorators. */
import type { Binding, ClassFact, Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { type Assigning, addWrite } from "./assignments.ts";
import { newBinding, newBlock, newMember, newScope, newSelf } from "./facts.ts";
import { functionScope, typeText } from "./functions.ts";
import { propertyName } from "./literals.ts";
import { declare } from "./names.ts";
import {
  expression,
  firstNamed,
  hasToken,
  inside,
  type Mutable,
  type Role,
  statementList,
  unknown,
  type Walk,
  walkErrors,
} from "./walk.ts";

export function classDeclaration(walk: Walk, node: SyntaxNode): boolean {
  decoratedClass(walk, node, []);
  return false;
}

/** @param decorators those that stand before `export`. */
export function decoratedClass(walk: Walk, node: SyntaxNode, decorators: Value[]): void {
  const name = childByField(node, "name");
  const binding =
    name === null || name.start === name.end ? null : declare(walk, walk.text.slice(name.start, name.end), "class", name, null);
  const fact = readClass(walk, node, name, binding, decorators);
  if (binding !== null) binding.class = fact;
}

export function classExpression(walk: Walk, node: SyntaxNode, hint: SyntaxNode | null, role: Role): Value {
  const own = childByField(node, "name");
  const given = role === "variable" || role === "property" ? hint : null;
  const outer = walk.block;
  let binding: Mutable<Binding> | null = null;
  if (own !== null) {
    walk.block = newBlock(outer, walk.scope, false);
    binding = declare(walk, walk.text.slice(own.start, own.end), "class", own, null);
  }
  const fact = readClass(walk, node, own ?? given, binding, []);
  if (binding !== null) binding.class = fact;
  walk.block = outer;
  return { kind: "class", start: node.start, end: node.end, class: fact };
}

function readClass(walk: Walk, node: SyntaxNode, name: SyntaxNode | null, binding: Binding | null, decorators: Value[]): ClassFact {
  const body = childByField(node, "body");
  const bases: Value[] = [];
  for (const child of node.children) {
    if (child.type === "decorator") decorators.push(decorator(walk, child));
    else if (child.type === "class_heritage") readHeritage(walk, child, bases);
  }
  const text = name === null ? null : propertyName(walk, name);
  const scope = newScope(walk.module, walk.scope, node, body ?? node, {
    kind: "class",
    name: text,
    nameRange: name === null ? null : { start: name.start, end: name.end },
    owner: null,
    decorators: [],
    isAsync: false,
    isGenerator: false,
    isStatic: false,
    isArrow: false,
  });
  const fact: ClassFact = {
    start: node.start,
    end: node.end,
    name: text,
    module: walk.module,
    scope,
    bases,
    methods: [],
    binding,
    decorators,
  };
  (scope as Mutable<typeof scope>).owner = fact;
  walk.module.classes.push(fact);
  if (body !== null) readBody(walk, body, fact);
  return fact;
}

function decorator(walk: Walk, node: SyntaxNode): Value {
  const inner = firstNamed(node);
  return inner === null ? unknown(node, []) : expression(walk, inner);
}

/** `extends A`; in JavaScript's own grammar the value stands directly in the heritage. */
function readHeritage(walk: Walk, node: SyntaxNode, bases: Value[]): void {
  for (const child of node.children) {
    if (child.type === "implements_clause" || !child.isNamed || child.type === "comment") continue;
    const base = child.type === "extends_clause" ? childByField(child, "value") : child;
    if (base !== null) bases.push(expression(walk, base));
  }
}

function readBody(walk: Walk, body: SyntaxNode, fact: ClassFact): void {
  const outer = { scope: walk.scope, block: walk.block, region: walk.region, owner: walk.owner, statement: walk.statement };
  walk.scope = fact.scope;
  walk.block = newBlock(outer.block, fact.scope, true);
  walk.region = fact.scope.body;
  walk.owner = fact;
  let decorators: Value[] = [];
  for (const child of body.children) {
    if (!child.isNamed || child.type === "comment") continue;
    walk.statement = { start: child.start, end: child.end };
    if (child.type === "decorator") decorators.push(decorator(walk, child));
    else {
      readMember(walk, child, fact, decorators);
      decorators = [];
    }
  }
  walk.scope = outer.scope;
  walk.block = outer.block;
  walk.region = outer.region;
  walk.owner = outer.owner;
  walk.statement = outer.statement;
}

function readMember(walk: Walk, node: SyntaxNode, fact: ClassFact, decorators: Value[]): void {
  switch (node.type) {
    case "method_definition": {
      const name = childByField(node, "name");
      if (name !== null && name.type === "computed_property_name") inside(walk, name);
      const shape = {
        name: name !== null && propertyName(walk, name) !== null ? name : null,
        owner: fact,
        isArrow: false,
        isStatic: hasToken(node, "static"),
        decorators,
      };
      fact.methods.push(functionScope(walk, node, shape));
      break;
    }
    case "public_field_definition":
    case "field_definition":
      readField(walk, node);
      break;
    case "class_static_block": {
      const body = childByField(node, "body");
      const outer = walk.block;
      walk.block = newBlock(outer, walk.scope, true);
      if (body !== null) statementList(walk, body.children);
      walk.block = outer;
      break;
    }
    case "abstract_method_signature":
    case "method_signature":
    case "index_signature":
      break;
    default:
      inside(walk, node);
      return;
  }
  if (walk.hasErrors) walkErrors(walk, node);
}

/** Instance fields are written on `this`, static ones are names of the class. */
function readField(walk: Walk, node: SyntaxNode): void {
  for (const child of node.children) if (child.type === "decorator") decorator(walk, child);
  const name = childByField(node, "name") ?? childByField(node, "property");
  const right = childByField(node, "value");
  if (name === null) return;
  const property = propertyName(walk, name);
  if (property === null) inside(walk, name);
  const value = right === null ? null : expression(walk, right, name, "property");
  if (property === null) return;
  const at = { start: node.start, end: node.end };
  const how: Assigning = { at, operator: value === null ? "declare" : "=", declares: null, type: null };
  if (hasToken(node, "static")) {
    const binding = newBinding(property, walk.scope, "variable", name, typeText(walk, childByField(node, "type")));
    walk.scope.bindings.push(binding);
    const target = { kind: "binding" as const, binding, start: name.start, end: name.end };
    binding.writes.push(addWrite(walk, target, value ?? unknown(node, []), how));
  } else if (value !== null) {
    const target = newMember(name, newSelf(name, walk.owner, false), property, false);
    addWrite(walk, { kind: "member", object: target.object, property, start: name.start, end: name.end }, value, how);
  }
}
