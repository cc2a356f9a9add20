/** Options in a call that makes a pool. */
import type { Module } from "../../../model/code.ts";
import { childByField, namedChildren, type SyntaxNode } from "../../../parse/syntax.ts";
import type { Edit } from "../../rewriter.ts";
import { edit, indentAt, isFirstOnLine, newlineOf } from "../../text.ts";

/** The edit that holds a pool to one connection; none where it has a number of its own, or its options are not written there. */
export function limitedToOne(module: Module, call: SyntaxNode, option: string | null): Edit[] {
  const list = childByField(call, "arguments");
  if (option === null || list === null || /connectionLimit|\bmax\b/.test(module.text.slice(list.start, list.end))) return [];
  const [first] = namedChildren(list);
  if (first === undefined) return option === "max" ? [edit(module, list.start + 1, list.end - 1, `{ ${option}: 1 }`)] : [];
  if (first.type !== "object" || first.children.some((child) => child.type === "spread_element")) return [];
  const last = namedChildren(first).at(-1);
  if (last === undefined) return [edit(module, first.start, first.end, `{ ${option}: 1 }`)];
  const isOnOwnLine = isFirstOnLine(module.text, last.start);
  const separator = isOnOwnLine ? newlineOf(module.text) + indentAt(module.text, last.start) : " ";
  const comma = first.children.find((child) => child.type === "," && child.start >= last.end);
  if (comma !== undefined) return [edit(module, comma.end, comma.end, `${separator}${option}: 1,`)];
  return [edit(module, last.end, last.end, `,${separator}${option}: 1`)];
}
