import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { CLIENT_IN_HANDLER, checkJson, folderOf, run, shown } from "./command.ts";

test("a path that cannot be read ends with 2, the others are checked", async () => {
  const folder = folderOf({ "app.py": CLIENT_IN_HANDLER });
  symlinkSync("nowhere.py", path.join(folder, "broken.py"));
  const { code, report, stderr } = await checkJson(folder, "app.py", "missing.py", "broken.py");
  assert.equal(code, 2);
  assert.deepEqual(report.errors, [
    { path: "missing.py", message: "no such file or directory" },
    { path: "broken.py", message: "no such file or directory" },
  ]);
  assert.match(stderr, /missing\.py: no such file or directory/);
  assert.deepEqual(shown(report), ["app.py:5 sdk-client-in-handler"]);
});

test("what cannot be read in a directory is told and does not stop the rest", { skip: process.platform === "win32" }, async () => {
  const folder = folderOf({ "app.py": CLIENT_IN_HANDLER, "big.py": `x = 1\n${"# filler\n".repeat(700_000)}` });
  symlinkSync("nowhere.py", path.join(folder, "broken.py"));
  execFileSync("mkfifo", [path.join(folder, "pipe.py")]);
  mkdirSync(path.join(folder, "dir.py"));
  const { code, report } = await checkJson(folder);
  assert.equal(code, 1);
  assert.deepEqual(shown(report), ["app.py:5 sdk-client-in-handler"]);
  assert.deepEqual(
    report.errors.map((error) => error.path),
    ["big.py"],
  );
  assert.match(report.errors[0]?.message ?? "", /^skipped: 6\.0 MB/);
  assert.equal((await run(folder, ["check", "pipe.py"])).code, 2, "reading a pipe would never end");
});

test("links that lead in circles, and a directory that is linked into the project", async () => {
  const folder = folderOf({
    "a/app.py": "import shared.db\n\ndef lambda_handler(event, context):\n    shared.db.go()\n",
    "lib/shared/db.py": "import boto3\n\ndef go():\n    boto3.client('s3')\n",
  });
  symlinkSync("..", path.join(folder, "a/loop"));
  symlinkSync("../lib/shared", path.join(folder, "a/shared"));
  const { report } = await checkJson(folder);
  assert.deepEqual(shown(report), ["lib/shared/db.py:4 sdk-client-in-handler"]);
  assert.equal(report.summary.files, 2);
  assert.deepEqual(shown((await checkJson(folder, "a/shared/db.py")).report), ["lib/shared/db.py:4 sdk-client-in-handler"]);
});

test("columns are the same with a byte order mark, in UTF-16 and with CRLF", async () => {
  const crlf = CLIENT_IN_HANDLER.replaceAll("\n", "\r\n").replace("import boto3", "import boto3  # \u{1F600}");
  const utf16 = Buffer.from(`\uFEFF${crlf}`, "utf16le");
  const folder = folderOf({
    "bom.py": `\uFEFF${CLIENT_IN_HANDLER}`,
    "crlf.py": crlf,
    "le.py": utf16,
    "be.py": Buffer.from(utf16).swap16(),
  });
  const { report } = await checkJson(folder);
  assert.deepEqual(
    report.findings.map(({ path: file, range }) => `${file} ${range.start.line}:${range.start.column}`),
    ["be.py 5:10", "bom.py 5:10", "crlf.py 5:10", "le.py 5:10"],
  );
});

test("invalid UTF-8 is read around", async () => {
  const folder = folderOf({ "app.py": Buffer.concat([Buffer.from("# caf\xe9\n", "latin1"), Buffer.from(CLIENT_IN_HANDLER)]) });
  const { report } = await checkJson(folder);
  assert.deepEqual(shown(report), ["app.py:6 sdk-client-in-handler"]);
  const fixed = await checkJson(folder, "--fix");
  assert.match(fixed.report.errors[0]?.message ?? "", /not fixed: it holds bytes that are no text/);
  assert.equal(readFileSync(path.join(folder, "app.py"))[5], 0xe9);
});

test("spaces, umlauts and other letters in names", async () => {
  const folder = folderOf({ "mein Ordner/ünï%20 #1,:.py": CLIENT_IN_HANDLER, "関数/ハンドラ.py": CLIENT_IN_HANDLER });
  assert.deepEqual(shown((await checkJson(folder)).report), [
    "mein Ordner/ünï%20 #1,:.py:5 sdk-client-in-handler",
    "関数/ハンドラ.py:5 sdk-client-in-handler",
  ]);
  assert.match((await run(folder, ["check", "--format", "github"])).stdout, /file=mein Ordner\/ünï%2520 #1%2C%3A\.py,line=5/);
  assert.match((await run(folder, ["check", "--format", "sarif"])).stdout, /"uri": "mein%20Ordner\/%C3%BCn%C3%AF%2520%20%231%2C%3A\.py"/);
});

test("a file of one megabyte and brackets without end are survived", async () => {
  const functions = Array.from({ length: 20_000 }, (_, index) => `def function_${index}(a, b):\n    return a + b + ${index}\n`).join("");
  const folder = folderOf({
    "big.py": functions + CLIENT_IN_HANDLER,
    "brackets.js": `exports.handler = async (event) => ${"[".repeat(100_000)}`,
    "app.py": CLIENT_IN_HANDLER,
  });
  const { code, report } = await checkJson(folder);
  assert.equal(code, 1);
  assert.ok(shown(report).includes("app.py:5 sdk-client-in-handler"));
});
