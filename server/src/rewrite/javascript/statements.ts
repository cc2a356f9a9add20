/** Taking statements out of their blocks, and putting new ones at module level. */
import type { Module, Range } from "../../model/code.ts";
import { childByField, type SyntaxNode, type SyntaxTree } from "../../parse/syntax.ts";
import type { Edit } from "../rewriter.ts";
import { applyEdits, edit, indentAt, isFirstOnLine, lineEnd, lineStart, newlineOf, nextLine } from "../text.ts";
import { placeBehindImports } from "./imports.ts";
import { contains, longTemplates, statements } from "./tree.ts";

/** What goes when a statement goes: its lines with the comments that belong to it, or only itself where it shares a line. */
export interface Extent extends Range {
  readonly node: SyntaxNode;
  readonly hasOwnLines: boolean;
}

/** The extent of a statement. */
export function extentOf(module: Module, node: SyntaxNode): Extent {
  const { text } = module;
  const end = endOfComment(module, node.end);
  const rest = text.slice(end, lineEnd(text, end)).trim();
  if (isFirstOnLine(text, node.start) && rest === "")
    return { node, start: ownComments(module, node), end: nextLine(text, end), hasOwnLines: true };
  let after = node.end;
  while (text[after] === " " || text[after] === "\t") after++;
  return { node, start: node.start, end: after, hasOwnLines: false };
}

/** The end of a comment that stands behind the statement on its line, else the offset itself. */
function endOfComment(module: Module, offset: number): number {
  const { text } = module;
  const limit = lineEnd(text, offset);
  const comment = module.comments.find((one) => one.start >= offset && one.start < limit);
  return comment !== undefined && comment.end <= limit && text.slice(offset, comment.start).trim() === "" ? comment.end : offset;
}

/**
 * The start of the comments above a statement that are about it alone: set apart above, and nothing but a blank line or
 * the end of the block below. Any other comment may be about what follows as well and stays.
 */
function ownComments(module: Module, node: SyntaxNode): number {
  const { text } = module;
  const start = lineStart(text, node.start);
  const next = nextLine(text, node.end);
  const below = text.slice(next, nextLine(text, next)).trim();
  if (below !== "" && !below.startsWith("}")) return start;
  let at = start;
  for (;;) {
    const comment = module.comments.find((one) => one.end <= at && text.slice(one.end, at).trim() === "" && nextLine(text, one.end) === at);
    if (comment === undefined || !isFirstOnLine(text, comment.start)) break;
    at = lineStart(text, comment.start);
  }
  const above = at === 0 ? "" : text.slice(lineStart(text, at - 1), at).trim();
  return above === "" || above.endsWith("{") ? at : start;
}

/** The text of a node, or of a statement with its comments, as it stands at another depth and after `edits`. */
export function movedText(module: Module, node: SyntaxNode, range: Range, edits: readonly Edit[] = [], indent = ""): string {
  const { text } = module;
  const from = indentAt(text, node.start);
  const templates = longTemplates(node, text);
  let end = range.end;
  while (end > range.start && /\s/.test(text[end - 1] as string)) end--;
  let start = range.start;
  while (start < end && /\s/.test(text[start] as string)) start++;
  const inner = edits.filter((one) => one.start >= start && one.end <= end);
  for (let at = nextLine(text, start); at < end; at = nextLine(text, at)) {
    const isInTemplate = templates.some((one) => one.start < at && at < one.end);
    if (!isInTemplate && from !== indent && text.startsWith(from, at)) inner.push(edit(module, at, at + from.length, indent));
  }
  const path = module.path;
  const atDepth = (newText: string): string => (from === indent ? newText : newText.replaceAll(`\n${from}`, `\n${indent}`));
  const shifted = inner.map((one) => ({ path, start: one.start - start, end: one.end - start, newText: atDepth(one.newText) }));
  return applyEdits(text.slice(start, end), path, shifted);
}

/** Takes statements away. All of them have to be given at once. */
export function removeStatements(module: Module, extents: readonly Extent[]): Edit[] {
  const removed = new Set(extents.map((extent) => extent.node));
  const ranges = extents.map((extent) => removal(module, extent, removed)).sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const range of ranges) {
    const last = merged.at(-1);
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged.map((range) => edit(module, range.start, range.end, ""));
}

/** Blank lines go too where they would be left at the start or end of a block, or doubled. */
function removal(module: Module, extent: Extent, removed: ReadonlySet<SyntaxNode>): Range {
  const { text } = module;
  if (!extent.hasOwnLines) return extent;
  const before = extent.start === 0 ? "" : text.slice(lineStart(text, extent.start - 1), extent.start).trim();
  let { start, end } = extent;
  const isFirst = before === "" || before.endsWith("{") || isFirstLeft(extent.node, removed);
  if (isFirst) end = skipBlank(text, end);
  if (before === "" && text.slice(end, nextLine(text, end)).trim().startsWith("}")) {
    while (start > 0 && text.slice(lineStart(text, start - 1), start).trim() === "") start = lineStart(text, start - 1);
  }
  return { start, end };
}

function skipBlank(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text.slice(at, nextLine(text, at)).trim() === "") at = nextLine(text, at);
  return at;
}

function isFirstLeft(node: SyntaxNode, removed: ReadonlySet<SyntaxNode>): boolean {
  const block = node.parent;
  if (block === null || block.type === "program") return false;
  for (const statement of statements(block)) {
    if (statement === node) return true;
    if (!removed.has(statement)) return false;
  }
  return false;
}

/** Takes one of several declarators out of its declaration. */
export function removeDeclarator(module: Module, declarator: SyntaxNode): Edit | undefined {
  const siblings = declarator.parent?.children.filter((child) => child.type === "variable_declarator") ?? [];
  const index = siblings.indexOf(declarator);
  const next = siblings[index + 1];
  const previous = siblings[index - 1];
  const range = next === undefined ? { start: previous?.end ?? 0, end: declarator.end } : { start: declarator.start, end: next.start };
  if (index < 0 || siblings.length < 2 || module.comments.some((one) => one.start >= range.start && one.end <= range.end)) return undefined;
  return edit(module, range.start, range.end, "");
}

// --- module level ----------------------------------------------------------------------------------------------------

const CODE = [
  "function_declaration",
  "function_expression",
  "arrow_function",
  "class_declaration",
  "class",
  "method_definition",
  "generator_function",
  "generator_function_declaration",
];

export interface ModulePlace {
  readonly offset: number;
  /** The statement it goes behind; undefined at the top of the file. */
  readonly previous: SyntaxNode | undefined;
}

/**
 * Where a statement that prepares something for the functions goes: behind the imports and constants above the first
 * function, or as far down as the names it needs.
 * @param after an offset behind which the names are there
 */
export function modulePlace(module: Module, tree: SyntaxTree, after: number): ModulePlace {
  const { text } = module;
  const top = statements(tree.root);
  const definition = top.findIndex((statement) => isDefinition(text, statement));
  const preamble = (definition < 0 ? top : top.slice(0, definition)).filter((statement) => !isType(statement));
  const needed = top.filter((statement) => statement.start < after);
  let previous = [preamble.at(-1), needed.at(-1)].filter((statement) => statement !== undefined).sort((a, b) => b.end - a.end)[0];
  if (previous === undefined) return { offset: placeBehindImports(module).offset, previous };
  for (const statement of top) if (statement.start >= previous.end && statement.start < lineEnd(text, previous.end)) previous = statement;
  const comment = module.comments.find(
    (one) => one.start >= (previous as SyntaxNode).end && one.start < lineEnd(text, (previous as SyntaxNode).end),
  );
  return { offset: nextLine(text, Math.max(previous.end, comment === undefined ? 0 : comment.end)), previous };
}

function isDefinition(text: string, statement: SyntaxNode): boolean {
  if (statement.type === "import_statement") return false;
  if (statement.type === "export_statement" && childByField(statement, "declaration") === null) return true;
  return contains(statement, ...CODE) || /^(module\.)?exports\b/.test(text.slice(statement.start, statement.start + 16));
}

function isType(statement: SyntaxNode): boolean {
  const inner = statement.type === "export_statement" ? (childByField(statement, "declaration") ?? statement) : statement;
  return /^(interface_declaration|type_alias_declaration|ambient_declaration|empty_statement)$/.test(inner.type);
}

/** Writes statements (each without a line end) at that place, set apart as the file does it. */
export function insertAtModuleLevel(module: Module, place: ModulePlace, newStatements: readonly string[], isSeparate = false): Edit {
  const { text } = module;
  const newline = newlineOf(text);
  const endsOpen = place.offset > 0 && place.offset === text.length && text[place.offset - 1] !== "\n";
  const before = (endsOpen ? 1 : 0) + (isSeparate ? 1 : blankLines(text, place.previous, newStatements[0] ?? ""));
  const following = text.slice(place.offset, nextLine(text, place.offset));
  const after = following.trim() === "" ? 0 : 1;
  const newText = newline.repeat(before) + newStatements.join(newline) + (endsOpen ? "" : newline) + newline.repeat(after);
  return edit(module, place.offset, place.offset, newText);
}

function blankLines(text: string, previous: SyntaxNode | undefined, first: string): number {
  if (previous === undefined) return 0;
  if (!/^(lexical_declaration|variable_declaration|expression_statement)$/.test(previous.type) || first.startsWith("/")) return 1;
  if (/^["']/.test(text.slice(previous.start, previous.end)) || contains(previous, ...CODE)) return 1;
  const written = text.slice(previous.start, previous.end);
  return written.includes("\n") && !/\brequire\(/.test(written) ? 1 : 0;
}
