/** Handlers that certainly name nothing, and all that may bring along what they name. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openProject, type Texts } from "../memoryProject.ts";

const CODE = "def lambda_handler(event, context):\n    return 1\n";

async function missing(properties: string, files: Texts, metadata = ""): Promise<string | undefined> {
  const template = `Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n${metadata}    Properties:\n${properties}`;
  const project = await openProject({ "template.yaml": template, ...files });
  const [found] = project.functionsWithoutCode().map((fn) => fn.missing);
  return found && `${found.what} ${found.expected}: ${found.suggestion}`;
}

function python(handler: string, more = ""): string {
  return `      CodeUri: src\n      Handler: ${handler}\n      Runtime: python3.13\n${more}`;
}

function node(handler: string): string {
  return `      CodeUri: src\n      Handler: ${handler}\n      Runtime: nodejs22.x\n`;
}

test("a file or export that is not there", async () => {
  assert.equal(await missing(python("app.handler"), { "src/app.py": CODE }), "export src/app: app.lambda_handler");
  assert.equal(await missing(python("ap.lambda_handler"), { "src/app.py": CODE }), "file src/ap: app.lambda_handler");
  assert.equal(await missing(node("app.main"), { "src/app.js": "exports.handler = async (event) => 1;" }), "export src/app: app.handler");
  const several = "def create(event, context): pass\ndef remove(event, context): pass\n";
  assert.equal(await missing(python("app.handler"), { "src/app.py": several }), "export src/app: null");
});

test("what may bring it along", async () => {
  const layer = "      Layers:\n        - arn:aws:lambda:eu-west-1:123456789012:layer:x:1\n";
  assert.equal(await missing(python("other.handler", layer), { "src/app.py": CODE }), undefined, "a layer");
  const adapter = "      Environment:\n        Variables:\n          AWS_LAMBDA_EXEC_WRAPPER: /opt/bootstrap\n";
  assert.equal(await missing(python("app.handler", adapter), { "src/app.py": CODE }), undefined, "a wrapper script");
  assert.equal(
    await missing(python("mangum_app.run"), { "src/app.py": CODE, "src/requirements.txt": "mangum-app" }),
    undefined,
    "a package",
  );
  assert.equal(await missing(python("app.run"), { "src/app.py": "from core import *\n" }), undefined, "a star");
  assert.equal(await missing(node("bundle.handler"), { "src/app.js": "", "src/tsconfig.json": "{}" }), undefined, "a compiler");
  const build = "    Metadata:\n      BuildMethod: makefile\n";
  assert.equal(await missing(node("bundle.handler"), { "src/app.js": "" }, build), undefined, "a build method");
  assert.equal(await missing(python("app.handler"), {}), undefined, "code that is not there at all");
  assert.equal(
    await missing("      CodeUri: src\n      Handler: !Ref Handler\n      Runtime: python3.13\n", { "src/app.py": CODE }),
    undefined,
    "a parameter",
  );
});
