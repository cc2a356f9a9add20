/** Moving whole lines in and out, as small edits that leave room for others on the same lines. */
import type { Module, Range } from "../../../model/code.ts";
import type { SyntaxNode } from "../../../parse/syntax.ts";
import type { Edit } from "../../rewriter.ts";
import { edit, indentAt, lineStart, nextLine } from "../../text.ts";
import { longStrings } from "../tree.ts";

/** The lines of a block one step further in. */
export function indentLines(module: Module, block: Range, within: SyntaxNode, unit: string): Edit[] {
  return lines(module, block, within).map((start) => edit(module, start, start, unit));
}

/** The lines of a block one step further out, except those in `removed`. */
export function dedentLines(module: Module, block: Range, within: SyntaxNode, removed: readonly Range[]): Edit[] | undefined {
  const { text } = module;
  const outer = indentAt(text, within.start);
  const inner = indentAt(text, block.start);
  const step = inner.length - outer.length;
  if (step <= 0 || !inner.startsWith(outer)) return undefined;
  const edits: Edit[] = [];
  for (const start of lines(module, block, within)) {
    if (removed.some((range) => range.start <= start && start < range.end)) continue;
    const indent = indentAt(text, start);
    if (indent.length < step) continue;
    edits.push(edit(module, start, start + step, ""));
  }
  return edits;
}

/** Where the lines of the range begin; blank ones and those inside of long strings left out. */
function lines(module: Module, range: Range, within: SyntaxNode): number[] {
  const { text } = module;
  const strings = longStrings(within, text);
  const starts: number[] = [];
  for (let at = lineStart(text, range.start); at < range.end; at = nextLine(text, at)) {
    if (text.slice(at, nextLine(text, at)).trim() === "") continue;
    if (!strings.some((string) => string.start < at && at < string.end)) starts.push(at);
  }
  return starts;
}
