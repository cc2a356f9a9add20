import { isAbsent, property } from "../../model/expressions.ts";
import type { Trigger } from "../../model/infrastructure.ts";
import { bringsWork } from "../../model/triggers.ts";
import type { Change } from "../../rewrite/template.ts";
import { defineRule, everyDialect, type Problem, repair } from "../rule.ts";

/** What each is set to: a batch is halved until the bad record is alone, tried ten times, and given up after a day. */
const LIMITS: readonly (readonly [name: string, value: number | boolean])[] = [
  ["BisectBatchOnFunctionError", true],
  ["MaximumRetryAttempts", 10],
  ["MaximumRecordAgeInSeconds", 86_400],
];

export const streamEsmUnboundedRetry = defineRule({
  id: "stream-esm-unbounded-retry",
  title: "One bad record blocks the stream until it expires",
  section: "event-source",
  checklist: "retries-understood",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite }) {
    const streams = fn.triggers.filter((trigger) => (trigger.type === "kinesis" || trigger.type === "dynamodb") && bringsWork(trigger));
    const unbounded = streams.filter(isUnbounded);
    if (streams.length > 0 && unbounded.length === 0) return "ok";
    return unbounded.map(({ resource, source }): Problem => {
      const changes = LIMITS.map(([name, value]): Change => ({ kind: "set", resource, path: [name], value }));
      return {
        at: resource.head,
        message: `A batch that fails is retried until its records expire, and meanwhile nothing behind it in the shard is handled; limit attempts and age, and let Lambda halve the batch: ${source ?? fn.name}`,
        fixes: () => [repair(`Limit the retries of the stream: ${source ?? fn.name}`, "suggested", rewrite.change(changes))],
      };
    });
  },
});

/** Bounded is what has a limit of attempts or of age; -1 is none. A limit that cannot be read is one. */
function isUnbounded({ resource }: Trigger): boolean {
  return ["MaximumRetryAttempts", "MaximumRecordAgeInSeconds"].every((name) => {
    const value = property(resource, name);
    return isAbsent(resource, name) || (value?.kind === "literal" && !value.isAssumed && Number(value.value) === -1);
  });
}
