import { callersWait } from "../../model/callers.ts";
import { count, duration, percent, span } from "../../model/figures.ts";
import { isClearlyAbove, isClearlyWithin } from "../../model/proportions.ts";
import { defineRule } from "../rule.ts";

export const deployedColdStarts = defineRule({
  id: "deployed-cold-starts",
  title: "Many cold starts",
  section: "cost",
  checklist: { none: "The list asks how the code starts, not how often." },
  severity: "hint",
  profile: "recommended",
  languages: ["deployed"],
  on: "deployed",
  check({ deployed, resource }, { thresholds }) {
    const { name, reports } = deployed;
    // Nobody notices where nobody waits.
    if (!reports || reports.invocations < thresholds.minimumInvocations || callersWait(deployed, resource) === false) return undefined;
    const { coldStarts, invocations, initDurationAverage: init, window } = reports;
    if (!isClearlyAbove(coldStarts, invocations, thresholds.coldStarts)) {
      return isClearlyWithin(coldStarts, invocations, thresholds.coldStarts) ? "ok" : undefined;
    }
    const each = init === null ? "" : `, ${duration(init)} each`;
    return {
      message: `Whoever meets a cold start waits for it; make the package and what runs at module level smaller, use SnapStart where the runtime has it, or provision concurrency where it has to be fast: ${percent((coldStarts / invocations) * 100)} of ${count(invocations)} invocations were cold${each} ${span(window)}, ${name}`,
    };
  },
});
