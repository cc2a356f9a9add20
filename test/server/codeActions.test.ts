import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { editorCapabilities } from "./capabilities.ts";
import { Client } from "./client.ts";

const lines = (...body: string[]): string =>
  ["exports.handler = async (event) => {", ...body.map((line) => `  ${line}`), "};", ""].join("\n");
const fixAllKind = "source.fixAll.lambdaReady";
let client: Client;

before(async () => {
  client = await Client.start(undefined);
});
after(async () => {
  assert.equal(await client.stop(), 0);
  client.dispose();
});

test("the actions at a finding, the safe repair preferred", async () => {
  await client.open("a.js", lines("danger();"));
  const actions = await client.actions("a.js", "danger");
  assert.deepEqual(
    actions.map(({ title, kind, isPreferred, diagnostics }) => ({ title, kind, isPreferred, codes: diagnostics?.map(({ code }) => code) })),
    [
      { title: "Call risk instead", kind: "quickfix", isPreferred: true, codes: ["danger-call"] },
      { title: "Ignore here: danger-call", kind: "quickfix", isPreferred: undefined, codes: ["danger-call"] },
      { title: "Ignore in this file: danger-call", kind: "quickfix", isPreferred: undefined, codes: ["danger-call"] },
    ],
  );
  assert.deepEqual(actions[0]?.edit?.documentChanges, [
    {
      textDocument: { uri: client.uri("a.js"), version: 1 },
      edits: [{ range: { start: { line: 1, character: 2 }, end: { line: 1, character: 8 } }, newText: "risk" }],
    },
  ]);
  assert.deepEqual(await client.actions("a.js", "exports"), []);
  await client.close("a.js");
});

test("a repair applied leaves nothing behind", async () => {
  await client.open("a.js", lines("odd();"));
  await client.apply(await client.action("a.js", "odd", "Call calm instead"));
  assert.equal(client.text("a.js"), lines("calm();"));
  assert.deepEqual(await client.problems("a.js"), []);
  await client.close("a.js");
});

test("a repair can make a file", async () => {
  await client.open("a.js", lines('const word = "hunter2";'));
  const action = await client.action("a.js", '"hunter2', "Move the word to a file");
  assert.equal(action.isPreferred, undefined);
  await client.apply(action);
  assert.equal(client.text("a.js"), lines('const word = "moved";'));
  assert.ok(existsSync(client.path("word.txt")));
  assert.equal(readFileSync(client.path("word.txt"), "utf8"), "hunter2\n");
  assert.deepEqual(await client.problems("a.js"), []);
  await client.close("a.js");
});

test("fix-all goes round until nothing is left, in one edit, and applies safe repairs only", async () => {
  const text = lines("danger(1);", "const kept = 1;", "danger(danger(2));", "odd();");
  await client.open("a.js", text);
  const action = await client.action("a.js", "exports", "Apply all safe fixes of Lambda Ready", [fixAllKind]);
  assert.equal(action.kind, fixAllKind);
  assert.equal(action.edit?.documentChanges?.length, 1);
  // Only tried out: nothing of it is seen before it is applied.
  assert.equal((await client.problems("a.js")).length, 4);
  await client.apply(action);
  assert.equal(client.text("a.js"), lines("calm(1);", "const kept = 1;", "calm(calm(2));", "odd();"));
  assert.deepEqual(await client.problems("a.js"), ["5: odd-call"]);
  assert.deepEqual(await client.actions("a.js", "exports", [fixAllKind]), []);
  await client.close("a.js");
});

test("fix-all keeps CRLF and what is around the changes", async () => {
  const text = lines("// ü 😀", "danger(1);", "last();").replaceAll("\n", "\r\n");
  await client.open("a.js", text);
  await client.apply(await client.action("a.js", "exports", "Apply all safe fixes of Lambda Ready", ["source"]));
  assert.equal(client.text("a.js"), text.replace("danger", "calm"));
  await client.close("a.js");
});

test("kinds are honoured", async () => {
  await client.open("a.js", lines("danger();"));
  const titles = async (only: string[]): Promise<string[]> => (await client.actions("a.js", "danger", only)).map(({ title }) => title);
  assert.deepEqual(await titles(["source.fixAll"]), ["Apply all safe fixes of Lambda Ready"]);
  assert.deepEqual(await titles(["source.organizeImports"]), []);
  assert.deepEqual(await titles(["refactor"]), []);
  assert.equal((await titles(["quickfix"])).length, 3);
  await client.close("a.js");
});

test("an action offered for an old version gets no edit", async () => {
  await client.open("a.js", lines("danger();"));
  const [offered] = await client.actions("a.js", "exports", [fixAllKind]);
  await client.replace("a.js", "danger", "  danger");
  const resolved = await client.connection.sendRequest("codeAction/resolve", offered);
  assert.deepEqual(resolved, offered);
  const unknown = { title: "x", data: { offer: 123_456 } };
  assert.deepEqual(await client.connection.sendRequest("codeAction/resolve", unknown), unknown);
  await client.close("a.js");
});

test("a client that can neither resolve nor create files nor name versions gets what it can use", async (t) => {
  const { workspace, textDocument } = editorCapabilities;
  const simple = await Client.start(t, {
    capabilities: { workspace: { ...workspace, workspaceEdit: {} }, textDocument: { ...textDocument, codeAction: {} } },
  });
  await simple.open("a.js", lines("danger();", 'const word = "hunter2";'));
  const [fix, ignore] = await simple.actions("a.js", "danger");
  assert.deepEqual(Object.keys(fix?.edit ?? {}), ["changes"]);
  assert.deepEqual(
    ignore?.edit?.changes?.[simple.uri("a.js")]?.map(({ newText }) => newText),
    ["  // lambda-ready: ignore[danger-call]\n"],
  );
  const atWord = await simple.actions("a.js", '"hunter2');
  assert.deepEqual(
    atWord.map(({ title }) => title),
    ["Ignore here: word-in-string", "Ignore in this file: word-in-string"],
  );
  await simple.apply((await simple.actions("a.js", "exports", [fixAllKind]))[0] ?? { title: "none" });
  assert.equal(simple.text("a.js"), lines("calm();", 'const word = "hunter2";'));
  assert.equal(await simple.stop(), 0);
});
