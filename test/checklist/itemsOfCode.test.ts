/** Items that are read from what the code does: one responsibility, doubles, clients, connections, limits. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { concurrencyLimited } from "../../server/src/checklist/items/concurrency-limited.ts";
import { connectionsManaged } from "../../server/src/checklist/items/connections-managed.ts";
import { idempotent } from "../../server/src/checklist/items/idempotent.ts";
import { sdkClientsReused } from "../../server/src/checklist/items/sdk-clients-reused.ts";
import { singleResponsibility } from "../../server/src/checklist/items/single-responsibility.ts";
import { event, sam, signsOf, verdict } from "./signs.ts";

const QUEUE = "Queue:\n  Type: AWS::SQS::Queue";
const FROM_QUEUE = event("SQS", "Queue: !GetAtt Queue.Arn");
const GET = event("HttpApi", "Path: /orders/{id}\nMethod: get");

/** A Python function behind a queue. */
const python = (code: string, properties = FROM_QUEUE) => ({ "template.yaml": sam(properties, QUEUE), "src/app.py": code });
const javascript = (code: string, properties = GET) => ({
  "template.yaml": sam(properties, QUEUE, "nodejs22.x"),
  "src/index.mjs": code,
});

const PUT = `
import os
import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])

def handler(event, context):
    for record in event["Records"]:
        table.put_item(Item={"id": record["messageId"]})
`;

const READ = `
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event) => {
  const { Item } = await client.send(new GetCommand({ TableName: process.env.TABLE, Key: { id: event.pathParameters.id } }));
  return { statusCode: 200, body: JSON.stringify(Item) };
};
`;

describe("single-responsibility", () => {
  const seen = async (texts: Record<string, string>) => verdict(await signsOf(singleResponsibility, texts));

  test("one source, no choice, one service", async () => {
    assert.match((await seen(python(PUT))) ?? "", /^proves: .*it writes to dynamodb$/);
    assert.match((await seen(javascript(READ))) ?? "", /^proves: .*it writes nothing elsewhere$/);
  });

  test("nothing is proven where something invokes it that is not known, or several things do", async () => {
    assert.equal(await seen(python(PUT, "Timeout: 5")), undefined);
    const both = `${GET}\n  Other:\n    Type: SQS\n    Properties:\n      Queue: !GetAtt Queue.Arn`;
    assert.match((await seen(python(PUT, both))) ?? "", /^supports: It is invoked by several things/);
    assert.match((await seen(javascript(READ, event("HttpApi", "Path: /{proxy+}\nMethod: any")))) ?? "", /^supports/);
  });

  test("nothing is proven where it chooses by the event, writes to many services, or loads what may do anything", async () => {
    const choice = PUT.replace(
      "        table",
      '        kind = record["body"]\n        if kind == "a":\n            print(1)\n        elif kind == "b":\n            print(2)\n        elif kind == "c":\n            print(3)\n        table',
    );
    assert.match((await seen(python(choice))) ?? "", /^supports/);
    const many = `${PUT}        boto3.client("sns").publish(Message="x")\n        boto3.client("sqs").send_message(MessageBody="x")\n`;
    assert.match((await seen(python(many))) ?? "", /^supports/);
    assert.match((await seen(python(`import company_tools\n${PUT}`))) ?? "", /^supports/);
  });

  test("a router in the function has routes of its own", async () => {
    const router = `
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
app = APIGatewayHttpResolver()

@app.get("/orders")
def orders():
    return []

def handler(event, context):
    return app.resolve(event, context)
`;
    assert.match((await seen(python(router, GET))) ?? "", /^supports/);
  });
});

describe("idempotent", () => {
  const seen = async (texts: Record<string, string>) => verdict(await signsOf(idempotent, texts));

  test("a library around the handler", async () => {
    const decorated = `
from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer, idempotent
${PUT.replace("def handler", '@idempotent(persistence_store=DynamoDBPersistenceLayer(table_name="done"))\ndef handler')}`;
    assert.match((await seen(python(decorated))) ?? "", /^proves: .*: idempotent$/);
    const wrapped = `
import { makeIdempotent } from "@aws-lambda-powertools/idempotency";
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
export const handler = makeIdempotent(async (event) => ({ id: event.id }), { persistenceStore: new DynamoDBPersistenceLayer({ tableName: "done" }) });
`;
    assert.match((await seen(javascript(wrapped))) ?? "", /^proves: .*: makeIdempotent$/);
    const middleware = `
import middy from "@middy/core";
import { makeHandlerIdempotent } from "@aws-lambda-powertools/idempotency/middleware";
export const handler = middy(async (event) => ({ id: event.id })).use(makeHandlerIdempotent({ persistenceStore: globalThis.store }));
`;
    assert.match((await seen(javascript(middleware))) ?? "", /^proves: .*: makeHandlerIdempotent$/);
  });

  test("a library around what does the work counts where nothing is done outside of it", async () => {
    const code = (outside: string) => `
import boto3
from aws_lambda_powertools.utilities.idempotency import idempotent_function

sns = boto3.client("sns")

@idempotent_function(data_keyword_argument="order")
def charge(order):
    sns.publish(TopicArn="t", Message=order)

def handler(event, context):
    charge(order=event["order"])
    ${outside}
`;
    assert.match((await seen(python(code('print("done")')))) ?? "", /^proves: .*: idempotent_function$/);
    assert.match((await seen(python(code('sns.publish(TopicArn="t", Message="done")')))) ?? "", /^supports: .*: idempotent_function$/);
  });

  test("reading only changes nothing; a write, an unknown call or a call of others may", async () => {
    assert.match((await seen(javascript(READ))) ?? "", /^proves: .*it only reads from dynamodb$/);
    assert.equal(await seen(python(PUT)), undefined);
    assert.equal(await seen(javascript(READ.replace("return {", 'await fetch("https://example.com");\n  return {'))), undefined);
    assert.equal(await seen(javascript(READ.replace("return {", "await event.store.save(Item);\n  return {"))), undefined);
    assert.equal(await seen(python('def handler(event, context):\n    open("/mnt/x", "w").write("x")\n')), undefined);
  });

  test("a token that is drawn anew each time is not the same the second time", async () => {
    const code = 'import secrets\n\ndef handler(event, context):\n    return {"token": secrets.token_hex(8)}\n';
    assert.equal(await seen(python(code)), undefined);
    assert.match((await seen(python(code.replace("secrets.token_hex(8)", "1")))) ?? "", /^proves/);
  });

  test("an operation of a service that no table knows is none that reads", async () => {
    const code = (command: string) => `
import { DetectiveClient, ${command} } from "@aws-sdk/client-detective";
const client = new DetectiveClient({});
export const handler = async () => client.send(new ${command}({}));
`;
    assert.equal(await seen(javascript(code("UpdateOrganizationConfigurationCommand"))), undefined);
    assert.match((await seen(javascript(code("ListGraphsCommand")))) ?? "", /^proves/);
  });

  test("what a framework calls by its decorator is looked at too", async () => {
    const code = `
import boto3
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
app = APIGatewayHttpResolver()
table = boto3.resource("dynamodb").Table("orders")

@app.post("/orders")
def create():
    table.put_item(Item=app.current_event.json_body)

def handler(event, context):
    return app.resolve(event, context)
`;
    assert.equal(await seen(python(code, GET)), undefined);
  });

  test("what a wrapper calls of what is returned to it is looked at too", async () => {
    const code = `
import { metricScope } from "aws-embedded-metrics";
import { ECSClient, StopTaskCommand } from "@aws-sdk/client-ecs";
const ecs = new ECSClient({});
export const handler = metricScope((metrics) => async (event, context) => {
  await ecs.send(new StopTaskCommand({ cluster: event.cluster, task: event.task }));
});
`;
    assert.equal(await seen(javascript(code)), undefined);
  });

  test("a put under a condition is shown", async () => {
    const code = PUT.replace("]})", ']}, ConditionExpression="attribute_not_exists(id)")');
    assert.match((await seen(python(code))) ?? "", /^supports: An item is put only where there is none/);
  });

  test("a bundle may hold anything", async () => {
    assert.equal(await seen(javascript(`${READ}\nconst __commonJS = (x) => x;`)), undefined);
  });
});

describe("sdk-clients-reused", () => {
  const seen = async (texts: Record<string, string>) => verdict(await signsOf(sdkClientsReused, texts));

  test("clients at the top, and those that are kept", async () => {
    assert.match((await seen(python(PUT))) ?? "", /^proves/);
    const lazy = `
import boto3
client = None

def get_client():
    global client
    if client is None:
        client = boto3.client("s3")
    return client

def handler(event, context):
    return get_client().list_buckets()
`;
    assert.match((await seen(python(lazy))) ?? "", /^proves/);
  });

  test("one in the handler is not one that is reused, whatever else is", async () => {
    const code = `${PUT}    boto3.client("s3").list_buckets()\n`;
    assert.match((await seen(python(code))) ?? "", /^supports/);
    const region = 'import boto3\n\ndef handler(event, context):\n    boto3.client("s3", region_name=event["region"]).list_buckets()\n';
    assert.equal(await seen(python(region)), undefined);
  });

  test("of another handler's clients nothing is asked", async () => {
    const code = `${PUT}\ndef other_handler(event, context):\n    boto3.client("s3").list_buckets()\n`;
    assert.match((await seen(python(code))) ?? "", /^proves/);
  });

  test("does not apply where nothing uses an SDK, and everything is known", async () => {
    const plain =
      'import json\nimport requests\n\ndef handler(event, context):\n    return json.dumps(requests.get("https://example.com", timeout=3).json())\n';
    assert.match((await seen(python(plain))) ?? "", /^does-not-apply/);
    assert.equal(await seen(python(`import company_tools\n${plain}`)), undefined);
    assert.equal(await seen(python(plain.replace("import json", "import json\nfrom .lost import x"))), undefined);
    assert.equal(await seen(python(plain.replace("import json", "import json\nimport importlib"))), undefined);
    assert.equal(await seen(python("import boto3\n\ndef handler(event, context):\n    return 1\n")), undefined);
  });
});

describe("connections-managed", () => {
  const seen = async (texts: Record<string, string>) => verdict(await signsOf(connectionsManaged, texts));

  test("kept connections", async () => {
    const pool = `
import pg from "pg";
const pool = new pg.Pool({ max: 1 });
export const handler = async () => (await pool.query("select 1")).rows;
`;
    assert.match((await seen(javascript(pool))) ?? "", /^proves/);
    const closed = pool.replace("(await", "(await pool.query(''), await pool.end(), await");
    assert.equal(await seen(javascript(closed)), undefined);
  });

  test("a client that every invocation connects is not kept", async () => {
    const code = `
import pg from "pg";
const client = new pg.Client();
export const handler = async () => {
  await client.connect();
  return (await client.query("select 1")).rows;
};
`;
    assert.equal(await seen(javascript(code)), undefined);
  });

  test("a single connection that is opened at the top proves nothing, one that is opened when needed does", async () => {
    const top = `
import pymysql
connection = pymysql.connect(host="db")

def handler(event, context):
    return connection.cursor().execute("select 1")
`;
    assert.equal(await seen(python(top)), undefined);
    const lazy = `
import pymysql
connection = None

def handler(event, context):
    global connection
    if connection is None or not connection.open:
        connection = pymysql.connect(host="db")
    return connection.cursor().execute("select 1")
`;
    assert.match((await seen(python(lazy))) ?? "", /^proves/);
  });

  test("does not apply without a database, down to the packages", async () => {
    assert.match((await seen(javascript(READ))) ?? "", /^does-not-apply/);
    assert.equal(await seen(javascript(`import { save } from "@company/data";\n${READ}`)), undefined);
    assert.equal(await seen(javascript(`import { Signer } from "@aws-sdk/rds-signer";\n${READ}`)), undefined);
  });
});

describe("concurrency-limited", () => {
  const seen = async (texts: Record<string, string>) => verdict(await signsOf(concurrencyLimited, texts));
  const other = "import company_tools\n\ndef handler(event, context):\n    company_tools.go()\n";

  test("a reservation, and a maximum of each queue", async () => {
    assert.match((await seen(python(other, "ReservedConcurrentExecutions: 5"))) ?? "", /^proves: .*: 5$/);
    assert.equal(await seen(python(other, "ReservedConcurrentExecutions: 0")), undefined);
    const limited = event("SQS", "Queue: !GetAtt Queue.Arn\nScalingConfig:\n  MaximumConcurrency: 4");
    assert.match((await seen(python(other, limited))) ?? "", /^proves: .*: 4$/);
    assert.equal(await seen(python(other)), undefined);
  });

  test("does not apply in front of services that grow by themselves", async () => {
    assert.match((await seen(python(PUT))) ?? "", /^does-not-apply: .*: dynamodb$/);
    assert.equal(await seen(python(PUT.replace("import os", "import os\nimport requests"))), undefined);
    const mail = 'import boto3\nses = boto3.client("ses")\n\ndef handler(event, context):\n    ses.send_email(Source="a@example.com")\n';
    assert.equal(await seen(python(mail)), undefined);
  });

  test("code that stands in the template is read as well", async () => {
    const template = `
Resources:
  Work:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Code:
        ZipFile: |
          exports.handler = async (event) => {
            return { statusCode: 200, body: JSON.stringify(event) };
          };
`;
    assert.match((await seen({ "template.yaml": template })) ?? "", /^does-not-apply: It calls nothing/);
  });
});
