import assert from "node:assert/strict";
import { suite, suiteSetup, teardown, test } from "mocha";
import * as vscode from "vscode";
import { actionsAt, apply, expectFindings, finding, open, ready, restore } from "./editor.ts";

const rule = "sdk-client-in-handler";

suite("quick fixes", () => {
  suiteSetup(ready);
  teardown(restore);

  for (const [file, line] of [
    ["python/orders.py", 7],
    ["javascript/users.js", 4],
    ["typescript/payments.ts", 5],
  ] as const) {
    test(`${file}: a fix makes its finding go`, async () => {
      const { document } = await open(file);
      await expectFindings(document.uri, [`${line}: ${rule}`]);
      const { range } = finding(document.uri, rule);
      await apply(await actionsAt(document.uri, range, vscode.CodeActionKind.QuickFix.value), /^Move/);
      await expectFindings(document.uri, []);
    });
  }

  test("a repair that is not saved is gone when the file is closed, and the finding is back", async () => {
    const { document } = await open("javascript/users.js");
    await expectFindings(document.uri, [`4: ${rule}`]);
    await apply(await actionsAt(document.uri, finding(document.uri, rule).range, vscode.CodeActionKind.QuickFix.value), /^Move/);
    await expectFindings(document.uri, []);
    // In one step: the client gives up the question it has just asked about the reverted text.
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await expectFindings(document.uri, [`4: ${rule}`]);
  });

  test("fix-all repairs every safe finding of the file", async () => {
    const { document } = await open("python/exports.py");
    await expectFindings(document.uri, [`5: ${rule}`, `6: ${rule}`]);
    await vscode.commands.executeCommand("lambdaReady.fixAll");
    await expectFindings(document.uri, []);
    assert.match(document.getText(), /^s3 = boto3\.client\("s3"\)$/m);
  });

  test("a comment suppresses a finding on its line", async () => {
    const { document } = await open("javascript/users.js");
    await expectFindings(document.uri, [`4: ${rule}`]);
    await apply(await actionsAt(document.uri, finding(document.uri, rule).range), /ignore|suppress/i);
    await expectFindings(document.uri, []);
    assert.match(document.getText(), /\/\/ lambda-ready: ignore\[sdk-client-in-handler\]/);
  });
});
