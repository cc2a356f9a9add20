import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { CLIENT_IN_HANDLER, checkJson, folderOf, run, shown } from "./command.ts";

const JS_CLIENT = `const { S3Client, ListBucketsCommand } = require("@aws-sdk/client-s3");
exports.handler = async (event) => {
  const s3 = new S3Client({});
  return s3.send(new ListBucketsCommand({}));
};
`;

test("JSON as the contract says", async () => {
  const folder = folderOf({
    "fn/app.py": "from helper import connect\n\n\ndef lambda_handler(event, context):\n    connect()\n",
    "fn/helper.py": 'import psycopg2\n\n\ndef connect():\n    return psycopg2.connect(host="db")\n',
  });
  const { code, report, stderr } = await checkJson(folder);
  assert.equal(code, 1);
  assert.equal(stderr, "");
  assert.equal(report.version, 1);
  assert.equal(report.tool.name, "lambda-ready");
  assert.match(report.tool.version, /^\d+\.\d+\.\d+/);
  assert.deepEqual({ ...report.summary, durationMs: 0 }, { files: 2, functions: 1, findings: 1, durationMs: 0 });
  assert.deepEqual(report.errors, []);
  const [finding] = report.findings;
  assert.equal(finding?.ruleId, "db-connect-per-invocation");
  assert.equal(finding?.severity, "warning");
  assert.equal(finding?.path, "fn/helper.py");
  assert.deepEqual(finding?.range, { start: { line: 5, column: 12 }, end: { line: 5, column: 39 } });
  assert.equal(finding?.function, "lambda_handler");
  assert.equal(finding?.related[0]?.path, "fn/app.py");
  assert.deepEqual(finding?.related[0]?.range, { start: { line: 5, column: 5 }, end: { line: 5, column: 14 } });
});

test("paths limit what is reported, not what is read", async () => {
  const folder = folderOf({
    "fn/app.py": "from lib.db import connect\n\ndef lambda_handler(event, context):\n    connect()\n",
    "lib/db.py": "import psycopg2\n\ndef connect():\n    return psycopg2.connect(host='db')\n",
    "other/app.py": CLIENT_IN_HANDLER,
  });
  assert.deepEqual(shown((await checkJson(folder, "lib")).report), ["lib/db.py:4 db-connect-per-invocation"]);
  assert.deepEqual(shown((await checkJson(folder, "lib/db.py", "other")).report), [
    "lib/db.py:4 db-connect-per-invocation",
    "other/app.py:5 sdk-client-in-handler",
  ]);
  const { code, report } = await checkJson(folder, "fn/app.py");
  assert.equal(code, 0);
  assert.equal(report.summary.files, 1);
});

test("a path outside of the working directory is a project of its own", async () => {
  const folder = folderOf({ "here/x.py": "", "there/app.py": CLIENT_IN_HANDLER, "there/sub/app.js": JS_CLIENT });
  const here = path.join(folder, "here");
  assert.deepEqual(shown((await checkJson(here, "../there")).report), [
    "../there/app.py:5 sdk-client-in-handler",
    "../there/sub/app.js:3 sdk-client-in-handler",
  ]);
  assert.deepEqual(shown((await checkJson(here, path.join(folder, "there/app.py"), ".")).report), [
    "../there/app.py:5 sdk-client-in-handler",
  ]);
});

test("what git ignores and what a build made is left out unless named", async () => {
  const folder = folderOf({
    ".gitignore": "generated/\n",
    "generated/app.py": CLIENT_IN_HANDLER,
    "dist/app.js": JS_CLIENT,
    "node_modules/x/index.js": JS_CLIENT,
    "src/app.py": "x = 1\n",
  });
  const { code, report } = await checkJson(folder);
  assert.equal(code, 0);
  assert.equal(report.summary.files, 1);
  assert.deepEqual(shown((await checkJson(folder, "generated", "dist/app.js")).report), [
    "dist/app.js:3 sdk-client-in-handler",
    "generated/app.py:5 sdk-client-in-handler",
  ]);
});

test("the exit code follows --fail-on", async () => {
  const folder = folderOf({ "app.py": CLIENT_IN_HANDLER });
  const codes = await Promise.all(
    ["error", "warning", "info", "never"].map(async (level) => (await run(folder, ["check", "--fail-on", level])).code),
  );
  assert.deepEqual(codes, [0, 1, 1, 0]);
});

test("the configuration turns rules off and leaves files out", async () => {
  const folder = folderOf({
    ".lambda-ready.yaml": "rules:\n  sdk-client-in-handler: error\nexclude: [legacy]\n",
    "app.py": CLIENT_IN_HANDLER,
    "legacy/app.py": CLIENT_IN_HANDLER,
    "quiet/.lambda-ready.yaml": "rules: { sdk-client-in-handler: off }\n",
    "quiet/app.py": CLIENT_IN_HANDLER,
    "part/.lambda-ready.yaml": "exclude: ['old*']\n",
    "part/old.py": CLIENT_IN_HANDLER,
    "part/new.py": CLIENT_IN_HANDLER,
    "own.yaml": "rules: { sdk-client-in-handler: hint }\n",
  });
  const { report } = await checkJson(folder);
  assert.deepEqual(
    report.findings.map((finding) => `${finding.path} ${finding.severity}`),
    ["app.py error", "part/new.py warning"],
  );
  const own = await checkJson(folder, "--config", "own.yaml", "app.py", "quiet/app.py");
  assert.deepEqual(
    own.report.findings.map((finding) => `${finding.path} ${finding.severity}`),
    ["app.py hint", "quiet/app.py hint"],
  );
  assert.equal(own.code, 0);
  assert.equal((await checkJson(folder, "legacy/app.py")).report.summary.files, 0, "naming an excluded file does not bring it back");
});

test("a wrong configuration is told and counts as wrong usage", async () => {
  const folder = folderOf({ ".lambda-ready.yaml": "profile: strict\nrule: {}\n", "app.py": CLIENT_IN_HANDLER });
  const { code, report, stderr } = await checkJson(folder);
  assert.equal(code, 2);
  assert.match(stderr, /\.lambda-ready\.yaml: line 2: .*"rule"/);
  assert.equal(report.errors[0]?.path, ".lambda-ready.yaml");
  assert.equal(report.findings.length, 1, "what can be said is said");
  const missing = await run(folder, ["check", "--config", "nope.yaml"]);
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /nope\.yaml/);
});

test("a suppressed finding is none", async () => {
  const text = CLIENT_IN_HANDLER.replace('boto3.client("s3")', 'boto3.client("s3")  # lambda-ready: ignore[sdk-client-in-handler] a test');
  const { code, report } = await checkJson(folderOf({ "app.py": text }));
  assert.equal(code, 0);
  assert.deepEqual(shown(report), []);
});

test("files of a function that hold a secret are found whether or not they are imported", async () => {
  const secret = 'DB_PASSWORD = "hx72-Kq9!vLm"\n';
  const folder = folderOf({
    "fn/app.py": "def lambda_handler(event, context):\n    return 1\n",
    "fn/conf/db.py": secret,
    "tools/db.py": secret,
  });
  const { code, report, stdout } = await checkJson(folder);
  assert.equal(code, 1);
  assert.deepEqual(shown(report), ["fn/conf/db.py:1 hardcoded-secret"]);
  assert.deepEqual(shown((await checkJson(folder, "tools/db.py")).report), ["tools/db.py:1 hardcoded-secret"]);
  for (const format of ["text", "sarif", "github", "markdown"])
    assert.doesNotMatch((await run(folder, ["check", "--format", format])).stdout, /hx72/, format);
  assert.doesNotMatch(stdout, /hx72/);
});

test("nothing to check is no failure", async () => {
  const folder = folderOf({ "notes.md": "#\n" });
  mkdirSync(path.join(folder, "empty"));
  assert.equal((await run(folder, ["check", "empty"])).code, 0);
  const file = await run(folder, ["check", "notes.md"]);
  assert.equal(file.code, 0);
  assert.match(file.stderr, /notes\.md: nothing to check/);
});
