/** A connection that is made once per execution environment, and again when it has gone stale. */
import type { Program } from "../../../flow/program.ts";
import type { Call, Module, Scope } from "../../../model/code.ts";
import type { SyntaxNode, SyntaxTree } from "../../../parse/syntax.ts";
import type { Entry } from "../../../vocabulary/entry.ts";
import type { Edit, Fix } from "../../rewriter.ts";
import { combineEdits, freshName, indentUnit } from "../../text.ts";
import { importsAtModuleLevel } from "../localImports.ts";
import { type LocalStatement, type Needs, needsOf } from "../movable.ts";
import { isUsed, readsIn, squeeze } from "../scopes.ts";
import { type Extent, insertAtModuleLevel, modulePlace, movedExpression, movedText, removeStatements } from "../statements.ts";
import { nodeAt, treeOf } from "../tree.ts";
import { areNested } from "./callers.ts";
import { type Driver, driverOf } from "./drivers.ts";
import { helperText, optionsFor } from "./helper.ts";
import { follow, followedEdits, startFollowing } from "./holders.ts";
import { keepOpen, keptBinding } from "./keepOpen.ts";
import { cacheInHelper, onlyReturn } from "./ownHelper.ts";

interface Caching {
  readonly program: Program;
  readonly module: Module;
  readonly tree: SyntaxTree;
  readonly call: Call;
  readonly node: SyntaxNode;
  readonly driver: Driver;
}

/** See `Rewriter.cacheConnection`. */
export function cacheConnection(program: Program, module: Module, call: Call, entry: Entry): Fix | undefined {
  const tree = treeOf(module);
  const node = tree && nodeAt(tree, call, "call");
  const driver = driverOf(entry, module.text.slice(call.start, call.end));
  if (tree === undefined || node === undefined || driver === undefined || call.scope.kind !== "function" || call.isAwaited)
    return undefined;
  const edits = editsFor({ program, module, tree, call, node, driver });
  const combined = edits && combineEdits(edits);
  return combined && { title: `Keep the ${driver.noun} for later invocations`, safety: "suggested", edits: combined };
}

function editsFor(caching: Caching): Edit[] | undefined {
  const { program, module, tree, call, driver } = caching;
  const kept = keptBinding(module, tree, call);
  if (kept !== undefined) return keepOpen(program, module, tree, driver, call, kept);
  const own = onlyReturn(call, tree);
  return own === undefined ? cacheInNewHelper(caching) : cacheInHelper(program, module, tree, driver, call, own);
}

function cacheInNewHelper(caching: Caching): Edit[] | undefined {
  const { program, module, tree, call, driver } = caching;
  if (program.dependsOnEvent({ kind: "call", call, start: call.start, end: call.end })) return undefined;
  const needs = needsOf({ program, module, tree, scope: call.scope, region: call.region, lazily: true }, call);
  if (needs === undefined || !canLeave(module, call, needs)) return undefined;
  const imports = importsAtModuleLevel(module, call.scope, needs.imports);
  const present = existingHelper(caching, needs);
  const users = [call.scope, ...(present === undefined ? [] : program.callers(present).map((caller) => caller.scope))];
  if (
    imports === undefined ||
    (driver.transactions && (areNested(program, users) || new Set(users).size < users.length || isTwin(caching)))
  )
    return undefined;
  const variable = freshName(`_${driver.noun}`, (name) => isUsed(module, name));
  const helper = present?.name ?? freshName(`get_${driver.noun}`, (name) => isUsed(module, name));
  const following = startFollowing(program, driver);
  if (!follow(following, call, `${helper}()`)) return undefined;
  const followed = followedEdits(following);
  if (followed === undefined) return undefined;
  const gone = extents(needs.moved.filter((local) => !isReadElsewhere(module, call, needs, local)));
  const inserted = present === undefined ? [newHelper(caching, needs, variable, helper)] : [];
  return [...imports.edits, ...inserted, ...followed, ...removeStatements(module, [...imports.removed, ...gone])];
}

function newHelper(caching: Caching, needs: Needs, variable: string, name: string): Edit {
  const { module, node, driver } = caching;
  const depth = indentUnit(module.text).repeat(2);
  const options = optionsFor(module, driver, node);
  const make = [
    ...extents(needs.moved).map((extent) => depth + movedText(module.text, extent, depth)),
    `${depth}${variable} = ${movedExpression(module.text, node, depth, options)}`,
  ];
  return insertAtModuleLevel(module, modulePlace(caching.tree, 0), [helperText(module, driver, variable, name, make)], true);
}

/** The statements, each once: one may set several names. */
function extents(locals: readonly LocalStatement[]): Extent[] {
  return [...new Map(locals.map((local) => [local.extent.start, local.extent])).values()];
}

/** What is worked out for the connection may move only if nobody else needs it; plain constants may be there twice. */
function canLeave(module: Module, call: Call, needs: Needs): boolean {
  return needs.moved.every((local) => local.isPure || !isReadElsewhere(module, call, needs, local));
}

function isReadElsewhere(module: Module, call: Call, needs: Needs, local: LocalStatement): boolean {
  const inside = [call, ...needs.moved.map((other) => other.extent.node)].flatMap((range) => readsIn(module, range));
  return local.binding.reads.some((read) => !inside.includes(read));
}

/** Another connection of the same text in the same function: both would become one. */
function isTwin(caching: Caching): boolean {
  const { module, call, node } = caching;
  const wanted = squeeze(module.text, node);
  return call.scope.calls.some((other) => other !== call && squeeze(module.text, other) === wanted);
}

/** A function that keeps a connection made by the same expression. */
function existingHelper(caching: Caching, needs: Needs): (Scope & { readonly name: string }) | undefined {
  const { module, node, call } = caching;
  const wanted = squeeze(module.text, node);
  for (const scope of module.scopes) {
    if (scope === call.scope || scope.name === null || scope.params.length > 0 || scope.parent !== module.root || scope.kind !== "function")
      continue;
    const keeps = scope.writes.some(
      (write) =>
        write.target.kind === "binding" &&
        write.target.binding.scope === module.root &&
        write.value.kind === "call" &&
        squeeze(module.text, write.value) === wanted &&
        caching.program.guard(write) === "lazy",
    );
    const sameLocals = needs.moved.every((local) =>
      scope.writes.some(
        (write) =>
          write.target.kind === "binding" &&
          write.target.binding.name === local.binding.name &&
          squeeze(module.text, write.value) === squeeze(module.text, local.right),
      ),
    );
    if (keeps && sameLocals) return scope as Scope & { readonly name: string };
  }
  return undefined;
}
