/** Repairs of CDK programs: what is written, and that compilers take it. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Resource, Stack } from "../../server/src/model/infrastructure.ts";
import { createCdkRewriter } from "../../server/src/rewrite/cdk/index.ts";
import { type Change, type NewValue, reference } from "../../server/src/rewrite/template.ts";
import { applyEdits } from "../../server/src/rewrite/text.ts";
import { readStack, readStacks, resource } from "../extract/cdkStacks.ts";
import { Compilers } from "../rules/compilers.ts";

const compilers = new Compilers();
after(() => assert.deepEqual(compilers.complaints(), []));

const TYPESCRIPT = `import * as cdk from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";

export class ShopStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const queue = new sqs.Queue(this, "Orders", { visibilityTimeout: cdk.Duration.seconds(30) });

    // Handles orders
    const fn = new lambda.Function(this, "Handler", {
      runtime: lambda.Runtime.NODEJS_16_X,
      handler: "index.handler",
      environment: { A: "1" },
      code: lambda.Code.fromAsset("lambda"), // the code
    });
    fn.addEventSource(new SqsEventSource(queue));
  }
}
`;

const PYTHON = `from aws_cdk import Stack, aws_lambda as _lambda, aws_sqs as sqs
from aws_cdk.aws_lambda_event_sources import SqsEventSource


class ShopStack(Stack):
    def __init__(self, scope, construct_id, **kwargs):
        super().__init__(scope, construct_id, **kwargs)
        self.queue = sqs.Queue(self, "Orders")
        # Handles orders
        fn = _lambda.Function(
            self,
            "Handler",
            runtime=_lambda.Runtime.PYTHON_3_8,
            handler="index.handler",
            code=_lambda.Code.from_asset("lambda"),  # the code
        )
        fn.add_event_source(SqsEventSource(self.queue))
`;

type Ask = (stack: Stack, of: (id: string) => Resource) => readonly Change[];

/** The lines a repair adds or changes; undefined where there is none. */
function repair(text: string, ask: Ask, path = text === PYTHON ? "shop/stack.py" : "lib/stack.ts"): readonly string[] | undefined {
  const stack = readStack(text, path);
  const edits = createCdkRewriter(stack).change(ask(stack, (id) => resource(stack, id)));
  if (edits === undefined) return undefined;
  const result = applyEdits(text, `/project/${path}`, edits);
  compilers.add(path, path, result);
  const before = new Set(text.split(/\r?\n/));
  return result.split(/\r?\n/).filter((line) => line !== "" && !before.has(line));
}

function set(id: string, path: string, value: NewValue): Ask {
  return (_, of) => [{ kind: "set", resource: of(id), path: path.split("."), value }];
}

const DEAD_LETTERS: Ask = (_, of) => [
  {
    kind: "add",
    after: of("Handler"),
    id: "HandlerDlq",
    type: "AWS::SQS::Queue",
    properties: { MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true },
  },
  { kind: "set", resource: of("Handler"), path: ["DeadLetterConfig", "TargetArn"], value: reference("HandlerDlq", "Arn") },
];

const ALARM: Ask = (_, of) => [
  {
    kind: "add",
    after: of("Orders"),
    id: "OrdersAlarm",
    type: "AWS::CloudWatch::Alarm",
    properties: {
      Namespace: "AWS/SQS",
      MetricName: "ApproximateNumberOfMessagesVisible",
      Dimensions: [{ Name: "QueueName", Value: reference("Orders", "QueueName") }],
      Statistic: "Maximum",
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      TreatMissingData: "notBreaching",
    },
  },
];

test("TypeScript: props of a function", () => {
  assert.deepEqual(repair(TYPESCRIPT, set("Handler", "Timeout", 90)), ["      timeout: cdk.Duration.seconds(90),"]);
  assert.deepEqual(repair(TYPESCRIPT, set("Handler", "TracingConfig.Mode", "Active")), ["      tracing: lambda.Tracing.ACTIVE,"]);
  assert.deepEqual(repair(TYPESCRIPT, set("Handler", "Runtime", "nodejs22.x")), ["      runtime: lambda.Runtime.NODEJS_22_X,"]);
  assert.deepEqual(repair(TYPESCRIPT, set("Handler", "Architectures", ["arm64"])), ["      architecture: lambda.Architecture.ARM_64,"]);
  assert.deepEqual(repair(TYPESCRIPT, set("Handler", "Environment.Variables.QUEUE", reference("Orders"))), [
    '      environment: { A: "1", QUEUE: queue.queueUrl },',
  ]);
  assert.deepEqual(repair(TYPESCRIPT, set("Orders", "VisibilityTimeout", 180)), [
    '    const queue = new sqs.Queue(this, "Orders", { visibilityTimeout: cdk.Duration.minutes(3) });',
  ]);
  assert.deepEqual(
    repair(TYPESCRIPT, (_, of) => [{ kind: "remove", resource: of("Handler"), path: ["Handler"] }]),
    [],
  );
});

test("TypeScript: options of an event source", () => {
  const report = repair(TYPESCRIPT, (_, of) => [
    { kind: "set", resource: of("Handler/OrdersEventSource"), path: ["FunctionResponseTypes"], value: ["ReportBatchItemFailures"] },
    { kind: "set", resource: of("Handler/OrdersEventSource"), path: ["MaximumBatchingWindowInSeconds"], value: 5 },
  ]);
  assert.deepEqual(report, [
    "    fn.addEventSource(new SqsEventSource(queue, { reportBatchItemFailures: true, maxBatchingWindow: cdk.Duration.seconds(5) }));",
  ]);
  const failed = repair(TYPESCRIPT, (_, of) => [
    { kind: "add", after: of("Handler"), id: "Failed", type: "AWS::SQS::Queue", properties: {} },
    {
      kind: "set",
      resource: of("Handler/OrdersEventSource"),
      path: ["DestinationConfig", "OnFailure", "Destination"],
      value: reference("Failed", "Arn"),
    },
  ]);
  assert.deepEqual(failed, [
    'import { SqsEventSource, SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";',
    '    const failed = new sqs.Queue(this, "Failed");',
    "    fn.addEventSource(new SqsEventSource(queue, { onFailure: new SqsDlq(failed) }));",
  ]);
});

test("TypeScript: new constructs stand above what names them", () => {
  assert.deepEqual(repair(TYPESCRIPT, DEAD_LETTERS), [
    '    const handlerDlq = new sqs.Queue(this, "HandlerDlq", {',
    "      retentionPeriod: cdk.Duration.days(14),",
    "      encryption: sqs.QueueEncryption.SQS_MANAGED,",
    "      deadLetterQueue: handlerDlq,",
  ]);
  assert.deepEqual(repair(TYPESCRIPT, ALARM)?.slice(0, 3), [
    'import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";',
    '    new cloudwatch.Alarm(this, "OrdersAlarm", {',
    '      metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: "Maximum", period: cdk.Duration.minutes(5) }),',
  ]);
});

test("TypeScript: what a function says of asynchronous events is its own", () => {
  const limits = repair(TYPESCRIPT, (_, of) => [
    {
      kind: "add",
      after: of("Handler"),
      id: "Config",
      type: "AWS::Lambda::EventInvokeConfig",
      properties: { FunctionName: reference("Handler"), Qualifier: "$LATEST", MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 3600 },
    },
  ]);
  assert.deepEqual(limits, ["      retryAttempts: 1,", "      maxEventAge: cdk.Duration.hours(1),"]);
});

test("Python: keyword arguments, statements and imports", () => {
  const imports = "from aws_cdk import Stack, aws_lambda as _lambda, aws_sqs as sqs, Duration";
  assert.deepEqual(repair(PYTHON, set("Handler", "Timeout", 10)), [imports, "            timeout=Duration.seconds(10),"]);
  assert.deepEqual(repair(PYTHON, set("Handler", "Environment.Variables.Q", reference("Orders"))), [
    '            environment={"Q": self.queue.queue_url},',
  ]);
  assert.deepEqual(repair(PYTHON, DEAD_LETTERS), [
    imports,
    "        handler_dlq = sqs.Queue(",
    '            "HandlerDlq",',
    "            retention_period=Duration.days(14),",
    "            encryption=sqs.QueueEncryption.SQS_MANAGED,",
    "            dead_letter_queue=handler_dlq,",
  ]);
  assert.deepEqual(repair(PYTHON, set("Handler/OrdersEventSource", "FunctionResponseTypes", ["ReportBatchItemFailures"])), [
    "        fn.add_event_source(SqsEventSource(self.queue, report_batch_item_failures=True))",
  ]);
  const redrive = repair(PYTHON, (_, of) => [
    { kind: "add", after: of("Orders"), id: "Dead", type: "AWS::SQS::Queue", properties: {} },
    {
      kind: "set",
      resource: of("Orders"),
      path: ["RedrivePolicy"],
      value: { deadLetterTargetArn: reference("Dead", "Arn"), maxReceiveCount: 5 },
    },
  ]);
  assert.deepEqual(redrive, [
    '        dead = sqs.Queue(self, "Dead")',
    '        self.queue = sqs.Queue(self, "Orders", dead_letter_queue=sqs.DeadLetterQueue(queue=dead, max_receive_count=5))',
  ]);
  assert.ok(
    repair(PYTHON, ALARM)?.includes(
      '            metric=self.queue.metric_approximate_number_of_messages_visible(statistic="Maximum", period=Duration.minutes(5)),',
    ),
  );
});

test("a literal is replaced by one of its kind", () => {
  const replaced = repair(TYPESCRIPT, (_, of) => {
    const runtime = of("Handler").properties.entries.get("Runtime")?.value.place;
    return runtime === undefined
      ? []
      : [{ kind: "replace", resource: of("Handler"), start: runtime.start, end: runtime.end, value: "nodejs20.x" }];
  });
  assert.deepEqual(replaced, ["      runtime: lambda.Runtime.NODEJS_20_X,"]);
});

test("line ends, single quotes, shared props and functions without any", () => {
  const crlf = TYPESCRIPT.replaceAll("\n", "\r\n");
  const stack = readStack(crlf);
  const edits = createCdkRewriter(stack).change(DEAD_LETTERS(stack, (id) => resource(stack, id)));
  assert.ok(edits);
  assert.doesNotMatch(applyEdits(crlf, "/project/lib/stack.ts", edits), /[^\r]\n/);
  const bare = `import { Stack } from 'aws-cdk-lib';
import { Function } from 'aws-cdk-lib/aws-lambda';
export class S extends Stack {
  common = {};
  constructor(scope: any, id: string, props: any) {
    super(scope, id);
    new Function(this, 'A');
    new Function(this, 'B', props);
  }
}
`;
  assert.deepEqual(repair(bare, set("A", "Timeout", 3)), [
    "import { Stack, Duration } from 'aws-cdk-lib';",
    "    new Function(this, 'A', { timeout: Duration.seconds(3) });",
  ]);
  assert.deepEqual(repair(bare, set("B", "MemorySize", 256)), ["    new Function(this, 'B', { ...props, memorySize: 256 });"]);
});

test("nothing is written that is not certain", () => {
  const first = `import * as sqs from "@aws-cdk/aws-sqs"; import * as lambda from "@aws-cdk/aws-lambda"; import * as core from "@aws-cdk/core";
export class S extends core.Stack {
  constructor(scope: any, id: string) {
    super(scope, id);
    for (const name of ["a", "b"]) {
      new lambda.Function(this, "Handler", { runtime: lambda.Runtime.NODEJS_16_X });
    }
    new lambda.Function(this, "Other", { deadLetterQueueEnabled: flag() });
  }
}
`;
  assert.equal(repair(first, DEAD_LETTERS), undefined, "an id in a loop");
  const logs: Ask = (_, of) => [
    { kind: "add", after: of("Other"), id: "Logs", type: "AWS::Logs::LogGroup", properties: { RetentionInDays: 30 } },
  ];
  assert.equal(repair(first, logs), undefined, "a package of version 1 that may not be there");
  assert.equal(repair(first, set("Other", "Runtime", "cobol1.x")), undefined, "no such member");
  assert.equal(repair(first, set("Other", "Tags", "x")), undefined, "no such prop");
  assert.equal(repair(TYPESCRIPT, set("Handler/Role", "RoleName", "x")), undefined, "nobody wrote the role");
});

test("what only cdk.out tells is computed in the source, and stays so", () => {
  const source = TYPESCRIPT.replace("environment:", "timeout: settings.timeout, environment:");
  const made = {
    Type: "AWS::Lambda::Function",
    Properties: { Handler: "index.handler", Runtime: "nodejs16.x", Timeout: 60 },
    Metadata: { "aws:cdk:path": "Shop/Handler/Resource" },
  };
  const assembly = JSON.stringify({ Resources: { Handler: made } });
  const [stack] = readStacks({ "cdk.json": "{}", "lib/stack.ts": source, "cdk.out/Shop.template.json": assembly });
  assert.ok(stack);
  const fn = resource(stack, "Handler");
  const rewriter = createCdkRewriter(stack);
  assert.equal(rewriter.change([{ kind: "set", resource: fn, path: ["Timeout"], value: 30 }]), undefined);
  assert.notEqual(rewriter.change([{ kind: "set", resource: fn, path: ["MemorySize"], value: 512 }]), undefined);
});
