/** JSX: markup is no fact, but the components and expressions in it are read. */
import type { Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { expression, inside, unknown, type Walk } from "./walk.ts";

export function element(walk: Walk, node: SyntaxNode): Value {
  const parts: Value[] = [];
  for (const child of node.children) {
    if (child.type === "jsx_opening_element") openingElement(walk, child, parts);
    else if (child.isNamed && child.type !== "jsx_text" && child.type !== "jsx_closing_element") parts.push(expression(walk, child));
  }
  return unknown(node, parts);
}

export function selfClosing(walk: Walk, node: SyntaxNode): Value {
  const parts: Value[] = [];
  openingElement(walk, node, parts);
  return unknown(node, parts);
}

function openingElement(walk: Walk, node: SyntaxNode, parts: Value[]): void {
  const name = childByField(node, "name");
  if (name !== null && isComponent(walk, name)) parts.push(expression(walk, name));
  for (const child of node.children) {
    if (child.type === "jsx_attribute") {
      for (const inner of child.children) if (inner.type.startsWith("jsx_")) parts.push(expression(walk, inner));
    } else if (child.type === "jsx_expression" || child.type === "ERROR") parts.push(inside(walk, child));
  }
}

/** `div` is a name of the page's; `Foo` and `foo.Bar` are names of the program's. */
function isComponent(walk: Walk, name: SyntaxNode): boolean {
  return name.type === "member_expression" || (name.type === "identifier" && /^[A-Z_$]/.test(walk.text[name.start] ?? ""));
}
