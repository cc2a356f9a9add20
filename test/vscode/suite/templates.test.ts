import assert from "node:assert/strict";
import { suite, suiteSetup, teardown, test } from "mocha";
import * as vscode from "vscode";
import { actionsAt, apply, expectNone, expectSome, finding, fixture, open, ready, restore } from "./editor.ts";

const rule = "default-timeout";
const template = "sam/template.yaml";
const code = "sam/ship/app.py";

function at(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, text);
  return document.positionAt(offset + 1);
}

async function hoverAt(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, at(document, text));
  return hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === "string" ? content : content.value))).join("\n");
}

/** Where a definition leads: path and line, lines counted from 1. */
async function definitionAt(document: vscode.TextDocument, text: string): Promise<string[]> {
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    "vscode.executeDefinitionProvider",
    document.uri,
    at(document, text),
  );
  return found.map((one) => ("targetUri" in one ? shown(one.targetUri, one.targetRange) : shown(one.uri, one.range)));
}

function shown(uri: vscode.Uri, range: vscode.Range): string {
  return `${vscode.workspace.asRelativePath(uri)}:${range.start.line + 1}`;
}

suite("templates", () => {
  suiteSetup(ready);
  teardown(restore);

  test("a finding in a template, and its repair", async () => {
    const { document } = await open(template);
    await expectSome(document.uri, `14: ${rule}`);
    const { range } = finding(document.uri, rule);
    await apply(await actionsAt(document.uri, range, vscode.CodeActionKind.QuickFix.value), /^Set the timeout/);
    await expectNone(document.uri, rule);
    assert.match(document.getText(), /^ {6}Timeout: 30$/m);
  });

  test("a comment suppresses it", async () => {
    const { document } = await open(template);
    await expectSome(document.uri, `14: ${rule}`);
    await apply(await actionsAt(document.uri, finding(document.uri, rule).range), new RegExp(`^Ignore here: ${rule}`));
    await expectNone(document.uri, rule);
    assert.match(document.getText(), /^ {2}# lambda-ready: ignore\[default-timeout\]\n {2}ShipOrders:$/m);
  });

  test("the hover over a handler shows its function", async () => {
    const { document } = await open(code);
    const text = await hoverAt(document, "lambda_handler");
    assert.match(text, /\*\*ShipOrders\*\* · SAM function · python3\.13/);
    assert.match(text, /Trigger: SQS orders, batches of 5/);
    assert.match(text, /Template: \[.*template\.yaml:14\]/);
    const { document: other } = await open(template);
    assert.match(await hoverAt(other, "app.lambda_handler"), /Code: \[.*app\.py:4\]/);
  });

  test("definition leads from the template to the handler and back", async () => {
    const { document } = await open(template);
    assert.deepEqual(await definitionAt(document, "app.lambda_handler"), ["sam/ship/app.py:4"]);
    const { document: handler } = await open(code);
    assert.ok((await definitionAt(handler, "lambda_handler")).includes("sam/template.yaml:14"));
  });

  test("a line above the handler leads to the template", async () => {
    const { document } = await open(code);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 10);
    const lens = lenses.find(({ command }) => command?.command === "lambdaReady.openPlace");
    assert.equal(lens?.command?.title, "SQS orders · 3 s by default · 512 MB · DLQ orders-dlq");
    await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.path, fixture(template).path);
    assert.equal(editor.selection.start.line, 13);
  });
});
