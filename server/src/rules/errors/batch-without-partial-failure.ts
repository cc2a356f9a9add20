import { batchKind, batchTriggers, mayHoldSeveral, reportsFailures } from "../../model/batches.ts";
import type { FunctionResource, Trigger } from "../../model/infrastructure.ts";
import { defineRule, everyDialect, type Facts, type FunctionContext, type Problem, repair } from "../rule.ts";

export const batchWithoutPartialFailure = defineRule({
  id: "batch-without-partial-failure",
  title: "One failed record fails its whole batch",
  section: "errors",
  checklist: "retries-understood",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "function",
  check({ resource: fn, code }, context) {
    const batches = fn ? batchTriggers(fn).filter(mayHoldSeveral) : [];
    if (!fn || batches.length === 0) return undefined;
    if (batches.every((trigger) => reportsFailures(trigger) === true)) return "ok";
    const response = code?.program.batchResponse(code.handler).kind;
    // What is returned for nobody to read is what batch-response-not-enabled speaks of.
    if (response === "reported" || response === "misspelled") return undefined;
    const whole = batches.filter((trigger) => reportsFailures(trigger) === false);
    return whole.map(
      ({ resource, source }): Problem => ({
        at: resource.head,
        message: `If one record fails, all of its batch are handled again; return the failed ones as batchItemFailures and set FunctionResponseTypes to ReportBatchItemFailures: ${source ?? fn.name}`,
        fixes: () => [response === "never" && code ? reported(fn, code, whole, context) : undefined],
      }),
    );
  },
});

/** The loop and all mappings at once: either without the other changes nothing, or for the worse. */
function reported(
  fn: FunctionResource,
  { handler }: NonNullable<Facts["function"]["code"]>,
  batches: readonly Trigger[],
  context: FunctionContext,
) {
  const kinds = new Set(batches.map(batchKind));
  const [kind] = kinds;
  const inCode =
    kinds.size === 1 && kind && fn.triggers.length === batches.length
      ? context.code?.rewrite.reportBatchFailures(handler, kind)
      : undefined;
  const inTemplate =
    inCode &&
    context.rewrite.change(
      batches.map(({ resource }) => ({ kind: "set", resource, path: ["FunctionResponseTypes"], value: ["ReportBatchItemFailures"] })),
    );
  return inTemplate && repair(inCode.title, "suggested", [...inCode.edits, ...inTemplate]);
}
