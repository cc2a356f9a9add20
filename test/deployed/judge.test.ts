/** What pages cannot say of rules on deployed functions: severity, place, evidence, thresholds, and what triggers change. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Judgement, judge } from "../../server/src/deployed/judge.ts";
import type { FunctionResource } from "../../server/src/model/infrastructure.ts";
import { deployedErrorRate } from "../../server/src/rules/cost/deployed-error-rate.ts";
import { rules as all } from "../../server/src/rules/index.ts";
import { defineRule, type Rule } from "../../server/src/rules/rule.ts";
import { defaults, type Settings } from "../../server/src/settings.ts";
import { defaultThresholds } from "../../server/src/vocabulary/thresholds.ts";
import { type DeployedParts, deployedFunction } from "./deployedFunction.ts";
import { onlyFunction, sam } from "./functions.ts";

const rules = all.filter(({ on }) => on === "deployed");

interface About {
  readonly resource?: FunctionResource;
  readonly settings?: Partial<Settings>;
}

function judged(parts: DeployedParts, { resource, settings }: About = {}): Judgement {
  return judge({ deployed: deployedFunction(parts), resource }, { rules, settings: { ...defaults, ...settings } });
}

function found(judgement: Judgement): string[] {
  return judgement.findings.map(({ rule, severity }) => `${severity} ${rule.id}`);
}

const failing = (errors: number, invocations = 1000): DeployedParts => ({ metrics: { values: { errors, invocations } } });

test("an error rate has two levels, unless settings say one", () => {
  assert.deepEqual(found(judged(failing(30))), ["warning deployed-error-rate"]);
  assert.deepEqual(found(judged(failing(300))), ["error deployed-error-rate"]);
  assert.deepEqual(found(judged(failing(300), { settings: { rules: { "deployed-error-rate": "hint" } } })), ["hint deployed-error-rate"]);
  assert.deepEqual(found(judged(failing(300), { settings: { rules: { "deployed-error-rate": "off" } } })), []);
});

test("small samples are neither a finding nor evidence", () => {
  const said = (errors: number, invocations: number): string => {
    const { findings, oks } = judged(failing(errors, invocations));
    const isOk = oks.some(({ rule }) => rule === deployedErrorRate);
    return findings.length > 0 ? "finding" : isOk ? "ok" : "nothing";
  };
  assert.deepEqual(
    [said(3, 3), said(1, 20), said(2, 20), said(0, 20), said(0, 400), said(1, 1000), said(11, 1000), said(20, 1000)],
    ["nothing", "nothing", "finding", "nothing", "ok", "ok", "nothing", "finding"],
  );
});

test("thresholds are those of the settings", () => {
  const thresholds = { ...defaultThresholds, errorRate: 50, versions: 10, packageSize: 0.1, minimumInvocations: 2000 };
  assert.deepEqual(found(judged(failing(300), { settings: { thresholds } })), ["info package-too-large"]);
  assert.deepEqual(found(judged({ versions: 8 })), ["hint too-many-versions"]);
  assert.deepEqual(found(judged({ versions: 8 }, { settings: { thresholds } })), ["info package-too-large"]);
});

test("of a function of which nothing was asked only its package is known", () => {
  const { findings, oks } = judged({});
  assert.deepEqual(findings, []);
  assert.deepEqual(
    oks.map(({ rule }) => rule.id),
    ["package-too-large"],
  );
});

test("no data anywhere is no finding and no evidence", () => {
  const nothing = ["invocations", "errors", "throttles", "durationMaximum", "iteratorAge", "deadLetterDepth"].map((id) => [id, null]);
  const { findings, oks } = judged({ metrics: { window: "24h", values: Object.fromEntries(nothing) } });
  assert.deepEqual(findings, []);
  assert.deepEqual(
    oks.map(({ rule }) => rule.id),
    ["package-too-large"],
  );
});

test("what is measured and well is evidence", () => {
  const values = { invocations: 5000, errors: 0, throttles: 0, durationMaximum: 900, iteratorAge: 200, deadLetterDepth: 0 };
  const { findings, oks } = judged({ versions: 2, metrics: { window: "30d", values }, reports: { invocations: 2000, coldStarts: 3 } });
  assert.deepEqual(findings, []);
  assert.deepEqual(oks.map(({ rule }) => rule.id).sort(), rules.map(({ id }) => id).sort());
});

test("the worst comes first, each with its place in the template", async () => {
  const resource = await onlyFunction({ "template.yaml": sam("Timeout: 10\nMemorySize: 512\nEvents:\n  Api: {Type: HttpApi}") });
  const values = { invocations: 1000, errors: 300, durationMaximum: 9990 };
  const parts: DeployedParts = {
    configuration: { timeout: 10 },
    metrics: { values },
    reports: { memoryUsedMaximum: 100, invocations: 1000 },
  };
  const { findings } = judged(parts, { resource });
  const shown = findings.map(({ severity, rule, place }) => `${severity} ${rule.id}: ${place?.file.text.slice(place.start, place.end)}`);
  assert.deepEqual(shown, [
    "error deployed-error-rate: Orders",
    "warning deployed-near-timeout: 10",
    "hint deployed-memory-overprovisioned: 512",
  ]);
});

test("throttles are said quietly where nobody waits, and not where a reservation makes events wait", async () => {
  const parts: DeployedParts = { reservedConcurrency: 5, metrics: { values: { invocations: 1000, throttles: 40 } } };
  const of = async (events: string) => ({ resource: await onlyFunction({ "template.yaml": sam(`Events:\n  Source: ${events}`) }) });
  assert.deepEqual(found(judged(parts)), ["warning throttled"]);
  assert.deepEqual(found(judged(parts, await of("{Type: HttpApi}"))), ["warning throttled"]);
  const queue = await of("{Type: SQS, Properties: {Queue: arn:aws:sqs:eu-west-1:123456789012:orders}}");
  assert.deepEqual(found(judged(parts, queue)), ["info throttled"]);
  const topic = await of("{Type: SNS, Properties: {Topic: arn:aws:sns:eu-west-1:123456789012:orders}}");
  assert.deepEqual(found(judged(parts, topic)), []);
  assert.deepEqual(found(judged({ ...parts, reservedConcurrency: null }, topic)), ["info throttled"]);
});

test("cold starts matter where somebody waits, or where that is not known", async () => {
  const parts: DeployedParts = { reports: { invocations: 1000, coldStarts: 90, initDurationAverage: 640 } };
  const resource = await onlyFunction({
    "template.yaml": sam("Events:\n  Source: {Type: SQS, Properties: {Queue: arn:aws:sqs:eu-west-1:123456789012:orders}}"),
  });
  assert.deepEqual(found(judged(parts)), ["hint deployed-cold-starts"]);
  assert.deepEqual(found(judged(parts, { resource })), []);
  assert.deepEqual(found(judged({ ...parts, urlAuthType: "AWS_IAM" }, { resource })), ["hint deployed-cold-starts"]);
});

test("a rule that throws is told, and the others run", () => {
  const broken = defineRule({
    ...deployedErrorRate,
    id: "broken",
    on: "deployed",
    check: () => {
      throw new Error("no");
    },
  });
  const faults: string[] = [];
  const options = { rules: [broken, ...rules], settings: defaults, onFault: (rule: Rule) => faults.push(rule.id) };
  const { findings } = judge({ deployed: deployedFunction({ versions: 9 }), resource: undefined }, options);
  assert.deepEqual(faults, ["broken"]);
  assert.deepEqual(
    findings.map(({ rule }) => rule.id),
    ["too-many-versions"],
  );
});

test("messages name figures, span and function, and end without a full stop", () => {
  const values = { invocations: 12_480, errors: 299, throttles: 1, durationMaximum: 29_412, iteratorAge: 5_820_000, deadLetterDepth: 17 };
  const parts: DeployedParts = {
    versions: 214,
    configuration: { codeSize: 13_002_342 },
    metrics: { values },
    reports: { memoryUsedMaximum: 503, coldStarts: 92, initDurationAverage: 1240 },
  };
  const messages = judged(parts).findings.map(({ rule, message }) => `${rule.id}: ${message.split(/[;:] (?=[^;:]*$)/).at(-1)}`);
  assert.deepEqual(messages.sort(), [
    "deployed-cold-starts: 9.2 % of 1,000 invocations were cold, 1.2 s each in the last 24 hours, orders",
    "deployed-dlq-not-empty: 17 messages wait for orders",
    "deployed-error-rate: 2.4 % of 12,480 invocations failed in the last 24 hours, orders",
    "deployed-iterator-age: orders was 97 min behind in the last 24 hours",
    "deployed-memory-high: orders used 503 MB of 512 MB in the last 24 hours",
    "deployed-near-timeout: orders, one took 29.4 s of 30 s in the last 24 hours",
    "package-too-large: orders has 12.4 MB",
    "throttled: orders turned 1 invocation away in the last 24 hours",
    "too-many-versions: orders has 214 versions, about 2.6 GB",
  ]);
});
