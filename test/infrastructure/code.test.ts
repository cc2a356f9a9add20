import assert from "node:assert/strict";
import { test } from "node:test";
import { readCloudFormation } from "../../server/src/extract/cloudformation.ts";
import { analyzeInfrastructure } from "../../server/src/infrastructure/analyze.ts";
import { type InlineCode, templateOffset } from "../../server/src/infrastructure/inline.ts";
import { functionAmong, type Written } from "./stacks.ts";

const nowhere = { text: () => undefined, kind: () => undefined, names: () => [] };

function codeWith(properties: { readonly [key: string]: Written }) {
  return functionAmong({}, properties).code;
}

test("directories and files, relative to the stack or to where they say", () => {
  assert.deepEqual(codeWith({ CodePath: "src/" }), { kind: "directory", path: "/app/src/" });
  assert.deepEqual(codeWith({ CodePath: "../lambda", CodeBase: "/app/infra/module" }), { kind: "directory", path: "/app/infra/lambda" });
  assert.deepEqual(codeWith({ CodePath: "/elsewhere/src" }), { kind: "directory", path: "/elsewhere/src" });
  assert.deepEqual(codeWith({ CodeEntry: "src/index.ts", CodePath: "." }), { kind: "file", path: "/app/src/index.ts" });
  assert.deepEqual(codeWith({ CodePath: { "Fn::If": ["C", { Unknown: "P" }, "src"] } }), { kind: "directory", path: "/app/src" });
});

test("code that is not in the repository", () => {
  for (const path of ["s3://bucket/key.zip", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1"])
    assert.deepEqual(codeWith({ CodePath: path }), { kind: "elsewhere" });
  assert.deepEqual(codeWith({ Code: { S3Bucket: "b", S3Key: "k" } }), { kind: "elsewhere" });
  assert.deepEqual(codeWith({ CodePath: { Unknown: "P" } }), { kind: "elsewhere" });
});

test("build output and archives, with the directories they may be made from", () => {
  const built = codeWith({ CodePath: "dist/users" });
  assert.ok(built.kind === "artifact");
  assert.equal(built.path, "/app/dist/users");
  for (const directory of ["/app/users", "/app/src/users", "/app"]) assert.ok(built.of.includes(directory), directory);
  const archive = codeWith({ CodePath: "functions/orders.zip" });
  assert.ok(archive.kind === "artifact");
  assert.deepEqual(archive.of.slice(0, 2), ["/app/functions/orders", "/app/functions/src/orders"]);
});

/** The inline code of a template's only function, and its characters where the template has them. */
function inlineOf(template: string, file = "/app/template.yaml"): { code: InlineCode; found: string } {
  const stack = readCloudFormation(file, template, nowhere);
  assert.ok(stack);
  const code = analyzeInfrastructure([stack]).functions[0]?.code;
  assert.ok(code?.kind === "inline");
  const found = code.isVerbatim ? [...code.text].map((_, index) => template[templateOffset(code, index)]).join("") : "";
  return { code, found };
}

const body = "import json\n\ndef handler(event, context):\n    return {}\n";
const indented = body.replace(/^(?=.)/gm, "          ");
const functionOf = (code: string) =>
  `Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code:\n        ZipFile: ${code}\n      Handler: index.handler\n`;

test("inline code in a block of YAML stands where its offsets say", () => {
  for (const header of ["|\n", "|-\n", "|2-\n".replace("2", ""), "| # code\n"]) {
    const { code, found } = inlineOf(functionOf(header + indented));
    assert.equal(code.isVerbatim, true);
    assert.equal(found.trimEnd(), body.trimEnd());
    assert.equal(code.text, found);
  }
});

test("lines of Windows", () => {
  const { code, found } = inlineOf(functionOf(`|\n${indented}`).replaceAll("\n", "\r\n"));
  assert.equal(code.text.includes("\r"), false);
  assert.equal(found.replaceAll("\r", "\n").trimEnd(), body.trimEnd());
});

test("inline code with substitutions stays as it is written", () => {
  const { code, found } = inlineOf(functionOf(`!Sub |\n${indented.replace("{}", '"${AWS::Region}"')}`));
  assert.equal(code.isVerbatim, true);
  assert.match(code.text, /return "\$\{AWS::Region\}"/);
  assert.equal(found, code.text);
});

test("inline code in a string: verbatim unless something in it is escaped", () => {
  const plain = inlineOf(functionOf(`"exports.handler = async () => 1"`));
  assert.equal(plain.found, "exports.handler = async () => 1");
  const escaped = inlineOf(functionOf(String.raw`"def handler(e, c):\n  return 1"`));
  assert.deepEqual([escaped.code.isVerbatim, escaped.code.text], [false, "def handler(e, c):\n  return 1"]);
  const json = `{"Resources":{"Fn":{"Type":"AWS::Lambda::Function","Properties":{"Code":{"ZipFile":"exports.handler = 1"}}}}}`;
  assert.equal(inlineOf(json, "/app/template.json").found, "exports.handler = 1");
});

test("lines that are joined are no text of the template", () => {
  const { code } = inlineOf(functionOf(`!Join ["\\n", ["def handler(e, c):", "  return 1"]]`));
  assert.deepEqual([code.isVerbatim, code.text], [false, "def handler(e, c):\n  return 1"]);
});
