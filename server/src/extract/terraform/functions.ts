/** Terraform's functions, as far as they are plain. */
import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { Place } from "../../model/code.ts";
import type { Expression } from "../../model/infrastructure.ts";
import type { HclCall } from "../../parse/hcl.ts";
import { literal, map } from "../stack.ts";
import type { Evaluator } from "./evaluate.ts";
import { file, fileset, hash } from "./files.ts";
import { jsonOf } from "./jsonText.ts";
import type { Frame } from "./module.ts";
import { resolvePath } from "./paths.ts";
import { choice, derived, joined, list, member, scalarOf, textOfLiteral, unknown } from "./values.ts";

interface Call {
  readonly args: readonly Expression[];
  readonly place: Place;
  readonly evaluator: Evaluator;
}

type Function = (call: Call) => Expression | undefined;

export function callFunction(evaluator: Evaluator, { name, args, isSpread }: HclCall, frame: Frame, place: Place): Expression {
  let values = args.map((arg) => evaluator.evaluate(arg, frame));
  const last = values.at(-1);
  if (isSpread && last?.kind === "list" && !last.isOpen) values = [...values.slice(0, -1), ...last.items];
  else if (isSpread) return unknown(place, values);
  // `core::` and the provider's name come before a function's own.
  const own = name.slice(name.lastIndexOf(":") + 1);
  return FUNCTIONS.get(own)?.({ args: values, place, evaluator }) ?? unknown(place, values);
}

/** A function of texts alone. */
function ofText(compute: (...texts: string[]) => string | number | boolean): Function {
  return ({ args, place }) => {
    const texts = args.map(textOfLiteral);
    return texts.every((text) => text !== undefined) ? derived(literal(place, compute(...texts)), args) : undefined;
  };
}

const itself: Function = ({ args }) => args[0];

const FUNCTIONS: ReadonlyMap<string, Function> = new Map<string, Function>([
  ["jsonencode", itself],
  ["jsondecode", ({ args, evaluator }) => args[0] && jsonOf(evaluator, args[0])],
  ...["tostring", "tonumber", "tobool", "tolist", "tomap", "nonsensitive", "sensitive", "ephemeralasnull"].map(
    (name) => [name, itself] as const,
  ),
  ["toset", ({ args }) => args[0] && withoutRepeats(args[0])],
  ["distinct", ({ args }) => args[0] && withoutRepeats(args[0])],
  ["lower", ofText((text) => text.toLowerCase())],
  ["upper", ofText((text) => text.toUpperCase())],
  ["title", ofText((text) => text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()))],
  ["trimspace", ofText((text) => text.trim())],
  ["chomp", ofText((text) => text.replace(/[\r\n]+$/, ""))],
  ["trimprefix", ofText((text, prefix = "") => (prefix !== "" && text.startsWith(prefix) ? text.slice(prefix.length) : text))],
  ["trimsuffix", ofText((text, suffix = "") => (suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text))],
  ["replace", ({ args, place }) => replace(args, place)],
  ["substr", ofText((text, from = "0", length = "-1") => text.substr(Number(from), Number(length) < 0 ? text.length : Number(length)))],
  ["basename", ofText((path) => posix.basename(path))],
  ["dirname", ofText((path) => posix.dirname(path))],
  ["abspath", ({ args, place, evaluator }) => absolute(args, place, evaluator)],
  ["pathexpand", itself],
  ["base64encode", itself],
  ["md5", ofText((text) => createHash("md5").update(text).digest("hex"))],
  ["format", ({ args, place }) => format(args, place)],
  ["join", ({ args, place }) => join(args, place)],
  ["split", ({ args, place }) => split(args, place)],
  ["concat", ({ args, place }) => concat(args, place)],
  ["flatten", ({ args, place }) => (args[0]?.kind === "list" ? flatten(args[0].items, place, args[0].isOpen) : undefined)],
  ["compact", ({ args, place }) => compact(args[0], place)],
  ["merge", ({ args, place }) => merge(args, place)],
  ["keys", ({ args, place }) => mapParts(args[0], place, (key, at) => literal(at, key))],
  ["values", ({ args, place }) => mapParts(args[0], place, (_, __, value) => value)],
  ["length", ({ args, place }) => length(args[0], place)],
  ["lookup", ({ args, place }) => lookup(args, place)],
  ["element", ({ args }) => element(args)],
  ["one", ({ args }) => (args[0]?.kind === "list" ? args[0].items[0] : args[0])],
  ["try", ({ args, place }) => firstKnown(args, place)],
  ["coalesce", ({ args, place }) => firstKnown(args, place)],
  ["coalescelist", ({ args, place }) => firstKnown(args, place)],
  ["filebase64sha256", ({ args, place, evaluator }) => hash(args[0], place, evaluator)],
  ["fileset", ({ args, place, evaluator }) => fileset(args, place, evaluator)],
  ["file", ({ args, place, evaluator }) => file(args, place, evaluator)],
  ["list", ({ args, place }) => list(place, args)],
  ["map", ({ args, place }) => pairs(args, place)],
]);

function withoutRepeats(value: Expression): Expression {
  if (value.kind !== "list") return value;
  const seen = new Set<string>();
  const items = value.items.filter((item) => {
    const text = textOfLiteral(item);
    return text === undefined || (!seen.has(text) && seen.add(text));
  });
  return { ...value, items };
}

function replace(args: readonly Expression[], place: Place): Expression | undefined {
  const [text, pattern, by] = args.map(textOfLiteral);
  // Between slashes it is a regular expression, of another engine.
  if (text === undefined || pattern === undefined || by === undefined || /^\/.*\/$/.test(pattern)) return undefined;
  return derived(literal(place, text.replaceAll(pattern, by)), args);
}

function absolute(args: readonly Expression[], place: Place, evaluator: Evaluator): Expression | undefined {
  const path = textOfLiteral(args[0]);
  return path === undefined ? undefined : derived(literal(place, resolvePath(evaluator.root, path)), args);
}

function format(args: readonly Expression[], place: Place): Expression | undefined {
  const [pattern, ...values] = args;
  const text = textOfLiteral(pattern);
  if (text === undefined) return undefined;
  const parts: (string | Expression)[] = [];
  let next = 0;
  for (const piece of text.split(/(%%|%[sdvq])/)) {
    const isVerb = /^%[sdv]$/.test(piece);
    const value = isVerb ? values[next++] : undefined;
    if (isVerb && value === undefined) return undefined;
    if (/^%[^sdv%]/.test(piece) || (!/^%[sdv%]/.test(piece) && piece.includes("%"))) return undefined;
    parts.push(value ?? (piece === "%%" ? "%" : piece));
  }
  return derived(joined(place, parts), pattern === undefined ? [] : [pattern]);
}

function join(args: readonly Expression[], place: Place): Expression | undefined {
  const [separator, items] = args;
  const text = textOfLiteral(separator);
  if (text === undefined || items?.kind !== "list") return undefined;
  // `join("", aws_x.y.*.arn)` is how a resource that may not exist was named before `one`.
  if (items.items.length === 1 && items.items[0]?.kind === "reference") return items.items[0];
  if (items.isOpen) return undefined;
  return joined(
    place,
    items.items.flatMap((item, index) => (index === 0 ? [item] : [text, item])),
  );
}

function split(args: readonly Expression[], place: Place): Expression | undefined {
  const [separator, text] = args.map(textOfLiteral);
  if (separator === undefined || text === undefined) return undefined;
  return derived(
    list(
      place,
      text.split(separator).map((piece) => literal(place, piece)),
    ),
    args,
  );
}

function concat(args: readonly Expression[], place: Place): Expression {
  const items = args.flatMap((arg) => (arg.kind === "list" ? arg.items : []));
  const isOpen = args.some((arg) => arg.kind !== "list" || arg.isOpen);
  return items.length === 0 && isOpen ? unknown(place, args) : list(place, items, isOpen);
}

function flatten(items: readonly Expression[], place: Place, isOpen: boolean): Expression {
  const flat = items.flatMap((item) => (item.kind === "list" ? item.items : [item]));
  return list(
    place,
    flat,
    isOpen || items.some((item) => item.kind === "computed" || item.kind === "choice" || (item.kind === "list" && item.isOpen)),
  );
}

function compact(value: Expression | undefined, place: Place): Expression | undefined {
  if (value?.kind !== "list") return undefined;
  const items = value.items.filter((item) => item.kind !== "none" && textOfLiteral(item) !== "");
  return list(place, items, value.isOpen || items.some((item) => item.kind === "choice"));
}

function merge(args: readonly Expression[], place: Place): Expression {
  const entries = args.flatMap((arg) => (arg.kind === "map" ? [...arg.entries] : []));
  const isOpen = args.some((arg) => (arg.kind !== "map" && arg.kind !== "none") || (arg.kind === "map" && arg.isOpen));
  return entries.length === 0 && isOpen ? unknown(place, args) : map(place, entries, isOpen);
}

function mapParts(
  of: Expression | undefined,
  place: Place,
  pick: (key: string, at: Place, value: Expression) => Expression,
): Expression | undefined {
  if (of?.kind !== "map") return undefined;
  const sorted = [...of.entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return derived(
    list(
      place,
      sorted.map(([key, entry]) => pick(key, entry.key, entry.value)),
      of.isOpen,
    ),
    [of],
  );
}

function length(of: Expression | undefined, place: Place): Expression | undefined {
  if (of?.kind === "list" && !of.isOpen) return derived(literal(place, of.items.length), [of]);
  if (of?.kind === "map" && !of.isOpen) return derived(literal(place, of.entries.size), [of]);
  const text = of?.kind === "literal" ? scalarOf(of) : undefined;
  return of !== undefined && typeof text === "string" ? derived(literal(place, text.length), [of]) : undefined;
}

function lookup([of, key, otherwise]: readonly Expression[], place: Place): Expression | undefined {
  const name = textOfLiteral(key);
  if (of?.kind === "map" && name !== undefined) {
    const found = of.entries.get(name)?.value ?? (of.isOpen ? undefined : otherwise);
    return found && derived(found, key === undefined ? [] : [key]);
  }
  return of?.kind === "map" && !of.isOpen && of.entries.size > 0
    ? choice(
        place,
        [...of.entries.values()].map((entry) => entry.value),
      )
    : undefined;
}

function element([of, at]: readonly Expression[]): Expression | undefined {
  const index = scalarOf(at);
  if (of?.kind !== "list" || of.items.length === 0) return undefined;
  if (typeof index !== "number" || of.isOpen) return of.items.length === 1 ? of.items[0] : undefined;
  return member(of, index % of.items.length);
}

/** The first that is something for sure; one of those before it else. */
function firstKnown(args: readonly Expression[], place: Place): Expression | undefined {
  const options: Expression[] = [];
  for (const arg of args) {
    if (arg.kind === "none" || (arg.kind === "literal" && arg.value === "")) continue;
    options.push(arg);
    if (arg.kind !== "computed" && arg.kind !== "choice" && !arg.isAssumed) break;
  }
  return options.length === 0 ? args.at(-1) : choice(place, options);
}

function pairs(args: readonly Expression[], place: Place): Expression | undefined {
  const entries: [string, Expression][] = [];
  for (let index = 0; index + 1 < args.length; index += 2) {
    const key = textOfLiteral(args[index]);
    if (key === undefined) return undefined;
    entries.push([key, args[index + 1] as Expression]);
  }
  return map(place, entries);
}
