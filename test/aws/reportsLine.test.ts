/** REPORT lines of both formats, as Lambda writes them, and what is like them and none. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseReport, type Report } from "../../client/aws/metrics/reportLine.ts";
import { figuresOf } from "../../client/aws/metrics/reportSummary.ts";

const id = "8f507cfc-xmpl-4697-b07a-ac58fc914c95";
const warm = `REPORT RequestId: ${id}\tDuration: 102.25 ms\tBilled Duration: 103 ms\tMemory Size: 128 MB\tMax Memory Used: 85 MB\t\n`;

test("a warm start", () => {
  assert.deepEqual(parseReport(warm), { duration: 102.25, billed: 103, memorySize: 128, memoryUsed: 85, init: null });
});

test("a cold start", () => {
  assert.equal(parseReport(`${warm.trimEnd()}\tInit Duration: 178.85 ms\t\n`)?.init, 178.85);
});

test("X-Ray's line after it", () => {
  const line = `${warm}XRAY TraceId: 1-5e34a614-10bdxmplf1fb44f07bc535a1\tSegmentId: 07f5xmpl2d1f6f85\tSampled: true\t\n`;
  assert.equal(parseReport(line)?.memoryUsed, 85);
});

test("the restore of a snapshot is a cold start", () => {
  const line = `${warm.trimEnd()}\tRestore Duration: 774.71 ms\tBilled Restore Duration: 203 ms\t\n`;
  assert.deepEqual(parseReport(line), { duration: 102.25, billed: 103, memorySize: 128, memoryUsed: 85, init: 774.71 });
});

test("a timeout and an error", () => {
  assert.equal(parseReport(`${warm.trimEnd()}\tStatus: timeout\n`)?.duration, 102.25);
  assert.equal(parseReport(`${warm.trimEnd()}\tStatus: error\tError Type: Runtime.ExitError\n`)?.billed, 103);
});

test("Windows's line ends and none", () => {
  assert.equal(parseReport(warm.replace("\n", "\r\n"))?.memoryUsed, 85);
  assert.equal(parseReport(warm.trimEnd())?.memoryUsed, 85);
});

test("what is no REPORT line", () => {
  const others = [
    "",
    `START RequestId: ${id} Version: $LATEST\n`,
    `END RequestId: ${id}\n`,
    "REPORT of today: all is well",
    "REPORT RequestId: mine, Duration: 1 ms",
    ` ${warm}`,
    `INFO ${warm}`,
    warm.replace("Max Memory Used: 85 MB", ""),
    warm.replace("85 MB", "85 GB"),
    warm.replace("85 MB", "85"),
    warm.replace("85 MB", "-85 MB"),
    warm.replace("102.25 ms", "102.25s"),
    warm.replace("103 ms", "many ms"),
    `REPORT RequestId: ${id}`,
  ];
  for (const line of others) assert.equal(parseReport(line), undefined, line);
});

function platformReport(metrics: object, more: object = {}): string {
  const record = { requestId: id, metrics, status: "success" };
  return JSON.stringify({ time: "2026-11-23T12:00:00.000Z", type: "platform.report", record, ...more });
}

const metrics = { durationMs: 1.5, billedDurationMs: 2, memorySizeMB: 512, maxMemoryUsedMB: 70 };

test("JSON format", () => {
  assert.deepEqual(parseReport(platformReport(metrics)), { duration: 1.5, billed: 2, memorySize: 512, memoryUsed: 70, init: null });
  assert.equal(parseReport(platformReport({ ...metrics, initDurationMs: 116.7 }))?.init, 116.7);
  assert.equal(parseReport(platformReport({ ...metrics, restoreDurationMs: 300 }))?.init, 300);
});

test("JSON that is no REPORT line", () => {
  const { maxMemoryUsedMB: _, ...without } = metrics;
  const others = [
    "{",
    "{}",
    `{"type":"platform.report"}`,
    `{"type":"platform.report","record":null}`,
    platformReport(metrics, { type: "platform.start" }),
    platformReport(without),
    platformReport({ ...metrics, maxMemoryUsedMB: "70" }),
    platformReport({ ...metrics, durationMs: -1 }),
    platformReport({ ...metrics, initDurationMs: null }),
    `${platformReport(metrics)} and more`,
  ];
  for (const line of others) assert.equal(parseReport(line), undefined, line);
});

test("figures of many", () => {
  const report = (memoryUsed: number, init: number | null = null): Report => ({
    duration: memoryUsed * 10,
    billed: memoryUsed * 10 + 1,
    memorySize: 256,
    memoryUsed,
    init,
  });
  const reports = Array.from({ length: 100 }, (_, index) => report(index + 1, index < 4 ? 100 * (index + 1) : null));
  assert.deepEqual(figuresOf([{ ...report(50), memorySize: 512 }, ...reports.slice(0, 49), ...reports.slice(50)]), {
    invocations: 100,
    memorySize: 512,
    memoryUsedAverage: 50.5,
    memoryUsedP95: 95,
    memoryUsedMaximum: 100,
    durationAverage: 505,
    durationMaximum: 1000,
    billedDuration: 50_600,
    coldStarts: 4,
    initDurationAverage: 250,
    initDurationMaximum: 400,
  });
});

test("figures of one, and of none", () => {
  const one = figuresOf([{ duration: 1, billed: 2, memorySize: 128, memoryUsed: 60, init: null }]);
  assert.deepEqual([one?.memoryUsedP95, one?.coldStarts, one?.initDurationAverage, one?.initDurationMaximum], [60, 0, null, null]);
  assert.equal(figuresOf([]), null);
});

test("figures of very many do not overflow the stack", () => {
  const report = { duration: 1, billed: 1, memorySize: 128, memoryUsed: 60, init: 1 };
  assert.equal(figuresOf(Array.from({ length: 300_000 }, () => report))?.coldStarts, 300_000);
});
