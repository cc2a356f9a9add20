import assert from "node:assert/strict";
import { before, test } from "node:test";
import { initParser } from "../../server/src/parse/parser.ts";
import { Project } from "../../server/src/project.ts";
import { defaults } from "../../server/src/settings.ts";
import { MemoryFiles } from "./memoryFiles.ts";

before(() => initParser());

const ODD = "def go(thing):\n    return thing\n";

function template(handler: string, uri = "src"): string {
  return `Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: ${uri}, Handler: ${handler}, Runtime: python3.12}
`;
}

async function opened(texts: Readonly<Record<string, string>>): Promise<{ project: Project; files: MemoryFiles }> {
  const files = new MemoryFiles(texts);
  const project = Project.open("/p", { settings: defaults, files });
  await project.scan();
  return { project, files };
}

function stacks(project: Project): string[] {
  return project.infrastructure().stacks.map(({ dialect, path }) => `${dialect} ${path}`);
}

test("stacks are found at any depth, and not in what tools write", async () => {
  const { project } = await opened({
    "/p/a/b/c/stack.template": "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n",
    "/p/a/values.yaml": "Resources: 3\n",
    "/p/svc/serverless.yml": "service: s\nprovider: aws\nfunctions: {}\n",
    "/p/tf/main.tf": 'module "q" {\n  source = "./modules/q"\n}\n',
    "/p/tf/modules/q/main.tf": 'resource "aws_sqs_queue" "q" {}\n',
    "/p/.aws-sam/build/template.yaml": template("app.go"),
    "/p/cdk.out/x.template.json": '{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}',
    "/p/node_modules/x/template.yaml": template("app.go"),
  });
  assert.deepEqual(stacks(project), ["cloudformation /p/a/b/c/stack.template", "serverless /p/svc/serverless.yml", "terraform /p/tf"]);
  assert.deepEqual(
    project.templates().map(({ path }) => path),
    ["/p/a/b/c/stack.template", "/p/svc/serverless.yml", "/p/tf/main.tf", "/p/tf/modules/q/main.tf"],
  );
});

test("a template that a service includes is no stack of its own", async () => {
  const { project } = await opened({
    "/p/serverless.yml": "service: s\nprovider: {name: aws}\nfunctions: {}\nresources: ${file(resources.yml)}\n",
    "/p/resources.yml": "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n",
  });
  assert.deepEqual(stacks(project), ["serverless /p/serverless.yml"]);
  assert.equal(project.stacksOf("/p/resources.yml").length, 1);
});

test("only the stack that changed is read again, and nothing on an edit of code", async () => {
  const { project } = await opened({
    "/p/a/template.yaml": template("app.go"),
    "/p/b/template.yaml": template("app.go"),
    "/p/a/src/app.py": ODD,
    "/p/b/src/app.py": ODD,
  });
  const before = project.infrastructure();
  const fns = project.declared();
  project.setDocument("/p/a/src/app.py", `${ODD}\nx = 1\n`);
  assert.equal(project.infrastructure(), before);
  assert.deepEqual(
    project.declared().map(({ handlerFile }) => handlerFile),
    fns.map(({ handlerFile }) => handlerFile),
  );
  project.setDocument("/p/a/template.yaml", template("app.other"));
  const after = project.infrastructure();
  assert.notEqual(after, before);
  assert.notEqual(after.stacks[0], before.stacks[0]);
  assert.equal(after.stacks[1], before.stacks[1]);
  project.closeDocument("/p/a/template.yaml");
  assert.equal(project.declared()[0]?.handlerFile, "/p/a/src/app.py");
});

test("what a template names is a handler, whatever it looks like, as long as the template names it", async () => {
  const { project } = await opened({ "/p/template.yaml": template("app.go"), "/p/src/app.py": ODD });
  const evidence = () => project.programFor("/p/src/app.py").handlers.map((handler) => `${handler.name} ${handler.evidence}`);
  assert.deepEqual(evidence(), ["go template"]);
  assert.equal(project.fn(project.functionsOf("/p/src/app.py")[0]!).code?.handler.name, "go");
  project.setDocument("/p/template.yaml", template("app.gone"));
  assert.deepEqual(evidence(), []);
  assert.equal(project.functionsOf("/p/template.yaml")[0]?.handlerFile, null);
  project.setDocument("/p/src/app.py", "def gone(thing): pass\n");
  assert.deepEqual(evidence(), ["gone template"]);
});

test("parts carry the functions whose handler is in them, of the nearest template first", async () => {
  const { project } = await opened({
    "/p/template.yaml": template("app.go", "fn/src"),
    "/p/fn/template.yaml": template("app.go"),
    "/p/fn/src/app.py": ODD,
    "/p/lone/app.py": "def lambda_handler(event, context): pass\n",
    "/p/other.yaml": template("app.nowhere"),
  });
  assert.deepEqual(
    project.functionsOf("/p/fn/src/app.py").map(({ resource }) => resource?.stack.path),
    ["/p/fn/template.yaml", "/p/template.yaml"],
  );
  const parts = [...project.parts(project.select(["/p"]))];
  const functions = parts.flatMap((part) =>
    part.functions.map(({ name, resource, code }) => `${name} ${resource?.stack.path ?? "-"} ${code?.handler.name}`),
  );
  assert.deepEqual(functions.sort(), ["Fn /p/fn/template.yaml go", "Fn /p/template.yaml go", "lambda_handler - lambda_handler"]);
  assert.deepEqual(
    project.functionsWithoutCode().map(({ resource }) => resource?.stack.path),
    ["/p/other.yaml"],
  );
  const [only, ...rest] = project.parts(project.select(["/p/fn/template.yaml"]));
  assert.deepEqual([only?.modules.length, only?.functions.length, rest.length], [0, 2, 0]);
});

test("ten thousand files that change at once are looked at once, and what is installed not at all", async () => {
  const { project, files } = await opened({ "/p/template.yaml": template("app.go"), "/p/src/app.py": ODD });
  const before = project.infrastructure();
  for (let index = 0; index < 10_000; index += 1) project.fileChanged(`/p/node_modules/x/${index}/template.yaml`);
  const reads = files.counts.read;
  assert.equal(project.infrastructure(), before);
  assert.equal(files.counts.read, reads);
  for (let index = 0; index < 10_000; index += 1) project.fileChanged(`/p/src/new${index}.py`);
  files.counts.entries = 0;
  project.declared();
  assert.ok(files.counts.entries < 10, `${files.counts.entries} directories were read`);
});

test("what cdk.out says is known when it is made, and forgotten with it", async () => {
  const source = `import * as cdk from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
export class Shop extends cdk.Stack {
  constructor(scope, id) {
    super(scope, id);
    new lambda.Function(this, "Fn", { runtime: lambda.Runtime.NODEJS_22_X, handler: process.env.HANDLER, code: lambda.Code.fromAsset("fn") });
  }
}
`;
  const made = { Type: "AWS::Lambda::Function", Properties: { Handler: "app.go", Runtime: "nodejs22.x" } };
  const synthesized = JSON.stringify({ Resources: { Fn: { ...made, Metadata: { "aws:cdk:path": "Shop/Fn/Resource" } } } });
  const { project, files } = await opened({
    "/p/cdk.json": "{}",
    "/p/lib/shop.ts": source,
    "/p/fn/app.js": "exports.go = async (event) => 1;\n",
  });
  const handler = () => project.declared().map(({ handlerFile, handlerName }) => `${handlerFile} ${handlerName}`);
  assert.deepEqual(handler(), ["null null"]);
  files.texts.set("/p/cdk.out/Shop.template.json", synthesized);
  project.fileChanged("/p/cdk.out/Shop.template.json");
  assert.deepEqual(handler(), ["/p/fn/app.js go"]);
  files.texts.delete("/p/cdk.out/Shop.template.json");
  project.fileChanged("/p/cdk.out/Shop.template.json");
  assert.deepEqual(handler(), ["null null"]);
});
