import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { before, test } from "node:test";
import { readByCursor } from "../../server/src/parse/cursor.ts";
import { type Grammar, initParser } from "../../server/src/parse/parser.ts";
import { sameTree } from "../../server/src/parse/reader.ts";
import { load } from "../../server/src/parse/runtime.ts";
import { damage, dice, SAMPLES } from "./samples.ts";

before(() => initParser());

function readTwice(grammar: Grammar, text: string): { same: boolean; hasError: boolean } {
  const { parser, read } = load(grammar);
  const tree = parser.parse(text);
  assert.ok(tree);
  try {
    return { same: sameTree(read(tree), readByCursor(tree)), hasError: tree.rootNode.hasError };
  } finally {
    tree.delete();
  }
}

for (const grammar of ["python", "typescript", "tsx"] as const) {
  test(`trees of ${grammar} are read from memory`, () => {
    assert.notEqual(load(grammar).read, readByCursor);
  });
}

test("both readers agree on the samples, which parse", () => {
  for (const { grammar, text } of SAMPLES) {
    assert.deepEqual(readTwice(grammar, text), { same: true, hasError: false }, `${grammar}: ${text.slice(0, 40)}`);
  }
});

test("both readers agree on damaged text, with ERROR and MISSING nodes", () => {
  const roll = dice(7);
  let broken = 0;
  for (const { grammar, text } of SAMPLES) {
    for (let round = 0; round < 60; round++) {
      const damaged = damage(damage(text, roll), roll);
      const { same, hasError } = readTwice(grammar, damaged);
      if (hasError) broken++;
      assert.ok(same, `${grammar} differs on ${JSON.stringify(damaged)}`);
    }
  }
  assert.ok(broken > 100, `${broken} of the texts were broken`);
});

test("both readers agree on our own sources", () => {
  const folder = new URL("../../server/src/parse/", import.meta.url);
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((each) => each.endsWith(".ts"))) {
    assert.ok(readTwice("typescript", readFileSync(new URL(name, folder), "utf8")).same, name);
  }
});

test("both readers agree on odd texts", () => {
  const short = ["", " ", "\n", "\r\n\r\n", "\ufeff", "\ufeffx = 1\n", "\0", "x = '\ud800'\n\udc00", "😀 = 1", "a\u2028b"];
  const texts = [...short, "(".repeat(3000), "[".repeat(3000) + "]".repeat(3000)];
  for (const text of texts) {
    for (const grammar of ["python", "typescript", "tsx"] as const) {
      assert.ok(readTwice(grammar, text).same, `${grammar} ${JSON.stringify(text.slice(0, 20))}`);
    }
  }
});
