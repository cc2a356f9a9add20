/** Which source file a handler string means: a template beside some files, and the file it shall find. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { initParser } from "../../server/src/parse/parser.ts";
import { Project } from "../../server/src/project.ts";
import { defaults } from "../../server/src/settings.ts";
import { MemoryFiles } from "./memoryFiles.ts";

before(() => initParser());

type Texts = Readonly<Record<string, string>>;

const PYTHON = "def lambda_handler(event, context):\n    return 1\n";
const SCRIPT = "exports.handler = async (event) => 1;\n";
const TYPED = "export const handler = async (event: unknown) => 1;\n";

async function joined(texts: Texts): Promise<Record<string, string | null>> {
  const files = new MemoryFiles(Object.fromEntries(Object.entries(texts).map(([path, text]) => [`/p/${path}`, text])));
  const project = Project.open("/p", { settings: defaults, files });
  await project.scan();
  return Object.fromEntries(
    project.declared().map(({ name, handlerFile, handlerName }) => [name, handlerFile && `${handlerFile.slice(3)} ${handlerName}`]),
  );
}

function sam(properties: string, metadata = ""): string {
  return `Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function${metadata}
    Properties:
${properties
  .split("\n")
  .map((line) => `      ${line}`)
  .join("\n")}
`;
}

async function found(properties: string, files: Texts, metadata = ""): Promise<string | null | undefined> {
  return (await joined({ "template.yaml": sam(properties, metadata), ...files })).Fn;
}

test("SAM: CodeUri and Handler, in the forms the runtimes take", async () => {
  assert.equal(
    await found("CodeUri: hello/\nHandler: app.lambda_handler\nRuntime: python3.12", { "hello/app.py": PYTHON }),
    "hello/app.py lambda_handler",
  );
  for (const handler of ["pkg.mod.lambda_handler", "pkg/mod.lambda_handler"]) {
    assert.equal(
      await found(`CodeUri: src\nHandler: ${handler}\nRuntime: python3.12`, { "src/pkg/mod.py": PYTHON }),
      "src/pkg/mod.py lambda_handler",
    );
  }
  assert.equal(
    await found("Handler: src/handlers/x.handler\nRuntime: nodejs22.x", { "src/handlers/x.js": SCRIPT }),
    "src/handlers/x.js handler",
  );
  const nested = "exports.api = { get: async (event) => 1 };\n";
  assert.equal(await found("CodeUri: .\nHandler: index.api.get\nRuntime: nodejs22.x", { "index.js": nested }), "index.js api.get");
  assert.equal(await found("CodeUri: .\nHandler: index.api.put\nRuntime: nodejs22.x", { "index.js": nested }), null);
});

test("a file that does not define the name is not the one", async () => {
  const handler = "CodeUri: a\nHandler: app.lambda_handler\nRuntime: python3.12";
  assert.equal(await found(handler, { "a/app.py": "# lambda_handler is gone\ndef main(event, context): pass\n" }), null);
  assert.equal(await found(handler, { "a/app.py": "class A:\n    def lambda_handler(self, event, context): pass\n" }), null);
  assert.equal(await found(handler, { "a/app.py": "from core import lambda_handler\n" }), "a/app.py lambda_handler");
  assert.equal(
    await found("CodeUri: a\nHandler: app.handler\nRuntime: nodejs22.x", {
      "a/app.js": "// exports.handler = 1\nmodule.exports = { run: 1 };\n",
    }),
    null,
  );
});

test("what a build writes leads back to its source", async () => {
  const node = (handler: string, uri = ".") => `CodeUri: ${uri}\nHandler: ${handler}\nRuntime: nodejs22.x`;
  assert.equal(await found(node("dist/app.handler"), { "src/app.ts": TYPED, "dist/app.js": SCRIPT }), "src/app.ts handler");
  assert.equal(
    await found(node("app.handler", "out-js"), {
      "tsconfig.json": '{"compilerOptions": {"outDir": "out-js", "rootDir": "lambda"}}',
      "lambda/app.ts": TYPED,
    }),
    "lambda/app.ts handler",
  );
  const esbuild = "\n    Metadata:\n      BuildMethod: esbuild\n      BuildProperties:\n        EntryPoints: [src/orders.ts]";
  assert.equal(await found(node("orders.handler"), { "src/orders.ts": TYPED, "lib/orders.ts": TYPED }, esbuild), "src/orders.ts handler");
  assert.equal(
    await found(node("index.handler", "dist"), {
      "package.json": '{"scripts": {"build": "esbuild src/main.ts --bundle --outfile=dist/index.js"}}',
      "src/main.ts": TYPED,
    }),
    "src/main.ts handler",
  );
  assert.equal(
    await found(node("users.handler", "dist"), {
      "webpack.config.js": "module.exports = { entry: { users: './lib/api/users.ts' } };",
      "lib/api/users.ts": TYPED,
    }),
    "lib/api/users.ts handler",
  );
});

test("archives: by their names, and nothing where two would take the same file", async () => {
  const zip = (name: string, key: string) =>
    `  ${name}:\n    Type: AWS::Serverless::Function\n    Properties: {CodeUri: ./deploy/${key}.zip, Handler: handler.handler, Runtime: nodejs22.x}\n`;
  const template = `Transform: AWS::Serverless-2016-10-31\nResources:\n${zip("A", "users_show")}${zip("B", "articles_show")}${zip("C", "gone")}`;
  const files = { "src/users/show/handler.js": SCRIPT, "src/articles/show/handler.js": SCRIPT, "src/me/articles/show/handler.js": SCRIPT };
  assert.deepEqual(await joined({ "template.yaml": template, ...files }), {
    A: "src/users/show/handler.js handler",
    B: "src/articles/show/handler.js handler",
    C: null,
  });
  const two = `Transform: AWS::Serverless-2016-10-31\nResources:\n${zip("A", "one")}${zip("B", "two")}`;
  assert.deepEqual(await joined({ "template.yaml": two, "src/handler.js": SCRIPT }), { A: null, B: null });
});

test("the real handler behind a layer's", async () => {
  const wrapped =
    "CodeUri: .\nRuntime: python3.12\nHandler: datadog_lambda.handler.handler\nEnvironment: {Variables: {DD_LAMBDA_HANDLER: app.lambda_handler}}";
  assert.equal(await found(wrapped, { "app.py": PYTHON }), "app.py lambda_handler");
});

test("images: the command, also that of the Dockerfile", async () => {
  const metadata = "\n    Metadata: {DockerContext: ./fn, Dockerfile: Dockerfile}";
  const files = { "fn/app.py": PYTHON, "fn/Dockerfile": 'FROM public.ecr.aws/lambda/python:3.12\nCMD ["app.lambda_handler"]\n' };
  assert.equal(
    await found("PackageType: Image\nImageConfig: {Command: [app.lambda_handler]}", files, metadata),
    "fn/app.py lambda_handler",
  );
  assert.equal(await found("PackageType: Image", files, metadata), "fn/app.py lambda_handler");
});

test("languages we do not read have no file", async () => {
  const files = { "hello/App.java": "class App {}", "hello/app.py": PYTHON };
  assert.equal(await found("CodeUri: hello\nHandler: app.App::handleRequest\nRuntime: java21", files), null);
  assert.equal(await found("CodeUri: hello\nHandler: app.lambda_handler\nRuntime: ruby3.3", files), null);
});

test("serverless: relative to the service, TypeScript first", async () => {
  const service = "service: s\nprovider: {name: aws, runtime: nodejs22.x}\nfunctions:\n  hello: {handler: src/hello.main}\n";
  const main = "export const main = async (event: unknown) => 1;\n";
  const files = { "api/src/hello.ts": main, "api/src/hello.js": "exports.main = 1;\n", "src/hello.ts": main };
  assert.deepEqual(await joined({ "api/serverless.yml": service, ...files }), { hello: "api/src/hello.ts main" });
});

test("Terraform: the directory, file or sources an archive is made from", async () => {
  const fn = (name: string, archive: string) => `
data "archive_file" "${name}" {
  type        = "zip"
  output_path = "${name}.zip"
  ${archive}
}
resource "aws_lambda_function" "${name}" {
  function_name = "${name}"
  filename      = data.archive_file.${name}.output_path
  handler       = "app.lambda_handler"
  runtime       = "python3.12"
}
`;
  const text = `${fn("a", 'source_dir = "${path.module}/../src/a"')}${fn("b", 'source_file = "${path.module}/../src/b/app.py"')}`;
  assert.deepEqual(await joined({ "infra/main.tf": text, "src/a/app.py": PYTHON, "src/b/app.py": PYTHON }), {
    a: "src/a/app.py lambda_handler",
    b: "src/b/app.py lambda_handler",
  });
});

test("CDK: assets, entries and code within the app", async () => {
  const app = `import * as cdk from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import * as path from "path";
export class Api extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
    new lambda.Function(this, "A", { runtime: lambda.Runtime.PYTHON_3_12, handler: "app.lambda_handler", code: lambda.Code.fromAsset(path.join(__dirname, "../src")) });
    new NodejsFunction(this, "B", { entry: path.join(__dirname, "../src/b.ts") });
    new lambda.Function(this, "C", { runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromInline("exports.handler = async () => 1;") });
  }
}
`;
  assert.deepEqual(await joined({ "lib/api.ts": app, "src/app.py": PYTHON, "src/b.ts": TYPED }), {
    A: "src/app.py lambda_handler",
    B: "src/b.ts handler",
    C: "lib/api.ts handler",
  });
});
