import assert from "node:assert/strict";
import { before, test } from "node:test";
import { readByCursor } from "../../server/src/parse/cursor.ts";
import { type HclDocument, type HclExpression, parseHcl, parseHclExpression } from "../../server/src/parse/hcl.ts";
import { initParser } from "../../server/src/parse/parser.ts";
import { load } from "../../server/src/parse/runtime.ts";
import { damage, dice } from "./samples.ts";

before(() => initParser());

function read(text: string): HclExpression {
  const { root, broken } = parseHcl(`x = ${text}\n`);
  assert.deepEqual(broken, [], text);
  const [attribute] = root.attributes;
  assert.ok(attribute);
  return attribute.value;
}

/** An expression, short. */
function show(of: HclExpression): unknown {
  switch (of.kind) {
    case "literal":
      return of.value;
    case "template":
      return of.parts.map((part) => (typeof part === "string" ? part : [show(part)]));
    case "tuple":
      return of.items.map(show);
    case "object":
      return Object.fromEntries(of.entries.map(({ key, value }) => [show(key), show(value)]));
    case "traversal": {
      const root = typeof of.root === "string" ? of.root : `(${JSON.stringify(show(of.root))})`;
      return (
        root +
        of.steps
          .map((step) => (step.kind === "attribute" ? `.${step.name}` : step.kind === "splat" ? "[*]" : `[${show(step.key)}]`))
          .join("")
      );
    }
    case "call":
      return { [of.name]: of.args.map(show), ...(of.isSpread ? { spread: true } : {}) };
    case "conditional":
      return { if: show(of.condition), yes: show(of.yes), no: show(of.no) };
    case "operation":
      return { [of.operator]: of.operands.map(show) };
    case "for":
      return {
        for: of.names,
        in: show(of.over),
        key: of.key && show(of.key),
        value: show(of.value),
        if: of.condition && show(of.condition),
      };
    case "unknown":
      return { unknown: of.inside.map(show) };
  }
}

/** Blocks by address with the names of their arguments. */
function outline({ root }: HclDocument): Record<string, string[]> {
  return Object.fromEntries(
    root.blocks.map(({ type, labels, body }) => [[type, ...labels].join("."), body.attributes.map(({ name }) => name)]),
  );
}

test("expressions", () => {
  const cases: [string, unknown][] = [
    ["1.5", 1.5],
    ["true", true],
    ["null", null],
    [`"a\\n\\"\\u00e9$\${b}"`, 'a\n"é${b}'],
    [`"a\${b.c}d"`, ["a", ["b.c"], "d"]],
    [`"\${lookup(var.x, "y")}"`, [[{ lookup: ["var.x", "y"] }]]],
    [`[1, "a", aws_sqs_queue.q.arn]`, [1, "a", "aws_sqs_queue.q.arn"]],
    [`{ a = 1, "b" : 2, (c) = 3 }`, { a: 1, b: 2, c: 3 }],
    ["a.b[0].c", "a.b[0].c"],
    ["a.b.0.c", "a.b[0].c"],
    ["a.b.*.c", "a.b[*].c"],
    ["a[*].c", "a[*].c"],
    [`f(x)["k"].y`, `({"f":["x"]})[k].y`],
    ["(a.b).c", "a.b.c"],
    ["concat(a, b...)", { concat: ["a", "b"], spread: true }],
    ["a ? b : c", { if: "a", yes: "b", no: "c" }],
    ["a.b * 6 + 1", { "+": [{ "*": ["a.b", 6] }, 1] }],
    ["!a", { "!": ["a"] }],
    ["[for v in x : v.a if v.b]", { for: ["v"], in: "x", key: null, value: "v.a", if: "v.b" }],
    ["{ for k, v in x : k => v }", { for: ["k", "v"], in: "x", key: "k", value: "v", if: null }],
    ["core::upper(a)", { "core::upper": ["a"] }],
  ];
  for (const [text, expected] of cases) assert.deepEqual(show(read(text)), expected, text);
});

test("heredocs lose their indentation where they say so", () => {
  assert.deepEqual(show(read("<<EOF\n  a\n b $${c}\nEOF")), "  a\n b ${c}\n");
  assert.deepEqual(show(read("<<-EOF\n    a ${b}\n      c\n    EOF")), ["a ", ["b"], "\n  c\n"]);
});

test("what is named in template directives is kept", () => {
  assert.deepEqual(show(read(`"%{ if a.b }c%{ endif }"`)), [[{ unknown: ["a.b"] }]]);
});

test("blocks, labels and their offsets", () => {
  const text = `\uFEFF# c\r\nresource "aws_x" y {\r\n  a = 1 // d\r\n  b "l" {}\r\n}\r\n`;
  const { root, comments, broken } = parseHcl(text);
  assert.deepEqual(broken, []);
  const [block] = root.blocks;
  assert.ok(block);
  assert.deepEqual([block.type, block.labels, block.body.blocks[0]?.labels], ["resource", ["aws_x", "y"], ["l"]]);
  assert.equal(text.slice(block.head.start, block.head.end), 'resource "aws_x" y');
  assert.equal(text.slice(block.body.start, block.body.start + 2), "\r\n");
  assert.equal(text[block.body.end], "}");
  assert.deepEqual(
    comments.map(({ start, end }) => text.slice(start, end).trim()),
    ["# c", "// d"],
  );
});

const MODULE = `variable "v" {
  default = 1
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  HERE
  timeout       = 3
}

resource "aws_sqs_queue" "q" {
  name = "q"
}
`;

for (const [what, line] of [
  ["an open quote", 'handler = "app.'],
  ["an argument without a value", "handler ="],
  ["a name", "hand"],
  ["a reference that goes on", "role = aws_iam_role."],
] as const) {
  test(`half-typed text costs no more than its line: ${what}`, () => {
    const text = MODULE.replace("HERE", line);
    const document = parseHcl(text);
    const expected = {
      "variable.v": ["default"],
      "resource.aws_lambda_function.f": ["function_name", "timeout"],
      "resource.aws_sqs_queue.q": ["name"],
    };
    assert.deepEqual(outline(document), expected);
    assert.ok(document.broken.some(({ start, end }) => start <= text.indexOf(line) && end >= text.indexOf(line) + line.length));
  });
}

test("an expression inside other text keeps the offsets of that text", () => {
  const text = `{"handler": "\${var.a}-b"}`;
  const expression = parseHclExpression(text, { start: 12, end: 24 });
  assert.deepEqual(show(expression), [["var.a"], "-b"]);
  assert.deepEqual([expression.start, expression.end], [12, 24]);
});

test("trees are read from memory", () => {
  assert.notEqual(load("hcl").read, readByCursor);
});

test("damaged and deeply nested text is no exception and no hang", () => {
  const roll = dice(11);
  for (let round = 0; round < 30; round++)
    assert.ok(parseHcl(damage(damage(MODULE.replace("HERE", "x = [for a in b : <<E\n${c}\nE\n]"), roll), roll)));
  for (const nest of ["[", "{a=", "f(", "${", '"${', "a{", "!", "a?", "(", "%{if "]) {
    const started = performance.now();
    parseHcl(`x = ${nest.repeat(1000)}`, 100);
    assert.ok(performance.now() - started < 5000, nest);
  }
});
