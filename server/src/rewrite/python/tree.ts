/** The syntax tree of a Python module, asked for where the facts do not say how something is written. */
import type { Module, Range } from "../../model/code.ts";
import { parse } from "../../parse/parser.ts";
import { childByField, type SyntaxNode, type SyntaxTree } from "../../parse/syntax.ts";

const trees = new WeakMap<Module, { readonly tree: SyntaxTree | undefined }>();

/** The tree of the module's text; made once. Undefined where parsing takes too long. */
export function treeOf(module: Module): SyntaxTree | undefined {
  let known = trees.get(module);
  if (known === undefined) trees.set(module, (known = { tree: parse("python", module.text) }));
  return known.tree;
}

/** The outermost node of one of the types that covers exactly the range. */
export function nodeAt(tree: SyntaxTree, range: Range, ...types: readonly string[]): SyntaxNode | undefined {
  let at: SyntaxNode | undefined = tree.root;
  while (at !== undefined) {
    if (at.start === range.start && at.end === range.end && (types.length === 0 || types.includes(at.type))) return at;
    at = at.children.find((child) => child.start <= range.start && range.end <= child.end);
  }
  return undefined;
}

/** The innermost node that covers the range. */
export function nodeAround(tree: SyntaxTree, range: Range): SyntaxNode {
  let at: SyntaxNode = tree.root;
  for (;;) {
    const inner = at.children.find((child) => child.start <= range.start && range.end <= child.end);
    if (inner === undefined) return at;
    at = inner;
  }
}

/** The statement a node stands in: the nearest one that is directly in a block or the module. */
export function statementOf(node: SyntaxNode): SyntaxNode | undefined {
  for (let at: SyntaxNode | null = node; at !== null; at = at.parent) {
    if (at.parent !== null && (at.parent.type === "block" || at.parent.type === "module")) return at;
  }
  return undefined;
}

/** The statement of the module that holds the offset, at whatever depth. */
export function topLevelStatement(tree: SyntaxTree, offset: number): SyntaxNode | undefined {
  return tree.root.children.find((child) => child.start <= offset && offset < child.end);
}

/** The statements of a block or module, without comments. */
export function statements(block: SyntaxNode): SyntaxNode[] {
  return block.children.filter((child) => child.isNamed && child.type !== "comment");
}

/** The node, or the outermost parentheses around it. */
export function withParentheses(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.parent?.type === "parenthesized_expression") at = at.parent;
  return at;
}

/** `name = value` and nothing else: no chain, no tuple. */
export interface PlainAssignment {
  readonly statement: SyntaxNode;
  readonly left: SyntaxNode;
  readonly right: SyntaxNode;
  readonly type: SyntaxNode | null;
}

/** The statement as an assignment of one value to one name or attribute. */
export function plainAssignment(statement: SyntaxNode): PlainAssignment | undefined {
  const inner = statement.type === "expression_statement" ? statement.children.filter((child) => child.isNamed) : [];
  const assignment = inner.length === 1 ? inner[0] : undefined;
  if (assignment?.type !== "assignment") return undefined;
  const left = childByField(assignment, "left");
  const right = childByField(assignment, "right");
  if (left === null || right === null || right.type === "assignment") return undefined;
  if (left.type !== "identifier" && left.type !== "attribute") return undefined;
  return { statement, left, right, type: childByField(assignment, "type") };
}

/** Everything below the node, itself included, in source order. */
export function* descendants(node: SyntaxNode): Generator<SyntaxNode> {
  const stack = [node];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    yield at;
    for (let index = at.children.length - 1; index >= 0; index--) stack.push(at.children[index] as SyntaxNode);
  }
}

/** Strings over several lines below the node. */
export function longStrings(node: SyntaxNode, text: string): Range[] {
  const found: Range[] = [];
  for (const each of descendants(node)) if (each.type === "string" && text.slice(each.start, each.end).includes("\n")) found.push(each);
  return found;
}

/** Is one of these somewhere below the node? */
export function contains(node: SyntaxNode, ...types: readonly string[]): boolean {
  for (const each of descendants(node)) if (types.includes(each.type)) return true;
  return false;
}
