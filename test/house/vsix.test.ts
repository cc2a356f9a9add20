/** What is in the package. `npm run build` has run before. */
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { before, test } from "node:test";
import { packVsix, sizeLimit, vsix } from "../../scripts/package.ts";
import { ruleFiles } from "../../scripts/paths.ts";
import { checklistItems } from "../../server/src/rules/rule.ts";

/** The names in a zip file's central directory. */
function zipNames(file: string): string[] {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  const names: string[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [number, number, number];
    names.push(bytes.toString("utf8", at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}

before(packVsix);

test("it holds what it needs and nothing else", () => {
  const wasm = ["web-tree-sitter", "tree-sitter-python", "tree-sitter-typescript", "tree-sitter-tsx", "tree-sitter-hcl"];
  const expected = [
    "[Content_Types].xml",
    "extension.vsixmanifest",
    ...["package.json", "package.nls.json", "readme.md", "changelog.md", "LICENSE.txt", "SUPPORT.md"].map((name) => `extension/${name}`),
    "extension/l10n/bundle.l10n.json",
    "extension/media/activity.svg",
    "extension/media/icon.png",
    ...["checklist", "lambda-ready"].map((name) => `extension/schemas/${name}.schema.json`),
    ...["extension", "server", "cli", "aws"].map((name) => `extension/dist/${name}.cjs`),
    ...["css", "js"].map((ending) => `extension/dist/panel/panel.${ending}`),
    ...wasm.map((name) => `extension/dist/${name}.wasm`),
    ...checklistItems.map((id) => `extension/dist/checklist/${id}.md`),
    ...ruleFiles().map(({ id }) => `extension/dist/rules/${id}.md`),
  ];
  assert.deepEqual(zipNames(vsix).sort(), expected.sort());
});

test("it is at most 3 MB and for every platform", () => {
  assert.ok(statSync(vsix).size <= sizeLimit);
  assert.ok(!zipNames(vsix).some((name) => name.endsWith(".node")));
});
