/** Imports from the layers that templates give to functions, whatever their directories are called. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { initParser } from "../../server/src/parse/parser.ts";
import { Project } from "../../server/src/project.ts";
import { defaults } from "../../server/src/settings.ts";
import { MemoryFiles } from "./memoryFiles.ts";

before(() => initParser());

type Texts = Readonly<Record<string, string>>;

const PYTHON = "from shared import go\n\ndef lambda_handler(event, context):\n    return go(event)\n";
const SHARED = "def go(event):\n    return 1\n";

function sam(
  layers: Readonly<Record<string, string>>,
  used: readonly string[],
  runtime = "python3.12",
  handler = "app.lambda_handler",
): string {
  const made = Object.entries(layers).map(
    ([name, uri]) => `  ${name}:\n    Type: AWS::Serverless::LayerVersion\n    Properties: {ContentUri: ${uri}}\n`,
  );
  const refs = used.map((name) => `!Ref ${name}`).join(", ");
  return `Transform: AWS::Serverless-2016-10-31\nResources:\n${made.join("")}  Fn:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: fn/, Handler: ${handler}, Runtime: ${runtime}, Layers: [${refs}]}\n`;
}

async function open(texts: Texts): Promise<Project> {
  const files = new MemoryFiles(Object.fromEntries(Object.entries(texts).map(([path, text]) => [`/p/${path}`, text])));
  const project = Project.open("/p", { settings: defaults, files });
  await project.scan();
  return project;
}

/** What the program of a file consists of. */
function loaded(project: Project, file: string): string[] {
  return project
    .programFor(`/p/${file}`)
    .modules.map(({ path }) => path.slice(3))
    .sort();
}

test("SAM: a layer's python directory, and the content itself where a build makes the layer", async () => {
  for (const content of ["deps/common/python/shared.py", "deps/common/shared.py"]) {
    const project = await open({
      "template.yaml": sam({ Common: "deps/common" }, ["Common"]),
      "fn/app.py": PYTHON,
      [content]: SHARED,
    });
    assert.deepEqual(loaded(project, "fn/app.py"), [content, "fn/app.py"].sort());
    assert.deepEqual(loaded(project, content), [content, "fn/app.py"].sort(), "who loads the layer is known");
  }
});

test("only the function's own layers count, a later one before those above it; a layer sees the others", async () => {
  const texts = {
    "fn/app.py": PYTHON,
    "a/python/shared.py": SHARED,
    "b/python/shared.py": "from base import *\n",
    "c/python/base.py": SHARED,
  };
  const layers = { A: "a", B: "b", C: "c" };
  const all = await open({ ...texts, "template.yaml": sam(layers, ["A", "B", "C"]) });
  assert.deepEqual(loaded(all, "fn/app.py"), ["b/python/shared.py", "c/python/base.py", "fn/app.py"]);
  const first = await open({ ...texts, "template.yaml": sam(layers, ["A"]) });
  assert.deepEqual(loaded(first, "fn/app.py"), ["a/python/shared.py", "fn/app.py"]);
});

test("an edit of the template changes what imports mean", async () => {
  const project = await open({
    "template.yaml": sam({ A: "a", B: "b" }, ["A"]),
    "fn/app.py": PYTHON,
    "a/shared.py": SHARED,
    "b/shared.py": SHARED,
  });
  assert.deepEqual(loaded(project, "fn/app.py"), ["a/shared.py", "fn/app.py"]);
  project.setDocument("/p/template.yaml", sam({ A: "a", B: "b" }, ["B"]));
  assert.deepEqual(loaded(project, "fn/app.py"), ["b/shared.py", "fn/app.py"]);
  assert.deepEqual(loaded(project, "a/shared.py"), ["a/shared.py"]);
});

test("scripts name what lies in a layer by its path", async () => {
  const handler = 'const { go } = require("/opt/nodejs/util");\nexports.handler = async (event) => go(event);\n';
  for (const content of ["deps/common/nodejs/util.js", "deps/common/util.js"]) {
    const project = await open({
      "template.yaml": sam({ Common: "deps/common" }, ["Common"], "nodejs22.x", "app.handler"),
      "fn/app.js": handler,
      [content]: "exports.go = () => 1;\n",
    });
    assert.deepEqual(loaded(project, "fn/app.js"), [content, "fn/app.js"].sort());
  }
});

const SERVERLESS = `service: s
provider: {name: aws, runtime: python3.12}
layers: {common: {path: deps/common}}
functions: {fn: {handler: fn/app.lambda_handler, layers: [{Ref: CommonLambdaLayer}]}}
`;

const TERRAFORM = `data "archive_file" "common" {
  type        = "zip"
  source_dir  = "deps/common"
  output_path = "common.zip"
}
resource "aws_lambda_layer_version" "common" {
  layer_name = "common"
  filename   = data.archive_file.common.output_path
}
data "archive_file" "fn" {
  type        = "zip"
  source_dir  = "fn"
  output_path = "fn.zip"
}
resource "aws_lambda_function" "fn" {
  function_name = "fn"
  role          = "r"
  runtime       = "python3.12"
  handler       = "app.lambda_handler"
  filename      = data.archive_file.fn.output_path
  layers        = [aws_lambda_layer_version.common.arn]
}
`;

const CDK = `import * as cdk from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
export class S extends cdk.Stack {
  constructor(scope, id) {
    super(scope, id);
    const common = new lambda.LayerVersion(this, "Common", { code: lambda.Code.fromAsset("deps/common") });
    new lambda.Function(this, "Fn", {
      runtime: lambda.Runtime.PYTHON_3_12, handler: "app.lambda_handler", code: lambda.Code.fromAsset("fn"), layers: [common],
    });
  }
}
`;

test("the other dialects", async () => {
  const written: readonly Texts[] = [{ "serverless.yml": SERVERLESS }, { "main.tf": TERRAFORM }, { "cdk.json": "{}", "lib/s.ts": CDK }];
  for (const template of written) {
    const decoy = { "fn/other/python/shared.py": SHARED };
    const project = await open({ ...template, ...decoy, "fn/app.py": PYTHON, "deps/common/python/shared.py": SHARED });
    const [name] = Object.keys(template);
    assert.deepEqual(loaded(project, "fn/app.py"), ["deps/common/python/shared.py", "fn/app.py"], name);
  }
});
