/** Taking statements out of their blocks, and putting new ones at module level. */
import type { Module, Range } from "../../model/code.ts";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax.ts";
import type { Edit } from "../rewriter.ts";
import { edit, indentAt, isFirstOnLine, lineEnd, lineStart, newlineOf, nextLine, reindent, textStart } from "../text.ts";
import { importPlace } from "./importPlace.ts";
import { longStrings, statements } from "./tree.ts";

/** A statement with its own lines: the comments that belong to it before it and behind it. */
export interface Extent extends Range {
  readonly node: SyntaxNode;
}

/** @returns undefined where other code stands on the statement's lines (`a; b`, `if x: a`). */
export function extentOf(text: string, node: SyntaxNode): Extent | undefined {
  if (!isFirstOnLine(text, node.start)) return undefined;
  const rest = text.slice(node.end, lineEnd(text, node.end)).trim();
  if (rest !== "" && !rest.startsWith("#")) return undefined;
  return { node, start: ownComments(text, node), end: nextLine(text, node.end) };
}

/**
 * The start of the comment lines above a statement that are about it alone: set apart above, and nothing but a blank line
 * or the end of the block below. Any other comment may be about what follows as well and stays.
 */
function ownComments(text: string, node: SyntaxNode): number {
  const start = lineStart(text, node.start);
  const next = nextLine(text, node.end);
  const below = text.slice(next, nextLine(text, next));
  const indent = indentAt(text, node.start);
  if (below.trim() !== "" && indentAt(text, next).length >= indent.length) return start;
  let at = start;
  while (at > 0) {
    const previous = lineStart(text, at - 1);
    const line = text.slice(previous, at);
    if (line.trim() === "") return at;
    if (!line.trim().startsWith("#") || indentAt(text, previous) !== indent) return line.trimEnd().endsWith(":") ? at : start;
    at = previous;
  }
  return start;
}

/** The statement's text as it stands at another depth; comments that belong to it included. */
export function movedText(text: string, extent: Extent, indent = "", renamed?: Range & { readonly name: string }): string {
  const from = indentAt(text, extent.node.start);
  const begin = extent.start + from.length;
  const end = extent.end - (/\r?\n$/.exec(text.slice(extent.start, extent.end))?.[0].length ?? 0);
  const strings = relativeTo(longStrings(extent.node, text), begin);
  if (renamed === undefined) return reindent(text.slice(begin, end), from, indent, strings);
  const moved = text.slice(begin, renamed.start) + renamed.name + text.slice(renamed.end, end);
  const shift = renamed.name.length - (renamed.end - renamed.start);
  return reindent(moved, from, indent, relativeTo(strings, -shift));
}

/** An expression's text as it stands in a statement at another depth; `added` is written into it, behind any long string. */
export function movedExpression(
  text: string,
  node: SyntaxNode,
  indent = "",
  added?: { readonly at: number; readonly text: string },
): string {
  const at = added?.at ?? node.end;
  const moved = text.slice(node.start, at) + (added?.text ?? "") + text.slice(at, node.end);
  return reindent(moved, indentAt(text, node.start), indent, relativeTo(longStrings(node, text), node.start));
}

function relativeTo(ranges: readonly Range[], offset: number): Range[] {
  return ranges.map((range) => ({ start: range.start - offset, end: range.end - offset }));
}

/** Takes statements away; a block that becomes empty gets `pass`. All of them have to be given at once. */
export function removeStatements(module: Module, extents: readonly Extent[]): Edit[] {
  const removed = new Set(extents.map((extent) => extent.node));
  const passed = new Set<SyntaxNode>();
  return extents.map((extent) => {
    const block = extent.node.parent;
    const isEmptied = block !== null && statements(block).every((statement) => removed.has(statement));
    if (!isEmptied || passed.has(block)) return edit(module, extent.start, removalEnd(module.text, extent, removed), "");
    passed.add(block);
    const indent = indentAt(module.text, extent.node.start);
    return edit(module, extent.start, extent.end, `${indent}pass${newlineOf(module.text)}`);
  });
}

/** Blank lines behind go too: all of them where the statement was the first, else so many that the larger gap is left. */
function removalEnd(text: string, extent: Extent, removed: ReadonlySet<SyntaxNode>): number {
  const isFirst = extent.start <= textStart(text) || isFirstLeft(extent.node, removed);
  let spare = isFirst ? Number.POSITIVE_INFINITY : blankLinesAbove(text, extent.start);
  let end = extent.end;
  for (; spare > 0 && end < text.length && text.slice(end, nextLine(text, end)).trim() === ""; spare--) end = nextLine(text, end);
  return end;
}

function blankLinesAbove(text: string, offset: number): number {
  let count = 0;
  let at = offset;
  while (at > 0 && text.slice(lineStart(text, at - 1), at).trim() === "") {
    at = lineStart(text, at - 1);
    count++;
  }
  return count;
}

function isFirstLeft(node: SyntaxNode, removed: ReadonlySet<SyntaxNode>): boolean {
  const block = node.parent;
  if (block === null || block.type === "module") return false;
  for (const statement of block.children) {
    if (statement === node) return true;
    if (!removed.has(statement)) return false;
  }
  return false;
}

// --- module level ----------------------------------------------------------------------------------------------------

const DEFINITIONS = new Set(["function_definition", "class_definition", "decorated_definition"]);

export interface ModulePlace {
  readonly offset: number;
  /** The statement it goes behind; undefined at the top of the file. */
  readonly previous: SyntaxNode | undefined;
}

/**
 * Where a statement that prepares something for the functions goes: behind the imports and constants above the first
 * definition, or as far down as the names it needs.
 * @param after an offset behind which the names are there.
 */
export function modulePlace(tree: SyntaxTree, after: number): ModulePlace {
  const text = tree.text;
  const top = statements(tree.root);
  const definition = top.findIndex((statement) => DEFINITIONS.has(statement.type));
  const preamble = definition < 0 ? top : top.slice(0, definition);
  const needed = top.filter((statement) => statement.start < after);
  const previous = [preamble.at(-1), needed.at(-1)].filter((statement) => statement !== undefined).sort((a, b) => b.end - a.end)[0];
  if (previous === undefined) return { offset: importPlace(text, "os", false, Number.POSITIVE_INFINITY).offset, previous };
  return { offset: nextLine(text, previous.end), previous };
}

/** Writes statements (each without a line end) at that place, set apart the way PEP 8 asks. */
export function insertAtModuleLevel(module: Module, place: ModulePlace, newStatements: readonly string[], separate = false): Edit {
  const { text } = module;
  const newline = newlineOf(text);
  const endsOpen = place.offset > 0 && place.offset === text.length && text[place.offset - 1] !== "\n";
  const before = (endsOpen ? 1 : 0) + blankLines(place.previous, newStatements[0] ?? "", separate);
  const after = linesBehind(text, place.offset, separate);
  const newText = newline.repeat(before) + newStatements.join(newline) + (endsOpen ? "" : newline) + newline.repeat(after);
  return edit(module, place.offset, place.offset, newText);
}

/** Blank lines that are missing before what follows. */
function linesBehind(text: string, offset: number, separate: boolean): number {
  const blank = /^(?:[ \t]*\r?\n)*/.exec(text.slice(offset))?.[0] ?? "";
  const following = text.slice(offset + blank.length, offset + blank.length + 10);
  if (following === "") return 0;
  const lines = blank.split("\n").length - 1;
  if (separate) return Math.max(0, 2 - lines);
  return lines === 0 && /^(?:def|class|async|@|#)/.test(following) ? 2 : 0;
}

function blankLines(previous: SyntaxNode | undefined, first: string, separate: boolean): number {
  if (previous === undefined) return 0;
  if (DEFINITIONS.has(previous.type) || separate) return 2;
  if (previous.type !== "expression_statement" || previous.children[0]?.type === "string") return 1;
  return first.startsWith("#") ? 1 : 0;
}
