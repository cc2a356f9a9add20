/** What handlers answer, what they do with AWS services, and under which conditions. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Program } from "../../server/src/flow/program.ts";
import { type Code, probesOf, programOf } from "./ask.ts";

const MAIN = "def lambda_handler(event, context):";
const HANDLER = "export const handler = async (event, context) =>";

/** Title, code, what is asked for. */
type Case = readonly [string, Code, string];

async function check(cases: readonly Case[], extension: string, ask: (program: Program) => string): Promise<void> {
  for (const [title, code, expected] of cases) assert.equal(ask(await programOf(code, extension)), expected, title);
}

function response(program: Program): string {
  const [handler] = program.handlers;
  assert.ok(handler, "the case has a handler");
  return program.batchResponse(handler).kind;
}

test("batch responses in Python", async () => {
  const cases: readonly Case[] = [
    ["a map", `${MAIN}\n  return {"batchItemFailures": []}`, "reported"],
    ["nothing", `${MAIN}\n  pass`, "never"],
    ["an answer for HTTP", `${MAIN}\n  return {"statusCode": 200}`, "never"],
    ["a field set later", `${MAIN}\n  r = {}\n  r["batchItemFailures"] = []\n  return r`, "reported"],
    ["a wrong key", `${MAIN}\n  return {"batch_item_failures": []}`, "misspelled"],
    ["something added out of sight", `${MAIN}\n  r = {}\n  r.update(more())\n  return r`, "unknown"],
    ["a function of the file", `${MAIN}\n  return run(event)\ndef run(e):\n  return {"batchItemFailures": []}`, "reported"],
    ["a library", `from x import run\n${MAIN}\n  return run(event)`, "unknown"],
    [
      "Powertools",
      `from aws_lambda_powertools.utilities.batch import process_partial_response\n${MAIN}\n  return process_partial_response(event, f, p, context)`,
      "reported",
    ],
    ["an unknown decorator", `from x import wrap\n@wrap\n${MAIN}\n  return None`, "unknown"],
    ["one of several", `${MAIN}\n  if event: return None\n  return {"batchItemFailures": []}`, "reported"],
    ["a cycle", `${MAIN}\n  return a(event)\ndef a(e):\n  return b(e)\ndef b(e):\n  return a(e)`, "never"],
  ];
  await check(cases, "py", response);
});

test("batch responses in JavaScript", async () => {
  const cases: readonly Case[] = [
    ["shorthand", `${HANDLER} { const batchItemFailures = []; return { batchItemFailures }; };`, "reported"],
    ["an expression", `${HANDLER} ({ statusCode: 200 });`, "never"],
    ["a callback", "exports.handler = (event, context, callback) => { callback(null, { batchItemFailures: [] }); };", "reported"],
    ["then", `${HANDLER} work(event).then(() => ({ batchItemFailures: [] }));`, "reported"],
    ["a spread", `${HANDLER} ({ ...more() });`, "unknown"],
    [
      "middy",
      'import middy from "@middy/core";\nimport partial from "@middy/sqs-partial-batch-failure";\nexport const handler = middy(async (event, context) => 1).use(partial());',
      "reported",
    ],
  ];
  await check(cases, "js", response);
});

test("operations of AWS services with what they are about", async () => {
  const uses = (program: Program): string => {
    const [handler] = program.handlers;
    assert.ok(handler);
    const found = program.sdkUses(handler).map(({ service, operation, subject }) => {
      const about =
        subject === undefined
          ? "?"
          : subject.kind === "environment"
            ? `$${subject.name}`
            : subject.kind === "text"
              ? subject.text
              : subject.path.join(".");
      return `${service}:${operation} ${about}`;
    });
    return found.join(", ");
  };
  const python: readonly Case[] = [
    ["a client", `import boto3\ns3 = boto3.client("s3")\n${MAIN}\n  s3.put_object(Bucket="b", Key="k")`, "s3:PutObject b"],
    [
      "a table of a resource",
      `import boto3, os\nt = boto3.resource("dynamodb").Table(os.environ["T"])\n${MAIN}\n  t.put_item(Item={})`,
      "dynamodb:PutItem $T",
    ],
    [
      "a client of another file",
      {
        "app.py": `from clients import q\n${MAIN}\n  q.send_message(QueueUrl=event["url"], MessageBody="")`,
        "clients.py": 'import boto3\nq = boto3.client("sqs")',
      },
      "sqs:SendMessage event.url",
    ],
    ["what is not reached", `import boto3\ns3 = boto3.client("s3")\n${MAIN}\n  pass\ndef other():\n  s3.put_object(Bucket="b")`, ""],
  ];
  await check(python, "py", uses);
  const command = `import { PublishCommand } from "@aws-sdk/client-sns";\nconst TopicArn = process.env.TOPIC;\n${HANDLER} { new PublishCommand({ TopicArn }); };`;
  await check([["a command", command, "sns:Publish $TOPIC"]], "js", uses);
});

test("conditions on the event", async () => {
  const decided = (program: Program): string =>
    probesOf(program)
      .map((call) => String(program.decidedByEvent(call)))
      .join(" ");
  const cases: readonly Case[] = [
    ["always", `${MAIN}\n  for r in event["Records"]:\n    probe()`, "false"],
    ["in a branch", `${MAIN}\n  if event["x"] == 1:\n    probe()\n  else:\n    probe()`, "true true"],
    ["left before", `${MAIN}\n  if event["x"]:\n    return\n  probe()`, "true"],
    ["by the environment", `import os\n${MAIN}\n  if os.environ["X"]:\n    probe()`, "false"],
    ["in a function that is called under one", `${MAIN}\n  if event["x"]: f()\ndef f():\n  probe()`, "true"],
    ["where something failed", `${MAIN}\n  try: work()\n  except Exception: probe()`, "true"],
  ];
  await check(cases, "py", decided);
});
