/** What docs/deployed.md says of actions, metrics, prices, rules, settings and commands is what the code does. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as lambda from "@aws-sdk/client-lambda";
import * as tagging from "@aws-sdk/client-resource-groups-tagging-api";
import { ACTIONS } from "../../client/aws/actions.ts";
import { DEFINITIONS } from "../../client/aws/metrics/definitions.ts";
import { PRICES_OF } from "../../client/aws/metrics/prices.ts";
import { plansOf, queriesOf } from "../../client/aws/metrics/queries.ts";
import { spanOf } from "../../client/aws/metrics/window.ts";
import { explain } from "../../client/src/deployed/explain.ts";
import { placeholders } from "../../client/src/deployed/label.ts";
import { summaryMetrics, unfoldedMetrics } from "../../client/src/deployed/metricRows.ts";
import { freshFor } from "../../client/src/deployed/metricsCache.ts";
import manifest from "../../package.json" with { type: "json" };
import strings from "../../package.nls.json" with { type: "json" };
import { inRoot } from "../../scripts/paths.ts";
import { METRIC_IDS, METRIC_WINDOWS, type MetricId } from "../../server/src/protocol.ts";
import { rules } from "../../server/src/rules/index.ts";
import { THRESHOLDS } from "../../server/src/vocabulary/thresholds.ts";

const file = inRoot("docs/deployed.md");
const page = readFileSync(file, "utf8");
const readme = readFileSync(inRoot("README.md"), "utf8");

/** The rows of the table that begins so, cells without marks of code and links. */
function table(head: string): readonly (readonly string[])[] {
  const start = page.indexOf(head);
  assert.ok(start >= 0, head);
  const [, , ...rows] = page.slice(start, page.indexOf("\n\n", start)).split("\n");
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.replace(/\]\([^)]*\)|[`*[]/g, "").trim()),
  );
}

/** Everything in code marks. */
function quoted(text: string): readonly string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
}

interface Policy {
  readonly Statement: readonly { readonly Effect: string; readonly Action: readonly string[]; readonly Resource: string }[];
}

function policy(): Policy {
  const [, text = ""] = /```json\n([\s\S]*?)\n```/.exec(page) ?? [];
  return JSON.parse(text) as Policy;
}

test("the policy allows what is asked, and nothing else", () => {
  const [statement, ...others] = policy().Statement;
  assert.deepEqual(others, []);
  assert.equal(statement?.Effect, "Allow");
  assert.deepEqual(statement.Action, ACTIONS.map(({ action }) => action).sort());
});

test("every action reads, and is an operation of the service's SDK", () => {
  const clients: Record<string, object> = { lambda, cloudwatch, logs, tagging };
  for (const { action, operation, service } of ACTIONS) {
    assert.match(operation, /^(?:List|Get|Describe|Filter)|^StartQuery$/, action);
    assert.ok(`${operation}Command` in (clients[service] ?? {}), action);
  }
});

test("what is required is said to be", () => {
  const required = ACTIONS.filter(({ isRequired }) => isRequired).map(({ action }) => action);
  assert.ok(page.includes(`Only \`${required.join("`, `")}\` is required`));
});

test("metrics have the names and statistics of view, charts and definitions", () => {
  const english = (text: string) => text;
  const rows = table("| Metric | In CloudWatch |").flatMap(([titles = "", source = "", figure = ""]) =>
    titles.split(", ").map((title) => ({ title, source, figure })),
  );
  assert.deepEqual(
    rows.map(({ title }) => title),
    METRIC_IDS.map((metric) => explain(metric, english).title),
  );
  for (const [index, metric] of METRIC_IDS.entries()) {
    const { source = "", figure = "" } = rows[index] ?? {};
    assert.ok(source.includes(DEFINITIONS[metric].source.metric), `${metric}: ${source}`);
    const { statistic } = explain(metric, english);
    assert.ok(
      statistic.split(" ").every((word) => figure.includes(word)),
      `${metric}: ${figure} is not ${statistic}`,
    );
  }
});

/** Metrics that CloudWatch bills for one function. */
function billed(metrics: readonly MetricId[], hasQueue: boolean): number {
  const queue = hasQueue ? { deadLetterQueue: "arn:aws:sqs:eu-west-1:*:orders-dead" } : {};
  const configuration = {} as Parameters<typeof plansOf>[0]["configuration"];
  return queriesOf(plansOf({ name: "orders", metrics, configuration, ...queue }, spanOf("24h", 0), 0)).length;
}

test("what looking costs", () => {
  const rows = table("| What you look at |").map(([, metrics]) => metrics);
  const both = (metrics: readonly MetricId[]) => `${billed(metrics, false)}, with a queue for failed events ${billed(metrics, true)}`;
  const row = billed(summaryMetrics, false);
  assert.deepEqual(rows, [String(row), both(unfoldedMetrics), both(METRIC_IDS), String(100 * row)]);
  assert.ok(page.includes(`us-east-1, ${PRICES_OF}`));
  const minutes = METRIC_WINDOWS.map((window) => freshFor[window] / 60_000);
  assert.ok(page.includes(`kept for ${minutes.slice(0, -1).join(", ")} or ${minutes.at(-1)} minutes`));
});

test("the placeholders of the line above a handler", () => {
  const start = page.indexOf("## The line above a handler");
  const section = page.slice(start, page.indexOf("\n## ", start));
  const named = quoted(section).flatMap((code) => /^\{(\w+)\}$/.exec(code)?.[1] ?? []);
  assert.deepEqual([...new Set(named)].sort(), [...placeholders].sort());
});

test("every rule on deployed functions, and every threshold with its default", () => {
  const rows = table("| Rule | Threshold |");
  const asked = rules.filter(({ on }) => (Array.isArray(on) ? on : [on]).includes("deployed"));
  assert.deepEqual(rows.map(([id]) => id).sort(), asked.map(({ id }) => id).sort());
  const defaults = new Map(
    rows.flatMap(([, names = "", values = ""]) => names.split(", ").map((name, index) => [name, values.split(", ")[index]])),
  );
  for (const [name, { default: standard }] of Object.entries(THRESHOLDS)) {
    const said = name === "minimumInvocations" ? /`minimumInvocations` \((\d+)\)/.exec(page)?.[1] : defaults.get(name);
    assert.equal(Number.parseFloat(said ?? ""), standard, name);
  }
});

test("settings and commands that are named exist", () => {
  const settings = Object.keys(manifest.contributes.configuration.properties);
  const named = [page, readme].flatMap(quoted).flatMap((code) => /^"?(lambdaReady\.[\w.]+)/.exec(code)?.[1] ?? []);
  assert.deepEqual(
    named.filter((name) => !settings.includes(name)),
    [],
  );
  const texts: Record<string, string> = strings;
  const titles = manifest.contributes.commands.map(({ title }) => texts[title.slice(1, -1)]);
  const tools = ["deployedAnswers.ts", "sources.ts", "metrics.ts"].map((name) => readFileSync(inRoot("client/src/tools", name), "utf8"));
  const said = [page, readme, ...tools].flatMap((text) =>
    [...text.matchAll(/[*"]Lambda Ready: ([^*"\\]+)[*"\\]/g)].map(([, title]) => title),
  );
  assert.ok(said.length > 5);
  assert.deepEqual(
    said.filter((title) => !titles.includes(title)),
    [],
  );
});

test("the tools are named as they are in a chat", () => {
  assert.deepEqual(
    table("| Tool |").map(([name]) => name),
    manifest.contributes.languageModelTools.map(({ toolReferenceName }) => `#${toolReferenceName}`),
  );
});

test("links lead somewhere", () => {
  const anchors = new Set(
    [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\w\s-]/g, "")
        .replace(/ /g, "-"),
    ),
  );
  for (const [, target = ""] of page.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (target.startsWith("#")) assert.ok(anchors.has(target.slice(1)), target);
    else if (!target.startsWith("https:")) assert.ok(existsSync(inRoot("docs", target)), target);
  }
});
