import { isAbsent } from "../../model/expressions.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { servesDeployment } from "../../model/purposes.ts";
import { defineRule, everyDialect } from "../rule.ts";

/** Seconds: the longest an invocation may take, apart from Managed Instances, where asynchronous work may take 90 minutes. */
const MAXIMUM = 900;

export const longRunningWorkload = defineRule({
  id: "long-running-workload",
  title: "Function that may run as long as Lambda allows",
  section: "event-source",
  checklist: "timeout-chosen",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { referrers }) {
    const { timeout, name } = fn;
    if (timeout.kind !== "set" || timeout.value < MAXIMUM) return undefined;
    if (isInSteps(fn) || servesDeployment(fn, referrers)) return undefined;
    return {
      at: timeout.place,
      message: `Work that needs the longest timeout there is will one day need more, and then ends in the middle; split it into steps of a state machine, or run it on Fargate or Batch: ${name}`,
    };
  },
});

/** A step of a state machine, a durable function: what the message asks for is done. Behind an API another rule says what is wrong. */
function isInSteps({ resource, triggers }: FunctionResource): boolean {
  if (!isAbsent(resource, "DurableConfig")) return true;
  return triggers.length > 0 && triggers.every(({ type }) => type === "stepfunctions" || type === "http");
}
