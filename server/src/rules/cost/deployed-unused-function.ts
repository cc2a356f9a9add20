import type { DeployedMetrics, MetricId } from "../../model/deployed.ts";
import { DAYS, span } from "../../model/figures.ts";
import { defineRule } from "../rule.ts";

/** Metrics that a function has when it runs. */
const OF_RUNNING: readonly MetricId[] = ["errors", "durationAverage", "durationMaximum", "throttles", "concurrentExecutions"];
const DAY = 86_400_000;

export const deployedUnusedFunction = defineRule({
  id: "deployed-unused-function",
  title: "Function that nobody invokes",
  section: "cost",
  checklist: { none: "What does not run costs nothing; the list asks about what does." },
  severity: "info",
  profile: "recommended",
  languages: ["deployed"],
  on: "deployed",
  check({ deployed: { name, metrics, reports, configuration, readAt } }, { thresholds }) {
    if (!metrics || DAYS[metrics.window] < thresholds.unusedDays) return undefined;
    const { invocations } = metrics.values;
    if (typeof invocations === "number" && invocations > 0) return "ok";
    // Lambda reports invocations when there are some: no data of any kind over the whole time is what none looks like.
    if (invocations === undefined || !isSilent(metrics) || (reports?.invocations ?? 0) > 0) return undefined;
    const changed = Date.parse(readAt) - Date.parse(configuration.lastModified);
    if (!(changed > thresholds.unusedDays * DAY)) return undefined;
    return {
      message: `What nobody uses still has to be updated, and keeps its permissions; delete it, or find out why its trigger no longer reaches it: ${name} was not invoked ${span(metrics.window)}`,
    };
  },
});

/** Throttles that were not asked for may be there: then somebody does invoke it, in vain. */
function isSilent({ values }: DeployedMetrics): boolean {
  return values.throttles !== undefined && OF_RUNNING.every((id) => !values[id]);
}
