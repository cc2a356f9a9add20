/** The readiness checklist over the protocol, where clients or people do what nobody expects. */
import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { ErrorCodes, type ResponseError } from "vscode-languageserver-protocol/node";
import {
  type Checklist,
  type ChecklistAnswerResult,
  type ChecklistChangedParams,
  type ChecklistHistoryPoint,
  checklistAnswerRequest,
  checklistChangedNotification,
  checklistExportRequest,
  checklistGuideRequest,
  checklistHistoryRequest,
  checklistReportRequest,
  checklistRequest,
} from "../../server/src/protocol.ts";
import { Client } from "./client.ts";

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties: { Handler: one.handler, Runtime: python3.13, CodeUri: src/ }
  Two:
    Type: AWS::Serverless::Function
    Properties: { Handler: two.handler, Runtime: python3.13, CodeUri: src/ }
`;
const HANDLER = "def handler(event, context):\n    return {}\n";
const ANSWERS = ".lambda-ready/checklist.yaml";
const FILES = { "template.yaml": TEMPLATE, "src/one.py": HANDLER, "src/two.py": HANDLER };

/** A client that is told of changes. */
async function start(test: TestContext, files: Readonly<Record<string, string>> = FILES) {
  const client = await Client.start(test, { files, server: "server/src/main.ts" });
  let told = 0;
  let hear: () => void = () => undefined;
  client.connection.onNotification(checklistChangedNotification, (_: ChecklistChangedParams) => {
    told += 1;
    hear();
  });
  const ask = () => client.connection.sendRequest<Checklist>(checklistRequest);
  /** Asks again whenever told to. */
  const until = async (condition: (now: Checklist) => boolean): Promise<Checklist> => {
    for (;;) {
      const before = told;
      const now = await ask();
      if (now.state === "ready" && condition(now)) return now;
      if (told === before) await new Promise<void>((resolve) => (hear = resolve));
    }
  };
  /** Settles when it is told of a change. */
  const next = () => new Promise<void>((resolve) => (hear = resolve));
  return { client, until, next, checklist: await until(() => true) };
}

function answersTo(now: Checklist): string[] {
  return now.functions.flatMap(({ name, items }) => items.filter(({ status }) => status === "yours").map(({ id }) => `${name} ${id}`));
}

const DATE = "2026-11-23";
const GIVEN = { answer: "met", date: DATE };
const WRONG: readonly (readonly [method: string, params: unknown])[] = [
  ...[checklistReportRequest, checklistAnswerRequest, checklistExportRequest, checklistHistoryRequest, checklistGuideRequest].flatMap(
    (method) => [undefined, null, {}, [], { id: 3, item: 3, format: "html", versions: [] }].map((params) => [method, params] as const),
  ),
  [checklistReportRequest, { id: null }],
  [checklistAnswerRequest, { id: null, item: "cost-watched" }],
  [checklistAnswerRequest, { id: null, item: "cost-watched", answer: "met" }],
  [checklistAnswerRequest, { id: null, item: "cost-watched", answer: { answer: "yes", date: DATE } }],
  [checklistAnswerRequest, { id: null, item: "cost-watched", answer: { answer: "met", date: "2026-02-30" } }],
  [checklistAnswerRequest, { id: null, item: "cost-watched", answer: { ...GIVEN, note: {} } }],
  [checklistAnswerRequest, { id: null, item: "cost-watched", answer: GIVEN, folder: 3 }],
  [checklistExportRequest, { id: null, format: "pdf" }],
  [checklistHistoryRequest, { id: null, versions: [{ commit: "a", date: DATE, text: null }] }],
];

test("params that are none of the protocol's are refused, and no failure of ours", async (t) => {
  const { client } = await start(t);
  for (const [method, params] of WRONG) {
    const sent = params === undefined ? client.connection.sendRequest(method) : client.connection.sendRequest(method, params as object);
    await assert.rejects(
      sent,
      (error: ResponseError<unknown>) => error.code === ErrorCodes.InvalidParams,
      `${method} ${JSON.stringify(params)}`,
    );
  }
  assert.deepEqual(client.logs, []);
});

test("a report is exported once all functions are known, and not of a function that is gone", async (t) => {
  const client = await Client.start(t, { files: FILES, server: "server/src/main.ts" });
  const ask = (id: string | null) => client.connection.sendRequest<string>(checklistExportRequest, { id, format: "markdown" });
  assert.match(await ask(null), /Two/);
  assert.equal(await ask("nobody"), "");
  assert.deepEqual(client.logs, []);
});

test("the answers' folder comes and goes as a whole", async (t) => {
  const text = "version: 1\nfunctions:\n  One:\n    cost-watched: met\n";
  const { client, until, checklist } = await start(t, { ...FILES, [ANSWERS]: text });
  assert.deepEqual(answersTo(checklist), ["One cost-watched"]);
  renameSync(client.path(".lambda-ready"), client.path(".elsewhere"));
  await client.watched([".lambda-ready", 3]);
  await until((now) => answersTo(now).length === 0);
  renameSync(client.path(".elsewhere"), client.path(".lambda-ready"));
  await client.watched([".lambda-ready", 1]);
  await until((now) => answersTo(now).length === 1);
  rmSync(client.path(".lambda-ready"), { recursive: true });
  await client.watched([".lambda-ready", 3]);
  await until((now) => answersTo(now).length === 0);
});

test("what is wrong in answers comes and goes where no function's checklist is another", async (t) => {
  const { client, next, until } = await start(t);
  const told = async (text: string): Promise<number> => {
    const hears = next();
    client.write({ [ANSWERS]: text });
    await client.watched([ANSWERS, 2]);
    await hears;
    return (await until(() => true)).problems.length;
  };
  assert.equal(await told("version: 1\nfunctions:\n  Nobody:\n    cost-watched: met\n"), 1);
  assert.equal(await told("version: 1\nfunctions:\n  Nobody:\n    cost-watched: met\n  Noone:\n    cost-watched: met\n"), 2);
  assert.equal(await told("version: 1\n"), 0);
});

test("an answers file that cannot be read is named, and nothing is written over it", async (t) => {
  const { client, until, checklist } = await start(t);
  const id = checklist.functions[0]?.id ?? "";
  const refused = async (): Promise<string> => {
    const params = { id, item: "cost-watched", answer: GIVEN };
    const result = await client.connection.sendRequest<ChecklistAnswerResult>(checklistAnswerRequest, params);
    assert.ok("problem" in result && result.place?.uri === client.uri(ANSWERS));
    return result.problem;
  };
  mkdirSync(client.path(ANSWERS), { recursive: true });
  await client.watched([ANSWERS, 1]);
  await until(({ problems }) => /cannot be read: is a directory/.test(problems[0]?.message ?? ""));
  assert.match(await refused(), /cannot be read/);
  rmSync(client.path(ANSWERS), { recursive: true });
  client.write({ [ANSWERS]: `version: 1\n${"# filler\n".repeat(700_000)}` });
  await client.watched([ANSWERS, 1]);
  await until(({ problems }) => /cannot be read: skipped: 6/.test(problems[0]?.message ?? ""));
  assert.match(await refused(), /cannot be read/);
  const answered = Buffer.from("version: 1\nfunctions:\n  One:\n    cost-watched: met # Caf\xe9\n", "latin1");
  writeFileSync(client.path(ANSWERS), answered);
  await client.watched([ANSWERS, 2]);
  assert.match((await until((now) => answersTo(now).length === 1)).problems[0]?.message ?? "", /bytes that are no text/);
  assert.match(await refused(), /lose them/);
});

test("the functions of the last folder go with it, while something is asked of them", async (t) => {
  const { client, until, checklist } = await start(t);
  const id = checklist.functions[0]?.id ?? "";
  const exported = client.connection.sendRequest<string>(checklistExportRequest, { id: null, format: "markdown" });
  const folder = { uri: client.uri("."), name: "." };
  await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event: { added: [], removed: [folder] } });
  await exported;
  await until(({ functions }) => functions.length === 0);
  assert.equal(await client.connection.sendRequest(checklistReportRequest, { id }), null);
  await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event: { added: [folder], removed: [] } });
  await until(({ functions }) => functions.length === 2);
  assert.deepEqual(client.logs, []);
});

test("the history of all functions has each with the answers of its time; versions that are broken have no point", async (t) => {
  const { client, checklist } = await start(t);
  const total = checklist.functions.reduce((sum, { score }) => sum + score.total, 0);
  const met = checklist.functions.reduce((sum, { score }) => sum + score.met, 0);
  const version = (commit: string, functions: string) => ({ commit, date: DATE, text: `version: 1\nfunctions:${functions}` });
  const versions = [
    version("none", " {}\n"),
    version("one", "\n  One: { cost-watched: met }\n"),
    ...Array.from({ length: 100 }, (_, index) => version(`broken${index}`, "\n  One: { cost-watched: [ \n<<<<<<< HEAD\n")),
    version("both", "\n  One: { cost-watched: met }\n  Two: { cost-watched: met }\n"),
    version("all", '\n  One: { cost-watched: not needed }\n  "*": { cost-watched: met }\n'),
    version("one again", "\n  One: { cost-watched: met }\n"),
  ];
  const points = await client.connection.sendRequest<ChecklistHistoryPoint[]>(checklistHistoryRequest, { id: null, versions });
  assert.deepEqual(
    points.map((point) => [point.commit, point.met, point.total]),
    [
      ["none", met, total],
      ["one", met + 1, total],
      ["both", met + 2, total],
      ["all", met + 1, total - 1],
      ["one again", met + 1, total],
    ],
  );
});
