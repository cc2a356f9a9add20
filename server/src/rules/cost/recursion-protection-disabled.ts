import { property, textOf } from "../../model/expressions.ts";
import { defineRule, repair } from "../rule.ts";

export const recursionProtectionDisabled = defineRule({
  id: "recursion-protection-disabled",
  title: "Loops are not stopped",
  section: "cost",
  checklist: "cost-watched",
  severity: "warning",
  profile: "recommended",
  languages: ["sam", "cloudformation", "cdk"],
  on: "deployed-function",
  check({ resource, name }, { rewrite }) {
    const loop = property(resource, "RecursiveLoop");
    if (loop === undefined || textOf(loop) !== "Allow") return undefined;
    return {
      at: loop.place,
      message: `Lambda would stop a function that keeps invoking itself through a queue, topic or bucket, and here it may not; take this away unless the loop is meant and ends: ${name}`,
      fixes: () => [
        repair(`Let Lambda stop loops: ${name}`, "suggested", rewrite.change([{ kind: "remove", resource, path: ["RecursiveLoop"] }])),
      ],
    };
  },
});
