/** The readiness checklist over the protocol: asked for, edited, answered. */
import assert from "node:assert/strict";
import { renameSync } from "node:fs";
import { type TestContext, test } from "node:test";
import {
  type Checklist,
  type ChecklistAnswerParams,
  type ChecklistAnswerResult,
  type ChecklistChangedParams,
  type ChecklistFunction,
  type ChecklistReport,
  checklistAnswerRequest,
  checklistChangedNotification,
  checklistExportRequest,
  checklistGuideRequest,
  checklistHistoryRequest,
  checklistReportRequest,
  checklistRequest,
  openReportCommand,
} from "../../server/src/protocol.ts";
import { Client, type ClientOptions } from "./client.ts";

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  CreateOrder:
    Type: AWS::Serverless::Function
    Properties: { Handler: create.handler, Runtime: python3.13, CodeUri: src/ }
  SendOrder:
    Type: AWS::Serverless::Function
    Properties: { Handler: send.handler, Runtime: python3.13, CodeUri: src/ }
`;
const SEND = `import boto3

def handler(event, context):
    client = boto3.client("sns")
    client.publish(Message="sent")
`;
const FILES = { "template.yaml": TEMPLATE, "src/create.py": "def handler(event, context):\n    return {}\n", "src/send.py": SEND };
const ANSWERS = ".lambda-ready/checklist.yaml";

/** A client that shows the checklist. */
class Reader {
  readonly client: Client;
  #told: (readonly string[] | null)[] = [];
  #hear: () => void = () => undefined;

  private constructor(client: Client) {
    this.client = client;
    client.connection.onNotification(checklistChangedNotification, ({ ids }: ChecklistChangedParams) => {
      this.#told.push(ids);
      this.#hear();
    });
  }

  static async start(test: TestContext, options: ClientOptions = {}): Promise<Reader> {
    const reader = new Reader(await Client.start(test, { files: FILES, server: "server/src/main.ts", ...options }));
    await reader.checklist();
    return reader;
  }

  /** What is told until a condition holds of the checklist: ids, or null for any. */
  async told(condition: (checklist: Checklist) => boolean): Promise<(readonly string[] | null)[]> {
    const all: (readonly string[] | null)[] = [];
    for (;;) {
      if (this.#told.length === 0) await new Promise<void>((resolve) => (this.#hear = resolve));
      all.push(...this.#told.splice(0));
      const isSo = condition(await this.checklist());
      // What was told before the answer came belongs to it.
      all.push(...this.#told.splice(0));
      if (isSo) return all;
    }
  }

  async checklist(): Promise<Checklist> {
    for (;;) {
      const found = await this.client.connection.sendRequest<Checklist>(checklistRequest);
      if (found.state === "ready") return found;
      if (this.#told.length === 0) await new Promise<void>((resolve) => (this.#hear = resolve));
      this.#told = [];
    }
  }

  async function(name: string): Promise<ChecklistFunction> {
    return named(await this.checklist(), name);
  }

  async report(name: string): Promise<ChecklistReport> {
    const { id } = await this.function(name);
    const report = await this.client.connection.sendRequest<ChecklistReport | null>(checklistReportRequest, { id });
    assert.ok(report);
    return report;
  }

  answer(params: ChecklistAnswerParams): Promise<ChecklistAnswerResult> {
    return this.client.connection.sendRequest(checklistAnswerRequest, params);
  }
}

function named({ functions }: Checklist, name: string): ChecklistFunction {
  const found = functions.find((each) => each.name === name);
  assert.ok(found, `no ${name} among ${functions.map((each) => each.name).join()}`);
  return found;
}

function statusOf({ items }: Pick<ChecklistFunction, "items">, item: string): string | undefined {
  return items.find(({ id }) => id === item)?.status;
}

test("the first answer has every function with its 19 items, its template and its places", async (t) => {
  const reader = await Reader.start(t);
  const checklist = await reader.checklist();
  assert.equal(checklist.items.length, 19);
  assert.deepEqual(
    checklist.functions.map(({ name, template }) => [name, template?.label, template?.dialect]),
    [
      ["CreateOrder", "template.yaml", "sam"],
      ["SendOrder", "template.yaml", "sam"],
    ],
  );
  const send = named(checklist, "SendOrder");
  assert.equal(send.entry?.range.start.line, 5);
  assert.equal(send.handler?.uri, reader.client.uri("src/send.py"));
  assert.equal(send.items.length, 19);
  assert.equal(statusOf(send, "sdk-clients-reused"), "failing");
});

test("an edit changes exactly the function that it touches", async (t) => {
  const reader = await Reader.start(t);
  const { id } = await reader.function("SendOrder");
  await reader.client.open("src/send.py", SEND);
  await reader.client.replace("src/send.py", '    client = boto3.client("sns")\n', "");
  await reader.client.replace("src/send.py", "import boto3\n", 'import boto3\nclient = boto3.client("sns")\n');
  const told = await reader.told((now) => statusOf(named(now, "SendOrder"), "sdk-clients-reused") === "met");
  assert.deepEqual(new Set(told.flat()), new Set([id]));
  const report = await reader.report("SendOrder");
  const evidence = report.items.find((item) => item.id === "sdk-clients-reused")?.evidence.find(({ says }) => says === "proves");
  assert.equal(evidence?.place?.uri, reader.client.uri("src/send.py"));
});

test("an edit of the template reaches its functions, and a function that is gone is gone", async (t) => {
  const reader = await Reader.start(t);
  await reader.client.open("template.yaml", TEMPLATE);
  await reader.client.replace("template.yaml", "CodeUri: src/ }\n  Send", "CodeUri: src/, Timeout: 20 }\n  Send");
  const told = await reader.told((now) => statusOf(named(now, "CreateOrder"), "timeout-chosen") === "met");
  assert.ok(!told.includes(null));
  await reader.client.replace("template.yaml", TEMPLATE.slice(TEMPLATE.indexOf("  SendOrder:")), "");
  assert.ok((await reader.told((now) => now.functions.every(({ name }) => name !== "SendOrder"))).includes(null));
});

test("an answer goes into the file, and what the file says into the checklist", async (t) => {
  const reader = await Reader.start(t);
  const { client } = reader;
  const { id } = await reader.function("CreateOrder");
  const answer = { answer: "met", who: "Ann", date: "2026-11-23", note: "measured" } as const;
  const result = await reader.answer({ id, item: "memory-measured", answer: { ...answer, answer: "not needed" } });
  assert.ok("after" in result);
  assert.equal(result.uri, client.uri(ANSWERS));
  assert.equal(result.before, null);
  client.write({ [ANSWERS]: result.after });
  await client.watched([ANSWERS, 1]);
  const told = await reader.told((now) => statusOf(named(now, "CreateOrder"), "memory-measured") === "yours");
  assert.deepEqual(told, [[id]]);
  const item = (await reader.report("CreateOrder")).items.find((each) => each.id === "memory-measured");
  assert.deepEqual([item?.answer?.who, item?.answer?.note, item?.answer?.place.uri], ["Ann", "measured", client.uri(ANSWERS)]);
  const again = await reader.answer({ id: null, folder: client.uri("src/send.py"), item: "cost-watched", answer });
  assert.ok("after" in again && again.before === result.after && again.after.includes('"*"'));
  const history = { id, versions: [{ commit: "a1", date: "2026-11-23", text: result.after }] };
  assert.equal((await client.connection.sendRequest<unknown[]>(checklistHistoryRequest, history)).length, 1);
});

test("what is wrong in the answers file is shown there, and nothing is written over it", async (t) => {
  const conflict = "version: 1\nfunctions:\n<<<<<<< ours\n  CreateOrder:\n    cost-watched: met\n=======\n>>>>>>> theirs\n";
  const reader = await Reader.start(t, { files: { ...FILES, [ANSWERS]: conflict } });
  const { id } = await reader.function("CreateOrder");
  const result = await reader.answer({ id, item: "cost-watched", answer: { answer: "met", date: "2026-11-23" } });
  assert.ok("problem" in result);
  assert.equal(result.place?.range.start.line, 2);
  assert.equal((await reader.checklist()).problems.length, 1);
  await reader.client.until(() => reader.client.publishedFor(ANSWERS).length > 0);
  await reader.client.open(ANSWERS, conflict);
  await reader.client.replace(ANSWERS, conflict, "version: 1\nfunctions:\n  Nobody:\n    cost-watched: met\n");
  await reader.client.until(
    () => reader.client.published.get(reader.client.uri(ANSWERS))?.some(({ message }) => String(message).includes("Nobody")) === true,
  );
});

test("an answers file that ends in .yml is said not to be read, until it is renamed", async (t) => {
  const misnamed = ANSWERS.replace(".yaml", ".yml");
  const text = "functions:\n  CreateOrder:\n    cost-watched: met\n";
  const { client } = await Reader.start(t, { files: { ...FILES, [misnamed]: text } });
  const said = () => client.published.get(client.uri(misnamed))?.map(({ message }) => String(message));
  await client.until(() => said()?.[0]?.startsWith("This file is not read.") === true);
  renameSync(client.path(misnamed), client.path(ANSWERS));
  await client.watched([misnamed, 3], [ANSWERS, 1]);
  await client.until(() => said()?.length === 0);
});

test("functions of several folders keep apart", async (t) => {
  const files = Object.fromEntries(
    ["one", "two"].flatMap((folder) => Object.entries(FILES).map(([name, text]) => [`${folder}/${name}`, text])),
  );
  const reader = await Reader.start(t, { files, folders: ["one", "two"] });
  const { functions } = await reader.checklist();
  assert.deepEqual(
    functions.map(({ name }) => name),
    ["CreateOrder", "SendOrder", "CreateOrder", "SendOrder"],
  );
  assert.equal(new Set(functions.map(({ id }) => id)).size, 4);
  assert.ok(functions[2]?.id.startsWith(reader.client.uri("two")));
});

test("the score stands above the handler and opens the report", async (t) => {
  const reader = await Reader.start(t, { initializationOptions: { commandLinks: true } });
  const { id, score } = await reader.function("SendOrder");
  await reader.client.open("src/send.py", SEND);
  const shown = async () =>
    (await reader.client.lenses("src/send.py")).map(({ command }) => command).find((each) => /^Readiness/.test(each?.title ?? ""));
  assert.deepEqual(await shown(), { title: `Readiness ${score.met}/${score.total}`, command: openReportCommand, arguments: [id] });
  const { lensRefreshes } = reader.client;
  await reader.client.replace("src/send.py", '    client = boto3.client("sns")\n', "");
  await reader.client.replace("src/send.py", "import boto3\n", 'import boto3\nclient = boto3.client("sns")\n');
  await reader.client.until(() => reader.client.lensRefreshes > lensRefreshes);
  assert.equal((await shown())?.title, `Readiness ${score.met + 1}/${score.total}`);
});

test("guide, export, and what is turned off", async (t) => {
  const reader = await Reader.start(t);
  const { connection } = reader.client;
  const guide = await connection.sendRequest<{ title: string; markdown: string } | null>(checklistGuideRequest, {
    item: "sdk-clients-reused",
  });
  assert.match(guide?.markdown ?? "", /## Rules that speak about it\n\n(?:- .*\n)*- .* \(`sdk-client-in-handler`\): warning/);
  assert.equal(await connection.sendRequest(checklistGuideRequest, { item: "nothing" }), null);
  const { id } = await reader.function("SendOrder");
  assert.match(await connection.sendRequest<string>(checklistExportRequest, { id, format: "markdown" }), /SendOrder/);
  assert.match(
    await connection.sendRequest<string>(checklistExportRequest, { id: null, format: "html" }),
    /<!DOCTYPE html>[\s\S]*CreateOrder/,
  );
  reader.client.settings = { enable: false };
  await connection.sendNotification("workspace/didChangeConfiguration", { settings: {} });
  await reader.told(({ functions }) => functions.length === 0);
});
