import { isAbsent, numberOf, property } from "../../model/expressions.ts";
import type { FunctionResource, Resource } from "../../model/infrastructure.ts";
import { timeoutByDefault } from "../../vocabulary/functionDefaults.ts";
import { defineRule, everyDialect, type Problem, repair } from "../rule.ts";

/** Seconds, of a queue that says nothing. */
const DEFAULT_VISIBILITY = 30;
/** AWS's advice: time for a batch that is throttled and tried again. */
const FACTOR = 6;

export const visibilityTimeoutTooShort = defineRule({
  id: "visibility-timeout-too-short",
  title: "Messages come back while they are still being handled",
  section: "event-source",
  checklist: "retries-understood",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite }) {
    const timeout = timeoutOf(fn);
    if (timeout === undefined) return undefined;
    const problems: Problem[] = [];
    let isRight = false;
    for (const { type, sourceResource: queue } of fn.triggers) {
      const visibility = type === "sqs" && queue?.type === "AWS::SQS::Queue" ? visibilityOf(queue) : undefined;
      if (!queue || visibility === undefined) continue;
      if (visibility >= FACTOR * timeout) {
        isRight = true;
        continue;
      }
      const change = { kind: "set", resource: queue, path: ["VisibilityTimeout"], value: FACTOR * timeout } as const;
      problems.push({
        at: property(queue, "VisibilityTimeout")?.place ?? queue.head,
        message: `Messages can be received again before the function is done or tried again, and are then handled twice; make the visibility timeout at least six times the function's ${timeout} s: ${visibility} s`,
        related: [{ at: fn.timeout.kind === "set" ? fn.timeout.place : fn.resource.head, message: `The timeout of ${fn.name}` }],
        fixes: () => [repair(`Set the visibility timeout to ${FACTOR * timeout} seconds: ${queue.name}`, "safe", rewrite.change([change]))],
      });
    }
    return problems.length === 0 && isRight ? "ok" : problems;
  },
});

function timeoutOf({ timeout, stack }: FunctionResource): number | undefined {
  if (timeout.kind === "absent") return timeoutByDefault(stack.dialect);
  return timeout.kind === "set" ? timeout.value : undefined;
}

function visibilityOf(queue: Resource): number | undefined {
  return isAbsent(queue, "VisibilityTimeout") ? DEFAULT_VISIBILITY : numberOf(property(queue, "VisibilityTimeout"));
}
