/** What is assigned to: names, attributes, items, and patterns of them. */
import type { Range, Value, Write } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { nameStrings } from "./strings.ts";
import { element, list, literal } from "./values.ts";
import { type ExpressionTable, type Frame, isContent, type Mutable, type OpenWrite, unknown, type Walker } from "./walker.ts";

/** A target whose writes are recorded and wait for their value: source order holds, as the right side is walked after the left. */
export type Slot =
  | { readonly kind: "one"; readonly write: OpenWrite }
  | { readonly kind: "rest"; readonly slot: Slot }
  | { readonly kind: "many"; readonly slots: readonly Slot[] }
  | { readonly kind: "none" };

const NONE: Slot = { kind: "none" };

/** Records the writes of a target. */
export function target(w: Walker, node: SyntaxNode, operator: Write["operator"], range: Range): Slot {
  if (!w.descend()) return NONE;
  const slot = targetOf(w, node, operator, range);
  w.ascend();
  return slot;
}

function targetOf(w: Walker, node: SyntaxNode, operator: Write["operator"], range: Range): Slot {
  switch (node.type) {
    case "identifier":
    case "keyword_identifier":
      if (node.start === node.end) return NONE;
      return { kind: "one", write: w.bind(w.slice(node), node, w.frame, operator, range) };
    case "attribute":
    case "subscript":
      return part(w, node, operator, range);
    case "list_splat_pattern":
    case "list_splat": {
      const inner = node.children.find(isContent);
      return inner === undefined ? NONE : { kind: "rest", slot: target(w, inner, operator, range) };
    }
    case "pattern_list":
    case "tuple_pattern":
    case "list_pattern":
    case "expression_list":
    case "tuple":
    case "list":
      return group(w, node, operator, range, true);
    case "parenthesized_expression":
    case "as_pattern_target":
      return group(w, node, operator, range, false);
    default:
      w.expr(node);
      return NONE;
  }
}

/** `(a)` is a, `(a,)` and `[a]` are patterns of one. */
function group(w: Walker, node: SyntaxNode, operator: Write["operator"], range: Range, isPattern: boolean): Slot {
  const slots: Slot[] = [];
  let isTuple = node.type === "list_pattern" || node.type === "list";
  for (const child of node.children) {
    if (child.type === ",") isTuple = true;
    else if (isContent(child)) slots.push(target(w, child, operator, range));
  }
  const [only] = slots;
  return only !== undefined && slots.length === 1 && (!isPattern || !isTuple) ? only : { kind: "many", slots };
}

/** An attribute or an item. */
function part(w: Walker, node: SyntaxNode, operator: Write["operator"], range: Range): Slot {
  const value = w.expr(node);
  const { start, end } = node;
  if (value.kind === "member") {
    return { kind: "one", write: w.write({ kind: "member", object: value.object, property: value.property, start, end }, operator, range) };
  }
  const object = value.kind === "element" ? value.object : value.kind === "unknown" ? value.parts[0] : undefined;
  const key = value.kind === "element" ? value.key : value.kind === "unknown" ? value.parts[1] : undefined;
  if (object === undefined) return NONE;
  return { kind: "one", write: w.write({ kind: "element", object, key: key ?? unknown(node, []), start, end }, operator, range) };
}

/** Gives the writes of a target their values. */
export function fill(w: Walker, slot: Slot, value: Value): void {
  if (slot.kind === "one") {
    slot.write.value = value;
    nameAssigned(w, slot.write, value);
  } else if (slot.kind === "rest") {
    fill(w, slot.slot, list([element(value, null, value)], false, value));
  } else if (slot.kind === "many") {
    unpack(w, slot.slots, value);
  }
}

/** `a, b = c, d` goes item by item; of anything else the items are taken by number, those after a `*rest` from the end. */
function unpack(w: Walker, slots: readonly Slot[], value: Value): void {
  const restAt = slots.findIndex((slot) => slot.kind === "rest");
  const items = value.kind === "list" && fits(w, value, slots.length, restAt) ? value.items : null;
  const after = slots.length - restAt - 1;
  slots.forEach((slot, index) => {
    if (items === null) {
      if (index === restAt) fill(w, slot, value);
      else fill(w, slot, element(value, literal(restAt !== -1 && index > restAt ? index - slots.length : index, value), value));
    } else if (slot.kind === "rest") fill(w, slot.slot, list(items.slice(index, items.length - after), false, value));
    else fill(w, slot, items[restAt !== -1 && index > restAt ? items.length - slots.length + index : index] ?? unknown(value, [value]));
  });
}

/** A display of as many items as there are targets. */
function fits(w: Walker, value: Extract<Value, { kind: "list" }>, targets: number, restAt: number): boolean {
  const { items } = value;
  if (restAt === -1 ? items.length !== targets : items.length < targets - 1) return false;
  return w.displays.has(value);
}

/** Strings and lambdas go by the name they are assigned to. */
function nameAssigned(w: Walker, write: Write, value: Value): void {
  if (value.kind === "literal" || value.kind === "template" || value.kind === "choice") {
    const { target: to } = write;
    if (to.kind === "binding") nameStrings(w, value, w.text.slice(to.start, to.end), "variable");
    else if (to.kind === "member") nameStrings(w, value, to.property, "property");
  } else if (value.kind === "function" && value.scope.name === null && write.target.kind !== "element") {
    const { target: to } = write;
    const scope: Mutable<typeof value.scope> = value.scope;
    scope.name = to.kind === "member" ? to.property : w.text.slice(to.start, to.end);
    const start = to.end - scope.name.length;
    scope.nameRange = w.text.startsWith(scope.name, start) ? { start, end: to.end } : null;
  }
}

/** `a = b = value`, `a: T = value`, `a: T`. */
function assignment(w: Walker, node: SyntaxNode): Value {
  const left = childByField(node, "left");
  const right = childByField(node, "right");
  const type = childByField(node, "type");
  if (left === null) return unknown(node, w.parts(node));
  const slot = target(w, left, right === null ? "declare" : "=", node);
  if (type !== null) {
    w.expr(type);
    if (left.type === "identifier" && left.end > left.start) w.declare(w.frame, w.slice(left), "variable", left).type ??= w.slice(type);
  }
  if (right === null) return unknown(node, []);
  const value = w.expr(right);
  fill(w, slot, value);
  return value;
}

const OPERATORS: ReadonlyMap<string, Write["operator"]> = new Map([
  ["+=", "+="],
  ["-=", "-="],
]);

/** `a += value`: the value is the right side. */
function augmented(w: Walker, node: SyntaxNode): Value {
  const left = childByField(node, "left");
  const right = childByField(node, "right");
  if (left === null || right === null) return unknown(node, w.parts(node));
  const slot = target(w, left, OPERATORS.get(childByField(node, "operator")?.type ?? "") ?? "other=", node);
  const value = w.expr(right);
  fill(w, slot, value);
  return value;
}

/** `(name := value)`: a name of the function around, also within a comprehension. */
function walrus(w: Walker, node: SyntaxNode): Value {
  const name = childByField(node, "name");
  const right = childByField(node, "value");
  if (name === null || right === null) return unknown(node, w.parts(node));
  let frame: Frame = w.frame;
  while (frame.kind === "comprehension" && frame.parent !== null) frame = frame.parent;
  const write = w.bind(w.slice(name), name, frame, "=", node);
  const value = w.expr(right);
  fill(w, { kind: "one", write }, value);
  return value;
}

export const assignmentExpressions: ExpressionTable = [
  ["assignment", assignment],
  ["augmented_assignment", augmented],
  ["named_expression", walrus],
];
