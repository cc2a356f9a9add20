/** Patterns of `case`: the values they are compared with, and the names they capture. */
import type { MapEntry, Range, Value } from "../../model/code.ts";
import type { SyntaxNode } from "../../parse/syntax.ts";
import { keyText, nameStrings } from "./strings.ts";
import { choice, element, lastName, list, literal, map, member } from "./values.ts";
import { isContent, unknown, type Walker } from "./walker.ts";

/** What a pattern is met by: one of the labels, or (as default) anything. */
export interface Seen {
  readonly labels: Value[];
  readonly isDefault: boolean;
}

/** Made anew each time: a guard may add a label. */
function anything(): Seen {
  return { labels: [], isDefault: true };
}

/** @param subject what the pattern is compared with. */
export function pattern(w: Walker, node: SyntaxNode, subject: Value): Seen {
  if (!w.descend()) return anything();
  const seen = patternOf(w, node, subject);
  w.ascend();
  return seen;
}

function patternOf(w: Walker, node: SyntaxNode, subject: Value): Seen {
  switch (node.type) {
    case "case_pattern":
    case "union_pattern":
      return alternatives(w, node, subject);
    case "as_pattern":
      return named(w, node, subject);
    case "dotted_name":
      return dotted(w, node, subject);
    case "list_pattern":
    case "tuple_pattern":
      return brackets(w, node, subject);
    case "dict_pattern":
      return { labels: [mapping(w, node, subject)], isDefault: false };
    case "class_pattern":
      return { labels: [instance(w, node, subject)], isDefault: false };
    case "splat_pattern":
      capture(w, node, subject);
      return anything();
    default: {
      const value = w.expr(node);
      nameStrings(w, value, lastName(subject), "compare");
      return { labels: [value], isDefault: false };
    }
  }
}

/** `(a)` is a. */
function brackets(w: Walker, node: SyntaxNode, subject: Value): Seen {
  const inner = node.children.filter(isContent);
  const [only] = inner;
  const isSequence = node.type === "list_pattern" || inner.length !== 1 || node.children.some((child) => child.type === ",");
  const seen =
    isSequence || only === undefined ? { labels: [sequence(w, inner, subject, node)], isDefault: false } : pattern(w, only, subject);
  if (w.hasErrors) w.errors(node);
  return seen;
}

/** `"a" | "b"`, `-1`, `_`. */
function alternatives(w: Walker, node: SyntaxNode, subject: Value): Seen {
  const labels: Value[] = [];
  let isDefault = false;
  let minus: SyntaxNode | null = null;
  for (const child of node.children) {
    if (child.type === "-") minus = child;
    else if (child.type === "_") isDefault = true;
    else if (isContent(child)) {
      const seen = pattern(w, child, subject);
      isDefault ||= seen.isDefault;
      for (const label of seen.labels) labels.push(minus === null ? label : negated(label, minus));
      minus = null;
    }
  }
  if (w.hasErrors) w.errors(node);
  return isDefault ? anything() : { labels, isDefault };
}

function negated(label: Value, minus: SyntaxNode): Value {
  const at = { start: minus.start, end: label.end };
  return label.kind === "literal" && typeof label.value === "number" ? literal(-label.value, at) : unknown(at, [label]);
}

/** `pattern as name`. */
function named(w: Walker, node: SyntaxNode, subject: Value): Seen {
  let seen: Seen = anything();
  let isName = false;
  for (const child of node.children) {
    if (child.type === "as") isName = true;
    else if (isContent(child)) {
      if (isName) bind(w, child, subject);
      else seen = pattern(w, child, subject);
    }
  }
  return seen;
}

/** A bare name captures, `a.b` is compared with. */
function dotted(w: Walker, node: SyntaxNode, subject: Value): Seen {
  const [first] = node.children;
  if (first === undefined || node.children.length > 1) return { labels: [name(w, node)], isDefault: false };
  bind(w, first, subject);
  return anything();
}

/** The value of a dotted name. */
function name(w: Walker, node: SyntaxNode): Value {
  let value: Value | undefined;
  for (const child of node.children) {
    if (child.type !== "identifier") continue;
    if (value === undefined) value = w.expr(child);
    else value = member(value, w.slice(child), false, { start: node.start, end: child.end });
  }
  return value ?? unknown(node, []);
}

function bind(w: Walker, node: SyntaxNode, value: Value): void {
  if (node.start === node.end) return;
  w.bind(w.slice(node), node, w.frame, "=", node).value = value;
}

/** `*rest` and `**rest`. */
function capture(w: Walker, node: SyntaxNode, value: Value): void {
  for (const child of node.children) if (child.type === "identifier") bind(w, child, value);
}

/** What a part of a pattern is met by, as one value; unknown where it is anything. */
function met(node: SyntaxNode, seen: Seen): Value {
  const [label] = seen.labels;
  if (label === undefined) return unknown(node, []);
  return seen.labels.length === 1 ? label : choice(seen.labels, node);
}

/** The item of what is compared; of one written out (`match a, b`) that value itself. */
function item(w: Walker, subject: Value, index: number | null): Value {
  const written = subject.kind === "list" && index !== null && w.displays.has(subject) ? subject.items[index] : undefined;
  return written ?? element(subject, index === null ? null : literal(index, subject), subject);
}

/** `[a, *rest]`, `(a, b)`, and `a, b` without brackets. */
export function sequence(w: Walker, patterns: readonly SyntaxNode[], subject: Value, at: Range): Value {
  const items: Value[] = [];
  let afterRest = false;
  for (const child of patterns) {
    const splat = child.type === "splat_pattern" ? child : child.children.find((inner) => inner.type === "splat_pattern");
    if (splat !== undefined) {
      capture(w, splat, list([element(subject, null, subject)], false, subject));
      items.push(unknown(child, []));
      afterRest = true;
    } else {
      items.push(met(child, pattern(w, child, item(w, subject, afterRest ? null : items.length))));
    }
  }
  return list(items, false, at);
}

function mapping(w: Walker, node: SyntaxNode, subject: Value): Value {
  const entries: MapEntry[] = [];
  let keyNode: SyntaxNode | null = null;
  for (const child of node.children) {
    if (!isContent(child)) continue;
    if (child.type === "splat_pattern") capture(w, child, unknown(subject, [subject]));
    else if (child.field === "key") keyNode = child;
    else if (keyNode !== null) {
      entries.push(entry(w, keyNode, child, subject));
      keyNode = null;
    }
  }
  if (w.hasErrors) w.errors(node);
  return map(entries, node);
}

function entry(w: Walker, keyNode: SyntaxNode, node: SyntaxNode, subject: Value): MapEntry {
  const text = keyText(w, keyNode);
  const keyValue = text !== null ? literal(text, keyNode) : keyNode.type === "dotted_name" ? name(w, keyNode) : w.expr(keyNode);
  const key = keyValue.kind === "literal" ? String(keyValue.value) : null;
  const inner = text === null ? element(subject, keyValue, subject) : member(subject, text, true, subject);
  const value = met(node, pattern(w, node, inner));
  return { key, keyValue, value, isSpread: false, start: keyNode.start, end: node.end };
}

/** `Point(x=0, y=y)`: keywords are attributes. */
function instance(w: Walker, node: SyntaxNode, subject: Value): Value {
  const parts: Value[] = [];
  for (const child of node.children) {
    if (!isContent(child)) continue;
    if (child.type === "dotted_name") {
      parts.push(name(w, child));
      continue;
    }
    const keyword = child.children.find((inner) => inner.type === "keyword_pattern");
    if (keyword === undefined) pattern(w, child, unknown(subject, [subject]));
    else attribute(w, keyword, subject);
  }
  if (w.hasErrors) w.errors(node);
  return unknown(node, parts);
}

function attribute(w: Walker, node: SyntaxNode, subject: Value): void {
  const [key, ...rest] = node.children.filter(isContent);
  if (key === undefined) return;
  for (const child of rest) pattern(w, child, member(subject, w.slice(key), false, subject));
}
