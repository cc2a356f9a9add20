import { batchTriggers, reportsFailures } from "../../model/batches.ts";
import { defineRule, type Problem, repair } from "../rule.ts";

export const batchResponseNotEnabled = defineRule({
  id: "batch-response-not-enabled",
  title: "Failed records are reported to a mapping that does not listen",
  section: "errors",
  checklist: "retries-understood",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource: fn, code }, { rewrite }) {
    const batches = fn ? batchTriggers(fn) : [];
    if (!fn || !code || batches.length === 0) return undefined;
    const response = code.program.batchResponse(code.handler);
    if (response.kind !== "reported") return undefined;
    // A handler of several sources may answer only one of them in this way.
    if (batches.some((trigger) => reportsFailures(trigger) !== false)) return batches.every(reportsFailures) ? "ok" : undefined;
    return batches.map(
      ({ resource, source }): Problem => ({
        at: resource.head,
        message: `The handler returns batchItemFailures, but without ReportBatchItemFailures the mapping takes every answer for success: the failed records are gone; set FunctionResponseTypes: ${source ?? fn.name}`,
        related: [{ at: response.at, message: "Here the failed records are returned" }],
        fixes: () => [
          repair(
            `Set FunctionResponseTypes to ReportBatchItemFailures: ${fn.name}`,
            "suggested",
            rewrite.change([{ kind: "set", resource, path: ["FunctionResponseTypes"], value: ["ReportBatchItemFailures"] }]),
          ),
        ],
      }),
    );
  },
});
