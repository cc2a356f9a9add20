/** State of an invocation that was kept at module level becomes a local again, passed to the functions that read it. */
import type { Program } from "../../flow/program.ts";
import type { Binding, Module, Write } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import type { Edit, Fix } from "../rewriter.ts";
import { combineEdits, edit, indentAt, lineEnd, lineStart, newlineOf, nextLine } from "../text.ts";
import { passToReaders } from "./passing.ts";
import { type Extent, extentOf, movedText, removeStatements } from "./statements.ts";
import { contains, nodeAround, plainAssignment, statementOf, statements, topLevelStatement, treeOf } from "./tree.ts";

/** See `Rewriter.localize`. */
export function localize(program: Program, write: Write): Fix | undefined {
  const { target, scope } = write;
  if (target.kind !== "binding" || target.binding.scope.kind !== "module" || scope.kind !== "function") return undefined;
  const { binding } = target;
  const { module } = binding.scope;
  if (binding.kind !== "variable" || scope.module !== module) return undefined;
  const writes = program.writesTo(binding);
  const own = writes.filter((one) => one.scope === scope).sort((a, b) => a.start - b.start);
  const first = own[0];
  if (first === undefined || first.operator !== "=" || own.some((one) => one.operator !== "=")) return undefined;
  if (writes.some((one) => one.scope !== scope && one.scope !== module.root)) return undefined;
  const passed = passToReaders(program, binding, { scope, region: first.region, offset: first.end });
  const declared = declarations(module, binding);
  if (passed === undefined || declared === undefined || own.some((one) => !isWithin(one, first))) return undefined;
  const comment = declared.length === 1 ? commentBehind(module.text, declared[0]) : "";
  const kept = comment === "" ? [] : moveComment(module, first, comment);
  if (kept === undefined) return undefined;
  const edits = combineEdits([...passed.edits, ...kept, ...removeStatements(module, [...passed.removed, ...declared])]);
  const safety = passed.readers.size === 0 ? "safe" : "suggested";
  return edits && { title: `Make it local to the invocation: ${binding.name}`, safety, edits };
}

function isWithin(write: Write, first: Write): boolean {
  for (let region: Write["region"] | null = write.region; region !== null; region = region.parent) if (region === first.region) return true;
  return false;
}

/** The module-level statements that only set the name up; undefined where one of them does more. */
function declarations(module: Module, binding: Binding): Extent[] | undefined {
  const tree = treeOf(module);
  const found: Extent[] = [];
  for (const write of binding.writes.filter((one) => one.scope === module.root)) {
    const statement = tree && topLevelStatement(tree, write.start);
    const assignment = statement && plainAssignment(statement);
    const extent = statement && extentOf(module.text, statement);
    if (assignment?.left.type !== "identifier" || extent === undefined || contains(assignment.right, "call", "await")) return undefined;
    found.push({ ...extent, start: lineStart(module.text, extent.node.start) });
  }
  return found;
}

function commentBehind(text: string, extent: Extent | undefined): string {
  return extent === undefined ? "" : text.slice(extent.node.end, lineEnd(text, extent.node.end)).trim();
}

/** What was said about the name is said where it is set now. */
function moveComment(module: Module, write: Write, comment: string): Edit[] | undefined {
  const end = lineEnd(module.text, write.statement.end);
  const isFree = module.text.slice(write.statement.end, end).trim() === "";
  if (isFree) return [edit(module, write.statement.end, write.statement.end, `  ${comment}`)];
  const start = lineStart(module.text, write.statement.start);
  return [edit(module, start, start, indentAt(module.text, write.statement.start) + comment + newlineOf(module.text))];
}

/** See `Rewriter.moveIntoHandler`. */
export function moveIntoHandler(program: Program, binding: Binding): Fix | undefined {
  const { module } = binding.scope;
  const tree = treeOf(module);
  const write = binding.writes[0];
  if (tree === undefined || binding.scope !== module.root || binding.kind !== "variable") return undefined;
  if (write?.operator !== "=" || write.region !== module.root.body || program.writesTo(binding).length !== 1) return undefined;
  const statement = statementOf(nodeAround(tree, write));
  const assignment = statement && plainAssignment(statement);
  const extent = statement && extentOf(module.text, statement);
  if (assignment?.left.type !== "identifier" || extent === undefined) return undefined;
  for (const handler of program.handlers.filter((one) => one.module === module && one.scope.kind === "function")) {
    const definition = handler.scope.nameRange === null ? null : nodeAround(tree, handler.scope.nameRange).parent;
    const body = definition?.type === "function_definition" ? childByField(definition, "body") : null;
    const at = body === null || definition === null ? undefined : bodyStart(module.text, body, definition);
    if (at === undefined || body === null || handler.scope.params.some((parameter) => parameter.name === binding.name)) continue;
    const passed = passToReaders(program, binding, { scope: handler.scope, region: handler.scope.body, offset: at });
    if (passed === undefined) continue;
    const indent = indentAt(module.text, body.start);
    const moved = indent + movedText(module.text, extent, indent) + newlineOf(module.text);
    const edits = combineEdits([...passed.edits, edit(module, at, at, moved), ...removeStatements(module, [...passed.removed, extent])]);
    if (edits !== undefined) return { title: `Create it in the handler: ${binding.name}`, safety: "suggested", edits };
  }
  return undefined;
}

/** The line behind the definition or its docstring, before any comment; undefined where the body stands on the definition's line or is a docstring. */
function bodyStart(text: string, body: SyntaxNode, definition: SyntaxNode): number | undefined {
  const all = statements(body);
  const first = all[0];
  const header = definition.children.findLast((child) => child.type === ":");
  if (first === undefined || header === undefined || lineStart(text, first.start) <= header.start) return undefined;
  const hasDocstring = first.type === "expression_statement" && first.children[0]?.type === "string";
  if (hasDocstring && all.length === 1) return undefined;
  let at = nextLine(text, hasDocstring ? first.end : header.end);
  while (text.slice(at, nextLine(text, at)).trim() === "") at = nextLine(text, at);
  return at;
}
