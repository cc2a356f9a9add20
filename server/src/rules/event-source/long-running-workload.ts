import { defineRule, everyDialect } from "../rule.ts";

/** Seconds: the longest an invocation may take, apart from Managed Instances, where asynchronous work may take 90 minutes. */
const MAXIMUM = 900;

export const longRunningWorkload = defineRule({
  id: "long-running-workload",
  title: "Function that may run as long as Lambda allows",
  section: "event-source",
  checklist: "event-source-fits",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ timeout, name }) {
    if (timeout.kind !== "set" || timeout.value < MAXIMUM) return undefined;
    return {
      at: timeout.place,
      message: `Work that needs the longest timeout there is will one day need more, and then ends in the middle; split it into steps of a state machine, or run it on Fargate or Batch: ${name}`,
    };
  },
});
