import type { Module, Write } from "../../model/code.ts";
import { isAbsent } from "../../model/expressions.ts";
import { defineRule, type FunctionContext, type Problem } from "../rule.ts";

export const managedInstanceSharedState = defineRule({
  id: "managed-instance-shared-state",
  title: "Variable that concurrent requests write",
  section: "stateless",
  checklist: "idempotent",
  severity: "warning",
  profile: "recommended",
  languages: ["javascript", "typescript"],
  on: "function",
  check({ resource, code, name }, { code: context }) {
    if (!resource || !code || !context || isAbsent(resource.resource, "CapacityProviderConfig")) return undefined;
    const writes = code.program.modules.flatMap((module: Module) => module.scopes.flatMap((scope) => scope.writes));
    return writes
      .filter((write) => isShared(write, code.handler, context))
      .map(
        (write): Problem => ({
          at: { file: write.scope.module, start: write.target.start, end: write.target.end },
          via: context.reach(write.scope)?.chain ?? [],
          message: `On Lambda Managed Instances several requests run at the same time in one process of Node.js, so one writes over what another still needs; keep it in a local variable: ${textOf(write)} of ${name}`,
        }),
      );
  },
});

/** Written on every request, and kept by the module. What is set once, while it is unset, is the same for all. */
function isShared(write: Write, handler: { readonly module: Module }, context: NonNullable<FunctionContext["code"]>): boolean {
  const { target, scope, operator } = write;
  if (scope.kind === "module" || operator === "declare" || operator === "import" || operator === "for") return false;
  const reach = context.reach(scope);
  if (reach?.handler.module !== handler.module || context.guard(write) !== null) return false;
  if (target.kind === "binding") return target.binding.scope !== scope && context.isLongLivedBinding(target.binding);
  return target.kind === "member" && target.property !== "callbackWaitsForEmptyEventLoop" && context.longLived(target.object) !== undefined;
}

function textOf({ scope, target }: Write): string {
  return scope.module.text.slice(target.start, target.end).replace(/\s+/g, " ").slice(0, 60);
}
