/** The syntax tree of a JavaScript or TypeScript module, asked for where the facts do not say how something is written. */
import type { Module, Range } from "../../model/code.ts";
import { parse } from "../../parse/parser.ts";
import { childByField, type SyntaxNode, type SyntaxTree } from "../../parse/syntax.ts";
import { grammarOf } from "../grammar.ts";

const trees = new WeakMap<Module, { readonly tree: SyntaxTree | undefined }>();

/** The tree of the module's text; made once. Undefined where parsing takes too long. */
export function treeOf(module: Module): SyntaxTree | undefined {
  let known = trees.get(module);
  if (known === undefined) trees.set(module, (known = { tree: parse(grammarOf(module.path), module.text) }));
  return known.tree;
}

/** The outermost node of one of the types that covers exactly the range. */
export function nodeAt(tree: SyntaxTree, range: Range, ...types: readonly string[]): SyntaxNode | undefined {
  let at: SyntaxNode | undefined = tree.root;
  while (at !== undefined) {
    if (at.start === range.start && at.end === range.end && (types.length === 0 || types.includes(at.type))) return at;
    at = at.children.find((child) => child.start <= range.start && range.end <= child.end && child.end > child.start);
  }
  return undefined;
}

/** The innermost node that covers the range. */
export function nodeAround(tree: SyntaxTree, range: Range): SyntaxNode {
  let at: SyntaxNode = tree.root;
  for (;;) {
    const inner = at.children.find((child) => child.start <= range.start && range.end <= child.end && child.end > child.start);
    if (inner === undefined) return at;
    at = inner;
  }
}

const BLOCKS = new Set(["program", "statement_block", "switch_case", "switch_default"]);

/** Does the node stand directly among the statements of a block, a switch arm or the module? */
export function isInBlock(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent === null || !BLOCKS.has(parent.type)) return false;
  return !parent.type.startsWith("switch_") || node.field === "body";
}

/** The statement a node stands in: the nearest one that is directly in a block or the module. */
export function statementOf(node: SyntaxNode): SyntaxNode | undefined {
  for (let at: SyntaxNode | null = node; at !== null; at = at.parent) {
    if (isInBlock(at)) return at;
    if (at.type === "class_body" || at.type === "arrow_function") return undefined;
  }
  return undefined;
}

/** The statements of a block, a switch arm or the module, without comments. */
export function statements(block: SyntaxNode): SyntaxNode[] {
  return block.children.filter((child) => child.isNamed && child.type !== "comment" && isInBlock(child));
}

/** The statement of the module that holds the offset, at whatever depth. */
export function topLevelStatement(tree: SyntaxTree, offset: number): SyntaxNode | undefined {
  return tree.root.children.find((child) => child.start <= offset && offset < child.end);
}

const WRAPPERS = new Set(["parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "type_assertion"]);

/** The node with the parentheses, casts and `!` around it. */
export function withWrappers(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.parent !== null && WRAPPERS.has(at.parent.type) && isWrapped(at, at.parent)) at = at.parent;
  return at;
}

/** Parentheses of `if (…)` belong to the statement. */
function isWrapped(node: SyntaxNode, wrapper: SyntaxNode): boolean {
  if (wrapper.type !== "parenthesized_expression")
    return wrapper.children.find((child) => child.isNamed && child.type !== "type_arguments") === node;
  return wrapper.field !== "condition" && (wrapper.field !== "value" || wrapper.parent?.type !== "switch_statement");
}

/** `const name = value` with one declarator. */
export interface PlainDeclaration {
  /** The declaration, or the `export` around it. */
  readonly statement: SyntaxNode;
  readonly keyword: SyntaxNode;
  readonly declarator: SyntaxNode;
  readonly name: SyntaxNode;
  readonly value: SyntaxNode | null;
  /** The declaration holds other declarators too. */
  readonly isShared: boolean;
}

/** The declarator a name is declared in. */
export function declarationAt(tree: SyntaxTree, name: Range): PlainDeclaration | undefined {
  let at: SyntaxNode | null = nodeAround(tree, name);
  while (at !== null && at.type !== "variable_declarator") at = at.parent;
  const list = at?.parent;
  if (at === null || at === undefined || (list?.type !== "lexical_declaration" && list?.type !== "variable_declaration")) return undefined;
  const nameNode = childByField(at, "name");
  const keyword = list.children[0];
  if (nameNode === null || keyword === undefined || !isInBlock(list)) return undefined;
  const isShared = list.children.filter((child) => child.type === "variable_declarator").length > 1;
  return { statement: list, keyword, declarator: at, name: nameNode, value: childByField(at, "value"), isShared };
}

/** Everything below the node, itself included, in source order. */
export function* descendants(node: SyntaxNode): Generator<SyntaxNode> {
  const stack = [node];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    yield at;
    for (let index = at.children.length - 1; index >= 0; index--) stack.push(at.children[index] as SyntaxNode);
  }
}

/** Is one of these somewhere below the node? */
export function contains(node: SyntaxNode, ...types: readonly string[]): boolean {
  for (const each of descendants(node)) if (types.includes(each.type)) return true;
  return false;
}

/** Template literals over several lines below the node: what is in them is no indentation. */
export function longTemplates(node: SyntaxNode, text: string): Range[] {
  const found: Range[] = [];
  for (const each of descendants(node)) {
    if (each.type === "template_string" && text.slice(each.start, each.end).includes("\n")) found.push(each);
  }
  return found;
}
