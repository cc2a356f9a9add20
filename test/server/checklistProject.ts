/** Services that share code and watch one another, and what people do to them. */
import type { Dice } from "../bench/dice.ts";

export const TEXTS: Readonly<Record<string, string>> = {
  "orders/template.yaml": `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.13
    Timeout: 10
Resources:
  CreateOrder:
    Type: AWS::Serverless::Function
    Properties:
      Handler: create.handler
      CodeUri: src/
      Events:
        Post: { Type: Api, Properties: { Path: /orders, Method: post } }
  SendOrder:
    Type: AWS::Serverless::Function
    Properties:
      Handler: send.handler
      CodeUri: src/
      Events:
        Queue: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } }
  Inline:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      InlineCode: |
        import boto3
        def handler(event, context):
            boto3.client("sns").publish(Message="x")
  Queue:
    Type: AWS::SQS::Queue
`,
  "orders/src/create.py": `import json
import boto3
from shared import save

client = boto3.client("sns")

def handler(event, context):
    save(json.loads(event["body"]))
    return {"statusCode": 200}
`,
  "orders/src/send.py": `from shared import save, announce

def handler(event, context):
    for record in event["Records"]:
        save(record)
        announce(record)
`,
  "orders/src/shared.py": `import boto3

table = boto3.resource("dynamodb").Table("orders")

def save(item):
    table.put_item(Item=item)

def announce(item):
    boto3.client("sns").publish(Message=str(item))
`,
  "billing/serverless.yml": `service: billing
provider:
  name: aws
  runtime: nodejs24.x
functions:
  charge:
    handler: charge.handler
    events:
      - sqs: arn:aws:sqs:eu-west-1:1:charges
  report:
    handler: report.handler
    events:
      - schedule: rate(1 day)
`,
  "billing/charge.ts": `import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { client } from "./clients";

export const handler = async (event: any) => {
  for (const record of event.Records) await client.send(new PutItemCommand(record));
};
`,
  "billing/report.ts": `import { client } from "./clients";

export const handler = async () => {
  console.log(client);
};
`,
  "billing/clients.ts": `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export const client = new DynamoDBClient({});
`,
  "billing/package.json": `{ "dependencies": { "@aws-sdk/client-dynamodb": "3" } }`,
  "watch/main.tf": `resource "aws_sns_topic" "alarms" {
  name = "alarms"
}
`,
  "loose/job.py": `import boto3

def lambda_handler(event, context):
    boto3.client("s3").list_buckets()
    return {}
`,
  "tests/test_create.py": `from create import handler
`,
};

type Made = readonly (readonly [name: string, text: string | null])[];

export interface EditByChance {
  readonly what: string;
  make(texts: ReadonlyMap<string, string>, chance: Dice): Made;
}

/** Puts something in a file, or takes it out where it is there already. */
function toggle(name: string, from: string, to: string): EditByChance {
  return {
    what: `${name}: ${to.trim().split("\n")[0]}`,
    make(texts) {
      const text = texts.get(name);
      if (text === undefined) return [];
      return [[name, text.includes(to) ? text.replace(to, () => from) : text.replace(from, () => to)]];
    },
  };
}

/** Deletes a file, or brings it back. */
function comesAndGoes(name: string, text: string): EditByChance {
  return { what: `${name} comes or goes`, make: (texts) => [[name, texts.has(name) ? null : (TEXTS[name] ?? text)]] };
}

export const EDITS: readonly EditByChance[] = [
  toggle("orders/src/create.py", "    save(json", '    boto3.client("s3").list_buckets()\n    save(json'),
  toggle("orders/src/create.py", "import json\n", "# moved\nimport json\n"),
  toggle("orders/src/create.py", "from shared import save\n", "from other import save\n"),
  toggle("orders/src/send.py", "        announce(record)\n", "        pass\n"),
  toggle("orders/src/send.py", "def handler(", "def handle("),
  toggle("orders/src/shared.py", "    table.put_item(Item=item)\n", '    boto3.client("dynamodb").put_item(Item=item)\n'),
  toggle("orders/src/shared.py", "import boto3\n", "import boto3\n\nPASSWORD = 'hunter22'\n"),
  toggle("orders/template.yaml", "    Timeout: 10\n", "    Timeout: 900\n    Tracing: Active\n"),
  toggle("orders/template.yaml", "      Handler: send.handler\n", "      Handler: send.handle\n"),
  toggle("orders/template.yaml", "  SendOrder:\n", "  ShipOrder:\n"),
  toggle("orders/template.yaml", "      Handler: create.handler\n", "      Handler: create.handler\n      MemorySize: 512\n"),
  toggle("orders/template.yaml", "    Type: AWS::SQS::Queue\n", "    Type: AWS::SQS::Queue\n    Properties: { QueueName: orders-dlq }\n"),
  toggle("orders/template.yaml", "        import boto3\n", "        import boto3, json\n"),
  toggle("orders/template.yaml", "Resources:\n", "Resources:\n  # lambda-ready: ignore-file[memory-not-set, no-alarms] known\n"),
  toggle("orders/template.yaml", "      Handler: send.handler\n", "      Handler: create.handler\n"),
  toggle("billing/serverless.yml", "    handler: report.handler\n", "    handler: report.handler\n    timeout: 30\n"),
  toggle("billing/serverless.yml", "  report:\n", "  # report:\n"),
  toggle("billing/serverless.yml", "    handler: charge.handler\n", "    handler: report.handler\n"),
  toggle("billing/charge.ts", "export const handler = async", "export const handler: any = async"),
  toggle("billing/clients.ts", "new DynamoDBClient({})", 'new DynamoDBClient({ region: "eu-west-1" })'),
  toggle("billing/package.json", '"dependencies": {', '"type": "module", "dependencies": {'),
  toggle(
    "watch/main.tf",
    'resource "aws_sns_topic"',
    `resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  dimensions          = { FunctionName = var.name }
}

resource "aws_sns_topic"`,
  ),
  toggle("watch/main.tf", 'name = "alarms"', 'name = "notices"'),
  toggle("loose/job.py", "def lambda_handler(", "def main("),
  toggle("loose/job.py", "    return {}\n", "    return None\n"),
  toggle("tests/test_create.py", "from create import handler\n", "import send\n"),
  comesAndGoes("tests/test_integration.py", "import boto3\nboto3.client('lambda').invoke(FunctionName='CreateOrder')\n"),
  comesAndGoes(".github/workflows/deploy.yml", "on: push\njobs:\n  deploy:\n    steps:\n      - run: sam deploy\n"),
  comesAndGoes("docs/runbook-rollback.md", "# Rollback\n\nHow to roll back: sam deploy the previous version.\n"),
  comesAndGoes("orders/src/other.py", "def save(item):\n    print(item)\n"),
  comesAndGoes("orders/src/send.py", ""),
  comesAndGoes("billing/report.ts", ""),
  comesAndGoes(
    "stocks/template.yaml",
    `Resources:
  Count:
    Type: AWS::Lambda::Function
    Properties: { Handler: job.lambda_handler, Runtime: python3.13, Code: ../loose }
`,
  ),
  comesAndGoes("loose/job.py", ""),
];
