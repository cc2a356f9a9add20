/** `Fn::FindInMap`: known keys lead to a value, keys that a deployment decides to one of several. */
import type { Place } from "../../model/code.ts";
import type { Expression } from "../../model/infrastructure.ts";
import type { DataNode } from "../../parse/data.ts";
import { computed } from "../stack.ts";
import { choice } from "./intrinsics.ts";
import { marked, mentionsIn } from "./marks.ts";
import { constantOf, entryOf, mapOf, type Scope, stringOf } from "./scope.ts";
import { readValue } from "./values.ts";

/** More than there are regions: what has more options says nothing. */
const MAX_OPTIONS = 64;

interface Key {
  /** Undefined where any key may be meant. */
  readonly name: string | undefined;
  readonly isAssumed: boolean;
}

export function findInMap(argument: DataNode, place: Place, scope: Scope): Expression {
  const nodes = argument.kind === "sequence" ? argument.items : [];
  const values = nodes.slice(0, 3).map((node) => readValue(node, scope));
  const [name, outer, inner] = values.map((value, index) => keyOf(value, nodes[index]));
  const table = name?.name === undefined ? null : mapOf(scope.mappings, name.name);
  const found = table && outer && inner ? valuesAt(table, outer).flatMap((row) => valuesAt(row, inner)) : [];
  if (found.length === 0 || found.length > MAX_OPTIONS) return computed(place, mentionsIn(values));
  // Mappings hold constants; without them a function inside, which is none, cannot lead in circles.
  const constants: Scope = { ...scope, mappings: null };
  const otherwise = entryOf(nodes[3], "DefaultValue");
  const options = [...found, ...(otherwise === undefined ? [] : [otherwise])].map((node) => ({ ...readValue(node, constants), place }));
  const [only] = options;
  const value = only !== undefined && options.length === 1 ? only : choice(options, place);
  return outer?.isAssumed || inner?.isAssumed ? marked(value, { isAssumed: true }) : value;
}

function keyOf(value: Expression, node: DataNode | undefined): Key {
  if (value.kind !== "literal" || value.value === null) return { name: undefined, isAssumed: false };
  return { name: constantOf(node) ?? String(value.value), isAssumed: value.isAssumed === true };
}

function valuesAt(node: DataNode, key: Key): DataNode[] {
  if (node.kind !== "map") return [];
  const entries = node.entries.filter((entry) => key.name === undefined || stringOf(entry.key) === key.name);
  return entries.map((entry) => entry.value);
}
