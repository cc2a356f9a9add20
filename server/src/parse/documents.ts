/**
 * Files that are being edited: their last tree stays in WebAssembly, so that only what an edit touches is parsed again.
 * While a line is half typed, the tree is that of the text without the line, which the next key press changes as little.
 */
import { Edit, type Tree } from "web-tree-sitter";
import { brokenIn, type Span } from "./broken.ts";
import { firstAbove, statementStarts } from "./chunks.ts";
import type { PlainNode } from "./node.ts";
import type { Grammar } from "./parser.ts";
import { type Reading, type Reparse, repair } from "./repair.ts";
import { parseTree, type WasmTree } from "./wasmTree.ts";

interface Known {
  readonly grammar: Grammar;
  /** The text the tree's offsets are of. */
  text: string;
  /** Undefined until the file is parsed a second time: most files never are. */
  tree: Tree | undefined;
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
  readonly hasError: boolean;
  /** Set where nothing is left to recover: what was left out of the text. */
  readonly broken: Span[] | undefined;
}

/**
 * Parses the text of a file with what is known of an earlier text.
 * @returns "timeout" when the time is up, undefined when nothing is known that would help.
 */
export function parseEdited(path: string, grammar: Grammar, text: string, until: number, reparse: Reparse): Edited | "timeout" | undefined {
  const entry = known.get(path);
  if (entry?.tree === undefined || entry.grammar !== grammar) return undefined;
  const change = changeBetween(entry.text, text);
  if (change.start + (text.length - change.newEnd) < KEPT_SHARE * text.length) return undefined;
  tell(entry, change, text);
  const parsed = parseTree({ grammar, text, until, old: entry.tree });
  if (parsed === undefined) {
    forget(path);
    return "timeout";
  }
  if (!parsed.hasError) {
    keep(path, grammar, text, parsed.tree);
    return { root: parsed.root, hasError: false, broken: [] };
  }
  parsed.tree.delete();
  return (
    withoutHalfTypedLines(path, entry, { start: change.start, end: change.newEnd }, until, reparse) ?? { ...parsed, broken: undefined }
  );
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

/** The file's tree without the half-typed lines of the statements that were edited; undefined where that does not parse either. */
function withoutHalfTypedLines(path: string, entry: Known, edited: Span, until: number, reparse: Reparse): Edited | undefined {
  const { grammar, text } = entry;
  const starts = statementStarts(text, grammar);
  const span = { start: starts[firstAbove(starts, edited.start) - 1] ?? 0, end: starts[firstAbove(starts, edited.end)] ?? text.length };
  const root = reparse(text, span);
  if (root === undefined) return undefined;
  const reading: Reading = { root, broken: brokenIn(root) };
  const draft = repair(text, span, reading, grammar === "python", reparse);
  if (draft.blanked.length === 0 || !draft.isWhole) return undefined;
  tell(entry, changeBetween(text, draft.text), draft.text);
  const parsed = parseTree({ grammar, text: draft.text, until, ...(entry.tree && { old: entry.tree }) });
  if (parsed === undefined) return undefined;
  if (parsed.hasError) {
    parsed.tree.delete();
    return undefined;
  }
  keep(path, grammar, draft.text, parsed.tree);
  return { root: parsed.root, hasError: false, broken: draft.blanked };
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

/** Brings the tree's offsets to those of the new text. */
function tell(entry: Known, { start, oldEnd, newEnd }: Change, text: string): void {
  const startPosition = positionAt(entry.text, start);
  entry.tree?.edit(
    new Edit({
      startIndex: start,
      oldEndIndex: oldEnd,
      newEndIndex: newEnd,
      startPosition,
      oldEndPosition: positionAt(entry.text, oldEnd),
      newEndPosition: positionAt(text, newEnd),
    }),
  );
  entry.text = text;
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
