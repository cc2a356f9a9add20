/** What CloudWatch has to be asked so that metrics can be told: each question once, however many metrics and functions need it. */
import type { MetricId } from "../../../server/src/protocol.ts";
import type { MetricRequest } from "../contract.ts";
import { DEFINITIONS, type Source } from "./definitions.ts";
import type { Span } from "./window.ts";

/** One `MetricStat` of GetMetricData: a billed metric. */
export interface Query {
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: string;
  readonly dimension: { readonly name: string; readonly value: string };
  /** Seconds. */
  readonly period: number;
}

/** Queries that ask the same have the same key. */
export function keyOf({ namespace, metric, statistic, dimension, period }: Query): string {
  return [namespace, metric, statistic, dimension.name, dimension.value, period].join(" ");
}

/** What one metric of a function is made of. */
export interface Plan {
  readonly metric: MetricId;
  readonly source: Query;
  readonly dividedBy: Query | undefined;
  readonly whole: Query | undefined;
  readonly samples: Query | undefined;
}

/** How each metric asked for is had; one that does not apply to the function is left out: the depth of a queue where there is none. */
export function plansOf(request: MetricRequest, span: Span): readonly Plan[] {
  return [...new Set(request.metrics)].flatMap((metric) => {
    const { source, dividedBy, summary, samples } = DEFINITIONS[metric];
    const value = source.dimension === "QueueName" ? queueName(request.deadLetterQueue) : request.name;
    if (value === undefined) return [];
    const query = (of: Source, period = span.period): Query => ({
      namespace: of.namespace,
      metric: of.metric,
      statistic: of.statistic,
      dimension: { name: of.dimension, value },
      period,
    });
    return [
      {
        metric,
        source: query(source),
        dividedBy: dividedBy && query(dividedBy),
        whole: summary === "whole" ? query(source, span.length) : undefined,
        samples: samples && query(samples),
      },
    ];
  });
}

/** The questions of plans, without those that were there before. */
export function queriesOf(plans: Iterable<Plan>): readonly Query[] {
  const queries = new Map<string, Query>();
  for (const { source, dividedBy, whole, samples } of plans) {
    for (const query of [source, dividedBy, whole, samples]) if (query) queries.set(keyOf(query), query);
  }
  return [...queries.values()];
}

/** The name in the ARN of a queue; undefined for a topic, or what else events may go to. */
export function queueName(arn: string | undefined): string | undefined {
  return arn === undefined ? undefined : /^arn:[^:]*:sqs:[^:]*:[^:]*:([^:]+)$/.exec(arn)?.[1];
}
