/**
 * The metrics, as AWS publishes them. Which statistic is right for each is what AWS says in "Types of metrics for Lambda functions",
 * "Monitoring concurrency" (Lambda Developer Guide) and "Available CloudWatch metrics for Amazon SQS".
 */
import type { MetricId } from "../../../server/src/protocol.ts";
import type { MetricSeries } from "../contract.ts";

export type Statistic = "Sum" | "SampleCount" | "Maximum" | "p95" | "p99";

/** A statistic of a metric of CloudWatch. */
export interface Source {
  readonly namespace: "AWS/Lambda" | "AWS/SQS";
  readonly metric: string;
  readonly statistic: Statistic;
  /** What the value of the dimension is: the function's name, or that of the queue its failed events go to. */
  readonly dimension: "FunctionName" | "QueueName";
}

export interface Definition {
  readonly unit: MetricSeries["unit"];
  readonly source: Source;
  /** The metric is `source` divided by this. */
  readonly dividedBy?: Source;
  /** From CloudWatch's unit to ours. */
  readonly scale: number;
  /**
   * What the window comes to. `ratio`: the sums of both sources, divided. `whole`: CloudWatch is asked once more with one period as long
   * as the window, for a percentile of the window is neither the highest nor the mean of its periods' percentiles: over quiet minutes
   * with one invocation each, the highest p95 is simply the maximum. CloudWatch counts periods from `StartTime`, so that one value
   * comes back (https://github.com/boto/boto3/issues/3457). `latest`: the last minute that is known of the last hour, for a period of the
   * window may be hours long, and its highest value long gone; else the last period that is known.
   */
  readonly summary: "sum" | "highest" | "latest" | "ratio" | "whole";
  /** What the sum of tells how many invocations the summary rests on. */
  readonly samples?: Source;
}

/**
 * Metrics by `FunctionName` are those of all versions and aliases together ("By Function Name: View aggregate metrics for all versions
 * and aliases of a function").
 */
function lambda(metric: string, statistic: Statistic): Source {
  return { namespace: "AWS/Lambda", metric, statistic, dimension: "FunctionName" };
}

const INVOCATIONS = lambda("Invocations", "Sum");
/** One sample of `Duration` for each invocation that came to its end. */
export const DURATIONS = lambda("Duration", "SampleCount");

function count(metric: string): Definition {
  return { unit: "count", source: lambda(metric, "Sum"), scale: 1, summary: "sum" };
}

function highest(unit: Definition["unit"], metric: string, scale = 1): Definition {
  return { unit, source: lambda(metric, "Maximum"), scale, summary: "highest" };
}

function percentile(statistic: Statistic): Definition {
  return { unit: "milliseconds", source: lambda("Duration", statistic), scale: 1, summary: "whole", samples: DURATIONS };
}

export const DEFINITIONS: Readonly<Record<MetricId, Definition>> = {
  invocations: count("Invocations"),
  errors: count("Errors"),
  /**
   * "To calculate the error rate, divide the value of Errors by the value of Invocations." Lambda publishes `Errors` with each
   * invocation, 0 or 1; a period that has invocations and no `Errors` is one CloudWatch does not know yet, and its rate is unknown.
   */
  errorRate: {
    unit: "percent",
    source: lambda("Errors", "Sum"),
    dividedBy: INVOCATIONS,
    scale: 100,
    summary: "ratio",
    samples: INVOCATIONS,
  },
  /** From the sum and the number of samples, so that the average of the window weighs each invocation alike. */
  durationAverage: {
    unit: "milliseconds",
    source: lambda("Duration", "Sum"),
    dividedBy: DURATIONS,
    scale: 1,
    summary: "ratio",
    samples: DURATIONS,
  },
  durationP95: percentile("p95"),
  durationP99: percentile("p99"),
  durationMaximum: { ...highest("milliseconds", "Duration"), samples: DURATIONS },
  throttles: count("Throttles"),
  /** "View this metric using MAX": a sum over minutes would count one environment many times. */
  concurrentExecutions: highest("count", "ConcurrentExecutions"),
  iteratorAge: highest("milliseconds", "IteratorAge"),
  /** SQS tells it of queues that were used in the last six hours; a sleeping queue has no data, which does not mean that it is empty. */
  deadLetterDepth: {
    unit: "count",
    source: { namespace: "AWS/SQS", metric: "ApproximateNumberOfMessagesVisible", statistic: "Maximum", dimension: "QueueName" },
    scale: 1,
    summary: "latest",
  },
  deadLetterErrors: count("DeadLetterErrors"),
  destinationErrors: count("DestinationDeliveryFailures"),
  asyncEventsReceived: count("AsyncEventsReceived"),
  asyncEventAge: highest("milliseconds", "AsyncEventAge"),
  asyncEventsDropped: count("AsyncEventsDropped"),
  /** Lambda tells a part of 1; "View this metric using MAX". */
  provisionedUtilization: highest("percent", "ProvisionedConcurrencyUtilization", 100),
  provisionedSpillover: count("ProvisionedConcurrencySpilloverInvocations"),
};
