import { batchKind, batchTriggers, mayHoldSeveral, reportsFailures } from "../../model/batches.ts";
import type { Trigger } from "../../model/infrastructure.ts";
import { defineRule, type Problem, placeOf } from "../rule.ts";

export const batchResponseNotReturned = defineRule({
  id: "batch-response-not-returned",
  title: "The mapping waits for failed records that are never named",
  section: "errors",
  checklist: "retries-understood",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ name, resource: fn, code }, { code: context }) {
    const asked = (fn ? batchTriggers(fn) : []).find((trigger) => reportsFailures(trigger) === true && mayHoldSeveral(trigger));
    if (!code || !asked) return undefined;
    const { handler, program } = code;
    const response = program.batchResponse(handler);
    if (response.kind === "reported") return "ok";
    if (response.kind === "misspelled")
      return problem(
        asked,
        response.at,
        `Lambda reads the failed records only from batchItemFailures, and takes any other answer as that of a batch that failed as a whole or not at all; write the key so: ${name}`,
      );
    if (response.kind === "unknown") return undefined;
    const { scope } = handler;
    const at = placeOf({ scope, ...(scope.nameRange ?? { start: scope.start, end: scope.start }) });
    const batch = batchKind(asked);
    return {
      ...problem(
        asked,
        at,
        `The event source mapping asks for the records that failed, but the handler never returns batchItemFailures, so one failed record still fails its whole batch; catch what fails record by record and return it: ${name}`,
      ),
      fixes: () => [batch && context?.rewrite.reportBatchFailures(handler, batch)],
    };
  },
});

function problem({ resource }: Trigger, at: Problem["at"], message: string): Problem {
  return { at, message, related: [{ at: resource.head, message: "Here ReportBatchItemFailures is set" }] };
}
