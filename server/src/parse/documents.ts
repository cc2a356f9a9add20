/**
 * Files that are being edited: their last tree stays in WebAssembly, so that only what an edit touches is parsed again.
 * While a line is half typed, the tree is that of the text without the line, which the next key press changes as little.
 */
import { Edit, type Tree } from "web-tree-sitter";
import { brokenIn, hasError, type Span } from "./broken.ts";
import { firstAbove, lineEnd, statementStarts } from "./chunks.ts";
import type { PlainNode } from "./node.ts";
import type { Grammar } from "./parser.ts";
import { type Reading, type Reparse, repair } from "./repair.ts";
import { parseTree, type WasmTree } from "./wasmTree.ts";

interface Known {
  readonly grammar: Grammar;
  readonly text: string;
  /** Undefined until the file is parsed a second time: most files never are. */
  readonly tree: Tree | undefined;
}

/** Files that are remembered, the ones asked for last; an editor has few open at once. */
const MOST_KNOWN = 64;
const MOST_TREES = 8;
/** A tree takes some 30 times the size of its text. */
const LONGEST = 300_000;
/** An edit that leaves less than this share of the text is no edit but another text. */
const KEPT_SHARE = 0.5;

const known = new Map<string, Known>();

/** What an edit of a known file gives. */
export interface Edited {
  readonly root: PlainNode;
  /** Set where nothing is left to recover: what was left out of the text. */
  readonly broken: Span[] | undefined;
}

/**
 * Parses the text of a file with what is known of an earlier text.
 * @returns "timeout" when the time is up, undefined when nothing is known that would help.
 */
export function parseEdited(
  path: string,
  grammar: Grammar,
  text: string,
  isOver: () => boolean,
  reparse: Reparse,
): Edited | "timeout" | undefined {
  const entry = known.get(path);
  if (entry?.tree === undefined || entry.grammar !== grammar) return undefined;
  const change = changeBetween(entry.text, text);
  if (change.start + (text.length - change.newEnd) < KEPT_SHARE * text.length) return undefined;
  const statements = statementsAround(entry, change, text, reparse);
  // A parse of the whole file is slow where there is an error: the statement itself shows whether there is one.
  const half = statements?.hasError ? withoutHalfTypedLines(path, entry, text, statements, isOver, reparse) : undefined;
  if (half !== undefined) return half;
  const parsed = parseChanged(entry, text, isOver);
  if (parsed === undefined) {
    forget(path);
    return "timeout";
  }
  if (parsed.hasError) parsed.tree.delete();
  else keep(path, grammar, text, parsed.tree);
  return { root: parsed.root, broken: parsed.hasError ? undefined : [] };
}

/** The outermost statements an edit is in, read on their own. */
interface Statements extends Reading {
  readonly span: Span;
  readonly hasError: boolean;
}

/**
 * May begin or end a comment that takes statements with it, and leaves a file that parses. (A quotation mark can too, but
 * then the rest of the file does not parse.)
 */
const FAR_REACHING = /\/\*|\*\//;

/** Undefined where statements on their own say nothing about the file: before the edit they already had errors it had not. */
function statementsAround(entry: Known, change: Change, text: string, reparse: Reparse): Statements | undefined {
  if (FAR_REACHING.test(linesAround(entry.text, change.start, change.oldEnd) + linesAround(text, change.start, change.newEnd)))
    return undefined;
  const span = statementSpan(text, entry.grammar, change.start, change.newEnd);
  const root = reparse(text, span);
  if (root === undefined) return undefined;
  const statements = { root, span, broken: brokenIn(root), hasError: hasError(root) };
  if (!statements.hasError) return statements;
  const before = reparse(entry.text, statementSpan(entry.text, entry.grammar, change.start, change.oldEnd));
  return before === undefined || hasError(before) ? undefined : statements;
}

/** From the start of the outermost statement around an offset to the end of the one around another. */
function statementSpan(text: string, grammar: Grammar, from: number, to: number): Span {
  const starts = statementStarts(text, grammar);
  return { start: starts[firstAbove(starts, from) - 1] ?? 0, end: starts[firstAbove(starts, to)] ?? text.length };
}

function linesAround(text: string, start: number, end: number): string {
  return text.slice(start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1, lineEnd(text, end));
}

/** Remembers the tree of a text that was parsed from scratch, where the file was parsed before; else lets go of it. */
export function keepOrDelete(path: string | undefined, grammar: Grammar, text: string, { tree }: WasmTree): void {
  if (path !== undefined && text.length <= LONGEST && known.has(path)) {
    keep(path, grammar, text, tree);
    return;
  }
  tree.delete();
  if (path === undefined) return;
  forget(path);
  known.set(path, { grammar, text: "", tree: undefined });
  if (known.size > MOST_KNOWN) forget(known.keys().next().value as string);
}

/** The file's tree without the half-typed lines of some statements; undefined where that does not parse either. */
function withoutHalfTypedLines(
  path: string,
  entry: Known,
  text: string,
  { span, root, broken }: Statements,
  isOver: () => boolean,
  reparse: Reparse,
): Edited | undefined {
  const draft = repair(text, span, { root, broken }, entry.grammar === "python", reparse);
  if (draft.blanked.length === 0 || !draft.isWhole) return undefined;
  const parsed = parseChanged(entry, draft.text, isOver);
  if (parsed === undefined || parsed.hasError) {
    parsed?.tree.delete();
    return undefined;
  }
  keep(path, entry.grammar, draft.text, parsed.tree);
  return { root: parsed.root, broken: draft.blanked };
}

/** Parses what is new in a text. The known tree stays as it is: it goes on serving where the new one has errors. */
function parseChanged(entry: Known, text: string, isOver: () => boolean): WasmTree | undefined {
  const old = (entry.tree as Tree).copy();
  try {
    old.edit(editOf(entry.text, text));
    return parseTree({ grammar: entry.grammar, text, isOver, old });
  } finally {
    old.delete();
  }
}

function keep(path: string, grammar: Grammar, text: string, tree: Tree): void {
  forget(path);
  known.set(path, { grammar, text, tree });
  const trees = [...known].filter(([, entry]) => entry.tree !== undefined);
  if (trees.length > MOST_TREES) forget(trees[0]?.[0] as string);
}

function forget(path: string): void {
  known.get(path)?.tree?.delete();
  known.delete(path);
}

interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** The one stretch in which two texts differ. */
function changeBetween(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (same < shorter - start && before.charCodeAt(before.length - same - 1) === after.charCodeAt(after.length - same - 1)) same++;
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}

function editOf(before: string, after: string): Edit {
  const { start, oldEnd, newEnd } = changeBetween(before, after);
  return new Edit({
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: positionAt(before, start),
    oldEndPosition: positionAt(before, oldEnd),
    newEndPosition: positionAt(after, newEnd),
  });
}

function positionAt(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let line = 0;
  for (let next = text.indexOf("\n"); next >= 0 && next < offset; next = text.indexOf("\n", line)) {
    row++;
    line = next + 1;
  }
  return { row, column: offset - line };
}
