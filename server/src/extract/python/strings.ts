/** String literals, f-strings and the names that strings are given. */

import type { Range, StringFact, Value } from "../../model/code.ts";
import type { SyntaxNode } from "../../parse/syntax.ts";
import { decodeEscapes, foldBraces } from "./escapes.ts";
import { literal, template } from "./values.ts";
import type { Mutable } from "./walker.ts";
import { type ExpressionTable, isContent, type Walker } from "./walker.ts";

/** Stands in a string's text for what is put in when it runs. */
export const HOLE = "\u0000";

/** The text and the values of a string that is being put together. */
interface Pieces {
  text: string;
  /** Start and text of the fixed stretch since the last hole. */
  fixedStart: number;
  fixed: string;
  readonly parts: Value[];
  holes: boolean;
}

function stringLiteral(w: Walker, node: SyntaxNode): Value {
  const pieces: Pieces = { text: "", fixedStart: node.start, fixed: "", parts: [], holes: false };
  // An f-string's fact comes before those of the strings within its holes.
  const at = w.module.strings.length;
  if (node.type === "concatenated_string") {
    for (const child of node.children) if (child.type === "string") addString(w, child, pieces);
  } else addString(w, node, pieces);
  const value = pieces.holes ? template(finish(pieces, node.end), node) : literal(pieces.fixed, node);
  const fact = w.string(pieces.text + pieces.fixed, value, pieces.holes);
  if (w.module.strings.length > at + 1) {
    w.module.strings.pop();
    w.module.strings.splice(at, 0, fact);
  }
  return value;
}

function finish(pieces: Pieces, end: number): Value[] {
  if (pieces.fixed !== "") pieces.parts.push(literal(pieces.fixed, { start: pieces.fixedStart, end }));
  return pieces.parts;
}

/** Adds the content of one pair of quotes. */
function addString(w: Walker, node: SyntaxNode, pieces: Pieces): void {
  let raw = false;
  let formatted = false;
  for (const child of node.children) {
    switch (child.type) {
      case "string_start":
        for (let at = child.start; at < child.end; at++) {
          const letter = w.text.charCodeAt(at) | 0x20;
          if (letter === 0x72)
            raw = true; // r
          else if (letter === 0x66 || letter === 0x74) formatted = true; // f, t
        }
        break;
      case "string_content":
        pieces.fixed += contentText(w.text.slice(child.start, child.end), raw, formatted);
        break;
      case "interpolation":
        addHole(w, child, pieces);
        break;
    }
  }
  if (w.hasErrors) w.errors(node);
}

function contentText(source: string, raw: boolean, formatted: boolean): string {
  const text = formatted ? foldBraces(source) : source;
  return raw ? text : decodeEscapes(text);
}

function addHole(w: Walker, node: SyntaxNode, pieces: Pieces): void {
  if (pieces.fixed !== "") {
    pieces.parts.push(literal(pieces.fixed, { start: pieces.fixedStart, end: node.start }));
  }
  pieces.text += pieces.fixed + HOLE;
  pieces.fixed = "";
  pieces.fixedStart = node.end;
  pieces.holes = true;
  addExpressions(w, node, pieces.parts);
}

/** The expression of a hole and those within its format. */
function addExpressions(w: Walker, node: SyntaxNode, parts: Value[]): void {
  if (!w.descend()) return;
  for (const child of node.children) {
    if (child.type === "format_specifier" || child.type === "format_expression") addExpressions(w, child, parts);
    else if (isContent(child) && child.type !== "type_conversion") parts.push(w.expr(child));
  }
  if (w.hasErrors) w.errors(node);
  w.ascend();
}

/** The text of a plain string that is a key or a label and therefore no fact; null where the node is something else. */
export function keyText(w: Walker, node: SyntaxNode): string | null {
  if (node.type === "concatenated_string") {
    let joined = "";
    for (const child of node.children) {
      if (child.type !== "string") continue;
      const text = keyText(w, child);
      if (text === null) return null;
      joined += text;
    }
    return joined;
  }
  if (node.type !== "string") return null;
  const pieces: Pieces = { text: "", fixedStart: node.start, fixed: "", parts: [], holes: false };
  for (const child of node.children) if (child.type === "interpolation" || child.type === "ERROR") return null;
  addString(w, node, pieces);
  return pieces.fixed;
}

/** Tells the string (or each string among several options) the name it is given. */
export function nameStrings(w: Walker, value: Value, name: string | null, role: StringFact["role"]): void {
  if (name === null) return;
  if (value.kind === "choice") {
    for (const option of value.options) nameStrings(w, option, name, role);
  } else if (value.kind === "template" || (value.kind === "literal" && typeof value.value === "string")) {
    const fact = factOf(w, value);
    if (fact !== undefined && fact.role === "none") {
      fact.name = name;
      fact.role = role;
    }
  }
}

/** The fact of a string that was walked a moment ago. */
export function factOf(w: Walker, value: Value): Mutable<StringFact> | undefined {
  const { strings } = w.module;
  for (let index = strings.length - 1; index >= 0; index--) {
    const fact = strings[index] as StringFact;
    if (fact.value === value) return fact;
    if (fact.start < value.start) return undefined;
  }
  return undefined;
}

/**
 * Makes one string of several: the facts of the `fixed` parts that were recorded since `mark` give way to one of the whole.
 * @param text makes the text of the whole, given what tells the text of a part (a hole where that is not fixed).
 */
export function joinStrings(
  w: Walker,
  mark: number,
  whole: Range,
  parts: Value[],
  fixed: readonly Value[],
  text: (of: (part: Value) => string) => string,
): Value {
  const { strings } = w.module;
  const texts = new Map<Value, string>();
  const members = new Set(fixed);
  const others: StringFact[] = [];
  for (let index = mark; index < strings.length; index++) {
    const fact = strings[index] as StringFact;
    if (members.has(fact.value)) texts.set(fact.value, fact.text);
    else others.push(fact);
  }
  strings.length = mark;
  const value = template(parts, whole);
  w.string(
    text((part) => texts.get(part) ?? HOLE),
    value,
    true,
  );
  for (const fact of others) strings.push(fact);
  return value;
}

export const stringExpressions: ExpressionTable = [
  ["string", stringLiteral],
  ["concatenated_string", stringLiteral],
];
