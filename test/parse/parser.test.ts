import assert from "node:assert/strict";
import { before, test } from "node:test";
import { type Grammar, initParser, parse } from "../../server/src/parse/parser.ts";
import { childByField, type SyntaxNode, type SyntaxTree } from "../../server/src/parse/syntax.ts";
import { dice } from "./samples.ts";

const GRAMMARS: readonly Grammar[] = ["python", "typescript", "tsx"];

before(() => initParser());

function parsed(grammar: Grammar, text: string): SyntaxTree {
  const tree = parse(grammar, text, 60_000);
  assert.ok(tree, "no tree");
  return tree;
}

/** The nodes of a type, in any order. */
function nodesOf(tree: SyntaxTree, type: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const stack = [tree.root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === type) found.push(node);
    for (const child of node.children) stack.push(child);
  }
  return found;
}

test("a python function has its name in a field", () => {
  const definition = parsed("python", "def f(a):\n  return a\n").root.children[0];
  assert.ok(definition);
  assert.equal(definition.type, "function_definition");
  const name = childByField(definition, "name");
  assert.deepEqual([name?.start, name?.end, name?.parent], [4, 5, definition]);
});

test("offsets are UTF-16 units", () => {
  const text = '"😀é"; after';
  const names = nodesOf(parsed("tsx", text), "identifier");
  assert.deepEqual(
    names.map(({ start, end }) => text.slice(start, end)),
    ["after"],
  );
});

test("a byte order mark shifts nothing and belongs to nothing", () => {
  for (const grammar of GRAMMARS) {
    const [name] = nodesOf(parsed(grammar, "\ufeffname\n"), "identifier");
    assert.deepEqual([name?.start, name?.end], [1, 5], grammar);
  }
});

test("CRLF ends lines", () => {
  const tree = parsed("python", "if a:\r\n  b()\r\nc()\r\n");
  assert.deepEqual(
    tree.root.children.map((child) => [child.type, child.start]),
    [
      ["if_statement", 0],
      ["expression_statement", 14],
    ],
  );
  assert.deepEqual(tree.broken, []);
});

test("an empty text is an empty tree", () => {
  for (const grammar of GRAMMARS) {
    for (const text of ["", "\n", "\ufeff", "  \r\n\r\n"]) {
      const tree = parsed(grammar, text);
      assert.deepEqual([tree.root.children.length, tree.broken], [0, []], JSON.stringify(text));
    }
  }
});

test("lone surrogates and NUL characters leave what is around them", () => {
  for (const odd of ["\ud800", "\udc00", "\udc00\ud800"]) {
    const text = `a = "${odd}"\nbb = 1\n`;
    for (const grammar of GRAMMARS) {
      const names = nodesOf(parsed(grammar, text), "identifier").map(({ start, end }) => text.slice(start, end));
      assert.deepEqual(names.toSorted(), ["a", "bb"], grammar);
    }
  }
  for (const grammar of GRAMMARS) {
    const text = "first = 1\n\0\nsecond = 2\n";
    const names = nodesOf(parsed(grammar, text), "identifier").map(({ start, end }) => text.slice(start, end));
    assert.ok(names.includes("first") && names.includes("second"), grammar);
  }
});

test("100,000 nested brackets overflow nothing", () => {
  const depth = 100_000;
  for (const grammar of GRAMMARS) {
    for (const text of ["[".repeat(depth) + "]".repeat(depth), "[".repeat(depth), "{".repeat(depth), "a(".repeat(depth / 4)]) {
      assert.ok(parsed(grammar, text).root.end >= depth / 2, grammar);
    }
  }
});

test("a parse that takes too long is given up, and the next one starts afresh", () => {
  const roll = dice(1);
  const brackets = [..."([{)]},:a"];
  const garbage = Array.from({ length: 200_000 }, () => brackets[roll(brackets.length)]).join("");
  for (const grammar of GRAMMARS) {
    assert.equal(parse(grammar, garbage, 20), undefined, grammar);
    const tree = parsed(grammar, "a = 1");
    assert.deepEqual([tree.root.end, tree.broken], [5, []], grammar);
  }
});
