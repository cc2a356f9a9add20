import { isAbsent } from "../../model/expressions.ts";
import { bringsWork } from "../../model/triggers.ts";
import { withFailureQueue } from "../../rewrite/grants.ts";
import { reference } from "../../rewrite/template.ts";
import { defineRule, everyDialect, type Problem, repair } from "../rule.ts";

export const esmNoFailureDestination = defineRule({
  id: "esm-no-failure-destination",
  title: "Records of a stream that fail leave no trace",
  section: "errors",
  checklist: "failure-destination",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite }) {
    const streams = fn.triggers.filter((trigger) => (trigger.type === "kinesis" || trigger.type === "dynamodb") && bringsWork(trigger));
    const without = streams.filter(({ resource }) => isAbsent(resource, "DestinationConfig.OnFailure.Destination"));
    if (streams.length > 0 && without.length === 0) return "ok";
    return without.map(({ resource, source }): Problem => {
      const queue = `${fn.resource.name}FailedRecords`;
      const fixes = () => {
        const change = {
          kind: "set",
          resource,
          path: ["DestinationConfig", "OnFailure", "Destination"],
          value: reference(queue, "Arn"),
        } as const;
        const { edits, left } = withFailureQueue(rewrite, fn, queue, change);
        return [repair(`Keep failed records of the stream in a new queue${left}: ${fn.name}`, "suggested", edits)];
      };
      return {
        at: resource.head,
        message: `When retries of a batch are used up its records are skipped, and without an on-failure destination nothing says which they were; name a queue or topic that keeps their positions: ${source ?? fn.name}`,
        fixes,
      };
    });
  },
});
