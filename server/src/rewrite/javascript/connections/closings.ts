/** What ends a connection goes once the connection outlives the function, and with it what then has nothing left to do. */
import type { Module, Range } from "../../../model/code.ts";
import { childByField, namedChildren, type SyntaxNode } from "../../../parse/syntax.ts";
import type { Edit } from "../../rewriter.ts";
import { edit, indentAt, isFirstOnLine, lineEnd, lineStart, nextLine } from "../../text.ts";
import { type Extent, extentOf, removeStatements } from "../statements.ts";
import { isInBlock, longTemplates, statements, withWrappers } from "../tree.ts";

/** A statement, or a link of a chain of calls (`.finally(() => client.end())`). */
export type Removal = { readonly statement: SyntaxNode } | { readonly link: Range };

/** How a call that ends a connection can go; undefined where something depends on it. */
export function closingOf(module: Module, call: SyntaxNode): Removal | undefined {
  const list = childByField(call, "arguments");
  if (list === null || !namedChildren(list).every((one) => one.type === "true" || one.type === "false")) return undefined;
  let node = withWrappers(call);
  for (let at: SyntaxNode | undefined = node; at !== undefined; at = handled(node)) node = at;
  if (node.parent?.type === "await_expression") node = withWrappers(node.parent);
  if (node.parent?.type === "binary_expression" && node.parent.children[1]?.type === "&&" && node.field === "right") node = node.parent;
  const link = finallyLink(node);
  if (link !== undefined) return link;
  const { parent } = node;
  if (parent?.type !== "expression_statement") return undefined;
  if (isInBlock(parent)) return finallyLinkOfBlock(module, parent) ?? { statement: parent };
  const owner = parent.parent;
  return owner?.type === "if_statement" && isInBlock(owner) && childByField(owner, "alternative") === null
    ? { statement: owner }
    : undefined;
}

/** `client.end().catch(…)`: nothing fails that is not done. */
function handled(node: SyntaxNode): SyntaxNode | undefined {
  const member = node.parent;
  const call = member?.parent;
  if (member?.type !== "member_expression" || call?.type !== "call_expression" || node.field !== "object") return undefined;
  const property = childByField(member, "property");
  return property !== null && property.end - property.start === "catch".length && childByField(call, "function") === member
    ? call
    : undefined;
}

/** `promise.finally(() => client.end())`. */
function finallyLink(body: SyntaxNode): Removal | undefined {
  const callback = body.parent;
  if (callback?.type !== "arrow_function" || body.field !== "body") return undefined;
  return linkOf(callback);
}

function finallyLinkOfBlock(module: Module, statement: SyntaxNode): Removal | undefined {
  const block = statement.parent;
  const callback = block?.parent;
  if (
    block === null ||
    block === undefined ||
    !/^(arrow_function|function_expression)$/.test(callback?.type ?? "") ||
    statements(block).length !== 1
  )
    return undefined;
  return hasComments(module, block) ? undefined : linkOf(callback as SyntaxNode);
}

function linkOf(callback: SyntaxNode): Removal | undefined {
  const list = callback.parent;
  const call = list?.parent;
  const member = call?.type === "call_expression" ? childByField(call, "function") : null;
  const property = member?.type === "member_expression" ? childByField(member, "property") : null;
  const object = member && childByField(member, "object");
  if (
    list?.type !== "arguments" ||
    namedChildren(list).length !== 1 ||
    property === null ||
    object === null ||
    call === undefined ||
    call === null
  )
    return undefined;
  return property.end - property.start === "finally".length ? { link: { start: object.end, end: call.end } } : undefined;
}

/** Edits that take them all away, with every `if`, `finally` and `try` that has nothing left to do. */
export function removeClosings(module: Module, removals: readonly Removal[], others: readonly Extent[] = []): Edit[] {
  const edits: Edit[] = [];
  const gone = new Set<SyntaxNode>(others.map((extent) => extent.node));
  const closings = new Set<SyntaxNode>();
  for (const removal of removals) {
    if ("link" in removal) edits.push(edit(module, removal.link.start, removal.link.end, ""));
    else {
      gone.add(removal.statement);
      closings.add(removal.statement);
    }
  }
  for (const statement of closings) {
    const emptied = emptiedBy(module, statement, gone);
    if (emptied === undefined) continue;
    if (emptied.type === "finally_clause") edits.push(...dropFinally(module, emptied));
    else {
      gone.add(emptied);
      closings.add(emptied);
    }
  }
  const extents = [...closings]
    .filter((one) => ![...closings].some((other) => other !== one && other.start <= one.start && one.end <= other.end))
    .map((one) => lines(module, one));
  return withoutCovered([...edits, ...removeStatements(module, [...extents, ...others])]);
}

/** Comments above say why and stay. */
function lines(module: Module, node: SyntaxNode): Extent {
  const extent = extentOf(module, node);
  return extent.hasOwnLines ? { ...extent, start: lineStart(module.text, node.start) } : extent;
}

/** The `if`, `try` or `finally` that is left without a statement. */
function emptiedBy(module: Module, statement: SyntaxNode, gone: ReadonlySet<SyntaxNode>): SyntaxNode | undefined {
  const block = statement.parent;
  const owner = block?.parent;
  if (block?.type !== "statement_block" || owner === null || owner === undefined) return undefined;
  if (!statements(block).every((one) => gone.has(one)) || hasComments(module, block)) return undefined;
  if (owner.type === "if_statement") return childByField(owner, "alternative") === null && isInBlock(owner) ? owner : undefined;
  if (owner.type === "finally_clause") return owner;
  return owner.type === "try_statement" && block.field === "body" && childByField(owner, "finalizer") === null ? owner : undefined;
}

function hasComments(module: Module, block: Range): boolean {
  return module.comments.some((one) => one.start >= block.start && one.end <= block.end);
}

/** `try { … } finally { }` without a `catch` is only its body. */
function dropFinally(module: Module, clause: SyntaxNode): Edit[] {
  const statement = clause.parent as SyntaxNode;
  const previous = statement.children[statement.children.indexOf(clause) - 1];
  const body = childByField(statement, "body");
  if (previous === undefined || body === null) return [];
  if (childByField(statement, "handler") !== null) return [edit(module, previous.end, clause.end, "")];
  return unwrap(module, statement, body) ?? [edit(module, clause.start, clause.end, "finally {}")];
}

function unwrap(module: Module, statement: SyntaxNode, body: SyntaxNode): Edit[] | undefined {
  const { text } = module;
  const inner = statements(body);
  const [first, last] = [inner[0], inner.at(-1)];
  if (first === undefined || last === undefined || inner.some((one) => isShadowing(module, one, body))) return undefined;
  const start = lineStart(text, nextLine(text, body.start));
  const end = lineStart(text, body.end);
  if (!isFirstOnLine(text, statement.start) || start > first.start || text.slice(lineStart(text, body.end), body.end - 1).trim() !== "")
    return undefined;
  if (
    text.slice(body.start + 1, lineEnd(text, body.start)).trim() !== "" ||
    text.slice(statement.end, lineEnd(text, statement.end)).trim() !== ""
  )
    return undefined;
  const [from, to] = [indentAt(text, first.start), indentAt(text, statement.start)];
  const edits = [edit(module, lineStart(text, statement.start), start, ""), edit(module, end, nextLine(text, statement.end), "")];
  const templates = longTemplates(body, text);
  for (let at = start; at < end; at = nextLine(text, at)) {
    if (from === to || !text.startsWith(from, at) || templates.some((one) => one.start < at && at < one.end)) continue;
    edits.push(edit(module, at, at + from.length, to));
  }
  return edits;
}

/** A name of the block that means something else around it. */
function isShadowing(module: Module, statement: SyntaxNode, block: SyntaxNode): boolean {
  if (!/declaration$/.test(statement.type)) return false;
  const bindings = module.scopes.flatMap((scope) => scope.bindings);
  const own = bindings.filter(
    (one) => one.declaration !== null && one.declaration.start >= statement.start && one.declaration.end <= statement.end,
  );
  return own.some((one) =>
    bindings.some(
      (other) =>
        other !== one &&
        other.name === one.name &&
        other.scope === one.scope &&
        other.declaration !== null &&
        !(other.declaration.start >= block.start && other.declaration.end <= block.end),
    ),
  );
}

/** Drops edits inside of text that goes altogether. */
export function withoutCovered(edits: readonly Edit[]): Edit[] {
  return edits.filter(
    (one) =>
      !edits.some(
        (other) =>
          other !== one &&
          other.path === one.path &&
          other.newText === "" &&
          other.start <= one.start &&
          one.end <= other.end &&
          other.end - other.start > one.end - one.start,
      ),
  );
}
