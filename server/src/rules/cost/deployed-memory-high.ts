import { span } from "../../model/figures.ts";
import { defineRule } from "../rule.ts";

export const deployedMemoryHigh = defineRule({
  id: "deployed-memory-high",
  title: "Memory nearly used up",
  section: "cost",
  checklist: "memory-measured",
  severity: "warning",
  profile: "recommended",
  languages: ["deployed"],
  on: "deployed",
  check({ deployed: { name, reports, configuration }, resource }, { thresholds }) {
    // Measured with another size than it has now.
    if (!reports || reports.invocations === 0 || reports.memorySize !== configuration.memory) return undefined;
    const { memoryUsedMaximum: used, memorySize, invocations, window } = reports;
    if (used <= (memorySize * thresholds.memoryUsedHigh) / 100) return invocations >= thresholds.minimumInvocations ? "ok" : undefined;
    return {
      message: `An invocation that needs more than there is gets killed without a word in its log, and a runtime short of memory is slow before that; give it more, or hold less at once: ${name} used ${used} MB of ${memorySize} MB ${span(window)}`,
      ...(resource?.memory.kind === "set" && { at: resource.memory.place }),
    };
  },
});
