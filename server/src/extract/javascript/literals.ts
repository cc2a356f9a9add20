/** Strings, templates, numbers, and the names that stand in quotes. */
import type { Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { newLiteral } from "./facts.ts";
import { expression, firstNamed, type Role, unknown, type Walk } from "./walk.ts";

const ESCAPE = /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|(\r\n|[\s\S]))/g;
const SIMPLE: Record<string, string> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  "\n": "",
  "\r": "",
  "\r\n": "",
  "\u2028": "",
  "\u2029": "",
};

/** Decodes the escapes of a string or template. */
export function decodeEscapes(raw: string): string {
  if (!raw.includes("\\")) return raw;
  return raw.replace(ESCAPE, (all, braced?: string, unicode?: string, hex?: string, octal?: string, other?: string) => {
    if (other !== undefined) return SIMPLE[other] ?? other;
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
    const code = parseInt(braced ?? unicode ?? hex ?? "", 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

/** The text of a string node; its closing quote may be missing. */
export function stringText(text: string, node: SyntaxNode): string {
  const closed = node.end - node.start > 1 && text[node.end - 1] === text[node.start];
  return decodeEscapes(text.slice(node.start + 1, closed ? node.end - 1 : node.end));
}

/** The text of a string or of a template without holes; undefined for everything else. */
export function constantText(walk: Walk, node: SyntaxNode): string | undefined {
  if (node.type === "string") return stringText(walk.text, node);
  if (node.type !== "template_string") return undefined;
  for (const child of node.children) if (child.type === "template_substitution") return undefined;
  return stringText(walk.text, node);
}

/** The constant name of a property: of a key, a member, a class field; null where it is computed. */
export function propertyName(walk: Walk, node: SyntaxNode): string | null {
  switch (node.type) {
    case "string":
      return stringText(walk.text, node);
    case "number":
      return String(numberOf(walk.text.slice(node.start, node.end)));
    case "computed_property_name": {
      const inner = firstNamed(node);
      return inner === null ? null : (constantText(walk, inner) ?? null);
    }
    default:
      return walk.text.slice(node.start, node.end);
  }
}

/** The name a hint stands for: a name, a property, or the last name of what is called or compared. */
function hintName(walk: Walk, hint: SyntaxNode): string | null {
  let node: SyntaxNode | null = hint;
  while (node !== null) {
    switch (node.type) {
      case "member_expression":
        node = childByField(node, "property");
        break;
      case "subscript_expression": {
        const index = childByField(node, "index");
        if (index !== null && index.type === "string") return stringText(walk.text, index);
        node = childByField(node, "object");
        break;
      }
      case "call_expression":
        node = childByField(node, "function");
        break;
      case "identifier":
      case "property_identifier":
      case "private_property_identifier":
      case "number":
      case "string":
      case "super":
      case "computed_property_name":
      case "shorthand_property_identifier_pattern":
      case "shorthand_property_identifier":
        return propertyName(walk, node);
      case "parenthesized_expression":
      case "await_expression":
      case "non_null_expression":
      case "as_expression":
        node = firstNamed(node);
        break;
      default:
        return null;
    }
  }
  return null;
}

function addString(walk: Walk, at: SyntaxNode, text: string, value: Value, isTemplate: boolean, hint: SyntaxNode | null, role: Role): void {
  const name = hint === null ? null : hintName(walk, hint);
  walk.module.strings.push({ start: at.start, end: at.end, text, scope: walk.scope, name, role, isTemplate, value });
}

export function stringLiteral(walk: Walk, node: SyntaxNode, hint: SyntaxNode | null, role: Role): Value {
  const text = stringText(walk.text, node);
  const value = newLiteral(node, text);
  addString(walk, node, text, value, false, hint, role);
  return value;
}

/** A template literal; one without holes is a plain string. */
export function template(walk: Walk, node: SyntaxNode, hint: SyntaxNode | null, role: Role): Value {
  const constant = constantText(walk, node);
  if (constant !== undefined) return stringLiteral(walk, node, hint, role);
  const parts: Value[] = [];
  let text = "";
  let position = node.start + 1;
  const fixed = (end: number): void => {
    if (end <= position) return;
    const part = decodeEscapes(walk.text.slice(position, end));
    text += part;
    parts.push(newLiteral({ start: position, end }, part));
  };
  for (const child of node.children) {
    if (child.type !== "template_substitution") continue;
    fixed(child.start);
    const hole = firstNamed(child);
    parts.push(hole === null ? unknown(child, []) : expression(walk, hole));
    text += "\u0000";
    position = child.end;
  }
  fixed(walk.text[node.end - 1] === "`" ? node.end - 1 : node.end);
  const value: Value = { kind: "template", start: node.start, end: node.end, parts };
  addString(walk, node, text, value, true, hint, role);
  return value;
}

function numberOf(text: string): number {
  return Number(
    text
      .replaceAll("_", "")
      .replace(/n$/, "")
      .replace(/^0(?=[0-7]+$)/, "0o"),
  );
}

export function numberLiteral(walk: Walk, node: SyntaxNode): Value {
  return newLiteral(node, numberOf(walk.text.slice(node.start, node.end)));
}

export function regex(walk: Walk, node: SyntaxNode): Value {
  return { kind: "literal", start: node.start, end: node.end, value: walk.text.slice(node.start, node.end), regex: true };
}
