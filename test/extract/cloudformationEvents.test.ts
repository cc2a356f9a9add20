import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dataOrigin } from "../../server/src/extract/cloudformation/origin.ts";
import { properties, readStack, resource, sam, show, shown, types } from "./cloudformationSupport.ts";

function event(text: string, more = "", globals = "") {
  return sam(`Events:\n  E:\n${text.replace(/^/gm, "    ")}`, more, globals);
}

describe("events of SAM", () => {
  const single: Record<string, [type: string, expected: unknown]> = {
    "Type: SQS\nProperties: {Queue: q, BatchSize: 5, FunctionResponseTypes: [ReportBatchItemFailures]}": [
      "Lambda::EventSourceMapping",
      { BatchSize: 5, FunctionResponseTypes: ["ReportBatchItemFailures"], EventSourceArn: "q", FunctionName: "→Fn.Arn" },
    ],
    "Type: Kinesis\nProperties: {Stream: s, StartingPosition: LATEST}": [
      "Lambda::EventSourceMapping",
      { StartingPosition: "LATEST", EventSourceArn: "s", FunctionName: "→Fn.Arn" },
    ],
    "Type: MSK\nProperties: {Stream: s, ConsumerGroupId: g}": [
      "Lambda::EventSourceMapping",
      { EventSourceArn: "s", AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: "g" }, FunctionName: "→Fn.Arn" },
    ],
    "Type: SelfManagedKafka\nProperties: {KafkaBootstrapServers: [a], Topics: [t]}": [
      "Lambda::EventSourceMapping",
      { Topics: ["t"], SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ["a"] } }, FunctionName: "→Fn.Arn" },
    ],
    "Type: Schedule\nProperties: {Schedule: rate(1 minute), Enabled: false, Input: '{}', RetryPolicy: {MaximumRetryAttempts: 1}}": [
      "Events::Rule",
      {
        Enabled: false,
        ScheduleExpression: "rate(1 minute)",
        Targets: [{ Input: "{}", RetryPolicy: { MaximumRetryAttempts: 1 }, Arn: "→Fn.Arn" }],
        State: "DISABLED",
      },
    ],
    "Type: ScheduleV2\nProperties: {ScheduleExpression: rate(1 day), DeadLetterConfig: {Arn: d}}": [
      "Scheduler::Schedule",
      { ScheduleExpression: "rate(1 day)", Target: { DeadLetterConfig: { Arn: "d" }, Arn: "→Fn.Arn" } },
    ],
    "Type: EventBridgeRule\nProperties: {Pattern: {source: [a]}, EventBusName: b}": [
      "Events::Rule",
      { EventBusName: "b", EventPattern: { source: ["a"] }, Targets: [{ Arn: "→Fn.Arn" }] },
    ],
    "Type: S3\nProperties: {Bucket: !Ref B, Events: 's3:ObjectCreated:*'}": [
      "S3::BucketNotification",
      { Bucket: "??", Events: "s3:ObjectCreated:*", Function: "→Fn.Arn" },
    ],
    "Type: SNS\nProperties: {Topic: t, FilterPolicy: {a: [b]}}": [
      "SNS::Subscription",
      { FilterPolicy: { a: ["b"] }, TopicArn: "t", Protocol: "lambda", Endpoint: "→Fn.Arn" },
    ],
    "Type: CloudWatchLogs\nProperties: {LogGroupName: l, FilterPattern: ''}": [
      "Logs::SubscriptionFilter",
      { LogGroupName: "l", FilterPattern: "", DestinationArn: "→Fn.Arn" },
    ],
    "Type: IoTRule\nProperties: {Sql: s}": [
      "IoT::TopicRule",
      { TopicRulePayload: { Sql: "s", Actions: [{ Lambda: { FunctionArn: "→Fn.Arn" } }] } },
    ],
    "Type: Cognito\nProperties: {UserPool: !Ref P, Trigger: PreSignUp}": [
      "Cognito::UserPoolTrigger",
      { UserPool: "??", Trigger: "PreSignUp", Function: "→Fn.Arn" },
    ],
    "Type: AlexaSkill": [
      "Lambda::Permission",
      { Action: "lambda:InvokeFunction", Principal: "alexa-appkit.amazon.com", FunctionName: "→Fn.Arn" },
    ],
  };
  for (const [written, [type, expected]] of Object.entries(single)) {
    it(`${written.split("\n")[0]} is a ${type}`, () => {
      const stack = event(written);
      assert.equal(types(stack)["Fn/E"], type);
      assert.deepEqual(properties(stack, "Fn/E"), expected);
      const made = resource(stack, "Fn/E");
      assert.equal(made.owner, resource(stack, "Fn"));
      assert.equal(made.head.file.text.slice(made.head.start, made.head.end), "E");
      assert.equal(dataOrigin(made)?.kind, "event");
    });
  }

  it("makes the queues that are asked for", () => {
    const schedule = event("Type: Schedule\nProperties: {Schedule: rate(1 day), DeadLetterConfig: {Type: SQS}}");
    assert.deepEqual(shown(schedule, "Fn/E", "Targets"), [{ DeadLetterConfig: { Type: "SQS", Arn: "→Fn/EQueue.Arn" }, Arn: "→Fn.Arn" }]);
    assert.equal(types(schedule)["Fn/EQueue"], "SQS::Queue");
    const topic = event("Type: SNS\nProperties: {Topic: t, SqsSubscription: true}");
    assert.equal(shown(topic, "Fn/E", "Endpoint"), "→Fn/EQueue.Arn");
    assert.deepEqual(properties(topic, "Fn/EEventSourceMapping"), { EventSourceArn: "→Fn/EQueue.Arn", FunctionName: "→Fn.Arn" });
  });

  it("makes an API for events that name none, configured by Globals", () => {
    const globals = "Globals: {Api: {TracingEnabled: true, Auth: {DefaultAuthorizer: AWS_IAM}}}";
    const stack = event("Type: Api\nProperties: {Path: /a, Method: get}", "", globals);
    assert.deepEqual(properties(stack, "Fn/E"), {
      Path: "/a",
      HttpMethod: "GET",
      RestApiId: "→ServerlessRestApi",
      "AuthorizationType*": "AWS_IAM",
      Integration: { Type: "AWS_PROXY", Uri: "→Fn.Arn" },
    });
    assert.deepEqual(properties(stack, "ServerlessRestApi/Stage"), {
      "TracingEnabled*": true,
      RestApiId: "→ServerlessRestApi",
      StageName: "Prod",
    });
    assert.equal(dataOrigin(resource(stack, "ServerlessRestApi"))?.kind, "implicit");
  });

  const api = `  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: v1
      Auth: {DefaultAuthorizer: Users, ApiKeyRequired: true, Authorizers: {Users: {UserPoolArn: u}, Own: {FunctionArn: f}}}`;
  it("asks the API who may call", () => {
    const auth = (more: string, of = api) =>
      show(resource(event(`Type: Api\nProperties: {Path: /, Method: any, RestApiId: !Ref Api${more}}`, of), "Fn/E").properties);
    const authorization = (more: string, of = api) => (auth(more, of) as Record<string, unknown>).AuthorizationType;
    assert.equal(authorization(""), "COGNITO_USER_POOLS");
    assert.equal(authorization(", Auth: {Authorizer: Own}"), "CUSTOM");
    assert.equal(authorization(", Auth: {Authorizer: NONE}"), "NONE");
    assert.equal((auth("") as Record<string, unknown>).ApiKeyRequired, true);
    assert.equal(authorization("", "  Api: {Type: AWS::Serverless::Api, Properties: {StageName: v}}"), undefined);
    assert.equal(authorization("", "  Api: {Type: AWS::Serverless::Api, Properties: {StageName: v, DefinitionUri: x.yaml}}"), "??");
    assert.equal(authorization("", ""), "??");
  });

  it("has routes of HTTP APIs", () => {
    const http =
      "  Http: {Type: AWS::Serverless::HttpApi, Properties: {Auth: {DefaultAuthorizer: J, Authorizers: {J: {JwtConfiguration: {}}}}}}";
    const stack = event("Type: HttpApi\nProperties: {Path: /a, Method: post, ApiId: !Ref Http, TimeoutInMillis: 5000}", http);
    assert.deepEqual(properties(stack, "Fn/E"), {
      Path: "/a",
      Method: "post",
      ApiId: "→Http",
      Integration: { TimeoutInMillis: 5000 },
      RouteKey: "POST /a",
      AuthorizationType: "JWT",
      AuthorizerId: "J",
      Target: "→Fn.Arn",
    });
    assert.equal(shown(event("Type: HttpApi"), "Fn/E", "RouteKey"), "$default");
    assert.equal(shown(event("Type: HttpApi"), "ServerlessHttpApi/Stage", "StageName"), "$default");
  });

  it("gives way to an event that is called as something that SAM makes", () => {
    const stack = sam("Events: {Role: {Type: SQS, Properties: {Queue: q}}}");
    assert.deepEqual(types(stack), { Fn: "Lambda::Function", "Fn/Role": "IAM::Role", "Fn/RoleEvent": "Lambda::EventSourceMapping" });
  });
});

describe("other resources of SAM", () => {
  it("are those of CloudFormation", () => {
    const stack = readStack(`Resources:
  Table: {Type: AWS::Serverless::SimpleTable}
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: a.asl.json
      Tracing: {Enabled: true}
      Policies: [{LambdaInvokePolicy: {FunctionName: !Ref Fn}}]
      Events: {Tick: {Type: Schedule, Properties: {Schedule: rate(1 day)}}}
  Layer: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: layer/}}
  Socket:
    Type: AWS::Serverless::WebSocketApi
    Properties: {RouteSelectionExpression: x, Auth: {AuthType: AWS_IAM}, Routes: {$connect: {FunctionArn: !GetAtt Fn.Arn}, $default: {FunctionArn: !GetAtt Fn.Arn}}}
  Fn: {Type: AWS::Lambda::Function}
  App: {Type: AWS::Serverless::Application, Properties: {Location: ./child.yaml}}
`);
    assert.deepEqual(types(stack), {
      Table: "DynamoDB::Table",
      Machine: "StepFunctions::StateMachine",
      "Machine/Role": "IAM::Role",
      "Machine/Tick": "Events::Rule",
      Layer: "Lambda::LayerVersion",
      Socket: "ApiGatewayV2::Api",
      "Socket/Stage": "ApiGatewayV2::Stage",
      "Socket/$connect": "ApiGatewayV2::Route",
      "Socket/$default": "ApiGatewayV2::Route",
      Fn: "Lambda::Function",
      App: "Serverless::Application",
    });
    assert.deepEqual(shown(stack, "Table", "KeySchema"), [{ AttributeName: "id", KeyType: "HASH" }]);
    assert.deepEqual(shown(stack, "Machine/Tick", "Targets"), [{ Arn: "→Machine" }]);
    assert.equal(shown(stack, "Machine", "RoleArn"), "→Machine/Role.Arn");
    assert.equal(shown(stack, "Layer", "CodePath"), "layer/");
    assert.equal(shown(stack, "Socket/$connect", "AuthorizationType"), "AWS_IAM");
    assert.equal(shown(stack, "Socket/$default", "Target"), "→Fn.Arn");
  });

  it("go by the names that SAM gives them", () => {
    const made = [
      "!GetAtt FnRole.Arn",
      "!Ref Fn.Alias",
      "!Ref Fn.Version",
      "!GetAtt FnUrl.FunctionUrl",
      "!Ref FnAliaslive",
      "!Sub '${ServerlessRestApi}'",
      "!Ref ServerlessRestApiProdStage",
    ];
    const stack = sam(
      "AutoPublishAlias: live\nFunctionUrlConfig: {AuthType: NONE}\nEvents: {E: {Type: Api, Properties: {Path: /, Method: get}}}",
      `  Other: {Type: AWS::X::Y, Properties: {P: [${made.join(", ")}]}}`,
    );
    assert.deepEqual(shown(stack, "Other", "P"), [
      "→Fn/Role.Arn",
      "→Fn/Alias",
      "→Fn/Version",
      "→Fn/Url.FunctionUrl",
      "→Fn/Alias",
      "→ServerlessRestApi",
      "→ServerlessRestApi/Stage",
    ]);
  });
});
