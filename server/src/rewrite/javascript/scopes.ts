/** Questions about names that every intent asks. */
import type { Binding, Module, NameValue, Range, Scope } from "../../model/code.ts";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax.ts";
import type { Edit } from "../rewriter.ts";
import { edit } from "../text.ts";
import { descendants, nodeAround } from "./tree.ts";

/** What the name is bound to at module level; a global that is merely read is nothing. */
export function boundAtTop(module: Module, name: string): Binding | undefined {
  return module.root.bindings.find((binding) => binding.name === name && binding.kind !== "builtin" && isAtTop(binding));
}

function isAtTop(binding: Binding): boolean {
  return binding.kind !== "undeclared";
}

/** Would a new module-level variable of this name mean something else to code that is there? */
export function isTakenAtTop(module: Module, name: string): boolean {
  if (module.root.bindings.some((binding) => binding.name === name && binding.kind !== "builtin")) return true;
  return module.scopes.some((scope) => scope.reads.some((read) => read.name === name && read.binding.kind === "builtin"));
}

/** Is the name used anywhere in the file, for whatever? A new name is best free everywhere. */
export function isUsed(module: Module, name: string): boolean {
  return isTakenAtTop(module, name) || module.scopes.some((scope) => scope.bindings.some((binding) => binding.name === name));
}

/** Would reading a module-level name at this offset find it, once `gone` are no longer there? */
export function reachesTop(module: Module, tree: SyntaxTree, offset: number, name: string, gone: readonly Binding[] = []): boolean {
  for (const scope of module.scopes) {
    if (scope.kind === "class" || offset < scope.start || offset >= scope.end) continue;
    for (const binding of scope.bindings) {
      if (binding.name !== name || binding.kind === "builtin" || gone.includes(binding)) continue;
      if (scope.kind === "module" && isDirectlyAtTop(tree, binding)) continue;
      const range = visibleRange(tree, binding);
      if (range.start <= offset && offset < range.end) return false;
    }
  }
  return true;
}

function isDirectlyAtTop(tree: SyntaxTree, binding: Binding): boolean {
  return binding.kind === "undeclared" || blockOf(tree, binding) === tree.root;
}

/** Where a local name can be read: `var`s and parameters in the whole function, others in their block. */
export function visibleRange(tree: SyntaxTree, binding: Binding): Range {
  return blockOf(tree, binding) ?? binding.scope;
}

const BLOCKS = new Set(["statement_block", "for_statement", "for_in_statement", "switch_body", "catch_clause", "program"]);
const FUNCTIONS =
  /^(function_declaration|function_expression|arrow_function|method_definition|generator_function|generator_function_declaration)$/;

function blockOf(tree: SyntaxTree, binding: Binding): SyntaxNode | undefined {
  if (binding.declaration === null) return undefined;
  let at: SyntaxNode | null = nodeAround(tree, binding.declaration);
  let isVar = false;
  for (; at !== null; at = at.parent) {
    if (at.type === "variable_declaration") isVar = true;
    if (at.type === "formal_parameters") return at.parent ?? undefined;
    if (at.type === "program" || (!isVar && BLOCKS.has(at.type))) return at;
    if (FUNCTIONS.test(at.type) && !at.children.some((child) => child.field === "name" && child.start === binding.declaration?.start))
      return at;
  }
  return undefined;
}

/** Reads of names that stand in the range, at any depth. */
export function readsIn(module: Module, range: Range): NameValue[] {
  return module.scopes.flatMap((scope) => scope.reads.filter((read) => read.start >= range.start && read.end <= range.end));
}

/** Is one range inside of the other? */
export function isInside(inner: Range, outer: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** The innermost function around the scope, itself included. */
export function functionAround(scope: Scope): Scope | null {
  for (let at: Scope | null = scope; at !== null; at = at.parent) if (at.kind === "function") return at;
  return null;
}

/** The edits that make every read of the binding, and its declaration where wanted, use another name. */
export function renames(module: Module, tree: SyntaxTree, binding: Binding, name: string, withDeclaration = false): Edit[] {
  if (name === binding.name) return [];
  const edits = binding.reads.map((read) => replaceRead(module, tree, read, name));
  if (withDeclaration && binding.declaration !== null) {
    const isShort = nodeAround(tree, binding.declaration).type === "shorthand_property_identifier_pattern";
    edits.push(edit(module, binding.declaration.start, binding.declaration.end, isShort ? `${binding.name}: ${name}` : name));
  }
  return edits;
}

/** `{ s3 }` becomes `{ s3: s3Client }`. */
export function replaceRead(module: Module, tree: SyntaxTree, read: Range, replacement: string): Edit {
  const isShort = nodeAround(tree, read).type === "shorthand_property_identifier";
  return edit(module, read.start, read.end, isShort ? `${module.text.slice(read.start, read.end)}: ${replacement}` : replacement);
}

/** Is the name mentioned where no fact tells of it: in a type (`typeof s3`), or as something to write to? */
export function isMentionedBesides(module: Module, tree: SyntaxTree, binding: Binding): boolean {
  const known = new Set([
    binding.declaration?.start,
    ...binding.reads.map((read) => read.start),
    ...binding.writes.map((write) => write.target.start),
  ]);
  const range = visibleRange(tree, binding);
  for (const node of descendants(tree.root)) {
    if (node.children.length > 0 || node.start < range.start || node.end > range.end || known.has(node.start)) continue;
    if (
      !/^(identifier|shorthand_property_identifier(_pattern)?)$/.test(node.type) ||
      module.text.slice(node.start, node.end) !== binding.name
    )
      continue;
    if (!isKnownElsewhere(module, node)) return true;
  }
  return false;
}

function isKnownElsewhere(module: Module, node: SyntaxNode): boolean {
  return module.scopes.some(
    (scope) =>
      scope.reads.some((read) => read.start === node.start) ||
      scope.bindings.some((each) => each.declaration?.start === node.start) ||
      scope.writes.some((write) => write.target.start === node.start),
  );
}

/** The expression's text without what layout adds, so that two ways to break the same call are the same. */
export function squeeze(text: string, range: Range): string {
  return text
    .slice(range.start, range.end)
    .replace(/\s+|,(?=\s*[)}\]])/g, "")
    .replaceAll("'", '"');
}
