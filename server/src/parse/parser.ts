/** Text to tree. See DESIGN.md section 2. */
import type { ParseOptions } from "web-tree-sitter";
import type { Span } from "./broken.ts";
import type { PlainNode } from "./node.ts";
import { recover } from "./recover.ts";
import { load, startRuntime } from "./runtime.ts";
import type { SyntaxTree } from "./syntax.ts";

export type Grammar = "python" | "typescript" | "tsx";

/**
 * Milliseconds that one file may take, recovery included. Code is parsed at 4 to 9 MB a second, so this is a file of
 * several megabytes; what takes longer is bracket garbage, on which the Python grammar is worse than quadratic.
 */
export const DEADLINE = 1000;

/** Parses of single statements that one file may cost. */
const MOST_REPARSES = 500;

/** Finds the `.wasm` files: `dist/` when bundled, the packages' own folders in development. */
export function initParser(wasmDirectory?: string): Promise<void> {
  return startRuntime(wasmDirectory);
}

/** @returns undefined when the deadline (milliseconds) passed; the text is then not analysed. */
export function parse(grammar: Grammar, text: string, deadline = DEADLINE): SyntaxTree | undefined {
  const until = performance.now() + deadline;
  const first = read(grammar, text, until);
  if (first === undefined) return undefined;
  if (!first.hasError) return { root: first.root, text, broken: [] };
  let left = MOST_REPARSES;
  const reparse = (edited: string, span: Span): PlainNode | undefined => {
    return left-- > 0 ? read(grammar, edited, until, span)?.root : undefined;
  };
  return { ...recover(grammar, text, first.root, reparse), text };
}

/** Parses the text, or a stretch of it that begins in column 0, and copies the tree; undefined when the time is up. */
function read(grammar: Grammar, text: string, until: number, span?: Span): { root: PlainNode; hasError: boolean } | undefined {
  const { parser, read: copy } = load(grammar);
  const options: ParseOptions = { progressCallback: () => performance.now() > until };
  if (span !== undefined) options.includedRanges = [rangeOf(span)];
  const tree = parser.parse((index) => text.slice(index, index + 5000), null, options);
  if (tree === null) {
    // Else the next parse would go on with this one.
    parser.reset();
    return undefined;
  }
  try {
    return { root: copy(tree), hasError: tree.rootNode.hasError };
  } finally {
    tree.delete();
  }
}

/** Only the offsets of a range matter to us; of the positions, that it begins in column 0. */
function rangeOf({ start, end }: Span): NonNullable<ParseOptions["includedRanges"]>[number] {
  return { startIndex: start, endIndex: end, startPosition: { row: 0, column: 0 }, endPosition: { row: 1, column: 0 } };
}
