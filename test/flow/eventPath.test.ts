/** The way from the event to a value: `probe(value)` in each case says which, joined by dots; `-` where there is none. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Code, probesOf, programOf } from "./ask.ts";

/** Title, code, the paths of the probes in order. */
type Case = readonly [string, Code, string];

const MAIN = "def lambda_handler(event, context):";
const HANDLER = "exports.handler = async (event, context) =>";

const python: readonly Case[] = [
  [
    "members",
    `${MAIN}\n  probe(event)\n  probe(event["a"]["b"])\n  probe(event.get("a", {}).get("b"))\n  probe(context.aws_request_id)\n  probe(1)`,
    "event event.a.b event.a.b context.aws_request_id -",
  ],
  [
    "parsing leaves no trace",
    `import json\n${MAIN}\n  body = json.loads(event["body"])\n  probe(body["action"])\n  probe(json.loads(event.get("body") or "{}").get("action"))\n  probe(event["type"].lower().strip())`,
    "event.body.action event.body.action event.type",
  ],
  [
    "items",
    `${MAIN}\n  for r in event["Records"]: probe(r["body"])\n  probe(event["Records"][0]["s3"])\n  probe([r["x"] for r in event["Records"]])`,
    "event.Records.*.body event.Records.*.s3 -",
  ],
  [
    "arguments and returns",
    `def kind(e): return e["kind"]\ndef run(record): probe(record["id"])\n${MAIN}\n  probe(kind(event))\n  run(event["record"])`,
    "event.record.id event.kind",
  ],
  [
    "through an instance",
    `class A:\n  def __init__(self, event): self.event = event\n  def run(self): probe(self.event["x"])\n${MAIN}\n  A(event).run()`,
    "event.x",
  ],
  ["several ways", `${MAIN}\n  body = event.get("body") or event\n  probe(body["x"])`, "event.body.x"],
  ["built ones have none", `${MAIN}\n  probe(f"{event['a']}")\n  probe({"a": event["a"]})`, "- -"],
];

const javascript: readonly Case[] = [
  [
    "members",
    `${HANDLER} { probe(event.a.b); probe(event["detail-type"]); probe(event?.a?.["b"]); probe(context.awsRequestId); }`,
    "event.a.b event.detail-type event.a.b context.awsRequestId",
  ],
  ["destructuring", `${HANDLER} { const { a: { b }, c = 1 } = event; probe(b); probe(c); }`, "event.a.b event.c"],
  [
    "destructured parameters",
    `exports.handler = async ({ requestContext: { stage } }) => { probe(stage); };`,
    "event.requestContext.stage",
  ],
  [
    "parsing leaves no trace",
    `${HANDLER} { const { action } = JSON.parse(event.body); probe(action); probe(JSON.parse(event.body || "{}").action); probe(event.type.toLowerCase()); }`,
    "event.body.action event.body.action event.type",
  ],
  [
    "items",
    `${HANDLER} { for (const { body } of event.Records) probe(body); event.Records.map((r) => probe(r.sns)); probe(event.Records[0].s3); const [first] = event.Records; probe(first.id); }`,
    "event.Records.*.body event.Records.*.sns event.Records.*.s3 event.Records.*.id",
  ],
  [
    "arguments and returns",
    `const kind = (e) => e.kind;\nconst run = ({ id }) => { probe(id); };\n${HANDLER} { probe(kind(event)); run(event.record); }`,
    "event.record.id event.kind",
  ],
  [
    "another file",
    {
      "app.js": 'import { run } from "./run.js";\nexport const handler = async (event) => run(JSON.parse(event.body));',
      "run.js": "export const run = (body) => { probe(body.action); };",
    },
    "event.body.action",
  ],
];

for (const [extension, cases] of [
  ["py", python],
  ["js", javascript],
] as const) {
  for (const [title, code, expected] of cases) {
    test(`event paths, ${extension}: ${title}`, async () => {
      const program = await programOf(code, extension);
      const found = probesOf(program).map((probe) => probe.args[0] && program.eventPath(probe.args[0].value));
      assert.equal(found.map((path) => path?.join(".") ?? "-").join(" "), expected);
    });
  }
}
