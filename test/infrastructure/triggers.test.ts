import assert from "node:assert/strict";
import { test } from "node:test";
import type { FunctionResource } from "../../server/src/model/infrastructure.ts";
import { functionAmong, type Written, type WrittenResource } from "./stacks.ts";

const arn: Written = { "Fn::GetAtt": ["Fn", "Arn"] };
const invocationUri: Written = {
  "Fn::Sub": "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations",
};

function shown(fn: FunctionResource): string[] {
  return fn.triggers.map((trigger) => `${trigger.type} ${trigger.source}${trigger.isQualified ? " qualified" : ""}`);
}

/** Resources beside `Fn`, and the triggers it has because of them. */
const cases: { name: string; resources: { readonly [id: string]: WrittenResource }; triggers: string[]; areKnown?: false }[] = [
  {
    name: "a queue by reference",
    resources: {
      Orders: { Type: "AWS::SQS::Queue", Properties: { QueueName: "orders" } },
      Mapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: { FunctionName: { Ref: "Fn" }, EventSourceArn: { "Fn::GetAtt": ["Orders", "Arn"] } },
      },
    },
    triggers: ["sqs orders"],
  },
  {
    name: "a queue of another stack, by ARN",
    resources: {
      Mapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: { FunctionName: arn, EventSourceArn: { "Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders" } },
      },
    },
    triggers: ["sqs orders"],
  },
  {
    name: "streams of a table and of Kinesis, the second through a consumer",
    resources: {
      Table: { Type: "AWS::DynamoDB::Table" },
      Stream: { Type: "AWS::Kinesis::Stream" },
      Consumer: { Type: "AWS::Kinesis::StreamConsumer", Properties: { StreamARN: { "Fn::GetAtt": ["Stream", "Arn"] } } },
      One: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: { FunctionName: arn, EventSourceArn: { "Fn::GetAtt": ["Table", "StreamArn"] } },
      },
      Two: { Type: "AWS::Lambda::EventSourceMapping", Properties: { FunctionName: arn, EventSourceArn: { Ref: "Consumer" } } },
    },
    triggers: ["dynamodb Table", "kinesis Stream"],
  },
  {
    name: "Kafka by topics",
    resources: {
      Mapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: { FunctionName: arn, EventSourceArn: { Unknown: "ClusterArn" }, Topics: ["clicks"] },
      },
    },
    triggers: ["kafka clicks"],
  },
  {
    name: "a mapping of something that cannot be told",
    resources: {
      Mapping: { Type: "AWS::Lambda::EventSourceMapping", Properties: { FunctionName: arn, EventSourceArn: { Unknown: "Import" } } },
    },
    triggers: [],
    areKnown: false,
  },
  {
    name: "an alias that a mapping polls for",
    resources: {
      Live: { Type: "AWS::Lambda::Alias", Properties: { Name: "live", FunctionName: { Ref: "Fn" } } },
      Mapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: { FunctionName: { Ref: "Live" }, EventSourceArn: "arn:aws:sqs:eu-west-1:123456789012:orders" },
      },
    },
    triggers: ["sqs orders qualified"],
  },
  {
    name: "topics: a subscription and one within the topic",
    resources: {
      News: { Type: "AWS::SNS::Topic", Properties: { Subscription: [{ Protocol: "lambda", Endpoint: arn }] } },
      Alerts: { Type: "AWS::SNS::Topic", Properties: { TopicName: "alerts" } },
      Subscription: { Type: "AWS::SNS::Subscription", Properties: { Protocol: "lambda", Endpoint: arn, TopicArn: { Ref: "Alerts" } } },
      Permission: {
        Type: "AWS::Lambda::Permission",
        Properties: { FunctionName: arn, Action: "lambda:InvokeFunction", Principal: "sns.amazonaws.com", SourceArn: { Ref: "Alerts" } },
      },
    },
    triggers: ["sns alerts", "sns News"],
  },
  {
    name: "a bucket's own notification and one beside it",
    resources: {
      Uploads: {
        Type: "AWS::S3::Bucket",
        Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Event: "s3:ObjectCreated:*", Function: arn }] } },
      },
      Notification: { Type: "AWS::S3::BucketNotification", Properties: { Bucket: "others", Event: "s3:ObjectRemoved:*", Function: arn } },
      Permission: {
        Type: "AWS::Lambda::Permission",
        Properties: {
          FunctionName: arn,
          Action: "lambda:InvokeFunction",
          Principal: "s3.amazonaws.com",
          SourceArn: { "Fn::GetAtt": ["Uploads", "Arn"] },
        },
      },
    },
    triggers: ["s3 Uploads", "s3 others"],
  },
  {
    name: "schedules and patterns, each rule one trigger, without their permissions",
    resources: {
      Nightly: { Type: "AWS::Events::Rule", Properties: { ScheduleExpression: "rate(1 day)", Targets: [{ Id: "a", Arn: arn }] } },
      Again: { Type: "AWS::Events::Rule", Properties: { ScheduleExpression: "rate(1 day)", Targets: [{ Id: "a", Arn: arn }] } },
      Orders: {
        Type: "AWS::Events::Rule",
        Properties: { EventPattern: { source: ["shop"], "detail-type": ["Ordered"] }, Targets: [{ Id: "a", Arn: arn }] },
      },
      Modern: { Type: "AWS::Scheduler::Schedule", Properties: { ScheduleExpression: "cron(0 8 * * ? *)", Target: { Arn: arn } } },
      Permission: {
        Type: "AWS::Lambda::Permission",
        Properties: {
          FunctionName: arn,
          Action: "lambda:InvokeFunction",
          Principal: "events.amazonaws.com",
          SourceArn: { "Fn::GetAtt": ["Nightly", "Arn"] },
        },
      },
    },
    triggers: ["schedule rate(1 day)", "schedule rate(1 day)", "event shop: Ordered", "schedule cron(0 8 * * ? *)"],
  },
  {
    name: "REST methods with the path of their resources, and not their permission",
    resources: {
      Api: { Type: "AWS::ApiGateway::RestApi" },
      Users: {
        Type: "AWS::ApiGateway::Resource",
        Properties: { RestApiId: { Ref: "Api" }, PathPart: "users", ParentId: { "Fn::GetAtt": ["Api", "RootResourceId"] } },
      },
      User: { Type: "AWS::ApiGateway::Resource", Properties: { RestApiId: { Ref: "Api" }, PathPart: "{id}", ParentId: { Ref: "Users" } } },
      Get: {
        Type: "AWS::ApiGateway::Method",
        Properties: {
          HttpMethod: "GET",
          ResourceId: { Ref: "User" },
          RestApiId: { Ref: "Api" },
          Integration: { Type: "AWS_PROXY", Uri: invocationUri },
        },
      },
      Permission: {
        Type: "AWS::Lambda::Permission",
        Properties: {
          FunctionName: arn,
          Action: "lambda:InvokeFunction",
          Principal: "apigateway.amazonaws.com",
          SourceArn: { "Fn::Sub": "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/GET/users/*" },
        },
      },
    },
    triggers: ["http GET /users/{id}"],
  },
  {
    name: "HTTP routes through an integration, and routes that name the function",
    resources: {
      Api: { Type: "AWS::ApiGatewayV2::Api" },
      Integration: { Type: "AWS::ApiGatewayV2::Integration", Properties: { ApiId: { Ref: "Api" }, IntegrationUri: arn } },
      Route: {
        Type: "AWS::ApiGatewayV2::Route",
        Properties: { ApiId: { Ref: "Api" }, RouteKey: "GET /users", Target: { "Fn::Sub": "integrations/${Integration}" } },
      },
      Connect: { Type: "AWS::ApiGatewayV2::Route", Properties: { ApiId: { Ref: "Api" }, RouteKey: "$connect", Target: arn } },
    },
    triggers: ["http GET /users", "http $connect"],
  },
  {
    name: "routes that OpenAPI describes",
    resources: {
      Api: {
        Type: "AWS::ApiGateway::RestApi",
        Properties: {
          Body: {
            paths: {
              "/users": { get: { "x-amazon-apigateway-integration": { uri: invocationUri } }, parameters: [] },
              "/{proxy+}": { "x-amazon-apigateway-any-method": { "x-amazon-apigateway-integration": { uri: invocationUri } } },
            },
          },
        },
      },
    },
    triggers: ["http GET /users", "http ANY /{proxy+}"],
  },
  {
    name: "an API known from the permission alone",
    resources: {
      Api: { Type: "AWS::ApiGateway::RestApi" },
      Permission: {
        Type: "AWS::Lambda::Permission",
        Properties: {
          FunctionName: arn,
          Action: "lambda:InvokeFunction",
          Principal: "apigateway.amazonaws.com",
          SourceArn: { "Fn::Sub": "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/POST/orders" },
        },
      },
    },
    triggers: ["http POST /orders"],
  },
  {
    name: "an authorizer serves no route",
    resources: {
      Api: { Type: "AWS::ApiGateway::RestApi" },
      Authorizer: { Type: "AWS::ApiGateway::Authorizer", Properties: { RestApiId: { Ref: "Api" }, AuthorizerUri: invocationUri } },
      Permission: {
        Type: "AWS::Lambda::Permission",
        Properties: { FunctionName: arn, Action: "lambda:InvokeFunction", Principal: "apigateway.amazonaws.com" },
      },
    },
    triggers: [],
    areKnown: false,
  },
  {
    name: "a function URL",
    resources: { Url: { Type: "AWS::Lambda::Url", Properties: { AuthType: "NONE", TargetFunctionArn: { Ref: "Fn" } } } },
    triggers: ["url null"],
  },
  {
    name: "a load balancer's target group with its rule",
    resources: {
      Group: { Type: "AWS::ElasticLoadBalancingV2::TargetGroup", Properties: { TargetType: "lambda", Targets: [{ Id: arn }] } },
      Rule: {
        Type: "AWS::ElasticLoadBalancingV2::ListenerRule",
        Properties: {
          Actions: [{ Type: "forward", TargetGroupArn: { Ref: "Group" } }],
          Conditions: [{ Field: "path-pattern", Values: ["/users/*"] }],
        },
      },
      Permission: {
        Type: "AWS::Lambda::Permission",
        Properties: { FunctionName: arn, Action: "lambda:InvokeFunction", Principal: "elasticloadbalancing.amazonaws.com" },
      },
    },
    triggers: ["alb /users/*"],
  },
  {
    name: "state machines, by reference and by substitution",
    resources: {
      Flow: { Type: "AWS::StepFunctions::StateMachine", Properties: { DefinitionString: { "Fn::Sub": '{"Resource":"${Fn.Arn}"}' } } },
      Other: {
        Type: "AWS::StepFunctions::StateMachine",
        Properties: { StateMachineName: "other", DefinitionSubstitutions: { Task: arn } },
      },
      Permission: {
        Type: "AWS::Lambda::Permission",
        Properties: { FunctionName: arn, Action: "lambda:InvokeFunction", Principal: "states.amazonaws.com" },
      },
    },
    triggers: ["stepfunctions Flow", "stepfunctions other"],
  },
  {
    name: "a user pool",
    resources: { Users: { Type: "AWS::Cognito::UserPool", Properties: { LambdaConfig: { PreSignUp: arn, PostConfirmation: arn } } } },
    triggers: ["cognito Users: PreSignUp", "cognito Users: PostConfirmation"],
  },
  {
    name: "an IoT rule",
    resources: {
      Rule: {
        Type: "AWS::IoT::TopicRule",
        Properties: { TopicRulePayload: { Sql: "SELECT * FROM 'doors/+'", Actions: [{ Lambda: { FunctionArn: arn } }] } },
      },
    },
    triggers: ["iot doors/+"],
  },
  {
    name: "a log group's subscription",
    resources: { Filter: { Type: "AWS::Logs::SubscriptionFilter", Properties: { LogGroupName: "/app/web", DestinationArn: arn } } },
    triggers: ["logs /app/web"],
  },
  {
    name: "one of two functions",
    resources: {
      Other: { Type: "AWS::Lambda::Function" },
      Rule: {
        Type: "AWS::Events::Rule",
        Properties: {
          ScheduleExpression: "rate(1 hour)",
          Targets: [{ Id: "a", Arn: { "Fn::If": ["C", arn, { "Fn::GetAtt": ["Other", "Arn"] }] } }],
        },
      },
    },
    triggers: ["schedule rate(1 hour)"],
  },
  {
    name: "a target that only mentions the function, and may be its alias",
    resources: {
      Rule: {
        Type: "AWS::Events::Rule",
        Properties: { ScheduleExpression: "rate(1 hour)", Targets: [{ Id: "a", Arn: { Mentions: ["Fn"] } }] },
      },
    },
    triggers: ["schedule rate(1 hour) qualified"],
    areKnown: false,
  },
  {
    name: "a state machine that cannot be read",
    resources: { Flow: { Type: "AWS::StepFunctions::StateMachine", Properties: { DefinitionString: { Unknown: "file" } } } },
    triggers: [],
    areKnown: false,
  },
  {
    name: "a permission for state machines without one",
    resources: {
      Permission: {
        Type: "AWS::Lambda::Permission",
        Properties: { FunctionName: arn, Action: "lambda:InvokeFunction", Principal: "states.amazonaws.com" },
      },
    },
    triggers: [],
    areKnown: false,
  },
  {
    name: "a stream from elsewhere, by what it is called",
    resources: {
      Mapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: { FunctionName: arn, StartingPosition: "LATEST", EventSourceArn: { Unknown: "var.dynamodb_stream_arn" } },
      },
    },
    triggers: ["dynamodb null qualified"],
    areKnown: false,
  },
  {
    name: "a queue from a secret, by what the secret is called",
    resources: {
      QueueSecret: { Type: "AWS::SecretsManager::Secret" },
      Mapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: { FunctionName: arn, EventSourceArn: { "Fn::Sub": "{{resolve:secretsmanager:${QueueSecret}:SecretString}}" } },
      },
    },
    triggers: ["sqs null qualified"],
    areKnown: false,
  },
  {
    name: "the queue of a broker is none of SQS",
    resources: {
      Mapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: { FunctionName: arn, Queues: ["orders"], EventSourceArn: { Unknown: "var.queue_broker_arn" } },
      },
    },
    triggers: [],
    areKnown: false,
  },
  {
    name: "an authorizer of IoT",
    resources: {
      Authorizer: { Type: "AWS::IoT::Authorizer", Properties: { AuthorizerFunctionArn: arn } },
      Permission: {
        Type: "AWS::Lambda::Permission",
        Properties: { FunctionName: arn, Action: "lambda:InvokeFunction", Principal: "iot.amazonaws.com" },
      },
    },
    triggers: [],
    areKnown: false,
  },
  {
    name: "code that may invoke any function",
    resources: {
      Role: {
        Type: "AWS::IAM::Role",
        Properties: { Policies: [{ PolicyDocument: { Statement: { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: "*" } } }] },
      },
    },
    triggers: [],
    areKnown: false,
  },
  {
    name: "a role that only state machines take",
    resources: {
      Role: {
        Type: "AWS::IAM::Role",
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: [{ Effect: "Allow", Principal: { Service: "states.amazonaws.com" }, Action: "sts:AssumeRole" }],
          },
          Policies: [{ PolicyDocument: { Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: arn }] } }],
        },
      },
    },
    triggers: [],
  },
  {
    name: "somebody of whom nothing is known may invoke",
    resources: {
      Permission: {
        Type: "AWS::Lambda::Permission",
        Properties: { FunctionName: arn, Action: "lambda:InvokeFunction", Principal: "123456789012" },
      },
    },
    triggers: [],
    areKnown: false,
  },
  {
    name: "another function is told its name",
    resources: { Caller: { Type: "AWS::Lambda::Function", Properties: { Environment: { Variables: { WORKER: { Ref: "Fn" } } } } } },
    triggers: [],
    areKnown: false,
  },
  {
    name: "an integration, and a route that names the function in its stead",
    resources: {
      Api: { Type: "AWS::ApiGatewayV2::Api" },
      Integration: { Type: "AWS::ApiGatewayV2::Integration", Properties: { ApiId: { Ref: "Api" }, IntegrationUri: arn } },
      Route: { Type: "AWS::ApiGatewayV2::Route", Properties: { ApiId: { Ref: "Api" }, RouteKey: "POST /report", Target: arn } },
    },
    triggers: ["http POST /report"],
  },
  {
    name: "an integration of another API than the route's",
    resources: {
      Api: { Type: "AWS::ApiGatewayV2::Api" },
      Other: { Type: "AWS::ApiGatewayV2::Api" },
      Integration: { Type: "AWS::ApiGatewayV2::Integration", Properties: { ApiId: { Ref: "Other" }, IntegrationUri: arn } },
      Route: { Type: "AWS::ApiGatewayV2::Route", Properties: { ApiId: { Ref: "Api" }, RouteKey: "POST /report", Target: arn } },
    },
    triggers: ["http POST /report"],
    areKnown: false,
  },
  { name: "nothing", resources: {}, triggers: [] },
];

for (const { name, resources, triggers, areKnown = true } of cases) {
  test(`triggers: ${name}`, () => {
    const fn = functionAmong(resources);
    assert.deepEqual(shown(fn), triggers);
    assert.equal(fn.triggersAreKnown, areKnown);
  });
}

test("a function is known by its literal name", () => {
  const mapping = {
    FunctionName: "arn:aws:lambda:eu-west-1:123456789012:function:worker:live",
    EventSourceArn: "arn:aws:sqs:eu-west-1:123456789012:jobs",
  };
  const fn = functionAmong({ Mapping: { Type: "AWS::Lambda::EventSourceMapping", Properties: mapping } }, { FunctionName: "worker" });
  assert.deepEqual(shown(fn), ["sqs jobs qualified"]);
});
