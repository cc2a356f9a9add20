/** Operators on what is known. */
import type { Place } from "../../model/code.ts";
import type { Expression } from "../../model/infrastructure.ts";
import { literal } from "../stack.ts";
import { derived, scalarOf, unknown } from "./values.ts";

const ARITHMETIC: Readonly<Record<string, (left: number, right: number) => number | boolean>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
};

type Scalar = string | number | boolean;

export function operate(operator: string, operands: readonly Expression[], place: Place): Expression {
  const values = operands.map(scalarOf);
  const result = operands.length === 1 ? unary(operator, values[0]) : binary(operator, operands, values);
  return result === undefined ? unknown(place, operands) : derived(literal(place, result), operands);
}

function unary(operator: string, value: Scalar | undefined): Scalar | undefined {
  if (operator === "!") return typeof value === "boolean" ? !value : undefined;
  return operator === "-" && typeof value === "number" ? -value : undefined;
}

function binary(operator: string, operands: readonly Expression[], values: readonly (Scalar | undefined)[]): Scalar | undefined {
  const [left, right] = values;
  if (operator === "==" || operator === "!=") {
    const same = sameValue(operands, values);
    return same === undefined ? undefined : same === (operator === "==");
  }
  if (operator === "&&") return left === false || right === false ? false : both(left, right, true);
  if (operator === "||") return left === true || right === true ? true : both(left, right, false);
  const [a, b] = [numeric(left), numeric(right)];
  if (a === undefined || b === undefined) return undefined;
  const result = ARITHMETIC[operator]?.(a, b);
  return typeof result === "number" && !Number.isFinite(result) ? undefined : result;
}

function both(left: Scalar | undefined, right: Scalar | undefined, wanted: boolean): boolean | undefined {
  return left === wanted && right === wanted ? wanted : undefined;
}

function numeric(value: Scalar | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** `null` equals only itself; what is set to something is not null. */
function sameValue(operands: readonly Expression[], values: readonly (Scalar | undefined)[]): boolean | undefined {
  const nothing = operands.filter((one) => one.kind === "none").length;
  if (nothing === 2) return true;
  if (nothing === 1)
    return operands.some((one) => ["literal", "list", "map", "reference", "joined"].includes(one.kind)) ? false : undefined;
  const [left, right] = values;
  return left === undefined || right === undefined ? undefined : String(left) === String(right);
}
