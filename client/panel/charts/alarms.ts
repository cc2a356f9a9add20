/** Which alarms can be drawn into a chart: those whose threshold is on the chart's own scale. */
import type { DeployedAlarm, MetricId } from "../../../server/src/protocol.ts";

/** CloudWatch's metric, and its statistic where several of ours come from one: percentiles as AWS writes them. */
const watched: Partial<Record<MetricId, { readonly metric: string; readonly statistics?: readonly string[]; readonly isSum?: true }>> = {
  invocations: { metric: "Invocations", isSum: true },
  errors: { metric: "Errors", isSum: true },
  durationAverage: { metric: "Duration", statistics: ["Average"] },
  durationP95: { metric: "Duration", statistics: ["p95", "p95.0", "p95.00"] },
  durationP99: { metric: "Duration", statistics: ["p99", "p99.0", "p99.00"] },
  durationMaximum: { metric: "Duration", statistics: ["Maximum"] },
  throttles: { metric: "Throttles", isSum: true },
  concurrentExecutions: { metric: "ConcurrentExecutions" },
  iteratorAge: { metric: "IteratorAge" },
  deadLetterDepth: { metric: "ApproximateNumberOfMessagesVisible" },
  deadLetterErrors: { metric: "DeadLetterErrors", isSum: true },
  destinationErrors: { metric: "DestinationDeliveryFailures", isSum: true },
  asyncEventAge: { metric: "AsyncEventAge" },
  asyncEventsReceived: { metric: "AsyncEventsReceived", isSum: true },
  asyncEventsDropped: { metric: "AsyncEventsDropped", isSum: true },
  provisionedUtilization: { metric: "ProvisionedConcurrencyUtilization" },
  provisionedSpillover: { metric: "ProvisionedConcurrencySpilloverInvocations", isSum: true },
};

/**
 * The alarms on metrics of a chart, with their thresholds in the chart's unit. An alarm on a sum is left out where it counts over
 * another period than the chart: its threshold is on another scale.
 *
 * @param period seconds that each value of the chart stands for
 */
export function drawnAlarms(
  alarms: readonly DeployedAlarm[],
  metrics: readonly MetricId[],
  period: number,
): { readonly name: string; readonly value: number }[] {
  return alarms.flatMap((alarm) => {
    const { threshold } = alarm;
    const metric = metrics.find((each) => watches(alarm, each, period));
    if (threshold === undefined || !metric) return [];
    // CloudWatch's is a part of 1, ours per cent.
    return [{ name: alarm.name, value: metric === "provisionedUtilization" ? threshold * 100 : threshold }];
  });
}

/** The unit of a metric of CloudWatch, for its threshold. */
export function unitOfThreshold(metric: string): "count" | "milliseconds" | "part" {
  if (["Duration", "IteratorAge", "AsyncEventAge", "PostRuntimeExtensionsDuration"].includes(metric)) return "milliseconds";
  return metric === "ProvisionedConcurrencyUtilization" ? "part" : "count";
}

function watches(alarm: DeployedAlarm, metric: MetricId, period: number): boolean {
  const about = watched[metric];
  if (about?.metric !== alarm.metric) return false;
  // Metric math has no statistic, and a threshold on a scale of its own.
  if (alarm.statistic === undefined) return false;
  if (about.isSum) return alarm.statistic === "Sum" && alarm.period === period;
  return about.statistics?.includes(alarm.statistic) ?? true;
}
