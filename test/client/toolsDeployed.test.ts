/** What language models are told of deployed functions: figures with window, statistic and sample, and never one that nobody read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { answerMetrics } from "../../client/src/tools/deployedAnswers.ts";
import type { KnownDeployed } from "../../client/src/tools/sources.ts";
import { checklistRequest, type DeployedReport } from "../../server/src/protocol.ts";
import { checklist, fn, place } from "./checklists.ts";
import { deployed, entry, failure, metrics, series, sources } from "./deployedSamples.ts";

const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => {} }) };
const certain = { id: "t.yaml#Orders", by: "tags", isCertain: true } as const;
const workspace = checklist([fn("t.yaml#Orders", {}), fn("t.yaml#Refunds", {})]);

function answer(asked: string, known: KnownDeployed, window?: "1h" | "7d"): Promise<string> {
  return answerMetrics({ function: asked, ...(window && { window }) }, sources({ [checklistRequest]: workspace }, known), token);
}

test("figures come with window, statistic, sample and age", async () => {
  const known = metrics(
    "shop-orders",
    series("invocations", [7000, 5345], 12_345),
    series("errorRate", [0, 0.2], 0.1, 12_345),
    series("errors", [0, 12], 12),
    series("durationP95", [120, 140], 131, 12_345),
    series("iteratorAge", [null, null], null),
  );
  const cost = { window: "24h", requests: 0.0025, duration: 0.1, total: 0.1025, gigabyteSeconds: 6000, pricesOf: "2026-09-28" } as const;
  const said = await answer("Orders", deployed([entry("shop-orders", certain)], { known: () => ({ ...known, cost }) }));
  assert.ok(
    said.startsWith(
      "shop-orders is deployed in eu-west-1, seen with profile dev; stack shop; matched to t.yaml#Orders of the workspace by its stack's tags.\n\n" +
        "Configuration: python3.13, arm64, memory 512 MB, timeout 30 s, last changed 2026-11-20T08:00:00Z.\n\n" +
        "Metrics over the last 24 hours (2026-11-22T12:00:00.000Z to 2026-11-23T12:00:00.000Z), read from CloudWatch 3 minutes ago:\n" +
        "- Invocations (sum): 12,345\n" +
        "- Error rate (share of invocations): 0.1%, of 12,345 invocations\n" +
        "- Errors (sum): 12; most in the 1 h from 2026-11-23T01:00:00.000Z: 12\n" +
        "- Duration p95 (95th percentile): 131 ms, of 12,345 invocations\n" +
        "- Iterator age (maximum): no data (CloudWatch has none, which is not zero)\n" +
        "- Estimated cost: $0.10 (requests $0.0025, duration $0.10), 6,000 GB-seconds at list prices of 2026-09-28",
    ),
    said,
  );
});

test("a percentile of few invocations is said to be one", async () => {
  const known = metrics("shop-orders", series("durationP99", [900], 900, 7));
  const said = await answer("shop-orders", deployed([entry("shop-orders")], { known: () => known }));
  assert.match(said, /Duration p99 \(99th percentile\): 900 ms, of 7 invocations, too few for a percentile to mean much/);
  assert.match(said, /matched to no function of the workspace/);
});

test("what nobody has read is not read: how a person reads it is said instead", async () => {
  const windows = deployed([entry("shop-orders", certain)], { known: (name, window) => (window === "24h" ? metrics(name) : undefined) });
  const said = await answer("shop-orders", windows, "7d");
  assert.match(
    said,
    /Its metrics over the last 7 days were not read, and this tool does not read them itself, because AWS bills every metric\./,
  );
  assert.match(said, /Known are those of: 24h\./);
});

test("without a connection it says how a person opens one, and asks nobody", async () => {
  const refuse = () => assert.fail("nothing is asked");
  const closed = deployed([], { state: "closed", connection: undefined, of: refuse, facts: refuse, known: refuse, report: refuse });
  const said = await answerMetrics({ function: "Orders" }, sources({ [checklistRequest]: refuse }, closed), token);
  assert.match(said, /no connection to AWS is open, and this tool never opens one/);
  assert.match(said, /"Lambda Ready: Connect to AWS"/);
  assert.match(await answer("Orders", deployed([], { state: "untrusted" })), /the workspace is not trusted/);
  assert.match(await answer("Orders", deployed([], { state: "listing" })), /are being listed\. Ask again in a moment\.$/);
  assert.match(await answer("Orders", deployed([])), /^No function is deployed in this region/);
});

test("a failure is said with what to do, and old figures with it", async () => {
  const expired = failure("The token has expired.", "Log in again.", "aws sso login --profile dev");
  const words = "The token has expired. Log in again. The command is: aws sso login --profile dev";
  assert.equal(
    await answer("Orders", deployed([], { state: "failed", failure: expired })),
    `The deployed functions could not be listed. ${words}`,
  );
  const old = deployed([entry("shop-orders", certain)], { state: "failed", failure: expired, known: (name) => metrics(name) });
  assert.ok((await answer("Orders", old)).includes(`AWS did not answer when it was asked last: ${words} What follows may be old.`));
});

test("of several stages the certain one is meant; else they are candidates", async () => {
  const perhaps = { ...certain, by: "convention", isCertain: false } as const;
  const dev = entry("shop-dev-orders", perhaps);
  assert.match(await answer("Orders", deployed([dev, entry("shop-prod-orders", certain)])), /^shop-prod-orders is deployed/);
  const both = await answer("Orders", deployed([dev, entry("shop-test-orders", perhaps)]));
  assert.match(both, /^"Orders" may be any of 2\./);
  assert.match(both, /- shop-dev-orders = Orders, stack shop, perhaps t\.yaml#Orders\n/);
});

test("a function of the workspace that is not seen deployed", async () => {
  const said = await answer("Refunds", deployed([entry("shop-orders", certain)]));
  assert.match(said, /^Of Refunds nothing is seen deployed: none of the 1 function in eu-west-1 \(profile dev\)/);
  assert.match(
    await answer("payments", deployed([entry("shop-orders")])),
    /^No function is called "payments"\. There are:\n- shop-orders, stack shop\n/,
  );
});

test("drift, findings, advice, alarms and REPORT lines are said", async () => {
  const report: DeployedReport = {
    findings: [{ rule: "throttled", severity: "warning", message: "12 requests were throttled.", place: place("t.yaml", 4) }],
    drift: [{ property: "Timeout", template: "60 s", deployed: "30 s", place: place("t.yaml", 8) }],
    compared: 9,
    memoryAdvice: { configured: 512, suggested: 256, reason: "At most 100 MB were used." },
  };
  const alarm = {
    name: "orders-errors",
    namespace: "AWS/Lambda",
    metric: "Errors",
    state: "ALARM",
    comparison: "GreaterThanThreshold",
    isActing: false,
  };
  const store = deployed([entry("shop-orders", certain)], { report: async () => report });
  const said = await answer("Orders", {
    ...store,
    facts: (name) => {
      const facts = store.facts(name);
      return facts && { ...facts, reservedConcurrency: null, account: { concurrentExecutions: 1000, unreserved: 900 }, alarms: [alarm] };
    },
  });
  for (const line of [
    "- warning throttled at t.yaml:5: 12 requests were throttled.",
    "- Timeout: deployed 30 s, in the template 60 s at t.yaml:9",
    "Memory: At most 100 MB were used.",
    "- Reserved concurrency: none",
    "- Concurrency of the account: 1,000, of which 900 are unreserved",
    "- Alarms: orders-errors (Errors: ALARM, tells nobody)",
  ])
    assert.ok(said.includes(line), `${line}\nin\n${said}`);
});

test("without the server the deployed functions are still known by their names", async () => {
  const known = deployed([entry("shop-orders")], { report: async () => undefined });
  const said = await answerMetrics({ function: "orders" }, sources({ [checklistRequest]: undefined }, known), token);
  assert.match(said, /^shop-orders is deployed/);
});
