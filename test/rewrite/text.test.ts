import assert from "node:assert/strict";
import { test } from "node:test";
import type { Edit } from "../../server/src/rewrite/rewriter.ts";
import { applyEdits, combineEdits, indentUnit, newlineOf, reindent } from "../../server/src/rewrite/text.ts";

const at = (start: number, end: number, newText: string, path = "a"): Edit => ({ path, start, end, newText });

test("edits are sorted, and insertions at one place stay in their order", () => {
  const combined = combineEdits([at(4, 5, "Z"), at(0, 0, "1"), at(0, 0, "2"), at(0, 0, "2")]);
  assert.deepEqual(combined, [at(0, 0, "12"), at(4, 5, "Z")]);
  assert.equal(applyEdits("abcdef", "a", combined ?? []), "12abcdZf");
});

test("edits that want different things of the same text are none", () => {
  assert.equal(combineEdits([at(0, 3, "x"), at(2, 4, "y")]), undefined);
  assert.deepEqual(combineEdits([at(0, 3, "x"), at(2, 4, "y", "b")])?.length, 2);
});

test("line ends and indentation are those of the file", () => {
  assert.equal(newlineOf("a\r\nb\r\nc\n"), "\r\n");
  assert.equal(newlineOf("a"), "\n");
  assert.equal(indentUnit("def f():\n  if x:\n    y\n  z\n"), "  ");
  assert.equal(indentUnit("def f():\n\tx\n"), "\t");
});

test("lines move in and out, but not those inside of a string", () => {
  const text = 'f("""\n    kept\n""",\n      x)';
  assert.equal(reindent(text, "    ", "", [{ start: 2, end: 17 }]), 'f("""\n    kept\n""",\n  x)');
});
