/** Expressions of Logs Insights queries, as far as queries for REPORT lines need them. */
import { malformed, type Tokens } from "./tokens.ts";

export type Value = string | number | boolean | undefined;

/** The value of a field; undefined where the line has none. */
export type Line = (field: string) => Value;

export type Expression = (line: Line) => Value;

/** A number, or undefined: what a regular expression found is text. */
export function numeric(value: Value): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

const functions: Readonly<Record<string, (...values: Value[]) => Value>> = {
  coalesce: (...values) => values.find((value) => value !== undefined),
  ispresent: (value) => value !== undefined,
  ceil: (value) => Math.ceil(numeric(value) ?? Number.NaN),
  floor: (value) => Math.floor(numeric(value) ?? Number.NaN),
  strcontains: (text, part) => (String(text ?? "").includes(String(part)) ? 1 : 0),
};

type Operator = (left: Value, right: Value) => Value;

function arithmetic(compute: (left: number, right: number) => number): Operator {
  return (left, right) => {
    const [first, second] = [numeric(left), numeric(right)];
    return first === undefined || second === undefined ? undefined : compute(first, second);
  };
}

function comparison(holds: (order: number) => boolean): Operator {
  return (left, right) => {
    if (left === undefined || right === undefined) return false;
    const [first, second] = [numeric(left), numeric(right)];
    if (first !== undefined && second !== undefined) return holds(first - second);
    return holds(String(left) < String(right) ? -1 : Number(left !== right));
  };
}

/** Weakest first. */
const levels: readonly Readonly<Record<string, Operator>>[] = [
  { or: (left, right) => Boolean(left) || Boolean(right) },
  { and: (left, right) => Boolean(left) && Boolean(right) },
  {
    "=": comparison((order) => order === 0),
    "!=": comparison((order) => order !== 0),
    "<": comparison((order) => order < 0),
    "<=": comparison((order) => order <= 0),
    ">": comparison((order) => order > 0),
    ">=": comparison((order) => order >= 0),
  },
  { "+": arithmetic((left, right) => left + right), "-": arithmetic((left, right) => left - right) },
  { "*": arithmetic((left, right) => left * right), "/": arithmetic((left, right) => left / right) },
];

const comparisonLevel = 2;

/** Reads an expression. @throws MalformedQueryException */
export function expression(tokens: Tokens, level = 0): Expression {
  const operators = levels[level];
  if (!operators) return primary(tokens);
  let left = expression(tokens, level + 1);
  for (;;) {
    if (level === comparisonLevel && tokens.take("like", "=~")) {
      left = like(left, tokens);
      continue;
    }
    const operator = operators[tokens.take(...Object.keys(operators)) ?? ""];
    if (!operator) return left;
    const [first, second] = [left, expression(tokens, level + 1)];
    left = (line) => operator(first(line), second(line));
  }
}

function like(left: Expression, tokens: Tokens): Expression {
  const token = tokens.next();
  if (token.kind === "regex") {
    const pattern = new RegExp(token.text);
    return (line) => pattern.test(String(left(line) ?? ""));
  }
  return (line) => String(left(line) ?? "").includes(token.text);
}

function primary(tokens: Tokens): Expression {
  if (tokens.take("not")) {
    const value = expression(tokens, comparisonLevel);
    return (line) => !value(line);
  }
  if (tokens.take("(")) {
    const value = expression(tokens);
    tokens.expect(")");
    return value;
  }
  const { kind, text } = tokens.next();
  if (kind === "string") return () => text;
  if (kind === "number") return () => Number(text);
  if (kind !== "name") throw malformed(text);
  if (!tokens.take("(")) return (line) => line(text);
  const call = functions[text.toLowerCase()];
  if (!call) throw malformed(text);
  const values = args(tokens);
  return (line) => call(...values.map((value) => value(line)));
}

/** What stands between parentheses, the first of which is taken. */
export function args(tokens: Tokens): Expression[] {
  const values: Expression[] = [];
  while (!tokens.take(")")) {
    values.push(tokens.take("*") ? () => 1 : expression(tokens));
    tokens.take(",");
  }
  return values;
}
