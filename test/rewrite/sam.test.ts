/** Repairs of SAM templates: CloudFormation's words in, SAM's words out. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Change, reference } from "../../server/src/rewrite/template.ts";
import { changed, type Find, lines } from "./cloudFormationCase.ts";

const template = lines(
  "Transform: AWS::Serverless-2016-10-31",
  "Globals:",
  "  Function:",
  "    Timeout: 5",
  "    Runtime: python3.12",
  "    Environment:",
  "      Variables:",
  "        AWS_REGION: eu-west-1",
  "        STAGE: dev",
  "",
  "Resources:",
  "  Orders:",
  "    Type: AWS::Serverless::Function",
  "    Properties:",
  "      CodeUri: src/",
  "      Handler: app.handler",
  "      Policies:",
  "        - AWSLambdaBasicExecutionRole",
  "        - SQSPollerPolicy: {QueueName: orders}",
  "      Tags: {team: a}",
  "      AutoPublishAlias: live",
  "      Events:",
  "        Stream:",
  "          Type: Kinesis",
  "          Properties:",
  "            Stream: arn:aws:kinesis:us-east-1:123456789012:stream/orders",
  "            StartingPosition: LATEST",
  "        Nightly:",
  "          Type: Schedule",
  "          Properties: {Schedule: rate(1 day)}",
  "        Read:",
  "          Type: Api",
  "          Properties: {Method: get, Path: /orders}",
  "",
  "  Failures:",
  "    Type: AWS::SQS::Queue",
);

/** The template with some of its parts written otherwise. */
function expected(...replacements: readonly (readonly [before: string, after: string])[]): string {
  return replacements.reduce((text, [before, after]) => {
    assert.equal(text.split(before).length, 2, `once: ${before}`);
    return text.replace(before, () => after);
  }, template);
}

type Set = readonly [id: string, path: string, value: Extract<Change, { kind: "set" }>["value"]];

/** The template after values were set, by dotted path. */
function set(...sets: readonly Set[]): string | undefined {
  return changed(template, (find) =>
    sets.map(([id, path, value]): Change => ({ kind: "set", resource: find(id), path: path.split("."), value })),
  );
}

const last = "          Properties: {Method: get, Path: /orders}\n";

describe("properties that SAM calls otherwise", () => {
  test("of a function", () => {
    const after = set(["Orders", "TracingConfig.Mode", "Active"], ["Orders", "DeadLetterConfig.TargetArn", reference("Failures", "Arn")]);
    const added = ["      Tracing: Active", "      DeadLetterQueue:", "        Type: SQS", "        TargetArn: !GetAtt Failures.Arn"];
    assert.equal(after, expected([last, last + lines(...added)]));
    assert.equal(
      set(["Orders", "DeadLetterConfig", { TargetArn: reference("Failures", "Arn") }]),
      expected([last, last + lines(...added.slice(1))]),
    );
  });

  test("what SAM has no place for is left", () => {
    for (const path of ["Code.S3Bucket", "TracingConfig.Other"]) assert.equal(set(["Orders", path, "x"]), undefined, path);
    assert.equal(set(["Orders", "DeadLetterConfig.TargetArn", reference("Orders/Role", "Arn")]), undefined);
    assert.equal(set(["Orders/Stream", "ScalingConfig.MaximumConcurrency", 2]), undefined);
    assert.equal(set(["Orders/Read", "AuthorizationType", "CUSTOM"]), undefined);
  });

  test("tags are a map", () => {
    const tag = { kind: "append", path: ["Tags"], items: [{ Key: "stage", Value: "prod" }] } as const;
    assert.equal(
      changed(template, (find) => [{ ...tag, resource: find("Orders") }]),
      expected(["{team: a}", "{team: a, stage: prod}"]),
    );
  });

  test("of events", () => {
    const after = set(
      ["Orders/Stream", "FunctionResponseTypes", ["ReportBatchItemFailures"]],
      ["Orders/Stream", "DestinationConfig.OnFailure.Destination", reference("Failures", "Arn")],
      ["Orders/Nightly", "Targets.0.DeadLetterConfig.Arn", reference("Failures", "Arn")],
      ["Orders/Nightly", "ScheduleExpression", "rate(2 days)"],
      ["Orders/Read", "AuthorizationType", "AWS_IAM"],
    );
    const added = [
      "            StartingPosition: LATEST",
      "            FunctionResponseTypes:",
      "              - ReportBatchItemFailures",
      "            DestinationConfig:",
      "              OnFailure:",
      "                Type: SQS",
      "                Destination: !GetAtt Failures.Arn",
    ];
    assert.equal(
      after,
      expected(
        ["            StartingPosition: LATEST\n", lines(...added)],
        ["{Schedule: rate(1 day)}", "{Schedule: rate(2 days), DeadLetterConfig: {Arn: !GetAtt Failures.Arn}}"],
        ["Path: /orders}", "Path: /orders, Auth: {Authorizer: AWS_IAM}}"],
      ),
    );
  });

  test("policies of the role that SAM makes", () => {
    const statement = { Effect: "Allow", Action: ["s3:GetObject"], Resource: "*" };
    const after = changed(template, (find) => [
      { kind: "append", resource: find("Orders/Role"), path: ["ManagedPolicyArns"], items: ["AWSXRayDaemonWriteAccess"] },
      {
        kind: "append",
        resource: find("Orders/Role"),
        path: ["Policies"],
        items: [{ PolicyName: "read", PolicyDocument: { Version: "2012-10-17", Statement: [statement] } }],
      },
    ]);
    const added = [
      "        - AWSXRayDaemonWriteAccess",
      '        - Version: "2012-10-17"',
      "          Statement:",
      "            - Effect: Allow",
      "              Action:",
      "                - s3:GetObject",
      '              Resource: "*"',
    ];
    const before = "        - SQSPollerPolicy: {QueueName: orders}\n";
    assert.equal(after, expected([before, before + lines(...added)]));
  });

  test("nothing is written over a policy template in the place of its statements", () => {
    const path = ["Policies", "0", "PolicyDocument", "Statement", "0", "Action"];
    assert.equal(
      changed(template, (find) => [{ kind: "set", resource: find("Orders/Role"), path, value: ["sqs:DeleteMessage"] }]),
      undefined,
    );
  });

  test("alias, URL, deployment and settings of asynchronous invocation", () => {
    const rich = template.replace(
      "      AutoPublishAlias: live\n",
      "      AutoPublishAlias: live\n      DeploymentPreference: {Type: AllAtOnce}\n      EventInvokeConfig: {MaximumRetryAttempts: 1}\n      FunctionUrlConfig:\n        AuthType: NONE\n",
    );
    const after = changed(rich, (find) => [
      { kind: "set", resource: find("Orders/Alias"), path: ["Name"], value: "stable" },
      { kind: "set", resource: find("Orders/Url"), path: ["AuthType"], value: "AWS_IAM" },
      {
        kind: "append",
        resource: find("Orders/DeploymentGroup"),
        path: ["AlarmConfiguration", "Alarms"],
        items: [{ Name: reference("Alarm") }],
      },
      {
        kind: "set",
        resource: find("Orders/DeploymentGroup"),
        path: ["DeploymentConfigName"],
        value: "CodeDeployDefault.LambdaLinear10PercentEvery1Minute",
      },
      {
        kind: "set",
        resource: find("Orders/EventInvokeConfig"),
        path: ["DestinationConfig", "OnFailure", "Destination"],
        value: reference("Failures", "Arn"),
      },
      { kind: "add", after: find("Failures"), id: "Alarm", type: "AWS::CloudWatch::Alarm", properties: {} },
    ]);
    const written = [
      "AutoPublishAlias: stable\n",
      "      DeploymentPreference: {Type: Linear10PercentEvery1Minute, Alarms: [!Ref Alarm]}\n",
      "      EventInvokeConfig: {MaximumRetryAttempts: 1, DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Failures.Arn}}}\n",
      "        AuthType: AWS_IAM\n",
    ];
    for (const line of written) assert.ok(after?.includes(line), `${line} in\n${after}`);
  });
});

describe("Globals", () => {
  test("what one function is given goes into the function, which wins", () => {
    const after = set(["Orders", "Timeout", 30], ["Orders", "Environment.Variables.LIMIT", "10"]);
    const added = ["      Timeout: 30", "      Environment:", "        Variables:", '          LIMIT: "10"'];
    assert.equal(after, expected([last, last + lines(...added)]));
  });

  test("what only they say is removed from them", () => {
    const remove =
      (name: string) =>
      (find: Find): Change[] => [{ kind: "remove", resource: find("Orders"), path: ["Environment", "Variables", name] }];
    assert.equal(changed(template, remove("AWS_REGION")), expected(["        AWS_REGION: eu-west-1\n", ""]));
    const twice = template.replace("      Tags:", "      Environment: {Variables: {STAGE: prod}}\n      Tags:");
    assert.equal(changed(twice, remove("STAGE")), undefined);
  });

  test("an API that nobody wrote is configured in them", () => {
    const after = set(["ServerlessRestApi/Stage", "TracingEnabled", true]);
    assert.equal(after, expected(["        STAGE: dev\n", "        STAGE: dev\n  Api:\n    TracingEnabled: true\n"]));
    const none = template.replace(/Globals:[\s\S]*\n\n(?=Resources)/, "");
    const stage = changed(none, (find) => [
      { kind: "set", resource: find("ServerlessRestApi/Stage"), path: ["TracingEnabled"], value: true },
    ]);
    assert.equal(stage, none.replace("Resources:", "Globals:\n  Api:\n    TracingEnabled: true\nResources:"));
  });
});

describe("new resources", () => {
  const add = (type: string, properties: Extract<Change, { kind: "add" }>["properties"], id = "New") =>
    changed(template, (find) => [{ kind: "add", after: find("Orders"), id, type, properties }]);

  test("a property of the function stands for those that SAM makes of one", () => {
    const invoke = {
      FunctionName: reference("Orders"),
      Qualifier: "$LATEST",
      DestinationConfig: { OnFailure: { Destination: reference("Failures", "Arn") } },
    };
    const written = [
      "      EventInvokeConfig:",
      "        DestinationConfig:",
      "          OnFailure:",
      "            Type: SQS",
      "            Destination: !GetAtt Failures.Arn",
    ];
    assert.equal(add("AWS::Lambda::EventInvokeConfig", invoke), expected([last, last + lines(...written)]));
    const rollout = {
      Function: reference("Orders"),
      DeploymentConfigName: "Canary10Percent5Minutes",
      AlarmConfiguration: { Alarms: [{ Name: "errors" }] },
    };
    const preference = ["      DeploymentPreference:", "        Type: Canary10Percent5Minutes", "        Alarms:", "          - errors"];
    assert.equal(add("AWS::CodeDeploy::DeploymentGroup", rollout), expected([last, last + lines(...preference)]));
    const alias = { FunctionName: reference("Orders"), Name: "prod", FunctionVersion: reference("Version", "Version") };
    assert.equal(add("AWS::Lambda::Alias", alias), undefined);
    const after = changed(template.replace("      AutoPublishAlias: live\n", ""), (find) => [
      {
        kind: "add",
        after: find("Orders"),
        id: "Version",
        type: "AWS::Lambda::Version",
        properties: { FunctionName: reference("Orders") },
      },
      { kind: "add", after: find("Orders"), id: "Live", type: "AWS::Lambda::Alias", properties: alias },
      { kind: "set", resource: find("Failures"), path: ["QueueName"], value: reference("Live") },
    ]);
    const published = expected(["      AutoPublishAlias: live\n", ""], [last, `${last}      AutoPublishAlias: prod\n`]);
    assert.equal(after, `${published}    Properties:\n      QueueName: !Ref Orders.Alias\n`);
  });

  test("others are written as CloudFormation has them, behind the function whose event asks for them", () => {
    const after = changed(template, (find) => [
      { kind: "add", after: find("Orders/Stream"), id: "OrdersRole", type: "AWS::SQS::Queue", properties: {} },
      {
        kind: "set",
        resource: find("Orders/Stream"),
        path: ["DestinationConfig", "OnFailure", "Destination"],
        value: reference("OrdersRole", "Arn"),
      },
    ]);
    assert.ok(after?.includes("                Destination: !GetAtt OrdersRole2.Arn\n"), after);
    assert.ok(after?.includes(`${last}\n  OrdersRole2:\n    Type: AWS::SQS::Queue\n\n  Failures:`), after);
  });

  test("a function beside a SAM one is one as well", () => {
    const properties = { Handler: "paid.handler", CodePath: "src/", TracingConfig: { Mode: "Active" }, Timeout: 10 };
    const written = [
      "",
      "  Paid:",
      "    Type: AWS::Serverless::Function",
      "    Properties:",
      "      Handler: paid.handler",
      "      CodeUri: src/",
      "      Tracing: Active",
      "      Timeout: 10",
    ];
    assert.equal(add("AWS::Lambda::Function", properties, "Paid"), expected([last, last + lines(...written)]));
  });
});
