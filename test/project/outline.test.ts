import assert from "node:assert/strict";
import { test } from "node:test";
import { outlineOf } from "../../server/src/project/outline.ts";

function imports(path: string, text: string): string[] {
  return outlineOf(path, text).imports.map(({ specifier, level }) => `${".".repeat(level)}${specifier}`);
}

test("imports of Python, their names as modules too", () => {
  const text = [
    "import os, a.b as c",
    "from . import x",
    "from ..pkg import (",
    "    y,  # first",
    "    z as w,",
    ")",
    "from m import *",
    "from n import o, \\",
    "  p",
    "try: import q",
    "def f():",
    "    import r",
    "    importlib.import_module('.s')",
  ].join("\n");
  assert.deepEqual(imports("/a.py", text), [
    ".",
    ".x",
    "..pkg",
    "..pkg.y",
    "..pkg.z",
    "m",
    "n",
    "n.o",
    "n.p",
    "os",
    "a",
    "a.b",
    "q",
    "r",
    ".s",
  ]);
});

test("imports of JavaScript and TypeScript in every form", () => {
  const text = [
    "import a from 'a';",
    'import "b";',
    "export * from './c';",
    "const d = require(`d`);",
    "await import(/* webpackChunkName: 'n' */ './e');",
    "import f = require('f');",
    "import {\n  g,\n} from '../g';",
    "type T = import('h').T;",
    "const no = required('x');",
  ].join("\n");
  assert.deepEqual(imports("/a.ts", text), ["a", "b", "./c", "d", "./e", "f", "../g", "h"]);
});

test("files that may hold a handler", () => {
  for (const text of [
    "def lambda_handler(event, context): pass",
    "def send(evt, _): pass",
    "def f(a, context): pass",
    "handler = Mangum(app)",
    "async def main(event, ctx):",
    "@logger.inject_lambda_context\n# powertools",
    "def run(\n  event: dict,\n  context: LambdaContext,\n): pass",
    "def process(records, c): pass",
  ]) {
    assert.ok(outlineOf("/a.py", text).mayHoldHandler, text);
  }
  for (const text of ["def add(a, b):\n  return a + b", "import os\nX = 1", "class A:\n  def run(self): pass"]) {
    assert.ok(!outlineOf("/a.py", text).mayHoldHandler, text);
  }
  for (const text of [
    "export const handler = async () => {}",
    "exports.main = async (e) => {}",
    "module.exports = (event, context, callback) => {}",
    "export default middy(fn)",
  ]) {
    assert.ok(outlineOf("/a.ts", text).mayHoldHandler, text);
  }
  for (const text of ["export const add = (a, b) => a + b", "const event = 1"]) assert.ok(!outlineOf("/a.ts", text).mayHoldHandler, text);
});

test("files that may hold a secret", () => {
  for (const text of [
    'DB_PASSWORD = "hunter2"',
    "const k = 'sk1234567890abcdef'",
    "url = 'postgres://u:p@h/d'",
    "{ 'api_key': 'abcdef' }",
    "-----BEGIN RSA PRIVATE KEY-----",
  ]) {
    assert.ok(outlineOf("/a.py", text).mayHoldSecret, text);
  }
  assert.ok(!outlineOf("/a.py", 'name = "something"\nprint("hello world, how are you")').mayHoldSecret);
});

test("an outline of hostile text ends", { timeout: 60_000 }, () => {
  for (const text of [
    "from ".repeat(50_000),
    "def f(".repeat(50_000),
    "import (".repeat(50_000),
    `def f(${"a, ".repeat(60_000)}`,
    "'".repeat(200_000),
    "password ".repeat(30_000),
    "://".repeat(60_000),
  ]) {
    outlineOf("/a.py", text);
    outlineOf("/a.js", text);
  }
});
