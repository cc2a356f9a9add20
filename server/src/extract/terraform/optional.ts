/** `optional(type, default)` in the type of a variable: what an object that is given does not say. */
import type { Expression, MapEntry } from "../../model/infrastructure.ts";
import type { HclExpression } from "../../parse/hcl.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Frame } from "./module.ts";

/** The value with the optional attributes that it leaves out. */
export function withOptional(evaluator: Evaluator, type: HclExpression, value: Expression, frame: Frame): Expression {
  if (type.kind !== "call") return value;
  const [of, otherwise] = type.args;
  if (of === undefined) return value;
  if (type.name === "optional") {
    const given = value.kind === "none" && otherwise !== undefined ? evaluator.evaluate(otherwise, frame) : value;
    return withOptional(evaluator, of, given, frame);
  }
  if (type.name === "object" && of.kind === "object" && value.kind === "map") {
    const entries = new Map(value.entries);
    for (const { key, value: inner } of of.entries) {
      const name = key.kind === "literal" ? String(key.value) : undefined;
      if (name !== undefined) addOptional(evaluator, name, inner, value, entries, frame);
    }
    return { ...value, entries };
  }
  if (["map", "list", "set"].includes(type.name)) return ofItems(value, (item) => withOptional(evaluator, of, item, frame));
  return value;
}

function addOptional(
  evaluator: Evaluator,
  name: string,
  type: HclExpression,
  of: Expression & { kind: "map" },
  entries: Map<string, MapEntry>,
  frame: Frame,
): void {
  const given = entries.get(name);
  const isOptional = type.kind === "call" && type.name === "optional";
  if (given !== undefined) entries.set(name, { ...given, value: withOptional(evaluator, type, given.value, frame) });
  else if (isOptional && !of.isOpen) {
    const value = withOptional(evaluator, type, { kind: "none", place: of.place }, frame);
    entries.set(name, { key: of.place, value });
  }
}

function ofItems(value: Expression, change: (item: Expression) => Expression): Expression {
  if (value.kind === "list") return { ...value, items: value.items.map(change) };
  if (value.kind !== "map") return value;
  return { ...value, entries: new Map([...value.entries].map(([key, entry]) => [key, { ...entry, value: change(entry.value) }])) };
}
