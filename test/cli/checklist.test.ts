import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { checklistItems } from "../../server/src/rules/rule.ts";
import { CLIENT_IN_HANDLER, folderOf, type Ran, run } from "./command.ts";

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  CreateOrder:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: orders.lambda_handler
      Runtime: python3.13
      Events:
        Post: {Type: Api, Properties: {Path: /orders, Method: post}}
`;
const FILES = {
  "api/template.yaml": TEMPLATE,
  "api/src/orders.py": CLIENT_IN_HANDLER,
  "jobs/template.yaml": TEMPLATE.replace("CreateOrder", "Nightly"),
  "jobs/src/orders.py": CLIENT_IN_HANDLER,
};
const ANSWERS = ".lambda-ready/checklist.yaml";

interface Item {
  readonly id: string;
  readonly text: string;
  readonly status: string;
  readonly evidence: readonly { kind: string; message: string; path: string | null; line: number | null; rule: string | null }[];
  readonly note: string | null;
  readonly isContradicted: boolean;
}

interface Report {
  readonly version: number;
  readonly functions: readonly { name: string; id: string; score: { met: number; total: number }; items: readonly Item[] }[];
  readonly problems: readonly { path: string; line: number | null; message: string }[];
  readonly errors: readonly { path: string; line: number | null; message: string }[];
}

async function json(folder: string, ...args: string[]): Promise<Ran & { report: Report; names: string[]; item(id: string): Item }> {
  const ran = await run(folder, ["checklist", "--format", "json", ...args]);
  const report = JSON.parse(ran.stdout) as Report;
  const item = (id: string): Item => {
    const found = report.functions[0]?.items.find((each) => each.id === id);
    assert.ok(found, id);
    return found;
  };
  return { ...ran, report, names: report.functions.map(({ name }) => name), item };
}

test("json: every item of every function in the guide's order, its evidence where it is", async () => {
  const { code, stderr, report, names, item } = await json(folderOf(FILES));
  assert.equal(stderr, "");
  assert.equal(code, 0);
  assert.equal(report.version, 1);
  assert.deepEqual(names, ["CreateOrder", "Nightly"]);
  for (const { items, score } of report.functions) {
    assert.deepEqual(
      items.map(({ id }) => id),
      checklistItems.filter((id) => items.some((each) => each.id === id)),
    );
    const met = items.filter(({ status }) => status === "met").length;
    assert.equal(score.met, met);
    assert.ok(score.total <= items.length && score.total > 0);
  }
  const reused = item("sdk-clients-reused");
  assert.equal(reused.status, "failing");
  const [evidence] = reused.evidence;
  assert.deepEqual(
    [evidence?.kind, evidence?.path, evidence?.line, evidence?.rule],
    ["finding", "api/src/orders.py", 5, "sdk-client-in-handler"],
  );
});

test("paths limit what is reported, not what is read; a function may be named in several ways", async () => {
  const folder = folderOf(FILES);
  const names = async (...args: string[]) => (await json(folder, ...args)).names;
  assert.deepEqual(await names("api/src"), ["CreateOrder"]);
  assert.deepEqual(await names("jobs/template.yaml"), ["Nightly"]);
  assert.deepEqual(await names("--function", "Nightly"), ["Nightly"]);
  assert.deepEqual(await names("--function", "api/template.yaml#CreateOrder", "--function=Nightly"), ["CreateOrder", "Nightly"]);
});

test("a function that is not there is wrong usage", async () => {
  const folder = folderOf(FILES);
  const wrong = await run(folder, ["checklist", "--function", "CreateOrders"]);
  assert.equal(wrong.code, 2);
  assert.equal(wrong.stdout, "");
  assert.match(wrong.stderr, /No function is called `CreateOrders`\. Did you mean `CreateOrder`\?/);
  assert.match((await run(folder, ["checklist", "--function", "x"])).stderr, /`lambda-ready functions` lists them\./);
});

test("--fail-under: 1 when a function is below, and it says which", async () => {
  const folder = folderOf(FILES);
  assert.equal((await run(folder, ["checklist", "--fail-under", "0"])).code, 0);
  const { code, stdout, stderr } = await run(folder, ["checklist", "--fail-under", "100", "api"]);
  assert.equal(code, 1);
  assert.match(stdout, /^CreateOrder {2}\d+\/\d+ {2}api\/template\.yaml:3 {2}http POST \/orders\n {2}Failing\n/);
  assert.match(stderr, /^lambda-ready: CreateOrder \(api\/template\.yaml:3\): \d+\/\d+, \d+% is below 100%\n$/);
  const wrong = await run(folder, ["checklist", "--fail-under", "101"]);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /`--fail-under` is a number of percent from 0 to 100, not `101`/);
});

test("answers count, and one that evidence contradicts does not", async () => {
  const answers = `version: 1
functions:
  CreateOrder:
    rollback-known: {answer: met, who: Ann, date: 2026-03-01, note: we have a script}
    idempotent: {answer: not needed}
    sdk-clients-reused: {answer: met, who: Ann}
  Gone:
    idempotent: {answer: met}
`;
  const { code, stderr, report, item } = await json(folderOf({ ...FILES, [ANSWERS]: answers }), "api", "--fail-under", "0");
  assert.equal(code, 0);
  assert.deepEqual([item("idempotent").status, item("idempotent").isContradicted], ["yours", false]);
  assert.deepEqual([item("sdk-clients-reused").status, item("sdk-clients-reused").isContradicted], ["failing", true]);
  assert.deepEqual(
    report.problems.map(({ path: file, line }) => `${file}:${line}`),
    [`${ANSWERS}:7`],
  );
  assert.match(stderr, /checklist\.yaml:7: No function is called "Gone"\./);
});

test("answers where nobody reads them are not passed over in silence", async () => {
  const text = "functions:\n  CreateOrder:\n    rollback-known: met\n";
  const folder = folderOf({ ...FILES, ".lambda-ready/checklist.yml": text, [`api/${ANSWERS}`]: text });
  const { code, report, stderr, item } = await json(folder, "api", "--fail-under", "0");
  assert.equal(code, 0);
  assert.equal(item("rollback-known").status, "not seen");
  assert.deepEqual(
    report.problems.map(({ path: file }) => file),
    [".lambda-ready/checklist.yml", `api/${ANSWERS}`],
  );
  assert.match(stderr, /checklist\.yml: This file is not read\. Answers belong in checklist\.yaml, beside it\.$/m);
  assert.match(stderr, /api\/\.lambda-ready\/checklist\.yaml: These answers do not count.* Run the command in api for them\.$/m);
  assert.doesNotMatch((await json(folderOf({ ...FILES, [ANSWERS]: text }))).stderr, /checklist/);
});

test("answers that cannot be read lose no evidence, and no pipeline goes by them", async () => {
  const conflicted = `version: 1
functions:
  CreateOrder:
<<<<<<< ours
    idempotent: {answer: met}
=======
    idempotent: {answer: not needed}
>>>>>>> theirs
`;
  for (const text of [conflicted, "version: 1\nfunctions: [\n"]) {
    const folder = folderOf({ ...FILES, [ANSWERS]: text });
    const { code, stderr, report, item } = await json(folder);
    assert.equal(code, 0);
    assert.match(stderr, /\.lambda-ready\/checklist\.yaml:\d+: /);
    assert.ok(report.problems.length > 0);
    assert.equal(item("sdk-clients-reused").status, "failing");
    assert.notEqual(item("idempotent").status, "yours");
    assert.equal((await run(folder, ["checklist", "--fail-under", "0"])).code, 2);
  }
});

test("what cannot be read is said, and the others are reported", async () => {
  const folder = folderOf({ ...FILES, "broken/template.yaml": `${TEMPLATE}  Bad: [1, 2\n`, ".lambda-ready.yaml": "exclud: []\n" });
  const { code, stderr, report, names } = await json(folder, ".", "gone.yaml");
  assert.equal(code, 2);
  assert.match(stderr, /gone\.yaml: no such file/);
  assert.match(stderr, /broken\/template\.yaml:\d+: does not parse here/);
  assert.match(stderr, /\.lambda-ready\.yaml: line 1: /);
  assert.ok(names.includes("CreateOrder") && names.includes("Nightly"));
  assert.equal(report.errors.length, 3);
});

test("no pipeline goes by a template that cannot be read", async () => {
  const folder = folderOf({ ...FILES, "broken/template.yaml": `${TEMPLATE}  Bad: [1, 2\n` });
  assert.equal((await run(folder, ["checklist"])).code, 0);
  assert.equal((await run(folder, ["checklist", "--fail-under", "0"])).code, 2);
  assert.equal((await run(folder, ["checklist", "--fail-under", "0", "api"])).code, 0);
});

test("no functions: it says so, whatever the format", async () => {
  const folder = folderOf({ "readme.md": "" });
  for (const format of ["text", "json", "markdown", "html"]) {
    const { code, stderr, stdout } = await run(folder, ["checklist", "--format", format, "--fail-under", "50"]);
    assert.equal(code, 0, format);
    assert.match(stderr, /No function was found/);
    assert.equal(stdout === "", format === "text");
  }
});

test("settings turn rules off for it too", async () => {
  const config = "rules: {sdk-client-in-handler: off}\n";
  const folder = folderOf({ ...FILES, "other.yaml": config });
  assert.notEqual((await json(folder, "api", "--config", "other.yaml")).item("sdk-clients-reused").status, "failing");
  assert.equal((await run(folder, ["checklist", "--config", "gone.yaml"])).code, 2);
});

test("the examples, in every format", async () => {
  const examples = path.resolve(import.meta.dirname, "../../examples");
  const { report, stderr } = await json(examples);
  assert.equal(stderr, "");
  assert.deepEqual(
    new Set(report.functions.flatMap(({ items }) => items.map(({ status }) => status))),
    new Set(["failing", "met", "not seen", "yours"]),
  );
  const markdown = await run(examples, ["checklist", "--format", "markdown"]);
  assert.ok(markdown.stdout.startsWith("<!-- lambda-ready checklist -->\n"));
  assert.equal(markdown.stdout.match(/<details>/g)?.length, report.functions.length);
  const html = await run(examples, ["checklist", "--format", "html"]);
  assert.equal(html.stdout.match(/<section /g)?.length, report.functions.length);
  const text = await run(examples, ["checklist"]);
  assert.match(text.stdout, /What fails in most functions:\n/);
});
