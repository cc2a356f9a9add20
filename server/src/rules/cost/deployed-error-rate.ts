import { count, percent, span } from "../../model/figures.ts";
import { isClearlyAbove, isClearlyWithin } from "../../model/proportions.ts";
import { defineRule } from "../rule.ts";

export const deployedErrorRate = defineRule({
  id: "deployed-error-rate",
  title: "Many invocations fail",
  section: "cost",
  checklist: { none: "The list asks what becomes of an event that failed, not how many do." },
  severity: "warning",
  profile: "recommended",
  languages: ["deployed"],
  on: "deployed",
  check({ deployed: { name, metrics } }, { thresholds }) {
    const { errors, invocations } = metrics?.values ?? {};
    if (!metrics || typeof errors !== "number" || typeof invocations !== "number") return undefined;
    if (invocations < thresholds.minimumInvocations) return undefined;
    if (!isClearlyAbove(errors, invocations, thresholds.errorRate)) {
      return isClearlyWithin(errors, invocations, thresholds.errorRate) ? "ok" : undefined;
    }
    return {
      message: `Failed invocations are paid for, and most are retried and paid for again; find the commonest error in the logs and end it first: ${percent((errors / invocations) * 100)} of ${count(invocations)} invocations failed ${span(metrics.window)}, ${name}`,
      ...(isClearlyAbove(errors, invocations, thresholds.errorRateHigh) && { severity: "error" }),
    };
  },
});
