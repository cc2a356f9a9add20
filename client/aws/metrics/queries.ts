/** What CloudWatch has to be asked so that metrics can be told: each question once, however many metrics and functions need it. */
import type { MetricId } from "../../../server/src/protocol.ts";
import type { MetricRequest } from "../contract.ts";
import { DEFINITIONS, type Source } from "./definitions.ts";
import { type Span, spanOf } from "./window.ts";

/** One `MetricStat` of GetMetricData: a billed metric. */
export interface Query {
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: string;
  readonly dimension: { readonly name: string; readonly value: string };
  /** Seconds. */
  readonly period: number;
  /** Seconds of the epoch; the end is exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Queries that ask the same have the same key. */
export function keyOf({ namespace, metric, statistic, dimension, period, start, end }: Query): string {
  return [namespace, metric, statistic, dimension.name, dimension.value, period, start, end].join(" ");
}

/** What one metric of a function is made of. */
export interface Plan {
  readonly metric: MetricId;
  readonly source: Query;
  readonly dividedBy: Query | undefined;
  /** With one period as long as the window. */
  readonly whole: Query | undefined;
  /** Over the last hour, by minutes. */
  readonly latest: Query | undefined;
  readonly samples: Query | undefined;
}

/**
 * How each metric asked for is had; one that does not apply to the function is left out: the depth of a queue where there is none.
 * @param now milliseconds of the epoch
 */
export function plansOf(request: MetricRequest, span: Span, now: number): readonly Plan[] {
  const recent = spanOf("1h", now);
  return [...new Set(request.metrics)].flatMap((metric) => {
    const { source, dividedBy, summary, samples } = DEFINITIONS[metric];
    const value = source.dimension === "QueueName" ? queueName(request.deadLetterQueue) : request.name;
    if (value === undefined) return [];
    const query = (of: Source, { start, end, period }: Pick<Query, "start" | "end" | "period"> = span): Query => ({
      namespace: of.namespace,
      metric: of.metric,
      statistic: of.statistic,
      dimension: { name: of.dimension, value },
      period,
      start,
      end,
    });
    return [
      {
        metric,
        source: query(source),
        dividedBy: dividedBy && query(dividedBy),
        whole: summary === "whole" ? query(source, { ...span, period: span.length }) : undefined,
        latest: summary === "latest" ? query(source, recent) : undefined,
        samples: samples && query(samples),
      },
    ];
  });
}

/** All that must be known for the plan's series. */
export function questionsOf({ source, dividedBy, whole, latest, samples }: Plan): readonly (Query | undefined)[] {
  return [source, dividedBy, whole, latest, samples];
}

/** The questions of plans, without those that were there before. */
export function queriesOf(plans: Iterable<Plan>): readonly Query[] {
  const queries = new Map<string, Query>();
  for (const plan of plans) {
    for (const query of questionsOf(plan)) if (query) queries.set(keyOf(query), query);
  }
  return [...queries.values()];
}

/** The name in the ARN of a queue; undefined for a topic, or what else events may go to. */
export function queueName(arn: string | undefined): string | undefined {
  return arn === undefined ? undefined : /^arn:[^:]*:sqs:[^:]*:[^:]*:([^:]+)$/.exec(arn)?.[1];
}
