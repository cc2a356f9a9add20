/** How items 11 to 19 read their evidence: what proves them, what does not, and to what they do not apply. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sign } from "../../server/src/checklist/item.ts";
import { items } from "../../server/src/checklist/items/index.ts";
import type { ChecklistItem } from "../../server/src/rules/rule.ts";
import { openProject, type Texts } from "../memoryProject.ts";

async function signsOf(id: ChecklistItem, texts: Texts): Promise<Sign["says"][]> {
  const project = await openProject(texts);
  const [joined] = project.declared();
  const item = items.find((each) => each.id === id);
  assert.ok(joined && item, "a function and an item");
  const context = { infrastructure: project.infrastructure(), workspace: project.evidence };
  return item.signs(project.fn(joined), context).map(({ says }) => says);
}

/** A SAM function with more properties and more resources, indented as they stand. */
function sam(properties = "", resources = ""): string {
  return `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
${properties}${resources}`;
}

const PLAIN = "def handler(event, context):\n    return {}\n";
const TABLE = "  Table:\n    Type: AWS::DynamoDB::Table\n    Properties: {}\n";
const QUIET = { "src/app.py": PLAIN };

const statement = (action: string, resource: string) =>
  `      Policies:\n        - Statement:\n            - Effect: Allow\n              Action: ${action}\n              Resource: ${resource}\n`;

const alarm = (metric: string, dimension = "Orders") => `  On${metric}${dimension}:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: ${metric}
      Dimensions: [{Name: FunctionName, Value: !Ref ${dimension}}]
`;

test("least privilege: actions and resources by name prove it, wildcards and what is not known do not", async () => {
  const of = (properties: string) => signsOf("least-privilege", { "template.yaml": sam(properties, TABLE), ...QUIET });
  assert.deepEqual(await of(""), ["proves"]);
  assert.deepEqual(await of(statement("dynamodb:GetItem", "!GetAtt Table.Arn")), ["proves"]);
  assert.deepEqual(await of(statement("cloudwatch:PutMetricData", '"*"')), ["proves"]);
  assert.deepEqual(await of(statement("dynamodb:Get*", "!GetAtt Table.Arn")), []);
  assert.deepEqual(await of(statement("dynamodb:GetItem", '"*"')), []);
  assert.deepEqual(await of(statement("dynamodb:GetItem", '"arn:aws:dynamodb:eu-west-1:111122223333:table/*"')), []);
  assert.deepEqual(await of("      Role: !ImportValue role\n"), []);
  assert.deepEqual(await of("      Policies: [AmazonS3ReadOnlyAccess]\n"), []);
});

test("secrets: fetching one proves it, needing none makes the item fall away", async () => {
  const of = (code: string, properties = "") => signsOf("secrets-managed", { "template.yaml": sam(properties), "src/app.py": code });
  const fetching = `import boto3\nclient = boto3.client("secretsmanager")\n\ndef handler(event, context):\n    return client.get_secret_value(SecretId="x")\n`;
  assert.deepEqual(await of(fetching), ["proves"]);
  assert.deepEqual(await of(fetching, "      Environment: {Variables: {API_KEY: !ImportValue key}}\n"), ["supports"]);
  assert.deepEqual(await of(PLAIN), ["does-not-apply"]);
  assert.deepEqual(await of(PLAIN, "      Environment: {Variables: {DB_PASSWORD: !ImportValue key}}\n"), []);
  assert.deepEqual(await of("import requests\n\ndef handler(event, context):\n    requests.get('https://x')\n"), []);
});

test("secrets: what a custom resource answers may be the secret itself, the id of a resource is none", async () => {
  const fetching = `import boto3\nclient = boto3.client("secretsmanager")\n\ndef handler(event, context):\n    return client.get_secret_value(SecretId="x")\n`;
  const maker = "  Maker:\n    Type: Custom::Password\n    Properties: {ServiceToken: !ImportValue maker}\n";
  const of = (variable: string) => {
    const template = sam(`      Environment: {Variables: {${variable}}}\n`, maker);
    return signsOf("secrets-managed", { "template.yaml": template, "src/app.py": fetching });
  };
  assert.deepEqual(await of("DB_PASSWORD: !GetAtt Maker.value"), ["supports"]);
  assert.deepEqual(await of("DB_SECRET: !Ref Maker"), ["proves"]);
  assert.deepEqual(await of("DB_SECRET: !GetAtt Maker.SecretArn"), ["proves"]);
});

test("structured logs: the format of Lambda, or every call that an invocation comes to", async () => {
  const of = (code: string, properties = "") => signsOf("structured-logs", { "template.yaml": sam(properties), "src/app.py": code });
  const powertools = "from aws_lambda_powertools import Logger\nlogger = Logger()\n\ndef handler(event, context):\n    logger.info('x')\n";
  assert.deepEqual(await of(PLAIN, "      LoggingConfig: {LogFormat: JSON}\n"), ["proves"]);
  assert.deepEqual(await of(powertools), ["proves"]);
  assert.deepEqual(await of(`${powertools}    print('y')\n`), ["supports"]);
  assert.deepEqual(await of(`from aws_lambda_powertools import Logger\n${PLAIN}`), []);
});

test("alarms: errors, throttles and duration of this function, and the depth of its dead-letter queue", async () => {
  const of = (resources: string, properties = "") =>
    signsOf("metrics-and-alarms", { "template.yaml": sam(properties, resources), ...QUIET });
  const three = ["Errors", "Throttles", "Duration"].map((metric) => alarm(metric)).join("");
  const queue = "  Dead:\n    Type: AWS::SQS::Queue\n";
  const depth = `  Depth:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions: [{Name: QueueName, Value: !GetAtt Dead.QueueName}]
`;
  const dead = "      DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Dead.Arn}\n";
  assert.deepEqual(await of(three), ["proves"]);
  assert.deepEqual(await of(alarm("Errors")), ["supports"]);
  assert.deepEqual(await of(three + queue, dead), ["supports"]);
  assert.deepEqual(await of(three + queue + depth, dead), ["proves"]);
  assert.deepEqual(await of(""), []);
});

test("tracing: active, or an id of the event in the logs; the id of the invocation alone is none", async () => {
  const of = (code: string, properties = "") => signsOf("tracing-or-correlation", { "template.yaml": sam(properties), "src/app.py": code });
  const logging = (id: string) =>
    `import json\n\ndef handler(event, context):\n    correlation_id = ${id}\n    print(json.dumps({"message": "x", "correlationId": correlation_id}))\n`;
  assert.deepEqual(await of(PLAIN, "      Tracing: Active\n"), ["proves"]);
  assert.deepEqual(await of(PLAIN, "      Tracing: PassThrough\n"), []);
  assert.deepEqual(await of(logging('event.get("correlationId") or context.aws_request_id')), ["proves"]);
  assert.deepEqual(await of(logging("context.aws_request_id")), []);
  const answering = 'import json\n\ndef handler(event, context):\n    return {"body": json.dumps({"correlationId": event["id"]})}\n';
  assert.deepEqual(await of(answering), []);
});

test("rollout and rollback: an alias that all triggers use, steps with alarms, a runbook of the service", async () => {
  const api = "      Events:\n        Get: {Type: Api, Properties: {Path: /orders, Method: get}}\n";
  const alias = `      AutoPublishAlias: live\n${api}`;
  const canary = `${alias}      DeploymentPreference: {Type: Canary10Percent5Minutes, Alarms: [!Ref OnErrorsOrders]}\n`;
  const of = (id: ChecklistItem, properties: string, texts: Texts = {}) =>
    signsOf(id, { "template.yaml": sam(properties, alarm("Errors")), ...QUIET, ...texts });
  assert.deepEqual(await of("safe-rollout", alias), ["proves"]);
  assert.deepEqual(await of("safe-rollout", canary), ["proves"]);
  assert.deepEqual(await of("safe-rollout", api), []);
  assert.deepEqual(await of("safe-rollout", api, { ".github/workflows/ship.yml": "run: sam deploy\n" }), ["supports"]);
  assert.deepEqual(await of("rollback-known", alias), ["proves"]);
  assert.deepEqual(await of("rollback-known", canary), ["proves"]);
  assert.deepEqual(await of("rollback-known", api), []);
  assert.deepEqual(await of("rollback-known", api, { "docs/runbook.md": "Roll back the Orders function: deploy the last tag.\n" }), [
    "proves",
  ]);
  assert.deepEqual(await of("rollback-known", api, { "docs/runbook.md": "Roll back the website.\n" }), ["supports"]);
});

test("tests: one that imports the handler and one that tries it together with others", async () => {
  const api = sam("      Events:\n        Get: {Type: Api, Properties: {Path: /orders, Method: get}}\n");
  const of = (texts: Texts) => signsOf("tests-cover", { "template.yaml": api, ...QUIET, ...texts });
  const unit = { "tests/unit/test_app.py": "from src import app\n\ndef test_x():\n    assert app.handler({}, None) == {}\n" };
  const together = { "tests/integration/test_api.py": "def test_get():\n    assert get('/orders').status_code == 200\n" };
  assert.deepEqual(await of({ ...unit, ...together }), ["proves", "proves"]);
  assert.deepEqual(await of(unit), ["supports"]);
  assert.deepEqual(await of(together), ["supports"]);
  const stubbed =
    "from unittest.mock import patch\nfrom src import app\n\n@patch('src.app.client')\ndef test_get(client):\n    assert app.handler({}, None)\n";
  assert.deepEqual(
    await of({ "tests/integration/test_api.py": stubbed }),
    ["supports"],
    "stubs instead of services: a test of the function alone",
  );
  assert.deepEqual(await of({ ...unit, "tests/integration/test_api.py": stubbed }), ["supports"]);
  assert.deepEqual(await of({ "tests/unit/test_other.py": "from other import app\n\ndef test_x():\n    assert True\n" }), []);
});

test("tests: a route with an id is not the one without", async () => {
  const of = async (route: string, asked: string) => {
    const template = sam(`      Events:\n        Get: {Type: Api, Properties: {Path: "${route}", Method: get}}\n`);
    const text = `def test_get(order):\n    assert get(${asked}).status_code == 200\n`;
    return (await signsOf("tests-cover", { "template.yaml": template, ...QUIET, "tests/integration/test_api.py": text })).length > 0;
  };
  assert.equal(await of("/orders", "'/orders'"), true);
  assert.equal(await of("/orders", "'/orders?limit=1'"), true);
  assert.equal(await of("/orders", "f'/orders/{order}'"), false);
  assert.equal(await of("/orders/{id}", "f'{api}/orders/{order}'"), true);
  assert.equal(await of("/orders/{id}", "'/orders'"), false);
});

test("costs: an alarm on invocations, or a budget beside it; invocations in metric math divide something", async () => {
  const of = (resources: string) => signsOf("cost-watched", { "template.yaml": sam("", resources), ...QUIET });
  assert.deepEqual(await of(alarm("Invocations")), ["proves"]);
  assert.deepEqual(await of("  Month:\n    Type: AWS::Budgets::Budget\n    Properties: {}\n"), ["proves"]);
  assert.deepEqual(await of(alarm("Errors")), []);
  const math = `  Rate:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Metrics:
        - {Id: e, Expression: errors / all}
        - {Id: all, MetricStat: {Metric: {Namespace: AWS/Lambda, MetricName: Invocations, Dimensions: [{Name: FunctionName, Value: !Ref Orders}]}}}
`;
  assert.deepEqual(await of(math), []);
});
