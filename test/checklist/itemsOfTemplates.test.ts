/** Items that are read from templates and other files: triggers, timeouts, memory, retries, what is kept. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { eventSourceFits } from "../../server/src/checklist/items/event-source-fits.ts";
import { failureDestination } from "../../server/src/checklist/items/failure-destination.ts";
import { memoryMeasured } from "../../server/src/checklist/items/memory-measured.ts";
import { retriesUnderstood } from "../../server/src/checklist/items/retries-understood.ts";
import { timeoutChosen } from "../../server/src/checklist/items/timeout-chosen.ts";
import { ROOT, type Texts } from "../memoryProject.ts";
import { event, sam, signsOf, verdict } from "./signs.ts";

const CODE = "def handler(event, context):\n    return {}\n";
const REPORTS = `
def handler(event, context):
    failed = []
    for record in event["Records"]:
        failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
`;

const texts = (properties: string, resources = "", code = CODE): Texts => ({
  "template.yaml": sam(properties, resources),
  "src/app.py": code,
});

const QUEUE = `
Queue:
  Type: AWS::SQS::Queue
  Properties:
    RedrivePolicy:
      deadLetterTargetArn: !GetAtt Failed.Arn
      maxReceiveCount: 5
Failed:
  Type: AWS::SQS::Queue
`;
const TABLE = `
Table:
  Type: AWS::DynamoDB::Table
  Properties:
    StreamSpecification:
      StreamViewType: NEW_IMAGE
`;
const STREAM = "Stream: !GetAtt Table.StreamArn\nStartingPosition: LATEST";
const SCHEDULE = event("Schedule", "Schedule: rate(1 day)");
const GET = event("Api", "Path: /orders\nMethod: get");

test("event-source-fits shows what invokes the function", async () => {
  assert.equal(verdict(await signsOf(eventSourceFits, texts(GET))), "supports: It is invoked by GET /orders");
  assert.equal(verdict(await signsOf(eventSourceFits, texts("Timeout: 5"))), undefined);
});

test("timeout-chosen shows the timeout, and says so where only a deployment knows it", async () => {
  assert.equal(verdict(await signsOf(timeoutChosen, texts("Timeout: 5"))), "supports: The timeout is set for this function: 5 s");
  assert.match(verdict(await signsOf(timeoutChosen, texts("Timeout: !Ref Seconds"))) ?? "", /only a deployment knows$/);
  assert.equal(verdict(await signsOf(timeoutChosen, texts("MemorySize: 256"))), undefined);
});

describe("memory-measured", () => {
  const file = (path: string, text: string) => ({ path: `${ROOT}/${path}`, text });
  const seen = async (properties: string, workspace: Parameters<typeof signsOf>[3]) =>
    verdict(await signsOf(memoryMeasured, texts(properties), "Work", workspace));

  test("a number alone proves nothing", async () => {
    assert.equal(await seen("MemorySize: 512", {}), "supports: Memory is set, and nothing here shows that it was measured: 512 MB");
    assert.equal(await seen("Timeout: 5", {}), undefined);
  });

  test("a measurement of the function does, one of another does not", async () => {
    const named = "FunctionName: create-order";
    const tuning = (name: string) => ({
      powerTuning: () => [file("tuning.json", `{"lambdaARN": "arn:aws:lambda:eu-west-1:1:function:${name}"}`)],
    });
    assert.equal(await seen(named, tuning("create-order")), "proves: AWS Lambda Power Tuning is set up for it: Work");
    assert.equal(await seen(named, tuning("create-order-items")), undefined);
    const advice = { powerTuning: () => [file("notes.yaml", "Measure with power tuning: create-order")] };
    assert.equal(await seen(named, advice), undefined);
  });

  test("a load test of its route does, with a memory that is set", async () => {
    const load = { loadTests: () => [file("load/orders.yml", "scenarios:\n  - get: /orders")] };
    assert.equal(await seen(`MemorySize: 512\n${GET}`, load), "proves: A load test calls it: /orders");
    assert.equal(await seen(GET, load), "supports: A load test calls it: /orders");
    const other = { loadTests: () => [file("load/users.yml", "scenarios:\n  - get: /users")] };
    assert.match((await seen(`MemorySize: 512\n${GET}`, other)) ?? "", /^supports: Memory is set, and nothing/);
  });
});

describe("retries-understood", () => {
  const seen = async (...given: Parameters<typeof texts>) => verdict(await signsOf(retriesUnderstood, texts(...given)));

  test("does not apply where all callers wait", async () => {
    assert.match((await seen(GET)) ?? "", /^does-not-apply: .*: GET \/orders$/);
    assert.equal(await seen("Timeout: 5"), undefined);
    assert.equal(await seen(SCHEDULE), undefined);
  });

  test("queues: receives, and failures by message", async () => {
    const each = event("SQS", "Queue: !GetAtt Queue.Arn\nBatchSize: 1");
    assert.match((await seen(each, QUEUE)) ?? "", /^proves: .*: 5 receives of a message$/);
    const many = event("SQS", "Queue: !GetAtt Queue.Arn");
    assert.equal(await seen(many, QUEUE, REPORTS), undefined);
    const reported = event("SQS", "Queue: !GetAtt Queue.Arn\nFunctionResponseTypes: [ReportBatchItemFailures]");
    assert.match((await seen(reported, QUEUE, REPORTS)) ?? "", /^proves/);
    assert.equal(await seen(reported, QUEUE), undefined);
    assert.equal(await seen(each, QUEUE.replace("maxReceiveCount: 5", "maxReceiveCount: !Ref Times")), undefined);
  });

  test("streams: a limit, and batches that are halved", async () => {
    const limits = "MaximumRetryAttempts: 3\nBisectBatchOnFunctionError: true";
    assert.match((await seen(event("DynamoDB", `${STREAM}\n${limits}`), TABLE)) ?? "", /^proves: .*: 3 more attempts for a batch$/);
    assert.equal(await seen(event("DynamoDB", `${STREAM}\nMaximumRetryAttempts: 3`), TABLE), undefined);
    assert.equal(await seen(event("DynamoDB", `${STREAM}\nBisectBatchOnFunctionError: true`), TABLE), undefined);
  });

  test("asynchronous events: attempts or age", async () => {
    assert.match(
      (await seen(`${SCHEDULE}\nEventInvokeConfig:\n  MaximumRetryAttempts: 1`)) ?? "",
      /^proves: .*: 1 more attempts for an event$/,
    );
  });
});

describe("failure-destination", () => {
  const seen = async (...given: Parameters<typeof texts>) => verdict(await signsOf(failureDestination, texts(...given)));

  test("does not apply where callers wait and see what fails", async () => {
    assert.match((await seen(GET)) ?? "", /^does-not-apply: Its callers wait for the answer and see what fails.*: GET \/orders$/);
  });

  test("a trigger that is switched off, or keeps warm, changes nothing", async () => {
    assert.match(
      (await seen(
        `${GET}\n  Warmer:\n    Type: Schedule\n    Properties:\n      Schedule: rate(5 minutes)\n      Description: keep warm`,
      )) ?? "",
      /^does-not-apply/,
    );
  });

  test("an API that tells Lambda not to wait is no caller that waits", async () => {
    const serverless = (more: string) => `
service: orders
provider:
  name: aws
  runtime: nodejs22.x
functions:
  work:
    handler: index.handler
    events:
      - http:
          path: /orders
          method: post
${more}`;
    assert.match(verdict(await signsOf(failureDestination, { "serverless.yml": serverless("") })) ?? "", /^does-not-apply/);
    assert.equal(verdict(await signsOf(failureDestination, { "serverless.yml": serverless("          async: true\n") })), undefined);
    const described = (header: string) => `
Api:
  Type: AWS::Serverless::Api
  Properties:
    StageName: live
    DefinitionBody:
      paths:
        /orders:
          post:
            x-amazon-apigateway-integration:
              type: aws
              uri: !Sub arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\${Work.Arn}/invocations
              requestParameters:
                integration.request.header.${header}: "'Event'"
`;
    const post = event("Api", "Path: /orders\nMethod: post\nRestApiId: !Ref Api");
    assert.match((await seen(post, described("X-Other"))) ?? "", /^does-not-apply/);
    assert.equal(await seen(post, described("X-Amz-Invocation-Type")), undefined);
  });

  test("queues, streams and asynchronous events", async () => {
    assert.match((await seen(event("SQS", "Queue: !GetAtt Queue.Arn"), QUEUE)) ?? "", /^proves/);
    assert.equal(await seen(event("SQS", "Queue: arn:aws:sqs:eu-west-1:1:elsewhere")), undefined);
    const kept = "DestinationConfig:\n  OnFailure:\n    Type: SQS\n    Destination: !GetAtt Failed.Arn";
    assert.match((await seen(event("DynamoDB", `${STREAM}\n${kept}`), TABLE + QUEUE)) ?? "", /^proves/);
    assert.equal(await seen(event("DynamoDB", STREAM), TABLE), undefined);
    const letters = "DeadLetterQueue:\n  Type: SQS\n  TargetArn: !GetAtt Failed.Arn";
    assert.match((await seen(`${SCHEDULE}\n${letters}`, QUEUE)) ?? "", /^proves: What cannot be handled is kept: schedule rate\(1 day\)$/);
    assert.equal(await seen(SCHEDULE), undefined);
  });

  test("one source that is not covered leaves it open", async () => {
    const both = `${event("SQS", "Queue: !GetAtt Queue.Arn")}\n  Daily:\n    Type: Schedule\n    Properties:\n      Schedule: rate(1 day)`;
    assert.match((await seen(both, QUEUE)) ?? "", /^supports/);
  });

  test("in Terraform, the CDK and the Serverless Framework as well", async () => {
    const terraform = `
resource "aws_sqs_queue" "failed" {
  name = "failed"
}
resource "aws_sqs_queue" "orders" {
  name           = "orders"
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.failed.arn, maxReceiveCount = 4 })
}
resource "aws_lambda_function" "work" {
  function_name = "work"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "work.zip"
  role          = "arn:aws:iam::1:role/x"
}
resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.work.arn
  batch_size       = 1
}
`;
    assert.match(verdict(await signsOf(failureDestination, { "main.tf": terraform })) ?? "", /^proves/);
    assert.match(verdict(await signsOf(retriesUnderstood, { "main.tf": terraform })) ?? "", /^proves: .*: 4 receives of a message$/);
    const serverless = `
service: orders
provider:
  name: aws
  runtime: nodejs22.x
functions:
  work:
    handler: index.handler
    events:
      - httpApi: GET /orders
`;
    assert.match(verdict(await signsOf(failureDestination, { "serverless.yml": serverless })) ?? "", /^does-not-apply/);
    const cdk = `
import * as cdk from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as sqs from "aws-cdk-lib/aws-sqs";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";

export class OrdersStack extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
    const failed = new sqs.Queue(this, "Failed");
    const queue = new sqs.Queue(this, "Queue", { deadLetterQueue: { queue: failed, maxReceiveCount: 3 } });
    const work = new lambda.Function(this, "Work", {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: "index.handler",
      code: lambda.Code.fromAsset("src"),
    });
    work.addEventSource(new SqsEventSource(queue, { batchSize: 1 }));
  }
}
const app = new cdk.App();
new OrdersStack(app, "Orders");
`;
    assert.match(verdict(await signsOf(retriesUnderstood, { "cdk.json": "{}", "bin/app.ts": cdk })) ?? "", /^proves: .*: 3 receives/);
  });
});
