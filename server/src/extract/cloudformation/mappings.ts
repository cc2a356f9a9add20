/** `Fn::FindInMap`: known keys lead to a value, keys that a deployment decides to one of several. */
import type { Place } from "../../model/code.ts";
import type { Expression } from "../../model/infrastructure.ts";
import type { DataNode } from "../../parse/data.ts";
import { choice } from "./intrinsics.ts";
import { marked } from "./marks.ts";
import { entryOf, mapOf, type Scope, stringOf } from "./scope.ts";
import { readValue, unknown } from "./values.ts";

/** More than there are regions: what has more options says nothing. */
const MAX_OPTIONS = 64;

interface Key {
  /** Undefined where any key may be meant. */
  readonly name: string | undefined;
  readonly isAssumed: boolean;
}

export function findInMap(argument: DataNode, place: Place, scope: Scope): Expression {
  const [mapping, first, second, fallback] = argument.kind === "sequence" ? argument.items : [];
  const name = mapping && keyOf(mapping, scope);
  const table = name?.name === undefined ? null : mapOf(scope.mappings, name.name);
  if (table === null || first === undefined || second === undefined) return unknown(argument, place, scope);
  const [outer, inner] = [keyOf(first, scope), keyOf(second, scope)];
  const found = valuesAt(table, outer).flatMap((values) => valuesAt(values, inner));
  if (found.length === 0 || found.length > MAX_OPTIONS) return unknown(argument, place, scope);
  // Mappings hold constants; without them a function inside, which is none, cannot lead in circles.
  const constants: Scope = { ...scope, mappings: null };
  const options = found.map((node) => ({ ...readValue(node, constants), place }));
  const otherwise = entryOf(fallback, "DefaultValue");
  if (otherwise !== undefined) options.push(readValue(otherwise, constants));
  const [only] = options;
  const value = only !== undefined && options.length === 1 ? only : choice(options, place);
  return outer.isAssumed || inner.isAssumed ? marked(value, { isAssumed: true }) : value;
}

function keyOf(node: DataNode, scope: Scope): Key {
  const value = readValue(node, scope);
  if (value.kind !== "literal" || value.value === null) return { name: undefined, isAssumed: false };
  return { name: stringOf(node.tag === null ? node : undefined) ?? String(value.value), isAssumed: value.isAssumed === true };
}

function valuesAt(node: DataNode, key: Key): DataNode[] {
  if (node.kind !== "map") return [];
  const entries = node.entries.filter((entry) => key.name === undefined || stringOf(entry.key) === key.name);
  return entries.map((entry) => entry.value);
}
