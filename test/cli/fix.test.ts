import assert from "node:assert/strict";
import { chmodSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { CLIENT_IN_HANDLER, checkJson, folderOf, run } from "./command.ts";

const TWO_CLIENTS = `import boto3


def lambda_handler(event, context):
    s3 = boto3.client("s3")  # the bucket's
    sqs = boto3.client("sqs")
    return s3.list_buckets(), sqs.list_queues()
`;

test("--fix applies every safe fix, says so, and finds nothing to do the second time", async () => {
  const folder = folderOf({ "a/app.py": TWO_CLIENTS, "b/app.py": CLIENT_IN_HANDLER });
  const first = await run(folder, ["check", "--fix"]);
  assert.equal(first.code, 0, first.stdout);
  assert.match(first.stdout, /a\/app\.py: Move the s3 client.*sdk-client-in-handler/);
  assert.match(first.stdout, /a\/app\.py: Move the sqs client/);
  assert.match(first.stdout, /3 fixes applied\. No findings/);
  const text = readFileSync(path.join(folder, "a/app.py"), "utf8");
  assert.match(text, /^s3 = boto3\.client\("s3"\)/m);
  assert.match(text, /^sqs = boto3\.client\("sqs"\)/m);
  const second = await run(folder, ["check", "--fix"]);
  assert.match(second.stdout, /^0 fixes applied\. No findings/m);
  assert.equal(readFileSync(path.join(folder, "a/app.py"), "utf8"), text);
  assert.deepEqual(readdirSync(path.join(folder, "a")), ["app.py"], "no temporary file stays");
});

test("line ends, byte order mark, encoding and mode stay", async () => {
  const crlf = CLIENT_IN_HANDLER.replaceAll("\n", "\r\n");
  const folder = folderOf({
    "crlf.py": crlf,
    "bom.py": `\uFEFF${CLIENT_IN_HANDLER}`,
    "le.py": Buffer.from(`\uFEFF${CLIENT_IN_HANDLER}`, "utf16le"),
  });
  chmodSync(path.join(folder, "crlf.py"), 0o755);
  assert.equal((await run(folder, ["check", "--fix"])).code, 0);
  const fixed = readFileSync(path.join(folder, "crlf.py"), "utf8");
  assert.notEqual(fixed, crlf);
  assert.equal(fixed.replaceAll("\r\n", "").includes("\n"), false);
  if (process.platform !== "win32") assert.equal(statSync(path.join(folder, "crlf.py")).mode & 0o777, 0o755);
  const bom = readFileSync(path.join(folder, "bom.py"), "utf8");
  assert.ok(bom.startsWith("\uFEFFimport boto3"));
  assert.equal(readFileSync(path.join(folder, "le.py"), "utf16le"), bom);
});

test("only files that paths select are fixed, and only safe fixes are applied", async () => {
  const secret = 'import boto3\n\nDB_PASSWORD = "hx72-Kq9!vLm"\n\n\ndef lambda_handler(event, context):\n    return DB_PASSWORD\n';
  const folder = folderOf({ "a/app.py": CLIENT_IN_HANDLER, "b/app.py": CLIENT_IN_HANDLER, "c/app.py": secret });
  const { report } = await checkJson(folder, "--fix", "a", "c");
  assert.deepEqual(
    report.findings.map((finding) => finding.ruleId),
    ["hardcoded-secret"],
  );
  assert.notEqual(readFileSync(path.join(folder, "a/app.py"), "utf8"), CLIENT_IN_HANDLER);
  assert.equal(readFileSync(path.join(folder, "b/app.py"), "utf8"), CLIENT_IN_HANDLER);
  assert.equal(readFileSync(path.join(folder, "c/app.py"), "utf8"), secret);
});

test("the edits of the report, applied, are what --fix does", async () => {
  const folder = folderOf({ "app.py": CLIENT_IN_HANDLER });
  const { report } = await checkJson(folder);
  const edits = report.findings[0]?.fixes.find((fix) => fix.safety === "safe")?.edits ?? [];
  const lines = CLIENT_IN_HANDLER.split("\n");
  const offset = ({ line, column }: { line: number; column: number }) =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  let text = CLIENT_IN_HANDLER;
  for (const edit of edits.toSorted((a, b) => offset(b.range.start) - offset(a.range.start))) {
    text = text.slice(0, offset(edit.range.start)) + edit.newText + text.slice(offset(edit.range.end));
  }
  await run(folder, ["check", "--fix"]);
  assert.equal(readFileSync(path.join(folder, "app.py"), "utf8"), text);
});
