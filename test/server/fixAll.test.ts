import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finding } from "../../server/src/findings.ts";
import { type FixAllHost, fixAll } from "../../server/src/fixAll.ts";
import { Lines } from "../../server/src/lines.ts";
import type { Edit, Fix } from "../../server/src/rewrite/rewriter.ts";
import { applyEdits } from "../../server/src/rewrite/text.ts";

/** A project of texts in which a pattern is a finding and its repair a replacement. */
function host(
  texts: Record<string, string>,
  repairs: readonly [RegExp, string][],
  extra: readonly Edit[] = [],
): FixAllHost & { texts: Map<string, string> } {
  const now = new Map(Object.entries(texts));
  return {
    texts: now,
    text: (path) => now.get(path),
    overlay: (path, text) => void now.set(path, text),
    restore: (path) => void (texts[path] === undefined ? now.delete(path) : now.set(path, texts[path])),
    findings: (path) =>
      repairs.flatMap(([pattern, newText]) =>
        [...(now.get(path) ?? "").matchAll(pattern)].map((match) => {
          const edits = [{ path, start: match.index, end: match.index + match[0].length, newText }, ...extra];
          return { fixes: (): Fix[] => [{ title: "", safety: "safe", edits }] } as unknown as Finding;
        }),
      ),
  };
}

function fixed(before: string, repairs: readonly [RegExp, string][]): { text: string; edits: Edit[] } {
  const edits = fixAll("a", host({ a: before }, repairs));
  return { text: applyEdits(before, "a", edits), edits };
}

test("the changed lines and no others are in the edit", () => {
  const { text, edits } = fixed("one\ntwo x\nthree\nfour x\nfive\n", [[/x/g, "y"]]);
  assert.equal(text, "one\ntwo y\nthree\nfour y\nfive\n");
  assert.deepEqual(edits, [{ path: "a", start: 4, end: 23, newText: "two y\nthree\nfour y\n" }]);
});

test("at the start, at the end, over everything, and nothing", () => {
  assert.equal(fixed("x", [[/x/g, "y"]]).text, "y");
  assert.equal(fixed("x\nx", [[/x/g, ""]]).text, "\n");
  assert.equal(fixed("a\nx\nx\nx\nb", [[/x\n/g, ""]]).text, "a\nb");
  assert.equal(fixed("x\r\nx\r\n", [[/x/g, "x1\r\nx2".replaceAll("x", "z")]]).text, "z1\r\nz2\r\nz1\r\nz2\r\n");
  assert.deepEqual(fixed("abc", [[/x/g, "y"]]).edits, []);
});

test("repairs that undo one another come to an end", () => {
  assert.match(
    fixed("x", [
      [/x/g, "y"],
      [/y/g, "x"],
    ]).text,
    /^[xy]$/,
  );
});

test("what was tried out is taken back, a file that was made as well", () => {
  const made = { path: "b", start: 0, end: 0, newText: "new\n", create: true };
  const project = host({ a: "x" }, [[/x/g, "y"]], [made]);
  const edits = fixAll("a", project);
  assert.deepEqual(edits, [{ path: "a", start: 0, end: 1, newText: "y" }, made]);
  assert.deepEqual([...project.texts], [["a", "x"]]);
});

test("lines: every kind of line end, positions there and back", () => {
  const lines = new Lines("a\r\nb\rc\n\n😀d");
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((line) => lines.line(line)),
    ["a", "b", "c", "", "😀d"],
  );
  for (let offset = 0; offset <= lines.text.length; offset++) {
    const position = lines.position(offset);
    // Inside of \r\n there is no position of its own.
    if (position.character <= lines.line(position.line).length) assert.equal(lines.offset(position), offset);
  }
  assert.deepEqual(lines.position(99), { line: 4, character: 3 });
  assert.equal(lines.offset({ line: 99, character: 0 }), lines.text.length);
  assert.deepEqual([new Lines("").count, new Lines("\n").count, new Lines("a").lineBreak(0), lines.lineBreak(4)], [1, 2, "\n", "\n"]);
});
