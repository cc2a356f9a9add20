import assert from "node:assert/strict";
import { suite, suiteSetup, teardown, test } from "mocha";
import * as vscode from "vscode";
import { expectFindings, finding, fixture, open, ready, restore } from "./editor.ts";

suite("diagnostics", () => {
  suiteSetup(ready);
  teardown(restore);

  for (const [file, line] of [
    ["python/orders.py", 7],
    ["javascript/users.js", 4],
    ["typescript/payments.ts", 5],
  ] as const) {
    test(`${file} has its finding on line ${line}`, async () => {
      const { document } = await open(file);
      await expectFindings(document.uri, [`${line}: sdk-client-in-handler`]);
      const { severity, message, code } = finding(document.uri, "sdk-client-in-handler");
      assert.equal(severity, vscode.DiagnosticSeverity.Warning);
      assert.ok(message.length > 20);
      assert.ok(typeof code === "object" && code.target.toString().startsWith("command:lambdaReady.showDocumentation"));
    });
  }

  test("come and go while typing", async () => {
    const { document } = await open("typescript/clean.ts");
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.lineAt(5).range.start, "  new SQSClient({});\n");
    await vscode.workspace.applyEdit(edit);
    await expectFindings(document.uri, ["6: sdk-client-in-handler"]);
    await vscode.commands.executeCommand("undo");
    await expectFindings(document.uri, []);
  });

  test("follow the handler into another file", async () => {
    const { document } = await open("python/storage.py");
    await expectFindings(document.uri, ["5: sdk-client-in-handler"]);
    const related = finding(document.uri, "sdk-client-in-handler").relatedInformation ?? [];
    assert.ok(related.some(({ location }) => location.uri.path === fixture("python/upload.py").path));
  });
});
