import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client } from "./client.ts";

/** What templates are found by: they are there before they are written. */
const files = { "template.yaml": "", "template.json": "{}", "main.tf": "", "lib/shop.ts": "", "cdk.json": "{}" };
let client: Client;

before(async () => {
  client = await Client.start(undefined, { files });
});
after(async () => {
  assert.equal(await client.stop(), 0);
  client.dispose();
});

async function problems(file: string, text: string): Promise<string[]> {
  await client.open(file, text);
  const found = await client.problems(file);
  await client.close(file);
  return found;
}

/** Suppresses the finding at some text, and shows the file and what is left. */
async function suppressed(file: string, text: string, at: string, title: string): Promise<{ text: string; left: string[] }> {
  await client.open(file, text);
  await client.apply(await client.action(file, at, title));
  const result = { text: client.text(file), left: await client.problems(file) };
  await client.close(file);
  return result;
}

/** A function without tracing (line 3 or so) in an old runtime. */
const sam = (head: string[] = [], inside: string[] = []): string =>
  [
    "Transform: AWS::Serverless-2016-10-31",
    "Resources:",
    ...head.map((line) => `  ${line}`),
    "  Orders:",
    "    Type: AWS::Serverless::Function",
    ...inside.map((line) => `    ${line}`),
    "    Properties:",
    "      Handler: app.handler",
    "      Runtime: python3.6",
    "",
  ].join("\n");
const hcl = (...inside: string[]): string =>
  ['resource "aws_lambda_function" "orders" {', ...inside, '  handler = "app.handler"', '  runtime = "python3.6"', "}", ""].join("\n");
const json = (resource: object = {}, template: object = {}): string =>
  `${JSON.stringify(
    {
      ...template,
      Resources: { Orders: { Type: "AWS::Lambda::Function", Properties: { Handler: "app.handler", Runtime: "python3.6" }, ...resource } },
    },
    null,
    2,
  )}\n`;

test("findings in templates, and their repairs", async () => {
  assert.deepEqual(await problems("template.yaml", sam()), ["3: tracing-disabled", "7: deprecated-runtime"]);
  assert.deepEqual(await problems("main.tf", hcl()), ["1: tracing-disabled", "3: deprecated-runtime"]);
  assert.deepEqual(await problems("template.json", json()), ["3: tracing-disabled", "7: deprecated-runtime"]);
  await client.open("template.yaml", sam());
  const action = await client.action("template.yaml", "Orders", "Turn tracing on");
  assert.equal(action.isPreferred, true);
  await client.apply(action);
  assert.deepEqual(
    await client.problems("template.yaml"),
    ["8: deprecated-runtime"].map((each) => each.replace("8", "7")),
  );
  assert.match(client.text("template.yaml"), /^ {6}Tracing: Active$/m);
  await client.close("template.yaml");
});

test("comments in YAML and Terraform: on the line, on the line above, for the file", async () => {
  const above = sam(["# lambda-ready: ignore[tracing-disabled] nobody looks"]).replace(
    "python3.6",
    "python3.6 # lambda-ready: ignore[deprecated-runtime]",
  );
  assert.deepEqual(await problems("template.yaml", above), []);
  assert.deepEqual(await problems("template.yaml", `# lambda-ready: ignore-file[tracing-disabled]\n${sam()}`), ["8: deprecated-runtime"]);
  const block = `/* lambda-ready: ignore[tracing-disabled] */\n${hcl()}`.replace(
    "  runtime",
    "  // lambda-ready: ignore[deprecated-runtime]\n  runtime",
  );
  assert.deepEqual(await problems("main.tf", block), []);
});

test("Metadata of a resource, and of the template: text, list, with reasons", async () => {
  const inside = [
    "Metadata:",
    "  lambda-ready:",
    "    ignore:",
    "      - tracing-disabled",
    "      - { rule: deprecated-runtime, reason: soon }",
  ];
  assert.deepEqual(await problems("template.yaml", sam([], inside)), []);
  assert.deepEqual(await problems("template.yaml", sam([], ["Metadata: { lambda-ready: { ignore: tracing-disabled } }"])), [
    "8: deprecated-runtime",
  ]);
  assert.deepEqual(await problems("template.yaml", `Metadata:\n  lambda-ready: {ignore: [deprecated-runtime]}\n${sam()}`), [
    "5: tracing-disabled",
  ]);
  const metadata = { Metadata: { "lambda-ready": { ignore: ["tracing-disabled"] } } };
  assert.deepEqual(await problems("template.json", json(metadata)), ["7: deprecated-runtime"]);
  assert.deepEqual(await problems("template.json", json({}, metadata)), ["14: deprecated-runtime"]);
});

test("what suppresses nothing is reported, in comments and in Metadata, and can be removed", async () => {
  const comment = "# lambda-ready: ignore[tracing-disabled] why";
  assert.deepEqual(await problems("template.yaml", sam([comment, ""])), [
    "3: unused-suppression",
    "5: tracing-disabled",
    "9: deprecated-runtime",
  ]);
  const inside = ["Metadata:", "  lambda-ready:", "    ignore:", "      - no-such", "      - tracing-disabled"];
  assert.deepEqual(await problems("template.yaml", sam([], inside)), ["8: unused-suppression", "12: deprecated-runtime"]);
  const one = await suppressed("template.yaml", sam([], inside), "no-such", "Remove no-such from the suppression");
  assert.equal(one.text, sam([], inside.toSpliced(3, 1)));
  const all = await suppressed("template.yaml", sam([], inside.slice(0, 4)), "no-such", "Remove the suppression");
  assert.equal(all.text, sam());
  const other = ["Metadata:", "  Build: esbuild", "  lambda-ready:", "    ignore: no-such"];
  const kept = await suppressed("template.yaml", sam([], other), "no-such", "Remove the suppression");
  assert.equal(kept.text, sam([], other.slice(0, 2)));
  const asJson = await suppressed(
    "template.json",
    json({ Metadata: { "lambda-ready": { ignore: ["no-such"] } } }),
    "no-such",
    "Remove the suppression",
  );
  assert.equal(asJson.text, json());
});

test("the quick fix writes a comment where there are comments", async () => {
  const here = await suppressed("template.yaml", sam(), "python3.6", "Ignore here: deprecated-runtime");
  assert.equal(here.text, sam().replace("      Runtime", "      # lambda-ready: ignore[deprecated-runtime]\n      Runtime"));
  assert.deepEqual(here.left, ["3: tracing-disabled"]);
  const file = await suppressed("main.tf", hcl(), "orders", "Ignore in this file: tracing-disabled");
  assert.equal(file.text, `# lambda-ready: ignore-file[tracing-disabled]\n${hcl()}`);
  assert.deepEqual(file.left, ["4: deprecated-runtime"]);
});

test("and Metadata in JSON", async () => {
  const here = await suppressed("template.json", json(), "python3.6", "Ignore here: deprecated-runtime");
  assert.deepEqual(JSON.parse(here.text).Resources.Orders.Metadata, { "lambda-ready": { ignore: ["deprecated-runtime"] } });
  assert.deepEqual(here.left, ["3: tracing-disabled"]);
  const more = await suppressed("template.json", here.text, "Orders", "Ignore here: tracing-disabled");
  assert.deepEqual(JSON.parse(more.text).Resources.Orders.Metadata, {
    "lambda-ready": { ignore: ["deprecated-runtime", "tracing-disabled"] },
  });
  assert.deepEqual(more.left, []);
  const file = await suppressed("template.json", json(), "Orders", "Ignore in this file: tracing-disabled");
  assert.deepEqual(JSON.parse(file.text).Metadata, { "lambda-ready": { ignore: ["tracing-disabled"] } });
});

test("CDK code: comments, and NagSuppressions", async () => {
  const app = (...more: string[]): string =>
    [
      'import { Stack } from "aws-cdk-lib";',
      'import * as lambda from "aws-cdk-lib/aws-lambda";',
      'import { NagSuppressions } from "cdk-nag";',
      "export class Shop extends Stack {",
      "  constructor(scope: any, id: string) {",
      "    super(scope, id);",
      ...(more[0] ? [`    ${more[0]}`] : []),
      '    const orders = new lambda.Function(this, "Orders", {',
      '      runtime: lambda.Runtime.PYTHON_3_12, handler: "app.handler", code: lambda.Code.fromAsset("src"),',
      "    });",
      ...(more[1] ? [`    ${more[1]}`] : []),
      "  }",
      "}",
      "",
    ].join("\n");
  assert.deepEqual(await problems("lib/shop.ts", app()), ["7: tracing-disabled"]);
  assert.deepEqual(await problems("lib/shop.ts", app("// lambda-ready: ignore[tracing-disabled] why")), []);
  const nag = 'NagSuppressions.addResourceSuppressions(orders, [{ id: "Serverless-LambdaTracing", reason: "why" }]);';
  assert.deepEqual(await problems("lib/shop.ts", app("", nag)), []);
  const written = await suppressed("lib/shop.ts", app(), "lambda.Function", "Ignore here: tracing-disabled");
  assert.equal(written.text, app("// lambda-ready: ignore[tracing-disabled]"));
  assert.deepEqual(written.left, []);
});

test("what other tools were told counts for the same findings, and is never called unused", async () => {
  const metadata = (words: string): string => sam([], [`Metadata: ${words}`]);
  assert.deepEqual(await problems("template.yaml", metadata("{ cfn-lint: { config: { ignore_checks: [W2531, E9999] } } }")), [
    "3: tracing-disabled",
  ]);
  assert.deepEqual(await problems("template.yaml", metadata("{ cfn-lint: { config: { ignore_checks: [WS1000] } } }")), [
    "8: deprecated-runtime",
  ]);
  assert.deepEqual(await problems("template.yaml", metadata("{ checkov: { skip: [{ id: CKV_AWS_50, comment: x }] } }")), [
    "8: deprecated-runtime",
  ]);
  assert.deepEqual(await problems("template.yaml", metadata("{ cdk_nag: { rules_to_suppress: [{ id: AwsSolutions-L1, reason: x }] } }")), [
    "3: tracing-disabled",
  ]);
  assert.deepEqual(await problems("main.tf", hcl("  #checkov:skip=CKV_AWS_50:why")), ["4: deprecated-runtime"]);
  assert.deepEqual(await problems("main.tf", hcl("  # checkov:skip=CKV_AWS_363,CKV_AWS_50:why")), []);
  assert.deepEqual(await problems("main.tf", `#tfsec:ignore:aws-lambda-enable-tracing\n${hcl()}`), ["4: deprecated-runtime"]);
  assert.deepEqual(await problems("main.tf", `# trivy:ignore:AVD-AWS-0066\n${hcl()}`), ["4: deprecated-runtime"]);
  assert.deepEqual(await problems("main.tf", `# tflint-ignore: aws_lambda_function_deprecated_runtime\n${hcl()}`), ["2: tracing-disabled"]);
  assert.deepEqual(await problems("main.tf", hcl("  # checkov:skip=CKV_AWS_1:why")), ["1: tracing-disabled", "4: deprecated-runtime"]);
  assert.deepEqual(await problems("template.yaml", sam(["# checkov:skip=CKV_AWS_50:why"])), ["8: deprecated-runtime"]);
});

test("rules can be left to other tools, where these read the dialect", async (t) => {
  const leaving = await Client.start(t, { files, settings: { leaveToOtherTools: ["aws-toolkit", "checkov"] } });
  await leaving.open("template.yaml", sam(["# lambda-ready: ignore[deprecated-runtime] not called unused"]));
  assert.deepEqual(await leaving.problems("template.yaml"), []);
  await leaving.open("main.tf", hcl());
  assert.deepEqual(await leaving.problems("main.tf"), []);
  leaving.settings = { leaveToOtherTools: ["cfn-lint"] };
  await leaving.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await leaving.becomes("main.tf", ["1: tracing-disabled", "3: deprecated-runtime"]);
  assert.deepEqual(await leaving.problems("template.yaml"), ["4: tracing-disabled"]);
  assert.equal(await leaving.stop(), 0);
});
