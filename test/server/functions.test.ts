import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { MarkupContent } from "vscode-languageserver-protocol";
import { editorCapabilities } from "./capabilities.ts";
import { Client } from "./client.ts";

const template = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Timeout: 30
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt OrdersFailed.Arn
        maxReceiveCount: 5
  OrdersFailed:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders-dlq
  ShipOrders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ship/
      Handler: app.lambda_handler
      Runtime: python3.12
      MemorySize: 512
      Tracing: Active
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn
            BatchSize: 5
`;
const code = "import json\n\n\ndef lambda_handler(event, context):\n    return helper(event)\n\n\ndef helper(event):\n    return event\n";
const service = `service: shop
provider:
  name: aws
functions:
  list:
    handler: list.handler
    events:
      - httpApi: GET /orders
`;
const files = {
  "template.yaml": template,
  "ship/app.py": code,
  "shop/serverless.yml": service,
  "shop/list.js": "exports.handler = async () => 1;\n",
};
let client: Client;

before(async () => {
  client = await Client.start(undefined, { files, initializationOptions: { commandLinks: true } });
  for (const [file, text] of Object.entries(files)) await client.open(file, text);
});
after(async () => {
  assert.equal(await client.stop(), 0);
  client.dispose();
});

async function hoverText(file: string, at: string): Promise<string[]> {
  const hover = await client.hover(file, at);
  return hover ? (hover.contents as MarkupContent).value.split(/\s*\n+/) : [];
}

test("hovering a handler's name shows its function", async () => {
  assert.deepEqual(await hoverText("ship/app.py", "lambda_handler"), [
    "**ShipOrders** · SAM function · python3.12",
    "Trigger: SQS orders, batches of 5",
    "Timeout: 30 s, as all functions here",
    "Memory: 512 MB",
    "Concurrency: none reserved",
    "Failed events: DLQ orders-dlq",
    `Template: [template.yaml:17](${client.uri("template.yaml")}#L17)`,
  ]);
  assert.equal(await client.hover("ship/app.py", "helper(event):"), null);
});

test("hovering says what is so by default, and of the framework's defaults", async () => {
  assert.deepEqual(await hoverText("shop/list.js", "handler"), [
    "**list** · Serverless function",
    "Trigger: GET /orders",
    "Timeout: 6 s, by default",
    "Memory: 1024 MB, by default",
    "Concurrency: none reserved",
    "Failed events: kept nowhere",
    `Template: [shop/serverless.yml:5](${client.uri("shop/serverless.yml")}#L5)`,
  ]);
});

test("hovering the handler in a template shows the same, and where its code is", async () => {
  const [title, ...rest] = await hoverText("template.yaml", "app.lambda_handler");
  assert.equal(title, "**ShipOrders** · SAM function · python3.12");
  assert.equal(rest.at(-1), `Code: [ship/app.py:4](${client.uri("ship/app.py")}#L4)`);
  assert.equal((await hoverText("template.yaml", "ShipOrders"))[0], title);
});

test("definition leads from the template to the handler", async () => {
  for (const at of ["app.lambda_handler", "ship/"]) {
    const [link, ...more] = (await client.definition("template.yaml", at)) ?? [];
    assert.deepEqual(more, []);
    assert.equal(link?.targetUri, client.uri("ship/app.py"));
    assert.deepEqual(link?.targetSelectionRange, { start: { line: 3, character: 4 }, end: { line: 3, character: 18 } });
  }
  assert.equal((await client.definition("shop/serverless.yml", "list.handler"))?.[0]?.targetUri, client.uri("shop/list.js"));
  assert.deepEqual(await client.definition("template.yaml", "python3.12"), []);
});

test("definition leads from the handler's own name to the template, and from nothing else", async () => {
  const [link] = (await client.definition("ship/app.py", "lambda_handler")) ?? [];
  assert.equal(link?.targetUri, client.uri("template.yaml"));
  assert.deepEqual(link?.targetSelectionRange.start, { line: 16, character: 2 });
  assert.deepEqual(await client.definition("ship/app.py", "helper"), []);
  assert.deepEqual(await client.definition("ship/app.py", "json"), []);
});

test("a line above the handler says what its function is, and leads to the template", async () => {
  const [lens, ...more] = await client.lenses("ship/app.py");
  assert.deepEqual(more, []);
  assert.equal(lens?.range.start.line, 3);
  assert.equal(lens?.command?.title, "SQS orders · 30 s · 512 MB · DLQ orders-dlq");
  assert.equal(lens?.command?.command, "lambdaReady.openPlace");
  assert.deepEqual(lens?.command?.arguments, [
    { uri: client.uri("template.yaml"), range: { start: { line: 16, character: 2 }, end: { line: 16, character: 12 } } },
  ]);
  const titles = (await client.lenses("shop/list.js")).map(({ command }) => command?.title);
  assert.deepEqual(titles, ["GET /orders · 6 s by default · 1024 MB by default"]);
  assert.deepEqual(await client.lenses("template.yaml"), []);
});

test("the line follows the template as it is edited, and the setting", async () => {
  await client.lenses("ship/app.py");
  const { lensRefreshes } = client;
  await client.replace("template.yaml", "MemorySize: 512", "MemorySize: 1024");
  await client.until(() => client.lensRefreshes > lensRefreshes);
  assert.equal((await client.lenses("ship/app.py"))[0]?.command?.title, "SQS orders · 30 s · 1024 MB · DLQ orders-dlq");
  client.settings = { codeLens: false };
  const before = client.lensRefreshes;
  await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await client.until(() => client.lensRefreshes > before);
  assert.deepEqual(await client.lenses("ship/app.py"), []);
});

test("a client without our commands gets text, and one without links plain locations", async (t) => {
  const { definition: _, ...textDocument } = editorCapabilities.textDocument ?? {};
  const plain = await Client.start(t, { files, capabilities: { ...editorCapabilities, textDocument: { ...textDocument, hover: {} } } });
  await plain.open("ship/app.py", code);
  assert.deepEqual((await plain.lenses("ship/app.py"))[0]?.command?.command, "");
  const [location] = ((await plain.definition("ship/app.py", "lambda_handler")) ?? []) as unknown as { uri: string }[];
  assert.equal(location?.uri, plain.uri("template.yaml"));
  const hover = await plain.hover("ship/app.py", "lambda_handler");
  assert.ok(hover);
  assert.match((hover.contents as MarkupContent).value, /^ShipOrders · SAM function · python3\.12\nTrigger: SQS orders, batches of 5\n/);
  assert.equal(await plain.stop(), 0);
});

test("files of data that are no templates are left alone", async () => {
  await client.open("values.yaml", "replicas: 3\nResources:\n  limits: {}\n");
  assert.deepEqual(await client.problems("values.yaml"), []);
  assert.equal(await client.hover("values.yaml", "Resources"), null);
});
