import { isAbsent } from "../../model/expressions.ts";
import type { TriggerType } from "../../model/infrastructure.ts";
import { defineRule, everyDialect, type Problem, repair } from "../rule.ts";

const STREAMS: ReadonlySet<TriggerType> = new Set(["kinesis", "dynamodb", "kafka"]);

export const esmStartingPositionMissing = defineRule({
  id: "esm-starting-position-missing",
  title: "Stream without a starting position",
  section: "event-source",
  checklist: "safe-rollout",
  severity: "error",
  profile: "recommended",
  // The Serverless Framework fills it in.
  languages: everyDialect.filter((dialect) => dialect !== "serverless"),
  on: "deployed-function",
  check(fn, { rewrite }) {
    const streams = fn.triggers.filter(({ type }) => STREAMS.has(type));
    return streams.flatMap(({ resource, source }): Problem[] => {
      if (!isAbsent(resource, "StartingPosition")) return [];
      const change = { kind: "set", resource, path: ["StartingPosition"], value: "TRIM_HORIZON" } as const;
      return [
        {
          at: resource.head,
          message: `A stream has to say where reading begins, so this deployment is refused; set StartingPosition to TRIM_HORIZON for what is there already or to LATEST for what comes: ${source ?? fn.name}`,
          fixes: () => [repair("Begin at the oldest record", "suggested", rewrite.change([change]))],
        },
      ];
    });
  },
});
