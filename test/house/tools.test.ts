/** The tools for language models in the manifest: what VS Code refuses, and what a model has to be told. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import manifest from "../../package.json" with { type: "json" };
import strings from "../../package.nls.json" with { type: "json" };
import { inRoot } from "../../scripts/paths.ts";
import { METRIC_WINDOWS } from "../../server/src/protocol.ts";

const { languageModelTools: tools } = manifest.contributes;
const texts: Record<string, string> = strings;

function text(key: string): string {
  return texts[key.slice(1, -1)] ?? "";
}

test("every tool is registered, and none besides", () => {
  const registered = readFileSync(inRoot("client/src/tools/tools.ts"), "utf8").matchAll(/"(lambdaReady_\w+)"/g);
  assert.deepEqual(
    [...registered].map(([, name]) => name),
    tools.map(({ name }) => name),
  );
});

test("names and tags are such as VS Code takes", () => {
  for (const { name, toolReferenceName, tags, canBeReferencedInPrompt } of tools) {
    assert.match(name, /^(?!copilot_|vscode_)[\w-]+$/);
    assert.match(toolReferenceName, /^[\w-]+$/);
    assert.ok(canBeReferencedInPrompt);
    for (const tag of tags) assert.doesNotMatch(tag, /^(?:copilot|vscode)_/);
  }
});

test("a model is told what comes back, when to ask, and that nothing is changed", () => {
  for (const { name, modelDescription, userDescription, inputSchema } of tools) {
    const said = text(modelDescription);
    assert.match(said, /^Returns /, name);
    assert.match(said, /changes nothing\.$/, name);
    assert.ok(said.length <= 1024, `${name}: models take descriptions of 1,024 characters`);
    assert.ok(text(userDescription).length > 0);
    for (const { description } of Object.values(inputSchema.properties)) assert.ok(text(description).length > 20, name);
  }
});

test("the windows are those that metrics have", () => {
  const metrics = tools.find(({ name }) => name === "lambdaReady_metrics");
  assert.ok(metrics && "window" in metrics.inputSchema.properties);
  assert.deepEqual(metrics.inputSchema.properties.window?.enum, [...METRIC_WINDOWS]);
});
