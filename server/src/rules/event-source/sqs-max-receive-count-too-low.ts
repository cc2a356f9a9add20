import { numberOf, property } from "../../model/expressions.ts";
import { defineRule, everyDialect, type Problem, repair } from "../rule.ts";

const ENOUGH = 5;
const TOO_LOW = 2;

export const sqsMaxReceiveCountTooLow = defineRule({
  id: "sqs-max-receive-count-too-low",
  title: "Good messages end in the dead-letter queue when the function is throttled",
  section: "event-source",
  checklist: "retries-understood",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite }) {
    const problems: Problem[] = [];
    let isRight = false;
    for (const { type, sourceResource: queue } of fn.triggers) {
      const count = type === "sqs" && queue ? property(queue, "RedrivePolicy.maxReceiveCount") : undefined;
      const times = numberOf(count);
      if (!queue || !count || times === undefined) continue;
      isRight ||= times > TOO_LOW;
      if (times > TOO_LOW) continue;
      const change = { kind: "set", resource: queue, path: ["RedrivePolicy", "maxReceiveCount"], value: ENOUGH } as const;
      problems.push({
        at: count.place,
        message: `A receive that ends because the function is throttled counts as well, so messages nobody tried to handle go to the dead-letter queue; allow at least ${ENOUGH}: ${times}`,
        fixes: () => [repair(`Allow ${ENOUGH} receives: ${queue.name}`, "suggested", rewrite.change([change]))],
      });
    }
    return problems.length === 0 && isRight ? "ok" : problems;
  },
});
