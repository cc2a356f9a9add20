import { count, span } from "../../model/figures.ts";
import { defineRule } from "../rule.ts";

/** MB: there is no smaller size. */
const SMALLEST = 128;

export const deployedMemoryOverprovisioned = defineRule({
  id: "deployed-memory-overprovisioned",
  title: "Memory that is paid for and never used",
  section: "cost",
  checklist: "memory-measured",
  severity: "hint",
  profile: "recommended",
  languages: ["deployed"],
  on: "deployed",
  check({ deployed: { name, reports, configuration }, resource }, { thresholds }) {
    if (!reports || reports.invocations < thresholds.minimumInvocations || reports.memorySize !== configuration.memory) return undefined;
    const { memoryUsedMaximum: used, memorySize, invocations, window } = reports;
    if (memorySize <= SMALLEST || used > (memorySize * thresholds.memoryUsedLow) / 100) return "ok";
    return {
      message: `Memory is paid for with every millisecond, used or not; try less and measure (Lambda Power Tuning), for less memory is also less CPU, and a function that computes may end up slower and dearer: ${name} used at most ${used} MB of ${memorySize} MB in ${count(invocations)} invocations ${span(window)}`,
      ...(resource?.memory.kind === "set" && { at: resource.memory.place }),
    };
  },
});
