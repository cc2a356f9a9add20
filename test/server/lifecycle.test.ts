import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type CancellationTokenSource,
  LSPErrorCodes,
  type ResponseError,
  CancellationTokenSource as Source,
} from "vscode-languageserver-protocol";
import { editorCapabilities } from "./capabilities.ts";
import { Client } from "./client.ts";

const handler = "exports.handler = async (event) => {\n  danger();\n};\n";

test("what the server offers", async (t) => {
  const client = await Client.start(t);
  const { capabilities, serverInfo } = client.initialized ?? {};
  assert.equal(serverInfo?.name, "lambda-ready");
  assert.match(serverInfo?.version ?? "", /^\d+\.\d+\.\d+/);
  assert.deepEqual(capabilities, {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
    diagnosticProvider: { identifier: "lambda-ready", interFileDependencies: true, workspaceDiagnostics: true },
    codeActionProvider: { codeActionKinds: ["quickfix", "source.fixAll.lambdaReady"], resolveProvider: true },
    hoverProvider: true,
    definitionProvider: true,
    codeLensProvider: { resolveProvider: false },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  });
  await client.until(() => client.registered.length >= 2);
  assert.deepEqual(client.registered.toSorted(), ["workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles"]);
  assert.equal(await client.stop(), 0);
});

test("a client that leaves without a word: the server ends, and says that it was not asked to", async (t) => {
  const client = await Client.start(t);
  await client.connection.sendNotification("exit");
  assert.equal(await client.exit, 1);
});

test("a client whose pipe breaks: the server ends", async (t) => {
  const client = await Client.start(t);
  client.hangUp();
  assert.notEqual(await client.exit, null);
});

test("no folder at all", async (t) => {
  const client = await Client.start(t, { folders: [], files: { "a/a.js": handler } });
  await client.open("a/a.js", handler);
  assert.deepEqual(await client.problems("a/a.js"), ["2: danger-call"]);
  assert.equal(await client.stop(), 0);
});

test("several folders, each with its configuration; folders come and go", async (t) => {
  const files = {
    "one/a.js": handler,
    "one/.lambda-ready.yaml": "rules: { danger-call: error }\n",
    "two/a.js": handler,
    "two/.lambda-ready.yaml": "rules: { danger-call: off }\n",
    "three/a.js": handler,
    "three/.lambda-ready.yaml": "rules: { danger-call: hint }\n",
  };
  const client = await Client.start(t, { files, folders: ["one", "two"] });
  for (const folder of ["one", "two", "three"]) await client.open(`${folder}/a.js`, handler);
  const severities = async (): Promise<(number | undefined)[]> =>
    (await Promise.all(["one", "two", "three"].map((folder) => client.diagnostics(`${folder}/a.js`)))).map(([first]) => first?.severity);
  // A file outside of all folders is analysed as well, by what is found beside it.
  assert.deepEqual(await severities(), [1, undefined, 4]);
  const change = { added: [{ uri: client.uri("three"), name: "three" }], removed: [{ uri: client.uri("two"), name: "two" }] };
  await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event: change });
  await client.becomes("two/a.js", []);
  assert.deepEqual(await severities(), [1, undefined, 4]);
  assert.equal(await client.stop(), 0);
});

test("edits while a request is under way: the answer is about the text as it is when it comes", async (t) => {
  const client = await Client.start(t);
  await client.open("a.js", handler);
  const first = client.problems("a.js");
  await client.replace("a.js", "danger", "calm");
  const second = client.problems("a.js");
  await client.replace("a.js", "calm", "odd");
  const third = client.problems("a.js");
  await first;
  await second;
  assert.deepEqual(await third, ["2: odd-call"]);
  await Promise.all(
    Array.from({ length: 50 }, (_, round) => client.replace("a.js", round % 2 ? "danger" : "odd", round % 2 ? "odd" : "danger")),
  );
  assert.deepEqual(await client.problems("a.js"), ["2: odd-call"]);
  assert.equal(await client.stop(), 0);
});

test("a request that is taken back is not answered", async (t) => {
  const client = await Client.start(t);
  await client.open("a.js", handler);
  const source: CancellationTokenSource = new Source();
  const params = { textDocument: { uri: client.uri("a.js") } };
  // The one that is taken back waits behind many, so that it cannot have been answered yet.
  const before = Array.from({ length: 100 }, () => client.connection.sendRequest("textDocument/diagnostic", params));
  const request = client.connection.sendRequest("textDocument/diagnostic", params, source.token);
  source.cancel();
  await assert.rejects(request, (error: ResponseError) => error.code === LSPErrorCodes.RequestCancelled);
  await Promise.all(before);
  assert.deepEqual(await client.problems("a.js"), ["2: danger-call"]);
  assert.equal(await client.stop(), 0);
});

test("a client that does not ask is sent diagnostics", async (t) => {
  const { diagnostic: _, ...textDocument } = editorCapabilities.textDocument ?? {};
  const { diagnostics: __, ...workspace } = editorCapabilities.workspace ?? {};
  const client = await Client.start(t, {
    capabilities: { workspace, textDocument },
    files: { "help.js": "exports.help = () => danger();\n" },
  });
  const user = 'const { help } = require("./help");\nexports.handler = async (event) => {\n  help();\n};\n';
  await client.open("a.js", handler);
  await client.until(() => client.publishedFor("a.js").join() === "2: danger-call");
  await client.open("help.js", "exports.help = () => danger();\n");
  await client.open("user.js", user);
  await client.until(() => client.publishedFor("help.js").join() === "1: danger-call");
  await client.replace("user.js", "help();", "");
  await client.until(() => client.publishedFor("help.js").length === 0);
  await client.replace("a.js", "danger", "calm");
  await client.until(() => client.publishedFor("a.js").length === 0);
  await client.replace("a.js", "calm", "odd");
  await client.until(() => client.publishedFor("a.js").join() === "2: odd-call");
  await client.close("a.js");
  await client.until(() => client.publishedFor("a.js").length === 0);
  assert.equal(await client.stop(), 0);
});

test("a client that tells next to nothing of itself", async (t) => {
  const client = await Client.start(t, { capabilities: {} });
  await client.open("a.js", handler);
  await client.until(() => client.publishedFor("a.js").length === 1);
  const [diagnostic] = client.published.get(client.uri("a.js")) ?? [];
  assert.deepEqual(Object.keys(diagnostic ?? {}).sort(), ["code", "data", "message", "range", "severity", "source"]);
  assert.deepEqual(await client.hover("a.js", "danger"), {
    contents: {
      kind: "plaintext",
      value:
        "Call of danger (danger-call)\n\nhttps://github.com/lambda-ready/lambda-ready/blob/HEAD/server/src/rules/errors/danger-call.md",
    },
    range: { start: { line: 1, character: 2 }, end: { line: 1, character: 10 } },
  });
  assert.equal(await client.stop(), 0);
});

test("notifications and requests that make no sense do no harm", async (t) => {
  const client = await Client.start(t);
  await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: client.uri("never.js") } });
  await client.connection.sendNotification("textDocument/didChange", {
    textDocument: { uri: client.uri("never.js"), version: 3 },
    contentChanges: [{ text: "x" }],
  });
  await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: "other://host/a.js", type: 2 }] });
  await assert.rejects(client.connection.sendRequest("lambdaReady/nothing"));
  assert.deepEqual(await client.problems("vscode-vfs://github/owner/name/a.js"), []);
  await client.open("a.js", handler);
  assert.deepEqual(await client.problems("a.js"), ["2: danger-call"]);
  assert.equal(await client.stop(), 0);
});
