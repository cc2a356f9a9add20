/** Expressions of the model as plain values and back. */
import type { Place } from "../../model/code.ts";
import type { Expression, ListExpression } from "../../model/infrastructure.ts";
import { computed, literal } from "../stack.ts";

/** The text, number or boolean of a literal, assumed ones too. */
export function scalarOf(value: Expression | undefined): string | number | boolean | undefined {
  return value?.kind === "literal" && value.value !== null ? value.value : undefined;
}

/** The text of a literal, of a number too. */
export function textOfLiteral(value: Expression | undefined): string | undefined {
  const scalar = scalarOf(value);
  return scalar === undefined ? undefined : String(scalar);
}

/** As said, but only by default. */
export function assumed(value: Expression): Expression {
  if (value.isAssumed) return value;
  if (value.kind === "list") return { ...value, items: value.items.map(assumed), isAssumed: true };
  if (value.kind === "map") {
    const entries = [...value.entries].map(([key, entry]) => [key, { ...entry, value: assumed(entry.value) }] as const);
    return { ...value, entries: new Map(entries), isAssumed: true };
  }
  if (value.kind === "choice") return { ...value, options: value.options.map(assumed), isAssumed: true };
  return { ...value, isAssumed: true };
}

/** The result of something that was known of all of these. */
export function derived(result: Expression, from: readonly (Expression | undefined)[]): Expression {
  return from.some((one) => one?.isAssumed) ? assumed(result) : result;
}

/** Resources named anywhere inside. */
export function mentionsIn(values: readonly (Expression | undefined)[]): string[] {
  const found = new Set<string>();
  const stack = values.filter((one) => one !== undefined);
  let left = 20_000;
  for (let value = stack.pop(); value !== undefined && left-- > 0; value = stack.pop()) {
    if (value.kind === "reference") found.add(value.id);
    else if (value.kind === "computed") for (const id of value.mentions) found.add(id);
    else if (value.kind === "list") stack.push(...value.items);
    else if (value.kind === "map") for (const entry of value.entries.values()) stack.push(entry.value);
    else if (value.kind === "choice") stack.push(...value.options);
    else if (value.kind === "joined") for (const part of value.parts) if (typeof part !== "string") stack.push(part);
  }
  return [...found];
}

/** What cannot be known, with what is named in it. */
export function unknown(place: Place, inside: readonly (Expression | undefined)[] = []): Expression {
  return computed(place, mentionsIn(inside));
}

export function list(place: Place, items: readonly Expression[], isOpen = false): ListExpression {
  return { kind: "list", items, isOpen, place };
}

export function choice(place: Place, options: readonly Expression[]): Expression {
  const flat = options.flatMap((one) => (one.kind === "choice" ? one.options : [one]));
  return flat.length === 1 ? (flat[0] as Expression) : { kind: "choice", options: flat, place };
}

/** Text put together; plain text where all of it is known. */
export function joined(place: Place, parts: readonly (string | Expression)[]): Expression {
  const flat: (string | Expression)[] = [];
  for (const part of parts) {
    if (typeof part !== "string" && part.kind === "joined" && !part.isAssumed) flat.push(...part.parts);
    else flat.push(part);
  }
  const texts = flat.map((part) => (typeof part === "string" ? part : textOfLiteral(part)));
  const expressions = flat.filter((part) => typeof part !== "string");
  if (texts.every((text) => text !== undefined)) return derived(literal(place, texts.join("")), expressions);
  return { kind: "joined", parts: flat, place };
}

/** What is at a key of a map or number of a list; undefined where that is not known. */
export function member(of: Expression, key: string | number): Expression | undefined {
  if (of.kind === "map") return of.entries.get(String(key))?.value;
  if (of.kind === "list" && /^\d+$/.test(String(key))) return of.items[Number(key)];
  return undefined;
}
