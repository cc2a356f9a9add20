/** CloudWatch's statistics over the samples of one period. */
import { AwsError } from "../error.ts";
import type { Sample } from "./store.ts";

export type Statistic = (samples: readonly Sample[]) => number;

/** Looks at each value with how often it was; a loop and no generator: a month of durations has 100,000 of them. */
function fold(start: number, step: (sum: number, value: number, count: number) => number): Statistic {
  return (samples) => {
    let result = start;
    for (const { values, counts } of samples) {
      for (let index = 0; index < values.length; index++) result = step(result, values[index] ?? 0, counts ? (counts[index] ?? 0) : 1);
    }
    return result;
  };
}

const sampleCount = fold(0, (sum, _, count) => sum + count);
const sum = fold(0, (total, value, count) => total + value * count);

const simple: Readonly<Record<string, Statistic>> = {
  SampleCount: sampleCount,
  Sum: sum,
  Average: (samples) => sum(samples) / sampleCount(samples),
  Minimum: fold(Infinity, (least, value) => Math.min(least, value)),
  Maximum: fold(-Infinity, (most, value) => Math.max(most, value)),
};

/** Every value as often as it was, in order. */
function ordered(samples: readonly Sample[]): Float64Array {
  const all = new Float64Array(sampleCount(samples));
  let place = 0;
  for (const { values, counts } of samples) {
    for (let index = 0; index < values.length; index++) {
      const count = counts ? (counts[index] ?? 0) : 1;
      all.fill(values[index] ?? 0, place, place + count);
      place += count;
    }
  }
  return all.sort();
}

/** The smallest value that at least `percent` of all do not exceed. */
function percentile(percent: number): Statistic {
  return (samples) => {
    const all = ordered(samples);
    return all[Math.max(0, Math.ceil((percent / 100) * all.length) - 1)] ?? 0;
  };
}

/**
 * A statistic by CloudWatch's name: `Sum`, `p95`, `p99.9`.
 * @throws ValidationError for what is none. Trimmed means and the like, which nothing of ours asks for, are refused too.
 */
export function statistic(name: string): Statistic {
  const found = Object.hasOwn(simple, name) ? simple[name] : undefined;
  if (found) return found;
  const percent = /^p(\d{1,2}(?:\.\d{0,10})?|100)$/.exec(name)?.[1];
  if (percent === undefined)
    throw new AwsError("ValidationError", `The value ${name} for parameter MetricDataQueries.member.1.MetricStat.Stat is not supported.`);
  return percentile(Number(percent));
}
