/** What repairs make is still a template: cfn-lint says nothing of it that it did not say before. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Change, reference } from "../../server/src/rewrite/template.ts";
import { complaints, newComplaints } from "./cfnLint.ts";
import { changed, type Find, lines } from "./cloudFormationCase.ts";

const trust = '{"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}]}';

const plain = lines(
  'AWSTemplateFormatVersion: "2010-09-09"',
  "Resources:",
  "  Work:",
  "    Type: AWS::Lambda::Function",
  "    Properties:",
  "      Runtime: python3.13",
  "      Handler: index.handler # in the template",
  "      Role: !GetAtt Role.Arn",
  "      Code:",
  "        ZipFile: |",
  "          def handler(event, context):",
  "              # nothing yet",
  "              return event",
  "",
  "  Role:",
  "    Type: AWS::IAM::Role",
  "    Properties:",
  `      AssumeRolePolicyDocument: ${trust}`,
  "      ManagedPolicyArns: []",
  "",
  "  Jobs:",
  "    Type: AWS::SQS::Queue",
  "",
  "  FromJobs:",
  "    Type: AWS::Lambda::EventSourceMapping",
  "    Properties: { FunctionName: !Ref Work, EventSourceArn: !GetAtt Jobs.Arn }",
  "",
  "  Tick:",
  "    Type: AWS::Events::Rule",
  "    Properties:",
  "      ScheduleExpression: rate(5 minutes)",
  "      Targets:",
  "        - Arn: !GetAtt Work.Arn",
  "          Id: work",
);

const json = lines(
  "{",
  '  "AWSTemplateFormatVersion": "2010-09-09",',
  '  "Resources": {',
  '    "Work": {',
  '      "Type": "AWS::Lambda::Function",',
  '      "Properties": {',
  '        "Runtime": "nodejs22.x",',
  '        "Handler": "index.handler",',
  '        "Role": { "Fn::GetAtt": ["Role", "Arn"] },',
  '        "Code": { "ZipFile": "exports.handler = async () => {};" }',
  "      }",
  "    },",
  '    "Role": {',
  '      "Type": "AWS::IAM::Role",',
  '      "Properties": {',
  `        "AssumeRolePolicyDocument": ${trust}`,
  "      }",
  "    },",
  '    "Jobs": { "Type": "AWS::SQS::Queue" },',
  '    "FromJobs": {',
  '      "Type": "AWS::Lambda::EventSourceMapping",',
  '      "Properties": { "FunctionName": { "Ref": "Work" }, "EventSourceArn": { "Fn::GetAtt": ["Jobs", "Arn"] } }',
  "    },",
  '    "Tick": {',
  '      "Type": "AWS::Events::Rule",',
  '      "Properties": {',
  '        "ScheduleExpression": "rate(5 minutes)",',
  '        "Targets": [{ "Arn": { "Fn::GetAtt": ["Work", "Arn"] }, "Id": "work" }]',
  "      }",
  "    }",
  "  }",
  "}",
);

const sam = lines(
  "Transform: AWS::Serverless-2016-10-31",
  "Globals: {Function: {Runtime: nodejs22.x}}",
  "Resources:",
  "  Work:",
  "    Type: AWS::Serverless::Function",
  "    Properties:",
  "      Handler: index.handler",
  "      InlineCode: |",
  "        exports.handler = async () => {};",
  "      Policies: AWSLambdaBasicExecutionRole",
  "      Events:",
  "        FromJobs:",
  "          Type: SQS",
  "          Properties: {Queue: !GetAtt Jobs.Arn}",
  "        Changes:",
  "          Type: DynamoDB",
  "          Properties:",
  "            Stream: !GetAtt Table.StreamArn",
  "            StartingPosition: LATEST",
  "        Tick:",
  "          Type: Schedule",
  "          Properties:",
  "            Schedule: rate(5 minutes)",
  "        Read:",
  "          Type: Api",
  "          Properties: {Method: get, Path: /jobs}",
  "  Jobs:",
  "    Type: AWS::SQS::Queue",
  "  Table:",
  "    Type: AWS::DynamoDB::Table",
  "    Properties:",
  "      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]",
  "      KeySchema: [{AttributeName: id, KeyType: HASH}]",
  "      BillingMode: PAY_PER_REQUEST",
  "      StreamSpecification: {StreamViewType: NEW_IMAGE}",
);

const send = { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: reference("Failures", "Arn") };
const policy = { PolicyName: "Failures", PolicyDocument: { Version: "2012-10-17", Statement: [send] } };
const tracing = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess";

/** Repairs that mean the same in all of the templates. */
function common(find: Find, role: string, mapping: string, tick: string): Change[] {
  const work = find("Work");
  const errors = { Namespace: "AWS/Lambda", MetricName: "Errors", Statistic: "Sum", Period: 300, EvaluationPeriods: 1, Threshold: 0 };
  const alarm = {
    ...errors,
    ComparisonOperator: "GreaterThanThreshold",
    Dimensions: [{ Name: "FunctionName", Value: reference("Work") }],
    TreatMissingData: "notBreaching",
  };
  return [
    { kind: "set", resource: work, path: ["Timeout"], value: 30 },
    { kind: "set", resource: work, path: ["MemorySize"], value: 512 },
    { kind: "set", resource: work, path: ["TracingConfig", "Mode"], value: "Active" },
    { kind: "set", resource: work, path: ["Architectures"], value: ["arm64"] },
    { kind: "set", resource: work, path: ["Environment", "Variables", "FAILURES"], value: reference("Failures") },
    { kind: "set", resource: work, path: ["LoggingConfig"], value: { LogFormat: "JSON", LogGroup: reference("WorkLogs") } },
    { kind: "append", resource: find(role), path: ["ManagedPolicyArns"], items: [tracing] },
    { kind: "append", resource: find(role), path: ["Policies"], items: [policy] },
    { kind: "add", after: work, id: "Failures", type: "AWS::SQS::Queue", properties: { MessageRetentionPeriod: 1_209_600 } },
    { kind: "add", after: work, id: "WorkLogs", type: "AWS::Logs::LogGroup", properties: { RetentionInDays: 30 } },
    { kind: "add", after: work, id: "WorkErrors", type: "AWS::CloudWatch::Alarm", properties: alarm },
    {
      kind: "set",
      resource: find("Jobs"),
      path: ["RedrivePolicy"],
      value: { deadLetterTargetArn: reference("Failures", "Arn"), maxReceiveCount: 5 },
    },
    { kind: "set", resource: find("Jobs"), path: ["VisibilityTimeout"], value: 180 },
    { kind: "set", resource: find(mapping), path: ["FunctionResponseTypes"], value: ["ReportBatchItemFailures"] },
    { kind: "set", resource: find(mapping), path: ["ScalingConfig", "MaximumConcurrency"], value: 5 },
    { kind: "set", resource: find(tick), path: ["Targets", "0", "DeadLetterConfig", "Arn"], value: reference("Failures", "Arn") },
    { kind: "set", resource: find(tick), path: ["Targets", "0", "RetryPolicy"], value: { MaximumRetryAttempts: 3 } },
  ];
}

const onFailure = { FunctionName: reference("Work"), Qualifier: "$LATEST", MaximumRetryAttempts: 1 };
const destination = { DestinationConfig: { OnFailure: { Destination: reference("Failures", "Arn") } } };

function ofPlain(find: Find): Change[] {
  const work = find("Work");
  return [
    ...common(find, "Role", "FromJobs", "Tick"),
    { kind: "set", resource: work, path: ["DeadLetterConfig", "TargetArn"], value: reference("Failures", "Arn") },
    { kind: "add", after: work, id: "Invoke", type: "AWS::Lambda::EventInvokeConfig", properties: { ...onFailure, ...destination } },
  ];
}

function ofSam(find: Find): Change[] {
  const work = find("Work");
  const rollout = {
    Function: reference("Work"),
    DeploymentConfigName: "Canary10Percent5Minutes",
    AlarmConfiguration: { Alarms: [{ Name: reference("WorkErrors") }] },
  };
  return [
    ...common(find, "Work/Role", "Work/FromJobs", "Work/Tick"),
    { kind: "add", after: work, id: "Live", type: "AWS::Lambda::Alias", properties: { FunctionName: reference("Work"), Name: "live" } },
    { kind: "add", after: work, id: "Rollout", type: "AWS::CodeDeploy::DeploymentGroup", properties: rollout },
    { kind: "add", after: work, id: "Invoke", type: "AWS::Lambda::EventInvokeConfig", properties: { ...onFailure, ...destination } },
    { kind: "set", resource: find("Work/Changes"), path: ["DestinationConfig"], value: destination.DestinationConfig },
    { kind: "set", resource: find("Work/Changes"), path: ["BisectBatchOnFunctionError"], value: true },
    { kind: "set", resource: find("Work/Read"), path: ["AuthorizationType"], value: "AWS_IAM" },
    { kind: "set", resource: find("ServerlessRestApi/Stage"), path: ["TracingEnabled"], value: true },
  ];
}

test("repaired templates of each kind pass as they did before", async () => {
  const cases: (readonly [name: string, text: string, changes: (find: Find) => Change[]])[] = [
    ["plain.yaml", plain, ofPlain],
    ["plain.json", json, ofPlain],
    ["sam.yaml", sam, ofSam],
    ["windows.yaml", `\uFEFF${sam.replaceAll("\n", "\r\n")}`, ofSam],
    ["wide.yaml", plain.replaceAll(/^( +)/gm, "$1$1").replace("- Arn", "-   Arn"), ofPlain],
  ];
  const texts = new Map<string, string>();
  for (const [name, text, changes] of cases) {
    const repaired = changed(text, changes, name);
    assert.ok(repaired, `${name} is repaired`);
    texts.set(`before ${name}`, text).set(`after ${name}`, repaired);
  }
  texts.set("no template", plain.replace("Handler:", "Handel:"));
  const said = await complaints(texts);
  for (const [name] of cases) {
    const fresh = newComplaints(said.get(`before ${name}`) ?? [], said.get(`after ${name}`) ?? []);
    assert.deepEqual(fresh, [], `${name} repaired:\n${texts.get(`after ${name}`)}`);
  }
  const rules = said.get("no template")?.map((one) => one.rule);
  assert.deepEqual(rules, ["E3002", "W2533"], "the judge does judge: a property that is none, and one that is missing");
});
