import assert from "node:assert/strict";
import { before, test } from "node:test";
import { extractModule, isMinified } from "../../server/src/extract/extract.ts";
import { initParser } from "../../server/src/parse/parser.ts";
import { damage, dice, SAMPLES } from "./samples.ts";

before(() => initParser());

test("the extension says the language", () => {
  const language = (path: string): string | undefined => extractModule(path, "a = 1")?.language;
  assert.deepEqual(["/a.py", "/a.PY", "/a.js", "/a.jsx", "/a.mjs", "/a.cjs"].map(language), [
    "python",
    "python",
    "javascript",
    "javascript",
    "javascript",
    "javascript",
  ]);
  assert.deepEqual(["/a.ts", "/a.mts", "/a.cts", "/a.tsx"].map(language), ["typescript", "typescript", "typescript", "typescript"]);
  assert.deepEqual(["/a.pyc", "/a.txt", "/a", "/ts", "/a.d.ts", "/a.d.mts", "/a.d.css.ts"].map(language), Array(7).fill(undefined));
});

test("minified files are none of ours, long data is", () => {
  const minified = `!function(e,t){var n=e.x(t);return n.y(function(r){return r(n);})}(this,2);`.repeat(30);
  assert.equal(extractModule("/a.js", minified), undefined);
  assert.ok(isMinified(`/* licence */\n${minified}\n`));
  const data = `const icon = "${"iVBORw0KGgo".repeat(500)}";\nexports.handler = async () => icon;\n`;
  assert.ok(!isMinified(data));
  assert.ok(extractModule("/a.js", data));
});

test("no text makes it throw", () => {
  const roll = dice(5);
  const deep = 20_000;
  const nested = ["(".repeat(deep), "[".repeat(deep) + "]".repeat(deep), `${"a.".repeat(deep)}b`, "not ".repeat(deep)];
  const odd = ["", "\0", "\ufeff", "\ud800", ...nested];
  for (const extension of ["py", "js", "ts", "tsx"]) {
    for (const text of odd) extractModule(`/odd.${extension}`, text);
    for (const { text } of SAMPLES) for (let round = 0; round < 10; round++) extractModule(`/odd.${extension}`, damage(text, roll));
  }
});
