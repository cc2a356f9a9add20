/** Metrics from CloudWatch's answers: what is asked, and what the answers come to. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { FunctionMetrics, MetricRequest, MetricSeries } from "../../client/aws/contract.ts";
import { DEFINITIONS } from "../../client/aws/metrics/definitions.ts";
import { readMetrics } from "../../client/aws/metrics/index.ts";
import { plansOf, queriesOf, queueName } from "../../client/aws/metrics/queries.ts";
import { spanOf } from "../../client/aws/metrics/window.ts";
import { METRIC_IDS, METRIC_WINDOWS, type MetricId, type MetricWindow } from "../../server/src/protocol.ts";
import { type Asked, answering, clientsOf, requestOf } from "./metricsAnswers.ts";

const noon = Date.UTC(2026, 10, 23, 12, 0, 30);
const span = spanOf("1h", noon);
const [first, second, third] = [span.start, span.start + 60, span.start + 120];

async function read(request: MetricRequest, values: (asked: Asked) => Readonly<Record<number, number>>, window: MetricWindow = "1h") {
  const clients = clientsOf({ cloudWatch: answering(values) });
  const found = await readMetrics(clients, [request], window, { signal: new AbortController().signal, now: () => noon });
  return found.get(request.name) as FunctionMetrics;
}

async function seriesOf(
  metric: MetricId,
  answers: Readonly<Record<string, Readonly<Record<number, number>>>>,
  more: Partial<MetricRequest> = {},
): Promise<MetricSeries> {
  const { series } = await read(requestOf("orders", [metric], more), ({ metric, statistic, period }) => {
    return answers[`${metric} ${statistic}${period === span.length ? " whole" : ""}`] ?? {};
  });
  assert.equal(series.length, 1);
  return series[0] as MetricSeries;
}

test("a window ends with the period now is in, and its times are even and on multiples of the period", () => {
  const expected = { "1h": [60, 60], "24h": [300, 288], "7d": [3600, 168], "30d": [21_600, 120] } as const;
  for (const window of METRIC_WINDOWS) {
    const { period, start, end, length, times } = spanOf(window, noon);
    assert.deepEqual([period, times.length], expected[window]);
    assert.ok(start % period === 0 && end % period === 0 && end - start === length, window);
    assert.ok(end * 1000 > noon && (end - period) * 1000 <= noon, window);
    assert.ok(times.every((time, index) => time === start + index * period));
    assert.equal((times.at(-1) ?? 0) + period, end);
  }
});

test("a window at the very begin of a period has that period in it", () => {
  const begin = Date.UTC(2026, 10, 23, 12);
  assert.equal(spanOf("1h", begin).times.at(-1), begin / 1000);
  assert.equal(spanOf("30d", begin).times.at(-1), begin / 1000);
});

test("CloudWatch still has what is asked: five minutes after 15 days, an hour after 63", () => {
  for (const window of METRIC_WINDOWS) {
    const { length, period } = spanOf(window, noon);
    const days = (length + period) / 86_400;
    assert.equal(period % (days > 63 ? 3600 : days > 15 ? 300 : 60), 0, window);
  }
});

test("each metric is asked with AWS's name of it, its dimension and the statistic AWS says to view it with", () => {
  const request = requestOf("orders", METRIC_IDS, { deadLetterQueue: "arn:aws:sqs:eu-west-1:*:failed" });
  const asked = plansOf(request, span, noon).map(({ metric, source, dividedBy }) =>
    [metric, source.namespace, source.metric, source.statistic, source.dimension.value, dividedBy?.metric ?? ""].join(" ").trim(),
  );
  assert.deepEqual(asked, [
    "invocations AWS/Lambda Invocations Sum orders",
    "errors AWS/Lambda Errors Sum orders",
    "errorRate AWS/Lambda Errors Sum orders Invocations",
    "durationAverage AWS/Lambda Duration Sum orders Duration",
    "durationP95 AWS/Lambda Duration p95 orders",
    "durationP99 AWS/Lambda Duration p99 orders",
    "durationMaximum AWS/Lambda Duration Maximum orders",
    "throttles AWS/Lambda Throttles Sum orders",
    "concurrentExecutions AWS/Lambda ConcurrentExecutions Maximum orders",
    "iteratorAge AWS/Lambda IteratorAge Maximum orders",
    "deadLetterDepth AWS/SQS ApproximateNumberOfMessagesVisible Maximum failed",
    "deadLetterErrors AWS/Lambda DeadLetterErrors Sum orders",
    "destinationErrors AWS/Lambda DestinationDeliveryFailures Sum orders",
    "asyncEventsReceived AWS/Lambda AsyncEventsReceived Sum orders",
    "asyncEventAge AWS/Lambda AsyncEventAge Maximum orders",
    "asyncEventsDropped AWS/Lambda AsyncEventsDropped Sum orders",
    "provisionedUtilization AWS/Lambda ProvisionedConcurrencyUtilization Maximum orders",
    "provisionedSpillover AWS/Lambda ProvisionedConcurrencySpilloverInvocations Sum orders",
  ]);
  assert.deepEqual(Object.keys(DEFINITIONS), [...METRIC_IDS]);
});

test("what several metrics need is asked once", () => {
  const queries = queriesOf(plansOf(requestOf("orders", ["invocations", "errors", "errorRate", "errors"]), span, noon));
  assert.deepEqual(
    queries.map(({ metric }) => metric),
    ["Invocations", "Errors"],
  );
  const durations = plansOf(requestOf("orders", ["durationAverage", "durationP95", "durationP99", "durationMaximum"]), span, noon);
  assert.equal(queriesOf(durations).filter(({ statistic }) => statistic === "SampleCount").length, 1);
});

test("functions that share a dead-letter queue ask for its depth once", () => {
  const deadLetterQueue = "arn:aws:sqs:eu-west-1:*:failed";
  const plans = ["a", "b"].flatMap((name) => plansOf(requestOf(name, ["deadLetterDepth"], { deadLetterQueue }), span, noon));
  assert.equal(plans.length, 2);
  assert.equal(queriesOf(plans).length, 1);
});

test("the depth of a dead-letter queue is left out where there is no queue", async () => {
  for (const deadLetterQueue of [undefined, "arn:aws:sns:eu-west-1:*:topic", "arn:aws:s3:::bucket", "nonsense"]) {
    const request = requestOf("orders", ["deadLetterDepth", "throttles"], deadLetterQueue === undefined ? {} : { deadLetterQueue });
    const { series } = await read(request, () => ({}));
    assert.deepEqual(
      series.map(({ metric }) => metric),
      ["throttles"],
    );
  }
  assert.equal(queueName("arn:aws:sqs:eu-west-1:*:failed.fifo"), "failed.fifo");
  assert.equal(queueName("arn:aws-cn:sqs:cn-north-1:123456789012:failed"), "failed");
});

test("counts are summed, and a period without data is null, not zero", async () => {
  const { values, summary, times, period, unit, samples } = await seriesOf("throttles", { "Throttles Sum": { [first]: 2, [third]: 0 } });
  assert.deepEqual([values[0], values[1], values[2], values.length, times.length], [2, null, 0, 60, 60]);
  assert.deepEqual([summary, period, unit, samples], [2, 60, "count", null]);
});

test("a metric without any data has null for a summary", async () => {
  for (const metric of METRIC_IDS) {
    const { values, summary, samples } = await seriesOf(metric, {}, { deadLetterQueue: "arn:aws:sqs:eu-west-1:*:failed" });
    assert.ok(values.length === 60 && values.every((value) => value === null), metric);
    assert.deepEqual([summary, samples], [null, null], metric);
  }
});

test("the highest of maxima, also of values of zero and below", async () => {
  const highest = await seriesOf("concurrentExecutions", { "ConcurrentExecutions Maximum": { [first]: 3, [second]: 9, [third]: 4 } });
  assert.deepEqual([highest.summary, highest.unit], [9, "count"]);
  assert.equal((await seriesOf("iteratorAge", { "IteratorAge Maximum": { [first]: 0 } })).summary, 0);
});

test("the depth of a queue is the latest figure of the last hour, whatever the window", async () => {
  const deadLetterQueue = "arn:aws:sqs:eu-west-1:*:failed";
  for (const window of METRIC_WINDOWS) {
    const { start, period } = spanOf(window, noon);
    const request = requestOf("orders", ["deadLetterDepth"], { deadLetterQueue });
    const { series } = await read(
      request,
      (asked) => (asked.period === 60 ? { [first]: 7, [third]: 0, [second]: 3 } : { [start + period]: 90 }),
      window,
    );
    assert.equal(series[0]?.summary, 0, window);
    assert.equal(series[0]?.values[1], window === "1h" ? 3 : 90, window);
  }
});

test("a queue that sleeps has the depth it was last known to have", async () => {
  const { start, period } = spanOf("7d", noon);
  const request = requestOf("orders", ["deadLetterDepth"], { deadLetterQueue: "arn:aws:sqs:eu-west-1:*:failed" });
  const { series } = await read(request, (asked) => (asked.period === 60 ? {} : { [start]: 4, [start + period]: 2 }), "7d");
  assert.equal(series[0]?.summary, 2);
});

test("use of provisioned concurrency is told in per cent", async () => {
  const use = await seriesOf("provisionedUtilization", { "ProvisionedConcurrencyUtilization Maximum": { [first]: 0.25, [second]: 0.5 } });
  assert.deepEqual([use.values[0], use.summary, use.unit], [25, 50, "percent"]);
});

test("the error rate comes from both sums, not from the rates of the periods", async () => {
  const rate = await seriesOf("errorRate", {
    "Errors Sum": { [first]: 1, [second]: 0 },
    "Invocations Sum": { [first]: 2, [second]: 98 },
  });
  assert.deepEqual([rate.values[0], rate.values[1], rate.values[2]], [50, 0, null]);
  assert.deepEqual([rate.summary, rate.samples, rate.unit], [1, 100, "percent"]);
});

test("an error rate is not known without invocations, of none, and where errors are not there yet", async () => {
  const rate = await seriesOf("errorRate", {
    "Errors Sum": { [first]: 1, [third]: 0 },
    "Invocations Sum": { [second]: 10, [third]: 0 },
  });
  assert.deepEqual(rate.values.slice(0, 3), [null, null, null]);
  assert.equal(rate.summary, null);
});

test("a period of which only one sum is known does not count for the rate of the window", async () => {
  const rate = await seriesOf("errorRate", {
    "Errors Sum": { [first]: 5 },
    "Invocations Sum": { [first]: 10, [second]: 990 },
  });
  assert.deepEqual([rate.summary, rate.samples], [50, 1000]);
});

test("the average duration weighs each invocation alike", async () => {
  const average = await seriesOf("durationAverage", {
    "Duration Sum": { [first]: 1000, [second]: 9900 },
    "Duration SampleCount": { [first]: 1, [second]: 99 },
  });
  assert.deepEqual([average.values[0], average.values[1]], [1000, 100]);
  assert.deepEqual([average.summary, average.samples, average.unit], [109, 100, "milliseconds"]);
});

test("a percentile of the window is CloudWatch's own, not one of the periods'", async () => {
  const p95 = await seriesOf("durationP95", {
    "Duration p95": { [first]: 900, [second]: 20 },
    "Duration p95 whole": { [span.start]: 35 },
    "Duration SampleCount": { [first]: 1, [second]: 500 },
  });
  assert.deepEqual([p95.values[0], p95.summary, p95.samples], [900, 35, 501]);
});

test("what counts periods otherwise than AWS has the highest percentile for a summary", async () => {
  const p99 = await seriesOf("durationP99", {
    "Duration p99": { [first]: 90, [second]: 20 },
    "Duration p99 whole": { [span.start + 17]: 35 },
  });
  assert.equal(p99.summary, 90);
});

test("the longest duration is known with its sample", async () => {
  const longest = await seriesOf("durationMaximum", {
    "Duration Maximum": { [first]: 90, [third]: 120 },
    "Duration SampleCount": { [first]: 4, [third]: 1 },
  });
  assert.deepEqual([longest.summary, longest.samples], [120, 5]);
});

test("an answer tells when it was asked and of which time it is", async () => {
  const { name, window, from, to, readAt } = await read(requestOf("orders", ["errors"]), () => ({}), "30d");
  assert.deepEqual([name, window, readAt, to], ["orders", "30d", noon, "2026-11-23T12:00:30.000Z"]);
  assert.equal(from, "2026-10-24T18:00:00.000Z");
});

test("a time that is no time of the window is not taken for another", async () => {
  const { values, summary } = await seriesOf("errors", { "Errors Sum": { [first + 1]: 4, [span.end]: 5, [span.start - 60]: 6 } });
  assert.ok(values.every((value) => value === null));
  assert.equal(summary, null);
});

test("cost is told where durations were asked for, and known: their number is that of the invocations", async () => {
  const values = ({ metric, statistic }: Asked): Readonly<Record<number, number>> =>
    metric === "Invocations" ? { [first]: 1_000_000 } : statistic === "SampleCount" ? { [first]: 1_000_000 } : { [first]: 100_000_000 };
  const { cost } = await read(requestOf("orders", ["invocations", "durationAverage"]), values);
  assert.ok(cost);
  assert.deepEqual([cost.window, cost.requests, cost.gigabyteSeconds], ["1h", 0.2, 100_000]);
  assert.ok(Math.abs(cost.duration - 1.66667) < 1e-9 && Math.abs(cost.total - 1.86667) < 1e-9);
  assert.equal((await read(requestOf("orders", ["errorRate", "durationAverage"]), values)).cost?.requests, 0.2);
  assert.equal((await read(requestOf("orders", ["invocations", "durationP95"]), values)).cost, null);
  assert.equal((await read(requestOf("orders", ["durationAverage"]), values)).cost?.requests, 0.2);
  assert.equal((await read(requestOf("orders", ["invocations", "durationAverage"]), () => ({}))).cost, null);
});
