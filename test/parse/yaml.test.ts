import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DataNode } from "../../server/src/parse/data.ts";
import { parseYaml, YAML_LIMIT } from "../../server/src/parse/yaml.ts";

/** The tree as plain data, tags before what they stand on. */
function plain(node: DataNode | null): unknown {
  if (node === null) return null;
  const value =
    node.kind === "scalar"
      ? node.value
      : node.kind === "sequence"
        ? node.items.map(plain)
        : node.entries.map((entry) => [entry.key.value, plain(entry.value)]);
  return node.tag === null ? value : { [node.tag]: value };
}

function valueAt(node: DataNode | null, ...keys: string[]): DataNode {
  let at = node;
  for (const key of keys) at = at?.kind === "map" ? (at.entries.find((entry) => entry.key.value === key)?.value ?? null) : null;
  assert.ok(at, keys.join("."));
  return at;
}

describe("YAML", () => {
  it("keeps tags, styles and what scalars were before they were numbers", () => {
    const { root, broken } = parseYaml("a: !Ref X\nb: !Sub\n  - x\n  - {y: 1.10}\nc: 012345678901\nd: '1'\ne: 2012-10-17\nf: yes\ng: ~\n");
    assert.deepEqual(plain(root), [
      ["a", { "!Ref": "X" }],
      ["b", { "!Sub": ["x", [["y", 1.1]]] }],
      ["c", 12345678901],
      ["d", "1"],
      ["e", "2012-10-17"],
      ["f", "yes"],
      ["g", null],
    ]);
    const account = valueAt(root, "c");
    assert.ok(account.kind === "scalar" && account.source === "012345678901");
    assert.deepEqual(broken, []);
  });

  it("tells places without the tag and with it, and ends blocks where their text ends", () => {
    const text = "r:\n  # why\n  a: !Sub 'x!y' # !z\n  b: |\n    one\n    two\n\n\nq: !GetAtt [A, B]\n";
    const { root, comments } = parseYaml(text);
    const sub = valueAt(root, "r", "a");
    assert.equal(text.slice(sub.start, sub.end), "'x!y'");
    assert.equal(text.slice(sub.outerStart, sub.end), "!Sub 'x!y'");
    const block = valueAt(root, "r");
    assert.ok(text.slice(block.start, block.end).endsWith("two"));
    const sequence = valueAt(root, "q");
    assert.equal(text.slice(sequence.outerStart, sequence.end), "!GetAtt [A, B]");
    assert.deepEqual(
      comments.map(({ start, end }) => text.slice(start, end)),
      ["# why", "# !z"],
    );
  });

  it("follows aliases and merge keys; what a map says itself wins", () => {
    const text = "base: &b {t: 3, m: 1}\nlist: &l [1]\na:\n  <<: *b\n  t: 9\nc: *l\n";
    const { root } = parseYaml(text);
    const merged = valueAt(root, "a");
    assert.deepEqual(plain(merged), [
      ["m", 1],
      ["t", 9],
    ]);
    assert.ok(merged.kind === "map");
    assert.deepEqual(
      merged.entries.map((entry) => entry.isShared),
      [true, false],
    );
    assert.equal(text.slice(merged.start, merged.end), "<<: *b\n  t: 9");
    assert.deepEqual(plain(valueAt(root, "c")), [1]);
  });

  it("reads the first document that has content", () => {
    assert.deepEqual(plain(parseYaml("# only a comment\n---\n---\na: 1\n---\nb: 2\n").root), [["a", 1]]);
    assert.equal(parseYaml("").root, null);
    assert.equal(parseYaml("# nothing\n").root, null);
  });

  it("keeps what stands around half-typed text, and says what is broken", () => {
    const text = "A:\n  Type: T\n  Prop\nB:\n  Handler: x.y\n  List: [1, 2\nC: {{ name }}\nD:\n";
    const { root, broken } = parseYaml(text);
    assert.equal(plain(valueAt(root, "A", "Type")), "T");
    assert.equal(plain(valueAt(root, "B", "Handler")), "x.y");
    assert.equal(plain(valueAt(root, "D")), null);
    assert.ok(broken.length > 0);
    const empty = valueAt(root, "D");
    assert.equal(empty.start, empty.end);
  });

  it("reads on behind a quote that is not closed yet", () => {
    const text = 'A:\n  Type: T\n  Name: "abc\n  Size: 3\nB:\n  Other: "x"\n  Long: \'one\n    two\'\n';
    const { root, broken } = parseYaml(text);
    assert.equal(plain(valueAt(root, "A", "Size")), 3);
    assert.equal(plain(valueAt(root, "A", "Type")), "T");
    assert.equal(plain(valueAt(root, "B", "Other")), "x");
    assert.equal(plain(valueAt(root, "B", "Long")), "one two");
    assert.ok(broken.length > 0);
  });

  it("keeps offsets with line ends of Windows and a byte order mark", () => {
    const text = "\uFEFFa: 1\r\nb: !Ref X\r\n";
    const { root } = parseYaml(text);
    const reference = valueAt(root, "b");
    assert.equal(text.slice(reference.outerStart, reference.end), "!Ref X");
  });

  it("gives no map a prototype", () => {
    assert.deepEqual(plain(parseYaml("__proto__:\n  polluted: 1\nconstructor: 2\n").root), [
      ["__proto__", [["polluted", 1]]],
      ["constructor", 2],
    ]);
    assert.ok(!("polluted" in {}));
  });

  const levels = Array.from({ length: 12 }, (_, level) => `a${level}: &a${level} [${level === 0 ? "x" : Array(9).fill(`*a${level - 1}`)}]`);
  const nasty: Record<string, string> = {
    "an alias bomb": levels.join("\n"),
    "an alias of itself": "a: &a [*a]\nb: &b\n  <<: *b\n",
    "deep brackets": "[".repeat(50_000),
    "deep dashes": "- ".repeat(50_000),
    "deep questions": "? ".repeat(20_000),
    "deep maps": Array.from({ length: 600 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
    "an unclosed quote": `a: "${"x\n".repeat(20_000)}`,
    "nothing but tags": "!a ".repeat(5_000),
    "unknown anchors": "a: *nowhere\n",
    directives: "%YAML 9.9\n%TAG ! !\n---\na: !b c\n",
    "control characters": "\0\u0001a: \u001f\n",
  };
  for (const [name, text] of Object.entries(nasty)) {
    it(`survives ${name}`, () => {
      const { root } = parseYaml(text);
      let nodes = 0;
      const count = (node: DataNode): void => {
        nodes++;
        if (node.kind === "map") for (const entry of node.entries) count(entry.value);
        else if (node.kind === "sequence") for (const item of node.items) count(item);
      };
      if (root !== null) count(root);
      assert.ok(nodes < 200_000);
    });
  }

  it("does not read what is longer than any template", () => {
    const { root, broken } = parseYaml(`a: ${"x".repeat(YAML_LIMIT)}`);
    assert.equal(root, null);
    assert.equal(broken.length, 1);
  });
});
