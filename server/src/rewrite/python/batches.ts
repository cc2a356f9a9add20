/** A loop over records, each on its own: what fails is reported, not thrown. */
import type { Handler, Program } from "../../flow/program.ts";
import type { Module, Range, Write } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { goesOn, IDENTIFIER, isPlain, recordVariable, returnsAreSimple } from "../batch.ts";
import type { Batch, Edit, Fix } from "../rewriter.ts";
import { combineEdits, edit, indentAt, indentUnit, isFirstOnLine, newlineOf, nextLine, reindent, withLineEnds } from "../text.ts";
import { isUsed } from "./scopes.ts";
import { contains, longStrings, nodeAround, statementOf, statements, treeOf } from "./tree.ts";

const FAILURES = "batch_item_failures";

interface Rewriting {
  readonly program: Program;
  readonly module: Module;
  readonly handler: Handler;
  readonly batch: Batch;
  readonly record: string;
  readonly loop: SyntaxNode;
  readonly block: SyntaxNode;
  readonly indent: string;
  readonly unit: string;
  readonly quote: string;
}

/** See `Rewriter.reportBatchFailures`. */
export function reportBatchFailures(program: Program, handler: Handler, batch: Batch): Fix | undefined {
  const { scope } = handler;
  const { module } = scope;
  const variable = recordVariable(program, scope);
  const loop = variable && loopOf(module, variable);
  const block = loop && childByField(loop, "body");
  if (!variable || !loop || !block || !isDirectlyIn(loop, scope.nameRange)) return undefined;
  if (variable.target.kind !== "binding" || isUsed(module, FAILURES) || isUsed(module, "error")) return undefined;
  const { text } = module;
  const quote = (text.match(/'/g)?.length ?? 0) > (text.match(/"/g)?.length ?? 0) ? "'" : '"';
  const indent = indentAt(text, loop.start);
  const record = variable.target.binding.name;
  const rewriting = { program, module, handler, batch, record, loop, block, indent, unit: indentUnit(text), quote };
  const [wrapped, answered] = [wrapBody(rewriting), answer(rewriting)];
  const edits = wrapped && answered && combineEdits([...begin(rewriting), ...wrapped, ...answered]);
  return edits && { title: `Report the failed records of a batch: ${handler.name}`, safety: "suggested", edits };
}

/** Does the loop stand among the statements of the function of that name? */
function isDirectlyIn(loop: SyntaxNode, name: Range | null): boolean {
  const around = loop.parent?.parent;
  return around?.type === "function_definition" && childByField(around, "name")?.start === name?.start;
}

/** `for record in …:` with a body of its own lines that ends with the loop alone. */
function loopOf(module: Module, variable: Write): SyntaxNode | undefined {
  const tree = treeOf(module);
  let at: SyntaxNode | null = tree ? nodeAround(tree, variable.target) : null;
  while (at !== null && at.type !== "for_statement") at = at.parent;
  const left = at && childByField(at, "left");
  const block = at && childByField(at, "body");
  if (!at || left?.type !== "identifier" || !block || childByField(at, "alternative") || at.children[0]?.type === "async") return undefined;
  const isPlainBody = isFirstOnLine(module.text, block.start) && !contains(block, "return_statement", "break_statement", "yield");
  return isPlainBody ? at : undefined;
}

function begin({ batch, module, loop, indent }: Rewriting): Edit[] {
  if (!goesOn(batch)) return [];
  const newline = newlineOf(module.text);
  let at = loop.start - indent.length;
  // What is said above the loop stays with it.
  for (let above = previousComment(module, at); above !== undefined; above = previousComment(module, at)) at = above;
  return [edit(module, at, at, `${indent}${FAILURES} = []${newline}`)];
}

function previousComment({ text }: Module, at: number): number | undefined {
  const start = at > 0 ? text.lastIndexOf("\n", at - 2) + 1 : at;
  return start < at && text.slice(start, at).trim().startsWith("#") ? start : undefined;
}

/** The body in a `try`; of a body that is one already what it does with an exception is followed by the report. */
function wrapBody(rewriting: Rewriting): Edit[] | undefined {
  const { module, loop, block, indent, unit } = rewriting;
  const { text } = module;
  const newline = newlineOf(text);
  const own = statements(block);
  if (own.length === 1 && own[0]?.type === "try_statement") return adoptTry(rewriting, own[0]);
  // What is caught and kept at the end would never get here.
  if (own.at(-1)?.type === "try_statement") return undefined;
  const colon = loop.children.findLast((child) => child.type === ":");
  if (!colon) return undefined;
  const start = nextLine(text, colon.end);
  const end = nextLine(text, block.end);
  const inner = indentAt(text, block.start);
  if (start > block.start || inner !== indent + unit) return undefined;
  const strings = longStrings(block, text).map((range) => ({ start: range.start - start, end: range.end - start }));
  const moved = reindent(
    `\n${text.slice(start, end)}`,
    inner,
    inner + unit,
    strings.map(({ start, end }) => ({ start: start + 1, end: end + 1 })),
  ).slice(1);
  const handling = [`${inner}except Exception${usesError(rewriting) ? " as error" : ""}:`, ...report(rewriting, inner + unit)];
  const tail = `${moved.endsWith("\n") ? "" : newline}${handling.join(newline)}${newline}`;
  return [edit(module, start, end, `${inner}try:${newline}${moved}${withLineEnds(tail, newline)}`)];
}

/** `except Exception: log; raise` becomes `except Exception: log; report`. */
function adoptTry(rewriting: Rewriting, statement: SyntaxNode): Edit[] | undefined {
  const { module, indent, unit } = rewriting;
  const { text } = module;
  const clauses = statement.children.filter((child) => /_clause$/.test(child.type));
  const [clause] = clauses;
  const block = clause?.children.find((child) => child.type === "block");
  if (clauses.length !== 1 || clause?.type !== "except_clause" || !block) return undefined;
  if (!/^except\s*(\(?\s*Exception\s*\)?\s*(as\s+\w+\s*)?)?:/.test(text.slice(clause.start, block.start))) return undefined;
  const own = statements(block);
  const last = own.at(-1);
  const kept = last?.type === "raise_statement" ? own.slice(0, -1) : own;
  if (!last || !isFirstOnLine(text, last.start) || kept.some((one) => contains(one, "raise_statement", "continue_statement")))
    return undefined;
  const inner = indent + unit + unit;
  const lines = [...(kept.some((one) => one.type !== "pass_statement") ? [] : logging(rewriting, inner)), ...appending(rewriting, inner)];
  if (usesError(rewriting) && lines.length > appending(rewriting, inner).length) return undefined;
  const newline = newlineOf(text);
  const start = last.start - indentAt(text, last.start).length;
  if (last.type === "raise_statement") return [edit(module, start, nextLine(text, last.end), lines.join(newline) + newline)];
  const end = nextLine(text, last.end);
  return [edit(module, end, end, `${text[end - 1] === "\n" ? "" : newline}${lines.join(newline)}${newline}`)];
}

function report(rewriting: Rewriting, indent: string): string[] {
  return [...logging(rewriting, indent), ...appending(rewriting, indent)];
}

function logging(rewriting: Rewriting, indent: string): string[] {
  const { quote, record } = rewriting;
  const logger = loggerOf(rewriting);
  if (logger) return [`${indent}${logger}.exception(${quote}A record failed: %s${quote}, ${identifierOf(rewriting, record, quote)})`];
  const other = quote === '"' ? "'" : '"';
  return [`${indent}print(f${quote}A record failed: {${identifierOf(rewriting, record, other)}}: {error!r}${quote})`];
}

function usesError(rewriting: Rewriting): boolean {
  return loggerOf(rewriting) === undefined;
}

/** A logger of the module, by its name and what it is. */
function loggerOf({ module, program, handler }: Rewriting): string | undefined {
  const names = module.root.bindings.filter((binding) => /^(logger|log|LOGGER|LOG)$/.test(binding.name));
  const isLogger = (name: string): boolean =>
    handler.scope.bindings.every((binding) => binding.name !== name || binding.kind === "builtin") &&
    module.root.bindings.some((binding) =>
      binding.name === name
        ? binding.writes.some((write) => /\.(getLogger|Logger)\(\)$/.test(program.qualifiedName(write.value) ?? ""))
        : false,
    );
  return names.map((binding) => binding.name).find(isLogger);
}

function identifierOf({ batch }: Rewriting, record: string, quote: string): string {
  return record + IDENTIFIER[batch].map((key) => `[${quote}${key}${quote}]`).join("");
}

function appending(rewriting: Rewriting, indent: string): string[] {
  const { batch, quote, record, loop, module } = rewriting;
  const item = (of: string): string => `{${quote}itemIdentifier${quote}: ${identifierOf(rewriting, of, quote)}}`;
  if (goesOn(batch)) return [`${indent}${FAILURES}.append(${item(record)})`];
  if (batch !== "fifo-queue") return [`${indent}return {${quote}batchItemFailures${quote}: [${item(record)}]}`];
  const right = childByField(loop, "right");
  const records = right ? module.text.slice(right.start, right.end) : "";
  const rest = `${records}[${records}.index(${record}):]`;
  return [
    `${indent}# What follows in the queue has to wait for this one.`,
    `${indent}return {${quote}batchItemFailures${quote}: [${item("each")} for each in ${rest}]}`,
  ];
}

/** The failures are what the handler answers; what it said before nobody reads. */
function answer({ module, program, handler, loop, indent, batch, quote }: Rewriting): Edit[] | undefined {
  const { scope } = handler;
  const body = loop.parent;
  const last = body && statements(body).at(-1);
  const returned = scope.returns.find((each) => last && each.start >= last.start && each.end <= last.end);
  const isLast = returned !== undefined && last?.type === "return_statement";
  if (!last || !returnsAreSimple(scope, isLast ? returned : undefined)) return undefined;
  const newText = `{${quote}batchItemFailures${quote}: ${goesOn(batch) ? FAILURES : "[]"}}`;
  const { text } = module;
  if (isLast) {
    if (returned.value && (!isPlain(returned.value, program) || text.slice(last.start, last.end).includes("#"))) return undefined;
    return [edit(module, last.start, last.end, `return ${newText}`)];
  }
  const end = nextLine(text, statementOf(last)?.end ?? last.end);
  const newline = newlineOf(text);
  return [edit(module, end, end, `${text[end - 1] === "\n" ? "" : newline}${newline}${indent}return ${newText}${newline}`)];
}
