/** import and export declarations. */
import type { ModuleValue, Range, Value, Write } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { addWrite } from "./assignments.ts";
import { decoratedClass } from "./classes.ts";
import { exportWhole } from "./exports.ts";
import { mentionName, newImport, newMember } from "./facts.ts";
import { stringText } from "./literals.ts";
import { declare } from "./names.ts";
import { declaration, expression, firstNamed, hasToken, inside, statement, type Walk } from "./walk.ts";

export function importStatement(walk: Walk, node: SyntaxNode): boolean {
  const at = { start: node.start, end: node.end };
  const typeOnly = hasToken(node, "type") || hasToken(node, "typeof");
  const required = node.children.find((child) => child.type === "import_require_clause");
  const source = childByField(required ?? node, "source");
  if (source === null || source.type !== "string") {
    inside(walk, node);
    return false;
  }
  const module = newImport(walk, at, source, stringText(walk.text, source), required === undefined ? "import" : "require", typeOnly, false);
  if (required !== undefined) bindImport(walk, firstNamed(required), required, module);
  for (const child of node.children) if (child.type === "import_clause") importClause(walk, child, module);
  return false;
}

function importClause(walk: Walk, clause: SyntaxNode, module: ModuleValue): void {
  for (const child of clause.children) {
    if (child.type === "identifier") bindImport(walk, child, child, newMember(child, module, "default", false));
    else if (child.type === "namespace_import") bindImport(walk, firstNamed(child), child, module);
    else if (child.type === "named_imports") {
      for (const specifier of child.children) if (specifier.type === "import_specifier") importSpecifier(walk, specifier, module);
    }
  }
}

function importSpecifier(walk: Walk, node: SyntaxNode, module: ModuleValue): void {
  const name = childByField(node, "name");
  if (name === null) return;
  bindImport(walk, childByField(node, "alias") ?? name, node, newMember(name, module, exportedName(walk, name), false));
}

/** A name as it stands in an export or import clause; it may be a string. */
function exportedName(walk: Walk, node: SyntaxNode): string {
  return node.type === "string" ? stringText(walk.text, node) : walk.text.slice(node.start, node.end);
}

function bindImport(walk: Walk, local: SyntaxNode | null, at: Range, value: Value): void {
  if (local === null || local.start === local.end) return;
  const binding = declare(walk, walk.text.slice(local.start, local.end), "import", local, null);
  const operator: Write["operator"] = "import";
  const target = { kind: "binding" as const, binding, start: local.start, end: local.end };
  binding.writes.push(addWrite(walk, target, value, { at: { start: at.start, end: at.end }, operator, declares: null, type: null }));
}

/** `import x = Namespace.member`. */
export function importAlias(walk: Walk, node: SyntaxNode): boolean {
  const names = node.children.filter((child) => child.isNamed && child.type !== "comment");
  const [local, source] = names;
  if (local !== undefined && source !== undefined) bindImport(walk, local, node, expression(walk, source));
  return false;
}

export function exportStatement(walk: Walk, node: SyntaxNode): boolean {
  const source = childByField(node, "source");
  if (source !== null) reexport(walk, node, source);
  else if (childByField(node, "declaration") !== null) exportDeclaration(walk, node);
  else if (hasToken(node, "default")) exportDefault(walk, node);
  else if (hasToken(node, "=")) {
    const value = firstNamed(node);
    if (value !== null) exportWhole(walk.module.exports, expression(walk, value));
  } else if (!hasToken(node, "namespace")) exportClauses(walk, node);
  return false;
}

/** `export … from "x"`. */
function reexport(walk: Walk, node: SyntaxNode, source: SyntaxNode): void {
  const typeOnly = hasToken(node, "type");
  const clause = node.children.find((child) => child.type === "export_clause");
  const namespace = node.children.find((child) => child.type === "namespace_export");
  const module = newImport(walk, node, source, stringText(walk.text, source), "reexport", typeOnly, clause === undefined);
  if (typeOnly) return;
  if (namespace !== undefined) {
    const name = firstNamed(namespace);
    if (name !== null) walk.exports.set(exportedName(walk, name), module);
  } else if (clause === undefined) walk.module.exports.stars.push(module);
  else {
    for (const { name, as } of specifiers(walk, clause)) walk.exports.set(as, newMember(name, module, exportedName(walk, name), false));
  }
}

function exportClauses(walk: Walk, node: SyntaxNode): void {
  for (const child of node.children) {
    if (child.type === "export_clause") {
      if (hasToken(node, "type")) continue;
      for (const { name, as } of specifiers(walk, child)) walk.exports.set(as, mentionName(walk, name));
    } else if (child.isNamed && child.type !== "comment") statement(walk, child);
  }
}

/** What an export clause names; types are left out. */
function* specifiers(walk: Walk, clause: SyntaxNode): Generator<{ name: SyntaxNode; as: string }> {
  for (const child of clause.children) {
    if (child.type !== "export_specifier" || hasToken(child, "type")) continue;
    const name = childByField(child, "name");
    if (name !== null) yield { name, as: exportedName(walk, childByField(child, "alias") ?? name) };
  }
}

function exportDefault(walk: Walk, node: SyntaxNode): void {
  const value = childByField(node, "value");
  if (value === null) {
    inside(walk, node);
    return;
  }
  walk.exports.set("default", expression(walk, value));
}

function exportDeclaration(walk: Walk, node: SyntaxNode): void {
  const declared = childByField(node, "declaration") as SyntaxNode;
  const decorators = node.children.filter((child) => child.type === "decorator");
  if (decorators.length > 0) {
    const values = decorators.flatMap((child) => firstNamed(child) ?? []).map((child) => expression(walk, child));
    decoratedClass(walk, declared, values);
  } else declaration(walk, declared);
  if (hasToken(node, "default")) {
    const name = childByField(declared, "name");
    if (name !== null && isValueDeclaration(declared)) walk.exports.set("default", mentionName(walk, name));
    return;
  }
  for (const name of declaredNames(declared)) walk.exports.set(walk.text.slice(name.start, name.end), mentionName(walk, name));
}

/** Interfaces, types, signatures and ambient declarations leave nothing behind. */
function isValueDeclaration(node: SyntaxNode): boolean {
  const { type } = node;
  return (
    type.endsWith("function_declaration") || type.endsWith("class_declaration") || type === "enum_declaration" || type === "internal_module"
  );
}

function declaredNames(node: SyntaxNode): SyntaxNode[] {
  const names: SyntaxNode[] = [];
  if (node.type === "lexical_declaration" || node.type === "variable_declaration") {
    for (const child of node.children) if (child.type === "variable_declarator") patternNames(childByField(child, "name"), names, 0);
  } else if (isValueDeclaration(node)) {
    const name = childByField(node, "name");
    if (name !== null && name.type !== "nested_identifier") names.push(name);
  } else if (node.type === "import_alias") {
    const name = firstNamed(node);
    if (name !== null) names.push(name);
  }
  return names;
}

function patternNames(node: SyntaxNode | null, names: SyntaxNode[], depth: number): void {
  if (node === null || depth > 50) return;
  switch (node.type) {
    case "identifier":
    case "shorthand_property_identifier_pattern":
      names.push(node);
      break;
    case "pair_pattern":
      patternNames(childByField(node, "value"), names, depth + 1);
      break;
    case "assignment_pattern":
    case "object_assignment_pattern":
      patternNames(childByField(node, "left"), names, depth + 1);
      break;
    case "object_pattern":
    case "array_pattern":
    case "rest_pattern":
      for (const child of node.children) patternNames(child, names, depth + 1);
  }
}
