import assert from "node:assert/strict";
import { test } from "node:test";
import { folderOf, type Ran, run } from "./command.ts";

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: orders.go
      Runtime: python3.12
      Events:
        Get: {Type: Api, Properties: {Path: /orders, Method: get}}
  Inline:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      InlineCode: |
        const x = 1;
        exports.handler = async () => x;
  Other:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: target/app.jar, Handler: "app.App::run", Runtime: java21}
`;

const FILES = {
  "api/template.yaml": TEMPLATE,
  "api/src/orders.py": "import json\n\ndef go(thing):\n    return thing\n",
  "lone/app.py": "def lambda_handler(event, context):\n    return 1\n",
};

interface Listed {
  readonly name: string;
  readonly template: string | null;
}

async function list(folder: string, ...paths: string[]): Promise<Ran & { functions: readonly Listed[] }> {
  const ran = await run(folder, ["functions", "--format", "json", ...paths]);
  const { version, functions } = JSON.parse(ran.stdout) as { version: number; functions: Listed[] };
  assert.equal(version, 1);
  return { ...ran, functions };
}

test("every function with its template, its code and its triggers, by template and line", async () => {
  const { code, stderr, functions } = await list(folderOf(FILES));
  assert.equal(stderr, "");
  assert.equal(code, 0);
  const sam = { dialect: "sam", template: "api/template.yaml" };
  assert.deepEqual(functions, [
    {
      name: "Orders",
      ...sam,
      templateLine: 3,
      runtime: "python3.12",
      handler: "orders.go",
      handlerFile: "api/src/orders.py",
      handlerLine: 3,
      triggers: [{ type: "http", source: "GET /orders" }],
    },
    {
      name: "Inline",
      ...sam,
      templateLine: 11,
      runtime: "nodejs22.x",
      handler: "index.handler",
      handlerFile: "api/template.yaml",
      handlerLine: 18,
      triggers: [],
    },
    {
      name: "Other",
      ...sam,
      templateLine: 19,
      runtime: "java21",
      handler: "app.App::run",
      handlerFile: null,
      handlerLine: null,
      triggers: [],
    },
    {
      name: "lambda_handler",
      dialect: null,
      template: null,
      templateLine: null,
      runtime: null,
      handler: null,
      handlerFile: "lone/app.py",
      handlerLine: 1,
      triggers: [],
    },
  ]);
});

test("paths limit what is listed, not what is read", async () => {
  const folder = folderOf(FILES);
  const names = async (...paths: string[]) => (await list(folder, ...paths)).functions.map(({ name }) => name);
  assert.deepEqual(await names("api/src"), ["Orders"]);
  assert.deepEqual(await names("api/template.yaml"), ["Orders", "Inline", "Other"]);
  assert.deepEqual(await names("lone"), ["lambda_handler"]);
});

test("what cannot be read is said, and the others are listed", async () => {
  const folder = folderOf({
    ...FILES,
    "broken/template.yaml": `${TEMPLATE}  Bad: [1, 2\n`,
    "no.yaml": "AWSTemplateFormatVersion: x\n- y\n",
  });
  const { code, stderr, functions } = await list(folder, ".", "gone.yaml");
  assert.equal(code, 2);
  assert.match(stderr, /gone\.yaml: no such file/);
  assert.match(stderr, /broken\/template\.yaml:2\d: does not parse here/);
  assert.ok(functions.some(({ template }) => template === "api/template.yaml"));
});

test("text is a table", async () => {
  const { stdout, code } = await run(folderOf(FILES), ["functions"]);
  assert.equal(code, 0);
  const [heading, first, ...rest] = stdout.split("\n");
  assert.match(heading ?? "", /^NAME +RUNTIME +TRIGGERS +HANDLER +CODE +TEMPLATE$/);
  assert.match(first ?? "", /^Orders +python3\.12 +http +orders\.go +api\/src\/orders\.py:3 +api\/template\.yaml:3$/);
  assert.equal(heading?.indexOf("CODE"), first?.indexOf("api/src"));
  assert.equal(rest.at(-2), "4 functions in 1 template; the code of 1 was not found.");
});

test("an empty folder has none, and wrong usage is said", async () => {
  const folder = folderOf({ "readme.md": "" });
  assert.equal((await run(folder, ["functions"])).stdout, "No functions found.\n");
  const wrong = await run(folder, ["functions", "--format", "sarif"]);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /`--format` is one of text, json/);
});
