/** What TypeScript and JavaScript programs of the CDK deploy. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { looksLikeCdk } from "../../server/src/extract/cdk.ts";
import { properties, readStack, readStacks, resource } from "./cdkStacks.ts";

const IMPORTS = `
import * as cdk from "aws-cdk-lib";
import * as path from "path";
import { aws_dynamodb as dynamodb, aws_lambda as lambda, aws_sns as sns, aws_sqs as sqs } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import * as s3 from "aws-cdk-lib/aws-s3";
import * as s3n from "aws-cdk-lib/aws-s3-notifications";
import * as events from "aws-cdk-lib/aws-events";
import * as targets from "aws-cdk-lib/aws-events-targets";
import * as logs from "aws-cdk-lib/aws-logs";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { SqsEventSource, SqsDlq, DynamoEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
`;

/** A stack whose constructor does this. */
function stack(body: string): ReturnType<typeof readStack> {
  return readStack(
    `${IMPORTS}export class ShopStack extends cdk.Stack {\n  constructor(scope, id, props) {\n    super(scope, id, props);\n${body}\n  }\n}\n`,
  );
}

const CODE = `runtime: lambda.Runtime.NODEJS_20_X, handler: "index.handler", code: lambda.Code.fromAsset("lambda")`;

test("a function with what the CDK gives it by itself", () => {
  const found = stack(`const fn = new lambda.Function(this, "Handler", { ${CODE}, timeout: cdk.Duration.minutes(5), memorySize: 2 * 256,
    tracing: lambda.Tracing.ACTIVE, architecture: lambda.Architecture.ARM_64, environment: { A: "1" } });
    fn.addEnvironment("B.C", "2");`);
  assert.equal(
    properties(found, "Handler"),
    '{Runtime: "nodejs20.x", Handler: "index.handler", Timeout: 300, MemorySize: 512, TracingConfig: {Mode: "Active"}, ' +
      'Architectures: ["arm64"], Environment: {Variables: {A: "1", B.C: "2"}}, Role: @Handler/Role.Arn, CodePath: "lambda"}',
  );
  assert.equal(found.name, "ShopStack");
  assert.equal(found.root, "/project");
  assert.deepEqual(found.inputs, ["/project/cdk.json"]);
  const { head, template, name } = resource(found, "Handler");
  assert.equal(template.text.slice(head.start, head.end), "new lambda.Function");
  assert.equal(name, "Handler");
  assert.match(properties(found, "Handler/Role"), /AWSLambdaBasicExecutionRole/);
});

test("where the code is", () => {
  const found = stack(`
    new NodejsFunction(this, "Implicit");
    new NodejsFunction(this, "Given", { entry: path.join(__dirname, "/../src/given.ts"), handler: "main" });
    new NodejsFunction(this, "Template", { entry: \`\${__dirname}/x.ts\` });
    const base = path.resolve(__dirname, "..");
    new lambda.Function(this, "Asset", { handler: "a.b", code: lambda.Code.fromAsset(path.join(base, "src")) });
    new lambda.Function(this, "Inline", { handler: "index.handler", code: lambda.Code.fromInline("exports.handler = 1") });
    new lambda.Function(this, "Unknown", { handler: "index.handler", code: lambda.Code.fromAsset(process.env.DIR) });
    new lambda.DockerImageFunction(this, "Image", { code: lambda.DockerImageCode.fromImageAsset("image") });`);
  const code = (id: string): string => properties(found, id).replace(/Role: \S+, /, "");
  assert.equal(code("Implicit"), '{CodeEntry: "stack.Implicit.ts", CodeBase: "/project/lib", Handler: "index.handler"}');
  assert.equal(code("Given"), '{Handler: "index.main", CodeEntry: "../src/given.ts", CodeBase: "/project/lib"}');
  assert.match(code("Template"), /CodeEntry: "x.ts", CodeBase: "\/project\/lib"/);
  assert.match(code("Asset"), /CodePath: "..\/src", CodeBase: "\/project\/lib"/);
  assert.match(code("Inline"), /Code: \{ZipFile: "exports.handler = 1"\}/);
  assert.match(code("Unknown"), /Code: \?/);
  assert.match(code("Image"), /PackageType: "Image", CodePath: "image"/);
});

test("a runtime that floats is computed, and remembered", () => {
  const found = stack(`const latest = lambda.Runtime.NODEJS_LATEST; new lambda.Function(this, "F", { runtime: latest });`);
  assert.match(properties(found, "F"), /Runtime: \?.*RuntimeConstant: "NODEJS_LATEST"/);
});

test("event sources are mappings", () => {
  const found = stack(`
    const queue = new sqs.Queue(this, "Orders");
    const dead = new sqs.Queue(this, "Dead");
    const table = new dynamodb.Table(this, "Table", { stream: dynamodb.StreamViewType.NEW_IMAGE });
    const fn = new lambda.Function(this, "F", { ${CODE}, events: [new DynamoEventSource(table, { startingPosition: lambda.StartingPosition.LATEST, onFailure: new SqsDlq(dead) })] });
    fn.addEventSource(new SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 3 }));
    fn.addEventSource(new SqsEventSource(sqs.Queue.fromQueueArn(this, "Imported", "arn:aws:sqs:eu-west-1:1:q")));`);
  assert.equal(
    properties(found, "F/OrdersEventSource"),
    '{FunctionName: @F, EventSourceArn: @Orders.Arn, BatchSize: 10, ScalingConfig: {MaximumConcurrency: 3}, FunctionResponseTypes: ["ReportBatchItemFailures"]}',
  );
  assert.equal(
    properties(found, "F/TableEventSource"),
    '{FunctionName: @F, EventSourceArn: @Table.StreamArn, StartingPosition: "LATEST", DestinationConfig: {OnFailure: {Destination: @Dead.Arn}}}',
  );
  assert.equal(properties(found, "F/EventSource"), '{FunctionName: @F, EventSourceArn: "arn:aws:sqs:eu-west-1:1:q"}');
});

test("grants and statements are the function's role", () => {
  const found = stack(`
    const table = new dynamodb.Table(this, "Table");
    const fn = new lambda.Function(this, "F", { ${CODE} });
    const queue = new sqs.Queue(this, "Queue");
    queue.grantSendMessages(fn);
    table.grant(fn, "dynamodb:GetItem");
    const statement = new iam.PolicyStatement({ actions: ["s3:*"], effect: iam.Effect.ALLOW });
    statement.addResources("*");
    fn.addToRolePolicy(statement);
    fn.role?.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName("AdministratorAccess"));`);
  const role = properties(found, "F/Role");
  assert.match(role, /Action: \["sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl"\], Resource: \[@Queue.Arn\]/);
  assert.match(role, /Action: \["dynamodb:GetItem"\], Resource: \[@Table.Arn\]/);
  assert.match(role, /\{Action: \["s3:\*"\], Effect: "Allow", Resource: \["\*"\]\}/);
  assert.match(role, /policy\/AdministratorAccess/);
});

test("rules, topics, buckets, log groups and queues", () => {
  const found = stack(
    `
    const fn = new lambda.Function(this, "F", { ${CODE}, retryAttempts: 0, logRetention: logs.RetentionDays.ONE_WEEK, deadLetterQueueEnabled: true });
    const dead = new sqs.Queue(this, "Dead");
    new sqs.Queue(this, "Queue", { deadLetterQueue: { queue: dead, maxReceiveCount: 3 } });
    const rule = new events.Rule(this, "Rule", { schedule: events.Schedule.rate(cdk.Duration.minutes(5)) });
    rule.addTarget(new targets.LambdaFunction(fn, { deadLetterQueue: dead, retryAttempts: 2 }));
    new events.Rule(this, "Cron", { schedule: events.Schedule.cron({ minute: "0", hour: "4" }), targets: [new targets.LambdaFunction(fn)] });
    new events.Rule(this, "Given", { schedule: events.Schedule.cron({ minute: process.env.MINUTE }), targets: [new targets.LambdaFunction(fn)] });
    const bucket = new s3.Bucket(this, "Bucket");
    bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new s3n.LambdaDestination(fn));`,
  );
  assert.equal(properties(found, "F/EventInvokeConfig"), "{FunctionName: @F, MaximumRetryAttempts: 0}");
  assert.equal(properties(found, "F/LogGroup"), "{LogGroupName: `/aws/lambda/${@F}`, RetentionInDays: 7}");
  assert.match(properties(found, "F"), /DeadLetterConfig: \{TargetArn: @F\/DeadLetterQueue.Arn\}/);
  assert.equal(properties(found, "Queue"), "{RedrivePolicy: {deadLetterTargetArn: @Dead.Arn, maxReceiveCount: 3}}");
  assert.equal(
    properties(found, "Rule"),
    '{ScheduleExpression: "rate(5 minutes)", Targets: [{Arn: @F.Arn, DeadLetterConfig: {Arn: @Dead.Arn}, RetryPolicy: {MaximumRetryAttempts: 2}}]}',
  );
  assert.equal(properties(found, "Cron"), '{ScheduleExpression: "cron(0 4 * * ? *)", Targets: [{Arn: @F.Arn}]}');
  assert.equal(properties(found, "Given"), "{ScheduleExpression: ?, Targets: [{Arn: @F.Arn}]}");
  assert.equal(properties(found, "Bucket/Notification"), '{Bucket: @Bucket, Event: "s3:ObjectCreated:*", Function: @F.Arn}');
});

test("APIs with the paths followed", () => {
  const found = readStack(`
    import { Stack } from "aws-cdk-lib";
    import { Function } from "aws-cdk-lib/aws-lambda";
    import { RestApi, LambdaIntegration, LambdaRestApi } from "aws-cdk-lib/aws-apigateway";
    import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
    import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
    class S extends Stack {
      fn = new Function(this, "F", {});
      constructor(scope, id) {
        super(scope, id);
        const api = new RestApi(this, "Api", { deployOptions: { tracingEnabled: true } });
        const users = api.root.addResource("users");
        users.addResource("{id}").addMethod("GET", new LambdaIntegration(this.fn));
        new HttpApi(this, "Http").addRoutes({ path: "/x", methods: [HttpMethod.POST], integration: new HttpLambdaIntegration("I", this.fn) });
      }
    }`);
  assert.equal(
    properties(found, "Api/GET /users/{id}"),
    '{HttpMethod: "GET", Path: "/users/{id}", RestApiId: @Api, Integration: {Type: "AWS_PROXY", Uri: @F.Arn}}',
  );
  assert.equal(properties(found, "Api/DeploymentStage"), '{RestApiId: @Api, TracingEnabled: true, StageName: "prod"}');
  assert.equal(properties(found, "Http/POST /x"), '{RouteKey: "POST /x", ApiId: @Http, Target: @F.Arn}');
});

test("props that are shared or spread are followed, and open where they are not known", () => {
  const found = stack(`
    const common = { runtime: lambda.Runtime.NODEJS_20_X, timeout: cdk.Duration.seconds(3) };
    new lambda.Function(this, "A", { ...common, handler: "a.h" });
    new lambda.Function(this, "B", { ...props, handler: "b.h" });
    const changed = { timeout: cdk.Duration.seconds(3) };
    changed.timeout = other();
    new lambda.Function(this, "C", changed);`);
  assert.equal(properties(found, "A"), '{Runtime: ^"nodejs20.x", Timeout: ^3, Handler: "a.h", Role: @A/Role.Arn}');
  assert.equal(properties(found, "B"), '{Handler: "b.h", …}');
  assert.equal(properties(found, "C"), "{…}");
});

test("constructs are followed into the classes and functions that make them", () => {
  const stacks = readStacks({
    "bin/app.ts": `import { App } from "aws-cdk-lib"; import { Shop } from "../lib/shop"; new Shop(new App(), "Shop");`,
    "lib/shop.ts": `import * as cdk from "aws-cdk-lib"; import * as sqs from "aws-cdk-lib/aws-sqs"; import { Worker } from "./worker";
      export class Shop extends cdk.Stack { constructor(scope, id) { super(scope, id);
        const queue = new sqs.Queue(this, "Queue");
        for (const name of ["a", "b"]) new Worker(this, \`Worker-\${name}\`, { queue, timeout: 7 });
      } }`,
    "lib/worker.ts": `import { Construct } from "constructs"; import * as cdk from "aws-cdk-lib"; import * as lambda from "aws-cdk-lib/aws-lambda";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      export class Worker extends Construct { constructor(scope, id, private readonly props) { super(scope, id); this.make("Fn"); }
        private make(name) { const fn = new lambda.Function(this, name, { timeout: cdk.Duration.seconds(this.props.timeout) });
          fn.addEventSource(new SqsEventSource(this.props.queue)); } }`,
  });
  assert.deepEqual(
    stacks.map(({ name, path }) => [name, path]),
    [["Shop", "/project/lib/shop.ts"]],
  );
  const [shop] = stacks;
  assert.ok(shop);
  assert.match(properties(shop, "Worker-*/Fn"), /Timeout: 7/);
  assert.equal(resource(shop, "Worker-*/Fn").isConditional, true);
  assert.equal(properties(shop, "Worker-*/Fn/QueueEventSource"), "{FunctionName: @Worker-*/Fn, EventSourceArn: @Queue.Arn}");
  assert.deepEqual(
    shop.templates.map(({ path }) => path),
    ["/project/lib/shop.ts", "/project/lib/worker.ts"],
  );
});

test("what differs from one deployment to the next is assumed; another stack's queue is not of this one", () => {
  const stacks = readStacks({
    "app.ts": `import * as cdk from "aws-cdk-lib"; import * as lambda from "aws-cdk-lib/aws-lambda"; import * as sqs from "aws-cdk-lib/aws-sqs";
      class Data extends cdk.Stack { queue = new sqs.Queue(this, "Queue"); }
      class Api extends cdk.Stack { constructor(scope, id, props) { super(scope, id);
        new lambda.Function(this, "F", { memorySize: props.memory, deadLetterQueue: props.queue }); } }
      const app = new cdk.App(); const data = new Data(app, "Data");
      new Api(app, "Dev", { memory: 128, queue: data.queue }); new Api(app, "Prod", { memory: 512, queue: data.queue });`,
  });
  const api = stacks.find(({ name }) => name === "Api");
  assert.ok(api);
  assert.match(properties(api, "F"), /MemorySize: ~128, DeadLetterConfig: \{TargetArn: ~?`arn:aws:sqs:\$\{\?\}`\}/);
});

test("alarms, aliases, state machines", () => {
  const found = readStack(`
    import * as cdk from "aws-cdk-lib"; import * as lambda from "aws-cdk-lib/aws-lambda"; import * as cw from "aws-cdk-lib/aws-cloudwatch";
    import * as sfn from "aws-cdk-lib/aws-stepfunctions"; import * as tasks from "aws-cdk-lib/aws-stepfunctions-tasks"; import * as cd from "aws-cdk-lib/aws-codedeploy";
    class S extends cdk.Stack { constructor(scope, id) { super(scope, id);
      const fn = new lambda.Function(this, "F", {});
      new cw.Alarm(this, "Errors", { metric: fn.metricErrors({ period: cdk.Duration.minutes(1) }), threshold: 1, evaluationPeriods: 1 });
      const alias = new lambda.Alias(this, "Live", { aliasName: "live", version: fn.currentVersion });
      new cd.LambdaDeploymentGroup(this, "Group", { alias, deploymentConfig: cd.LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES });
      const task = new tasks.LambdaInvoke(this, "Task", { lambdaFunction: fn });
      new sfn.StateMachine(this, "Machine", { definitionBody: sfn.DefinitionBody.fromChainable(task) });
    } }`);
  assert.equal(
    properties(found, "Errors"),
    '{Threshold: 1, EvaluationPeriods: 1, Namespace: "AWS/Lambda", MetricName: "Errors", Dimensions: [{Name: "FunctionName", Value: @F}], Period: 60}',
  );
  assert.equal(properties(found, "Live"), '{Name: "live", FunctionName: @F, FunctionVersion: ?}');
  assert.match(
    properties(found, "Group"),
    /DeploymentConfigName: "CodeDeployDefault.LambdaCanary10Percent5Minutes", Function: @F, Alias: @Live/,
  );
  assert.equal(properties(found, "Machine"), "{Definition: ?<F>}");
});

test("first level constructs have CloudFormation's own words", () => {
  const found =
    stack(`new lambda.CfnFunction(this, "F", { handler: "a.b", tracingConfig: { mode: "Active" }, environment: { variables: { myKey: "1" } } });
    new cdk.CfnResource(this, "Q", { type: "AWS::SQS::Queue", properties: { VisibilityTimeout: 5 } });`);
  assert.equal(properties(found, "F"), '{Handler: "a.b", TracingConfig: {Mode: "Active"}, Environment: {Variables: {myKey: "1"}}}');
  assert.equal(resource(found, "Q").type, "AWS::SQS::Queue");
  assert.equal(properties(found, "Q"), "{VisibilityTimeout: 5}");
});

test("version 1, and JavaScript", () => {
  const found = readStack(
    `const cdk = require("@aws-cdk/core"); const lambda = require("@aws-cdk/aws-lambda");
    class S extends cdk.Stack { constructor(scope, id) { super(scope, id);
      new lambda.Function(this, "F", { code: lambda.Code.asset("x"), timeout: cdk.Duration.seconds(4) }); } }
    module.exports = { S };`,
    "lib/stack.js",
  );
  assert.match(properties(found, "F"), /Timeout: 4.*CodePath: "x"/);
});

test("tests, and what the compiler made, are no stacks; programs without end have one", () => {
  const text = `import * as cdk from "aws-cdk-lib"; import * as lambda from "aws-cdk-lib/aws-lambda"; new lambda.Function(new cdk.Stack(), "F", {});`;
  assert.deepEqual(readStacks({ "test/app.test.ts": text, "lib/a.d.ts": text }), []);
  assert.equal(readStacks({ "lib/a.ts": text, "lib/a.js": text }).length, 1);
  const found = stack(
    `const make = (n) => { new lambda.Function(this, "F" + n, {}); make(n); }; make(1); const a = { ...b }; const b = { ...a }; new sqs.Queue(this, "Q", a);`,
  );
  assert.ok(found.resources.size > 0);
  assert.ok(looksLikeCdk(text));
  assert.ok(!looksLikeCdk("import x from 'y'"));
});

test("a construct of somebody else may make anything", () => {
  assert.equal(stack(`new sqs.Queue(this, "Q");`).isComplete, true);
  assert.equal(stack(`new sqs.Queue(this, "Q"); new Foreign(this, "X", {});`).isComplete, false);
});
