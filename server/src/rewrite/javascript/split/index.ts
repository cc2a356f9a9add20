/**
 * A file with its own handler for each arm of a dispatch. The deployment has to be told of the new handlers first, so the
 * original goes on working as it is; all that may change there is that something is exported. What makes this repair right
 * is that the new files have no finding, not that the old one has none.
 */
import type { Program } from "../../../flow/program.ts";
import type { Dispatch, Module, Range, Scope } from "../../../model/code.ts";
import { childByField, type SyntaxNode, type SyntaxTree } from "../../../parse/syntax.ts";
import type { Edit, Fix } from "../../rewriter.ts";
import { combineEdits, freshName, withLineEnds } from "../../text.ts";
import { functionNode } from "../bodies.ts";
import { isInside } from "../scopes.ts";
import { movedText } from "../statements.ts";
import { styleOf, usesImports } from "../style.ts";
import { contains, treeOf } from "../tree.ts";
import { type Carried, carry } from "./carry.ts";
import { type Needed, neededFor, runsBehind } from "./needed.ts";
import { type ArmCode, armOfBranch, armOfTable, clausesOf, type Level, levelsOf, linesAt, startWithComments } from "./pieces.ts";

interface Splitting {
  readonly program: Program;
  readonly module: Module;
  readonly tree: SyntaxTree;
  readonly scope: Scope;
  readonly node: SyntaxNode;
  readonly levels: readonly Level[];
}

interface NewFile {
  readonly stem: string;
  readonly text: string;
  readonly exporting: readonly Edit[];
  /** The very same file is there: this repair was made before. */
  readonly isThere: boolean;
}

/** See `Rewriter.splitHandlers`. */
export function splitHandlers(program: Program, dispatch: Dispatch): Fix | undefined {
  const { scope } = dispatch;
  const { module } = scope;
  const tree = treeOf(module);
  const node = tree && functionNode(tree, scope);
  if (
    tree === undefined ||
    node === undefined ||
    scope.owner !== null ||
    scope.isGenerator ||
    !program.handlers.some((handler) => handler.scope === scope)
  )
    return undefined;
  const levels = levelsOf(tree, scope, dispatch);
  if (levels === undefined || contains(node, "this") || !isPlain(dispatch)) return undefined;
  const splitting = { program, module, tree, scope, node, levels };
  const files: NewFile[] = [];
  for (const arm of dispatch.arms) {
    const code = dispatch.form === "table" ? armOfTable(tree, dispatch, arm, scope) : armOfBranch(module, tree, dispatch, arm);
    const file = code && newFile(splitting, code, files);
    if (file === undefined) return undefined;
    files.push(file);
  }
  if (files.every((file) => file.isThere)) return undefined;
  const created = files
    .filter((file) => !file.isThere)
    .map((file): Edit => ({ path: pathOf(module, file.stem), start: 0, end: 0, newText: file.text, create: true }));
  const exporting = new Map(files.flatMap((file) => file.exporting).map((one) => [`${one.start} ${one.newText}`, one]));
  const edits = combineEdits([...created, ...exporting.values()]);
  return (
    edits && { title: `Give each kind of event its own handler: ${files.map((file) => file.stem).join(", ")}`, safety: "suggested", edits }
  );
}

/** Every arm for values of its own, asked for nothing else: the new file runs its code without asking. */
function isPlain(dispatch: Dispatch): boolean {
  const { text } = dispatch.scope.module;
  const labels = dispatch.arms.flatMap((arm) => arm.labels);
  const tests = dispatch.branches.flatMap((branch) => branch.arms.flatMap((arm) => (arm.test === null ? [] : [arm.test])));
  const isEquality = (range: Range): boolean =>
    !/&&|!|\?/.test(text.slice(range.start, range.end).replace(/(["'`])(?:\\.|(?!\1).)*\1/g, ""));
  return new Set(labels).size === labels.length && tests.every(isEquality);
}

/** A name of the arm's own that means something else around it. */
function isShadowing(scope: Scope, arm: ArmCode): boolean {
  const own = scope.bindings.filter((one) => one.declaration !== null && isInside(one.declaration, arm.range));
  return own.some((one) => scope.bindings.some((other) => other.name === one.name && !own.includes(other)));
}

function pathOf(module: Module, stem: string): string {
  const extension = /\.[^./]+$/.exec(module.path)?.[0] ?? ".js";
  return `${module.path.slice(0, module.path.lastIndexOf("/") + 1)}${stem}${extension}`;
}

function stemOfPath(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");
}

/** `OrderCreated`, `order.created`, `ORDER-CREATED` as `orderCreated`; undefined where nothing is left. */
function stemOf(label: string): string | undefined {
  const words = label
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
  const joined = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
  if (joined === "") return undefined;
  return /^[0-9]/.test(joined) ? `event${joined}` : joined;
}

function newFile(splitting: Splitting, arm: ArmCode, others: readonly NewFile[]): NewFile | undefined {
  const { program, module, tree, scope, node, levels } = splitting;
  const label = stemOf(arm.label);
  if (label === undefined || isShadowing(scope, arm)) return undefined;
  const signature = signatureOf(node);
  const needed = neededFor(module, scope, levels, arm, signature);
  if (needed === undefined) return undefined;
  const called = arm.replaced === null ? undefined : module.root.bindings.find((one) => one.name === arm.replaced?.by);
  const globals = called === undefined ? needed.globals : [...needed.globals, called];
  const carried = carry(program, scope, tree, globals, needed.ranges);
  if (carried === undefined) return undefined;
  const text = fileText(splitting, arm, needed, carried);
  const same = program.modules.find((other) => other.text === text && other.path === pathOf(module, stemOfPath(other.path)));
  const isTaken = (stem: string): boolean =>
    others.some((other) => other.stem === stem) || program.modules.some((other) => other.path === pathOf(module, stem));
  const stem = same === undefined ? freshName(`${label}Handler`, isTaken, "") : stemOfPath(same.path);
  return { stem, text, exporting: carried.exporting, isThere: same !== undefined };
}

/** Parameters and types of the handler. */
function signatureOf(node: SyntaxNode): SyntaxNode[] {
  const declarator = node.parent?.type === "variable_declarator" ? node.parent : null;
  const type = declarator === null ? null : childByField(declarator, "type");
  return [childByField(node, "parameters"), childByField(node, "parameter"), childByField(node, "return_type"), type].filter(
    (one) => one !== null,
  );
}

function fileText(splitting: Splitting, arm: ArmCode, needed: Needed, carried: Carried): string {
  const { module, node, scope } = splitting;
  const { text } = module;
  const { indent, semicolon, newline } = styleOf(module);
  const written = (field: string, of: SyntaxNode | null = node): string => {
    const found = of === null ? null : childByField(of, field);
    return found === null ? "" : text.slice(found.start, found.end);
  };
  const parameters = written("parameters") || `(${written("parameter")})`;
  const type = node.parent?.type === "variable_declarator" ? written("type", node.parent) : "";
  const name = usesImports(module) ? `export const handler${type}` : "exports.handler";
  const imports = [...joined(carried.imports), ...originalImports(module, carried)];
  const constants = [...carried.constants]
    .sort((a, b) => a.start - b.start)
    .map((one) => movedText(module, one, one).replace(/^export\s+/, ""));
  const lines = [
    ...imports,
    ...(imports.length > 0 ? [""] : []),
    ...constants,
    ...(constants.length > 0 ? [""] : []),
    `${name} = ${scope.isAsync ? "async " : ""}${parameters}${written("return_type")} => {`,
    ...bodyLines(splitting, arm, needed, 0, indent),
    `}${semicolon}`,
  ];
  return withLineEnds(`${lines.join("\n")}\n`.replaceAll("\r\n", "\n"), newline);
}

function bodyLines(splitting: Splitting, arm: ArmCode, needed: Needed, depth: number, indent: string): string[] {
  const { module } = splitting;
  const level = splitting.levels[depth] as Level;
  const unit = styleOf(module).indent;
  const at = (one: SyntaxNode): string =>
    linesAt(module, one, { start: startWithComments(module, one.parent?.start ?? 0, one), end: one.end }, indent);
  const lines = (needed.before[depth] ?? []).map(at);
  if (level.around !== null) {
    const clauses = clausesOf(level.around)
      .map((clause) => ` ${movedText(module, level.around as SyntaxNode, clause, [], indent)}`)
      .join("");
    lines.push(`${indent}try {`, ...bodyLines(splitting, arm, needed, depth + 1, indent + unit), `${indent}}${clauses}`);
  } else lines.push(armText(splitting, arm, indent));
  if (runsBehind(level, arm)) lines.push(...level.behind.map(at));
  return lines;
}

function armText({ module }: Splitting, arm: ArmCode, indent: string): string {
  const edits =
    arm.replaced === null
      ? []
      : [{ path: module.path, start: arm.replaced.callee.start, end: arm.replaced.callee.end, newText: arm.replaced.by }];
  return indent + movedText(module, arm.first, arm.range, edits, indent);
}

/** Names of one package in one statement. */
function joined(statements: ReadonlySet<string>): string[] {
  const found = new Map<string, string[]>();
  for (const statement of statements) {
    const match = /^(.*?\{ )(.*)( \}.*)$/s.exec(statement);
    const key = match === null ? statement : `${match[1] ?? ""}\u0000${match[3] ?? ""}`;
    found.set(key, [...(found.get(key) ?? []), match?.[2] ?? ""]);
  }
  return [...found].map(([key, names]) => key.replace("\u0000", names.join(", ")));
}

function originalImports(module: Module, carried: Carried): string[] {
  const { quote, semicolon } = styleOf(module);
  const from = quote + specifierOf(module) + quote;
  const list = (names: ReadonlySet<string>): string => `{ ${[...names].sort().join(", ")} }`;
  const types = carried.typesFromOriginal.size === 0 ? [] : [`import type ${list(carried.typesFromOriginal)} from ${from}${semicolon}`];
  if (carried.fromOriginal.size === 0) return types;
  const names = list(carried.fromOriginal);
  return [...types, usesImports(module) ? `import ${names} from ${from}${semicolon}` : `const ${names} = require(${from})${semicolon}`];
}

/** How a neighbour names the original: with an extension where the file does so, or Node asks for it. */
function specifierOf(module: Module): string {
  const file = module.path.slice(module.path.lastIndexOf("/") + 1);
  const relative = module.imports.filter((one) => one.specifier.startsWith("."));
  const hasExtension = relative.some((one) => /\.[mc]?[jt]s$/.test(one.specifier));
  const isNeeded = relative.length === 0 && usesImports(module) && module.language === "javascript";
  const extension = hasExtension || isNeeded || file.endsWith(".mjs") ? (/\.[^.]+$/.exec(file)?.[0] ?? "") : "";
  const compiled = relative.some((one) => /\.[mc]?js$/.test(one.specifier)) ? extension.replace("ts", "js").replace("x", "") : extension;
  return `./${file.replace(/\.[^.]+$/, "")}${compiled}`;
}
