/** Changes in CloudFormation's words, written in those of the Serverless Framework. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Resource, Stack } from "../../server/src/model/infrastructure.ts";
import { createServerlessRewriter } from "../../server/src/rewrite/serverless/index.ts";
import { type Change, type NewValue, reference } from "../../server/src/rewrite/template.ts";
import { applyEdits } from "../../server/src/rewrite/text.ts";
import { read, resource } from "../extract/serverlessStack.ts";

type Ask = (get: (id: string) => Resource, stack: Stack) => readonly Change[];

/** The files after the changes; undefined where they are refused. */
function changeFiles(files: Readonly<Record<string, string>>, ask: Ask): Record<string, string> | undefined {
  const stack = read(files);
  const edits = createServerlessRewriter(stack).change(ask((id) => resource(stack, id), stack));
  return edits && Object.fromEntries(Object.entries(files).map(([name, text]) => [name, applyEdits(text, `/service/${name}`, edits)]));
}

const HEAD = "service: shop # ours\nprovider:\n  name: aws\n  runtime: nodejs20.x\n";

/** The service after the changes, without its head. */
function changed(body: string, ask: Ask): string | undefined {
  const text = changeFiles({ "serverless.yml": HEAD + body }, ask)?.["serverless.yml"];
  return text?.startsWith(HEAD) ? text.slice(HEAD.length) : text;
}

function set(one: Resource, path: string, value: NewValue): Change {
  return { kind: "set", resource: one, path: path.split("."), value };
}

const HELLO = "functions:\n  hello:\n    handler: hello.main # here\n";

test("properties of a function are its keys", () => {
  const result = changed(HELLO, (get) => [
    set(get("hello"), "Timeout", 10),
    set(get("hello"), "TracingConfig.Mode", "Active"),
    set(get("hello"), "Environment.Variables.TABLE", "orders"),
    set(get("hello"), "Architectures", ["arm64"]),
    set(get("hello"), "LoggingConfig", { LogFormat: "JSON" }),
  ]);
  assert.equal(
    result,
    `${HELLO}    timeout: 10\n    tracing: Active\n    environment:\n      TABLE: orders\n    architecture: arm64\n    logs:\n      logFormat: JSON\n`,
  );
});

test("what the provider gives to all is set for the one function", () => {
  const files = { "serverless.yml": `service: a\nprovider:\n  name: aws\n  timeout: 3\n${HELLO}` };
  const result = changeFiles(files, (get) => [set(get("hello"), "Timeout", 30)]);
  assert.equal(result?.["serverless.yml"], `service: a\nprovider:\n  name: aws\n  timeout: 3\n${HELLO}    timeout: 30\n`);
});

test("a key is taken away", () => {
  const result = changed(`${HELLO}    reservedConcurrency: 0\n`, (get) => [
    { kind: "remove", resource: get("hello"), path: ["ReservedConcurrentExecutions"] },
  ]);
  assert.equal(result, HELLO);
});

test("short events become long ones when something is said of them", () => {
  const events = "    events:\n      - sqs: !GetAtt Jobs.Arn\n      - stream:\n          arn: arn:aws:kinesis:eu-west-1:1:stream/s\n";
  const resources = "resources:\n  Resources:\n    Jobs:\n      Type: AWS::SQS::Queue\n";
  const result = changed(HELLO + events + resources, (get) => [
    set(get("hello/sqs"), "FunctionResponseTypes", ["ReportBatchItemFailures"]),
    { kind: "append", resource: get("hello/stream"), path: ["FunctionResponseTypes"], items: ["ReportBatchItemFailures"] },
    set(get("hello/stream"), "BisectBatchOnFunctionError", true),
  ]);
  const long =
    "    events:\n      - sqs:\n          arn: !GetAtt Jobs.Arn\n          functionResponseType: ReportBatchItemFailures\n" +
    "      - stream:\n          arn: arn:aws:kinesis:eu-west-1:1:stream/s\n          functionResponseType: ReportBatchItemFailures\n          bisectBatchOnFunctionError: true\n";
  assert.equal(result, HELLO + long + resources);
});

test("routes and schedules are taken apart", () => {
  const result = changed(
    `${HELLO}    events:\n      - http: GET users\n      - httpApi: 'POST /users'\n      - schedule: rate(1 day)\n`,
    (get) => [
      set(get("hello/http"), "AuthorizationType", "AWS_IAM"),
      set(get("hello/httpApi"), "AuthorizationType", "AWS_IAM"),
      set(get("hello/schedule"), "State", "DISABLED"),
    ],
  );
  const events =
    "    events:\n      - http:\n          method: GET\n          path: users\n          authorizer: aws_iam\n" +
    "      - httpApi:\n          method: POST\n          path: /users\n          authorizer:\n            type: aws_iam\n" +
    "      - schedule:\n          rate: rate(1 day)\n          enabled: false\n";
  assert.equal(result, HELLO + events);
});

test("a destination for failures and its queue", () => {
  const result = changed(HELLO, (get) => [
    {
      kind: "add",
      after: get("hello"),
      id: "hello-dlq",
      type: "AWS::SQS::Queue",
      properties: { MessageRetentionPeriod: 1209600 },
    },
    {
      kind: "add",
      after: get("hello"),
      id: "HelloInvokeConfig",
      type: "AWS::Lambda::EventInvokeConfig",
      properties: {
        FunctionName: reference("hello"),
        Qualifier: "$LATEST",
        DestinationConfig: { OnFailure: { Destination: reference("hello-dlq", "Arn") } },
      },
    },
  ]);
  const destinations = "    destinations:\n      onFailure:\n        type: sqs\n        arn: !GetAtt hellodlq.Arn\n";
  const resources =
    "resources:\n  Resources:\n    hellodlq:\n      Type: AWS::SQS::Queue\n      Properties:\n        MessageRetentionPeriod: 1209600\n";
  assert.equal(result, HELLO + destinations + resources);
});

test("resources refer to functions by the framework's names", () => {
  const body =
    "functions:\n  hello-world:\n    handler: hello.main\nresources:\n  Resources:\n    Jobs:\n      Type: AWS::SQS::Queue\n\n    Topic:\n      Type: AWS::SNS::Topic\n";
  const result = changed(body, (get) => [
    {
      kind: "add",
      after: get("Jobs"),
      id: "HelloErrors",
      type: "AWS::CloudWatch::Alarm",
      properties: { Dimensions: [{ Name: "FunctionName", Value: reference("hello-world") }] },
    },
    set(get("Jobs"), "VisibilityTimeout", 36),
  ]);
  const jobs =
    "    Jobs:\n      Type: AWS::SQS::Queue\n      Properties:\n        VisibilityTimeout: 36\n\n" +
    "    HelloErrors:\n      Type: AWS::CloudWatch::Alarm\n      Properties:\n        Dimensions:\n          - Name: FunctionName\n            Value: !Ref HelloDashworldLambdaFunction\n\n";
  assert.equal(result, body.replace("    Jobs:\n      Type: AWS::SQS::Queue\n\n", jobs));
});

test("a list of resources gets an item of its own, or one that has some gets one more", () => {
  const add: Ask = (get) => [{ kind: "add", after: get("hello"), id: "Dlq", type: "AWS::SQS::Queue", properties: {} }];
  const list = "resources:\n  - ${file(a.yml)}\n";
  assert.equal(changed(HELLO + list, add), `${HELLO + list}  - Resources:\n      Dlq:\n        Type: AWS::SQS::Queue\n`);
  const mixed = "resources:\n  - Resources:\n      A:\n        Type: AWS::SNS::Topic\n";
  assert.equal(changed(HELLO + mixed, add), `${HELLO + mixed}      Dlq:\n        Type: AWS::SQS::Queue\n`);
});

test("resources of an included file get more there", () => {
  const included = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n";
  const files = { "serverless.yml": `${HEAD + HELLO}resources: \${file(a.yml)}\n`, "a.yml": included };
  const result = changeFiles(files, (get) => [{ kind: "add", after: get("hello"), id: "Dlq", type: "AWS::SQS::Queue", properties: {} }]);
  assert.equal(result?.["a.yml"], `${included}  Dlq:\n    Type: AWS::SQS::Queue\n`);
  assert.equal(result?.["serverless.yml"], files["serverless.yml"]);
});

test("statements go where the role has some, or where it would have them", () => {
  const statement = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:aws:sqs:eu-west-1:1:q" };
  const append: Ask = (get) => [
    { kind: "append", resource: get("IamRoleLambdaExecution"), path: ["Policies", "0", "PolicyDocument", "Statement"], items: [statement] },
  ];
  const written = "    - Effect: Allow\n      Action: sqs:SendMessage\n      Resource: arn:aws:sqs:eu-west-1:1:q\n";
  const old =
    "service: a\nprovider:\n  name: aws\n  iamRoleStatements:\n    - Effect: Allow\n      Action: s3:GetObject\n      Resource: arn:aws:s3:::a\n";
  assert.equal(changeFiles({ "serverless.yml": old + HELLO }, append)?.["serverless.yml"], old + written + HELLO);
  const none = changeFiles({ "serverless.yml": `service: a\nprovider:\n  name: aws\n${HELLO}` }, append)?.["serverless.yml"];
  const deeper = written.replace(/^/gm, "    ").trimEnd();
  assert.equal(none, `service: a\nprovider:\n  name: aws\n  iam:\n    role:\n      statements:\n${deeper}\n${HELLO}`);
});

test("one statement is changed; those the framework adds cannot be", () => {
  const service =
    "service: a\nprovider:\n  name: aws\n  iam:\n    role:\n      statements:\n        - {Effect: Allow, Action: '*', Resource: '*'}\n";
  const path = (index: number) => ["Policies", "0", "PolicyDocument", "Statement", String(index), "Action"];
  const change = (index: number) =>
    changeFiles({ "serverless.yml": service + HELLO }, (get) => [
      { kind: "set", resource: get("IamRoleLambdaExecution"), path: path(index), value: ["s3:GetObject"] },
    ])?.["serverless.yml"];
  assert.equal(change(0), (service + HELLO).replace("Action: '*'", "Action: [s3:GetObject]"));
  assert.equal(change(1), undefined);
});

test("log retention, function URLs and the stage of an API", () => {
  const result = changed(`${HELLO}    url: true\n    events:\n      - http: GET /\n`, (get) => [
    set(get("hello/LogGroup"), "RetentionInDays", 30),
    set(get("hello/Url"), "AuthType", "AWS_IAM"),
  ]);
  assert.equal(result, `${HELLO}    url:\n      authorizer: aws_iam\n    events:\n      - http: GET /\n    logRetentionInDays: 30\n`);
  const files = { "serverless.yml": `${HEAD + HELLO}    events:\n      - http: GET /\n` };
  const traced = changeFiles(files, (get) => [set(get("ApiGatewayRestApi/Stage"), "TracingEnabled", true)]);
  assert.match(traced?.["serverless.yml"] ?? "", /runtime: nodejs20\.x\n {2}tracing:\n {4}apiGateway: true\n/);
});

test("new functions stand beside the one they are made from, with a rule of their own", () => {
  const result = changed(`${HELLO}\n  other:\n    handler: other.main\n`, (get) => [
    {
      kind: "add",
      after: get("hello"),
      id: "helloPaid",
      type: "AWS::Lambda::Function",
      properties: { Handler: "paid.main", CodePath: ".", Timeout: 5 },
    },
    {
      kind: "add",
      after: get("hello"),
      id: "PaidRule",
      type: "AWS::Events::Rule",
      properties: { EventPattern: { source: ["shop"] }, Targets: [{ Id: "paid", Arn: reference("helloPaid", "Arn") }] },
    },
  ]);
  const rule =
    "resources:\n  Resources:\n    PaidRule:\n      Type: AWS::Events::Rule\n      Properties:\n        EventPattern:\n          source:\n            - shop\n" +
    "        Targets:\n          - Id: paid\n            Arn: !GetAtt HelloPaidLambdaFunction.Arn\n";
  assert.equal(result, `${HELLO}\n  helloPaid:\n    handler: paid.main\n    timeout: 5\n\n  other:\n    handler: other.main\n${rule}`);
});

test("values are replaced where they stand, in included files too", () => {
  const files = {
    "serverless.yml": `${HEAD}functions:\n  hello: \${file(hello.yml)}\n`,
    "hello.yml": "handler: hello.main\nenvironment:\n  KEY: secret\n",
  };
  const result = changeFiles(files, (get) => {
    const start = files["hello.yml"].indexOf("secret");
    return [{ kind: "replace", resource: get("hello"), start, end: start + 6, value: "${ssm:/key}" }, set(get("hello"), "Timeout", 9)];
  });
  assert.match(result?.["hello.yml"] ?? "", /KEY: \$\{ssm:\/key\}\ntimeout: 9\n$/);
});

test("JSON is written as JSON", () => {
  const files = {
    "serverless.json":
      '{\n  "service": "a",\n  "provider": { "name": "aws" },\n  "functions": {\n    "hello": {\n      "handler": "a.b"\n    }\n  }\n}\n',
  };
  const result = changeFiles(files, (get) => [set(get("hello"), "Timeout", 10)]);
  assert.equal(result?.["serverless.json"], files["serverless.json"].replace('"a.b"', '"a.b",\n      "timeout": 10'));
});

test("what cannot be said with certainty is not written", () => {
  const shared = "x: &base\n  handler: a.b\nfunctions:\n  hello: *base\n";
  const refused: readonly (readonly [string, string, Ask])[] = [
    ["a function that shares its text", shared, (get) => [set(get("hello"), "Timeout", 1)]],
    ["a property without a word", HELLO, (get) => [set(get("hello"), "Code.S3Bucket", "b")]],
    ["a queue for the framework's onError", HELLO, (get) => [set(get("hello"), "DeadLetterConfig.TargetArn", "arn:aws:sqs:eu-west-1:1:q")]],
    [
      "an alias beside the framework's",
      HELLO,
      (get) => [{ kind: "add", after: get("hello"), id: "Live", type: "AWS::Lambda::Alias", properties: { Name: "live" } }],
    ],
    ["two response types", `${HELLO}    events:\n      - sqs: a\n`, (get) => [set(get("hello/sqs"), "FunctionResponseTypes", ["a", "b"])]],
    ["an event that is given by a variable", `${HELLO}    events: \${file(e.yml)}\n`, (get) => [set(get("hello"), "Code", "x")]],
  ];
  for (const [title, body, ask] of refused) assert.equal(changed(body, ask), undefined, title);
});

test("scripts are left alone", async () => {
  const { initParser } = await import("../../server/src/parse/parser.ts");
  await initParser();
  const files = {
    "serverless.ts": 'export default { service: "a", provider: { name: "aws" }, functions: { hello: { handler: "a.b" } } };\n',
  };
  assert.equal(
    changeFiles(files, (get) => [set(get("hello"), "Timeout", 1)]),
    undefined,
  );
});
