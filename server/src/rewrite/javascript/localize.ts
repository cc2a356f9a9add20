/** State of an invocation that was kept at module level becomes a local again, passed to the functions that read it. */
import type { Program } from "../../flow/program.ts";
import type { Binding, Module, Range, Write } from "../../model/code.ts";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax.ts";
import type { Edit, Fix } from "../rewriter.ts";
import { combineEdits, edit, indentAt, lineEnd, lineStart, newlineOf } from "../text.ts";
import { bodyTop, insertAtTop } from "./bodies.ts";
import { withoutCovered } from "./connections/closings.ts";
import { isExported, passToReaders } from "./passing.ts";
import { isInside, isMentionedBesides } from "./scopes.ts";
import { type Extent, extentOf, movedText, removeDeclarator, removeStatements } from "./statements.ts";
import { styleOf } from "./style.ts";
import { contains, declarationAt, isInBlock, nodeAt, type PlainDeclaration, treeOf } from "./tree.ts";

/** See `Rewriter.localize`. */
export function localize(program: Program, write: Write): Fix | undefined {
  const { target, scope } = write;
  if (target.kind !== "binding") {
    const root = program.longLived(target.object);
    return root !== undefined && "reads" in root ? moveIntoHandler(program, root) : undefined;
  }
  const { binding } = target;
  const { module } = scope;
  const tree = treeOf(module);
  if (tree === undefined || scope.kind !== "function" || binding.scope !== module.root || !/^(variable|undeclared)$/.test(binding.kind))
    return undefined;
  const writes = program.writesTo(binding);
  const own = writes.filter((one) => one.scope === scope).sort((a, b) => a.start - b.start);
  if (writes.some((one) => one.scope !== scope && one.scope !== module.root) || isExported(module, binding)) return undefined;
  if (isMentionedBesides(module, tree, binding) || (binding.kind === "undeclared" && isGlobalElsewhere(program, binding))) return undefined;
  const declaration = binding.declaration === null ? undefined : declarationAt(tree, binding.declaration);
  if (
    binding.kind === "variable" &&
    (declaration === undefined || declaration.name.type !== "identifier" || !isHarmless(declaration.value))
  )
    return undefined;
  if (writes.some((one) => one.scope === module.root && one.target.start !== binding.declaration?.start)) return undefined;
  const local =
    declareWhereSet(program, module, tree, binding, own, declaration) ?? declareAtTop(program, module, tree, binding, own, declaration);
  const removed = local && removeDeclaration(module, declaration, local.comment);
  const edits = removed && local && combineEdits(withoutCovered([...local.edits, ...removed]));
  return edits && { title: `Make it local to the invocation: ${binding.name}`, safety: local.isPassed ? "suggested" : "safe", edits };
}

/** Another file may use the global that assigning the undeclared name makes. */
function isGlobalElsewhere(program: Program, binding: Binding): boolean {
  const isGlobal = (one: Binding): boolean => one.name === binding.name && (one.kind === "builtin" || one.kind === "undeclared");
  return program.modules.some(
    (other) => other !== binding.scope.module && other.scopes.some((scope) => scope.reads.some((read) => isGlobal(read.binding))),
  );
}

/** Nothing that happens when the module is loaded. */
function isHarmless(value: SyntaxNode | null): boolean {
  return value === null || !contains(value, "call_expression", "new_expression", "await_expression");
}

interface Local {
  readonly edits: readonly Edit[];
  readonly isPassed: boolean;
  /** Where a comment on the declaration goes. */
  readonly comment: number;
}

/** `user = …` becomes `const user = …` (`let` where it is set again), if all that reads it stands behind it in its block. */
function declareWhereSet(
  program: Program,
  module: Module,
  tree: SyntaxTree,
  binding: Binding,
  own: readonly Write[],
  declaration: PlainDeclaration | undefined,
): Local | undefined {
  const first = own[0];
  const assignment = first && nodeAt(tree, first, "assignment_expression");
  const statement = assignment?.parent;
  const block = statement?.parent;
  if (first?.operator !== "=" || assignment?.children[0]?.start !== first.target.start || assignment.children[0].type !== "identifier")
    return undefined;
  if (statement?.type !== "expression_statement" || !isInBlock(statement) || block?.type !== "statement_block") return undefined;
  const range = { start: assignment.start, end: block.end };
  if (!own.every((one) => isInside(one, range)) || binding.reads.some((read) => isInside(read, assignment))) return undefined;
  const passed = passToReaders(program, module, tree, binding, { scope: first.scope, range });
  if (passed === undefined) return undefined;
  const type =
    declaration === undefined
      ? ""
      : module.text.slice(
          declaration.name.end,
          declaration.value === null ? declaration.declarator.end : (typeEnd(declaration) ?? declaration.name.end),
        );
  const name = assignment.children[0];
  const edits = [
    edit(module, name.start, name.start, own.length === 1 ? "const " : "let "),
    edit(module, name.end, name.end, type),
    ...passed,
  ];
  return { edits, isPassed: passed.length > 0, comment: statement.start };
}

function typeEnd(declaration: PlainDeclaration): number | undefined {
  return declaration.declarator.children.find((child) => child.type === "type_annotation")?.end;
}

/** `let user;` at the top of the function. What reads it before it is set asks for what an earlier invocation left. */
function declareAtTop(
  program: Program,
  module: Module,
  tree: SyntaxTree,
  binding: Binding,
  own: readonly Write[],
  declaration: PlainDeclaration | undefined,
): Local | undefined {
  const scope = own[0]?.scope;
  const top = scope && bodyTop(module, tree, scope);
  if (scope === undefined || top === undefined) return undefined;
  const passed = passToReaders(program, module, tree, binding, { scope, range: { start: own[0]?.start ?? scope.end, end: scope.end } });
  if (passed === undefined) return undefined;
  const { semicolon } = styleOf(module);
  const declarator =
    declaration === undefined ? binding.name : movedText(module, declaration.declarator, declaration.declarator, [], top.indent);
  return {
    edits: [insertAtTop(module, top, `let ${declarator}${semicolon}`), ...passed],
    isPassed: passed.length > 0,
    comment: top.offset,
  };
}

/** The module-level declaration goes; a comment behind it goes where the name is declared now. */
function removeDeclaration(module: Module, declaration: PlainDeclaration | undefined, comment: number): Edit[] | undefined {
  if (declaration === undefined) return [];
  if (declaration.isShared) {
    const removal = removeDeclarator(module, declaration.declarator);
    return removal && [removal];
  }
  const extent = linesOf(module, declaration.statement);
  const behind = module.comments.filter((one) => isInside(one, extent)).map((one) => module.text.slice(one.start, one.end));
  const removed = removeStatements(module, [extent]);
  if (behind.length === 0) return removed;
  const [newline, indent] = [newlineOf(module.text), indentAt(module.text, comment)];
  const start = lineStart(module.text, comment);
  const isAtTop = comment === lineEnd(module.text, comment);
  return [
    isAtTop
      ? edit(module, comment, comment, ` ${behind.join(" ")}`)
      : edit(module, start, start, indent + behind.join(newline + indent) + newline),
    ...removed,
  ];
}

function linesOf(module: Module, statement: SyntaxNode): Extent {
  const extent = extentOf(module, statement);
  return extent.hasOwnLines ? { ...extent, start: lineStart(module.text, statement.start) } : extent;
}

/** See `Rewriter.moveIntoHandler`. */
export function moveIntoHandler(program: Program, binding: Binding): Fix | undefined {
  const { module } = binding.scope;
  const tree = treeOf(module);
  if (tree === undefined || binding.scope !== module.root || binding.declaration === null || isExported(module, binding)) return undefined;
  const declaration = declarationAt(tree, binding.declaration);
  if (declaration === undefined || declaration.isShared || declaration.name.type !== "identifier" || !isFresh(declaration.value))
    return undefined;
  if (program.writesTo(binding).length !== 1 || isMentionedBesides(module, tree, binding)) return undefined;
  if (binding.reads.some((read) => isInside(read, declaration.statement))) return undefined;
  const extent = extentOf(module, declaration.statement);
  for (const handler of program.handlers.filter((one) => one.module === module)) {
    const top = bodyTop(module, tree, handler.scope);
    if (top === undefined || !extent.hasOwnLines || handler.scope.bindings.some((one) => one.name === binding.name)) continue;
    const range: Range = { start: top.offset, end: handler.scope.end };
    const passed = passToReaders(program, module, tree, binding, { scope: handler.scope, range });
    if (passed === undefined) continue;
    const text = movedText(module, declaration.statement, extent, [], top.indent);
    const edits = combineEdits([...passed, insertAtTop(module, top, text), ...removeStatements(module, [extent])]);
    if (edits !== undefined) return { title: `Create it in the handler: ${binding.name}`, safety: "suggested", edits };
  }
  return undefined;
}

/** An object, an array or a new collection made of constants: making it again makes the same. */
function isFresh(value: SyntaxNode | null): boolean {
  if (value === null || contains(value, "call_expression", "await_expression", "arrow_function", "function_expression", "this"))
    return false;
  return /^(object|array|as_expression|satisfies_expression|new_expression)$/.test(value.type);
}
