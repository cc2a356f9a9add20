/** How module-level names get into a new file: the import again, the constant again, or an import from the original. */
import type { Program } from "../../../flow/program.ts";
import type { Binding, Module, Range, Scope, Value } from "../../../model/code.ts";
import { childByField, namedChildren, type SyntaxNode, type SyntaxTree } from "../../../parse/syntax.ts";
import type { Edit } from "../../rewriter.ts";
import { edit, newlineOf } from "../../text.ts";
import { isExported } from "../passing.ts";
import { readsIn } from "../scopes.ts";
import { styleOf, usesImports } from "../style.ts";
import { declarationAt, descendants, nodeAround, topLevelStatement } from "../tree.ts";

export interface Carried {
  /** The handler that is split. */
  readonly handler: Scope;
  readonly imports: Set<string>;
  /** Declarations that are repeated, in source order. */
  readonly constants: Set<SyntaxNode>;
  /** Names to import from the original. */
  readonly fromOriginal: Set<string>;
  readonly typesFromOriginal: Set<string>;
  /** Edits of the original that export them. */
  readonly exporting: Edit[];
}

/** @returns undefined where a name cannot be had in another file. */
export function carry(
  program: Program,
  handler: Scope,
  tree: SyntaxTree,
  globals: Iterable<Binding>,
  ranges: readonly Range[],
): Carried | undefined {
  const { module } = handler;
  const carried: Carried = {
    handler,
    imports: new Set(),
    constants: new Set(),
    fromOriginal: new Set(),
    typesFromOriginal: new Set(),
    exporting: [],
  };
  const seen = new Set<Binding>(globals);
  for (const binding of seen) {
    const declared = binding.declaration === null ? undefined : topLevelStatement(tree, binding.declaration.start);
    if (declared === undefined || binding.kind === "undeclared") return undefined;
    if (declared.type === "import_statement") carried.imports.add(importOf(module, declared, binding));
    else if (isRequire(module, tree, binding)) carried.imports.add(requireOf(module, tree, binding));
    else if (isRepeatable(program, tree, binding)) {
      carried.constants.add(declared);
      for (const read of readsIn(module, declared)) if (read.binding.kind !== "builtin") seen.add(read.binding);
    } else if (!fromOriginal(program, module, declared, binding, carried)) return undefined;
  }
  return carryTypes(module, tree, [...ranges, ...carried.constants], carried) ? carried : undefined;
}

function importOf(module: Module, statement: SyntaxNode, binding: Binding): string {
  const { text } = module;
  const source = childByField(statement, "source");
  if (source === null) return text.slice(statement.start, statement.end);
  const from = text.slice(source.start, source.end);
  let clause: SyntaxNode = nodeAround({ root: statement, text, broken: [] }, binding.declaration as Range);
  while (clause.parent !== null && !/^(import_specifier|namespace_import|import_clause|import_statement)$/.test(clause.type))
    clause = clause.parent;
  const isType = statement.children[1]?.type === "type" ? "type " : "";
  const written = text.slice(clause.start, clause.end);
  const named = clause.type === "import_specifier" ? `{ ${written} }` : clause.type === "namespace_import" ? written : binding.name;
  return `import ${isType}${named} from ${from}${styleOf(module).semicolon}`;
}

function isRequire(module: Module, tree: SyntaxTree, binding: Binding): boolean {
  const declaration = binding.declaration === null ? undefined : declarationAt(tree, binding.declaration);
  const value = declaration?.value;
  return (
    binding.writes.length === 1 &&
    value !== null &&
    value !== undefined &&
    /^require\(\s*(["'])[^"']+\1\s*\)(\.\w+)*$/.test(module.text.slice(value.start, value.end))
  );
}

function requireOf(module: Module, tree: SyntaxTree, binding: Binding): string {
  const { text } = module;
  const declaration = declarationAt(tree, binding.declaration as Range);
  if (declaration === undefined) return "";
  const { name, value, keyword } = declaration;
  let pattern: SyntaxNode = nodeAround(tree, binding.declaration as Range);
  while (pattern.parent !== null && pattern.parent !== name && pattern !== name) pattern = pattern.parent;
  const written = text.slice(pattern.start, pattern.end);
  return `${text.slice(keyword.start, keyword.end)} ${pattern === name ? written : `{ ${written} }`} = ${text.slice(value?.start, value?.end)}${styleOf(module).semicolon}`;
}

/** A constant made of literals, the environment and SDK clients may be there twice. */
function isRepeatable(program: Program, tree: SyntaxTree, binding: Binding): boolean {
  const [write, second] = program.writesTo(binding);
  if (binding.kind !== "constant" || write === undefined || second !== undefined || binding.declaration === null) return false;
  const declaration = declarationAt(tree, binding.declaration);
  return (
    declaration !== undefined &&
    !declaration.isShared &&
    declaration.statement.parent?.type === "program" &&
    declaration.name.type === "identifier" &&
    isPlain(program, write.value)
  );
}

function isPlain(program: Program, value: Value): boolean {
  if (value.kind === "call")
    return program.entry(value.call)?.role === "sdk-client" && value.call.args.every((one) => isPlain(program, one.value));
  if (value.kind === "map") return value.entries.every((one) => !one.isSpread && isPlain(program, one.value));
  if (value.kind === "choice") return value.options.every((one) => isPlain(program, one));
  return /^(literal|template|member|name)$/.test(value.kind) && program.isSteady(value);
}

// --- the original ----------------------------------------------------------------------------------------------------

function fromOriginal(program: Program, module: Module, declared: SyntaxNode, binding: Binding, carried: Carried): boolean {
  if (program.writesTo(binding).some((write) => write.scope !== module.root) || binding.function === carried.handler) return false;
  carried.fromOriginal.add(binding.name);
  if (isExported(module, binding)) return module.exports.named.has(binding.name);
  return exportIt(module, declared, binding.name, carried);
}

function exportIt(module: Module, declared: SyntaxNode, name: string, carried: Carried): boolean {
  const { text } = module;
  const { semicolon } = styleOf(module);
  const newline = newlineOf(text);
  if (usesImports(module)) {
    if (
      !/^(function_declaration|generator_function_declaration|lexical_declaration|class_declaration|interface_declaration|type_alias_declaration|enum_declaration|variable_declaration)$/.test(
        declared.type,
      )
    )
      return false;
    carried.exporting.push(edit(module, declared.start, declared.start, "export "));
    return true;
  }
  if (module.exports.whole !== null) {
    const { whole } = module.exports;
    if (whole.kind !== "map" || whole.entries.length === 0 || whole.entries.some((entry) => entry.isSpread)) return false;
    const at = whole.entries.at(-1)?.end ?? whole.end;
    carried.exporting.push(edit(module, at, at, `, ${name}`));
    return true;
  }
  const open = text.endsWith("\n") ? "" : newline;
  carried.exporting.push(edit(module, text.length, text.length, `${open}exports.${name} = ${name}${semicolon}${newline}`));
  return true;
}

/** Types are no reads; they are found by their names. */
function carryTypes(module: Module, tree: SyntaxTree, ranges: readonly Range[], carried: Carried): boolean {
  const names = new Set<string>();
  for (const range of ranges) {
    for (const node of descendants(nodeAround(tree, range))) {
      if (node.type === "type_identifier" && node.start >= range.start && node.end <= range.end)
        names.add(module.text.slice(node.start, node.end));
    }
  }
  for (const name of names) {
    const imported = module.root.bindings.find((one) => one.name === name && one.kind === "import");
    if (imported?.declaration) {
      const statement = topLevelStatement(tree, imported.declaration.start);
      if (statement?.type === "import_statement") carried.imports.add(importOf(module, statement, imported));
      continue;
    }
    for (const statement of tree.root.children) {
      const inner = statement.type === "export_statement" ? childByField(statement, "declaration") : statement;
      const own = inner === null ? undefined : namedChildren(inner).find((child) => child.field === "name");
      if (own === undefined || module.text.slice(own.start, own.end) !== name || carried.fromOriginal.has(name)) continue;
      carried.typesFromOriginal.add(name);
      if (inner === statement && !exportIt(module, statement, name, carried)) return false;
    }
  }
  return true;
}
