/** Assignments, and the patterns that destructure. */
import type { Binding, Range, Target, Value, Write } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { noteExport } from "./exports.ts";
import { newLiteral, newMember, PENDING } from "./facts.ts";
import { propertyName } from "./literals.ts";
import { declare, declareVar } from "./names.ts";
import { operandRegion, within } from "./operators.ts";
import { expression, firstNamed, hasToken, inside, MAX_DEPTH, type Walk } from "./walk.ts";

/** What is common to the writes of one pattern. */
export interface Assigning {
  /** The declarator or assignment. */
  readonly at: Range;
  readonly operator: Write["operator"];
  /** How names are declared; null where they are not. */
  readonly declares: "const" | "let" | "var" | "parameter" | "catch" | null;
  readonly type: string | null;
}

const BINDING_KIND: Record<"const" | "let" | "parameter" | "catch", Binding["kind"]> = {
  // A destructured parameter's names hold parts of it: they are variables with a write each.
  const: "constant",
  let: "variable",
  parameter: "variable",
  catch: "catch",
};

/** Writes a value to a name, a member or all names of a pattern. */
export function assign(walk: Walk, node: SyntaxNode, value: Value, how: Assigning): void {
  if (walk.depth >= MAX_DEPTH) return;
  walk.depth++;
  switch (node.type) {
    case "identifier":
    case "shorthand_property_identifier_pattern":
      writeName(walk, node, value, how);
      break;
    case "object_pattern":
      for (const child of node.children) if (child.isNamed && child.type !== "comment") assignProperty(walk, child, value, how);
      break;
    case "array_pattern":
      assignItems(walk, node, value, how);
      break;
    case "assignment_pattern":
    case "object_assignment_pattern":
      assignDefault(walk, node, value, how);
      break;
    case "rest_pattern": {
      const inner = firstNamed(node);
      if (inner !== null) assign(walk, inner, value, how);
      break;
    }
    case "undefined":
      break;
    default:
      assignTo(walk, node, expression(walk, node), value, how);
  }
  walk.depth--;
}

/** A property of an object pattern; rest keeps the whole, whose other members it has. */
function assignProperty(walk: Walk, node: SyntaxNode, value: Value, how: Assigning): void {
  switch (node.type) {
    case "shorthand_property_identifier_pattern":
      writeName(walk, node, newMember(node, value, walk.text.slice(node.start, node.end), false), how);
      break;
    case "object_assignment_pattern": {
      const left = childByField(node, "left");
      if (left === null) break;
      assignDefault(walk, node, newMember(left, value, walk.text.slice(left.start, left.end), false), how);
      break;
    }
    case "pair_pattern": {
      const key = childByField(node, "key");
      const target = childByField(node, "value");
      if (key === null || target === null) break;
      assign(walk, target, propertyOf(walk, key, value), how);
      break;
    }
    default:
      assign(walk, node, value, how);
  }
}

function propertyOf(walk: Walk, key: SyntaxNode, value: Value): Value {
  const name = key.type === "number" ? null : propertyName(walk, key);
  if (name !== null) return newMember(key, value, name, false);
  const inner = key.type === "computed_property_name" ? firstNamed(key) : key;
  const computed = inner === null ? null : expression(walk, inner);
  return { kind: "element", start: key.start, end: key.end, object: value, key: computed };
}

function assignItems(walk: Walk, node: SyntaxNode, value: Value, how: Assigning): void {
  let index = 0;
  for (const child of node.children) {
    if (child.type === ",") index++;
    if (!child.isNamed || child.type === "comment") continue;
    if (child.type === "rest_pattern") {
      assign(walk, child, value, how);
      continue;
    }
    const key = newLiteral({ start: child.start, end: child.start }, index);
    assign(walk, child, { kind: "element", start: child.start, end: child.end, object: value, key }, how);
  }
}

/** `pattern = default`: the default is evaluated only where nothing is there. */
function assignDefault(walk: Walk, node: SyntaxNode, value: Value, how: Assigning): void {
  const left = childByField(node, "left");
  const right = childByField(node, "right");
  if (left === null || right === null) return;
  const fallback = within(walk, operandRegion(walk, right, value, true), right, left, "default");
  assign(walk, left, { kind: "choice", start: node.start, end: node.end, options: [value, fallback] }, how);
}

function writeName(walk: Walk, node: SyntaxNode, value: Value, how: Assigning): void {
  if (node.start === node.end) return;
  if (how.declares === null) {
    writePending(walk, node, value, how);
    return;
  }
  const name = walk.text.slice(node.start, node.end);
  const binding =
    how.declares === "var" ? declareVar(walk, name, node, how.type) : declare(walk, name, BINDING_KIND[how.declares], node, how.type);
  const target: Target = { kind: "binding", binding, start: node.start, end: node.end };
  binding.writes.push(addWrite(walk, target, value, how));
}

export function writePending(walk: Walk, at: Range, value: Value, how: Assigning): void {
  const target: Target = { kind: "binding", binding: PENDING, start: at.start, end: at.end };
  walk.writes.push(addWrite(walk, target, value, how));
  walk.writeBlocks.push(walk.block);
}

export function addWrite(walk: Walk, target: Target, value: Value, how: Assigning): Write {
  const write: Write = {
    start: how.at.start,
    end: how.at.end,
    target,
    value,
    operator: how.operator,
    scope: walk.scope,
    region: walk.region,
    isDeclaration: how.declares !== null && how.declares !== "catch",
    statement: walk.statement,
  };
  walk.scope.writes.push(write);
  return write;
}

/** Writes to what an expression on the left turned out to be. */
export function assignTo(walk: Walk, node: SyntaxNode, left: Value, value: Value, how: Assigning): void {
  const { start, end } = left;
  if (left.kind === "member") {
    addWrite(walk, { kind: "member", object: left.object, property: left.property, start, end }, value, how);
    noteExport(walk, left, value);
  } else if (left.kind === "element" && left.key !== null) {
    addWrite(walk, { kind: "element", object: left.object, key: left.key, start, end }, value, how);
  } else if (left.kind === "name" && node.type !== "identifier") {
    writePending(walk, left, value, how); // a name in parentheses or behind a cast
  }
}

export function assignment(walk: Walk, node: SyntaxNode): Value {
  const left = childByField(node, "left");
  const right = childByField(node, "right");
  if (left === null || right === null) return inside(walk, node);
  const value = expression(walk, right, nameHint(left), left.type === "identifier" ? "variable" : "property");
  const declares = hasToken(node, "using") ? "const" : null;
  assign(walk, left, value, { at: { start: node.start, end: node.end }, operator: "=", declares, type: null });
  return value;
}

/** The node that names what is assigned; null for patterns. */
export function nameHint(left: SyntaxNode): SyntaxNode | null {
  if (left.type === "identifier") return left;
  if (left.type === "member_expression") return childByField(left, "property");
  if (left.type !== "subscript_expression") return null;
  const index = childByField(left, "index");
  return index !== null && index.type === "string" ? index : null;
}
