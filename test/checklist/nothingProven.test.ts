/** What looks like a proof and is none: something beside it may make it wrong. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { items } from "../../server/src/checklist/items/index.ts";
import type { ChecklistItem } from "../../server/src/rules/rule.ts";
import { openProject, type Texts } from "../memoryProject.ts";
import { sam, signsOf } from "./signs.ts";

async function says(id: ChecklistItem, texts: Texts): Promise<string[]> {
  const item = items.find((each) => each.id === id);
  assert.ok(item, id);
  const { evidence } = await openProject(texts);
  return (await signsOf(item, texts, undefined, { tests: () => evidence.tests() })).map((sign) => sign.says);
}

const TABLE = "Table:\n  Type: AWS::DynamoDB::Table\n  Properties: {}";

const allowing = (action: string, resource: string): string =>
  `Policies:\n  - Statement:\n      - Effect: Allow\n        Action: ${action}\n        Resource: ${resource}`;

test("least privilege: a role that does not allow what the code calls is not all that the function is given", async () => {
  const code = `import boto3\ntable = boto3.resource("dynamodb").Table("orders")\n\ndef handler(event, context):\n    table.put_item(Item=event)\n`;
  const of = (properties: string) => says("least-privilege", { "template.yaml": sam(properties, TABLE), "src/app.py": code });
  assert.deepEqual(await of(""), []);
  assert.deepEqual(await of(allowing("dynamodb:GetItem", "!GetAtt Table.Arn")), []);
  assert.deepEqual(await of(allowing("dynamodb:PutItem", "!GetAtt Table.Arn")), ["proves"]);
  const signing = `import boto3\nclient = boto3.client("s3")\n\ndef handler(event, context):\n    return sign(client, event)\n`;
  assert.deepEqual(await says("least-privilege", { "template.yaml": sam(""), "src/app.py": signing }), [], "what a client is for");
});

test("least privilege: a role that is given nothing gets it somewhere else, and reading logs is more than writing them", async () => {
  const role = (policies: string): string => `Role:
  Type: AWS::IAM::Role
  Properties:
    AssumeRolePolicyDocument:
      Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
${policies}`;
  const basic = "    ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]";
  const code = "def handler(event, context):\n    return {}\n";
  const of = (properties: string, resources = "") =>
    says("least-privilege", { "template.yaml": sam(properties, resources), "src/app.py": code });
  assert.deepEqual(await of("Role: !GetAtt Role.Arn", role(basic)), ["proves"]);
  assert.deepEqual(await of("Role: !GetAtt Role.Arn", role("")), []);
  assert.deepEqual(await of(allowing("logs:FilterLogEvents", '"*"')), []);
  assert.deepEqual(await of(allowing("logs:*", '"*"')), []);
  assert.deepEqual(await of(allowing("logs:CreateLogGroup", '"*"')), ["proves"]);
  assert.deepEqual(await of(allowing("ec2:DescribeInstances", '"*"')), ["proves"], "it cannot be limited");
});

test("structured logs: Lambda's JSON format leaves what Python prints as it is", async () => {
  const of = (code: string) => says("structured-logs", { "template.yaml": sam("LoggingConfig: {LogFormat: JSON}"), "src/app.py": code });
  assert.deepEqual(await of("import logging\n\ndef handler(event, context):\n    logging.info('x')\n"), ["proves"]);
  assert.deepEqual(await of("def handler(event, context):\n    print('x')\n"), ["supports"]);
  const unseen = { "template.yaml": sam("LoggingConfig: {LogFormat: JSON}") };
  assert.deepEqual(await says("structured-logs", unseen), ["supports"], "what its code does is not known");
  assert.deepEqual(await says("structured-logs", { "template.yaml": sam("LoggingConfig: {LogFormat: JSON}", "", "nodejs22.x") }), [
    "proves",
  ]);
  const inGo = sam("LoggingConfig: {LogFormat: JSON}", "", "provided.al2023");
  assert.deepEqual(await says("structured-logs", { "template.yaml": inGo }), ["supports"]);
});

test("secrets: keys of AWS that come with the event are secrets that somebody has to keep", async () => {
  const code = `import boto3

def handler(event, context):
    client = boto3.client("iam", aws_access_key_id=event["Key"], aws_secret_access_key=event["Secret"])
    client.list_roles()
`;
  assert.deepEqual(await says("secrets-managed", { "template.yaml": sam(""), "src/app.py": code }), []);
});

test("least privilege: an ARN that names a kind and no thing of it", async () => {
  const code = "def handler(event, context):\n    return {}\n";
  const of = (arn: string, action = "organizations:AttachPolicy") =>
    says("least-privilege", { "template.yaml": sam(allowing(action, `"${arn}"`)), "src/app.py": code });
  assert.deepEqual(await of("arn:aws:organizations::111122223333:account/o-*/*"), []);
  assert.deepEqual(await of("arn:aws:organizations::111122223333:policy/*"), []);
  assert.deepEqual(await of("arn:aws:organizations::111122223333:policy/o-abc/service_control_policy/p-1"), ["proves"]);
  assert.deepEqual(await of("arn:aws:s3:::orders/*", "s3:GetObject"), ["proves"]);
  assert.deepEqual(await of("arn:aws:s3:::*/orders", "s3:GetObject"), []);
  assert.deepEqual(await of("arn:aws:sqs:eu-west-1:111122223333:orders-*", "sqs:SendMessage"), ["proves"]);
  assert.deepEqual(await of("arn:aws:ssm:eu-west-1:111122223333:parameter/orders/*", "ssm:GetParameter"), ["proves"]);
  assert.deepEqual(await of("arn:aws:ssm:eu-west-1:111122223333:parameter/*", "ssm:GetParameter"), []);
});

test("costs: an alarm on silence tells nothing of what is paid", async () => {
  const alarm = (comparison: string): string => `Alarm:
  Type: AWS::CloudWatch::Alarm
  Properties:
    Namespace: AWS/Lambda
    MetricName: Invocations
    ComparisonOperator: ${comparison}
    Dimensions: [{Name: FunctionName, Value: !Ref Work}]`;
  const of = (comparison: string) =>
    says("cost-watched", { "template.yaml": sam("", alarm(comparison)), "src/app.py": "def handler(event, context):\n    return {}\n" });
  assert.deepEqual(await of("GreaterThanThreshold"), ["proves"]);
  assert.deepEqual(await of("LessThanThreshold"), []);
});

test("tests: a name of one word is about anything", async () => {
  const together = (name: string): string => `def test_all():\n    assert deployed("${name}")\n`;
  const of = (name: string) =>
    says("tests-cover", {
      "template.yaml": sam("").replace("  Work:", `  ${name}:`),
      "src/app.py": "def handler(event, context):\n    return {}\n",
      "tests/unit/test_app.py": "from src import app\n\ndef test_it():\n    assert app.handler({}, None) == {}\n",
      "tests/integration/test_all.py": together(name),
    });
  assert.deepEqual(await of("SettleOrders"), ["proves", "proves"]);
  assert.deepEqual(await of("Scheduler"), ["supports"]);
});
