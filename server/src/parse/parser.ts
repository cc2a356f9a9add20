/** Text to tree. See DESIGN.md section 2. */
import type { Tree } from "web-tree-sitter";
import { load, startRuntime } from "./runtime.ts";
import type { SyntaxTree } from "./syntax.ts";

export type Grammar = "python" | "typescript" | "tsx";

/** Milliseconds that one file may take. */
export const DEADLINE = 1000;

/** Finds the `.wasm` files: `dist/` when bundled, the packages' own folders in development. */
export function initParser(wasmDirectory?: string): Promise<void> {
  return startRuntime(wasmDirectory);
}

/** @returns undefined when the deadline (milliseconds) passed; the text is then not analysed. */
export function parse(grammar: Grammar, text: string, deadline = DEADLINE): SyntaxTree | undefined {
  const tree = parseUntil(grammar, text, performance.now() + deadline);
  if (tree === null) return undefined;
  try {
    return { root: load(grammar).read(tree), text, broken: [] };
  } finally {
    tree.delete();
  }
}

function parseUntil(grammar: Grammar, text: string, end: number): Tree | null {
  const { parser } = load(grammar);
  const tree = parser.parse(text, null, { progressCallback: () => performance.now() > end });
  if (tree === null) parser.reset();
  return tree;
}
