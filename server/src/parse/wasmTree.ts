/** One parse in WebAssembly. */
import type { ParseOptions, Tree } from "web-tree-sitter";
import type { Span } from "./broken.ts";
import type { PlainNode } from "./node.ts";
import type { Grammar } from "./parser.ts";
import { load } from "./runtime.ts";

export interface WasmTree {
  /** Has to be deleted: WebAssembly's memory is not collected. */
  readonly tree: Tree;
  readonly root: PlainNode;
  readonly hasError: boolean;
}

export interface ParseRequest {
  readonly grammar: Grammar;
  readonly text: string;
  /** Asked again and again: is it to be given up? */
  readonly isOver: () => boolean;
  /** Only this stretch, which begins in column 0; offsets stay those of the whole text. */
  readonly span?: Span;
  /** A tree that was told of all edits since it was made; what they did not touch is taken from it. */
  readonly old?: Tree;
}

/** What the parser asks for at once; its buffer holds a little more. */
const PIECE = 5000;

/** @returns undefined when the time is up. */
export function parseTree({ grammar, text, isOver, span, old }: ParseRequest): WasmTree | undefined {
  const { parser, read } = load(grammar);
  const options: ParseOptions = { progressCallback: isOver };
  if (span !== undefined) options.includedRanges = [rangeOf(span)];
  const tree = parser.parse((index) => text.slice(index, index + PIECE), old, options);
  if (tree === null) {
    // Else the next parse would go on with this one.
    parser.reset();
    return undefined;
  }
  try {
    return { tree, root: read(tree), hasError: tree.rootNode.hasError };
  } catch (error) {
    tree.delete();
    throw error;
  }
}

/** The nodes of a stretch; undefined when the time is up. */
export function parseNodes(request: ParseRequest): PlainNode | undefined {
  const parsed = parseTree(request);
  parsed?.tree.delete();
  return parsed?.root;
}

/** Only the offsets of a range matter to us; of the positions, that it begins in column 0. */
function rangeOf({ start, end }: Span): NonNullable<ParseOptions["includedRanges"]>[number] {
  return { startIndex: start, endIndex: end, startPosition: { row: 0, column: 0 }, endPosition: { row: 1, column: 0 } };
}
