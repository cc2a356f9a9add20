/** GetMetricData, GetMetricStatistics, PutMetricData and ListMetrics over the emulator's own datapoints. */

import type { Json, JsonObject } from "../check.ts";
import { AwsError } from "../error.ts";
import type { Supplies, Supply } from "../supply.ts";
import { metricMath, type Series } from "./math.ts";
import { statistic } from "./statistic.ts";
import type { MetricName, MetricStore, Sample, Source } from "./store.ts";

const day = 86_400;
/** As AWS documents them for GetMetricData. */
const mostQueries = 500;
const mostDatapoints = 100_800;

interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

interface Metric {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly Dimension[];
}

interface Query {
  readonly Id: string;
  readonly Label?: string;
  readonly ReturnData?: boolean;
  readonly Expression?: string;
  readonly MetricStat?: MetricStat;
}

interface MetricStat {
  readonly Metric: Metric;
  readonly Period: number;
  readonly Stat: string;
}

interface Range {
  /** Seconds of the epoch. */
  readonly from: number;
  readonly to: number;
}

export interface Datapoint {
  readonly time: number;
  readonly samples: readonly Sample[];
}

function metricName({ Namespace, MetricName, Dimensions = [] }: Metric): MetricName {
  return { namespace: Namespace, name: MetricName, dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])) };
}

/** The start, rounded down as CloudWatch does: to a whole minute, 5 minutes or hour by its age. Periods count from there. */
function beginOf({ from }: Range, now: number): number {
  const age = now - from;
  const grain = age > 63 * day ? 3600 : age > 15 * day ? 300 : 60;
  return Math.floor(from / grain) * grain;
}

/**
 * The samples by period. As CloudWatch does: datapoints of periods under 5 minutes are kept for 15 days, under an hour for 63 days.
 * @param now Seconds of the epoch.
 */
export function datapoints(source: Source, range: Range, period: number, now: number): Datapoint[] {
  const kept = period % 3600 === 0 ? 455 * day : period % 300 === 0 ? 63 * day : 15 * day;
  const begin = beginOf(range, now);
  const result: { time: number; samples: Sample[] }[] = [];
  for (const sample of source.samples(Math.max(begin, now - kept), Math.min(range.to, now))) {
    const time = begin + Math.floor((sample.time - begin) / period) * period;
    const last = result.at(-1);
    if (last?.time === time) last.samples.push(sample);
    else result.push({ time, samples: [sample] });
  }
  return result;
}

function seconds(value: Json | undefined): number {
  const time = typeof value === "number" ? value : Date.parse(String(value)) / 1000;
  if (!Number.isFinite(time)) throw new AwsError("ValidationError", "The parameter StartTime must be a valid timestamp.");
  return time;
}

function rangeOf(input: JsonObject): Range {
  const range = { from: seconds(input.StartTime), to: seconds(input.EndTime) };
  if (range.from >= range.to) throw new AwsError("ValidationError", "The parameter StartTime must be less than the parameter EndTime.");
  return range;
}

function checkQueries(queries: readonly Query[]): void {
  if (queries.length > mostQueries) {
    throw new AwsError("ValidationError", `The collection MetricDataQueries must not have a size greater than ${mostQueries}.`);
  }
  const ids = new Set<string>();
  for (const { Id, MetricStat } of queries) {
    if (!/^[a-z]\w{0,254}$/.test(Id))
      throw new AwsError(
        "ValidationError",
        `The value ${Id} for parameter MetricDataQueries.member.1.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
      );
    if (ids.has(Id)) throw new AwsError("ValidationError", `The values for parameter id in MetricDataQueries are not unique.`);
    ids.add(Id);
    const period = MetricStat?.Period ?? 60;
    if (period % 60 !== 0 && ![1, 5, 10, 20, 30].includes(period)) {
      throw new AwsError("ValidationError", "Period must be 1, 5, 10, 20, 30 or a multiple of 60.");
    }
  }
}

export class MetricData {
  readonly #store: MetricStore;
  readonly #now: () => number;

  /** @param now Milliseconds of the epoch. */
  constructor(store: MetricStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  readonly supplies: Supplies = new Map<string, Supply>([
    ["cloudwatch:GetMetricData", (input) => this.#getMetricData(input)],
    ["cloudwatch:GetMetricStatistics", (input) => this.#getMetricStatistics(input)],
    ["cloudwatch:PutMetricData", (input) => this.#putMetricData(input)],
    ["cloudwatch:ListMetrics", (input) => this.#listMetrics(input)],
  ]);

  #getMetricData(input: JsonObject): JsonObject {
    const queries = input.MetricDataQueries as unknown as readonly Query[];
    checkQueries(queries);
    const range = rangeOf(input);
    const ascending = input.ScanBy === "TimestampAscending";
    const most = Math.min(Number(input.MaxDatapoints ?? mostDatapoints), mostDatapoints);
    const skipped = Number(input.NextToken ?? 0);
    if (!Number.isInteger(skipped)) throw new AwsError("InvalidNextToken", "The next token is invalid.");
    const results = queries.filter(({ ReturnData }) => ReturnData !== false).map((query) => this.#result(query, queries, range));
    if (!ascending) for (const { points } of results) points.reverse();
    return page(results, skipped, most);
  }

  #result(query: Query, queries: readonly Query[], range: Range): Result {
    const { Id, Label, MetricStat } = query;
    return { Id, Label: Label ?? MetricStat?.Metric.MetricName ?? Id, points: [...this.#series(query, queries, range)] };
  }

  /** In order of time. @param others What an expression may name: all but what it is a part of. */
  #series(query: Query, others: readonly Query[], range: Range): Series {
    if (query.MetricStat) return this.#measured(query.MetricStat, range);
    const left = others.filter((one) => one !== query);
    const series = (id: string) => {
      const named = left.find(({ Id }) => Id === id);
      return named && this.#series(named, left, range);
    };
    const period = Math.min(...others.flatMap(({ MetricStat }) => MetricStat?.Period ?? []));
    const begin = beginOf(range, this.#now() / 1000);
    const count = Number.isFinite(period) ? Math.ceil((range.to - begin) / period) : 0;
    return metricMath(query.Expression ?? "", { series, times: Array.from({ length: count }, (_, index) => begin + index * period) });
  }

  #measured({ Metric, Period, Stat }: MetricStat, range: Range): Series {
    const compute = statistic(Stat);
    const source = this.#store.find(metricName(Metric));
    const found = source ? datapoints(source, range, Period, this.#now() / 1000) : [];
    return new Map(found.map(({ time, samples }) => [time, compute(samples)]));
  }

  #getMetricStatistics(input: JsonObject): JsonObject {
    const {
      Period,
      Statistics = [],
      ExtendedStatistics = [],
    } = input as unknown as {
      Period: number;
      Statistics?: string[];
      ExtendedStatistics?: string[];
    };
    const source = this.#store.find(metricName(input as unknown as Metric));
    const found = source ? datapoints(source, rangeOf(input), Period, this.#now() / 1000) : [];
    if (found.length > 1440)
      throw new AwsError(
        "InvalidParameterCombination",
        `You have requested up to ${found.length} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
      );
    const values = (names: readonly string[], samples: readonly Sample[]) =>
      Object.fromEntries(names.map((name) => [name, statistic(name)(samples)]));
    const Datapoints = found.map(({ time, samples }) => ({
      Timestamp: time,
      Unit: source?.unit ?? "None",
      ...values(Statistics, samples),
      ...(ExtendedStatistics.length > 0 && { ExtendedStatistics: values(ExtendedStatistics, samples) }),
    }));
    return { Label: String(input.MetricName), Datapoints };
  }

  #putMetricData(input: JsonObject): JsonObject {
    interface Datum extends Omit<Metric, "Namespace"> {
      Timestamp?: Json;
      Value?: number;
      Values?: number[];
      Counts?: number[];
      Unit?: string;
      StatisticValues?: JsonObject;
    }
    for (const datum of (input.MetricData ?? []) as unknown as Datum[]) {
      if (datum.StatisticValues)
        throw new AwsError("ValidationError", "Statistic sets are not emulated: percentiles cannot be told from them.");
      const time = datum.Timestamp === undefined ? this.#now() / 1000 : seconds(datum.Timestamp);
      const sample = { time, values: datum.Values ?? [datum.Value ?? 0], ...(datum.Counts && { counts: datum.Counts }) };
      this.#store.put(metricName({ ...datum, Namespace: String(input.Namespace) }), datum.Unit ?? "None", sample);
    }
    return {};
  }

  #listMetrics(input: JsonObject): JsonObject {
    const wanted = (input.Dimensions ?? []) as unknown as readonly Partial<Dimension>[];
    const Metrics = this.#store.metrics
      .filter(({ namespace }) => input.Namespace === undefined || input.Namespace === namespace)
      .filter(({ name }) => input.MetricName === undefined || input.MetricName === name)
      .filter(({ dimensions }) =>
        wanted.every(({ Name = "", Value }) => Name in dimensions && (Value === undefined || dimensions[Name] === Value)),
      )
      .map(({ namespace, name, dimensions }) => ({
        Namespace: namespace,
        MetricName: name,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      }));
    const begin = Number(input.NextToken ?? 0);
    const more = begin + 500 < Metrics.length ? { NextToken: String(begin + 500) } : {};
    return { Metrics: Metrics.slice(begin, begin + 500), ...more };
  }
}

interface Result {
  readonly Id: string;
  readonly Label: string;
  readonly points: [time: number, value: number][];
}

/** The datapoints from the `skipped`-th on, all metrics counted on; a metric that is not done yet has PartialData. */
function page(results: readonly Result[], skipped: number, most: number): JsonObject {
  let place = 0;
  const end = skipped + most;
  const MetricDataResults = results.map(({ Id, Label, points }) => {
    const here = points.slice(Math.max(0, skipped - place), Math.max(0, end - place));
    place += points.length;
    const StatusCode = place > end ? "PartialData" : "Complete";
    return { Id, Label, Timestamps: here.map(([time]) => time), Values: here.map(([, value]) => value), StatusCode };
  });
  return { MetricDataResults, Messages: [], ...(place > end && { NextToken: String(end) }) };
}
