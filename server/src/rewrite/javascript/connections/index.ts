/** A connection that is made once per execution environment, and again when it was lost, in the way of its driver. */
import type { Program } from "../../../flow/program.ts";
import type { Call, Module } from "../../../model/code.ts";
import type { SyntaxNode, SyntaxTree } from "../../../parse/syntax.ts";
import type { Entry } from "../../../vocabulary/entry.ts";
import type { Edit, Fix } from "../../rewriter.ts";
import { combineEdits, edit } from "../../text.ts";
import { isReplaceable, moveToTop } from "../hoist.ts";
import { needsOf } from "../needs.ts";
import { ownVariable } from "../ownVariable.ts";
import { nodeAt, treeOf } from "../tree.ts";
import { cachedClosings } from "./cached.ts";
import { removeClosings, withoutCovered } from "./closings.ts";
import { type Driver, driverOf, POOL_OF_ONE } from "./drivers.ts";
import { type Following, follow, startFollowing } from "./follow.ts";
import { keepInFunction } from "./keep.ts";
import { guardByState, moduleClosings } from "./library.ts";
import { limitedToOne } from "./options.ts";
import { noWaiting } from "./waiting.ts";

/** What every way of keeping a connection is told. */
export interface Caching {
  readonly program: Program;
  readonly module: Module;
  readonly tree: SyntaxTree;
  readonly call: Call;
  readonly node: SyntaxNode;
  readonly driver: Driver;
  readonly following: Following;
}

/** See `Rewriter.cacheConnection`. */
export function cacheConnection(program: Program, module: Module, call: Call, entry: Entry): Fix | undefined {
  const tree = treeOf(module);
  const node = tree && nodeAt(tree, call, "new_expression", "call_expression");
  const driver = driverOf(entry);
  if (tree === undefined || node === undefined || driver === undefined || call.scope.kind !== "function" || !isReplaceable(node))
    return undefined;
  if (call.args.some(({ value }) => value.kind === "function" || program.dependsOnEvent(value))) return undefined;
  const caching = { program, module, tree, call, node, driver, following: startFollowing(program, driver) };
  const edits = editsFor(caching);
  const waiting = noWaiting(program, call.scope);
  const combined = edits && waiting && combineEdits(withoutCovered([...edits, ...waiting]));
  return combined && { title: `Keep the ${driver.noun} for later invocations`, safety: "suggested", edits: combined };
}

function editsFor(caching: Caching): Edit[] | undefined {
  const { program, module, driver, following, node, call } = caching;
  const ended = moduleClosings(caching);
  if (ended === undefined) return undefined;
  if (driver.way === "guard") {
    const guarded = guardByState(caching);
    return guarded && [...guarded, ...endings(following)];
  }
  if (program.guard(call) === "lazy") return cachedClosings(caching);
  if (!follow(following, module, node)) return undefined;
  if (driver.isSession && /\bBEGIN\b|START TRANSACTION|beginTransaction|autocommit/i.test(module.text)) return undefined;
  if (driver.way === "get") return keepInFunction(caching);
  return moveConnection(caching) ?? (driver.way === "hoist" && driver.isOpen === null ? keepInFunction(caching) : undefined);
}

/** The edits that take away what ends it, file by file. */
export function endings(following: Following): Edit[] {
  const modules = new Set(following.closings.map((one) => one.module));
  return [...modules].flatMap((module) =>
    removeClosings(
      module,
      following.closings.filter((one) => one.module === module).map((one) => one.removal),
    ),
  );
}

function moveConnection(caching: Caching): Edit[] | undefined {
  const { program, module, tree, call, node, driver, following } = caching;
  if (call.isAwaited || following.listeners.length > 0) return undefined;
  const needs = needsOf({ program, module, tree, scope: call.scope, region: call.region, lazily: false, allowed: call }, call);
  const opened = openings(caching);
  const changes = changesOf(caching);
  if (needs === undefined || opened === undefined || changes === undefined) return undefined;
  const moved = moveToTop({ program, module, tree, call, node, needs, own: ownVariable(module, tree, node), wanted: driver.noun, changes });
  return moved && [...moved.edits, ...opened, ...endings(following)];
}

/** `mysql.createConnection(…)` becomes a pool of one, and pools that are only queried are held to one. */
function changesOf({ module, node, driver, following }: Caching): Edit[] | undefined {
  const isSimple = [...following.methods].every((method) => POOL_OF_ONE.test(method));
  if (driver.way === "hoist") return isSimple ? limitedToOne(module, node, driver.limit) : [];
  const callee = node.children[0];
  const property = callee?.type === "member_expression" ? callee.children.at(-1) : undefined;
  if (!isSimple || property === undefined) return undefined;
  return [edit(module, property.start, property.end, "createPool"), ...limitedToOne(module, node, driver.limit)];
}

/** Opening: not again where that would fail, not at all where a pool does it. */
function openings({ driver, following }: Caching): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const { module, node } of following.openings) {
    if (driver.way === "pool") {
      if (node.parent?.type !== "expression_statement" || /[^()\s]/.test(module.text.slice(node.children.at(-1)?.start, node.end)))
        return undefined;
      edits.push(...removeClosings(module, [{ statement: node.parent }]));
    } else if (driver.isOpen !== null) {
      const statement = node.parent?.type === "await_expression" ? node.parent.parent : node.parent;
      const object = node.children[0]?.children[0];
      if (statement?.type !== "expression_statement" || object?.type !== "identifier") return undefined;
      edits.push(edit(module, statement.start, statement.start, `if (!${module.text.slice(object.start, object.end)}.${driver.isOpen}) `));
    }
  }
  return edits;
}
