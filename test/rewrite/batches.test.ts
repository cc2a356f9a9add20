/** Loops over records that report what fails, and those that are better left alone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createRewriter } from "../../server/src/rewrite/index.ts";
import type { Batch, Fix } from "../../server/src/rewrite/rewriter.ts";
import { applyEdits } from "../../server/src/rewrite/text.ts";
import { programOf } from "../flow/ask.ts";
import { assertCompiles } from "./pythonCase.ts";

const MAIN = "def lambda_handler(event, context):\n";
const LOOP = `${MAIN}    for record in event["Records"]:\n        work(record)\n`;
const HANDLER = "export const handler = async (event) => {\n";
const OF = "  for (const record of event.Records) {\n    await work(record);\n  }\n";

async function repaired(text: string, extension: string, batch: Batch): Promise<string | undefined> {
  const program = await programOf(text, extension);
  const [handler] = program.handlers;
  assert.ok(handler, "the case has a handler");
  const fix: Fix | undefined = createRewriter(program, handler.module).reportBatchFailures(handler, batch);
  return fix && applyEdits(text, handler.module.path, fix.edits);
}

test("Python: a queue goes on, a queue in order and a stream stop", async () => {
  const queue = await repaired(LOOP, "py", "queue");
  assert.match(
    queue ?? "",
    /batch_item_failures\.append\(\{"itemIdentifier": record\["messageId"\]\}\)\n\n {4}return \{"batchItemFailures": batch_item_failures\}/,
  );
  const fifo = await repaired(LOOP, "py", "fifo-queue");
  assert.match(
    fifo ?? "",
    /for each in event\["Records"\]\[event\["Records"\]\.index\(record\):\]\]\}\n\n {4}return \{"batchItemFailures": \[\]\}/,
  );
  const stream = await repaired(LOOP, "py", "kinesis");
  assert.match(stream ?? "", /return \{"batchItemFailures": \[\{"itemIdentifier": record\["kinesis"\]\["sequenceNumber"\]\}\]\}/);
  const logged = `import logging\nlogger = logging.getLogger()\n${LOOP}`;
  assert.match(
    (await repaired(logged, "py", "queue")) ?? "",
    /except Exception:\n {12}logger\.exception\("A record failed: %s", record\["messageId"\]\)/,
  );
  const own = `${MAIN}    for record in event["Records"]:\n        try:\n            work(record)\n        except Exception as e:\n            print(e)\n            raise\n`;
  const adopted = await repaired(own, "py", "queue");
  assert.match(adopted ?? "", /print\(e\)\n {12}batch_item_failures\.append/);
  const texts = [queue, fifo, stream, adopted].map((text) => text ?? "");
  assertCompiles(texts);
});

test("Python: what is better left alone", async () => {
  const declined: Readonly<Record<string, string>> = {
    "the answer is worked out": `${LOOP}    return answer()\n`,
    "it leaves the loop": `${MAIN}    for record in event["Records"]:\n        if record["x"]:\n            break\n        work(record)\n`,
    "it answers before": `${MAIN}    if not event: return {"statusCode": 400}\n    for record in event["Records"]:\n        work(record)\n`,
    "two loops": `${LOOP}    for each in event["Records"]:\n        work(each)\n`,
    "the record becomes another": `${MAIN}    for record in event["Records"]:\n        record = parse(record)\n        work(record)\n`,
    "something else is looped over": `${MAIN}    for record in rows():\n        work(record)\n`,
    "errors are kept at the end": `${MAIN}    for record in event["Records"]:\n        a(record)\n        try:\n            b(record)\n        except Exception:\n            pass\n`,
    "the loop stands in something": `${MAIN}    if event:\n        for record in event["Records"]:\n            work(record)\n`,
  };
  for (const [title, text] of Object.entries(declined)) assert.equal(await repaired(text, "py", "queue"), undefined, title);
});

test("JavaScript and TypeScript: loops and work done at once", async () => {
  const queue = await repaired(`${HANDLER}${OF}};\n`, "js", "queue");
  assert.match(
    queue ?? "",
    /const batchItemFailures = \[\];\n {2}for .*\n {4}try \{\n {6}await work\(record\);\n {4}\} catch \(error\) \{/,
  );
  const fifo = await repaired(`${HANDLER}${OF}};\n`, "js", "fifo-queue");
  assert.match(
    fifo ?? "",
    /event\.Records\.slice\(event\.Records\.indexOf\(record\)\)\.map\(\(each\) => \(\{ itemIdentifier: each\.messageId \}\)\)/,
  );
  const atOnce = `${HANDLER}  await Promise.all(event.Records.map(async (record) => {\n    await work(record);\n  }));\n};\n`;
  assert.match((await repaired(atOnce, "js", "queue")) ?? "", /batchItemFailures\.push\(\{ itemIdentifier: record\.messageId \}\);/);
  assert.equal(await repaired(atOnce, "js", "kinesis"), undefined, "a stream is handled in order");
  const typed = `export const handler = async (event: unknown): Promise<void> => {\n${OF}};\n`;
  assert.match((await repaired(typed, "ts", "queue")) ?? "", /: Promise<\{ batchItemFailures: \{ itemIdentifier: string \}\[\] \}> =>/);
  const other = `export const handler = async (event: unknown): Promise<number> => {\n${OF}  return 1;\n};\n`;
  assert.equal(await repaired(other, "ts", "queue"), undefined, "another type is promised");
  const called = `exports.handler = (event, context, callback) => {\n${OF.replace("await ", "")}  callback(null);\n};\n`;
  assert.equal(await repaired(called, "js", "queue"), undefined, "a handler that calls back");
});
