/** Operators: arithmetic, comparison, `and`/`or`, conditional expressions, and strings put together by `+` and `%`. */
import type { Region, Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { HOLE, joinStrings, nameStrings } from "./strings.ts";
import { choice, isText, lastName, literal, operation } from "./values.ts";
import { type ExpressionTable, isContent, type Mutable, unknown, type Walker } from "./walker.ts";

/** The operands of a left-nested chain of one operator (`a + b + c`), so that long chains are no deep ones. */
function chain(w: Walker, node: SyntaxNode, operator: string): SyntaxNode[] {
  const operands: SyntaxNode[] = [];
  let left: SyntaxNode | null = node;
  while (left !== null && left.type === node.type && childByField(left, "operator")?.type === operator) {
    const right = childByField(left, "right");
    if (right !== null) operands.push(right);
    if (w.hasErrors && left !== node) w.errors(left);
    left = childByField(left, "left");
  }
  if (left !== null) operands.push(left);
  return operands.reverse();
}

function binary(w: Walker, node: SyntaxNode): Value {
  const operator = childByField(node, "operator")?.type ?? "";
  const mark = w.module.strings.length;
  const operands = chain(w, node, operator).map((operand) => w.expr(operand));
  if (operator === "+" && operands.some(isText)) {
    return joinStrings(w, mark, node, operands, operands, (of) => operands.map(of).join(""));
  }
  const [format] = operands;
  if (operator === "%" && format !== undefined && isText(format)) {
    const given = operands.slice(1).flatMap((value) => (value.kind === "list" ? value.items : [value]));
    return joinStrings(w, mark, node, [format, ...given], [format], (of) => of(format).replace(CONVERSION, fill));
  }
  return operation(operator, operands, node);
}

/** `%s`, `%-10.2f`, `%(name)s`; `%%` is a percent sign. */
const CONVERSION = /%(?:\([^)]*\))?[-#0 +]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[a-zA-Z%]/g;

function fill(conversion: string): string {
  return conversion === "%%" ? "%" : HOLE;
}

function unary(w: Walker, node: SyntaxNode): Value {
  const operator = childByField(node, "operator")?.type ?? "";
  const argument = childByField(node, "argument");
  if (argument === null) return unknown(node, w.parts(node));
  const value = w.expr(argument);
  if (operator === "-" && value.kind === "literal" && typeof value.value === "number") return literal(-value.value, node);
  return operation(operator, [value], node);
}

function negation(w: Walker, node: SyntaxNode): Value {
  return operation("not", w.parts(node), node);
}

/** `a == b`; `a < b < c` is `a < b and b < c`. */
function comparison(w: Walker, node: SyntaxNode): Value {
  const operands: Value[] = [];
  const operators: string[] = [];
  for (const child of node.children) {
    if (child.field === "operators") operators.push(child.type);
    else if (isContent(child)) operands.push(w.expr(child));
  }
  operands.forEach((operand, index) => {
    const other = operands[index === 0 ? 1 : index - 1];
    if (other !== undefined) nameCompared(w, operand, lastName(other));
  });
  if (operators.length < 2) return operation(operators[0] ?? "", operands, node);
  const pairs = operators.map((operator, index) => {
    const pair = operands.slice(index, index + 2);
    return operation(operator, pair, { start: pair[0]?.start ?? node.start, end: pair.at(-1)?.end ?? node.end });
  });
  return operation("and", pairs, node);
}

/** The strings of `x == "a"` and of `x in ("a", "b")`. */
function nameCompared(w: Walker, value: Value, name: string | null): void {
  if (value.kind === "list") for (const item of value.items) nameStrings(w, item, name, "compare");
  else nameStrings(w, value, name, "compare");
}

/** `a or b or c`: what follows runs only if a is falsy, what follows b only if b is, too; so the regions reach to the end. */
function boolean(w: Walker, node: SyntaxNode): Value {
  const operator = childByField(node, "operator")?.type ?? "";
  const outer = w.region;
  const options: Value[] = [];
  for (const operand of chain(w, node, operator)) {
    const test = options.at(-1);
    if (test !== undefined) {
      const region: Mutable<Region> = w.open("operand", { start: operand.start, end: node.end }, null);
      region.test = test;
      region.negated = operator === "or";
      w.region = region;
    }
    options.push(w.expr(operand));
  }
  w.region = outer;
  return choice(options, node);
}

/** `a if test else b`. */
function conditional(w: Walker, node: SyntaxNode): Value {
  const [yes, test, no] = node.children.filter(isContent);
  if (yes === undefined || test === undefined || no === undefined) return unknown(node, w.parts(node));
  const branch = w.branch("conditional", node);
  const outer = w.region;
  const thenRegion = w.open("then", yes, branch);
  const elseRegion = w.open("else", no, branch);
  w.region = thenRegion;
  const first = w.expr(yes);
  w.region = outer;
  const condition = w.expr(test);
  thenRegion.test = condition;
  branch.arms.push({ region: thenRegion, test: condition, labels: [] });
  w.region = elseRegion;
  const second = w.expr(no);
  w.region = outer;
  branch.arms.push({ region: elseRegion, test: null, labels: [] });
  return choice([first, second], node);
}

export const operatorExpressions: ExpressionTable = [
  ["binary_operator", binary],
  ["unary_operator", unary],
  ["not_operator", negation],
  ["comparison_operator", comparison],
  ["boolean_operator", boolean],
  ["conditional_expression", conditional],
];
