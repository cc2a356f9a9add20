import type { Binding, Call, Write } from "../../model/code.ts";
import { defineRule, type Problem } from "../rule.ts";

export const mutableModuleState = defineRule({
  id: "mutable-module-state",
  title: "Module-level collection that grows with every invocation",
  section: "stateless",
  checklist: "idempotent",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "scope",
  check(scope, context) {
    const reach = context.reach(scope);
    if (reach === undefined) return undefined;
    const problems: Problem[] = [];
    const reported = new Set<Binding>();
    const report = (binding: Binding | undefined, at: Call | Write): void => {
      if (binding === undefined || reported.has(binding) || context.guard(at) !== null || context.isCleared(binding)) return;
      reported.add(binding);
      problems.push({
        at: { file: scope.module, start: at.start, end: at.end },
        via: reach.chain,
        message: `This collection lives as long as the execution environment and grows with every invocation, so it leaks memory and mixes the data of different requests; create it inside the handler, or bound and clear it: ${binding.name}`,
        related:
          binding.declaration === null
            ? []
            : [{ at: { file: binding.scope.module, ...binding.declaration }, message: "Created here, once per execution environment" }],
        fixes: () => [context.rewrite.moveIntoHandler(binding)],
      });
    };
    for (const call of scope.calls) report(context.grownBy(call), call);
    for (const write of scope.writes) report(context.grownBy(write), write);
    return problems;
  },
});
