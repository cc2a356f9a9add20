/** Figures and words of metrics: as people read them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { explain, explanationText, windowName } from "../../client/src/deployed/explain.ts";
import { formatOf } from "../../client/src/deployed/format.ts";
import { METRIC_IDS, METRIC_WINDOWS } from "../../server/src/protocol.ts";
import { translate } from "./checklists.ts";

const format = formatOf("en", "No data", "UTC");

test("durations have the unit that fits, and two of them where one says too little", () => {
  const cases: [number, string][] = [
    [0, "0 ms"],
    [0.44, "0.4 ms"],
    [340.4, "340 ms"],
    [999.7, "1 s"],
    [1250, "1.25 s"],
    [59_960, "1 min"],
    [125_000, "2 min 5 s"],
    [3_599_800, "1 h"],
    [12_000_000, "3 h 20 min"],
    [349_200_000, "4 d 1 h"],
  ];
  for (const [value, expected] of cases) assert.equal(format.milliseconds(value), expected);
  assert.equal(format.seconds(900), "15 min");
});

test("no data is never a figure, and something is never nothing", () => {
  for (const metric of METRIC_IDS) assert.equal(format.metric(metric, null), "No data");
  assert.equal(format.dollars(null), "No data");
  assert.equal(format.metric("errors", 0), "0");
  assert.equal(format.percent(0), "0%");
  assert.equal(format.percent(0.0001), "<0.01%");
  assert.equal(format.dollars(0.000_000_2), "<$0.000001");
});

test("counts, per cents, bytes and dollars", () => {
  assert.equal(format.count(12_345), "12,345");
  assert.equal(format.compact(12_345), "12.3K");
  assert.equal(format.percent(0.456), "0.46%");
  assert.equal(format.percent(12.34), "12.3%");
  assert.equal(format.bytes(0), "0 B");
  assert.equal(format.bytes(1024), "1 KB");
  assert.equal(format.bytes(5_300_000), "5.05 MB");
  assert.equal(format.megabytes(10_240), "10,240 MB");
  assert.equal(format.dollars(0), "$0.00");
  assert.equal(format.dollars(0.004_21), "$0.0042");
  assert.equal(format.dollars(12.345), "$12.35");
});

test("an age is said in words, and a time in the reader's way", () => {
  const now = Date.parse("2026-11-23T12:00:00Z");
  assert.equal(format.age(now - 3000, now), "now");
  assert.equal(format.age(now - 30_000, now), "30 seconds ago");
  assert.equal(format.age(now - 200_000, now), "3 minutes ago");
  assert.equal(format.age(now + 5000, now), "now");
  assert.match(format.time(now), /^Nov 23, 2026, 12:00$/);
  assert.match(formatOf("de", "Keine Daten").count(12_345), /^12\.345$/);
});

test("every metric is explained in a short paragraph of full sentences", () => {
  const titles = METRIC_IDS.map((metric) => explain(metric, translate).title);
  assert.equal(new Set(titles).size, METRIC_IDS.length);
  for (const metric of METRIC_IDS) {
    const explanation = explain(metric, translate);
    for (const sentence of [explanation.what, explanation.why, explanation.whenHigh]) assert.match(sentence, /^[A-Z].*\.$/, metric);
    assert.ok(explanationText(explanation).length < 420, metric);
  }
});

test("windows have names", () => {
  assert.deepEqual(
    METRIC_WINDOWS.map((window) => windowName(window, translate)),
    ["1 hour", "24 hours", "7 days", "30 days"],
  );
});
