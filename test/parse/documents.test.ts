import assert from "node:assert/strict";
import { before, test } from "node:test";
import type { PlainNode } from "../../server/src/parse/node.ts";
import { DEADLINE, initParser, parse } from "../../server/src/parse/parser.ts";
import { sameTree } from "../../server/src/parse/reader.ts";
import type { SyntaxTree } from "../../server/src/parse/syntax.ts";
import { damage, dice, SAMPLES } from "./samples.ts";

before(() => initParser());

const same = (left: SyntaxTree, right: SyntaxTree): boolean => sameTree(left.root as PlainNode, right.root as PlainNode);
const broken = (tree: SyntaxTree): string[] => tree.broken.map(({ start, end }) => tree.text.slice(start, end).trim());

test("an edited file has the tree of its text, whatever it was before", () => {
  const roll = dice(23);
  let whole = 0;
  for (const [index, { grammar, text }] of SAMPLES.entries()) {
    let current = text;
    for (let step = 0; step < 60; step++) {
      const edited = parse(grammar, current, DEADLINE, `/edited${index}`);
      const fresh = parse(grammar, current);
      assert.ok(edited && fresh);
      if (fresh.broken.length === 0) {
        whole++;
        assert.ok(same(edited, fresh), `${grammar} differs on ${JSON.stringify(current)}`);
      }
      // Damage, and back to what parses every other time; sometimes lines that parse.
      current = step % 2 === 0 ? damage(text, roll) : text.slice(0, text.lastIndexOf("\n", roll(text.length)) + 1) + text;
    }
  }
  assert.ok(whole > 60, `${whole} of the texts parsed`);
});

test("while a line is typed, no more than that and the next are broken", () => {
  const before = "def first(a):\n    return a\n\ndef second(b):\n    x = b\n";
  const after = "    return x\n\ndef third(c):\n    return c\n";
  const typed = '    y = client.send(Body={"id": b["id"]}, *rest)\n';
  const outermost = Array(3).fill("function_definition");
  for (let length = 0; length < typed.length; length++) {
    const line = typed.slice(0, length);
    const tree = parse("python", `${before}${line}\n${after}`, DEADLINE, "/typed.py");
    assert.ok(tree);
    assert.deepEqual(
      tree.root.children.map((child) => child.type),
      outermost,
      line,
    );
    assert.ok(broken(tree).join("\n").split("\n").length <= 2, line);
  }
});

test("another text under the same path is another text", () => {
  for (const { grammar, text } of SAMPLES) {
    for (let round = 0; round < 2; round++) {
      const tree = parse(grammar, text, DEADLINE, "/changing");
      const fresh = parse(grammar, text);
      assert.ok(tree && fresh && same(tree, fresh));
    }
  }
});

test("an empty text between two others", () => {
  for (const text of ["a = 1\n", "a = 2\n", "", "", "b = (\n", "a = 1\n", "\ufeffa = 1\n"]) {
    const tree = parse("python", text, DEADLINE, "/emptied.py");
    const fresh = parse("python", text);
    assert.ok(tree && fresh && same(tree, fresh), JSON.stringify(text));
  }
});
