import assert from "node:assert/strict";
import { before, test } from "node:test";
import { initParser, parse } from "../../server/src/parse/parser.ts";
import { childByField } from "../../server/src/parse/syntax.ts";

before(() => initParser());

test("a python function has its name in a field", () => {
  const tree = parse("python", "def f(a):\n  return a\n");
  const definition = tree?.root.children[0];
  assert.ok(definition);
  assert.equal(definition.type, "function_definition");
  const name = childByField(definition, "name");
  assert.deepEqual([name?.start, name?.end, name?.parent], [4, 5, definition]);
});
