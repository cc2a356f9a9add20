/** What a page cannot say of a finding: its message, the way to it, the places beside it, and what counts as evidence. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Finding, findingsOf } from "../../server/src/findings.ts";
import { rules } from "../../server/src/rules/index.ts";
import { defaults } from "../../server/src/settings.ts";
import { findingsIn, lineOf, openProject, ROOT, relative, type Texts } from "../memoryProject.ts";

/** `file:line text` of a finding's other places. */
function related(finding: Finding): string[] {
  return finding.related.map(({ place, message }) => `${relative(place.file.path)}:${lineOf(place.file.text, place.start)} ${message}`);
}

/** What a finding underlines. */
function marked({ place }: Finding): string {
  return place.file.text.slice(place.start, place.end);
}

async function onlyFinding(texts: Texts): Promise<Finding> {
  const [finding, second] = await findingsIn(texts);
  assert.ok(finding !== undefined && second === undefined, "there is one finding");
  return finding;
}

const cases: readonly { title: string; texts: Texts; at: string; end: string; function: string; related: string[] }[] = [
  {
    title: "the calls from the handler are shown, outermost first",
    texts: {
      "app.py":
        "import store\n\n\ndef lambda_handler(event, context):\n    return prepare(event)\n\n\ndef prepare(event):\n    return store.put(event)\n",
      "store.py": 'import boto3\n\n\ndef put(event):\n    boto3.client("s3").put_object(Body=event["body"])\n',
    },
    at: 'boto3.client("s3")',
    end: 'reuse it: boto3.client("s3")',
    function: "lambda_handler",
    related: ["app.py:5 Called from lambda_handler here", "app.py:9 Called from prepare here"],
  },
  {
    title: "where a cached connection is closed",
    texts: {
      "app.js":
        'const mysql = require("mysql2/promise");\nlet db;\nexports.main = async (event, context) => {\n  db ??= await mysql.createConnection(process.env.URL);\n  await db.query("SELECT 1");\n  await db.end();\n  db = null;\n};\n',
    },
    at: "mysql.createConnection(process.env.URL)",
    end: "reuse it: mysql.createConnection",
    function: "main",
    related: ["app.js:6 Closed here"],
  },
  {
    title: "where a collection is made; it is reported once for each function",
    texts: {
      "app.ts":
        "const seen: string[] = [];\nexport const handler = async (event: SQSEvent) => {\n  for (const { body } of event.Records) seen.push(body);\n  seen.push(event.Records[0].messageId);\n};\n",
    },
    at: "seen.push(body)",
    end: "clear it: seen",
    function: "handler",
    related: ["app.ts:1 Created here, once per execution environment"],
  },
  {
    title: "what is written, not what it is set to",
    texts: { "app.py": 'user = None\n\n\ndef handler(event, context):\n    global user\n    user = event["user"]\n' },
    at: "user",
    end: "pass it on: user",
    function: "handler",
    related: [],
  },
  {
    title: "the first comparison, and the first labels",
    texts: {
      "app.js":
        'const work = require("./work");\nexports.handler = async ({ action }) => {\n  switch (action) {\n    case "mail": return work.sendMail();\n    case "invoice": return work.bill();\n    case "image": return work.resize();\n    case "report": return work.print();\n    case "user": return work.register();\n  }\n};\n',
    },
    at: "action",
    end: "own function: action (mail, invoice, image, report, …)",
    function: "handler",
    related: [],
  },
];

for (const one of cases) {
  test(`a finding says ${one.title}`, async () => {
    const finding = await onlyFinding(one.texts);
    assert.equal(marked(finding), one.at);
    assert.ok(finding.message.endsWith(one.end), finding.message);
    assert.equal(finding.function, one.function);
    assert.deepEqual(related(finding), one.related);
  });
}

test("what is done right is evidence: at module scope, made when needed, behind a caching decorator", async () => {
  const text = `import boto3
import psycopg2
from functools import lru_cache

s3 = boto3.client("s3")
connection = None


@lru_cache
def sqs():
    return boto3.client("sqs")


def database():
    global connection
    if connection is None:
        connection = psycopg2.connect("x")
    return connection


def lambda_handler(event, context):
    return s3, sqs(), database()
`;
  const project = await openProject({ "app.py": text });
  const program = project.program();
  const module = project.module(`${ROOT}/app.py`);
  assert.ok(module);
  const { findings, evidence } = findingsOf(program, module, { ...defaults, file: undefined, problems: [] }, rules);
  assert.deepEqual(findings, []);
  const said = evidence.map(({ rule, place }) => `${lineOf(text, place.start)} ${rule.id}`).sort();
  assert.deepEqual(said, ["11 sdk-client-in-handler", "17 db-connect-per-invocation", "5 sdk-client-in-handler"]);
});

test("nothing is said of files that no function loads", async () => {
  const texts = {
    "app.py": "def lambda_handler(event, context): pass\n",
    "tool.py": 'import boto3\n\n\ndef main(args):\n    boto3.client("s3")\n',
  };
  assert.deepEqual(await findingsIn(texts), []);
});
