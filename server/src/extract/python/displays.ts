/** Lists, tuples, sets, dictionaries and comprehensions. */
import type { MapEntry, Region, Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { keyText, nameStrings } from "./strings.ts";
import { fill, target } from "./targets.ts";
import { element, list, literal, map } from "./values.ts";
import { type ExpressionTable, type Frame, isContent, type Mutable, unknown, type Walker } from "./walker.ts";

function sequence(w: Walker, node: SyntaxNode): Value {
  const value = list(w.parts(node), node.type === "set", node);
  const hasSpread = node.children.some((child) => child.type === "list_splat" || child.type === "parenthesized_list_splat");
  if (!hasSpread && !value.isSet) w.displays.add(value);
  return value;
}

/** `*items` within a display: an item of it stands for all. */
function splat(w: Walker, node: SyntaxNode): Value {
  const [value] = w.parts(node);
  return value === undefined ? unknown(node, []) : element(value, null, value);
}

function dictionary(w: Walker, node: SyntaxNode): Value {
  const entries: MapEntry[] = [];
  for (const child of node.children) {
    if (!isContent(child)) continue;
    if (child.type === "pair") {
      const entry = pair(w, child);
      if (entry !== undefined) entries.push(entry);
    } else if (child.type === "dictionary_splat") {
      const [value] = w.parts(child);
      if (value !== undefined) entries.push(mapEntry(child, null, null, value, true));
    } else w.expr(child);
  }
  return map(entries, node);
}

function pair(w: Walker, node: SyntaxNode): MapEntry | undefined {
  const keyNode = childByField(node, "key");
  const valueNode = childByField(node, "value");
  if (keyNode === null || valueNode === null) return void w.parts(node);
  const text = keyText(w, keyNode);
  const keyValue = text === null ? w.expr(keyNode) : literal(text, keyNode);
  const key = keyValue.kind === "literal" ? String(keyValue.value) : null;
  const value = w.expr(valueNode);
  nameStrings(w, value, key, "property");
  if (w.hasErrors) w.errors(node);
  return mapEntry(node, key, keyValue, value, false);
}

function mapEntry(node: SyntaxNode, key: string | null, keyValue: Value | null, value: Value, isSpread: boolean): MapEntry {
  return { key, keyValue, value, isSpread, start: node.start, end: node.end };
}

/**
 * A comprehension: a loop (one in the other for several `for`s), each `if` a condition below it. Its variables are
 * bindings of the scope it stands in that are seen only within it.
 */
function comprehension(w: Walker, node: SyntaxNode): Value {
  const { region: outer, frame } = w;
  const inner: Frame = { kind: "comprehension", scope: frame.scope, parent: frame, names: new Map(), globals: null, nonlocals: null };
  const clauses = node.children.filter((child) => child.type === "for_in_clause" || child.type === "if_clause");
  const regions: Mutable<Region>[] = [];
  let region: Region = outer;
  for (const clause of clauses) {
    const next = w.open(clause.type === "if_clause" ? "then" : "loop", node, null, region);
    regions.push(next);
    region = next;
  }
  w.frame = inner;
  w.region = region;
  const bodyNode = childByField(node, "body");
  const entry = bodyNode?.type === "pair" ? pair(w, bodyNode) : undefined;
  const body = bodyNode === null || bodyNode.type === "pair" ? null : w.expr(bodyNode);
  const iterables: Value[] = [];
  clauses.forEach((clause, index) => {
    const own = regions[index] as Mutable<Region>;
    const before: Region = regions[index - 1] ?? outer;
    if (clause.type === "if_clause") {
      w.region = before;
      own.test = w.parts(clause)[0] ?? null;
    } else own.test = forClause(w, clause, own, before, iterables);
  });
  w.frame = frame;
  w.region = outer;
  if (node.type === "dictionary_comprehension") return map(entry === undefined ? [] : [entry], node);
  return list(body === null ? iterables : [body, ...iterables], node.type === "set_comprehension", node);
}

function forClause(w: Walker, node: SyntaxNode, region: Region, before: Region, iterables: Value[]): Value | null {
  const left = childByField(node, "left");
  const right = childByField(node, "right");
  w.region = region;
  const slot = left === null ? null : target(w, left, "for", node);
  w.region = before;
  const iterable = right === null ? null : w.expr(right);
  if (iterable !== null) {
    iterables.push(iterable);
    if (slot !== null) fill(w, slot, element(iterable, null, iterable));
  }
  if (w.hasErrors) w.errors(node);
  return iterable;
}

export const displayExpressions: ExpressionTable = [
  ["list", sequence],
  ["tuple", sequence],
  ["set", sequence],
  ["expression_list", sequence],
  ["pattern_list", sequence],
  ["list_splat", splat],
  ["dictionary_splat", splat],
  ["parenthesized_list_splat", splat],
  ["dictionary", dictionary],
  ["list_comprehension", comprehension],
  ["set_comprehension", comprehension],
  ["generator_expression", comprehension],
  ["dictionary_comprehension", comprehension],
];
