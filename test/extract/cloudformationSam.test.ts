import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dataOrigin } from "../../server/src/extract/cloudformation/origin.ts";
import { property } from "../../server/src/model/expressions.ts";
import { SAM_POLICIES } from "../../server/src/vocabulary/dialects/samPolicies.ts";
import { properties, readStack, resource, sam, shown, types } from "./cloudformationSupport.ts";

describe("functions of SAM", () => {
  it("are functions of CloudFormation", () => {
    const stack = sam(`Handler: a.b
CodeUri: src/
Tracing: Active
DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Q.Arn}
Tags: {team: x}
Role: arn:aws:iam::1:role/x
Policies: AmazonS3FullAccess`);
    assert.equal(stack.dialect, "sam");
    assert.deepEqual(stack.plugins, ["AWS::Serverless-2016-10-31"]);
    assert.deepEqual(types(stack), { Fn: "Lambda::Function" });
    assert.deepEqual(properties(stack, "Fn"), {
      Handler: "a.b",
      CodePath: "src/",
      TracingConfig: { Mode: "Active" },
      DeadLetterConfig: { TargetArn: "??" },
      Tags: [{ Key: "team", Value: "x" }],
      Role: "arn:aws:iam::1:role/x",
    });
    const origin = dataOrigin(resource(stack, "Fn"));
    assert.equal(origin?.type, "AWS::Serverless::Function");
    assert.equal(origin?.words.get("TracingConfig.Mode"), "Tracing");
  });

  it("of a fragment, which has no transform, may have more than is written", () => {
    const stack = readStack("Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties: {Handler: a.b}\n");
    assert.equal(resource(stack, "Fn").properties.isOpen, true);
    assert.equal(stack.isComplete, false);
  });

  it("may have more where the template does not parse", () => {
    const stack = sam("Handler: a.b\nLayers:\n\t- arn\nTimeout: 120");
    assert.equal(resource(stack, "Fn").properties.isOpen, true);
    assert.equal(stack.isComplete, false);
    assert.equal(resource(sam("Handler: a.b"), "Fn").properties.isOpen, false);
  });

  const codes: Record<string, unknown> = {
    "CodeUri: s3://bucket/some/key.zip": { Code: { S3Bucket: "bucket", S3Key: "some/key.zip" } },
    "CodeUri: {Bucket: b, Key: !Ref K, Version: v}": { Code: { S3Bucket: "b", S3Key: "??", S3ObjectVersion: "v" } },
    "CodeUri: dist/x.zip": { CodePath: "dist/x.zip" },
    "CodeUri: !Ref Elsewhere": { CodePath: "??" },
    "InlineCode: |\n  x = 1": { Code: { ZipFile: "x = 1\n" } },
    "PackageType: Image\nImageUri: a/b:c": { PackageType: "Image", Code: { ImageUri: "a/b:c" } },
    "Tracing: Disabled": { TracingConfig: { Mode: "PassThrough" } },
  };
  for (const [written, expected] of Object.entries(codes)) {
    it(`${written} is known`, () => {
      const shownProperties = properties(sam(`${written}\nRole: r`), "Fn");
      assert.deepEqual(shownProperties, { ...(expected as object), Role: "r" });
    });
  }

  it("inherits from Globals: maps merged, lists joined, the rest replaced", () => {
    const globals = `Globals:
  Function:
    Timeout: 9
    MemorySize: 128
    Layers: [a]
    Environment: {Variables: {A: 1, B: 2}}
    Tracing: Active`;
    const stack = sam("Timeout: 3\nLayers: [b]\nEnvironment: {Variables: {B: 3}}\nRole: r\nMemorySize: !Ref AWS::NoValue", "", globals);
    assert.deepEqual(properties(stack, "Fn"), {
      Timeout: 3,
      MemorySize: "none",
      Layers: ["a", "b"],
      Environment: { Variables: { "A*": 1, B: 3 } },
      TracingConfig: { "Mode*": "Active" },
      Role: "r",
    });
  });

  it("ignores the Globals it is told to", () => {
    const globals = "Globals: {Function: {Timeout: 9, MemorySize: 128}}";
    const more =
      "  Free:\n    Type: AWS::Serverless::Function\n    IgnoreGlobals: '*'\n    Properties: {Role: r}\n  Half:\n    Type: AWS::Serverless::Function\n    IgnoreGlobals: [Timeout]\n    Properties: {Role: r}";
    const stack = sam("Role: r", more, globals);
    assert.deepEqual(properties(stack, "Free"), { Role: "r" });
    assert.deepEqual(properties(stack, "Half"), { "MemorySize*": 128, Role: "r" });
  });

  it("publishes versions under an alias, deploys slowly, and has a URL", () => {
    const stack = sam(
      `Role: r
AutoPublishAlias: live
AutoPublishAliasAllProperties: true
ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 2}
DeploymentPreference: {Type: Canary10Percent5Minutes, Alarms: [!Ref Alarm]}
FunctionUrlConfig: {AuthType: NONE}
EventInvokeConfig:
  MaximumRetryAttempts: 0
  DestinationConfig: {OnFailure: {Type: SQS}}
Events: {Q: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}}`,
      "  Queue: {Type: AWS::SQS::Queue}\n  Alarm: {Type: AWS::CloudWatch::Alarm}",
    );
    assert.deepEqual(types(stack), {
      Queue: "SQS::Queue",
      Alarm: "CloudWatch::Alarm",
      Fn: "Lambda::Function",
      "Fn/Version": "Lambda::Version",
      "Fn/Alias": "Lambda::Alias",
      "Fn/DeploymentGroup": "CodeDeploy::DeploymentGroup",
      "Fn/Url": "Lambda::Url",
      "Fn/EventInvokeConfig": "Lambda::EventInvokeConfig",
      "Fn/OnFailureQueue": "SQS::Queue",
      "Fn/Q": "Lambda::EventSourceMapping",
    });
    assert.deepEqual(properties(stack, "Fn/Alias"), {
      Name: "live",
      FunctionName: "→Fn",
      FunctionVersion: "→Fn/Version.Version",
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
      AutoPublishAliasAllProperties: true,
    });
    assert.deepEqual(properties(stack, "Fn/DeploymentGroup"), {
      DeploymentConfigName: "Canary10Percent5Minutes",
      AlarmConfiguration: { Alarms: [{ Name: "→Alarm" }] },
      Function: "→Fn/Alias",
    });
    assert.deepEqual(properties(stack, "Fn/Url"), { AuthType: "NONE", TargetFunctionArn: "→Fn/Alias" });
    assert.deepEqual(properties(stack, "Fn/EventInvokeConfig"), {
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Type: "SQS", Destination: "→Fn/OnFailureQueue.Arn" } },
      FunctionName: "→Fn/Alias",
    });
    assert.equal(shown(stack, "Fn/Q", "FunctionName"), "→Fn/Alias");
    const url = dataOrigin(resource(stack, "Fn/Url"));
    assert.equal(url?.kind, "property");
    assert.equal(url?.key?.value, "FunctionUrlConfig");
  });
});

describe("what functions of SAM may do", () => {
  it("has a role with what is written and what SAM gives", () => {
    const stack = sam(
      `VpcConfig: {SubnetIds: [a]}
PermissionsBoundary: b
Policies:
  - AmazonS3FullAccess
  - !Ref Managed
  - Statement: {Effect: Allow, Action: 's3:*', Resource: '*'}
  - DynamoDBReadPolicy: {TableName: !Ref Table}
Events: {Q: {Type: SQS, Properties: {Queue: q}}}`,
      "  Table: {Type: AWS::DynamoDB::Table}\n  Managed: {Type: AWS::IAM::ManagedPolicy}",
    );
    assert.equal(shown(stack, "Fn", "Role"), "→Fn/Role.Arn");
    assert.equal(resource(stack, "Fn/Role").owner, resource(stack, "Fn"));
    assert.equal(shown(stack, "Fn/Role", "PermissionsBoundary"), "b");
    assert.deepEqual(shown(stack, "Fn/Role", "ManagedPolicyArns"), [
      "AmazonS3FullAccess",
      "→Managed",
      "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
      "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
      "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
    ]);
    const table = "arn:<??>:dynamodb:<??>:<??>:table/<→Table>";
    assert.deepEqual(shown(stack, "Fn/Role", "Policies"), [
      { PolicyDocument: { Statement: { Effect: "Allow", Action: "s3:*", Resource: "*" } } },
      {
        PolicyDocument: {
          Statement: [
            {
              Effect: "Allow",
              Action: ["dynamodb:GetItem", "dynamodb:Scan", "dynamodb:Query", "dynamodb:BatchGetItem", "dynamodb:DescribeTable"],
              Resource: [table, `${table}/index/*`],
            },
          ],
        },
      },
    ]);
  });

  it("points at the policy template as it is written", () => {
    const stack = sam("Policies:\n  - S3ReadPolicy: {BucketName: b}");
    const policies = property(resource(stack, "Fn/Role"), "Policies");
    assert.ok(policies?.kind === "list" && policies.items[0]);
    const { file, start, end } = policies.items[0].place;
    assert.equal(file.text.slice(start, end), "S3ReadPolicy: {BucketName: b}");
  });

  it("is open where a policy is not known, and with connectors", () => {
    assert.deepEqual(shown(sam("Policies: [{UnheardOfPolicy: {}}]"), "Fn/Role", "Policies"), ["…"]);
    assert.deepEqual(shown(sam("Policies: !Split [',', !Ref P]"), "Fn/Role", "Policies"), ["…"]);
    const connector =
      "  C:\n    Type: AWS::Serverless::Connector\n    Properties: {Source: {Id: Fn}, Destination: {Id: T}, Permissions: [Write]}";
    assert.deepEqual(shown(sam("Handler: a.b", connector), "Fn/Role", "Policies"), ["…"]);
    const role = "  R: {Type: AWS::IAM::Role, Properties: {RoleName: r}}\n";
    assert.deepEqual(shown(sam("Role: !GetAtt R.Arn", role + connector), "R", "Policies"), ["…"]);
    const own = readStack(
      "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Connectors: {C: {Properties: {Destination: {Id: T}, Permissions: [Read]}}}\n",
    );
    assert.deepEqual(shown(own, "F/Role", "Policies"), ["…"]);
  });

  it("may have a role of its own or not", () => {
    const stack = sam("Role: !If [Own, !Ref R, !Ref AWS::NoValue]");
    assert.deepEqual(shown(stack, "Fn", "Role"), { choice: ["??", "→Fn/Role.Arn"] });
  });

  it("knows all policy templates", () => {
    assert.equal(SAM_POLICIES.size, 81);
    assert.deepEqual(SAM_POLICIES.get("SQSSendMessagePolicy"), [
      {
        actions: ["sqs:SendMessage*"],
        resources: ["arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${QueueName}"],
        hasCondition: false,
      },
    ]);
    for (const statements of SAM_POLICIES.values()) {
      for (const { actions, resources } of statements) {
        assert.ok(actions.length > 0 && actions.every((action) => /^[a-z0-9]+:[A-Z*]\w*\*?$/.test(action)), String(actions));
        assert.ok(
          resources.every((one) => one === "*" || one.startsWith("arn:") || one.startsWith("${")),
          String(resources),
        );
      }
    }
  });
});
