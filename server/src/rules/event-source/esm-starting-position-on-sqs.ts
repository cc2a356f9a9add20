import { property } from "../../model/expressions.ts";
import { defineRule, everyDialect, type Problem, repair } from "../rule.ts";

export const esmStartingPositionOnSqs = defineRule({
  id: "esm-starting-position-on-sqs",
  title: "Starting position for a queue",
  section: "event-source",
  checklist: "safe-rollout",
  severity: "error",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite }) {
    return fn.triggers.flatMap(({ type, resource }): Problem[] => {
      const written = type === "sqs" ? property(resource, "StartingPosition") : undefined;
      if (written?.kind !== "literal") return [];
      return [
        {
          at: written.place,
          message: "A queue has no position to start from, so this deployment is refused; take StartingPosition away",
          fixes: () => [
            repair("Remove the starting position", "safe", rewrite.change([{ kind: "remove", resource, path: ["StartingPosition"] }])),
          ],
        },
      ];
    });
  },
});
