/** What public repositories showed to be read too easily: each case is the shape of one of them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { partAround } from "../../server/src/checklist/facts/service.ts";
import { costWatched } from "../../server/src/checklist/items/cost-watched.ts";
import { idempotent } from "../../server/src/checklist/items/idempotent.ts";
import { retriesUnderstood } from "../../server/src/checklist/items/retries-understood.ts";
import { rollbackKnown } from "../../server/src/checklist/items/rollback-known.ts";
import { sdkClientsReused } from "../../server/src/checklist/items/sdk-clients-reused.ts";
import { isEvidence } from "../../server/src/checklist/workspaceFiles.ts";
import { rules } from "../../server/src/rules/index.ts";
import { ROOT } from "../memoryProject.ts";
import { event, sam, signsOf, verdict } from "./signs.ts";

const GET = event("Api", "Path: /orders\nMethod: get");

const DOES_NOTHING = "def handler(event, context):\n    return {}\n";

/** What a README at the root says of a function in a directory of its own. */
const goingBack = async (text: string) => {
  const texts = { "shop-orders/template.yaml": sam(GET), "shop-orders/src/app.py": DOES_NOTHING };
  return verdict(await signsOf(rollbackKnown, texts, "Work", { runbooks: () => [{ path: `${ROOT}/README.md`, text }] })) ?? "";
};

test("a feature that a README lists is no way back", () => {
  const listed = "# Module\n\n### Controlled deployments (rolling, canary, rollbacks)\n\nUse aliases of Lambda functions.\n";
  assert.equal(isEvidence("runbooks", "README.md", listed), false);
  assert.equal(isEvidence("runbooks", "README.md", "# Shop\n\n## Deployment and rollback\n\nDeploy the last tag.\n"), true);
});

test("the part of a page that speaks of going back has to speak of the function", async () => {
  const page = (own: string, other: string) =>
    `# All\n\n## Rollback\n\nMove the alias of the Lambda back${own}.\n\n## Parts\n\n- ${other}\n`;
  assert.match(await goingBack(page(" in shop-orders", "website")), /^proves: /);
  assert.match(await goingBack(page("", "shop-orders")), /^supports: /);
  assert.match(await goingBack(page(", whichever Work it does", "website")), /^supports: /, "a short name is in any text");
});

test("the part of a page around a place", () => {
  const page = "intro\n# A\na\n## B\nb\n### C\nc\n## D\nd\n";
  const around = (word: string) => partAround(page, page.indexOf(word));
  assert.equal(around("intro"), "intro\n");
  assert.equal(around("b\n"), "## B\nb\n### C\nc\n");
  assert.equal(around("c\n"), "### C\nc\n");
  assert.equal(around("d\n"), "## D\nd\n");
  assert.equal(partAround("no heading", 3), "no heading");
});

test("a function that callers wait for decides about retries of what it calls", async () => {
  const of = (code: string) => signsOf(retriesUnderstood, { "template.yaml": sam(GET), "src/app.py": code });
  const calling = "import boto3\ns3 = boto3.client('s3')\ndef handler(event, context):\n    return s3.list_buckets()\n";
  assert.match(verdict(await of(calling)) ?? "", /^supports: /);
  assert.match(verdict(await of(DOES_NOTHING)) ?? "", /^does-not-apply: /);
});

test("that a workspace has no budget says nothing of the account", async () => {
  const template = { "template.yaml": sam(GET), "src/app.py": DOES_NOTHING };
  assert.equal(verdict(await signsOf(costWatched, template)), undefined);
  const deciding = rules.filter(({ checklist }) => checklist === "cost-watched").map(({ id }) => id);
  assert.ok(!deciding.includes("no-cost-alarm") && !deciding.includes("no-log-retention"), deciding.join());
});

test("inline code with substitutions in a template literal of the CDK is code", async () => {
  const app = `
import * as cdk from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as sqs from "aws-cdk-lib/aws-sqs";

class Shop extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
    const queue = new sqs.Queue(this, "Queue");
    new lambda.Function(this, "Work", {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: "index.handler",
      code: new lambda.InlineCode(\`
        const { SQS } = require("@aws-sdk/client-sqs");
        const sqs = new SQS({});
        exports.handler = async () => sqs.getQueueAttributes({ QueueUrl: "\${queue.queueUrl}" });
      \`),
    });
  }
}

new Shop(new cdk.App(), "Shop");
`;
  const seen = verdict(await signsOf(sdkClientsReused, { "cdk.json": "{}", "bin/app.ts": app }, "Work"));
  assert.match(seen ?? "", /^proves: /);
});

test("what a base class calls of itself may be a method of any class made of it", async () => {
  const code = (work: string) => `
import boto3
table = boto3.resource("dynamodb").Table("orders")

class Step:
    def run(self, event):
        return self.work(event)

    def work(self, event):
        raise NotImplementedError()

class Store(Step):
    def work(self, event):
        return ${work}

step = Store()

def handler(event, context):
    return step.run(event)
`;
  const of = async (work: string) => verdict(await signsOf(idempotent, { "template.yaml": sam(GET), "src/app.py": code(work) }));
  assert.equal(await of('table.put_item(Item={"id": event["id"]})'), undefined);
  assert.match((await of('{"id": event["id"]}')) ?? "", /^proves: /);
});

test("a CommonJS module that calls its own exports, and globals that nobody knows", async () => {
  const template = sam(GET, "", "nodejs22.x");
  const of = async (code: string) => verdict(await signsOf(idempotent, { "template.yaml": template, "src/index.js": code }));
  const saving = (work: string) => `
const { DynamoDB } = require("@aws-sdk/client-dynamodb");
const db = new DynamoDB({});
exports.save = async (event) => ${work};
exports.handler = async (event) => exports.save(event);
`;
  assert.equal(await of(saving('db.putItem({ TableName: "orders", Item: { id: { S: event.id } } })')), undefined);
  assert.match((await of(saving('db.getItem({ TableName: "orders", Key: { id: { S: event.id } } })'))) ?? "", /^proves: .*dynamodb$/);
  assert.equal(await of("exports.handler = async (event) => shop.save(event);\n"), undefined);
});

test("what a constructor was given says nothing of an instance that was made before", async () => {
  const storage = `
import boto3

class Storage:
    def __init__(self, **given):
        self.key = given.get("key")
        if self.key:
            self.client = boto3.client("s3", aws_access_key_id=self.key)
            return
        self.client = boto3.client("s3")

def handler(event, context):
    return Storage().client.list_buckets()
`;
  assert.equal(verdict(await signsOf(sdkClientsReused, { "template.yaml": sam(GET), "src/app.py": storage })), undefined);
});
