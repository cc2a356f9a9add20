/** What TypeScript adds that runs: enums and namespaces. */
import type { MapEntry, Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { addWrite } from "./assignments.ts";
import { newBlock, newLiteral } from "./facts.ts";
import { propertyName } from "./literals.ts";
import { declare } from "./names.ts";
import { expression, statementList, unknown, type Walk } from "./walk.ts";

/** An enum is a constant map; members without a value count on from the one before. */
export function enumDeclaration(walk: Walk, node: SyntaxNode): boolean {
  const name = childByField(node, "name");
  const body = childByField(node, "body");
  if (name === null || body === null) return false;
  const entries: MapEntry[] = [];
  let last: Value | null = newLiteral(body, -1);
  for (const child of body.children) {
    if (!child.isNamed || child.type === "comment" || child.type === "ERROR") continue;
    const key = child.type === "enum_assignment" ? childByField(child, "name") : child;
    const right = child.type === "enum_assignment" ? childByField(child, "value") : null;
    if (key === null) continue;
    const value: Value = right === null ? following(child, last) : expression(walk, right, key, "property");
    entries.push({ start: child.start, end: child.end, key: propertyName(walk, key), keyValue: null, value, isSpread: false });
    last = value;
  }
  writeConstant(walk, node, name, { kind: "map", start: body.start, end: body.end, entries });
  return false;
}

function following(node: SyntaxNode, last: Value): Value {
  return last.kind === "literal" && typeof last.value === "number" ? newLiteral(node, last.value + 1) : unknown(node, []);
}

function writeConstant(walk: Walk, node: SyntaxNode, name: SyntaxNode, value: Value): void {
  if (name.start === name.end) return;
  const binding = declare(walk, walk.text.slice(name.start, name.end), "constant", name, null);
  const target = { kind: "binding" as const, binding, start: name.start, end: name.end };
  const how = { at: { start: node.start, end: node.end }, operator: "=" as const, declares: "const" as const, type: null };
  binding.writes.push(addWrite(walk, target, value, how));
}

/** A namespace runs where it stands, with names of its own; what it exports are the members of a constant. */
export function namespace(walk: Walk, node: SyntaxNode): boolean {
  const name = childByField(node, "name");
  const body = childByField(node, "body");
  if (name === null || body === null || name.type === "string") return false;
  const outer = { block: walk.block, exports: walk.exports };
  const members = new Map<string, Value>();
  walk.block = newBlock(outer.block, walk.scope, true);
  walk.exports = members;
  statementList(walk, body.children);
  walk.block = outer.block;
  walk.exports = outer.exports;
  const entries: MapEntry[] = [];
  for (const [key, value] of members) entries.push({ start: value.start, end: value.end, key, keyValue: null, value, isSpread: false });
  if (name.type === "identifier") writeConstant(walk, node, name, { kind: "map", start: body.start, end: body.end, entries });
  return false;
}

/** `A.B` in `import x = A.B`. */
export function nestedIdentifier(walk: Walk, node: SyntaxNode): Value {
  const object = childByField(node, "object");
  const property = childByField(node, "property");
  if (object === null || property === null) return unknown(node, []);
  const inner = expression(walk, object);
  return {
    kind: "member",
    start: node.start,
    end: node.end,
    object: inner,
    property: walk.text.slice(property.start, property.end),
    subscript: false,
  };
}
