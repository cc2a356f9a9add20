import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { parseCommand, UsageError } from "../../server/src/cli/arguments.ts";
import { closest } from "../../server/src/closest.ts";
import { rules } from "../../server/src/rules/index.ts";
import { CLIENT_IN_HANDLER, folderOf, run } from "./command.ts";

function complaint(...args: string[]): string {
  try {
    parseCommand(args);
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error.message;
  }
  return "";
}

test("arguments of check", () => {
  assert.deepEqual(parseCommand(["check"]), { name: "check", paths: [], format: "text", fix: false, failOn: "warning", config: undefined });
  assert.deepEqual(parseCommand(["check", "a", "--format=json", "--fix", "b", "--fail-on", "never", "-c", "x.yaml", "--", "--odd"]), {
    name: "check",
    paths: ["a", "b", "--odd"],
    format: "json",
    fix: true,
    failOn: "never",
    config: "x.yaml",
  });
});

test("arguments of checklist", () => {
  assert.deepEqual(parseCommand(["checklist"]), {
    name: "checklist",
    paths: [],
    functions: [],
    format: "text",
    failUnder: undefined,
    config: undefined,
  });
  assert.deepEqual(
    parseCommand(["checklist", "a", "--function", "X", "-f", "html", "--function=t.yaml#Y", "--fail-under=62.5%", "-c", "c"]),
    {
      name: "checklist",
      paths: ["a"],
      functions: ["X", "t.yaml#Y"],
      format: "html",
      failUnder: 62.5,
      config: "c",
    },
  );
});

test("misuse is answered with what was meant", () => {
  assert.equal(complaint("chekc"), "Unknown command `chekc`. Did you mean `check`?");
  assert.equal(
    complaint("frobnicate"),
    "Unknown command `frobnicate`. The commands are `check`, `checklist`, `functions`, `rules`, `explain`, `lsp`.",
  );
  assert.equal(complaint("check", "--formt", "json"), "Unknown option `--formt` of `check`. Did you mean `--format`?");
  assert.equal(
    complaint("check", "--format", "jsn"),
    "`--format` is one of text, json, sarif, github, markdown, not `jsn`. Did you mean `json`?",
  );
  assert.equal(complaint("check", "--fail-on", "everything"), "`--fail-on` is one of error, warning, info, never, not `everything`.");
  assert.equal(complaint("check", "--fxi"), "Unknown option `--fxi` of `check`. Did you mean `--fix`?");
  assert.equal(complaint("check", "--no-fix"), "Unknown option `--no-fix` of `check`.");
  assert.equal(complaint("check", "--format"), "`--format` needs a value.");
  assert.equal(complaint("check", "--config", "--fix"), "`--config` needs a value.");
  assert.equal(complaint("check", "--fix=yes"), "`--fix` takes no value.");
  assert.equal(complaint("--format", "json"), "Unknown option `--format`; a command comes first, as in `lambda-ready check`.");
  assert.equal(complaint("explain"), "`explain` needs the id of a rule; `lambda-ready rules` lists them.");
  assert.equal(complaint("checklist", "--format", "sarif"), "`--format` is one of text, json, markdown, html, not `sarif`.");
  assert.equal(complaint("checklist", "--fail-under", "low"), "`--fail-under` is a number of percent from 0 to 100, not `low`.");
  assert.equal(complaint("checklist", "--fail-under"), "`--fail-under` needs a value.");
  assert.equal(complaint("checklist", "--fail-on", "error"), "Unknown option `--fail-on` of `checklist`. Did you mean `--fail-under`?");
  assert.equal(complaint("rules", "x"), "`rules` takes no argument `x`.");
});

test("the closest name is few edits away", () => {
  const names = ["sdk-client-in-handler", "hardcoded-secret", "mutable-module-state"];
  assert.equal(closest("hardcoded-secrets", names), "hardcoded-secret");
  assert.equal(closest("hardcoded", names), "hardcoded-secret");
  assert.equal(closest("sdk-cleint-in-handler", names), "sdk-client-in-handler");
  assert.equal(closest("zzz", names), undefined);
});

test("help, version, rules and explain", async () => {
  const folder = folderOf({});
  const help = await run(folder, ["--help"]);
  assert.equal(help.code, 0);
  assert.match(help.stdout, /check \[PATH…\]/);
  for (const name of ["check", "rules", "explain", "lsp"])
    assert.match((await run(folder, [name, "--help"])).stdout, new RegExp(`^Usage: lambda-ready ${name}`));
  assert.match((await run(folder, ["--version"])).stdout, /^\d+\.\d+\.\d+\n$/);
  const listed = await run(folder, ["rules"]);
  for (const rule of rules) assert.ok(listed.stdout.includes(`${rule.id} `), rule.id);
  const json = JSON.parse((await run(folder, ["rules", "--format", "json"])).stdout) as {
    rules: { id: string; severity: string; url: string }[];
  };
  assert.ok(
    json.rules.some((rule) => rule.id === "sdk-client-in-handler" && rule.severity === "warning" && rule.url.startsWith("https://")),
  );
  const explained = await run(folder, ["explain", "unused-suppression"]);
  assert.match(explained.stdout, /## What it flags/);
  const wrong = await run(folder, ["explain", "sdk-client-in-handlr"]);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /Unknown rule `sdk-client-in-handlr`\. Did you mean `sdk-client-in-handler`\?/);
  assert.equal(wrong.stdout, "");
});

test("a reader that stops early is no failure", async () => {
  const folder = folderOf(Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index}/app.py`, CLIENT_IN_HANDLER])));
  const cli = path.resolve(import.meta.dirname, "../../server/src/cli.ts");
  const child = spawn(process.execPath, [cli, "check", "--format", "json", "--fail-on", "never"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdout.once("data", () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.on("close", resolve));
  assert.equal(code, 0, stderr);
});

test("lsp --stdio answers a client", async () => {
  const cli = path.resolve(import.meta.dirname, "../../server/src/cli.ts");
  const child = spawn(process.execPath, [cli, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const body = JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: { processId: null, rootUri: null, capabilities: {} },
  });
  child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  let answer = "";
  for await (const chunk of child.stdout.setEncoding("utf8")) {
    answer += String(chunk);
    if (answer.includes('"capabilities"')) break;
  }
  child.kill();
  assert.match(answer, /"id":1/);
});
