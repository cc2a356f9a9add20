/** What Lambda tells CloudWatch of invocations: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
import type { MetricStore, Sample, Source } from "../metrics/store.ts";
import type { Day, Invocations } from "./traffic.ts";

/** The samples of a minute from what happened in it; null: Lambda tells nothing. */
type Tell = (day: Day, minute: number, begin: number, end: number) => Omit<Sample, "time"> | null;

function repeated(value: number, count: number): Omit<Sample, "time"> {
  return { values: [value], counts: [count] };
}

/** A metric that is told where there were invocations. */
function perInvocation(tell: Tell): Tell {
  return (day, minute, begin, end) => (end > begin ? tell(day, minute, begin, end) : null);
}

const tells: Readonly<Record<string, { readonly unit: string; readonly tell: Tell }>> = {
  Invocations: { unit: "Count", tell: perInvocation((_, __, begin, end) => repeated(1, end - begin)) },
  // One for each invocation, 0 where it went well: the average is the error rate.
  Errors: { unit: "Count", tell: perInvocation((day, _, begin, end) => ({ values: day.failed.subarray(begin, end) })) },
  Duration: { unit: "Milliseconds", tell: perInvocation((day, _, begin, end) => ({ values: day.duration.subarray(begin, end) })) },
  Throttles: {
    unit: "Count",
    tell: (day, minute, begin, end) => {
      const throttled = day.throttles[minute] ?? 0;
      return end > begin || throttled > 0 ? { values: [1, 0], counts: [throttled, end - begin] } : null;
    },
  },
  ConcurrentExecutions: { unit: "Count", tell: perInvocation((day, _, begin, end) => ({ values: [concurrency(day, begin, end)] })) },
};

/** At once: by Little's law on average, and somewhat more at the worst moment. */
export function concurrency(day: Day, begin: number, end: number): number {
  let busy = 0;
  for (let at = begin; at < end; at++) busy += day.duration[at] ?? 0;
  const average = busy / 60_000;
  return Math.max(1, Math.ceil(average + 2 * Math.sqrt(average)));
}

/** A source of samples by minutes. */
export function byMinute(invocations: Invocations, unit: string, tell: Tell): Source {
  return {
    unit,
    *samples(from, to) {
      for (const { day, minute, time } of invocations.minutes(from, to)) {
        const told = tell(day, minute, day.first[minute] ?? 0, day.first[minute + 1] ?? 0);
        if (told) yield { time, ...told };
      }
    },
  };
}

/** Has CloudWatch tell the metrics every function has. */
export function tellLambdaMetrics(store: MetricStore, name: string, invocations: Invocations): void {
  for (const [metric, { unit, tell }] of Object.entries(tells)) {
    store.generate({ namespace: "AWS/Lambda", name: metric, dimensions: { FunctionName: name } }, byMinute(invocations, unit, tell));
  }
}
