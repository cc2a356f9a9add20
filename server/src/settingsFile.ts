/** `.lambda-ready.yaml` to plain values, with the place of everything that is wrong in it. */
import * as v from "valibot";
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";

/** Something wrong in a configuration file. Offsets are UTF-16 units, `line` counts from 1. */
export interface ConfigProblem {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** An error unless it says so. */
  readonly severity?: "warning";
  readonly message: string;
}

type Keys = readonly (string | number)[];
type Schema = v.GenericSchema<unknown, Record<string, unknown>>;
interface Complaint {
  readonly keys: Keys;
  /** The place is the key itself and not its value. */
  readonly onKey: boolean;
  readonly message: string;
}

/** What people who write YAML call it. */
const YAML_WORDS: Readonly<Record<string, string>> = { Array: "a list", Object: "a map", string: "a text", number: "a number" };
const RECEIVED: Readonly<Record<string, string>> = { Array: "A list", Object: "A map" };

/** More nodes than any such file needs; keeps aliases from multiplying. */
const MOST_NODES = 20_000;
const DEEPEST = 8;

/** Reads the file. Whatever is wrong is reported and left out; the rest is in `value`. */
export function parseConfigFile(
  schema: Schema,
  path: string,
  text: string,
  ruleIds: ReadonlySet<string>,
): { value: Record<string, unknown>; problems: ConfigProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: "silent" });
  const at = (start: number, end: number, message: string): ConfigProblem => ({
    path,
    start,
    end: Math.max(start, end),
    line: lines.linePos(start).line,
    message,
  });
  const broken = document.errors[0];
  if (broken) {
    const message = broken.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? broken.message;
    return { value: {}, problems: [at(broken.pos[0], broken.pos[1], `Not valid YAML, the file is not used: ${message}`)] };
  }
  const plain = toPlain(document.contents, document, { left: MOST_NODES }, 0) ?? {};
  const { value, problems } = validate(schema, plain, ruleIds);
  return { value, problems: problems.map((problem) => at(...rangeOf(document, problem), problem.message)) };
}

/** Checks a plain value against the schema, part by part: what is wrong is left out and named. */
export function validate(
  schema: Schema,
  input: unknown,
  ruleIds: ReadonlySet<string>,
): { value: Record<string, unknown>; problems: Complaint[] } {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return { value: {}, problems: [{ keys: [], onKey: false, message: "A map of settings is expected here." }] };
  }
  const value = structuredClone(input) as Record<string, unknown>;
  for (const key of Object.keys(value)) if (value[key] === null || value[key] === undefined) delete value[key];
  const problems: Complaint[] = [];
  for (let issues = issuesOf(schema, value); issues.length > 0; issues = issuesOf(schema, value)) {
    // From the last on, so that the indices of earlier list items stay right.
    for (const issue of issues.reverse()) {
      problems.unshift(complaintOf(issue));
      remove(value, keysOf(issue));
    }
  }
  problems.push(...unknownRules(value, ruleIds));
  const result = v.safeParse(schema, value);
  return { value: result.success ? result.output : {}, problems };
}

function issuesOf(schema: Schema, value: unknown): v.BaseIssue<unknown>[] {
  const result = v.safeParse(schema, value);
  return result.success ? [] : [...result.issues];
}

function keysOf(issue: v.BaseIssue<unknown>): Keys {
  return (issue.path ?? []).map((item) => item.key as string | number);
}

function complaintOf(issue: v.BaseIssue<unknown>): Complaint {
  const keys = keysOf(issue);
  const name = keys.join(".");
  if (issue.type === "strict_object" && issue.expected === "never") {
    return { keys, onKey: true, message: `Unknown key "${keys.at(-1)}".` };
  }
  const expected = (issue.expected ?? "something else")
    .replace(/^\(|\)$/g, "")
    .replaceAll(" | ", ", ")
    .replace(/^>=/, "at least ")
    .replace(/^<=/, "at most ");
  const list = expected.includes(", ") ? `one of ${expected}` : (YAML_WORDS[expected] ?? expected);
  return { keys, onKey: false, message: `${RECEIVED[issue.received] ?? issue.received} is no value for "${name}"; expected ${list}.` };
}

function unknownRules(value: Record<string, unknown>, ruleIds: ReadonlySet<string>): Complaint[] {
  const rules = value.rules;
  if (typeof rules !== "object" || rules === null) return [];
  const unknown = Object.keys(rules).filter((id) => !ruleIds.has(id));
  for (const id of unknown) delete (rules as Record<string, unknown>)[id];
  return unknown.map((id) => ({ keys: ["rules", id], onKey: true, message: `Unknown rule "${id}".` }));
}

/** Deletes what the keys lead to; an empty path empties the map. */
function remove(value: Record<string, unknown>, keys: Keys): void {
  let holder: unknown = value;
  for (const key of keys.slice(0, -1)) holder = (holder as Record<string | number, unknown> | undefined)?.[key];
  const last = keys.at(-1);
  if (last === undefined) {
    for (const key of Object.keys(value)) delete value[key];
  } else if (Array.isArray(holder)) {
    holder.splice(Number(last), 1);
  } else if (typeof holder === "object" && holder !== null) {
    // A wrong part of a function's entry (`deployed: 5`) takes the entry with it: half of it says nothing.
    if (keys.length > 2) remove(value, keys.slice(0, -1));
    else delete (holder as Record<string, unknown>)[last];
  }
}

/** Scalars, maps and lists only. Tags are ignored; what is too deep or too much is left out. */
function toPlain(node: unknown, document: Document, budget: { left: number }, depth: number): unknown {
  if (depth > DEEPEST || budget.left-- <= 0) return undefined;
  if (isAlias(node)) return toPlain(node.resolve(document), document, budget, depth + 1);
  if (isScalar(node)) return typeof node.value === "bigint" ? Number(node.value) : node.value;
  if (isSeq(node)) return node.items.map((item) => toPlain(item, document, budget, depth + 1));
  if (!isMap(node)) return undefined;
  const entries = node.items.map((pair) => [
    String(isScalar(pair.key) ? pair.key.value : pair.key),
    toPlain(pair.value, document, budget, depth + 1),
  ]);
  return Object.fromEntries(entries);
}

function rangeOf(document: Document, problem: Complaint): [number, number] {
  let node: unknown = document.contents;
  let key: unknown;
  for (const part of problem.keys) {
    if (isMap(node)) {
      const pair = node.items.find((item) => String(isScalar(item.key) ? item.key.value : item.key) === String(part));
      if (!pair) break; // A key that is missing: the map that should hold it.
      key = pair.key;
      node = pair.value;
    } else if (isSeq(node)) {
      key = undefined;
      node = node.items[Number(part)];
    }
  }
  const chosen = (problem.onKey ? key : node) ?? key ?? document.contents;
  const range = (chosen as Node | null | undefined)?.range;
  return range ? [range[0], range[1]] : [0, 0];
}
