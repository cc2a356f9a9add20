/**
 * Metric math, as far as error rates and the like need it: numbers, `+ - * / ^`, FILL with a number, and AVG, MAX, MIN, SUM.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
import { AwsError } from "../error.ts";

/** Values by time, seconds of the epoch; a time without a value is not there. */
export type Series = ReadonlyMap<number, number>;

type Value = number | Series | readonly Series[];

export interface Operands {
  /** Of a metric or of another expression; undefined where no query has the id. */
  readonly series: (id: string) => Series | undefined;
  /** Where FILL puts what is missing. */
  readonly times: readonly number[];
}

/**
 * The time series that an expression comes to.
 * @throws ValidationError where it is none that is emulated.
 */
export function metricMath(expression: string, operands: Operands): Series {
  const parser = new Parser(expression, operands);
  const value = parser.sum();
  parser.end();
  return value instanceof Map ? value : parser.fail("it does not come to a time series");
}

type Operation = (left: number, right: number) => number;

const sums: Readonly<Record<string, Operation>> = { "+": (left, right) => left + right, "-": (left, right) => left - right };
const products: Readonly<Record<string, Operation>> = { "*": (left, right) => left * right, "/": (left, right) => left / right };

const aggregates: Readonly<Record<string, (values: readonly number[]) => number>> = {
  AVG: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  MAX: (values) => values.reduce((most, value) => Math.max(most, value)),
  MIN: (values) => values.reduce((least, value) => Math.min(least, value)),
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
};

class Parser {
  readonly #expression: string;
  readonly #operands: Operands;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(expression: string, operands: Operands) {
    this.#expression = expression;
    this.#operands = operands;
    this.#tokens = expression.match(/\d+(?:\.\d+)?|\w+|\S/g) ?? [];
  }

  fail(why: string): never {
    throw new AwsError("ValidationError", `Error in expression '${this.#expression}': ${why}.`);
  }

  end(): void {
    if (this.#at < this.#tokens.length) this.fail(`${this.#tokens[this.#at]} is not expected`);
  }

  sum(): Value {
    return this.#chain(sums, () => this.#chain(products, () => this.#power()));
  }

  #chain(operations: Readonly<Record<string, Operation>>, operand: () => Value): Value {
    let left = operand();
    for (;;) {
      const operation = operations[this.#tokens[this.#at] ?? ""];
      if (!operation) return left;
      this.#at += 1;
      left = this.#combine(operation, left, operand());
    }
  }

  #power(): Value {
    if (this.#take("-")) return this.#combine(products["*"] as Operation, -1, this.#power());
    const base = this.#primary();
    return this.#take("^") ? this.#combine((left, right) => left ** right, base, this.#power()) : base;
  }

  #primary(): Value {
    if (this.#take("(")) return this.#list(")")[0] ?? this.fail("there is nothing between parentheses");
    if (this.#take("[")) return this.#list("]").map((value) => this.#series(value));
    const token = this.#tokens[this.#at++] ?? this.fail("it is not complete");
    if (/^\d/.test(token)) return Number(token);
    if (this.#take("(")) return this.#call(token, this.#list(")"));
    return this.#operands.series(token) ?? this.fail(`${token} is no id of a query`);
  }

  #list(end: string): Value[] {
    const values: Value[] = [];
    while (!this.#take(end)) {
      values.push(this.sum());
      if (!this.#take(",") && this.#tokens[this.#at] !== end) this.fail(`${end} is missing`);
    }
    return values;
  }

  /** AVG and the like make a number of a time series, a time series of several. */
  #call(name: string, [first = this.fail(`${name} is of nothing`), second]: readonly Value[]): Value {
    if (name === "FILL" && typeof second === "number") {
      const series = this.#series(first);
      return new Map(this.#operands.times.map((time) => [time, series.get(time) ?? second]));
    }
    const aggregate = aggregates[name] ?? this.fail(`${name} is not emulated`);
    if (!Array.isArray(first)) return aggregate([...this.#series(first as Series).values()]);
    const all = first as readonly Series[];
    const times = [...new Set(all.flatMap((series) => [...series.keys()]))].sort((a, b) => a - b);
    return new Map(times.map((time) => [time, aggregate(all.flatMap((series) => series.get(time) ?? []))]));
  }

  /** Where both have a value, and there is a result: nothing comes of a division by 0. */
  #combine(operation: Operation, left: Value, right: Value): Value {
    if (typeof left === "number" && typeof right === "number") return operation(left, right);
    const at = (value: Value, time: number) => (typeof value === "number" ? value : this.#series(value).get(time));
    const times = this.#series(typeof left === "number" ? right : left).keys();
    const result = [...times].map((time) => [time, operation(at(left, time) ?? Number.NaN, at(right, time) ?? Number.NaN)] as const);
    return new Map(result.filter(([, value]) => Number.isFinite(value)));
  }

  #series(value: Value): Series {
    return value instanceof Map ? value : this.fail("a time series is expected");
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }
}
