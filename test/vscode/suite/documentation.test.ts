import assert from "node:assert/strict";
import { suite, suiteSetup, teardown, test } from "mocha";
import * as vscode from "vscode";
import { expectFindings, finding, open, ready, restore, until } from "./editor.ts";

const rule = "sdk-client-in-handler";

function tabLabels(): string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
}

suite("documentation", () => {
  suiteSetup(ready);
  teardown(restore);

  test("a hover over a finding says why", async () => {
    const { document } = await open("python/orders.py");
    await expectFindings(document.uri, [`7: ${rule}`]);
    const at = finding(document.uri, rule).range.start;
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, at);
    const texts = hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === "string" ? content : content.value)));
    assert.ok(
      texts.some((text) => text.includes("lambdaReady.showDocumentation") || text.includes(rule)),
      texts.join("\n---\n"),
    );
  });

  test("a rule's page opens in the preview", async () => {
    await vscode.commands.executeCommand("lambdaReady.showDocumentation", rule);
    await until(vscode.window.tabGroups.onDidChangeTabs, () => tabLabels().some((label) => label.includes(`${rule}.md`)));
  });

  test("without an argument it is the page of the finding at the cursor", async () => {
    const editor = await open("python/orders.py");
    await expectFindings(editor.document.uri, [`7: ${rule}`]);
    const { start } = finding(editor.document.uri, rule).range;
    editor.selection = new vscode.Selection(start, start);
    await vscode.commands.executeCommand("lambdaReady.showDocumentation");
    await until(vscode.window.tabGroups.onDidChangeTabs, () => tabLabels().some((label) => label.includes(`${rule}.md`)));
  });
});
