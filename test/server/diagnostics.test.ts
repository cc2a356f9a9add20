import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { WorkspaceDiagnosticReport } from "vscode-languageserver-protocol";
import { Client } from "./client.ts";

const handler = "def lambda_handler(event, context):\n    danger()\n    return event\n";
const files = {
  "app.py": handler,
  "web/handler.js": 'const { help } = require("./help");\nexports.handler = async (event) => {\n  return help(event);\n};\n',
  "web/help.js": "exports.help = (event) => {\n  danger();\n  return event;\n};\n",
  "node_modules/pack/index.js": "exports.handler = async (event, context) => {\n  danger();\n};\n",
  "tool.py": "danger()\n",
};
let client: Client;

before(async () => {
  client = await Client.start(undefined, { files });
});
after(async () => {
  assert.equal(await client.stop(), 0);
  client.dispose();
});

test("a finding appears where it is, with all that explains it", async () => {
  await client.open("app.py", handler);
  const [diagnostic, ...others] = await client.diagnostics("app.py");
  assert.deepEqual(others, []);
  assert.deepEqual(diagnostic, {
    range: { start: { line: 1, character: 4 }, end: { line: 1, character: 12 } },
    severity: 2,
    code: "danger-call",
    codeDescription: { href: "https://github.com/lambda-ready/lambda-ready/blob/HEAD/server/src/rules/errors/danger-call.md" },
    source: "lambda-ready",
    message: "This calls danger",
    data: { rule: "danger-call", function: "lambda_handler" },
  });
});

test("it moves with the text, changes and vanishes", async () => {
  await client.replace("app.py", "    danger", "    x = 1\n    danger");
  assert.deepEqual(await client.problems("app.py"), ["3: danger-call"]);
  await client.replace("app.py", "danger()", "odd()");
  assert.deepEqual(await client.problems("app.py"), ["3: odd-call"]);
  await client.replace("app.py", "odd()", "calm()");
  assert.deepEqual(await client.problems("app.py"), []);
  await client.close("app.py");
});

test("what did not change is reported as unchanged", async () => {
  await client.open("app.py", handler);
  const first = await client.pull("app.py");
  const again = await client.pull("app.py", first.resultId);
  assert.deepEqual(again, { kind: "unchanged", resultId: first.resultId });
  await client.replace("app.py", "return event", "return None");
  assert.equal((await client.pull("app.py", first.resultId)).kind, "unchanged");
  await client.replace("app.py", "danger", "odd");
  const other = await client.pull("app.py", first.resultId);
  assert.equal(other.kind, "full");
  assert.notEqual(other.resultId, first.resultId);
  await client.close("app.py");
});

test("in a helper, related information leads back to the handler", async () => {
  await client.open("web/help.js", files["web/help.js"]);
  const [diagnostic] = await client.diagnostics("web/help.js");
  assert.equal(diagnostic?.code, "danger-call");
  assert.deepEqual(diagnostic?.relatedInformation, [
    {
      location: { uri: client.uri("web/handler.js"), range: { start: { line: 2, character: 9 }, end: { line: 2, character: 20 } } },
      message: "Called from handler here",
    },
  ]);
  await client.close("web/help.js");
});

test("of a call on several lines the first one is underlined", async () => {
  await client.open("app.py", "def handler(event, context):\n    return danger(\n        event,\n    )\n");
  const [diagnostic] = await client.diagnostics("app.py");
  assert.deepEqual(diagnostic?.range, { start: { line: 1, character: 11 }, end: { line: 1, character: 18 } });
  await client.close("app.py");
});

test("an edit in another file asks the client to look again", async () => {
  await client.open("web/help.js", files["web/help.js"]);
  await client.open("web/handler.js", files["web/handler.js"]);
  assert.deepEqual(await client.problems("web/help.js"), ["2: danger-call"]);
  await client.replace("web/handler.js", 'require("./help")', 'require("./nowhere")');
  await client.becomes("web/help.js", []);
  await client.close("web/help.js");
  await client.close("web/handler.js");
});

test("a change on disk asks the client to look again", async () => {
  await client.open("web/help.js", files["web/help.js"]);
  assert.deepEqual(await client.problems("web/help.js"), ["2: danger-call"]);
  client.write({ "web/handler.js": "exports.other = 1;\n" });
  await client.watched(["web/handler.js"]);
  await client.becomes("web/help.js", []);
  client.write({ "web/handler.js": files["web/handler.js"] });
  await client.watched(["web/handler.js"]);
  await client.becomes("web/help.js", ["2: danger-call"]);
  await client.close("web/help.js");
});

test("files no function loads, packages and other languages have no findings", async () => {
  await client.open("tool.py", files["tool.py"]);
  await client.open("node_modules/pack/index.js", files["node_modules/pack/index.js"]);
  await client.open("notes.txt", "danger()\n");
  await client.open("strange.py", "\u0000\u0001\ud800 danger(", "python");
  for (const file of ["tool.py", "node_modules/pack/index.js", "notes.txt", "strange.py", "never-opened.py"]) {
    assert.deepEqual(await client.problems(file), [], file);
  }
  for (const file of ["tool.py", "node_modules/pack/index.js", "notes.txt", "strange.py"]) await client.close(file);
});

test("a document that was never saved is analysed by its language", async () => {
  await client.open("untitled:Untitled-1", handler, "python");
  assert.deepEqual(await client.problems("untitled:Untitled-1"), ["2: danger-call"]);
  await client.close("untitled:Untitled-1");
});

test("syntax errors are not reported, and nothing about what does not parse", async () => {
  await client.open("app.py", `${handler}\ndef other(event, context):\n    x = danger(\n    y = ))\n`);
  assert.deepEqual(await client.problems("app.py"), ["2: danger-call"]);
  await client.close("app.py");
});

test("a huge file does not hang the server", async () => {
  await client.open("huge.py", `def lambda_handler(event, context):\n${"    x = [1, 2, 3]\n".repeat(60_000)}`);
  await client.open("deep.js", `exports.handler = async (event) => ${"[".repeat(100_000)}`);
  await client.problems("huge.py");
  assert.deepEqual(await client.problems("deep.js"), []);
  await client.open("app.py", handler);
  assert.deepEqual(await client.problems("app.py"), ["2: danger-call"]);
  for (const file of ["huge.py", "deep.js", "app.py"]) await client.close(file);
});

test("a rule that throws is logged once and stops no other", () => {
  assert.equal(client.logs.filter((message) => message.includes("broken-rule")).length, 1);
});

test("the whole workspace: files with findings once, then only what changed", async () => {
  const workspace = async (): Promise<string[]> => {
    const report: WorkspaceDiagnosticReport = await client.connection.sendRequest("workspace/diagnostic", { previousResultIds: [] });
    return report.items
      .map((item) => `${item.uri.slice(client.uri(".").length + 1)}: ${item.kind === "full" ? item.items.length : "unchanged"}`)
      .sort();
  };
  assert.deepEqual(await workspace(), ["app.py: 1", "web/help.js: 1"]);
  assert.deepEqual(await workspace(), []);
  await client.open("web/handler.js", files["web/handler.js"]);
  await client.replace("web/handler.js", "return help(event)", "odd()");
  await client.save("web/handler.js");
  assert.deepEqual(await workspace(), ["web/handler.js: 1", "web/help.js: 0"]);
  await client.close("web/handler.js");
  assert.deepEqual(await workspace(), ["web/handler.js: 0", "web/help.js: 1"]);
});
