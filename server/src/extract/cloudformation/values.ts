/** Values of templates to expressions. Functions of CloudFormation are worked out as far as can be known without deploying. */
import type { Expression, MapEntry } from "../../model/infrastructure.ts";
import type { DataNode, MapNode, ScalarNode } from "../../parse/data.ts";
import { computed, literal, placeIn } from "../stack.ts";
import { intrinsic } from "./intrinsics.ts";
import { mentionsIn } from "./marks.ts";
import { constantOf, type Scope, stringOf } from "./scope.ts";

export function readValue(node: DataNode, scope: Scope): Expression {
  const place = placeIn(scope.template, node.outerStart, node.end);
  const name = node.tag === null ? undefined : functionOfTag(node.tag);
  if (name !== undefined) return intrinsic(name, { ...node, tag: null, outerStart: node.start }, place, scope);
  switch (node.kind) {
    case "scalar":
      return scope.readText?.(node, place) ?? literal(place, node.tag === null ? constantValue(node) : (stringOf(node) ?? null));
    case "sequence": {
      const items = node.items.map((item) => readValue(item, scope)).filter((item) => item.kind !== "none");
      return { kind: "list", items, isOpen: false, place };
    }
    case "map": {
      const call = callOf(node);
      if (call !== undefined) return intrinsic(call.name, call.argument, place, scope);
      return { kind: "map", ...entriesOf(node, scope), place };
    }
  }
}

/** `!GetAtt` is `Fn::GetAtt`. YAML's own tags (`!!str`) only say what is text. */
function functionOfTag(tag: string): string | undefined {
  if (!tag.startsWith("!") || tag === "!") return undefined;
  const name = tag.slice(1);
  return name === "Ref" || name === "Condition" || name.startsWith("Fn::") ? name : `Fn::${name}`;
}

/** The function that a map stands for: its only key. */
function callOf(node: MapNode): { readonly name: string; readonly argument: DataNode } | undefined {
  const [entry] = node.entries;
  if (entry === undefined || node.entries.length > 1) return undefined;
  const name = String(entry.key.value);
  if (name === "Ref") return constantOf(entry.value) === undefined ? undefined : { name, argument: entry.value };
  return name.startsWith("Fn::") ? { name, argument: entry.value } : undefined;
}

function entriesOf(node: MapNode, scope: Scope): { entries: Map<string, MapEntry>; isOpen: boolean } {
  const entries = new Map<string, MapEntry>();
  let isOpen = false;
  for (const { key, value } of node.entries) {
    const name = stringOf(key) ?? "";
    // `Fn::Transform` and `Fn::ForEach::Name` beside other keys add to them.
    if (name.startsWith("Fn::")) isOpen = true;
    else entries.set(name, { key: placeIn(scope.template, key.outerStart, key.end), value: readValue(value, scope) });
  }
  return { entries, isOpen };
}

/** What a scalar is to CloudFormation, which reads YAML 1.1's booleans and keeps what looks like a number but is written as none. */
function constantValue(node: ScalarNode): string | number | boolean | null {
  if (node.style !== "plain") return node.value;
  if (/^(?:yes|on)$/i.test(node.source)) return true;
  if (/^(?:no|off)$/i.test(node.source)) return false;
  const isAsWritten = typeof node.value !== "number" || String(node.value) === node.source || !/^[-+]?[\d.]+$/.test(node.source);
  return isAsWritten ? node.value : node.source;
}

/** Nothing is known of the value but what is named in it. */
export function unknown(node: DataNode, place: Expression["place"], scope: Scope): Expression {
  return computed(place, mentionsIn([readValue(node, scope)]));
}
