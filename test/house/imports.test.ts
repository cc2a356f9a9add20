import assert from "node:assert/strict";
import { test } from "node:test";
import { checkClient, checkServer } from "../../scripts/lint-imports.ts";
import { inRoot } from "../../scripts/paths.ts";

function lines(violations: { file: string; line: number; message: string }[]): string[] {
  return violations.map(({ file, line, message }) => `${file}:${line} ${message}`);
}

test("imports against the direction are named, in the server", () => {
  assert.deepEqual(lines(checkServer(inRoot("test/house/fixtures/server"))), [
    "flow/program.ts:1 the server never opens a socket: node:net",
    "model/code.ts:1 model may not import parse/parser.ts",
    "rules/cost/rule.ts:1 rules may not import flow/program.ts",
    "rules/cost/rule.ts:2 a rule may not import rules/cost/other.ts",
  ]);
});

test("imports against the direction are named, in the client", () => {
  assert.deepEqual(lines(checkClient(inRoot("test/house/fixtures/client"))), [
    "extension.ts:2 the client may not import server/src/settings.ts",
  ]);
});

test("ours are as they should be", () => {
  assert.deepEqual(lines(checkServer(inRoot("server/src"))), []);
  assert.deepEqual(lines(checkClient(inRoot("client/src"))), []);
});
