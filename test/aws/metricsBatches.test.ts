/** GetMetricData: few calls for many metrics, pages, answers that are not complete, and the end of it all. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { GetMetricDataInput, GetMetricDataOutput } from "@aws-sdk/client-cloudwatch";
import { Failure } from "../../client/aws/failure.ts";
import { readMetrics } from "../../client/aws/metrics/index.ts";
import { spanOf } from "../../client/aws/metrics/window.ts";
import { GUIDE_METRICS } from "../../client/src/deployed/contract.ts";
import type { MetricId } from "../../server/src/protocol.ts";
import { answering, askedIn, clientsOf, failureNamed, requestOf, resultOf } from "./metricsAnswers.ts";

const now = Date.UTC(2026, 10, 23, 12, 0, 30);
const span = spanOf("1h", now);
const [first, second] = [span.start, span.start + 60];

function read(
  answer: (operation: string, input: GetMetricDataInput, signal: AbortSignal) => unknown,
  names: readonly string[],
  metrics: readonly MetricId[],
  signal = new AbortController().signal,
) {
  const requests = names.map((name) => requestOf(name, metrics));
  return readMetrics(clientsOf({ cloudWatch: answer }), requests, "1h", { signal, now: () => now });
}

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `function-${index}`);
}

test("a thousand functions with the metrics of the guide: each call is full, and every function gets its own", async () => {
  const sizes: number[] = [];
  const found = await read(
    (operation, input) => {
      sizes.push(input.MetricDataQueries?.length ?? 0);
      return answering(({ dimensions, statistic }) => (statistic === "Sum" ? { [first]: Number(dimensions.FunctionName?.slice(9)) } : {}))(
        operation,
        input,
      );
    },
    names(1000),
    GUIDE_METRICS,
  );
  // Errors, p95 by period and of the window, samples, throttles, concurrency and age of the stream: no queue.
  assert.deepEqual(
    sizes.sort((a, b) => b - a),
    Array.from({ length: 14 }, () => 500),
  );
  assert.equal(found.size, 1000);
  for (const [name, { series }] of found) {
    assert.equal(series.find(({ metric }) => metric === "errors")?.summary, Number(name.slice(9)));
    assert.equal(series.length, 5);
  }
});

test("a call has ids CloudWatch allows, all different, and begin and end of the window", async () => {
  const inputs: GetMetricDataInput[] = [];
  const answer = answering(() => ({}));
  await read(
    (operation, input) => {
      inputs.push(input);
      return answer(operation, input);
    },
    names(100),
    ["errors", "invocations", "throttles"],
  );
  const [input] = inputs;
  assert.ok(inputs.length === 1 && input);
  const ids = askedIn(input).map(({ id }) => id);
  assert.equal(new Set(ids).size, 300);
  assert.ok(ids.every((id) => /^[a-z][a-zA-Z0-9_]{0,254}$/.test(id)));
  assert.deepEqual([input.StartTime, input.EndTime], [new Date(span.start * 1000), new Date(span.end * 1000)]);
});

test("a call is about one range of time: the depth of queues has its own", async () => {
  const inputs: GetMetricDataInput[] = [];
  const answer = answering(() => ({}));
  const requests = ["a", "b"].map((name) =>
    requestOf(name, ["errors", "deadLetterDepth"], { deadLetterQueue: `arn:aws:sqs:eu-west-1:*:${name}-failed` }),
  );
  const clients = clientsOf({
    cloudWatch: (operation, input: GetMetricDataInput) => {
      inputs.push(input);
      return answer(operation, input);
    },
  });
  await readMetrics(clients, requests, "7d", { signal: new AbortController().signal, now: () => now });
  const hours = ({ StartTime, EndTime }: GetMetricDataInput) => ((EndTime?.getTime() ?? 0) - (StartTime?.getTime() ?? 0)) / 3_600_000;
  assert.deepEqual(
    inputs.map((input) => [hours(input), askedIn(input).length]).sort(([a = 0], [b = 0]) => a - b),
    [
      [1, 2],
      [168, 4],
    ],
  );
});

test("nothing is asked where nothing is wanted", async () => {
  const fail = () => assert.fail("CloudWatch is asked");
  assert.equal((await read(fail, [], ["errors"])).size, 0);
  assert.deepEqual((await read(fail, ["orders"], ["deadLetterDepth"])).get("orders")?.series, []);
});

test("an answer goes on over pages", async () => {
  const tokens: (string | undefined)[] = [];
  const found = await read(
    (_, { NextToken }) => {
      tokens.push(NextToken);
      if (NextToken === undefined) {
        return { NextToken: "more", MetricDataResults: [resultOf("m0", { [first]: 1 }, "PartialData"), resultOf("m1", { [first]: 5 })] };
      }
      return { MetricDataResults: [resultOf("m0", { [second]: 2 })] };
    },
    ["orders"],
    ["errors", "throttles"],
  );
  assert.deepEqual(tokens, [undefined, "more"]);
  assert.deepEqual(
    found.get("orders")?.series.map(({ values, summary }) => [values[0], values[1], summary]),
    [
      [1, 2, 3],
      [5, null, 5],
    ],
  );
});

/** Answers the metrics named in `statuses` with these, one after the other, and all others completely. */
function answeringWith(statuses: Readonly<Record<string, ("PartialData" | "InternalError" | "Forbidden" | "Complete")[]>>) {
  const asked: string[][] = [];
  const answer = (_: string, input: GetMetricDataInput): GetMetricDataOutput => {
    asked.push(askedIn(input).map(({ metric }) => metric));
    return {
      MetricDataResults: askedIn(input).map(({ id, metric }) => resultOf(id, { [first]: 4 }, statuses[metric]?.shift() ?? "Complete")),
    };
  };
  return { answer, asked };
}

test("what is not complete is asked once more, alone", async () => {
  for (const status of ["PartialData", "InternalError"] as const) {
    const { answer, asked } = answeringWith({ Throttles: [status] });
    const found = await read(answer, ["orders"], ["errors", "throttles"]);
    assert.deepEqual(asked, [["Errors", "Throttles"], ["Throttles"]]);
    assert.deepEqual(
      found.get("orders")?.series.map(({ metric, summary }) => [metric, summary]),
      [
        ["errors", 4],
        ["throttles", 4],
      ],
    );
  }
});

test("what stays incomplete is left out: half of a sum is no figure", async () => {
  const { answer } = answeringWith({ Invocations: ["PartialData", "PartialData"], Throttles: ["InternalError", "InternalError"] });
  const found = await read(answer, ["orders"], ["invocations", "errorRate", "errors", "throttles", "durationAverage"]);
  const { series, cost } = found.get("orders") ?? assert.fail();
  assert.deepEqual(
    series.map(({ metric }) => metric),
    ["errors", "durationAverage"],
  );
  // Durations are complete, and there are as many as invocations.
  assert.ok(cost);
  const without = answeringWith({ Duration: ["PartialData", "PartialData", "PartialData", "PartialData"] });
  assert.equal((await read(without.answer, ["orders"], ["invocations", "durationAverage"])).get("orders")?.cost, null);
});

test("where nothing is complete it is a failure, in plain words", async () => {
  const never = answeringWith({ Errors: ["InternalError", "InternalError"] });
  await assert.rejects(read(never.answer, ["orders"], ["errors"]), { kind: "service", message: "CloudWatch gave no complete answer." });
  const forbidden = answeringWith({ Errors: ["Forbidden", "Forbidden"] });
  await assert.rejects(read(forbidden.answer, ["orders"], ["errors"]), { kind: "access-denied", action: "cloudwatch:GetMetricData" });
  await assert.rejects(
    read(() => ({}), ["orders"], ["errors"]),
    { kind: "service" },
  );
});

test("a failure of AWS comes through, and ends the other calls", async () => {
  const signals: AbortSignal[] = [];
  const reading = read(
    (_operation, _input, signal) => {
      signals.push(signal);
      if (signals.length === 2) throw failureNamed("AccessDeniedException");
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    },
    names(600),
    ["errors", "invocations", "throttles", "asyncEventAge"],
  );
  await assert.rejects(reading, (error) => error instanceof Failure && error.kind === "access-denied");
  assert.ok(signals.length === 3 && signals.every(({ aborted }) => aborted));
});

test("who cancels hears their own reason, and nothing more is asked", async () => {
  const cancel = new AbortController();
  const reason = new Error("The view was closed");
  let calls = 0;
  const reading = read(
    (_operation, _input, signal) => {
      calls += 1;
      return new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        if (calls === 3) cancel.abort(reason);
      });
    },
    names(2000),
    ["errors", "throttles"],
    cancel.signal,
  );
  await assert.rejects(reading, reason);
  assert.equal(calls, 3);
});

test("who has cancelled before has nothing asked", async () => {
  const reason = new Error("No longer wanted");
  await assert.rejects(
    read(() => assert.fail("CloudWatch is asked"), ["orders"], ["errors"], AbortSignal.abort(reason)),
    reason,
  );
});
