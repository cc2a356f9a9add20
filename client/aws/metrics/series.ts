/** From CloudWatch's answers to series on an even grid of times. Where CloudWatch has no data there is null, never zero. */
import type { MetricSeries } from "../contract.ts";
import type { Answers } from "./cloudWatch.ts";
import { DEFINITIONS } from "./definitions.ts";
import { keyOf, type Plan, type Query, questionsOf } from "./queries.ts";
import type { Span } from "./window.ts";

export type Values = readonly (number | null)[];

/** The series of a plan; undefined where CloudWatch would not tell all that it is made of. */
export function seriesOf(plan: Plan, span: Span, answers: Answers): MetricSeries | undefined {
  const { unit, scale, summary } = DEFINITIONS[plan.metric];
  if (!questionsOf(plan).every((query) => !query || answers.has(keyOf(query)))) return undefined;
  const source = gridOf(plan.source, span, answers);
  const divisor = plan.dividedBy && gridOf(plan.dividedBy, span, answers);
  const values = divisor ? source.map((value, index) => quotient(value, divisor[index] ?? null)) : source;
  const scaled = (value: number | null): number | null => (value === null ? null : value * scale);
  const whole = (): number | null => (plan.whole ? (answers.get(keyOf(plan.whole))?.get(span.start) ?? null) : null);
  const summaries: Readonly<Record<typeof summary, () => number | null>> = {
    sum: () => sumOf(source),
    highest: () => highestOf(source),
    latest: () => latestOf(plan, answers) ?? source.findLast((value) => value !== null) ?? null,
    ratio: () => ratioOf(source, divisor ?? []),
    // What gives two values for one period counts periods otherwise than AWS: then the highest is at least no better than the truth.
    whole: () => whole() ?? highestOf(source),
  };
  return {
    metric: plan.metric,
    unit,
    period: span.period,
    times: span.times,
    values: values.map(scaled),
    summary: scaled(summaries[summary]()),
    samples: plan.samples ? sumOf(gridOf(plan.samples, span, answers)) : null,
  };
}

function latestOf({ latest }: Plan, answers: Answers): number | undefined {
  const values = latest && answers.get(keyOf(latest));
  return values && values.size > 0 ? values.get(Math.max(...values.keys())) : undefined;
}

/** A value for each time of the span. */
export function gridOf(query: Query, span: Span, answers: Answers): Values {
  const values = answers.get(keyOf(query));
  return span.times.map((time) => values?.get(time) ?? null);
}

/** The sum of what is known; null where nothing is. */
export function sumOf(values: Values): number | null {
  return values.reduce((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);
}

function highestOf(values: Values): number | null {
  return values.reduce((highest, value) => (value === null ? highest : Math.max(highest ?? value, value)), null);
}

/** Over the periods of which both are known, so that neither counts where the other is missing. */
function ratioOf(source: Values, divisor: Values): number | null {
  const both = source.map((value, index) => value !== null && divisor[index] !== null && divisor[index] !== undefined);
  return quotient(sumOf(source.filter((_, index) => both[index])), sumOf(divisor.filter((_, index) => both[index])));
}

function quotient(value: number | null, divisor: number | null): number | null {
  return value === null || divisor === null || divisor === 0 ? null : value / divisor;
}
