/** Text to tree. See DESIGN.md section 2. */
import type { Span } from "./broken.ts";
import { keepOrDelete, parseEdited } from "./documents.ts";
import type { PlainNode } from "./node.ts";
import { recover } from "./recover.ts";
import { load, startRuntime } from "./runtime.ts";
import { stopwatch } from "./stopwatch.ts";
import type { SyntaxTree } from "./syntax.ts";
import { parseNodes, parseTree } from "./wasmTree.ts";

export type Grammar = "python" | "typescript" | "tsx" | "hcl";

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

/**
 * @param path the file, where it may be parsed again after an edit: what did not change is then kept.
 * @returns undefined when the deadline (milliseconds) passed; the text is then not analysed.
 */
export function parse(grammar: Grammar, text: string, deadline = DEADLINE, path?: string): SyntaxTree | undefined {
  load(grammar); // Compiling a grammar is no time of the file's.
  const isOver = stopwatch(deadline);
  let left = MOST_REPARSES;
  const reparse = (edited: string, span: Span): PlainNode | undefined => {
    return left-- > 0 ? parseNodes({ grammar, text: edited, isOver, span }) : undefined;
  };
  const edited = path === undefined ? undefined : parseEdited(path, grammar, text, isOver, reparse);
  if (edited === "timeout") return undefined;
  if (edited?.broken !== undefined) return { root: edited.root, text, broken: edited.broken };
  let root = edited?.root;
  if (root === undefined) {
    const parsed = parseTree({ grammar, text, isOver });
    if (parsed === undefined) return undefined;
    keepOrDelete(path, grammar, text, parsed);
    if (!parsed.hasError) return { root: parsed.root, text, broken: [] };
    root = parsed.root;
  }
  return { ...recover(grammar, text, root, reparse), text };
}
