import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DataNode } from "../../server/src/parse/data.ts";
import { JSON_LIMIT, parseJson } from "../../server/src/parse/json.ts";

function plain(node: DataNode | null): unknown {
  if (node === null || node.kind === "scalar") return node?.value ?? null;
  return node.kind === "sequence" ? node.items.map(plain) : node.entries.map((entry) => [entry.key.value, plain(entry.value)]);
}

function read(text: string) {
  const { root, comments, broken } = parseJson(text);
  const texts = (ranges: readonly { start: number; end: number }[]) => ranges.map(({ start, end }) => text.slice(start, end));
  return { value: plain(root), comments: texts(comments), broken: texts(broken) };
}

describe("JSON", () => {
  it("reads values, comments and trailing commas", () => {
    const { value, comments, broken } = read('{\n "a": [1, -2.5, true, null, "x\\n\\u0041"], // one\n "b": {}, /* two */\n}');
    assert.deepEqual(value, [
      ["a", [1, -2.5, true, null, "x\nA"]],
      ["b", []],
    ]);
    assert.deepEqual(comments, ["// one", "/* two */"]);
    assert.deepEqual(broken, []);
  });

  it("keeps the source of scalars and exact places", () => {
    const text = '\uFEFF{"a": "b\\"c", "n": 1.10}';
    const { root } = parseJson(text);
    assert.ok(root?.kind === "map");
    assert.equal(text.slice(root.start, root.end), '{"a": "b\\"c", "n": 1.10}');
    const [first, second] = root.entries.map((entry) => entry.value);
    assert.ok(first?.kind === "scalar" && second?.kind === "scalar");
    assert.deepEqual([first.value, first.source, second.source], ['b"c', '"b\\"c"', "1.10"]);
    assert.equal(text.slice(first.start, first.end), first.source);
  });

  it("keeps what stands around half-typed text", () => {
    assert.deepEqual(read('{"a": {"b": [1, 2}, "c": 3}').value, [
      ["a", [["b", [1, 2]]]],
      ["c", 3],
    ]);
    assert.deepEqual(read('{"a": , "b" }').value, [
      ["a", null],
      ["b", null],
    ]);
    assert.deepEqual(read('{"a": "unclosed\n, "b": 2}').value, [
      ["a", "unclosed"],
      ["b", 2],
    ]);
    const { value, broken } = read('{"a": {"b": ');
    assert.deepEqual(value, [["a", [["b", null]]]]);
    assert.ok(broken.length > 0);
    assert.deepEqual(read("").value, null);
    assert.deepEqual(read("] nonsense").value, null);
  });

  it("makes no prototypes of keys", () => {
    assert.deepEqual(read('{"__proto__": {"polluted": 1}}').value, [["__proto__", [["polluted", 1]]]]);
    assert.ok(!("polluted" in {}));
  });

  it("survives nesting without end, and reads on behind nesting that is too deep", () => {
    assert.ok(parseJson("[".repeat(100_000)).broken.length > 0);
    assert.ok(parseJson('{"a":'.repeat(100_000)).broken.length > 0);
    const { value } = read(`{"deep": ${"[".repeat(500)}${"]".repeat(500)}, "after": 1}`);
    assert.deepEqual((value as unknown[])[1], ["after", 1]);
  });

  it("tells nonsense as one broken part", () => {
    assert.equal(parseJson("x ".repeat(10_000)).broken.length <= 2, true);
  });

  it("does not read what is longer than its limit", () => {
    assert.equal(parseJson(`"${" ".repeat(JSON_LIMIT)}"`).root, null);
  });
});
