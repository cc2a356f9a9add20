/** Logs Insights' commands `fields`, `display`, `filter`, `parse`, `stats`, `sort` and `limit`. */
import { args, type Expression, expression, type Line, numeric, type Value } from "./expression.ts";
import { malformed, Tokens } from "./tokens.ts";

/** What a query makes of lines: rows of fields in their order. */
export type Row = readonly (readonly [field: string, value: Value])[];

interface State {
  readonly lines: Iterable<Line>;
  /** What is shown of each; after `stats` its results. */
  readonly shown: readonly string[];
}

type Command = (state: State) => State;

/** Reads a query. @throws MalformedQueryException */
export function query(text: string): (lines: Iterable<Line>) => Row[] {
  const tokens = new Tokens(text);
  const steps: Command[] = [];
  while (!tokens.isAtEnd) {
    const name = tokens.next().text.toLowerCase();
    const read = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!read) throw malformed(name);
    steps.push(read(tokens));
    if (!tokens.isAtEnd) tokens.expect("|");
  }
  return (lines) => {
    const end = steps.reduce<State>((state, step) => step(state), { lines, shown: ["@timestamp", "@message"] });
    return [...end.lines].map((line) =>
      end.shown.flatMap((field) => {
        const value = line(field);
        return value === undefined ? [] : [[field, value] as const];
      }),
    );
  };
}

const commands: Readonly<Record<string, (tokens: Tokens) => Command>> = {
  fields: (tokens) => withFields(list(tokens)),
  display: (tokens) => withFields(list(tokens)),
  filter: (tokens) => {
    const holds = expression(tokens);
    return ({ lines, shown }) => ({ lines: filtered(lines, holds), shown });
  },
  parse: parseCommand,
  stats: statsCommand,
  sort: sortCommand,
  limit: (tokens) => {
    const most = Number(tokens.next().text);
    return ({ lines, shown }) => ({ lines: [...lines].slice(0, most), shown });
  },
};

interface Named {
  readonly name: string;
  readonly value: Expression;
}

function list(tokens: Tokens): Named[] {
  const items: Named[] = [];
  do {
    const value = expression(tokens);
    // Without an alias only a field has a name of its own: it is asked for the name it looks for.
    const name = tokens.take("as") ? tokens.next().text : fieldOf(value);
    items.push({ name, value });
  } while (tokens.take(","));
  return items;
}

function fieldOf(value: Expression): string {
  let asked = "";
  value((field) => {
    asked = field;
    return undefined;
  });
  return asked;
}

function* mapped(lines: Iterable<Line>, change: (line: Line) => Line): Generator<Line> {
  for (const line of lines) yield change(line);
}

function* filtered(lines: Iterable<Line>, holds: Expression): Generator<Line> {
  for (const line of lines) if (holds(line)) yield line;
}

function withFields(items: readonly Named[]): Command {
  const computed = new Map(items.map(({ name, value }) => [name, value]));
  const shown = items.map(({ name }) => name);
  return ({ lines }) => ({ lines: mapped(lines, (line) => computedOnce(line, computed)), shown });
}

/** Several results may rest on one field. */
function computedOnce(line: Line, computed: ReadonlyMap<string, Expression>): Line {
  const known = new Map<string, Value>();
  return (field) => {
    const compute = computed.get(field);
    if (!compute) return line(field);
    if (!known.has(field)) known.set(field, compute(line));
    return known.get(field);
  };
}

/** `parse FIELD /(?<name>…)/` */
function parseCommand(tokens: Tokens): Command {
  const subject = expression(tokens);
  const { kind, text } = tokens.next();
  if (kind !== "regex") throw malformed(text);
  const pattern = new RegExp(text);
  const names = new Set([...text.matchAll(/\(\?<(\w+)>/g)].map((match) => match[1]));
  const change =
    (line: Line): Line =>
    (field) =>
      names.has(field) ? pattern.exec(String(subject(line) ?? ""))?.groups?.[field] : line(field);
  return ({ lines, shown }) => ({ lines: mapped(lines, change), shown });
}

/** From the values of one argument in the order of the lines, and the value of the second. */
const aggregates: Readonly<Record<string, (values: readonly Value[], second: number) => Value>> = {
  count: (values) => values.length,
  count_distinct: (values) => new Set(values).size,
  earliest: (values) => values[0],
  latest: (values) => values.at(-1),
  sum: (values) => numbers(values).reduce((sum, value) => sum + value, 0),
  avg: (values) => (values.length > 0 ? numbers(values).reduce((sum, value) => sum + value, 0) / values.length : undefined),
  min: (values) => numbers(values)[0] ?? undefined,
  max: (values) => numbers(values).at(-1),
  pct: (values, percent) => numbers(values)[Math.max(0, Math.ceil((percent / 100) * values.length) - 1)],
};

/** Sorted. */
function numbers(values: readonly Value[]): Float64Array {
  return Float64Array.from(values.flatMap((value) => numeric(value) ?? [])).sort();
}

interface Aggregate {
  readonly name: string;
  readonly of: Expression;
  readonly compute: (values: readonly Value[]) => Value;
}

function aggregate(tokens: Tokens): Aggregate {
  const called = tokens.next().text.toLowerCase();
  const compute = Object.hasOwn(aggregates, called) ? aggregates[called] : undefined;
  if (!compute) throw malformed(called);
  tokens.expect("(");
  const [of = () => 1, second] = args(tokens);
  const name = tokens.take("as") ? tokens.next().text : `${called}(${fieldOf(of)})`;
  return { name, of, compute: (values) => compute(values, Number(second?.(() => undefined))) };
}

/** `stats AGGREGATE as NAME, … by FIELD, …`: values of lines that lack the field do not count. */
function statsCommand(tokens: Tokens): Command {
  const asked: Aggregate[] = [];
  do asked.push(aggregate(tokens));
  while (tokens.take(","));
  const by = tokens.take("by") ? list(tokens) : [];
  return ({ lines }) => {
    const groups = new Map<string, { readonly keys: readonly Value[]; readonly values: Value[][] }>();
    for (const line of lines) {
      const keys = by.map(({ value }) => value(line));
      const key = JSON.stringify(keys);
      const group = groups.get(key) ?? { keys, values: asked.map(() => []) };
      groups.set(key, group);
      asked.forEach(({ of }, index) => {
        const value = of(line);
        if (value !== undefined) group.values[index]?.push(value);
      });
    }
    const results = [...groups.values()].map(({ keys, values }) => {
      const computed = asked.map(({ name, compute }, index) => [name, compute(values[index] ?? [])] as const);
      const row = new Map<string, Value>([...by.map(({ name }, index) => [name, keys[index]] as const), ...computed]);
      return (field: string) => row.get(field);
    });
    return { lines: results, shown: [...by, ...asked].map(({ name }) => name) };
  };
}

function sortCommand(tokens: Tokens): Command {
  const key = expression(tokens);
  const direction = tokens.take("desc", "asc") === "desc" ? -1 : 1;
  const before = (a: Value, b: Value) => (numeric(a) ?? 0) - (numeric(b) ?? 0) || (String(a) < String(b) ? -1 : Number(a !== b));
  return ({ lines, shown }) => ({ lines: [...lines].sort((a, b) => direction * before(key(a), key(b))), shown });
}
