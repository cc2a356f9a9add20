import { booleanOf, numberOf, property } from "../../model/expressions.ts";
import type { Trigger } from "../../model/infrastructure.ts";
import { defineRule, everyDialect, type Problem, repair } from "../rule.ts";

/** Messages, of a FIFO queue; a standard one may have 10,000. */
const MOST = 10;

export const sqsFifoBatchSize = defineRule({
  id: "sqs-fifo-batch-size",
  title: "Batch larger than a FIFO queue allows",
  section: "event-source",
  checklist: "safe-rollout",
  severity: "error",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite }) {
    return fn.triggers.flatMap(({ type, source, sourceResource, resource }): Problem[] => {
      const written = type === "sqs" && isFifo({ source, sourceResource }) ? property(resource, "BatchSize") : undefined;
      const size = numberOf(written);
      if (written === undefined || size === undefined || size <= MOST) return [];
      const change = { kind: "set", resource, path: ["BatchSize"], value: MOST } as const;
      return [
        {
          at: written.place,
          message: `A FIFO queue gives a function at most ${MOST} messages at once, so this deployment is refused; lower the batch size: ${size}`,
          fixes: () => [repair(`Set the batch size to ${MOST}`, "safe", rewrite.change([change]))],
        },
      ];
    });
  },
});

function isFifo({ source, sourceResource }: Pick<Trigger, "source" | "sourceResource">): boolean {
  if (sourceResource) return booleanOf(property(sourceResource, "FifoQueue")) === true;
  return source?.endsWith(".fifo") ?? false;
}
