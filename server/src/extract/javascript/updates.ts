/** Writes that also read: `+=`, `??=`, `x++`; and the other operators with one operand. */
import type { Value, Write } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { type Assigning, assignTo, nameHint, writePending } from "./assignments.ts";
import { mentionName, newLiteral } from "./facts.ts";
import { operandRegion, within } from "./operators.ts";
import { expression, inside, unknown, type Walk } from "./walk.ts";

const PLAIN_OPERATORS = new Set(["+=", "-=", "??=", "||=", "&&="]);

/** `+=` and its like read and write; `??=`, `||=` and `&&=` evaluate and assign under a condition. */
export function augmented(walk: Walk, node: SyntaxNode): Value {
  const left = childByField(node, "left");
  const right = childByField(node, "right");
  const token = childByField(node, "operator")?.type ?? "";
  if (left === null || right === null) return inside(walk, node);
  const current = currentValue(walk, left);
  const operator = PLAIN_OPERATORS.has(token) ? (token as Write["operator"]) : "other=";
  const how: Assigning = { at: { start: node.start, end: node.end }, operator, declares: null, type: null };
  const role = left.type === "identifier" ? "variable" : "property";
  if (operator !== "??=" && operator !== "||=" && operator !== "&&=") {
    const value = expression(walk, right, nameHint(left), role);
    writeBack(walk, current, value, how);
    return combined(node, token, current, value);
  }
  const region = operandRegion(walk, right, current, operator !== "&&=");
  const outer = walk.region;
  const value = within(walk, region, right, nameHint(left), role);
  walk.region = region;
  writeBack(walk, current, value, how);
  walk.region = outer;
  return { kind: "choice", start: node.start, end: node.end, options: [current, value] };
}

function combined(node: SyntaxNode, token: string, current: Value, value: Value): Value {
  if (token === "+=" && (value.kind === "template" || (value.kind === "literal" && typeof value.value === "string"))) {
    return { kind: "template", start: node.start, end: node.end, parts: [current, value] };
  }
  return { kind: "operation", start: node.start, end: node.end, operator: token.slice(0, -1), operands: [current, value] };
}

/** What stands there before. A name is not counted as read: the operator of the write says so. */
function currentValue(walk: Walk, node: SyntaxNode): Value {
  return node.type === "identifier" && node.start !== node.end ? mentionName(walk, node) : expression(walk, node);
}

/** Writes to what was just evaluated. */
function writeBack(walk: Walk, current: Value, value: Value, how: Assigning): void {
  if (current.kind === "name") writePending(walk, current, value, how);
  else if (current.kind === "member" || current.kind === "element") assignTo(walk, UNNAMED, current, value, how);
}

const UNNAMED: SyntaxNode = { type: "", isNamed: false, field: null, start: 0, end: 0, parent: null, children: [], isError: false };

/** `x++`, `delete x.y`: a write without a right side. */
function update(walk: Walk, node: SyntaxNode, argument: SyntaxNode, operator: "+=" | "-=" | "delete"): Value {
  const current = currentValue(walk, argument);
  const how: Assigning = { at: { start: node.start, end: node.end }, operator, declares: null, type: null };
  const value = operator === "delete" ? unknown(node, []) : newLiteral({ start: node.start, end: node.end }, 1);
  writeBack(walk, current, value, how);
  if (operator === "delete") return { kind: "operation", start: node.start, end: node.end, operator, operands: [current] };
  return { kind: "operation", start: node.start, end: node.end, operator: operator === "+=" ? "++" : "--", operands: [current] };
}

export function unary(walk: Walk, node: SyntaxNode): Value {
  const argument = childByField(node, "argument");
  if (argument === null) return unknown(node, []);
  const operator = childByField(node, "operator")?.type ?? "";
  if (operator === "delete") return update(walk, node, argument, "delete");
  const operand = expression(walk, argument);
  if (operator === "void" && operand.kind === "literal") return newLiteral(node, null);
  if (operator === "-" && operand.kind === "literal" && typeof operand.value === "number") return newLiteral(node, -operand.value);
  return { kind: "operation", start: node.start, end: node.end, operator, operands: [operand] };
}

/** `x++` and `--x`. */
export function increment(walk: Walk, node: SyntaxNode): Value {
  const argument = childByField(node, "argument");
  if (argument === null) return unknown(node, []);
  return update(walk, node, argument, (childByField(node, "operator")?.type ?? "") === "++" ? "+=" : "-=");
}
