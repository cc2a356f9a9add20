import assert from "node:assert/strict";
import { before, test } from "node:test";
import { type Grammar, initParser, parse } from "../../server/src/parse/parser.ts";
import { damage, dice, SAMPLES } from "./samples.ts";

before(() => initParser());

/** The types of the outermost nodes, and the texts of the broken spans, trimmed. */
function read(grammar: Grammar, text: string): { outermost: string[]; broken: string[] } {
  const tree = parse(grammar, text, 60_000);
  assert.ok(tree);
  return {
    outermost: tree.root.children.map((child) => child.type),
    broken: tree.broken.map(({ start, end }) => text.slice(start, end).trim()),
  };
}

test("a text without errors has nothing broken", () => {
  for (const { grammar, text } of SAMPLES) assert.deepEqual(read(grammar, text).broken, []);
});

test("an unclosed call costs its line and none of the functions after it", () => {
  const text = `export const handler = async (event) => {
  const a = 1;
  await s3.send(
  const b = 2;
  return b;
};
export const other = async (event) => {
  return f(event);
};
function third() { return 1; }
`;
  for (const grammar of ["tsx", "typescript"] as const) {
    assert.deepEqual(read(grammar, text), {
      outermost: ["export_statement", "export_statement", "function_declaration"],
      broken: ["await s3.send("],
    });
  }
});

test("a half-typed head costs its block: nothing is known of the condition it runs under", () => {
  const text = `export const handler = async (event) => {
  if (client {
    client = connect();
  }
  return use(client);
};
`;
  assert.deepEqual(read("tsx", text), { outermost: ["export_statement"], broken: ["if (client {\n    client = connect();\n  }"] });
});

test("several half-typed lines of one function are found", () => {
  const text = `def handler(event, context):
    for r in event["Records"]
        use(r)
    if x:
        s = "abc
    return {
        "a": 1,
        "b":
    }
z = 1
`;
  assert.deepEqual(read("python", text), {
    outermost: ["function_definition", "expression_statement"],
    broken: ['for r in event["Records"]\n        use(r)', 's = "abc', '"b":'],
  });
});

test("a half-typed function leaves its neighbours", () => {
  const text = `import boto3

def handler(event, context):
    x = foo(
    y = 2
    return y

@decorate
def third(a):
    """x
text in column 0
    """
    return a.b.
`;
  assert.deepEqual(read("python", text), {
    outermost: ["import_statement", "function_definition", "decorated_definition"],
    broken: ["x = foo(", "return a.b."],
  });
});

test("lines in column 0 of a template or docstring begin no statement", () => {
  const text = "const sql = `\nselect 1\nfrom x\n`;\nconst b = (;\nlet d = 1;\n";
  assert.deepEqual(read("tsx", text), {
    outermost: ["lexical_declaration", "lexical_declaration", "lexical_declaration"],
    broken: ["const b = (;"],
  });
});

test("CRLF and wide characters keep their places", () => {
  const text = "# 😀\r\ndef f():\r\n    a(\r\n    return 1\r\ndef g(): return '😀'\r\n";
  assert.deepEqual(read("python", text).broken, ["a("]);
});

test("whatever the damage, nodes are in order, have their parents, and broken spans lie in the text", () => {
  const roll = dice(11);
  for (const { grammar, text } of SAMPLES) {
    for (let round = 0; round < 40; round++) {
      const damaged = damage(text, roll);
      const tree = parse(grammar, damaged, 60_000);
      assert.ok(tree);
      let end = 0;
      for (const child of tree.root.children) {
        assert.ok(child.parent === tree.root && child.start >= end && child.end <= damaged.length);
        end = child.end;
      }
      for (const span of tree.broken) assert.ok(0 <= span.start && span.start <= span.end && span.end <= damaged.length);
    }
  }
});

test("most of a damaged file stays readable", () => {
  const roll = dice(3);
  let broken = 0;
  let all = 0;
  for (const { grammar, text } of SAMPLES) {
    for (let round = 0; round < 30; round++) {
      const damaged = damage(text, roll);
      all += damaged.length;
      broken += (parse(grammar, damaged, 60_000)?.broken ?? []).reduce((sum, { start, end }) => sum + end - start, 0);
    }
  }
  assert.ok(broken < all * 0.25, `${Math.round((100 * broken) / all)} % broken`);
});
