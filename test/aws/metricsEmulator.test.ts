/** Metrics over the wire: many functions, pages, and what goes wrong. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { CloudWatchClient, GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import { connect } from "../../client/aws/connection.ts";
import type { Aws, FunctionMetrics } from "../../client/aws/contract.ts";
import type { Invocations } from "../../scripts/aws/traffic/traffic.ts";
import type { MetricId } from "../../server/src/protocol.ts";
import { requestOf } from "./metricsAnswers.ts";
import { withEmulator } from "./withEmulator.ts";

const now = Date.UTC(2026, 10, 23, 12, 0, 30);
const metrics: readonly MetricId[] = ["invocations", "errorRate", "durationAverage", "durationP95", "durationMaximum", "throttles"];
const names = Array.from({ length: 120 }, (_, index) => `function-${index}`);
const invocations = new Map<string, Invocations>();

const emulator = withEmulator({
  now: () => now,
  seeds: [
    async (world) => {
      // The last was never invoked.
      for (const [index, name] of names.slice(0, -1).entries()) {
        const traffic = world.invoke(name, {
          peak: 0.4 + (index % 7) / 50,
          rhythm: "steady",
          duration: { median: 40 + index, spread: 0.4 },
          memoryUsed: { typical: 80, spread: 4 },
          memory: 128,
          timeout: 3,
          errorRate: (index % 5) / 50,
          coldStarts: { rate: 0.01, init: 200 },
        });
        invocations.set(name, traffic);
      }
    },
  ],
});

let connected: Promise<Aws> | undefined;

function connection(): Promise<Aws> {
  const environment = { ...emulator().environment, HOME: "/nonexistent" };
  const options = { profile: undefined, region: undefined, endpoint: undefined, mfaCode: async () => undefined };
  return (connected ??= connect({ ...options, environment, now: () => now, attempts: 3 }));
}

after(async () => (await connected)?.close());

async function read(window: "1h" | "24h" | "7d" | "30d", of = names, signal = new AbortController().signal) {
  const requests = of.map((name) => requestOf(name, metrics));
  return (await connection()).metrics(requests, window, signal);
}

function summaryOf(found: FunctionMetrics | undefined, metric: MetricId): number | null | undefined {
  return found?.series.find((each) => each.metric === metric)?.summary;
}

/** What the emulator's invocations come to between two times, seconds of the epoch. */
function truth(name: string, from: number, to: number) {
  const durations: number[] = [];
  let failed = 0;
  for (const { day, minute } of invocations.get(name)?.minutes(from, to) ?? []) {
    for (let at = day.first[minute] ?? 0; at < (day.first[minute + 1] ?? 0); at++) {
      durations.push(day.duration[at] ?? 0);
      failed += day.failed[at] ?? 0;
    }
  }
  durations.sort((a, b) => a - b);
  return { durations, failed };
}

function close(actual: number | null | undefined, expected: number): void {
  assert.ok(typeof actual === "number" && Math.abs(actual - expected) <= Math.abs(expected) * 1e-6, `${actual} is not ${expected}`);
}

test("120 functions over a day: two calls, more pages, and every figure is what was invoked", async () => {
  const { requests } = emulator();
  const { usage } = await connection();
  requests.length = 0;
  const before = { ...usage };
  const found = await read("24h");
  // Invocations, errors, sum, number, p95 by period and of the window, and maximum of durations, throttles.
  assert.deepEqual(new Set(requests.map(({ action }) => action)), new Set(["cloudwatch:GetMetricData"]));
  const firstPages = requests.filter(({ input }) => input.NextToken === undefined);
  assert.equal(firstPages.length, 2);
  assert.ok(requests.length > firstPages.length, "no answer had a second page");
  assert.equal(usage.requests - before.requests, requests.length);
  const asked = requests.reduce((sum, { input }) => sum + (input.MetricDataQueries as unknown[]).length, 0);
  assert.equal(usage.metrics - before.metrics, asked);
  const from = Date.parse(found.get("function-0")?.from ?? "") / 1000;
  for (const name of names.slice(0, -1)) {
    const { durations, failed } = truth(name, from, now / 1000);
    const metricsOf = found.get(name);
    const average = durations.reduce((sum, duration) => sum + duration, 0) / durations.length;
    assert.equal(summaryOf(metricsOf, "invocations"), durations.length);
    close((summaryOf(metricsOf, "errorRate") ?? Number.NaN) + 1, (failed / durations.length) * 100 + 1);
    close(summaryOf(metricsOf, "durationAverage"), average);
    close(summaryOf(metricsOf, "durationP95"), durations[Math.ceil(durations.length * 0.95) - 1] ?? 0);
    close(summaryOf(metricsOf, "durationMaximum"), durations.at(-1) ?? 0);
    close(metricsOf?.cost?.gigabyteSeconds, (average * durations.length) / 1000);
  }
});

test("a function that was never invoked has series of nulls, and no cost", async () => {
  const found = (await read("1h", names.slice(-1))).get("function-119");
  assert.deepEqual(
    found?.series.map(({ metric }) => metric),
    metrics,
  );
  assert.ok(found?.series.every(({ values, summary }) => summary === null && values.every((value) => value === null)));
  assert.equal(found?.cost, null);
});

test("every window has its grid, and its sums are those of GetMetricStatistics", async () => {
  const { endpoint, region } = emulator();
  const client = new CloudWatchClient({ endpoint, region, credentials: { accessKeyId: "testing", secretAccessKey: "testing" } });
  for (const window of ["1h", "24h", "7d", "30d"] as const) {
    const found = (await read(window, ["function-3"])).get("function-3");
    const series = found?.series.find(({ metric }) => metric === "invocations") ?? assert.fail();
    const length = series.period * series.times.length;
    const { Datapoints = [] } = await client.send(
      new GetMetricStatisticsCommand({
        Namespace: "AWS/Lambda",
        MetricName: "Invocations",
        Dimensions: [{ Name: "FunctionName", Value: "function-3" }],
        StartTime: new Date(found?.from ?? 0),
        EndTime: new Date(Date.parse(found?.from ?? "") + length * 1000),
        Period: length,
        Statistics: ["Sum"],
      }),
    );
    assert.equal(Datapoints.length, 1);
    assert.equal(series.summary, Datapoints[0]?.Sum, window);
    assert.ok(series.values.filter((value) => value !== null).length > series.values.length / 20, window);
  }
  client.destroy();
});

test("throttling is tried again, and told where it stays", async () => {
  const { faults } = emulator();
  faults.set("cloudwatch:GetMetricData", "throttled", 1);
  assert.notEqual(summaryOf((await read("1h", ["function-3"])).get("function-3"), "invocations"), null);
  const fault = faults.set("cloudwatch:GetMetricData", "throttled");
  await assert.rejects(() => read("1h", ["function-3"]), { name: "AwsFailure", kind: "throttled" });
  assert.equal(fault.count, 3);
  fault.end();
});

test("a missing permission is named", async () => {
  const fault = emulator().faults.set("cloudwatch:GetMetricData", "denied");
  await assert.rejects(read("1h"), { name: "AwsFailure", kind: "access-denied", action: "cloudwatch:GetMetricData" });
  fault.end();
});

test("who closes the view ends what is under way", async () => {
  const { faults, requests } = emulator();
  requests.length = 0;
  const fault = faults.set("cloudwatch:GetMetricData", "slow");
  const cancel = new AbortController();
  const reason = new Error("The view was closed");
  const reading = assert.rejects(read("1h", names, cancel.signal), reason);
  await fault.met;
  cancel.abort(reason);
  await reading;
  fault.end();
  assert.ok(requests.length <= 2);
});
