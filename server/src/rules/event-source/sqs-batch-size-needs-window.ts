import { isAbsent, numberOf, property } from "../../model/expressions.ts";
import { defineRule, everyDialect, type Problem, repair } from "../rule.ts";

/** Messages; for more Lambda has to wait. */
const WITHOUT_WINDOW = 10;

export const sqsBatchSizeNeedsWindow = defineRule({
  id: "sqs-batch-size-needs-window",
  title: "Large batch without a batching window",
  section: "event-source",
  checklist: "safe-rollout",
  severity: "error",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite }) {
    return fn.triggers.flatMap(({ type, resource }): Problem[] => {
      const written = type === "sqs" ? property(resource, "BatchSize") : undefined;
      const size = numberOf(written);
      if (written === undefined || size === undefined || size <= WITHOUT_WINDOW) return [];
      const window = property(resource, "MaximumBatchingWindowInSeconds");
      if (!isAbsent(resource, "MaximumBatchingWindowInSeconds") && numberOf(window) !== 0) return [];
      const change = { kind: "set", resource, path: ["MaximumBatchingWindowInSeconds"], value: 5 } as const;
      return [
        {
          at: written.place,
          message: `A batch of more than ${WITHOUT_WINDOW} messages needs a batching window of at least one second, so this deployment is refused; set MaximumBatchingWindowInSeconds: ${size}`,
          fixes: () => [repair("Wait up to 5 seconds for a batch", "suggested", rewrite.change([change]))],
        },
      ];
    });
  },
});
