/** GetMetricData: many metrics with few calls. */
import { GetMetricDataCommand, type MetricDataQuery, type MetricDataResult } from "@aws-sdk/client-cloudwatch";
import type { Clients } from "../clients.ts";
import { Failure } from "../failure.ts";
import { keyOf, type Query } from "./queries.ts";

/** "A single GetMetricData call can include as many as 500 MetricDataQuery structures" (API reference). */
const MOST_QUERIES = 500;
/** Calls under way at once: 500 metrics each, and other people of the account ask too. */
const AT_ONCE = 3;

/** By key of the query: values by the begin of their period, seconds of the epoch. What CloudWatch would not tell is not among them. */
export type Answers = ReadonlyMap<string, ReadonlyMap<number, number>>;

interface Answer {
  readonly values: Map<number, number>;
  /** `Complete`, `PartialData`, `InternalError` or `Forbidden`, as the last page says. */
  status: string | undefined;
}

/**
 * Asks all queries. An answer that stays incomplete is asked for once more, and left out if it is incomplete again: half of
 * a sum is no figure.
 *
 * @throws Failure where AWS refuses, or where not one answer is complete; the signal's reason when it was cancelled.
 */
export async function askCloudWatch(clients: Clients, queries: readonly Query[], signal: AbortSignal): Promise<Answers> {
  const first = await askAll(clients, queries, signal);
  const missing = queries.filter((query) => first.get(keyOf(query))?.status !== "Complete");
  const second = missing.length > 0 ? await askAll(clients, missing, signal) : new Map<string, Answer>();
  const all = [...first, ...second];
  const complete = new Map(all.filter(([, { status }]) => status === "Complete").map(([key, { values }]) => [key, values]));
  if (complete.size === 0 && queries.length > 0) throw incomplete(all.some(([, { status }]) => status === "Forbidden"));
  return complete;
}

function incomplete(isForbidden: boolean): Failure {
  if (isForbidden) {
    return new Failure({
      kind: "access-denied",
      message: "CloudWatch does not show these metrics.",
      remedy: "Ask for the permission cloudwatch:GetMetricData.",
      action: "cloudwatch:GetMetricData",
    });
  }
  return new Failure({ kind: "service", message: "CloudWatch gave no complete answer.", remedy: "Try again in a moment." });
}

/** All batches, a few at a time; when one fails, the others are given up. */
async function askAll(clients: Clients, queries: readonly Query[], signal: AbortSignal): Promise<Map<string, Answer>> {
  const batches = batchesOf(queries);
  const answers = new Map<string, Answer>();
  const giveUp = new AbortController();
  const either = AbortSignal.any([signal, giveUp.signal]);
  const worker = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) await askBatch(clients, batch, either, answers);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  } catch (error) {
    giveUp.abort();
    throw error;
  }
  return answers;
}

/** Full batches, each of one range of time. */
function batchesOf(queries: readonly Query[]): (readonly Query[])[] {
  const rangeOf = ({ start, end }: Query) => `${start} ${end}`;
  return [...new Set(queries.map(rangeOf))].flatMap((range) => {
    const all = queries.filter((query) => rangeOf(query) === range);
    const count = Math.ceil(all.length / MOST_QUERIES);
    return Array.from({ length: count }, (_, index) => all.slice(index * MOST_QUERIES, (index + 1) * MOST_QUERIES));
  });
}

/** One batch, page by page: an answer may go on over pages, each time with the values that are new. */
async function askBatch(clients: Clients, queries: readonly Query[], signal: AbortSignal, answers: Map<string, Answer>): Promise<void> {
  const { start = 0, end = 0 } = queries[0] ?? {};
  const input = { StartTime: new Date(start * 1000), EndTime: new Date(end * 1000), MetricDataQueries: queries.map(dataQuery) };
  const keys = new Map(queries.map((query, index) => [idOf(index), keyOf(query)]));
  let token: string | undefined;
  do {
    const page = await clients.cloudWatch(new GetMetricDataCommand({ ...input, NextToken: token }), signal);
    for (const result of page.MetricDataResults ?? []) {
      const key = keys.get(result.Id ?? "");
      if (key !== undefined) take(answers, key, result);
    }
    token = page.NextToken;
  } while (token !== undefined);
}

/** Ids "must start with a lowercase letter" and hold letters, digits and underscores. */
function idOf(index: number): string {
  return `m${index}`;
}

function dataQuery({ namespace, metric, dimension, period, statistic }: Query, index: number): MetricDataQuery {
  return {
    Id: idOf(index),
    MetricStat: {
      Metric: { Namespace: namespace, MetricName: metric, Dimensions: [{ Name: dimension.name, Value: dimension.value }] },
      Period: period,
      Stat: statistic,
    },
  };
}

function take(answers: Map<string, Answer>, key: string, { Timestamps = [], Values = [], StatusCode }: MetricDataResult): void {
  const answer = answers.get(key) ?? { values: new Map(), status: undefined };
  answer.status = StatusCode;
  for (const [index, time] of Timestamps.entries()) {
    const value = Values[index];
    if (value !== undefined) answer.values.set(time.getTime() / 1000, value);
  }
  answers.set(key, answer);
}
