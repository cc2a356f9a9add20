import assert from "node:assert/strict";
import { suite, suiteSetup, teardown, test } from "mocha";
import * as vscode from "vscode";
import { expectFindings, finding, findings, fixture, open, ready, restore, until } from "./editor.ts";

const rule = "sdk-client-in-handler";

const settings: Record<string, unknown> = {};

/**
 * Sets or clears a setting of the workspace. The file is written past the editor, whose save lets extensions take part and
 * can stall for good when they are slow to answer.
 */
async function set(key: string, value: unknown): Promise<void> {
  const setting = `lambdaReady.${key}`;
  if (value === settings[setting]) return;
  settings[setting] = value;
  await vscode.workspace.fs.writeFile(fixture(".vscode/settings.json"), Buffer.from(JSON.stringify(settings)));
  const expected = JSON.stringify(value);
  const current = () => JSON.stringify(vscode.workspace.getConfiguration().inspect(setting)?.workspaceValue);
  await until(
    vscode.workspace.onDidChangeConfiguration,
    () => current() === expected,
    () => `${setting} ${current()}`,
  );
}

suite("settings", () => {
  suiteSetup(ready);
  teardown(async () => {
    for (const key of ["enable", "rules", "run", "exclude"]) await set(key, undefined);
    await restore();
  });

  test("a rule can be turned off and on again", async () => {
    const { document } = await open("python/orders.py");
    await expectFindings(document.uri, [`7: ${rule}`]);
    await set("rules", { [rule]: "off" });
    await expectFindings(document.uri, []);
    await set("rules", undefined);
    await expectFindings(document.uri, [`7: ${rule}`]);
  });

  test("a rule's severity can be chosen", async () => {
    const { document } = await open("python/orders.py");
    await expectFindings(document.uri, [`7: ${rule}`]);
    await set("rules", { [rule]: "error" });
    await until(vscode.languages.onDidChangeDiagnostics, () => finding(document.uri, rule).severity === vscode.DiagnosticSeverity.Error);
  });

  test("an excluded file has no findings", async () => {
    const { document } = await open("python/orders.py");
    await expectFindings(document.uri, [`7: ${rule}`]);
    await set("exclude", ["python/**"]);
    await expectFindings(document.uri, []);
  });

  test("on save: what is typed waits until it is saved", async () => {
    await set("run", "onSave");
    const { document } = await open("typescript/clean.ts");
    await expectFindings(document.uri, []);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.lineAt(5).range.start, "  new SQSClient({});\n");
    await vscode.workspace.applyEdit(edit);
    // Opening asks for another file's findings: had typing asked for this one's, they would be here by then.
    const other = await open("python/orders.py");
    await expectFindings(other.document.uri, [`7: ${rule}`]);
    assert.deepEqual(findings(document.uri), []);
    await vscode.window.showTextDocument(document);
    await document.save();
    await expectFindings(document.uri, [`6: ${rule}`]);
    await vscode.commands.executeCommand("undo");
    await document.save();
    await expectFindings(document.uri, []);
  });

  test("everything can be turned off and on again", async () => {
    const { document } = await open("javascript/users.js");
    await expectFindings(document.uri, [`4: ${rule}`]);
    await set("enable", false);
    await expectFindings(document.uri, []);
    await set("enable", true);
    await expectFindings(document.uri, [`4: ${rule}`]);
  });
});
