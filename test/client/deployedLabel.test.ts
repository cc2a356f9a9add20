/** The line above a handler, and the hover over it: what they say of the figures that are known. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { FunctionMetrics } from "../../client/aws/contract.ts";
import { formatOf } from "../../client/src/deployed/format.ts";
import { hoverText } from "../../client/src/deployed/hoverText.ts";
import { labelText, parseLabel, placeholders } from "../../client/src/deployed/label.ts";
import manifest from "../../package.json" with { type: "json" };
import type { MetricId } from "../../server/src/protocol.ts";
import { translate as t } from "./checklists.ts";

const format = formatOf("en", "No data");
const now = Date.parse("2026-11-23T12:00:00Z");

function metrics(summaries: Partial<Record<MetricId, number | null>>): FunctionMetrics {
  const unit = (metric: string) => (metric === "errorRate" ? "percent" : /^duration|Age$/.test(metric) ? "milliseconds" : "count");
  const series = Object.entries(summaries).map(([metric, summary]) => ({
    metric: metric as MetricId,
    unit: unit(metric) as "count",
    period: 300,
    times: [],
    values: [],
    summary,
    samples: null,
  }));
  return { name: "orders", window: "24h", from: "", to: "", readAt: now - 120_000, series, cost: null };
}

test("the default says invocations, error rate, p95 and the window", () => {
  const label = parseLabel(manifest.contributes.configuration.properties["lambdaReady.deployed.codeLensLabel"].default);
  assert.deepEqual(label.unknown, []);
  assert.deepEqual(label.metrics, ["invocations", "errorRate", "durationP95"]);
  const text = labelText(label, metrics({ invocations: 1204, errorRate: 0.4, durationP95: 340 }), format, t);
  assert.equal(text, "1,204 invocations · 0.4% errors · p95 340 ms · last 24 hours");
});

test("every placeholder stands for something", () => {
  for (const name of placeholders) assert.deepEqual(parseLabel(`{${name}}`).unknown, [], name);
});

test("a placeholder that stands for nothing stays as it is written; other braces are text", () => {
  const label = parseLabel("{p95} {p42} {} {{invocations}} {not a name}");
  assert.deepEqual(label.unknown, ["p42"]);
  const text = labelText(label, metrics({ invocations: 3, durationP95: 12 }), format, t);
  assert.equal(text, "12 ms {p42} {} {3} {not a name}");
});

test("no data is said, and never a zero", () => {
  const label = parseLabel("{invocations} {p95} {samples} {name}");
  assert.equal(labelText(label, metrics({ invocations: null, durationP95: null }), format, t), undefined);
  assert.equal(labelText(label, metrics({ invocations: 0, durationP95: null }), format, t), "0 No data 0 orders");
});

test("a label without metrics asks for invocations only", () => {
  assert.deepEqual(parseLabel("{name}").metrics, ["invocations"]);
});

test("a hover is a table of the metrics that are known, with age and a link, and explains what is wrong", () => {
  const known = metrics({ errors: 7, durationP95: 1250, throttles: 0, invocations: 900 });
  const text = hoverText({ name: "orders_dev", metrics: known, failure: undefined, now }, "command:x", format, t);
  assert.match(text, /^\*\*orders\\_dev\*\* · Last 24 hours, read 2 minutes ago$/m);
  assert.match(text, /^\| Errors \| 7 \| sum \|$/m);
  assert.match(text, /^\| Duration p95 \| 1\.25 s \| 95th percentile \|$/m);
  assert.doesNotMatch(text, /Invocations \|/);
  assert.match(text, /^\*\*Errors\*\* Invocations that ended with an error/m);
  assert.match(text, /\[Open the report\]\(command:x\)$/);
});

test("a hover says what was not read and why, and markup in it stays text", () => {
  const text = hoverText({ name: "a", metrics: undefined, failure: "No <b>network</b>.", now }, "command:x", format, t);
  assert.match(text, /No \\<b\\>network/);
  assert.match(text, /Its metrics were not read yet/);
});
