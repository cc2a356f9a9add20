/** Edits of YAML and JSON: each case is a text, what is done to it, and the text that comes of it. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseJson } from "../../server/src/parse/json.ts";
import { parseYaml } from "../../server/src/parse/yaml.ts";
import { createDataEditor, type DataEditor } from "../../server/src/rewrite/data/editor.ts";
import { applyEdits } from "../../server/src/rewrite/text.ts";

/** The text after the work; undefined where some of it could not be done. */
function edited(text: string, work: (editor: DataEditor) => boolean, parse = parseYaml): string | undefined {
  const editor = createDataEditor(parse(text));
  if (!work(editor)) {
    assert.equal(applyEdits(text, "f", editor.edits("f")), editor.document.text);
    return undefined;
  }
  const result = applyEdits(text, "f", editor.edits("f"));
  assert.equal(result, editor.document.text);
  return result;
}

const json = (text: string, work: (editor: DataEditor) => boolean) => edited(text, work, parseJson);
const lines = (...all: string[]) => `${all.join("\n")}\n`;

describe("block YAML", () => {
  test("a scalar is replaced; the comment behind it stays", () => {
    assert.equal(
      edited("a:\n  b: 3 # three\n", (e) => e.set(["a", "b"], 10)),
      "a:\n  b: 10 # three\n",
    );
    assert.equal(
      edited("b: !Ref T\nc: 1\n", (e) => e.set(["b"], 10)),
      "b: 10\nc: 1\n",
    );
    assert.equal(
      edited("b: |\n  x\n  y\nc: 1\n", (e) => e.set(["b"], "z")),
      "b: z\nc: 1\n",
    );
  });

  test("a new key goes to the end of its map, in front of comments and blank lines that follow", () => {
    const before = lines("a:", "    b: 1 # one", "", "# about c", "c: 2");
    assert.equal(
      edited(before, (e) => e.set(["a", "d"], true)),
      lines("a:", "    b: 1 # one", "    d: true", "", "# about c", "c: 2"),
    );
  });

  test("maps that lead to it are made, and used again by the next change", () => {
    const work = (e: DataEditor) => e.set(["a", "b", "c"], 1) && e.set(["a", "b", "d"], 2);
    assert.equal(edited("a:\n   x: 1", work), "a:\n   x: 1\n   b:\n      c: 1\n      d: 2");
    assert.equal(edited("a: # none\nz: 1\n", work), "a: # none\n  b:\n    c: 1\n    d: 2\nz: 1\n");
    assert.equal(edited("a: {} # none\n", work), "a: # none\n  b:\n    c: 1\n    d: 2\n");
    assert.equal(
      edited("- a:\n  b: 1\n", (e) => e.set([0, "a", "c"], 1)),
      "- a:\n    c: 1\n  b: 1\n",
    );
  });

  test("sequences grow in their own style", () => {
    assert.equal(
      edited("a:\n- x\n- y\nb: 1\n", (e) => e.append(["a"], ["z"])),
      "a:\n- x\n- y\n- z\nb: 1\n",
    );
    assert.equal(
      edited("a:\n  -   x: 1\n      z: 2\n", (e) => e.append(["a"], [{ x: 3, z: [4] }])),
      "a:\n  -   x: 1\n      z: 2\n  -   x: 3\n      z:\n        - 4\n",
    );
    assert.equal(
      edited("a: [x, y]\n", (e) => e.append(["a"], ["z, z"])),
      'a: [x, y, "z, z"]\n',
    );
    assert.equal(
      edited("a: []\n", (e) => e.append(["a"], ["z"])),
      "a:\n  - z\n",
    );
    assert.equal(
      edited("b:\n- 1\n", (e) => e.append(["a"], ["z"])),
      "b:\n- 1\na:\n- z\n",
    );
  });

  test("a single value becomes the first of a list", () => {
    assert.equal(
      edited("a: x # one\nb: 1\n", (e) => e.append(["a"], ["z"])),
      "a:\n  - x # one\n  - z\nb: 1\n",
    );
    assert.equal(
      edited("a:\n  k: 1\n  l: |\n    x\nb: 1\n", (e) => e.append(["a"], ["z"])),
      "a:\n  - k: 1\n    l: |\n      x\n  - z\nb: 1\n",
    );
  });

  test("a sibling follows with the blank lines of the others and behind the comments that belong to the one before", () => {
    const before = lines("r:", "  a:", "    x: 1", "    # more of a", "", "  # about b", "  b:", "    x: 2", "", "  c: {}");
    const after = lines(
      "r:",
      "  a:",
      "    x: 1",
      "    # more of a",
      "",
      "  new:",
      "    T: 1",
      "",
      "  # about b",
      "  b:",
      "    x: 2",
      "",
      "  c: {}",
    );
    assert.equal(
      edited(before, (e) => e.insertAfter(["r", "a"], "new", { T: 1 })),
      after,
    );
    assert.equal(
      edited("r:\n  a: 1\n  b: 2", (e) => e.insertAfter(["r", "b"], "new", 3)),
      "r:\n  a: 1\n  b: 2\n  new: 3",
    );
    assert.equal(
      edited("r:\n  a: 1\n", (e) => e.insertAfter(["r", "a"], "a", 3)),
      undefined,
    );
  });

  test("what is removed takes along what is empty without it", () => {
    assert.equal(
      edited("a:\n  b:\n    c: 1 # c\n  d: 2\n", (e) => e.remove(["a", "b", "c"])),
      "a:\n  d: 2\n",
    );
    assert.equal(
      edited("a:\n  b:\n    c: 1\n", (e) => e.remove(["a", "b", "c"], 2)),
      undefined,
    );
    assert.equal(
      edited("a:\n  - x: 1\n    y: 2\n  - z\n", (e) => e.remove(["a", 0, "x"])),
      "a:\n  - y: 2\n  - z\n",
    );
    assert.equal(
      edited("a:\n  - x: 1\n  - z", (e) => e.remove(["a", 1])),
      "a:\n  - x: 1",
    );
  });

  test("text has quotes where it needs some, of the kind the file uses", () => {
    const written = (value: string) => edited("k: 'v'\n", (e) => e.set(["a"], value))?.slice(10, -1);
    const plain = ["sqs:SendMessage", "rate(5 minutes)", "arn:aws:sns:*:1:t", "a/b.c", "$default", "x#y", "1 GB and more", "10.0.0.0/16"];
    for (const text of plain) assert.equal(written(text), text);
    const needy = [
      "yes",
      "Off",
      "*",
      "@x",
      "1.10",
      "012",
      "2012-10-17",
      "1e3",
      "0x1F",
      "",
      "a: b",
      "a #b",
      "x:",
      "null",
      "~",
      "- a",
      "!x",
      "&x",
      " x",
    ];
    for (const text of needy) assert.equal(written(text), `'${text}'`);
    assert.equal(written("it's: so"), "'it''s: so'");
    assert.equal(written("a\nb\u0007"), '"a\\nb\\u0007"');
  });

  test("tags are written, in flow too", () => {
    const value = { $tag: "!GetAtt", $value: "Q.Arn" };
    assert.equal(
      edited("a: {b: 1}\n", (e) => e.set(["a", "c"], value) && e.append(["d"], [value])),
      "a: {b: 1, c: !GetAtt Q.Arn}\nd:\n  - !GetAtt Q.Arn\n",
    );
    assert.equal(
      json('{"a": 1}', (e) => e.set(["a"], value)),
      undefined,
    );
  });
});

describe("YAML that is left alone", () => {
  const refused = (text: string, work: (editor: DataEditor) => boolean) => assert.equal(edited(text, work), undefined, text);

  test("what an alias or merge key shares", () => {
    refused("x: &x\n  a: 1\ny: *x\n", (e) => e.set(["x", "a"], 2));
    refused("x: &x\n  a: 1\ny: *x\n", (e) => e.set(["y", "a"], 2));
    refused("x: &x\n  m: {a: 1, b: 1}\ny:\n  <<: *x\n", (e) => e.set(["y", "m", "a"], 2));
    refused("x: &x 1\ny: *x\n", (e) => e.set(["x"], 2));
  });

  test("an own key wins over a merged one", () => {
    assert.equal(
      edited("x: &x\n  a: 1\ny:\n  <<: *x\n", (e) => e.set(["y", "a"], 2)),
      "x: &x\n  a: 1\ny:\n  <<: *x\n  a: 2\n",
    );
  });

  test("functions, keys written twice, comments inside of what would go, broken parts", () => {
    refused("a: !If [c, {x: 1}, {y: 2}]\n", (e) => e.set(["a", "x"], 2));
    refused("a:\n  Fn::If: [c, {x: 1}, {y: 2}]\n", (e) => e.set(["a", "x"], 2));
    refused("a:\n  b: 1\n  b: 2\n", (e) => e.set(["a", "b"], 3));
    refused("a:\n  # why\n  b: 1\n", (e) => e.set(["a"], 3));
    refused("a:\n  b: [1, 2\nc: 3\n", (e) => e.append(["a", "b"], [3]));
    refused("", (e) => e.set(["a"], 3));
  });

  test("what stands elsewhere can be edited all the same", () => {
    assert.equal(
      edited("a: 1\nc:\n  d: 3\nb: [1, 2\n", (e) => e.set(["a"], 3)),
      "a: 3\nc:\n  d: 3\nb: [1, 2\n",
    );
  });
});

describe("JSON", () => {
  const before = lines(
    "{",
    '\t"a": {',
    '\t\t"b": 1,',
    '\t\t"l": ["x"],',
    '\t\t"e": {}',
    "\t},",
    '\t"m": [',
    '\t\t{ "p": 1, "q": 2 }',
    "\t]",
    "}",
  );

  test("entries, lists and empty maps, with commas and tabs", () => {
    const work = (e: DataEditor) =>
      e.set(["a", "b"], "2") &&
      e.set(["a", "e", "new"], { r: { Ref: "X" }, s: [1, 2] }) &&
      e.append(["a", "l"], ["y"]) &&
      e.remove(["m", 0, "q"]) &&
      e.append(["m"], [{ p: 3 }]) &&
      e.insertAfter(["a"], "z", null);
    const after = lines(
      "{",
      '\t"a": {',
      '\t\t"b": "2",',
      '\t\t"l": ["x", "y"],',
      '\t\t"e": {',
      '\t\t\t"new": {',
      '\t\t\t\t"r": { "Ref": "X" },',
      '\t\t\t\t"s": [1, 2]',
      "\t\t\t}",
      "\t\t}",
      "\t},",
      '\t"z": null,',
      '\t"m": [',
      '\t\t{ "p": 1 },',
      "\t\t{",
      '\t\t\t"p": 3',
      "\t\t}",
      "\t]",
      "}",
    );
    assert.equal(json(before, work), after);
    assert.equal(json(before.replaceAll("\n", "\r\n"), work), after.replaceAll("\n", "\r\n"));
    assert.equal(json(`\uFEFF${before}`, work), `\uFEFF${after}`);
  });

  test("on one line it stays on one line", () => {
    assert.equal(
      json('{"a":{"b":1}}', (e) => e.set(["a", "c", "d"], [1])),
      '{"a":{"b":1, "c": {"d": [1]}}}',
    );
    assert.equal(
      json('{"a":1,"b":2}', (e) => e.remove(["b"])),
      '{"a":1}',
    );
    assert.equal(
      json('{"a":1,"b":2}', (e) => e.remove(["a"])),
      '{"b":2}',
    );
  });

  test("JSON in a YAML file stays JSON", () => {
    assert.equal(
      edited('{\n  "a": {\n    "b": 1\n  }\n}\n', (e) => e.set(["a", "c"], "x")),
      '{\n  "a": {\n    "b": 1,\n    "c": "x"\n  }\n}\n',
    );
  });
});

test("line ends and a byte order mark of YAML survive", () => {
  const before = "\uFEFFa:\r\n  b: 1 # one\r\nc: 2";
  const work = (e: DataEditor) => e.set(["a", "new", "m"], 1) && e.insertAfter(["c"], "d", [1]) && e.remove(["a", "b"]);
  assert.equal(edited(before, work), "\uFEFFa:\r\n  new:\r\n    m: 1\r\nc: 2\r\nd:\r\n  - 1");
});

test("a range of the first text is found after other edits, with or without its tag", () => {
  const text = "a: 1\nb:\n  c: !Ref X\n";
  const start = text.indexOf("!Ref");
  const work = (range: { start: number; end: number }) => (e: DataEditor) => e.set(["a"], { new: 1 }) && e.replace(range, 7);
  assert.equal(edited(text, work({ start, end: start + 6 })), "a:\n  new: 1\nb:\n  c: 7\n");
  assert.equal(edited(text, work({ start: start + 5, end: start + 6 })), "a:\n  new: 1\nb:\n  c: 7\n");
  assert.equal(edited(text, work({ start: start + 1, end: start + 6 })), undefined);
});
