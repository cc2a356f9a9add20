/** What is deployed otherwise than the template says, and what cannot be told. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type DriftReport, driftOf } from "../../server/src/deployed/drift.ts";
import type { DeployedEventSource } from "../../server/src/model/deployed.ts";
import type { Texts } from "../memoryProject.ts";
import { type DeployedParts, deployedFunction } from "./deployedFunction.ts";
import { functionsIn, sam } from "./functions.ts";

/** What Lambda gives a function of which the template says nothing. */
const PLAIN = {
  memory: 128,
  timeout: 3,
  ephemeralStorage: 512,
  architecture: "x86_64",
  tracing: "PassThrough",
  logFormat: "Text",
} as const;

async function compared(texts: Texts, { configuration, ...others }: DeployedParts = {}): Promise<DriftReport> {
  const [fn] = await functionsIn(texts);
  assert.ok(fn);
  return driftOf(fn, deployedFunction({ ...others, configuration: { ...PLAIN, ...configuration } }));
}

/** `Timeout: 30 s, deployed 10 s @30`. */
async function drift(texts: Texts, parts: DeployedParts = {}): Promise<string[]> {
  return (await compared(texts, parts)).drift.map(
    ({ property, template, deployed, place }) =>
      `${property}: ${template}, deployed ${deployed} @${place.file.text.slice(place.start, place.end).split("\n")[0]}`,
  );
}

const ofSam = (properties: string, resources?: string): Texts => ({ "template.yaml": sam(properties, resources) });

test("what agrees is no drift, also where the template leaves it to the default", async () => {
  const { drift: found, compared: count } = await compared(ofSam(""));
  assert.deepEqual(found, []);
  assert.ok(count >= 10, String(count));
});

test("values differ, with their units, at their place", async () => {
  const texts = ofSam("Timeout: 30\nMemorySize: 1024\nTracing: Active\nArchitectures: [arm64]\nEphemeralStorage: {Size: 1024}");
  assert.deepEqual(await drift(texts, { configuration: { timeout: 10, runtime: "python3.12", handler: "main.handler" } }), [
    "Memory: 1024 MB, deployed 128 MB @1024",
    "Timeout: 30 s, deployed 10 s @30",
    "Runtime: python3.13, deployed python3.12 @python3.13",
    "Handler: app.lambda_handler, deployed main.handler @app.lambda_handler",
    "Ephemeral storage: 1024 MB, deployed 512 MB @1024",
    "Architecture: arm64, deployed x86_64 @[arm64]",
    "Tracing: Active, deployed PassThrough @Active",
  ]);
});

test("a default is said to be one; the Serverless Framework has its own", async () => {
  assert.deepEqual(await drift(ofSam(""), { configuration: { timeout: 60 } }), ["Timeout: 3 s (default), deployed 60 s @Orders"]);
  const service = "service: shop\nprovider: {name: aws, runtime: python3.13}\nfunctions:\n  orders: {handler: app.lambda_handler}\n";
  assert.deepEqual(await drift({ "serverless.yml": service }, { configuration: { memory: 1024, timeout: 6 } }), []);
});

test("what the template computes, assumes or chooses is not compared, and counted apart", async () => {
  const parameters = `Parameters:
  Seconds: {Type: Number, Default: 30}
Conditions: {IsProd: !Equals [!Ref "AWS::Region", eu-west-1]}
`;
  const template = parameters + sam('Timeout: !Ref Seconds\nMemorySize: !If [IsProd, 1024, 512]\nHandler: !Sub "${Seconds}.handler"');
  const plain = await compared(ofSam(""));
  const { drift: found, unknown, compared: count } = await compared({ "template.yaml": template });
  assert.deepEqual(found, []);
  assert.ok(unknown > plain.unknown);
  assert.ok(count < plain.compared);
});

test("what AWS did not tell is not compared", async () => {
  const { drift: found, unknown } = await compared(ofSam("ReservedConcurrentExecutions: 5\nTracing: Active"), {
    configuration: { tracing: "Active" },
  });
  assert.deepEqual(found, []);
  assert.ok(unknown > 0);
});

test("environment variables are compared by name, in both directions", async () => {
  const texts = ofSam("Environment:\n  Variables:\n    TABLE: orders\n    QUEUE: !Ref AWS::NoValue\n    MODE: fast");
  const environmentKeys = ["EXTRA", "MODE"];
  assert.deepEqual(await drift(texts, { configuration: { environmentKeys } }), [
    "Environment variable TABLE: set, deployed null @TABLE",
    "Environment variable EXTRA: null, deployed set @TABLE: orders",
  ]);
});

test("where more variables may be given, only missing ones are told", async () => {
  const open = ofSam("Environment:\n  Variables:\n    TABLE: orders\n    Fn::Transform: {Name: Variables}");
  assert.deepEqual(await drift(open, { configuration: { environmentKeys: ["EXTRA"] } }), [
    "Environment variable TABLE: set, deployed null @TABLE",
  ]);
  const watched = `service: shop
plugins: [serverless-plugin-datadog]
provider: {name: aws, runtime: python3.13, memorySize: 128, timeout: 3}
functions:
  orders: {handler: app.lambda_handler}
`;
  const configuration = {
    environmentKeys: ["DD_SITE"],
    handler: "datadog_lambda.handler.handler",
    layers: ["arn:aws:lambda:eu-west-1:*:layer:Datadog:9"],
  };
  assert.deepEqual(await drift({ "serverless.yml": watched }, { configuration }), []);
});

test("layers: by name and version where they are written, else how many", async () => {
  const arn = (name: string, version: number) => `arn:aws:lambda:eu-west-1:*:layer:${name}:${version}`;
  const written = ofSam(
    'Layers:\n  - arn:aws:lambda:eu-west-1:123456789012:layer:tools:3\n  - !Sub "arn:aws:lambda:${AWS::Region}:1:layer:params:7"',
  );
  assert.deepEqual(await drift(written, { configuration: { layers: [arn("tools", 3), arn("params", 7)] } }), []);
  assert.deepEqual(await drift(written, { configuration: { layers: [arn("tools", 4), arn("params", 7)] } }), [
    "Layer tools: version 3, deployed version 4 @arn:aws:lambda:eu-west-1:123456789012:layer:tools:3",
  ]);
  assert.deepEqual(await drift(written, { configuration: { layers: [arn("tools", 3), arn("params", 7), arn("more", 1)] } }), [
    "Layer more: null, deployed version 1 @- arn:aws:lambda:eu-west-1:123456789012:layer:tools:3",
  ]);
  const own = ofSam("Layers: [!Ref Shared]", "  Shared: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: x}}\n");
  assert.deepEqual(await drift(own, { configuration: { layers: [arn("shared", 12)] } }), []);
  assert.deepEqual(await drift(own), ["Layers: 1, deployed 0 @[!Ref Shared]"]);
});

test("concurrency, dead-letter queue, log retention, aliases, URL and VPC", async () => {
  const queue = "arn:aws:sqs:eu-west-1:123456789012:failed";
  const group = `  Logs:
    Type: AWS::Logs::LogGroup
    Properties: {LogGroupName: !Sub "/aws/lambda/\${Orders}", RetentionInDays: 30}
`;
  const texts = ofSam(
    `ReservedConcurrentExecutions: 5\nDeadLetterQueue: {Type: SQS, TargetArn: "${queue}"}\nAutoPublishAlias: live\nFunctionUrlConfig: {AuthType: AWS_IAM}`,
    group,
  );
  const deployed = {
    reservedConcurrency: 5,
    logRetention: 30,
    aliases: [{ name: "live", version: "3", weights: {} }],
    urlAuthType: "AWS_IAM",
  };
  assert.deepEqual(await drift(texts, { ...deployed, configuration: { deadLetterTarget: queue } }), []);
  assert.deepEqual(
    await drift(texts, { reservedConcurrency: null, logRetention: null, aliases: [], urlAuthType: "NONE", configuration: { subnets: 2 } }),
    [
      "Reserved concurrency: 5, deployed null @5",
      `Dead-letter queue: set, deployed null @"${queue}"`,
      "Log retention: 30 days, deployed null @30",
      "Alias live: there, deployed null @AutoPublishAlias",
      "Function URL: AWS_IAM, deployed NONE @FunctionUrlConfig",
      "VPC: null, deployed 2 subnets @Orders",
    ],
  );
});

const source = (name: string, more: Partial<DeployedEventSource> = {}): DeployedEventSource => ({
  source: `arn:aws:sqs:eu-west-1:*:${name}`,
  state: "Enabled",
  batchSize: 10,
  batchingWindow: 0,
  reportsBatchItemFailures: false,
  hasFilter: false,
  ...more,
});

const QUEUE = "  Incoming:\n    Type: AWS::SQS::Queue\n";

test("event sources: property by property, paired by the name that is written or made", async () => {
  const event =
    "Events:\n  Incoming:\n    Type: SQS\n    Properties:\n      Queue: !GetAtt Incoming.Arn\n      FunctionResponseTypes: [ReportBatchItemFailures]";
  const texts = ofSam(event, QUEUE);
  const made = "shop-dev-Incoming-1AbC2dEf3GhI";
  assert.deepEqual(await drift(texts, { eventSources: [source(made, { reportsBatchItemFailures: true }), source("other")] }), [
    "Event source other: null, deployed enabled @Orders",
  ]);
  assert.deepEqual(
    await drift(texts, { eventSources: [source(made, { batchSize: 1, state: "Disabled", hasFilter: true, maximumConcurrency: 2 })] }),
    [
      `Event source ${made}: batch size: 10 (default), deployed 1 @Incoming`,
      `Event source ${made}: state: enabled (default), deployed disabled @Incoming`,
      `Event source ${made}: maximum concurrency: null, deployed 2 @Incoming`,
      `Event source ${made}: reports batch item failures: on, deployed off @[ReportBatchItemFailures]`,
      `Event source ${made}: filter: off (default), deployed on @Incoming`,
    ],
  );
  assert.deepEqual(await drift(texts, { eventSources: [] }), ["Event source Incoming: there, deployed null @Incoming"]);
});

test("event sources that may be one another's are left alone", async () => {
  const event = (name: string) => `\n  ${name}:\n    Type: SQS\n    Properties: {Queue: !ImportValue ${name}}`;
  const texts = ofSam(`Events:${event("First")}${event("Second")}`);
  assert.deepEqual(await drift(texts, { eventSources: [source("a"), source("b")] }), []);
});

test("Terraform: zero days of retention are for ever", async () => {
  const group = (days: number) => `resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/lambda/orders"
  retention_in_days = ${days}
}
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  handler       = "app.lambda_handler"
  runtime       = "python3.13"
  filename      = "a.zip"
}
`;
  assert.deepEqual(await drift({ "main.tf": group(0) }, { logRetention: null }), []);
  assert.deepEqual(await drift({ "main.tf": group(14) }, { logRetention: null }), ["Log retention: 14 days, deployed null @14"]);
});
