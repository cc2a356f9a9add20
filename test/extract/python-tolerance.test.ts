import assert from "node:assert/strict";
import { test } from "node:test";
import { extract } from "./pythonCases.ts";

test("comments are found wherever they stand, strings with # are none", () => {
  const module = extract(`# one\nx = (a  # two\n  + "# no")\nf("""\n# no\n""",  # three\n  b)  # 4 # 4\ny = f"{z!r:#>3}#"\n#`);
  assert.deepEqual(
    module.comments.map(({ start, end }) => module.text.slice(start, end)),
    ["# one", "# two", "# three", "# 4 # 4", "#"],
  );
});

test("what stands around half-typed code is known, and where it is broken", () => {
  const module = extract(
    "import boto3\n\ndef handler(event, context):\n    s3 = boto3.client('s3'\n    x = event[\n\ndef other():\n    return boto3.resource('sqs')\n",
  );
  assert.ok(module.broken.length > 0);
  const other = module.scopes.find((scope) => scope.name === "other");
  assert.equal(other?.calls.length, 1);
  assert.equal(other?.returns.length, 1);
});

test("nesting deeper than the stack is unknown, not an error", () => {
  const nested = (open: string, inner: string, close: string, times = 1500) => open.repeat(times) + inner + close.repeat(times);
  for (const source of [
    nested("(", "a", ")"),
    nested("x = [", "", "]"),
    nested("", "a", ".b()"),
    nested("not ", "a", ""),
    nested("a - b * ", "c", ""),
    nested("{1: ", "1", "}"),
    nested("a if b else ", "c", ""),
    nested("a = ", "b", ""),
    nested("lambda: ", "0", ""),
    `x: ${nested("List[", "int", "]")}`,
    `${nested("(a, ", "b", ",)")} = c`,
    `f"${nested("{a:", "", "}", 50)}"`,
    `match a:\n case ${nested("[", "b", "]")}: pass`,
    Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth)}if a:\n`).join(""),
  ])
    extract(source);
});
