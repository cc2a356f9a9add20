/** `global` statements: where they are, and taking a name out of one. */
import type { Module, Scope } from "../../model/code.ts";
import { namedChildren, type SyntaxNode, type SyntaxTree } from "../../parse/syntax.ts";
import type { Edit } from "../rewriter.ts";
import { edit } from "../text.ts";
import { type Extent, extentOf } from "./statements.ts";
import { descendants } from "./tree.ts";

export interface GlobalStatement {
  readonly node: SyntaxNode;
  /** The innermost function it stands in. */
  readonly scope: Scope | undefined;
}

/** The `global` statements that name it. */
export function globalStatements(module: Module, tree: SyntaxTree, name: string): GlobalStatement[] {
  const found: GlobalStatement[] = [];
  for (const node of descendants(tree.root)) {
    if (node.type !== "global_statement") continue;
    if (!namedChildren(node).some((child) => module.text.slice(child.start, child.end) === name)) continue;
    const around = module.scopes.filter((scope) => scope.kind === "function" && scope.start <= node.start && node.end <= scope.end);
    found.push({ node, scope: around.sort((a, b) => b.start - a.start)[0] });
  }
  return found;
}

/** Takes the name out; a statement that names nothing else is returned as one to remove. */
export function withoutName(module: Module, statement: GlobalStatement, name: string): { edits: Edit[]; removed: Extent[] } | undefined {
  const names = namedChildren(statement.node).map((child) => module.text.slice(child.start, child.end));
  const others = names.filter((one) => one !== name);
  if (others.length > 0)
    return { edits: [edit(module, statement.node.start, statement.node.end, `global ${others.join(", ")}`)], removed: [] };
  const extent = extentOf(module.text, statement.node);
  return extent && { edits: [], removed: [extent] };
}
