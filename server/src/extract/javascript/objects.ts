/** Array and object literals. */
import type { MapEntry, MapValue, Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { newLiteral, readName } from "./facts.ts";
import { methodValue } from "./functions.ts";
import { propertyName } from "./literals.ts";
import { expression, firstNamed, inside, type Walk, walkErrors } from "./walk.ts";

export function array(walk: Walk, node: SyntaxNode): Value {
  const items: Value[] = [];
  let filled = false;
  for (const child of node.children) {
    if (child.type === "comment") continue;
    if (child.isNamed) {
      items.push(child.type === "spread_element" ? inside(walk, child) : expression(walk, child));
      filled = true;
    } else if (child.type === ",") {
      if (!filled) items.push(newLiteral({ start: child.start, end: child.start }, null));
      filled = false;
    }
  }
  return { kind: "list", start: node.start, end: node.end, items, isSet: false };
}

export function object(walk: Walk, node: SyntaxNode): Value {
  const entries: MapEntry[] = [];
  for (const child of node.children) {
    if (!child.isNamed || child.type === "comment") continue;
    const made = entry(walk, child);
    if (made !== undefined) entries.push(made);
  }
  const value: MapValue = { kind: "map", start: node.start, end: node.end, entries };
  return value;
}

function entry(walk: Walk, node: SyntaxNode): MapEntry | undefined {
  const { start, end } = node;
  if (walk.hasErrors && node.type === "pair") walkErrors(walk, node);
  switch (node.type) {
    case "pair": {
      const key = childByField(node, "key");
      const value = childByField(node, "value");
      if (key === null || value === null) break;
      return keyed(walk, node, key, expression(walk, value, key, "property"));
    }
    case "shorthand_property_identifier":
      return { start, end, key: walk.text.slice(start, end), keyValue: null, value: readName(walk, node), isSpread: false };
    case "method_definition": {
      const key = childByField(node, "name");
      if (key === null) break;
      return keyed(walk, node, key, methodValue(walk, node, key));
    }
    case "spread_element": {
      const inner = firstNamed(node);
      if (inner === null) break;
      return { start, end, key: null, keyValue: null, value: expression(walk, inner), isSpread: true };
    }
    default:
      break;
  }
  inside(walk, node);
  return undefined;
}

function keyed(walk: Walk, node: SyntaxNode, key: SyntaxNode, value: Value): MapEntry {
  const name = propertyName(walk, key);
  const inner = key.type === "computed_property_name" && name === null ? firstNamed(key) : null;
  const keyValue = name === null ? (inner === null ? null : expression(walk, inner)) : newLiteral(key, name);
  return { start: node.start, end: node.end, key: name, keyValue, value, isSpread: false };
}
