/** A local variable that is nothing but the client: what happens to it when the client moves. */
import type { Binding, Module, Range, Write } from "../../model/code.ts";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax.ts";
import type { Edit } from "../rewriter.ts";
import { edit } from "../text.ts";
import { type Extent, extentOf, movedText, removeDeclarator } from "./statements.ts";
import { styleOf } from "./style.ts";
import { declarationAt, isInBlock, type PlainDeclaration, withWrappers } from "./tree.ts";

export interface OwnVariable {
  readonly binding: Binding;
  /** Statements that go. */
  readonly removed: readonly Extent[];
  /** Edits that take the variable out of a declaration it shares. */
  readonly edits: readonly Edit[];
  /** The module-level statement, under that name. */
  readonly text: (name: string, edits: readonly Edit[]) => string;
}

/** `const s3 = new S3()` and `let s3; s3 = new S3()`; undefined where the variable is set anywhere else, or is something else. */
export function ownVariable(module: Module, tree: SyntaxTree, node: SyntaxNode): OwnVariable | undefined {
  const expression = withWrappers(node);
  const write = writeOf(module, expression);
  if (write?.target.kind !== "binding" || write.operator !== "=") return undefined;
  const { binding } = write.target;
  if (binding.scope.kind !== "function" || (binding.kind !== "constant" && binding.kind !== "variable") || binding.declaration === null)
    return undefined;
  if (binding.writes.filter((one) => one.operator !== "declare").length !== 1) return undefined;
  const declaration = declarationAt(tree, binding.declaration);
  if (declaration === undefined || declaration.name.start !== binding.declaration.start || declaration.name.type !== "identifier")
    return undefined;
  if (declaration.value === expression) return declared(module, binding, declaration);
  return declaration.value === null ? assigned(module, binding, declaration, expression) : undefined;
}

function writeOf(module: Module, expression: SyntaxNode): Write | undefined {
  for (const scope of module.scopes) {
    for (const write of scope.writes)
      if (write.target.end <= expression.start && write.end === expression.end && write.start < expression.start) return write;
  }
  return undefined;
}

function declared(module: Module, binding: Binding, declaration: PlainDeclaration): OwnVariable | undefined {
  const { declarator, keyword, name } = declaration;
  const { semicolon } = styleOf(module);
  if (declaration.isShared) {
    const removal = removeDeclarator(module, declarator);
    const text = (newName: string, edits: readonly Edit[]): string =>
      `${keywordFor(module, keyword)} ${movedText(module, declarator, declarator, [edit(module, name.start, name.end, newName), ...edits])}${semicolon}`;
    return removal && { binding, removed: [], edits: [removal], text };
  }
  const extent = extentOf(module, declaration.statement);
  const range: Range = extent.hasOwnLines ? extent : declaration.statement;
  const text = (newName: string, edits: readonly Edit[]): string =>
    movedText(module, declaration.statement, range, [
      edit(module, keyword.start, keyword.end, keywordFor(module, keyword)),
      edit(module, name.start, name.end, newName),
      ...edits,
    ]);
  return { binding, removed: [extent], edits: [], text };
}

/** Nothing sets it again, so `let` may say so; a file of `var`s keeps them. */
function keywordFor(module: Module, keyword: Range): string {
  const written = module.text.slice(keyword.start, keyword.end);
  return written === "let" ? "const" : written;
}

function assigned(module: Module, binding: Binding, declaration: PlainDeclaration, expression: SyntaxNode): OwnVariable | undefined {
  const statement = expression.parent?.parent;
  if (expression.parent?.type !== "assignment_expression" || statement?.type !== "expression_statement" || !isInBlock(statement))
    return undefined;
  const removal = declaration.isShared ? removeDeclarator(module, declaration.declarator) : undefined;
  if (declaration.isShared && removal === undefined) return undefined;
  const assignment = extentOf(module, statement);
  const removed = declaration.isShared ? [assignment] : [extentOf(module, declaration.statement), assignment];
  const { text: source } = module;
  const type = source.slice(declaration.name.end, declaration.declarator.end);
  const text = (newName: string, edits: readonly Edit[]): string =>
    `${keywordFor(module, declaration.keyword)} ${newName}${type} = ${movedText(module, expression, expression, edits)}${styleOf(module).semicolon}`;
  return { binding, removed, edits: removal === undefined ? [] : [removal], text };
}
