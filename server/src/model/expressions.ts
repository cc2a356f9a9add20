/** Reading values of templates. What is assumed, computed or one of several is not known, and says so by being undefined. */
import type { Expression, ListExpression, MapExpression, Resource } from "./infrastructure.ts";

/** The value at a path of properties (`"RedrivePolicy.maxReceiveCount"`); undefined where nothing is set there. */
export function property(of: Resource | MapExpression, path: string): Expression | undefined {
  let at: Expression | undefined = "properties" in of ? of.properties : of;
  for (const key of path.split(".")) {
    if (at?.kind !== "map") return undefined;
    at = at.entries.get(key)?.value;
  }
  return at?.kind === "none" ? undefined : at;
}

/**
 * Is it certain that nothing is set at the path? False where something on the way is computed or open, and where a choice
 * may set it.
 */
export function isAbsent(of: Resource | MapExpression, path: string): boolean {
  let at: Expression | undefined = "properties" in of ? of.properties : of;
  for (const key of path.split(".")) {
    if (at === undefined || at.kind === "none") return true;
    if (at.kind !== "map") return false;
    const entry = at.entries.get(key);
    if (entry === undefined) return !at.isOpen;
    at = entry.value;
  }
  return at?.kind === "none";
}

/** Is it certain that something is set at the path? False for what is computed, assumed or one of several: it may be nothing. */
export function isGiven(of: Resource | MapExpression, path: string): boolean {
  const value = property(of, path);
  return value !== undefined && !value.isAssumed && value.kind !== "computed" && value.kind !== "choice";
}

/** The text of a literal, numbers and booleans as YAML would write them; undefined for everything that is not known for sure. */
export function textOf(value: Expression | undefined): string | undefined {
  if (value?.kind !== "literal" || value.isAssumed || value.value === null) return undefined;
  return String(value.value);
}

/** The number of a literal, also of one written as a string. */
export function numberOf(value: Expression | undefined): number | undefined {
  const text = textOf(value);
  if (text === undefined || !/^-?\d+(\.\d+)?$/.test(text.trim())) return undefined;
  return Number(text);
}

/** `true`, `"true"`, `"True"`; and the same for false. */
export function booleanOf(value: Expression | undefined): boolean | undefined {
  const text = textOf(value)?.toLowerCase();
  return text === "true" ? true : text === "false" ? false : undefined;
}

/** As `textOf`, but defaults of parameters count: good for finding files, never for a finding. */
export function presumedText(value: Expression | undefined): string | undefined {
  if (value?.kind === "literal" && value.value !== null) return String(value.value);
  if (value?.kind !== "joined") return undefined;
  const parts = value.parts.map((part) => (typeof part === "string" ? part : presumedText(part)));
  return parts.every((part) => part !== undefined) ? parts.join("") : undefined;
}

/** The items of a list, one value as a list of one (`Action: "*"`); undefined where they are not known. Items of an open list are those known. */
export function itemsOf(value: Expression | undefined): readonly Expression[] | undefined {
  if (value === undefined) return [];
  if (value.kind === "list") return value.items;
  return value.kind === "computed" || value.kind === "choice" ? undefined : [value];
}

/** Is everything inside known: no computed part, nothing open? */
export function isClosedList(value: Expression | undefined): value is ListExpression {
  return value?.kind === "list" && !value.isOpen;
}

/** Every expression inside, itself first, in source order. */
export function* walk(value: Expression): Generator<Expression> {
  // A stack of our own: generators within generators cost a call for each level above.
  const left: Expression[] = [value];
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    yield at;
    const inside = childrenOf(at);
    for (let index = inside.length - 1; index >= 0; index--) left.push(inside[index] as Expression);
  }
}

function childrenOf(value: Expression): readonly Expression[] {
  if (value.kind === "list") return value.items;
  if (value.kind === "map") return Array.from(value.entries.values(), (entry) => entry.value);
  if (value.kind === "choice") return value.options;
  return value.kind === "joined" ? value.parts.filter((part) => typeof part !== "string") : NONE;
}

const NONE: readonly Expression[] = [];
