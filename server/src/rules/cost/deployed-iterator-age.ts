import { duration, span } from "../../model/figures.ts";
import { defineRule } from "../rule.ts";

export const deployedIteratorAge = defineRule({
  id: "deployed-iterator-age",
  title: "Function that lags behind its stream",
  section: "cost",
  checklist: { none: "The list asks whether alarms watch a function, not what they would say." },
  severity: "warning",
  profile: "recommended",
  languages: ["deployed"],
  on: "deployed",
  check({ deployed: { name, metrics }, resource }, { thresholds }) {
    const age = metrics?.values.iteratorAge;
    if (!metrics || typeof age !== "number") return undefined;
    if (age <= thresholds.iteratorAge * 1000) return "ok";
    const mapping = resource?.triggers.find(({ type }) => type === "kinesis" || type === "dynamodb");
    return {
      message: `A stream drops records that nobody took in time, a day after they came unless told otherwise; look for a record that fails again and again, take larger batches, or let more run at once for each shard: ${name} was ${duration(age)} behind ${span(metrics.window)}`,
      ...(mapping && { at: mapping.resource.head }),
    };
  },
});
