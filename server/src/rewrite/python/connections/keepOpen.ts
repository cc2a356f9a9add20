/** A connection that is kept and looked after already, only to be closed at the end of every invocation. */
import type { Program } from "../../../flow/program.ts";
import type { Binding, Call, Module, Write } from "../../../model/code.ts";
import { childByField, type SyntaxNode, type SyntaxTree } from "../../../parse/syntax.ts";
import type { Edit } from "../../rewriter.ts";
import { nodeAround, plainAssignment, statementOf } from "../tree.ts";
import { removeWithClauses } from "./closings.ts";
import type { Driver } from "./drivers.ts";
import { followBinding, followedEdits, startFollowing } from "./holders.ts";

/** The module-level variable that the call fills where it is unset or stale; undefined for any other call. */
export function keptBinding(module: Module, tree: SyntaxTree, call: Call): Binding | undefined {
  const write = call.scope.writes.find((one) => one.value.kind === "call" && one.value.call === call);
  if (write?.target.kind !== "binding" || write.target.binding.scope !== module.root) return undefined;
  const condition = conditionAround(nodeAround(tree, write));
  const text = condition === null ? "" : module.text.slice(condition.start, condition.end);
  return new RegExp(`\\b${write.target.binding.name}\\.(?:open|closed|is_connected|is_closed|ping)\\b`).test(text)
    ? write.target.binding
    : undefined;
}

function conditionAround(node: SyntaxNode): SyntaxNode | null {
  const statement = ifAround(node);
  return statement === null ? null : childByField(statement, "condition");
}

function ifAround(node: SyntaxNode): SyntaxNode | null {
  for (let at: SyntaxNode | null = node; at !== null && at.type !== "function_definition"; at = at.parent)
    if (at.type === "if_statement") return at;
  return null;
}

/** Another condition on it, that does not look whether it works, might keep a dead one from being replaced. */
function isGuardedElsewhere(tree: SyntaxTree, binding: Binding, call: Call, closings: readonly SyntaxNode[]): boolean {
  const guard = ifAround(nodeAround(tree, call));
  return binding.reads.some((read) => {
    const statement = ifAround(nodeAround(tree, read));
    const condition = statement === null ? null : childByField(statement, "condition");
    if (statement === null || condition === null || statement === guard || read.start < condition.start || read.end > condition.end)
      return false;
    return !closings.some((closing) => statement.start <= closing.start && closing.end <= statement.end);
  });
}

/** Stops closing it; what looks after it opens a new one where it went stale. */
export function keepOpen(
  program: Program,
  module: Module,
  tree: SyntaxTree,
  driver: Driver,
  call: Call,
  binding: Binding,
): Edit[] | undefined {
  const others = program.writesTo(binding).filter((write) => !(write.value.kind === "call" && write.value.call === call));
  if (others.some((write) => !isUnset(write) || write.scope.module !== module)) return undefined;
  const closing = new RegExp(`\\b${binding.name}\\s*\\.\\s*(?:${driver.ends.join("|")})\\b`);
  if (program.modules.some((other) => other !== module && closing.test(other.text))) return undefined;
  const following = startFollowing(program, driver);
  if (!followBinding(following, module, tree, binding, 0) || following.closings.length === 0) return undefined;
  if (
    isGuardedElsewhere(
      tree,
      binding,
      call,
      following.closings.map((one) => one.statement),
    )
  )
    return undefined;
  const unsetting = others.filter((write) => write.scope !== module.root).map((write) => statementOf(nodeAround(tree, write)));
  if (unsetting.some((statement) => statement === undefined || plainAssignment(statement) === undefined)) return undefined;
  const closed = followedEdits(following);
  const unset = removeWithClauses(
    module,
    unsetting.filter((statement) => statement !== undefined),
  );
  return closed && unset && [...closed, ...unset];
}

function isUnset(write: Write): boolean {
  return write.operator === "=" && write.value.kind === "literal" && write.value.value === null;
}
