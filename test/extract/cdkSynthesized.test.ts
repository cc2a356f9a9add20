/** What `cdk.out` adds to the functions of a source that computes their settings. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Stack } from "../../server/src/model/infrastructure.ts";
import { properties, readStacks, resource } from "./cdkStacks.ts";

const SOURCE = `import * as cdk from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import { config } from "somewhere";
export class ShopStack extends cdk.Stack {
  constructor(scope, id) {
    super(scope, id);
    new lambda.Function(this, "Fn", {
      runtime: lambda.Runtime.NODEJS_22_X, handler: config.handler, timeout: config.timeout, memorySize: 512,
      code: lambda.Code.fromAsset(config.code),
    });
    new lambda.Function(this, "Open", { ...config.props });
  }
}
`;

interface Made {
  readonly path: string;
  readonly properties?: object;
  readonly metadata?: object;
}

function template(...functions: readonly Made[]): string {
  const resources = functions.map(({ path, properties: made = {}, metadata = {} }, index) => [
    `Fn${index}`,
    { Type: "AWS::Lambda::Function", Properties: made, Metadata: { "aws:cdk:path": path, ...metadata } },
  ]);
  return JSON.stringify({ Resources: Object.fromEntries(resources) });
}

function shop(stage = "Shop", timeout = 60): string {
  return template(
    {
      path: `${stage}/Fn/Resource`,
      properties: { Handler: "app.handler", Runtime: "nodejs22.x", Timeout: timeout, MemorySize: 1024 },
      metadata: { "aws:asset:path": "/home/other/shop/lambda/fn" },
    },
    { path: `${stage}/Open/Resource`, properties: { Handler: "index.handler", Runtime: "python3.12" } },
  );
}

function read(texts: Readonly<Record<string, string>>): Stack {
  const [stack] = readStacks({ "cdk.json": "{}", "lib/stack.ts": SOURCE, "lambda/fn/app.js": "exports.handler = 1;", ...texts });
  assert.ok(stack);
  return stack;
}

/** Without what is the same in all tests. */
function settings(stack: Stack, id = "Fn"): string {
  return properties(stack, id).replace(/Role: @[\w/.]+, |, Role: @[\w/.]+/, "");
}

const UNKNOWN = '{Runtime: "nodejs22.x", Handler: ?, Timeout: ?, MemorySize: 512, Code: ?}';

test("what the source computes is filled in, what it says stays", () => {
  const stack = read({ "cdk.out/Shop.template.json": shop() });
  assert.equal(
    settings(stack),
    '{Runtime: "nodejs22.x", Handler: ^"app.handler", Timeout: ^60, MemorySize: 512, Code: ?, CodePath: ^"lambda/fn"}',
  );
  assert.match(settings(stack, "Open"), /Handler: \^"index.handler", Runtime: \^"python3.12"/);
  const fn = resource(stack, "Fn");
  assert.deepEqual(fn.properties.entries.get("Timeout")?.value.place, fn.head);
  assert.deepEqual(stack.inputs, ["/project/cdk.json", "/project/cdk.out", "/project/cdk.out/Shop.template.json"]);
});

test("nothing is said without an assembly, by a broken one, and by one of something else", () => {
  const others: readonly string[] = [
    "{",
    "[]",
    '{"Resources": {"A": 1, "AWS::Lambda::Function": null}}',
    template({ path: "Shop/Other/Resource", properties: { Handler: "app.handler" } }),
    template({ path: "Shop/Fn/Resource", properties: { Handler: "app.handler", Runtime: "python3.12", Timeout: 1 } }),
    template({ path: "Shop/A/Fn/Resource", properties: { Timeout: 1 } }, { path: "Shop/B/Fn/Resource", properties: { Timeout: 1 } }),
  ];
  assert.equal(settings(read({})), UNKNOWN);
  for (const text of others) assert.equal(settings(read({ "cdk.out/Shop.template.json": text })), UNKNOWN, text);
});

test("stages: what they agree on", () => {
  const stack = read({
    "cdk.out/assembly-Beta/BetaShop.template.json": shop("Beta/Shop", 30),
    "cdk.out/assembly-Prod/ProdShop.template.json": shop("Prod/Shop", 60),
    "cdk.out/Pipeline.template.json": template({ path: "Pipeline/Fn/Resource", properties: { Runtime: "nodejs22.x", Handler: "x.y" } }),
  });
  assert.equal(
    settings(stack),
    '{Runtime: "nodejs22.x", Handler: ^"app.handler", Timeout: ?, MemorySize: 512, Code: ?, CodePath: ^"lambda/fn"}',
  );
});

test("the directory of the source, not its staged copy", () => {
  const staged = `asset.${"0123456789abcdef".repeat(4)}`;
  const made = (metadata: object) =>
    settings(
      read({
        "cdk.out/Shop.template.json": template({ path: "Shop/Fn/Resource", properties: { Runtime: "nodejs22.x" }, metadata }),
        [`cdk.out/${staged}/app.js`]: "",
      }),
    );
  assert.equal(made({ "aws:asset:path": staged }), UNKNOWN);
  assert.match(made({ "aws:asset:path": staged, "aws:asset:original-path": "./lambda/fn" }), /CodePath: \^"lambda\/fn"/);
  assert.equal(made({ "aws:asset:path": "/elsewhere/code" }), UNKNOWN);
  assert.match(made({ "aws:asset:path": "../lambda/fn" }), /CodePath: \^"lambda\/fn"/);
  assert.equal(made({ "aws:asset:path": "lambda/../../fn" }), UNKNOWN);
});
