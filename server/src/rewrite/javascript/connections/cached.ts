/** A connection that is cached, but ended again on every invocation. */
import type { Binding } from "../../../model/code.ts";
import type { Edit } from "../../rewriter.ts";
import { nodeAround, statementOf } from "../tree.ts";
import { removeClosings } from "./closings.ts";
import { followBinding } from "./follow.ts";
import type { Caching } from "./index.ts";

/** Takes away what ends it, and what empties the cache right there. */
export function cachedClosings(caching: Caching): Edit[] | undefined {
  const { program, module, tree, call, following } = caching;
  const binding = cacheOf(caching);
  if (binding === undefined || binding.scope !== module.root || !followBinding(following, module, tree, binding, 0)) return undefined;
  const removals = following.closings.filter((one) => one.module === module).map((one) => one.removal);
  if (removals.length === 0 || removals.length !== following.closings.length) return undefined;
  const statements = removals.flatMap((one) => ("statement" in one ? [one.statement] : []));
  for (const write of program.writesTo(binding)) {
    if (write.operator !== "=" || write.scope === module.root || write.value.kind !== "literal" || write.value.value !== null) continue;
    const reset = statementOf(nodeAround(tree, write));
    const isBeside = reset !== undefined && statements.some((one) => one.parent === reset.parent && one.end <= reset.start);
    if (!isBeside && write.scope !== call.scope && program.guard(write) !== "error") return undefined;
    if (isBeside) removals.push({ statement: reset });
  }
  return removeClosings(module, removals);
}

function cacheOf({ call, program }: Caching): Binding | undefined {
  for (const write of call.scope.writes) {
    if (write.target.kind !== "binding" || write.value.start > call.start || write.value.end < call.end) continue;
    if (program.isLongLivedBinding(write.target.binding)) return write.target.binding;
  }
  return undefined;
}
