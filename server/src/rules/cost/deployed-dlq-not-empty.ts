import { count } from "../../model/figures.ts";
import { defineRule } from "../rule.ts";

export const deployedDlqNotEmpty = defineRule({
  id: "deployed-dlq-not-empty",
  title: "Failed events that wait for somebody",
  section: "cost",
  checklist: { none: "They are kept, which is what the list asks; whether somebody looks at them it does not." },
  severity: "warning",
  profile: "recommended",
  languages: ["deployed"],
  on: "deployed",
  check({ deployed: { name, metrics }, resource }) {
    const depth = metrics?.values.deadLetterDepth;
    if (typeof depth !== "number") return undefined;
    if (depth === 0) return "ok";
    const { failureDestination } = resource ?? {};
    const waiting = depth === 1 ? "1 message waits" : `${count(depth)} messages wait`;
    return {
      message: `Every message in a dead-letter queue is work that was not done, and SQS deletes it when its retention ends; look at why it failed, then send it again or drop it on purpose: ${waiting} for ${name}`,
      ...(failureDestination?.kind === "set" && { at: failureDestination.place }),
    };
  },
});
