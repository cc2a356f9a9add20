/** A connection that is opened by waiting for it: a function keeps it. */

import type { Binding } from "../../../model/code.ts";
import type { SyntaxNode } from "../../../parse/syntax.ts";
import type { Edit } from "../../rewriter.ts";
import { edit, lineStart } from "../../text.ts";
import { type LocalStatement, type Needs, needsOf } from "../needs.ts";
import { type OwnVariable, ownVariable } from "../ownVariable.ts";
import { isInside, readsIn } from "../scopes.ts";
import { type Extent, insertAtModuleLevel, modulePlace, removeStatements } from "../statements.ts";
import { contains, statementOf, withWrappers } from "../tree.ts";
import { removeClosings } from "./closings.ts";
import { getterFor } from "./getter.ts";
import { type Caching, endings } from "./index.ts";

/** Edits that make `getClient()` and use it where the connection was made. */
export function keepInFunction(caching: Caching): Edit[] | undefined {
  const { module, tree, call, node, driver, following } = caching;
  const source = sourceOf(caching);
  if (following.listeners.length > 0 || source === undefined) return undefined;
  const getter = getterFor({ module, driver, call, node, ...source, changes: [] });
  const use = `${getter.name}(${source.parameters.join(", ")})`;
  const isInPlace = driver.way === "hoist" || driver.opens === null;
  const used = isInPlace ? useInPlace(caching, use, getter.isAsync) : useWhereOpened(caching, use);
  if (used === undefined) return undefined;
  // What is said above the statement that goes is about the connection that is still used there.
  const own = used.removed.map((extent) => (extent.hasOwnLines ? { ...extent, start: lineStart(module.text, extent.node.start) } : extent));
  const removed = [...new Set([...source.gone, ...own])];
  const inserted = insertAtModuleLevel(module, modulePlace(module, tree, 0), [getter.text], true);
  return [inserted, ...used.edits, ...removeStatements(module, removed), ...endings(following)];
}

interface Source {
  readonly moved: readonly LocalStatement[];
  readonly gone: readonly Extent[];
  readonly parameters: readonly string[];
}

/** What works out the connection's options moves into the function; what others need as well is handed in. */
function sourceOf(caching: Caching): Source | undefined {
  const { program, module, tree, call } = caching;
  const needs = needsOf({ program, module, tree, scope: call.scope, region: call.region, lazily: true }, call);
  if (needs !== undefined && canLeave(caching, needs)) {
    const gone = needs.moved.filter((local) => !isReadElsewhere(caching, needs, local.bindings)).map((local) => local.extent);
    return { moved: needs.moved, gone, parameters: [] };
  }
  if (module.language === "typescript" || call.args.some(({ value }) => value.kind === "unknown")) return undefined;
  const locals = new Set<Binding>();
  for (const read of readsIn(module, call)) {
    const { binding } = read;
    if (binding.scope.kind !== "function" || (binding.declaration !== null && isInside(binding.declaration, call))) continue;
    if (binding.parameter !== null || binding.kind === "function" || program.dependsOnEvent(read)) return undefined;
    locals.add(binding);
  }
  const isPlain =
    locals.size > 0 && !contains(caching.node, "this", "await_expression", "yield_expression", "function_expression", "arrow_function");
  return isPlain ? { moved: [], gone: [], parameters: [...locals].map((one) => one.name) } : undefined;
}

/** What is worked out for the connection may move only if nobody else needs it; plain constants may be there twice. */
function canLeave(caching: Caching, needs: Needs): boolean {
  return needs.moved.every((local) => {
    const isPlain = local.bindings.every((one) =>
      one.writes.every(
        (write) => /^(literal|template|member|choice|name)$/.test(write.value.kind) && caching.program.isSteady(write.value),
      ),
    );
    return isPlain || !isReadElsewhere(caching, needs, local.bindings);
  });
}

function isReadElsewhere({ module, call }: Caching, needs: Needs, bindings: Needs["moved"][number]["bindings"]): boolean {
  const inside = [call, ...needs.moved.map((other) => other.node)].flatMap((range) => readsIn(module, range));
  return bindings.some((binding) => binding.reads.some((read) => !inside.includes(read)));
}

interface Use {
  readonly edits: readonly Edit[];
  readonly removed: readonly Extent[];
}

/** `await connect(…)` becomes `await getConnection()`. */
function useInPlace({ module, node, call, driver }: Caching, use: string, isAsync: boolean): Use | undefined {
  const isToWait = driver.way === "hoist" && isAsync && !call.isAwaited;
  if (isToWait && (!call.scope.isAsync || node.parent?.type === "member_expression")) return undefined;
  return { edits: [edit(module, node.start, node.end, isToWait ? `await ${use}` : use)], removed: [] };
}

/** `const client = new Client(…)` goes, and `await client.connect()` becomes `const client = await getClient()`. */
function useWhereOpened(caching: Caching, use: string): Use | undefined {
  const { module, tree, node, following, call } = caching;
  const [opening, second] = following.openings;
  const own = ownVariable(module, tree, node);
  const opened = opening && openingStatement(module.text, opening.node);
  if (opening?.module !== module || second !== undefined || opened === undefined || own === undefined || !call.scope.isAsync)
    return undefined;
  const block = opened.parent;
  const made = statementOf(withWrappers(node));
  if (block === null || made === undefined || !isInside(opening.node, call.scope) || isInNestedFunction(caching, opened)) return undefined;
  const declares = own.removed.length === 1 && own.edits.length === 0;
  const { name } = own.binding;
  if (!declares) {
    const assignment = own.removed.at(-1);
    if (assignment === undefined || assignment.node !== made) return undefined;
    return {
      edits: [edit(module, opened.start, opened.end, `${name} = await ${use}${ending(module.text, opened)}`)],
      removed: [assignment],
    };
  }
  if (!isOnlyReadBehind(caching, own, opened, block)) return undefined;
  return {
    edits: [edit(module, opened.start, opened.end, `const ${name} = await ${use}${ending(module.text, opened)}`)],
    removed: own.removed,
  };
}

function ending(text: string, statement: SyntaxNode): string {
  return text[statement.end - 1] === ";" ? ";" : "";
}

/** `await client.connect();` */
function openingStatement(text: string, node: SyntaxNode): SyntaxNode | undefined {
  const isPlain = /^\(\s*\)$/.test(text.slice(node.children.at(-1)?.start ?? node.end, node.end));
  const statement = node.parent?.type === "await_expression" ? node.parent.parent : undefined;
  return isPlain && statement?.type === "expression_statement" && statement.parent?.type === "statement_block" ? statement : undefined;
}

function isInNestedFunction({ module, call }: Caching, statement: SyntaxNode): boolean {
  return module.scopes.some(
    (scope) => scope.kind === "function" && scope !== call.scope && isInside(scope, call.scope) && isInside(statement, scope),
  );
}

/** Apart from what ends it, is the variable only read in the block in which it is opened, behind that? */
function isOnlyReadBehind({ module, following }: Caching, own: OwnVariable, opened: SyntaxNode, block: SyntaxNode): boolean {
  const closings = removeClosings(
    module,
    following.closings.filter((one) => one.module === module).map((one) => one.removal),
  ).filter((one) => one.newText === "");
  return own.binding.reads.every(
    (read) => isInside(read, opened) || closings.some((one) => isInside(read, one)) || (read.start >= opened.end && isInside(read, block)),
  );
}
