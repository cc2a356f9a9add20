/** Bodies of functions. */
import type { Module, Scope } from "../../model/code.ts";
import { childByField, type SyntaxNode, type SyntaxTree } from "../../parse/syntax.ts";
import type { Edit } from "../rewriter.ts";
import { edit, indentAt, isFirstOnLine, lineEnd, newlineOf } from "../text.ts";
import { descendants, statements } from "./tree.ts";

/** Where a first statement goes, and how deep it stands. */
export interface BodyTop {
  readonly offset: number;
  readonly indent: string;
}

/** The function's node. */
export function functionNode(tree: SyntaxTree, scope: Scope): SyntaxNode | undefined {
  for (const node of descendants(tree.root)) {
    if (node.start > scope.start) return undefined;
    if (node.start === scope.start && node.end === scope.end && childByField(node, "body") !== null) return node;
  }
  return undefined;
}

/** Behind the opening brace; undefined where the body is an expression, empty, or begins on the brace's line. */
export function bodyTop(module: Module, tree: SyntaxTree, scope: Scope): BodyTop | undefined {
  const { text } = module;
  const node = functionNode(tree, scope);
  const body = node && childByField(node, "body");
  const first = body?.type === "statement_block" ? statements(body)[0] : undefined;
  if (body === null || body === undefined || first === undefined || !isFirstOnLine(text, first.start)) return undefined;
  const isDirective = /^["']/.test(text.slice(first.start, first.start + 1));
  const offset = lineEnd(text, isDirective ? first.end : body.start);
  const comment = module.comments.find((one) => one.start < offset && one.end > offset);
  return comment === undefined && (isDirective || offset <= first.start) ? { offset, indent: indentAt(text, first.start) } : undefined;
}

/** Writes a statement there. */
export function insertAtTop(module: Module, top: BodyTop, statement: string): Edit {
  return edit(module, top.offset, top.offset, newlineOf(module.text) + top.indent + statement);
}
