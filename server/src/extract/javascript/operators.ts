/** Operators: those that choose, those that compare, those that put strings together. */
import type { Branch, ChoiceValue, OperationValue, Region, TemplateValue, Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { newBranch, newRegion } from "./facts.ts";
import { expression, firstNamed, MAX_DEPTH, type Mutable, type Role, unknown, type Walk, walkErrors } from "./walk.ts";

const COMPARISONS = new Set(["==", "===", "!=", "!=="]);

/** Left-nested chains (`a + b + c …`) are unrolled: they may be thousands long. */
export function binary(walk: Walk, node: SyntaxNode, hint: SyntaxNode | null, role: Role): Value {
  const { spine } = walk;
  const base = spine.length;
  let inner = node;
  while (inner.type === "binary_expression") {
    const left = childByField(inner, "left");
    if (left === null) break;
    spine.push(inner);
    inner = left;
  }
  const innermost = spine[spine.length - 1];
  if (innermost === undefined || spine.length === base) return unknown(node, []);
  const chain = new Chain(walk, hint, role, spine.length - base);
  let value = chain.first(innermost, inner);
  for (let i = spine.length - 1; i >= base; i--) {
    const link = spine[i] as SyntaxNode;
    value = chain.next(link, value);
    if (walk.hasErrors && link !== node) walkErrors(walk, link);
  }
  spine.length = base;
  return value;
}

function operatorOf(node: SyntaxNode): string {
  return childByField(node, "operator")?.type ?? "";
}

/** Where `test` decides whether the rest is evaluated. */
export function operandRegion(walk: Walk, at: SyntaxNode, test: Value, negated: boolean): Region {
  return newRegion(walk.scope, walk.region, "operand", at, test, negated, null);
}

/** Evaluates an expression under a condition of its own. */
export function within(walk: Walk, region: Region, node: SyntaxNode, hint: SyntaxNode | null, role: Role): Value {
  const outer = walk.region;
  walk.region = region;
  const value = expression(walk, node, hint, role);
  walk.region = outer;
  return value;
}

/** One unrolled chain of binary operators, from the innermost outwards. */
class Chain {
  private readonly walk: Walk;
  private readonly hint: SyntaxNode | null;
  private readonly role: Role;
  private readonly tooLong: boolean;
  /** What the last step made, if more may be added to it: nobody else holds it. */
  private owned: Value | null = null;

  constructor(walk: Walk, hint: SyntaxNode | null, role: Role, length: number) {
    this.walk = walk;
    this.hint = hint;
    this.role = role;
    this.tooLong = length > MAX_DEPTH;
  }

  first(node: SyntaxNode, left: SyntaxNode): Value {
    return this.operand(node, left, childByField(node, "right"));
  }

  next(node: SyntaxNode, left: Value): Value {
    const operator = operatorOf(node);
    const rightNode = childByField(node, "right");
    if (rightNode === null) return unknown(node, [left]);
    if (operator === "&&" || operator === "||" || operator === "??") {
      const region = operandRegion(this.walk, rightNode, left, operator !== "&&");
      return this.choose(node, left, within(this.walk, region, rightNode, this.hint, this.role));
    }
    const right = this.operand(node, rightNode, childByField(node, "left"));
    if (operator === "+" && (isText(left) || isText(right))) return this.concatenate(node, left, right);
    return this.operate(node, operator, left, right);
  }

  /** Compared strings are named after the other side; parts of a choice or of a longer string after what they are given to. */
  private operand(node: SyntaxNode, side: SyntaxNode, other: SyntaxNode | null): Value {
    const operator = operatorOf(node);
    if (COMPARISONS.has(operator)) return expression(this.walk, side, other, "compare");
    const passes = operator === "+" || operator === "||" || operator === "??" || operator === "&&";
    return passes ? expression(this.walk, side, this.hint, this.role) : expression(this.walk, side);
  }

  private choose(node: SyntaxNode, left: Value, right: Value): Value {
    this.owned = null;
    const options = left.kind === "choice" ? [...left.options, right] : [left, right];
    const value: ChoiceValue = { kind: "choice", start: node.start, end: node.end, options };
    return value;
  }

  private concatenate(node: SyntaxNode, left: Value, right: Value): Value {
    const more = right.kind === "template" ? right.parts : [right];
    if (left === this.owned && left.kind === "template") {
      left.parts.push(...more);
      (left as Mutable<TemplateValue>).end = node.end;
      return left;
    }
    const parts = left.kind === "template" ? [...left.parts, ...more] : [left, ...more];
    this.owned = { kind: "template", start: node.start, end: node.end, parts };
    return this.owned;
  }

  private operate(node: SyntaxNode, operator: string, left: Value, right: Value): Value {
    if (left === this.owned && left.kind === "operation" && left.operator === operator && (operator === "+" || operator === "*")) {
      left.operands.push(right);
      (left as Mutable<OperationValue>).end = node.end;
      return left;
    }
    if (this.tooLong) {
      if (left === this.owned && left.kind === "unknown") left.parts.push(right);
      else this.owned = unknown(node, [left, right]);
      return this.owned;
    }
    this.owned = { kind: "operation", start: node.start, end: node.end, operator, operands: [left, right] };
    return this.owned;
  }
}

function isText(value: Value): boolean {
  return value.kind === "template" || (value.kind === "literal" && typeof value.value === "string");
}

export function ternary(walk: Walk, node: SyntaxNode, hint: SyntaxNode | null, role: Role): Value {
  const condition = childByField(node, "condition");
  const test = condition === null ? unknown(node, []) : expression(walk, condition);
  const branch = newBranch(walk, node, "conditional", null);
  const options: Value[] = [];
  const arm = (side: SyntaxNode | null, kind: "then" | "else"): void => {
    if (side === null) return;
    options.push(within(walk, conditionalArm(walk, branch, side, kind, test), side, hint, role));
  };
  arm(childByField(node, "consequence"), "then");
  arm(childByField(node, "alternative"), "else");
  return { kind: "choice", start: node.start, end: node.end, options };
}

function conditionalArm(walk: Walk, branch: Branch, side: SyntaxNode, kind: "then" | "else", test: Value): Region {
  const region = newRegion(walk.scope, walk.region, kind, side, kind === "then" ? test : null, false, branch);
  branch.arms.push({ region, test: kind === "then" ? test : null, labels: [] });
  return region;
}

export function awaited(walk: Walk, node: SyntaxNode, hint: SyntaxNode | null, role: Role): Value {
  const inner = firstNamed(node);
  if (inner === null) return unknown(node, []);
  const value = expression(walk, inner, hint, role);
  if (value.kind === "call") (value.call as Mutable<typeof value.call>).isAwaited = true;
  return value;
}

/** What a generator yields goes out, and in code that awaits by yielding comes back settled. */
export function yielded(walk: Walk, node: SyntaxNode): Value {
  const inner = firstNamed(node);
  const value = inner === null ? null : awaited(walk, node, null, "none");
  walk.scope.returns.push({ start: node.start, end: node.end, value, scope: walk.scope, region: walk.region });
  return value ?? unknown(node, []);
}

/** `(a, b)`: the last one. */
export function sequence(walk: Walk, node: SyntaxNode): Value {
  let value: Value | null = null;
  for (const child of node.children) if (child.isNamed && child.type !== "comment") value = expression(walk, child);
  return value ?? unknown(node, []);
}

/** Parentheses, casts, `!`, instantiations: the expression inside. */
export function stripped(walk: Walk, node: SyntaxNode, hint: SyntaxNode | null, role: Role): Value {
  for (const child of node.children) {
    if (!child.isNamed || child.type === "comment" || child.type === "type_arguments") continue;
    return expression(walk, child, hint, role);
  }
  return unknown(node, []);
}
