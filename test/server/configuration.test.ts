import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "./client.ts";

const handler = "exports.handler = async (event) => {\n  danger();\n  lax();\n};\n";
const config = ".lambda-ready.yaml";

test("the configuration file counts, also while it is edited and when it changes on disk", async (t) => {
  const client = await Client.start(t, { files: { [config]: "profile: strict\n" } });
  await client.open("a.js", handler);
  assert.deepEqual(await client.problems("a.js"), ["2: danger-call", "3: strict-call"]);
  await client.open(config, "profile: recommended\n");
  await client.becomes("a.js", ["2: danger-call"]);
  assert.deepEqual(await client.problems(config), []);
  await client.close(config);
  await client.becomes("a.js", ["2: danger-call", "3: strict-call"]);
  client.write({ [config]: "rules: { danger-call: off }\n" });
  await client.watched([config]);
  await client.becomes("a.js", []);
  assert.equal(await client.stop(), 0);
});

test("what is wrong in it is shown there, and is gone when it is mended", async (t) => {
  const client = await Client.start(t, { files: { [config]: "profile: strict\nrules:\n  no-such-rule: off\n" } });
  await client.until(() => client.published.has(client.uri(config)));
  assert.deepEqual(client.published.get(client.uri(config)), [
    {
      range: { start: { line: 2, character: 2 }, end: { line: 2, character: 14 } },
      severity: 1,
      source: "lambda-ready",
      code: "configuration",
      message: 'Unknown rule "no-such-rule".',
    },
  ]);
  await client.open("a.js", handler);
  assert.deepEqual(await client.problems("a.js"), ["2: danger-call", "3: strict-call"]);
  await client.open(config, "profile: [\n");
  await client.until(
    () => client.published.get(client.uri(config))?.some(({ message }) => String(message).startsWith("Not valid YAML")) === true,
  );
  assert.deepEqual(await client.problems("a.js"), ["2: danger-call"]);
  await client.replace(config, "[", "strict");
  await client.until(() => client.publishedFor(config).length === 0);
  assert.deepEqual(await client.problems("a.js"), ["2: danger-call", "3: strict-call"]);
  assert.equal(await client.stop(), 0);
});

test("excluded files have no findings, also when the exclusion comes later", async (t) => {
  const client = await Client.start(t, { files: { "old/a.js": handler } });
  await client.open("old/a.js", handler);
  assert.equal((await client.problems("old/a.js")).length, 1);
  client.write({ [config]: "exclude: [old/**]\n" });
  await client.watched([config, 1]);
  await client.becomes("old/a.js", []);
  client.write({ [config]: "" });
  await client.watched([config]);
  await client.becomes("old/a.js", ["2: danger-call"]);
  assert.equal(await client.stop(), 0);
});

test("a configuration further down excludes what is below it", async (t) => {
  const client = await Client.start(t, { files: { [`service/${config}`]: "exclude: [gen]\nrules: { danger-call: hint }\n" } });
  for (const file of ["gen/a.js", "service/gen/a.js", "service/a.js"]) await client.open(file, handler);
  assert.equal((await client.diagnostics("gen/a.js"))[0]?.severity, 2);
  assert.deepEqual(await client.problems("service/gen/a.js"), []);
  assert.equal((await client.diagnostics("service/a.js"))[0]?.severity, 4);
  assert.equal(await client.stop(), 0);
});

test("the editor's settings count, and what is wrong in them is logged", async (t) => {
  const client = await Client.start(t, { settings: { profile: "strict", rules: { "danger-call": "off", nope: "off" } } });
  await client.open("a.js", handler);
  assert.deepEqual(await client.problems("a.js"), ["3: strict-call"]);
  assert.ok(client.logs.some((message) => message.includes('Unknown rule "nope"')));
  client.settings = { enable: false };
  await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await client.becomes("a.js", []);
  assert.equal(await client.stop(), 0);
});

test("a client that cannot be asked for settings sends them", async (t) => {
  const settings = { rules: { "danger-call": "off" } };
  const client = await Client.start(t, { capabilities: { textDocument: { diagnostic: {} } }, initializationOptions: { settings } });
  await client.open("a.js", handler);
  assert.deepEqual(await client.problems("a.js"), []);
  await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: { lambdaReady: { profile: "strict" } } });
  assert.deepEqual(await client.problems("a.js"), ["2: danger-call", "3: strict-call"]);
  assert.equal(await client.stop(), 0);
});

test("on save: between saves nothing new is said", async (t) => {
  const client = await Client.start(t, { settings: { run: "onSave" } });
  await client.open("a.js", handler);
  const first = await client.pull("a.js");
  await client.replace("a.js", "danger", "calm");
  assert.deepEqual(await client.pull("a.js", first.resultId), { kind: "unchanged", resultId: first.resultId });
  await client.save("a.js");
  assert.deepEqual(await client.pull("a.js", first.resultId).then((report) => report.kind === "full" && report.items), []);
  assert.equal(await client.stop(), 0);
});
