/** What a deployed function proves of an item, what it only shows, and what makes a proof none. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { driftSigns } from "../../server/src/checklist/deployed/drift.ts";
import { items } from "../../server/src/checklist/items/index.ts";
import { driftOf } from "../../server/src/deployed/drift.ts";
import { memoryAdvice } from "../../server/src/deployed/memoryAdvice.ts";
import type { DeployedAlarm, DeployedConfiguration, DeployedFunction, DeployedMetrics } from "../../server/src/model/deployed.ts";
import type { ChecklistItem } from "../../server/src/rules/rule.ts";
import { openProject } from "../memoryProject.ts";
import { deployed } from "../server/deployedClient.ts";
import { event, sam } from "./signs.ts";

type Facts = Partial<Omit<DeployedFunction, "configuration">>;

/** What is seen of a function, `proves: …`; of its template the properties and the resources beside it. */
async function seen(
  id: ChecklistItem,
  template: string | undefined,
  facts: Facts,
  configuration: Partial<DeployedConfiguration> = {},
): Promise<string[]> {
  const project = await openProject({
    ...(template && { "template.yaml": template }),
    "src/app.py": "def handler(event, context):\n    pass\n",
  });
  const [joined] = project.declared();
  const known = deployed("work", facts, configuration);
  const item = items.find((each) => each.id === id);
  assert.ok(item?.deployed, id);
  const drift = joined?.resource ? driftOf(joined.resource, known).drift : [];
  const context = { resource: joined?.resource, infrastructure: project.infrastructure(), drift, advice: memoryAdvice(known) };
  return [...item.deployed(known, context), ...driftSigns(id, drift)].map(({ says, message }) => `${says}: ${message}`);
}

async function says(...given: Parameters<typeof seen>): Promise<string[]> {
  return (await seen(...given)).map((sign) => sign.slice(0, sign.indexOf(":")));
}

const TO = "2026-11-23T12:00:00Z";

function metrics(values: DeployedMetrics["values"], window: DeployedMetrics["window"] = "24h"): Facts {
  return { metrics: { window, from: "2026-11-22T12:00:00Z", to: TO, values } };
}

const COMPUTED = "Timeout: !ImportValue timeout\nMemorySize: !ImportValue memory";

test("timeout: many invocations leave room below a number that somebody chose", async () => {
  const busy = metrics({ invocations: 12_300, durationMaximum: 4200 });
  assert.deepEqual(await seen("timeout-chosen", sam(COMPUTED), busy, { timeout: 10 }), [
    "proves: The slowest of 12,300 invocations took 4.2 s of its 10 s in the last 24 hours (as of 2026-11-23)",
  ]);
  const of = (facts: Facts, timeout: number) => says("timeout-chosen", sam(COMPUTED), facts, { timeout });
  assert.deepEqual(await of(metrics({ invocations: 99, durationMaximum: 4200 }), 10), ["supports"], "too few");
  assert.deepEqual(await of(metrics({ invocations: 12_300, durationMaximum: 4200 }, "1h"), 10), ["supports"], "one hour");
  assert.deepEqual(await of(metrics({ invocations: 12_300, durationMaximum: 9000 }), 10), ["supports"], "no room");
  assert.deepEqual(await of(metrics({ invocations: 12_300, durationMaximum: 900 }), 3), ["supports"], "a default that fits is luck");
  assert.deepEqual(await of(metrics({ invocations: 12_300, durationMaximum: 900 }), 300), ["supports"], "far more than was ever taken");
  assert.deepEqual(await of(metrics({ invocations: 12_300, durationMaximum: 60_000 }), 300), ["proves"]);
  assert.deepEqual(await of(metrics({ invocations: 12_300, durationMaximum: 600_000 }), 900), ["supports"], "as long as Lambda allows");
  assert.deepEqual(await of(metrics({ invocations: 12_300, durationMaximum: 30_000 }), 10), [], "measured with another timeout");
  for (const values of [{}, { invocations: 5000 }, { invocations: 5000, durationMaximum: null }])
    assert.deepEqual(await of(metrics(values), 10), [], "what has no data is no zero");
  assert.deepEqual(await of({}, 10), []);
  assert.deepEqual(await says("timeout-chosen", undefined, busy, { timeout: 10 }), ["proves"], "no template");
  assert.deepEqual(await says("timeout-chosen", undefined, busy, { timeout: 6 }), ["supports"], "a default of the Serverless Framework");
});

test("a drift is shown with both values, and takes its proof from what is deployed", async () => {
  const busy = metrics({ invocations: 12_300, durationMaximum: 4200 });
  assert.deepEqual(await seen("timeout-chosen", sam("Timeout: 10"), busy, { timeout: 30 }), [
    "supports: The slowest of 12,300 invocations took 4.2 s of its 30 s in the last 24 hours (as of 2026-11-23)",
    "supports: Timeout is deployed with 30 s; the template says 10 s",
  ]);
});

test("memory: what was used fits what is given", async () => {
  const reports = {
    window: "7d" as const,
    from: "2026-11-16T12:00:00Z",
    to: TO,
    invocations: 4000,
    isSample: false,
    memorySize: 256,
    memoryUsedAverage: 150,
    memoryUsedP95: 170,
    memoryUsedMaximum: 180,
    durationAverage: 100,
    durationMaximum: 900,
    billedDuration: 400_000,
    coldStarts: 10,
    initDurationAverage: 300,
    initDurationMaximum: 500,
  };
  assert.deepEqual(await seen("memory-measured", sam(COMPUTED), { reports }), [
    "proves: At most 180 MB of 256 MB were used by 4,000 invocations in the last 7 days (as of 2026-11-23)",
  ]);
  const of = (more: Partial<typeof reports>, memory = 256) =>
    says("memory-measured", sam(COMPUTED), { reports: { ...reports, ...more } }, { memory });
  assert.deepEqual(await of({ isSample: true, invocations: 60 }), ["supports"]);
  assert.deepEqual(await of({ memoryUsedMaximum: 250 }), ["supports"], "nearly all");
  assert.deepEqual(await of({ memorySize: 10_240, memoryUsedMaximum: 10_000 }, 10_240), ["supports"], "all there is");
  assert.deepEqual(await of({ memorySize: 1024 }, 1024), ["supports"], "far too much");
  assert.deepEqual(await of({}, 512), [], "measured with another size");
  assert.deepEqual(await says("memory-measured", sam(COMPUTED), {}), [], "nobody read the logs");
});

test("concurrency: a reservation, or a maximum at every queue; what ran at once is no limit", async () => {
  const of = (facts: Facts, template: string | undefined = undefined) => says("concurrency-limited", template, facts);
  assert.deepEqual(await of({ reservedConcurrency: 5 }), ["proves"]);
  assert.deepEqual(await of({ reservedConcurrency: null }), []);
  assert.deepEqual(await of({ reservedConcurrency: 0 }), ["supports"]);
  assert.deepEqual(await of({}), []);
  assert.deepEqual(
    await seen("concurrency-limited", undefined, {
      ...metrics({ concurrentExecutions: 12 }),
      account: { concurrentExecutions: 1000, unreserved: 900 },
    }),
    ["supports: At most 12 of the 1,000 that the account allows ran at once in the last 24 hours (as of 2026-11-23)"],
  );
  const queue = "Queue:\n  Type: AWS::SQS::Queue";
  const polling = sam(event("SQS", "Queue: !GetAtt Queue.Arn\nScalingConfig: { MaximumConcurrency: !ImportValue most }"), queue);
  const source = { source: "arn:aws:sqs:eu-west-1:*:q", state: "Enabled", reportsBatchItemFailures: false, hasFilter: false };
  assert.deepEqual(await of({ eventSources: [{ ...source, maximumConcurrency: 5 }] }, polling), ["proves"]);
  assert.deepEqual(await of({ eventSources: [{ ...source, maximumConcurrency: 5 }] }), ["supports"], "others may invoke it");
  assert.deepEqual(await of({ eventSources: [source] }, polling), []);
  assert.deepEqual(await of({ eventSources: [{ ...source, maximumConcurrency: 5 }, source] }, polling), []);
});

const MAYBE = '!If [IsProd, { Type: SQS, TargetArn: !ImportValue queue }, !Ref "AWS::NoValue"]';
const SNS = sam(`DeadLetterQueue: ${MAYBE}\n${event("SNS", "Topic: !ImportValue topic")}`);
const QUEUE_ARN = "arn:aws:sqs:eu-west-1:*:orders-dlq";

test("failed events: kept where every trigger is covered as it is deployed", async () => {
  assert.deepEqual(await seen("failure-destination", SNS, {}, { deadLetterTarget: QUEUE_ARN }), [
    "proves: As it is deployed, what cannot be handled is kept: orders-dlq (as of 2026-11-23)",
  ]);
  const of = (template: string | undefined, facts: Facts, target: string | null = null) =>
    says("failure-destination", template, facts, { deadLetterTarget: target });
  assert.deepEqual(await of(SNS, { asyncInvocation: { onFailure: QUEUE_ARN } }), ["proves"]);
  assert.deepEqual(await of(SNS, { asyncInvocation: null }), ["supports"], "there is none");
  assert.deepEqual(await of(SNS, {}), [], "what nobody asked for is unknown");
  assert.deepEqual(await of(undefined, {}, QUEUE_ARN), [], "what invokes it is not known");
  const api = sam(`DeadLetterQueue: ${MAYBE}\n${event("Api", "Path: /orders\nMethod: get")}`);
  assert.deepEqual(await of(api, {}, QUEUE_ARN), [], "callers wait");
  const stream = { source: "arn:aws:kinesis:eu-west-1:*:stream/s", state: "Enabled", reportsBatchItemFailures: false, hasFilter: false };
  const to = '{ OnFailure: { Destination: !If [IsProd, !ImportValue queue, !Ref "AWS::NoValue"] } }';
  const reading = sam(
    event("Kinesis", `Stream: arn:aws:kinesis:eu-west-1:111122223333:stream/s\nStartingPosition: LATEST\nDestinationConfig: ${to}`),
  );
  assert.deepEqual(await of(reading, { eventSources: [{ ...stream, onFailure: QUEUE_ARN }] }), ["proves"]);
  assert.deepEqual(await of(reading, { eventSources: [stream] }), []);
  assert.deepEqual(await seen("failure-destination", reading, {}, { deadLetterTarget: QUEUE_ARN }), [
    // It takes no records of streams, and counts for nothing but a difference.
    "supports: Dead-letter queue is deployed, and the template does not have it: orders-dlq",
  ]);
  assert.deepEqual(await of(SNS, { eventSources: [stream] }, QUEUE_ARN), ["supports"], "a source that the template does not have");
  const lost = await seen("failure-destination", SNS, metrics({ deadLetterErrors: 12 }), { deadLetterTarget: QUEUE_ARN });
  assert.deepEqual(lost, [
    "supports: As it is deployed, what cannot be handled is kept: orders-dlq (as of 2026-11-23)",
    "supports: 12 events could not be written where failed events go in the last 24 hours (as of 2026-11-23)",
  ]);
});

test("retries: limits of asynchronous events, and how many invocations fail", async () => {
  const of = (facts: Facts, template: string | undefined = SNS) => says("retries-understood", template, facts);
  assert.deepEqual(await seen("retries-understood", SNS, { asyncInvocation: { maximumRetryAttempts: 0 } }), [
    "proves: As it is deployed it is set how often asynchronous events are tried again: 0 more (as of 2026-11-23)",
  ]);
  assert.deepEqual(await of({ asyncInvocation: { maximumEventAge: 3600 } }), ["proves"]);
  assert.deepEqual(await of({ asyncInvocation: null }), ["supports"], "the defaults hold");
  assert.deepEqual(await of({ asyncInvocation: { onFailure: QUEUE_ARN } }), ["supports"]);
  assert.deepEqual(await of({}), []);
  const queued = sam(
    `${event("SNS", "Topic: !ImportValue topic")}\n  More:\n    Type: SQS\n    Properties: { Queue: arn:aws:sqs:eu-west-1:111122223333:orders }`,
  );
  assert.deepEqual(await of({ asyncInvocation: { maximumRetryAttempts: 0 } }, queued), ["supports"], "of the queue nothing is said");
  assert.deepEqual(await seen("retries-understood", SNS, metrics({ errors: 172, invocations: 12_300 })), [
    "supports: 1.4 % of 12,300 invocations failed in the last 24 hours (as of 2026-11-23)",
  ]);
});

function alarm(metric: string, more: Partial<DeployedAlarm> = {}): DeployedAlarm {
  const known = { name: `on-${metric}`, namespace: "AWS/Lambda", state: "OK", threshold: 1, comparison: "GreaterThanThreshold" };
  return { ...known, metric, isActing: true, ...more };
}
const THREE = [alarm("Errors"), alarm("Throttles"), alarm("Duration", { threshold: 8000 })];
const DEPTH = alarm("ApproximateNumberOfMessagesVisible", { namespace: "AWS/SQS" });

test("alarms: errors, throttles and duration, each telling somebody, and the queue of failed events", async () => {
  const known: Facts = { asyncInvocation: null, eventSources: [] };
  const of = (alarms: readonly DeployedAlarm[], facts: Facts = known, target: string | null = null) =>
    says("metrics-and-alarms", undefined, { ...facts, alarms }, { deadLetterTarget: target });
  assert.deepEqual(await of(THREE), ["proves"]);
  assert.deepEqual(await of([]), ["supports"]);
  assert.deepEqual(await says("metrics-and-alarms", undefined, known), [], "nobody asked for alarms");
  assert.deepEqual(await seen("metrics-and-alarms", undefined, { ...known, alarms: THREE.slice(1) }), [
    "supports: Alarms exist for it (as of 2026-11-23), and none that tells somebody of these: Errors",
  ]);
  const with_ = (more: Partial<DeployedAlarm>) => of([...THREE.slice(1), alarm("Errors", more)]);
  assert.deepEqual(await with_({ isActing: false }), ["supports"], "nobody is told");
  assert.deepEqual(await with_({ comparison: "LessThanThreshold" }), ["supports"], "of silence");
  assert.deepEqual(await with_({ namespace: "Custom" }), ["supports"]);
  assert.deepEqual(await of([...THREE.slice(0, 2), alarm("Duration", { threshold: 10_000 })]), ["supports"], "it can never ring");
  assert.deepEqual(await of(THREE, {}), ["supports"], "where failed events go is not known");
  assert.deepEqual(await of(THREE, known, QUEUE_ARN), ["supports"], "the queue is not watched");
  assert.deepEqual(await of([...THREE, DEPTH], known, QUEUE_ARN), ["proves"]);
  assert.deepEqual(await of([...THREE, DEPTH], { ...known, asyncInvocation: { onFailure: `${QUEUE_ARN}-2` } }, QUEUE_ARN), ["supports"]);
  const source = { source: "arn:aws:sqs:eu-west-1:*:q", state: "Enabled", reportsBatchItemFailures: false, hasFilter: false };
  assert.deepEqual(await of(THREE, { ...known, eventSources: [source] }), ["supports"], "what is behind its queue is not known");
});

test("costs: an alarm on too many invocations proves it, an estimate does not", async () => {
  const of = (facts: Facts) => seen("cost-watched", undefined, facts);
  assert.deepEqual(await of({ alarms: [alarm("Invocations")] }), [
    "proves: An alarm tells when it is invoked too often (as of 2026-11-23): on-Invocations",
  ]);
  assert.deepEqual(await of({ alarms: [alarm("Invocations", { comparison: "LessThanThreshold" }), alarm("Errors")] }), []);
  const cost = { window: "30d" as const, requests: 0.2, duration: 1.04, total: 1.24, gigabyteSeconds: 62_000, pricesOf: "2026-11-01" };
  assert.deepEqual(await of({ cost }), [
    "supports: Its estimated cost is $1.24 in the last 30 days (as of 2026-11-23), at list prices of 2026-11-01",
  ]);
});

test("aliases: published versions that everything comes by, and another version to go back to", async () => {
  const behind = sam(`AutoPublishAlias: live\n${event("Api", "Path: /orders\nMethod: get")}`);
  const live = { name: "live", version: "12", weights: {} };
  const of = (template: string | undefined, facts: Facts) => says("safe-rollout", template, facts);
  assert.deepEqual(await of(behind, { aliases: [live] }), ["proves"]);
  assert.deepEqual(await of(behind, { aliases: [live, { name: "dev", version: "$LATEST", weights: {} }] }), ["supports"]);
  assert.deepEqual(await seen("safe-rollout", behind, { aliases: [] }), [
    "supports: It is deployed without an alias: whoever invokes it gets what was deployed last (as of 2026-11-23)",
    "supports: Alias live is not deployed; the template has it",
  ]);
  assert.deepEqual(await of(behind, {}), []);
  assert.deepEqual(await of(sam(event("Api", "Path: /orders\nMethod: get")), { aliases: [live] }), ["supports"], "callers go around it");
  assert.deepEqual(await seen("safe-rollout", undefined, { aliases: [{ ...live, weights: { 13: 0.1 } }] }), [
    "supports: Alias live stands for version 12 and sends 10 % of its traffic to version 13 (as of 2026-11-23)",
  ]);
  const back = (facts: Facts) => says("rollback-known", behind, facts);
  assert.deepEqual(await back({ aliases: [live], versions: 4 }), ["proves"]);
  assert.deepEqual(await back({ aliases: [live], versions: 1 }), ["supports"]);
  assert.deepEqual(await back({ aliases: [live] }), []);
  assert.deepEqual(await says("rollback-known", undefined, { aliases: [live], versions: 4 }), ["supports"]);
});

test("logs: Lambda's JSON is all there is of Node.js, and not of Python", async () => {
  const of = (logFormat: string | undefined, runtime: string) =>
    says("structured-logs", undefined, {}, { runtime, ...(logFormat && { logFormat }) });
  assert.deepEqual(await of("JSON", "nodejs24.x"), ["proves"]);
  assert.deepEqual(await of("JSON", "python3.13"), ["supports"]);
  assert.deepEqual(await of("Text", "nodejs24.x"), []);
  assert.deepEqual(await of(undefined, "nodejs24.x"), []);
  assert.deepEqual(await says("structured-logs", sam("", "", "nodejs24.x"), {}, { runtime: "nodejs24.x", logFormat: "JSON" }), [
    "supports",
    "supports",
  ]);
});
