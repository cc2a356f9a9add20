/** Events of functions, and what the framework makes beside a function. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Stack } from "../../server/src/model/infrastructure.ts";
import { covered, read, resource, shown, typesOf } from "./serverlessStack.ts";

function service(rest: string): Stack {
  return read({ "serverless.yml": `service: shop\nprovider:\n  name: aws\n${rest}` });
}

test("events are resources", () => {
  const stack = service(`functions:
  hello:
    handler: a.b
    events:
      - http: GET users/{id}
      - http: {method: post, path: /pay, private: true, authorizer: aws_iam}
      - httpApi: '*'
      - httpApi: {method: put, path: /x, authorizer: {name: jwt}}
      - websocket: $connect
      - schedule: {rate: [rate(1 day), cron(0 0 * * ? *)], enabled: false}
      - schedule: {rate: rate(2 days), method: scheduler}
      - sqs: {arn: !GetAtt Jobs.Arn, batchSize: 5, functionResponseType: ReportBatchItemFailures}
      - stream: arn:aws:dynamodb:eu-west-1:1:table/a/stream/b
      - sns: news
      - sns: {arn: !Ref Topic, redrivePolicy: {deadLetterTargetRef: Jobs}}
      - s3: {bucket: photos, existing: true, rules: [{suffix: .jpg}]}
      - eventBridge: {pattern: {source: [a]}, deadLetterQueueArn: !GetAtt Jobs.Arn}
      - cognitoUserPool: {pool: users, trigger: PreSignUp}
      - cloudwatchLog: /aws/lambda/other
      - kafka: {topic: t, bootstrapServers: [b]}
      - alexaSkill
resources:
  Resources:
    Jobs: {Type: AWS::SQS::Queue}
    Topic: {Type: AWS::SNS::Topic}
`);
  const events = typesOf(stack).filter((one) => /^hello\/(?!LogGroup|Version)/.test(one));
  assert.deepEqual(events, [
    "hello/http: AWS::ApiGateway::Method",
    "hello/http2: AWS::ApiGateway::Method",
    "hello/httpApi: AWS::ApiGatewayV2::Route",
    "hello/httpApi2: AWS::ApiGatewayV2::Route",
    "hello/websocket: AWS::ApiGatewayV2::Route",
    "hello/schedule: AWS::Events::Rule",
    "hello/scheduleRate2: AWS::Events::Rule",
    "hello/schedule2: AWS::Scheduler::Schedule",
    "hello/sqs: AWS::Lambda::EventSourceMapping",
    "hello/stream: AWS::Lambda::EventSourceMapping",
    "hello/sns: AWS::SNS::Subscription",
    "hello/sns2: AWS::SNS::Subscription",
    "hello/s3: AWS::S3::BucketNotification",
    "hello/eventBridge: AWS::Events::Rule",
    "hello/cognitoUserPool: AWS::Cognito::UserPoolTrigger",
    "hello/cloudwatchLog: AWS::Logs::SubscriptionFilter",
    "hello/kafka: AWS::Lambda::EventSourceMapping",
    "hello/alexaSkill: AWS::Lambda::Permission",
  ]);
  assert.deepEqual(shown(stack, "hello/http", "HttpMethod", "Path", "AuthorizationType", "RestApiId"), {
    HttpMethod: "GET",
    Path: "/users/{id}",
    RestApiId: "→ ApiGatewayRestApi",
    AuthorizationType: "^NONE",
  });
  assert.deepEqual(shown(stack, "hello/http2", "HttpMethod", "ApiKeyRequired", "AuthorizationType").AuthorizationType, "AWS_IAM");
  assert.deepEqual(shown(stack, "hello/httpApi", "RouteKey"), { RouteKey: "$default" });
  assert.deepEqual(shown(stack, "hello/httpApi2", "RouteKey", "AuthorizationType"), { RouteKey: "PUT /x", AuthorizationType: "JWT" });
  assert.deepEqual(shown(stack, "hello/scheduleRate2", "ScheduleExpression", "State"), {
    ScheduleExpression: "cron(0 0 * * ? *)",
    State: "DISABLED",
  });
  assert.deepEqual(shown(stack, "hello/sqs"), {
    FunctionName: "→ hello",
    EventSourceArn: "→ Jobs.Arn",
    BatchSize: 5,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
  });
  assert.deepEqual(shown(stack, "hello/stream", "StartingPosition"), { StartingPosition: "^TRIM_HORIZON" });
  assert.deepEqual(shown(stack, "hello/sns", "TopicArn"), { TopicArn: "→ SNSTopicNews" });
  assert.deepEqual(shown(stack, "hello/sns2", "TopicArn", "RedrivePolicy"), {
    TopicArn: "→ Topic",
    RedrivePolicy: { deadLetterTargetArn: "→ Jobs.Arn" },
  });
  assert.deepEqual(shown(stack, "hello/s3", "Bucket", "Filter"), {
    Bucket: "photos",
    Filter: { S3Key: { Rules: [{ Name: "suffix", Value: ".jpg" }] } },
  });
  assert.equal(covered(resource(stack, "hello/websocket")), "websocket: $connect");
});

test("events go to the alias of provisioned concurrency", () => {
  const stack = service(
    "functions:\n  hello:\n    handler: a.b\n    provisionedConcurrency: 2\n    events:\n      - sqs: arn:aws:sqs:eu-west-1:1:q\n",
  );
  assert.deepEqual(shown(stack, "hello/sqs", "FunctionName"), { FunctionName: "→ hello/Alias" });
  assert.deepEqual(shown(stack, "hello/Alias", "ProvisionedConcurrencyConfig"), {
    ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
  });
});

test("destinations, attempts and function URLs", () => {
  const stack = service(`functions:
  one:
    handler: a.b
    maximumRetryAttempts: 0
    destinations: {onFailure: two}
    url: {authorizer: aws_iam, cors: true}
  two: {handler: c.d, url: true}
`);
  assert.deepEqual(shown(stack, "one/EventInvokeConfig"), {
    MaximumRetryAttempts: 0,
    DestinationConfig: { OnFailure: { Destination: "→ two.Arn" } },
    FunctionName: "→ one",
  });
  assert.deepEqual(shown(stack, "one/Url", "AuthType", "Cors"), { AuthType: "AWS_IAM", Cors: { AllowOrigins: ["*"] } });
  assert.deepEqual(shown(stack, "two/Url", "AuthType"), { AuthType: "^NONE" });
});
