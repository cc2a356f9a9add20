/** Names, constants, attributes, subscripts and other expressions that are no operators. */
import type { Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { keyText } from "./strings.ts";
import { element, list, literal, member } from "./values.ts";
import { type ExpressionTable, isContent, unknown, type Walker } from "./walker.ts";

function identifier(w: Walker, node: SyntaxNode): Value {
  // A MISSING identifier has no text.
  return node.start === node.end ? unknown(node, []) : w.read(w.slice(node), node.start, node.end);
}

function number(w: Walker, node: SyntaxNode): Value {
  const value = Number(
    w
      .slice(node)
      .replaceAll("_", "")
      .replace(/^(?!0[xX])(.*)[lL]$/, "$1"),
  );
  return Number.isNaN(value) ? unknown(node, []) : literal(value, node);
}

/** Parentheses leave no trace, also not in the ranges. */
function parenthesized(w: Walker, node: SyntaxNode): Value {
  let value: Value | undefined;
  for (const child of node.children) {
    if (!isContent(child)) continue;
    const inner = w.expr(child);
    value = value === undefined ? inner : unknown(node, [value, inner]);
  }
  return value ?? unknown(node, []);
}

function attribute(w: Walker, node: SyntaxNode): Value {
  const object = childByField(node, "object");
  const name = childByField(node, "attribute");
  if (object === null) return unknown(node, w.parts(node));
  return member(w.expr(object), name === null ? "" : w.slice(name), false, node);
}

function subscript(w: Walker, node: SyntaxNode): Value {
  let object: Value | undefined;
  let key: Value | undefined;
  let property: string | null = null;
  let sliced = false;
  for (const child of node.children) {
    if (!isContent(child)) continue;
    if (object === undefined) {
      object = w.expr(child);
    } else if (key === undefined) {
      property = keyText(w, child);
      key = property === null ? w.expr(child) : literal(property, child);
      sliced = child.type === "slice";
    } else {
      if (property !== null) property = null;
      const more = w.expr(child);
      key = list(key.kind === "list" && key.start === child.start ? [...key.items, more] : [key, more], false, {
        start: key.start,
        end: child.end,
      });
    }
  }
  if (object === undefined) return unknown(node, []);
  if (property !== null) return member(object, property, true, node);
  return sliced ? unknown(node, key === undefined ? [object] : [object, key]) : element(object, key ?? null, node);
}

function awaited(w: Walker, node: SyntaxNode): Value {
  const value = parenthesized(w, node);
  return markAwaited(value);
}

function markAwaited(value: Value): Value {
  if (value.kind === "call") (value.call as { isAwaited: boolean }).isAwaited = true;
  return value;
}

/** `yield x` gives x to the caller; what it evaluates to is not known. */
function yielded(w: Walker, node: SyntaxNode): Value {
  w.frame.scope.isGenerator = true;
  const result = w.result(node);
  let delegates = false;
  for (const child of node.children) {
    if (child.type === "from") delegates = true;
    else if (isContent(child)) {
      const value = w.expr(child);
      result.value = delegates ? element(markAwaited(value), null, value) : value;
    }
  }
  return unknown(node, result.value === null ? [] : [result.value]);
}

/** A type: its names are read, its strings are names too and no facts. */
export function annotation(w: Walker, node: SyntaxNode): Value {
  walkType(w, node, 0);
  return unknown(node, []);
}

function walkType(w: Walker, node: SyntaxNode, depth: number): void {
  if (node.type === "identifier") identifier(w, node);
  else if (node.type === "string" || node.type === "concatenated_string" || depth > 50) return;
  else if (node.type === "attribute" || node.type === "member_type") {
    const object = node.children[0];
    if (object !== undefined) walkType(w, object, depth + 1);
  } else {
    for (const child of node.children) if (child.isNamed) walkType(w, child, depth + 1);
  }
}

export const basicExpressions: ExpressionTable = [
  ["identifier", identifier],
  ["keyword_identifier", identifier],
  ["integer", number],
  ["float", number],
  ["true", (_w, node) => literal(true, node)],
  ["false", (_w, node) => literal(false, node)],
  ["none", (_w, node) => literal(null, node)],
  ["parenthesized_expression", parenthesized],
  ["attribute", attribute],
  ["subscript", subscript],
  ["await", awaited],
  ["yield", yielded],
  ["type", annotation],
];
