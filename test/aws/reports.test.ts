/** Reading REPORT lines: by Logs Insights, by FilterLogEvents where that is not to be had, and what it costs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { FilterLogEventsRequest, GetQueryResultsResponse, StartQueryRequest } from "@aws-sdk/client-cloudwatch-logs";
import { readReports, reportsCost } from "../../client/aws/metrics/index.ts";
import { insightsQuery } from "../../client/aws/metrics/insights.ts";
import { PRICES_OF } from "../../client/aws/metrics/prices.ts";
import { type Asked, answering, clientsOf, failureNamed } from "./metricsAnswers.ts";

const now = Date.UTC(2026, 10, 23, 12, 0, 30);
const options = { signal: new AbortController().signal, now: () => now, logGroup: undefined };
const line = (used: number, more = "") =>
  `REPORT RequestId: 8f507cfc-xmpl-4697-b07a-ac58fc914c95\tDuration: 10.5 ms\tBilled Duration: 11 ms\tMemory Size: 128 MB\tMax Memory Used: ${used} MB\t${more}\n`;

function row(values: Readonly<Record<string, string>>): GetQueryResultsResponse {
  return { status: "Complete", results: [Object.entries(values).map(([field, value]) => ({ field, value }))] };
}

const figures = {
  invocations: "200",
  memorySize: "128",
  memoryUsedAverage: "70.5",
  memoryUsedP95: "90",
  memoryUsedMaximum: "101",
  durationAverage: "10.25",
  durationMaximum: "300",
  billedDuration: "2200",
  coldStarts: "2",
  initDurationAverage: "150",
  initDurationMaximum: "178.85",
};

/** Answers StartQuery, and GetQueryResults one after the other. */
function insights(...answers: GetQueryResultsResponse[]) {
  const started: StartQueryRequest[] = [];
  const logs = (operation: string, input: StartQueryRequest) => {
    if (operation === "StartQuery") {
      started.push(input);
      return { queryId: "q" };
    }
    assert.equal(operation, "GetQueryResults");
    return answers.shift();
  };
  return { started, clients: clientsOf({ logs }) };
}

test("Logs Insights reads all lines and tells the figures", async () => {
  const { clients, started } = insights({ status: "Scheduled" }, { status: "Running", results: [] }, row(figures));
  assert.deepEqual(await readReports(clients, "orders", "24h", options), {
    window: "24h",
    from: "2026-11-22T12:00:30.000Z",
    to: "2026-11-23T12:00:30.000Z",
    isSample: false,
    ...Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value)])),
  });
  const [query] = started;
  assert.deepEqual([query?.logGroupName, query?.startTime, query?.endTime], ["/aws/lambda/orders", now / 1000 - 86_400.0, now / 1000]);
});

test("without a cold start its durations are not known", async () => {
  const { initDurationAverage: _, initDurationMaximum: __, ...warm } = figures;
  const found = await readReports(insights(row({ ...warm, coldStarts: "0" })).clients, "orders", "1h", options);
  assert.deepEqual([found?.coldStarts, found?.initDurationAverage, found?.initDurationMaximum], [0, null, null]);
});

test("no lines is null: an empty answer, and one that counts none", async () => {
  assert.equal(await readReports(insights({ status: "Complete", results: [] }).clients, "orders", "1h", options), null);
  assert.equal(await readReports(insights(row({ invocations: "0" })).clients, "orders", "1h", options), null);
});

test("a function that never ran has no log group, which is no failure", async () => {
  const clients = clientsOf({
    logs: () => {
      throw failureNamed("ResourceNotFoundException");
    },
  });
  assert.equal(await readReports(clients, "orders", "1h", options), null);
});

test("a query that ends otherwise is a failure", async () => {
  for (const status of ["Failed", "Cancelled", "Timeout", "Unknown"] as const) {
    await assert.rejects(readReports(insights({ status }).clients, "orders", "1h", options), { kind: "service" }, status);
  }
});

test("another failure of Logs Insights comes through", async () => {
  const clients = clientsOf({
    logs: () => {
      throw failureNamed("InternalFailure");
    },
  });
  await assert.rejects(readReports(clients, "orders", "1h", options), { message: "AWS answered InternalFailure." });
});

test("waiting for Logs Insights ends when it is cancelled", async () => {
  const cancel = new AbortController();
  const reason = new Error("The view was closed");
  const clients = clientsOf({
    logs: (operation) => {
      if (operation === "StartQuery") return { queryId: "q" };
      setImmediate(() => cancel.abort(reason));
      return { status: "Running" };
    },
  });
  await assert.rejects(readReports(clients, "orders", "1h", { ...options, signal: cancel.signal }), reason);
});

test("lines of a log group of one's own are those of the function alone", async () => {
  const { clients, started } = insights(row(figures));
  await readReports(clients, "orders", "1h", { ...options, logGroup: "/shared/app" });
  assert.equal(started[0]?.logGroupName, "/shared/app");
  assert.match(started[0]?.queryString ?? "", /filter @logStream like \/\\\/orders\\\[\//);
  assert.doesNotMatch(insightsQuery(undefined), /logStream/);
});

test("the query knows both formats and the restore of a snapshot", () => {
  const query = insightsQuery(undefined);
  for (const part of [
    '@type = "REPORT"',
    'type = "platform.report"',
    "@maxMemoryUsed",
    "record.metrics.maxMemoryUsedMB",
    "reportRestored",
  ]) {
    assert.ok(query.includes(part), part);
  }
});

/** A log without Logs Insights: the pages of FilterLogEvents, and why StartQuery is refused. */
function filtered(code: string, ...pages: { events: readonly object[]; nextToken?: string }[]) {
  const asked: FilterLogEventsRequest[] = [];
  const operations: string[] = [];
  const logs = (operation: string, input: FilterLogEventsRequest) => {
    operations.push(operation);
    if (operation === "StartQuery") throw failureNamed(code);
    assert.equal(operation, "FilterLogEvents");
    asked.push(input);
    return pages.shift();
  };
  return { asked, operations, clients: clientsOf({ logs, cloudWatch: answering(() => ({})) }) };
}

test("where Logs Insights is denied or missing, lines are read one by one, the latest first", async () => {
  for (const code of ["AccessDeniedException", "UnknownOperationException"]) {
    const { clients, asked } = filtered(
      code,
      {
        events: [
          { timestamp: 2, message: line(80, "Init Duration: 100 ms\t") },
          { timestamp: 1, message: "REPORT RequestId: none" },
        ],
        nextToken: "more",
      },
      { events: [{ timestamp: 3, message: line(60).replace("128 MB", "256 MB") }] },
    );
    const found = await readReports(clients, "orders", "1h", options);
    assert.deepEqual(
      [found?.invocations, found?.memorySize, found?.memoryUsedAverage, found?.memoryUsedMaximum, found?.coldStarts, found?.isSample],
      [2, 256, 70, 80, 1, false],
    );
    assert.deepEqual([asked[0]?.nextToken, asked[1]?.nextToken], [undefined, "more"]);
    assert.deepEqual([asked[0]?.startTime, asked[0]?.endTime, asked[0]?.startFromHead], [now - 3_600_000, now, false]);
  }
});

test("what was denied once is not tried again on the same connection", async () => {
  const { clients, operations } = filtered("AccessDeniedException", { events: [] }, { events: [] });
  await readReports(clients, "orders", "1h", options);
  await readReports(clients, "other", "1h", options);
  assert.deepEqual(operations, ["StartQuery", "FilterLogEvents", "FilterLogEvents"]);
});

test("of very many lines the latest are a sample, and so it says", async () => {
  const events = Array.from({ length: 10_000 }, (_, index) => ({ timestamp: 10_000 - index, message: line(60) }));
  const { clients, asked } = filtered("AccessDeniedException", { events, nextToken: "more" });
  const found = await readReports(clients, "orders", "30d", options);
  assert.deepEqual([found?.invocations, found?.isSample, asked.length], [10_000, true, 1]);
});

test("pages without end and without lines come to one, and do not say that there are no lines", async () => {
  const pages = Array.from({ length: 60 }, () => ({ events: [], nextToken: "more" }));
  const { clients, asked } = filtered("AccessDeniedException", ...pages, { events: [] });
  await assert.rejects(readReports(clients, "orders", "30d", options), { kind: "service", remedy: /shorter window/ });
  assert.equal(asked.length, 50);
});

test("lines of other functions in a shared log group do not count", async () => {
  const events = [
    { timestamp: 1, message: line(60), logStreamName: "2026/11/23/orders[$LATEST]0123" },
    { timestamp: 2, message: line(90), logStreamName: "2026/11/23/orders-archive[$LATEST]0123" },
    { timestamp: 3, message: line(99), logStreamName: "2026/11/23/reorders[12]0123" },
  ];
  const { clients } = filtered("AccessDeniedException", { events });
  const found = await readReports(clients, "orders", "1h", { ...options, logGroup: "shared" });
  assert.deepEqual([found?.invocations, found?.memoryUsedMaximum], [1, 60]);
});

test("the cost is that of the bytes that came in over the window", async () => {
  const asked: Asked[] = [];
  const clients = (region: string) =>
    clientsOf({
      region,
      cloudWatch: answering((query) => {
        asked.push(query);
        return { [Date.UTC(2026, 10, 16, 13) / 1000]: 12_000_000_000 };
      }),
    });
  assert.deepEqual(await reportsCost(clients("us-east-1"), "orders", "7d", options), {
    by: "Logs Insights",
    bytes: 12_000_000_000,
    dollars: 0.06,
    pricesOf: PRICES_OF,
  });
  const [{ namespace, metric, statistic, dimensions, period } = assert.fail()] = asked;
  assert.deepEqual([namespace, metric, statistic, period], ["AWS/Logs", "IncomingBytes", "Sum", 604_800]);
  assert.deepEqual(dimensions, { LogGroupName: "/aws/lambda/orders" });
  assert.equal((await reportsCost(clients("cn-north-1"), "orders", "7d", options)).dollars, null);
});

test("the cost of what CloudWatch has no bytes of is not known", async () => {
  const clients = clientsOf({ cloudWatch: answering(() => ({})) });
  const cost = await reportsCost(clients, "orders", "1h", { ...options, logGroup: "shared" });
  assert.deepEqual([cost.bytes, cost.dollars], [null, null]);
});

test("where Logs Insights was refused, the lines are read free of charge", async () => {
  const { clients } = filtered("AccessDeniedException", { events: [] });
  await readReports(clients, "orders", "1h", options);
  const { by, dollars } = await reportsCost(clients, "orders", "1h", options);
  assert.deepEqual([by, dollars], ["FilterLogEvents", 0]);
});
