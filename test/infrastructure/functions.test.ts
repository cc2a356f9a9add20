import assert from "node:assert/strict";
import { test } from "node:test";
import { analyzeInfrastructure } from "../../server/src/infrastructure/analyze.ts";
import { functionAmong, infrastructureOf, resourceOf, stackOf, type Written } from "./stacks.ts";

test("settings: set, as a string too, certainly absent, not to be known", () => {
  const fn = functionAmong(
    {},
    { Timeout: 10, MemorySize: "512", Handler: { Unknown: "H" }, Runtime: { Assumed: "python3.9" }, Layers: [] },
  );
  assert.equal(fn.timeout.kind === "set" && fn.timeout.value, 10);
  assert.equal(fn.memory.kind === "set" && fn.memory.value, 512);
  assert.equal(fn.handler.kind, "computed");
  assert.equal(fn.runtime.kind, "computed");
  assert.equal(fn.layers.kind, "set");
  assert.equal(fn.tracing.kind, "absent");
});

test("what may be set is never absent", () => {
  const choice: Written = { "Fn::If": ["C", { Mode: "Active" }, { NoValue: true }] };
  const fn = functionAmong(
    {},
    { TracingConfig: choice, Timeout: { "Fn::If": ["C", 3, 4] }, VpcConfig: { Unknown: "V" }, MemorySize: { NoValue: true } },
  );
  assert.deepEqual([fn.tracing.kind, fn.timeout.kind, fn.vpc.kind, fn.memory.kind], ["computed", "computed", "computed", "absent"]);
});

test("a function whose properties are open has nothing absent", () => {
  const fn = infrastructureOf({ Fn: { Type: "AWS::Lambda::Function", IsOpen: true } }).functions[0];
  assert.deepEqual([fn?.timeout.kind, fn?.failureDestination.kind, fn?.logRetention.kind], ["computed", "computed", "computed"]);
});

const groups: { name: string; properties: { readonly [key: string]: Written }; group: Written }[] = [
  { name: "by reference", properties: {}, group: { "Fn::Sub": "/aws/lambda/${Fn}" } },
  { name: "by literal name", properties: { FunctionName: "orders" }, group: "/aws/lambda/orders" },
  {
    name: "by names with the same unknown part",
    properties: { FunctionName: { "Fn::Sub": "${AWS::StackName}-orders" } },
    group: { "Fn::Sub": "/aws/lambda/${AWS::StackName}-orders" },
  },
  { name: "by configuration", properties: { LoggingConfig: { LogGroup: { Ref: "Group" } } }, group: "/app" },
];

for (const { name, properties, group } of groups) {
  test(`log group ${name}`, () => {
    const fn = functionAmong(
      { Group: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: group, RetentionInDays: 14 } } },
      properties,
    );
    assert.equal(fn.logGroup?.id, "Group");
    assert.equal(fn.logRetention.kind === "set" && fn.logRetention.value, 14);
  });
}

test("log retention: absent, and not known", () => {
  assert.equal(functionAmong({}).logRetention.kind, "absent");
  assert.equal(functionAmong({ Group: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: "/app" } } }).logRetention.kind, "absent");
  assert.equal(
    functionAmong({ Group: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: { Unknown: "each.value" } } } }).logRetention.kind,
    "computed",
  );
  assert.equal(functionAmong({}, { LoggingConfig: { LogGroup: "/elsewhere" } }).logRetention.kind, "computed");
});

test("alarms: dimensions, metric math, composites, all functions, none of other functions", () => {
  const dimensions: Written = [{ Name: "FunctionName", Value: { Ref: "Fn" } }];
  const fn = functionAmong({
    Other: { Type: "AWS::Lambda::Function" },
    Plain: { Type: "AWS::CloudWatch::Alarm", Properties: { Namespace: "AWS/Lambda", Dimensions: dimensions } },
    Math: {
      Type: "AWS::CloudWatch::Alarm",
      Properties: {
        Metrics: [
          { Id: "a", MetricStat: { Metric: { Namespace: "AWS/Lambda", Dimensions: dimensions } } },
          { Id: "e", Expression: "a * 2" },
        ],
      },
    },
    Both: {
      Type: "AWS::CloudWatch::CompositeAlarm",
      Properties: { AlarmRule: { "Fn::Sub": 'ALARM("${Plain}") OR ALARM("${Elsewhere}")' } },
    },
    All: { Type: "AWS::CloudWatch::Alarm", Properties: { Namespace: "AWS/Lambda", MetricName: "Errors" } },
    OtherAlarm: {
      Type: "AWS::CloudWatch::Alarm",
      Properties: { Namespace: "AWS/Lambda", Dimensions: [{ Name: "FunctionName", Value: { Ref: "Other" } }] },
    },
    Queue: { Type: "AWS::CloudWatch::Alarm", Properties: { Namespace: "AWS/SQS", Dimensions: [{ Name: "QueueName", Value: "q" }] } },
  });
  assert.deepEqual(fn.alarms.map((alarm) => alarm.id).toSorted(), ["All", "Both", "Math", "Plain"]);
});

test("aliases, provisioned concurrency and rollout", () => {
  const fn = functionAmong({
    Version: { Type: "AWS::Lambda::Version", Properties: { FunctionName: { Ref: "Fn" } } },
    Live: {
      Type: "AWS::Lambda::Alias",
      Properties: { Name: "live", FunctionName: { Ref: "Fn" }, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 } },
    },
    Group: {
      Type: "AWS::CodeDeploy::DeploymentGroup",
      Properties: { Function: { Ref: "Fn" }, DeploymentConfigName: "CodeDeployDefault.LambdaCanary10Percent5Minutes" },
    },
  });
  assert.deepEqual(
    fn.aliases.map((alias) => alias.id),
    ["Live"],
  );
  assert.equal(fn.provisionedConcurrency.kind === "set" && fn.provisionedConcurrency.value, 2);
  assert.equal(fn.rollout.kind === "set" && fn.rollout.value, "Canary10Percent5Minutes");
  const plain = functionAmong({ Live: { Type: "AWS::Lambda::Alias", Properties: { FunctionName: { Ref: "Fn" } } } });
  assert.equal(plain.rollout.kind === "absent" && plain.rollout.resource.id, "Live");
});

test("failure destinations", () => {
  const queue = { Queue: { Type: "AWS::SQS::Queue" } };
  const target: Written = { "Fn::GetAtt": ["Queue", "Arn"] };
  const letter = functionAmong(queue, { DeadLetterConfig: { TargetArn: target } }).failureDestination;
  assert.deepEqual(letter.kind === "set" && [letter.value.kind, letter.value.target?.id], ["dead-letter-queue", "Queue"]);
  const config = {
    Type: "AWS::Lambda::EventInvokeConfig",
    Properties: { FunctionName: { Ref: "Fn" }, DestinationConfig: { OnFailure: { Destination: target } } },
  };
  const fn = functionAmong({ ...queue, Config: config });
  assert.deepEqual(fn.failureDestination.kind === "set" && [fn.failureDestination.value.kind, fn.failureDestination.value.target?.id], [
    "on-failure",
    "Queue",
  ]);
  assert.equal(fn.invokeConfig?.id, "Config");
  assert.equal(functionAmong({}).failureDestination.kind, "absent");
  const maybe: Written = { "Fn::If": ["C", { TargetArn: target }, { NoValue: true }] };
  assert.equal(functionAmong(queue, { DeadLetterConfig: maybe }).failureDestination.kind, "computed");
});

test("names that are literal in both places, ARNs that are joined, URLs of queues", () => {
  const infrastructure = infrastructureOf({
    Orders: { Type: "AWS::SQS::Queue", Properties: { QueueName: "orders" } },
    Topic: { Type: "AWS::SNS::Topic", Properties: { TopicName: "orders" } },
    Files: { Type: "AWS::S3::Bucket", Properties: { BucketName: { "Fn::Sub": "${AWS::StackName}-files" } } },
    Fn: {
      Type: "AWS::Lambda::Function",
      Properties: {
        Environment: {
          Variables: {
            A: { "Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders" },
            B: "https://sqs.eu-west-1.amazonaws.com/123456789012/orders",
            C: { "Fn::Sub": "arn:aws:s3:::${AWS::StackName}-files/*" },
            D: "arn:aws:sqs:eu-west-1:123456789012:others",
          },
        },
      },
    },
  });
  const [stack] = infrastructure.stacks;
  const variables = infrastructure.functions[0]?.environment;
  assert.ok(stack && variables?.kind === "set");
  const named = [...variables.value.entries.values()].map((entry) =>
    infrastructure.named(entry.value, stack).map((resource) => resource.id),
  );
  assert.deepEqual(named, [["Orders"], ["Orders"], ["Files"], []]);
  assert.deepEqual(
    infrastructure.referrers(resourceOf(infrastructure, "Orders")).map((resource) => resource.id),
    ["Fn"],
  );
  assert.deepEqual(infrastructure.referrers(resourceOf(infrastructure, "Topic")), []);
});

test("dead letters: by redrive, by destination, by name, from another stack", () => {
  const one = stackOf({
    Failed: { Type: "AWS::SQS::Queue", Properties: { QueueName: "failed-jobs" } },
    Parked: { Type: "AWS::SQS::Queue" },
    OrdersDlq: { Type: "AWS::SQS::Queue" },
    Allows: { Type: "AWS::SQS::Queue", Properties: { RedriveAllowPolicy: { redrivePermission: "allowAll" } } },
    Jobs: { Type: "AWS::SQS::Queue", Properties: { RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["Parked", "Arn"] } } } },
  });
  const other = stackOf({
    Fn: {
      Type: "AWS::Lambda::Function",
      Properties: { DeadLetterConfig: { TargetArn: "arn:aws:sqs:eu-west-1:123456789012:failed-jobs" } },
    },
  });
  const infrastructure = analyzeInfrastructure([one, other]);
  const letters = [...one.resources.values()].filter((resource) => infrastructure.isDeadLetter(resource)).map((resource) => resource.id);
  assert.deepEqual(letters, ["Failed", "Parked", "OrdersDlq", "Allows"]);
});

test("what belongs to a function", () => {
  const infrastructure = infrastructureOf({
    Fn: { Type: "AWS::Lambda::Function" },
    Live: { Type: "AWS::Lambda::Alias", Properties: { FunctionName: { Ref: "Fn" } } },
    Url: { Type: "AWS::Lambda::Url", Properties: { TargetFunctionArn: { Ref: "Live" } } },
    Role: { Type: "AWS::IAM::Role", Owner: "Fn" },
    Queue: { Type: "AWS::SQS::Queue" },
  });
  const names = ["Fn", "Live", "Url", "Role", "Queue"].map((id) => infrastructure.functionOf(resourceOf(infrastructure, id))?.name);
  assert.deepEqual(names, ["Fn", "Fn", "Fn", "Fn", undefined]);
  assert.equal(infrastructure.functions[0]?.url?.id, "Url");
});

test("a reservation of -1 is none", () => {
  assert.equal(functionAmong({}, { ReservedConcurrentExecutions: -1 }).reservedConcurrency.kind, "absent");
  assert.equal(functionAmong({}, { ReservedConcurrentExecutions: 0 }).reservedConcurrency.kind, "set");
});

test("what was found out of a stack is kept when another one changes", () => {
  const written = { F: { Type: "AWS::Lambda::Function", Properties: {} } };
  const [kept, before, after] = [stackOf(written), stackOf(written), stackOf(written)];
  const [first] = analyzeInfrastructure([kept, before]).functionsOf(kept);
  const [again] = analyzeInfrastructure([kept, after]).functionsOf(kept);
  assert.ok(first);
  assert.equal(again, first);
});
