/** A loop over records, each on its own: what fails is reported, not thrown. */
import type { Handler, Program } from "../../flow/program.ts";
import type { Module, Scope } from "../../model/code.ts";
import { childByField, type SyntaxNode, type SyntaxTree } from "../../parse/syntax.ts";
import { goesOn, IDENTIFIER, isPlain, isRecord, recordVariable, returnsAreSimple } from "../batch.ts";
import type { Batch, Edit, Fix } from "../rewriter.ts";
import { combineEdits, edit, indentAt, isFirstOnLine, lineStart, reindent } from "../text.ts";
import { functionNode } from "./bodies.ts";
import { isUsed } from "./scopes.ts";
import { type Style, styleOf } from "./style.ts";
import { contains, longTemplates, nodeAround, statements, treeOf } from "./tree.ts";

const FAILURES = "batchItemFailures";
const ITEMS = "{ itemIdentifier: string }[]";

/** What is done with each record: the body of a loop, or of the function given to `map` in `await Promise.all(…)`. */
interface Work {
  readonly record: string;
  readonly block: SyntaxNode;
  /** The statement of the handler's body that it is part of. */
  readonly statement: SyntaxNode;
  /** Text of the records, for a loop that goes through them in order. */
  readonly records: string | null;
}

interface Rewriting extends Work {
  readonly program: Program;
  readonly module: Module;
  readonly handler: Handler;
  readonly batch: Batch;
  readonly node: SyntaxNode;
  readonly body: SyntaxNode;
  readonly indent: string;
  readonly style: Style;
}

/** See `Rewriter.reportBatchFailures`. */
export function reportBatchFailures(program: Program, handler: Handler, batch: Batch): Fix | undefined {
  const { scope } = handler;
  const { module } = scope;
  const tree = treeOf(module);
  const node = tree && functionNode(tree, scope);
  const body = node && childByField(node, "body");
  const work = tree && (loopOf(program, tree, scope) ?? (goesOn(batch) ? parallelOf(program, tree, scope) : undefined));
  if (!node || body?.type !== "statement_block" || !work || work.statement.parent !== body || !scope.isAsync) return undefined;
  if (isUsed(module, FAILURES) || isUsed(module, "error") || !isFirstOnLine(module.text, work.statement.start)) return undefined;
  const indent = indentAt(module.text, work.statement.start);
  const rewriting = { ...work, program, module, handler, batch, node, body, indent, style: styleOf(module) };
  const parts = [begin(rewriting), wrapBody(rewriting), answer(rewriting), typed(rewriting)];
  if (parts.some((part) => part === undefined)) return undefined;
  const edits = combineEdits(parts.flatMap((part) => part ?? []));
  return edits && { title: `Report the failed records of a batch: ${handler.name}`, safety: "suggested", edits };
}

/** `for (const record of event.Records) { … }`. */
function loopOf(program: Program, tree: SyntaxTree, scope: Scope): Work | undefined {
  const variable = recordVariable(program, scope);
  let at: SyntaxNode | null = variable ? nodeAround(tree, variable.target) : null;
  while (at !== null && at.type !== "for_in_statement") at = at.parent;
  const [left, right, block] = at ? ["left", "right", "body"].map((field) => childByField(at as SyntaxNode, field)) : [];
  if (!at || left?.type !== "identifier" || !right || block?.type !== "statement_block" || variable?.target.kind !== "binding")
    return undefined;
  if (!at.children.some((child) => child.type === "of") || at.children.some((child) => child.type === "await")) return undefined;
  if (contains(block, "break_statement", "yield_expression") || returnsIn(scope, block)) return undefined;
  const records = tree.text.slice(right.start, right.end);
  return { record: variable.target.binding.name, block, statement: at, records: /^[\w.$?![\]"']+$/.test(records) ? records : null };
}

function returnsIn(scope: Scope, block: SyntaxNode): boolean {
  return scope.returns.some((each) => each.start >= block.start && each.end <= block.end);
}

/** `await Promise.all(event.Records.map(async (record) => { … }))` whose values nobody takes. */
function parallelOf(program: Program, tree: SyntaxTree, scope: Scope): Work | undefined {
  for (const call of scope.calls) {
    if (program.qualifiedName(call.callee) !== "global:Promise.all" || !call.isAwaited) continue;
    const given = call.args[0]?.value;
    if (given?.kind !== "call" || given.call.callee.kind !== "member" || given.call.callee.property !== "map") continue;
    const each = given.call.args[0]?.value;
    const path = program.eventPath(given.call.callee.object);
    if (each?.kind !== "function" || !each.scope.isAsync || given.call.args.length !== 1 || !isRecord([...(path ?? []), "*"])) continue;
    const record = each.scope.params.length === 1 ? each.scope.params[0]?.binding : null;
    const inner = functionNode(tree, each.scope);
    const block = inner && childByField(inner, "body");
    const statement = nodeAround(tree, call.statement);
    if (!record || record.writes.length > 0 || block?.type !== "statement_block" || each.scope.returns.some((one) => one.value !== null))
      continue;
    if (statement.type !== "expression_statement" || statement.children[0]?.type !== "await_expression") continue;
    return { record: record.name, block, statement, records: null };
  }
  return undefined;
}

function begin({ batch, module, statement, indent, style }: Rewriting): Edit[] | undefined {
  if (!goesOn(batch)) return [];
  const type = module.language === "typescript" ? `: ${ITEMS}` : "";
  let at = lineStart(module.text, statement.start);
  // What is said above the loop stays with it.
  for (let above = commentAbove(module, at); above !== undefined; above = commentAbove(module, at)) at = above;
  return [edit(module, at, at, `${indent}const ${FAILURES}${type} = []${style.semicolon}${style.newline}`)];
}

function commentAbove(module: Module, at: number): number | undefined {
  const comment = module.comments.find(
    (one) => one.end < at && module.text.slice(one.end, at).trim() === "" && !module.text.slice(one.end, at).includes("\n\n"),
  );
  return comment && isFirstOnLine(module.text, comment.start) ? lineStart(module.text, comment.start) : undefined;
}

/** The body in a `try`; of a body that is one already what it does with an error is followed by the report. */
function wrapBody(rewriting: Rewriting): Edit[] | undefined {
  const { module, block, style } = rewriting;
  const { text } = module;
  const own = statements(block);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last || !isFirstOnLine(text, first.start) || !isFirstOnLine(text, block.end - 1)) return undefined;
  if (own.length === 1 && first.type === "try_statement") return adoptTry(rewriting, first);
  // What is caught and kept at the end would never get here.
  if (last.type === "try_statement") return undefined;
  const inner = indentAt(text, first.start);
  const start = lineStart(text, firstComment(module, block) ?? first.start);
  const end = lineStart(text, block.end - 1);
  const strings = longTemplates(block, text).map((range) => ({ start: range.start - start + 1, end: range.end - start + 1 }));
  const moved = reindent(`\n${text.slice(start, end)}`, inner, inner + style.indent, strings).slice(1);
  const lines = [`${inner}} catch (error) {`, ...report(rewriting, inner + style.indent), `${inner}}`];
  return [edit(module, start, end, `${inner}try {${style.newline}${moved}${lines.join(style.newline)}${style.newline}`)];
}

function firstComment(module: Module, block: SyntaxNode): number | undefined {
  const start = statements(block)[0]?.start ?? block.end;
  return module.comments.find((one) => one.start > block.start && one.end <= start && isFirstOnLine(module.text, one.start))?.start;
}

/** `catch (e) { log; throw e; }` becomes `catch (e) { log; report }`. */
function adoptTry(rewriting: Rewriting, statement: SyntaxNode): Edit[] | undefined {
  const { module, style } = rewriting;
  const { text } = module;
  const clause = childByField(statement, "handler");
  const block = clause && childByField(clause, "body");
  if (!block || childByField(statement, "finalizer")) return undefined;
  const own = statements(block);
  const last = own.at(-1);
  const kept = last?.type === "throw_statement" ? own.slice(0, -1) : own;
  if (
    !last ||
    kept.length === 0 ||
    !isFirstOnLine(text, last.start) ||
    kept.some((one) => contains(one, "throw_statement", "continue_statement", "return_statement"))
  )
    return undefined;
  const lines = appending(rewriting, indentAt(text, last.start)).join(style.newline);
  const start = lineStart(text, last.start);
  const close = lineStart(text, block.end - 1);
  if (last.type !== "throw_statement") return [edit(module, close, close, lines + style.newline)];
  return text.slice(last.end, close).trim() === "" ? [edit(module, start, close, lines + style.newline)] : undefined;
}

function report(rewriting: Rewriting, indent: string): string[] {
  const { style, record } = rewriting;
  const text = "`A record failed: ${".concat(identifierOf(rewriting, record, false), "}`");
  return [`${indent}console.error(${text}, error)${style.semicolon}`, ...appending(rewriting, indent)];
}

/** Types say that a record of a table's stream may have no number; a failure without one fails the batch as a whole. */
function identifierOf({ batch, module }: Rewriting, record: string, isWhole = true): string {
  const path = IDENTIFIER[batch];
  if (batch !== "dynamodb" || module.language !== "typescript") return [record, ...path].join(".");
  return `${record}.${path.join("?.")}${isWhole ? ' ?? ""' : ""}`;
}

function appending(rewriting: Rewriting, indent: string): string[] {
  const { batch, record, records, style } = rewriting;
  const item = (of: string): string => `{ itemIdentifier: ${identifierOf(rewriting, of)} }`;
  if (goesOn(batch)) return [`${indent}${FAILURES}.push(${item(record)})${style.semicolon}`];
  if (batch !== "fifo-queue") return [`${indent}return { ${FAILURES}: [${item(record)}] }${style.semicolon}`];
  const rest = `${records ?? ""}.slice(${records ?? ""}.indexOf(${record}))`;
  return [
    `${indent}// What follows in the queue has to wait for this one.`,
    `${indent}return { ${FAILURES}: ${rest}.map((each) => (${item("each")})) }${style.semicolon}`,
  ];
}

/** The failures are what the handler answers; what it said before nobody reads. */
function answer({ module, program, handler, body, batch, style, records }: Rewriting): Edit[] | undefined {
  const { scope } = handler;
  const { text } = module;
  const last = statements(body).at(-1);
  const returned = scope.returns.find((each) => last && each.start >= last.start && each.end <= last.end);
  const isLast = returned !== undefined && last?.type === "return_statement";
  if (!last || (batch === "fifo-queue" && records === null) || !returnsAreSimple(scope, isLast ? returned : undefined)) return undefined;
  const newText = `return ${goesOn(batch) ? `{ ${FAILURES} }` : `{ ${FAILURES}: [] }`}${style.semicolon}`;
  if (isLast) {
    const isSilent = !module.comments.some((one) => one.start >= last.start && one.end <= last.end);
    return !returned.value || (isPlain(returned.value, program) && isSilent) ? [edit(module, last.start, last.end, newText)] : undefined;
  }
  if (!isFirstOnLine(text, body.end - 1)) return undefined;
  const close = lineStart(text, body.end - 1);
  return [edit(module, close, close, `${style.newline}${indentAt(text, last.start)}${newText}${style.newline}`)];
}

/** What the handler is declared to return has to allow for the answer. */
function typed({ module, node }: Rewriting): Edit[] | undefined {
  if (module.language !== "typescript") return [];
  const written = (of: SyntaxNode | null): string => (of === null ? "" : module.text.slice(of.start, of.end).replace(/\s+/g, ""));
  const declared = node.parent?.type === "variable_declarator" ? written(childByField(node.parent, "type")) : "";
  if (!/^(:(SQSHandler|KinesisStreamHandler|DynamoDBStreamHandler|Handler(<\w+(,(any|unknown|\w+BatchResponse))?>)?))?$/.test(declared))
    return undefined;
  const result = childByField(node, "return_type");
  if (result === null || /^:Promise<(any|unknown|\w+BatchResponse)(\|void)?>$/.test(written(result))) return [];
  if (!/^:Promise<(void|undefined)>$/.test(written(result))) return undefined;
  return [edit(module, result.start, result.end, `: Promise<{ ${FAILURES}: ${ITEMS} }>`)];
}
