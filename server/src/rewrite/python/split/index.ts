/**
 * A file with its own handler for each arm of a dispatch. The deployment has to be told of the new handlers first, so the
 * original goes on working: it hands an arm over only where the new files need nothing from it (else each would import the
 * other). What makes this repair right is therefore that the new files have no finding, not that the old one has none.
 */
import type { Program } from "../../../flow/program.ts";
import type { Binding, Dispatch, Module, Scope } from "../../../model/code.ts";
import { childByField, childrenByField, type SyntaxNode, type SyntaxTree } from "../../../parse/syntax.ts";
import type { Edit, Fix } from "../../rewriter.ts";
import { combineEdits, edit, freshName, indentUnit, newlineOf, withLineEnds } from "../../text.ts";
import { ensureImport, joinImports } from "../imports.ts";
import { contains, descendants, nodeAround, plainAssignment, treeOf } from "../tree.ts";
import { carriedImport, folderOf, importBlock, importName, siblingPrefix, snakeCase } from "./names.ts";
import { clausesOf, type Needed, neededFor, runsBehind } from "./needed.ts";
import { type ArmCode, armOfBranch, armOfTable, type Level, levelsOf, linesAt } from "./pieces.ts";

interface Splitting {
  readonly program: Program;
  readonly module: Module;
  readonly tree: SyntaxTree;
  readonly scope: Scope;
  readonly definition: SyntaxNode;
  readonly levels: readonly Level[];
  readonly dispatch: Dispatch;
}

interface NewFile {
  readonly stem: string;
  readonly text: string;
  readonly arm: ArmCode;
  /** It imports something from the original. */
  readonly needsOriginal: boolean;
  /** What it repeats of the original has no effect but its own. */
  readonly isRepeatable: boolean;
}

/** See `Rewriter.splitHandlers`. */
export function splitHandlers(program: Program, dispatch: Dispatch): Fix | undefined {
  const { scope } = dispatch;
  const { module } = scope;
  const tree = treeOf(module);
  if (tree === undefined || scope.owner !== null || !program.handlers.some((handler) => handler.scope === scope)) return undefined;
  const definition = scope.nameRange === null ? null : nodeAround(tree, scope.nameRange).parent;
  const body = definition === null ? null : childByField(definition, "body");
  if (definition?.type !== "function_definition" || definition.parent?.type === "block" || body === null) return undefined;
  const levels = levelsOf(tree, body, dispatch);
  if (levels === undefined) return undefined;
  const splitting = { program, module, tree, scope, definition, levels, dispatch };
  const arms = dispatch.arms.map((arm) => (dispatch.form === "table" ? armOfTable(tree, dispatch, arm, scope) : armOfBranch(tree, arm)));
  const files: NewFile[] = [];
  for (const arm of arms) {
    const file = arm && newFile(splitting, arm, files);
    if (file === undefined) return undefined;
    files.push(file);
  }
  const created = files.map((file): Edit => ({ path: pathOf(module, file.stem), start: 0, end: 0, newText: file.text, create: true }));
  const edits = combineEdits([...created, ...delegation(splitting, files)]);
  return (
    edits && { title: `Give each kind of event its own handler: ${files.map((file) => file.stem).join(", ")}`, safety: "suggested", edits }
  );
}

function pathOf(module: Module, stem: string): string {
  return `${folderOf(module.path)}${stem}.py`;
}

function newFile(splitting: Splitting, arm: ArmCode, others: readonly NewFile[]): NewFile | undefined {
  const { program, module, scope, dispatch, levels } = splitting;
  const label = snakeCase(arm.labels[0] ?? "");
  if (label === undefined || (arm.block !== null && contains(arm.block, "global_statement", "nonlocal_statement"))) return undefined;
  const isTaken = (stem: string): boolean =>
    others.some((other) => other.stem === stem) || program.modules.some((other) => other.path === pathOf(module, stem));
  const stem = freshName(`${label}_handler`, isTaken);
  const decorators = decoratorsOf(splitting.definition);
  const parameters = childByField(splitting.definition, "parameters");
  const needed = neededFor(module, scope, dispatch, levels, arm, parameters === null ? decorators : [...decorators, parameters]);
  if (needed === undefined) return undefined;
  const imports = importsOf(splitting, needed, arm);
  if (imports === undefined) return undefined;
  const text = fileText(splitting, arm, needed, decorators, imports.statements);
  const isRepeatable = needed.before.every((level) => level.every((statement) => isPlain(module.text, statement)));
  return { stem, text, arm, needsOriginal: imports.needsOriginal, isRepeatable };
}

/** Reads and parses, and does nothing else. */
function isPlain(text: string, statement: SyntaxNode): boolean {
  if (plainAssignment(statement) === undefined || contains(statement, "await", "yield")) return false;
  const calls = [...descendants(statement)].filter((node) => node.type === "call").map((node) => childByField(node, "function"));
  return calls.every(
    (called) =>
      called !== null &&
      /^(?:json\.loads|loads|str|int|os\.getenv|.*\.get|.*\.lower|.*\.upper|.*\.strip)$/.test(text.slice(called.start, called.end)),
  );
}

function decoratorsOf(definition: SyntaxNode): SyntaxNode[] {
  return definition.parent?.type === "decorated_definition" ? definition.parent.children.filter((child) => child.type === "decorator") : [];
}

function importsOf(splitting: Splitting, needed: Needed, arm: ArmCode): { statements: string[]; needsOriginal: boolean } | undefined {
  const { program, module, scope } = splitting;
  const statements: string[] = [];
  const fromOriginal = new Set<string>(arm.replaced === null ? [] : [arm.replaced.by]);
  for (const binding of needed.globals) {
    const carried = carriedImport(binding);
    if (carried !== undefined) statements.push(carried);
    else if (binding.function === scope || isSetLater(program, module, binding)) return undefined;
    else fromOriginal.add(binding.name);
  }
  if (module.imports.some((one) => one.specifier === "__future__")) statements.push("from __future__ import annotations");
  const original = importName(program, module);
  if (fromOriginal.size > 0 && original === undefined) return undefined;
  for (const name of fromOriginal) statements.push(`from ${original ?? ""} import ${name}`);
  return { statements, needsOriginal: fromOriginal.size > 0 };
}

/** What a function sets while it runs would be imported too early. */
function isSetLater(program: Program, module: Module, binding: Binding): boolean {
  return program.writesTo(binding).some((write) => write.scope !== module.root);
}

function fileText(
  splitting: Splitting,
  arm: ArmCode,
  needed: Needed,
  decorators: readonly SyntaxNode[],
  imports: readonly string[],
): string {
  const { module, definition, scope } = splitting;
  const { text } = module;
  const unit = indentUnit(text);
  const parameters = childByField(definition, "parameters");
  const returns = childrenByField(definition, "return_type")
    .map((type) => ` -> ${text.slice(type.start, type.end)}`)
    .join("");
  const list = parameters === null ? "(event, context)" : text.slice(parameters.start, parameters.end);
  const block = importBlock(imports);
  const lines = [
    ...block,
    ...(block.length > 0 ? ["", ""] : []),
    ...decorators.map((decorator) => text.slice(decorator.start, decorator.end)),
    `${scope.isAsync ? "async " : ""}def lambda_handler${list}${returns}:`,
    ...bodyLines(splitting, arm, needed, 0, unit),
  ];
  return withLineEnds(`${lines.join("\n")}\n`.replaceAll("\r\n", "\n"), newlineOf(text));
}

function bodyLines(splitting: Splitting, arm: ArmCode, needed: Needed, depth: number, indent: string): string[] {
  const { text } = splitting.module;
  const level = splitting.levels[depth] as Level;
  const unit = indentUnit(text);
  const lines = (needed.before[depth] ?? []).map((statement) => linesAt(text, statement, indent));
  if (level.around !== null) {
    lines.push(`${indent}try:`, ...bodyLines(splitting, arm, needed, depth + 1, indent + unit));
    lines.push(...clausesOf(level.around).map((clause) => linesAt(text, clause, indent)));
  } else lines.push(armText(splitting, arm, indent));
  if (runsBehind(level, arm)) lines.push(...level.behind.map((statement) => linesAt(text, statement, indent)));
  return lines;
}

function armText(splitting: Splitting, arm: ArmCode, indent: string): string {
  const { text } = splitting.module;
  if (arm.block !== null) return linesAt(text, arm.block, indent);
  const callee = arm.replaced?.callee ?? arm.range;
  return indent + text.slice(arm.range.start, callee.start) + (arm.replaced?.by ?? "") + text.slice(callee.end, arm.range.end);
}

/** The original hands each arm over where the new files know nothing of it and repeating what stands before is harmless. */
function delegation(splitting: Splitting, files: readonly NewFile[]): Edit[] {
  const { module, program, scope, levels } = splitting;
  const isAlone = files.every((file) => !file.needsOriginal && file.isRepeatable && file.arm.block !== null && file.arm.exits);
  if (!isAlone || levels.length > 1 || scope.isAsync || scope.decorators.length > 0) return [];
  const names = scope.params.map((parameter) => parameter.name);
  if (names.length !== 2 || scope.params.some((parameter) => parameter.kind !== "positional")) return [];
  const prefix = siblingPrefix(program, module);
  const imports: Edit[] = [];
  const edits = files.flatMap((file): Edit[] => {
    const request = prefix === "" ? { module: file.stem } : { module: prefix === "." ? "." : prefix.slice(0, -1), name: file.stem };
    const imported = ensureImport(module, { ...request, readIn: [scope], isOwn: true });
    const { block } = file.arm;
    if (block === null) return [];
    imports.push(...imported.edits);
    return [edit(module, block.start, block.end, `return ${imported.local}.lambda_handler(${names.join(", ")})`)];
  });
  return [...joinImports(module, imports), ...edits];
}
