/** What is deployed as evidence of the checklist, over the protocol: told, told otherwise, taken back, and kept while people type. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type ChecklistReport, checklistReportRequest } from "../../server/src/protocol.ts";
import { DeployedClient, deployed } from "./deployedClient.ts";

const HANDLER = "def handler(event, context):\n    return {}\n";
const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Seconds: { Type: Number }
Resources:
  CreateOrder:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.handler, Runtime: python3.13, CodeUri: src/, Timeout: !Ref Seconds, MemorySize: 256 }
  SendOrder:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.handler, Runtime: python3.13, CodeUri: src/, Timeout: 10, MemorySize: 256 }
`;
const FILES = { "template.yaml": TEMPLATE, "src/app.py": HANDLER };
const metrics = {
  window: "24h" as const,
  from: "2026-11-22T12:00:00Z",
  to: "2026-11-23T12:00:00Z",
  values: { invocations: 12_300, errors: 172, durationMaximum: 4200, throttles: 0 },
};
const SLOWEST = "The slowest of 12,300 invocations took 4.2 s of its 10 s in the last 24 hours (as of 2026-11-23)";

test("what is measured proves an item, exactly whom it concerns is told, and an empty list takes everything back", async (t) => {
  const reader = await DeployedClient.start(t, { files: FILES });
  const { id: create } = await reader.function("CreateOrder");
  const before = await reader.checklist();
  assert.equal((await reader.item(create, "timeout-chosen")).status, "not seen");
  assert.deepEqual(await reader.tell({ id: create, deployed: deployed("orders-create", { metrics }) }), [[create]]);
  const item = await reader.item(create, "timeout-chosen");
  assert.equal(item.status, "met");
  assert.deepEqual(
    item.evidence.filter(({ kind }) => kind === "deployed"),
    [{ says: "proves", kind: "deployed", message: SLOWEST, place: null, rule: null, severity: null }],
  );
  assert.deepEqual(await reader.tell({ id: create, deployed: deployed("orders-create", { metrics }) }), [], "the same again");
  assert.deepEqual(
    await reader.tell({ id: "file:///nowhere#Nobody", deployed: deployed("x") }),
    [[create]],
    "it is not in the list any more",
  );
  assert.deepEqual(await reader.tell(), []);
  assert.deepEqual(await reader.checklist(), before);
});

test("a finding of a rule on deployed functions fails its item; a drift is shown at the template's value", async (t) => {
  const reader = await DeployedClient.start(t, { files: FILES });
  const { id: send } = await reader.function("SendOrder");
  assert.equal((await reader.item(send, "timeout-chosen")).status, "met");
  await reader.tell({ id: send, deployed: deployed("orders-send", { metrics }, { timeout: 30 }) });
  const drifted = await reader.item(send, "timeout-chosen");
  assert.equal(drifted.status, "met", "the template is what the next deployment brings");
  const drift = drifted.evidence.find(({ message }) => message === "Timeout is deployed with 30 s; the template says 10 s");
  assert.deepEqual(
    [drift?.says, drift?.kind, drift?.place?.uri, drift?.place?.range.start.line],
    ["supports", "deployed", reader.client.uri("template.yaml"), 9],
  );
  const near = { ...metrics, values: { ...metrics.values, durationMaximum: 9900 } };
  assert.deepEqual(await reader.tell({ id: send, deployed: deployed("orders-send", { metrics: near }) }), [[send]]);
  const failing = await reader.item(send, "timeout-chosen");
  assert.equal(failing.status, "failing");
  const finding = failing.evidence.find(({ says }) => says === "finding");
  assert.deepEqual([finding?.kind, finding?.rule], ["finding", "deployed-near-timeout"]);
  const report = await reader.report(send, deployed("orders-send", { metrics: near }, { timeout: 10, memory: 512 }));
  assert.deepEqual(
    report.findings.map(({ rule, severity, place }) => [rule, severity, place?.range.start.line]),
    [
      ["deployed-error-rate", "warning", 7],
      ["deployed-near-timeout", "warning", 9],
    ],
  );
  assert.deepEqual(
    report.drift?.map((each) => [each.property, each.template, each.deployed, each.place?.uri]),
    [["Memory", "256 MB", "512 MB", reader.client.uri("template.yaml")]],
  );
  assert.ok(report.compared > 1);
  const unmatched = await reader.report(null, deployed("orders-send", { metrics: near }));
  assert.deepEqual([unmatched.drift, unmatched.compared, unmatched.findings.length, unmatched.findings[0]?.place], [null, 0, 2, null]);
});

test("edits in code keep what is deployed, and edits in the template compare it anew", async (t) => {
  const reader = await DeployedClient.start(t, { files: FILES });
  const { id: create } = await reader.function("CreateOrder");
  await reader.tell({ id: create, deployed: deployed("orders-create", { metrics }) });
  await reader.client.open("src/app.py", HANDLER);
  await reader.client.replace("src/app.py", "return {}", "print(event)\n    return {}");
  await reader.settled();
  assert.equal((await reader.item(create, "timeout-chosen")).status, "met");
  await reader.client.open("template.yaml", TEMPLATE);
  await reader.client.replace("template.yaml", "!Ref Seconds", "60");
  await reader.settled();
  const { status, evidence } = await reader.item(create, "timeout-chosen");
  assert.equal(status, "met", "now by the template");
  assert.deepEqual(
    evidence.filter(({ kind }) => kind === "deployed").map(({ says, message }) => `${says}: ${message}`),
    [`supports: ${SLOWEST}`, "supports: Timeout is deployed with 10 s; the template says 60 s"],
  );
  await reader.client.close("template.yaml");
  reader.client.write({ ".lambda-ready.yaml": "thresholds: { timeoutUsed: 40 }\n" });
  await reader.client.watched([".lambda-ready.yaml", 1]);
  await reader.settled();
  assert.equal((await reader.item(create, "timeout-chosen")).status, "failing", "thresholds are settings");
});

test("of several stages each is named, and all of them have to prove it", async (t) => {
  const reader = await DeployedClient.start(t, { files: FILES });
  const { id } = await reader.function("CreateOrder");
  const dev = deployed("orders-dev", {});
  const prod = deployed("orders-prod", { metrics });
  await reader.tell({ id, deployed: dev }, { id, deployed: prod });
  const item = await reader.item(id, "timeout-chosen");
  assert.equal(item.status, "not seen");
  assert.ok(item.evidence.some(({ says, message }) => says === "supports" && message === `orders-prod: ${SLOWEST}`));
  await reader.tell({ id, deployed: { ...dev, metrics } }, { id, deployed: prod });
  assert.equal((await reader.item(id, "timeout-chosen")).status, "met");
});

test("the findings of a function are those of its code and of its template, those without an item included", async (t) => {
  const code = "import boto3\n\ndef handler(event, context):\n    boto3.client('sns').publish(Message='x')\n    return {}\n";
  const reader = await DeployedClient.start(t, { files: { ...FILES, "src/app.py": code } });
  const { id } = await reader.function("CreateOrder");
  const found = await reader.findings(id);
  const inCode = found?.findings.find(({ rule }) => rule === "sdk-client-in-handler");
  assert.deepEqual(
    [inCode?.path, inCode?.uri, inCode?.range.start.line, inCode?.item],
    ["src/app.py", reader.client.uri("src/app.py"), 3, "sdk-clients-reused"],
  );
  assert.ok(found?.findings.some(({ path }) => path === "template.yaml"));
  const severities = found?.findings.map(({ severity }) => ["error", "warning", "info", "hint"].indexOf(severity)) ?? [];
  assert.deepEqual(severities, [...severities].sort());
  const report = await reader.client.connection.sendRequest<ChecklistReport>(checklistReportRequest, { id });
  const counted = report.items.flatMap(({ evidence }) => evidence.filter(({ says }) => says === "finding").map(({ rule }) => rule));
  assert.deepEqual(
    found?.findings
      .filter(({ item }) => item !== null)
      .map(({ rule }) => rule)
      .sort(),
    counted.sort(),
  );
  assert.equal(await reader.findings("file:///nowhere#Nobody"), null);
});

test("what is not understood is refused, and harms nothing", async (t) => {
  const reader = await DeployedClient.start(t, { files: FILES });
  const { id } = await reader.function("CreateOrder");
  await reader.client.connection.sendNotification("lambdaReady/deployed", { functions: [{ id, deployed: { name: 5 } }] });
  await reader.client.until(() => reader.client.logs.some((line) => line.includes("lambdaReady/deployed was not understood")));
  await assert.rejects(reader.client.connection.sendRequest("lambdaReady/deployedMatches", { functions: [{}] }), /functions\.0\.name/);
  await assert.rejects(reader.client.connection.sendRequest("lambdaReady/deployedReport", { id }), /deployed/);
  assert.equal((await reader.item(id, "timeout-chosen")).status, "not seen");
});
