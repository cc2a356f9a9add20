import assert from "node:assert/strict";
import { suite, suiteSetup, teardown, test } from "mocha";
import * as vscode from "vscode";
import type { DeployedParts } from "../../../client/src/deployed/editor.ts";
import type { FaultKind } from "../../../scripts/aws/faults.ts";
import { emulator, expectRow, openedView, rowsBelow, shown } from "./aws.ts";

const name = "sam-ShipOrders-1A2B3C4D5E6F";
const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(`lambdaReady.deployed.${command}`, ...args);

/** What goes wrong with the list, and the kind of failure that is shown. */
const faults: readonly (readonly [FaultKind, string])[] = [
  ["expired-token", "expired-token"],
  ["denied", "access-denied"],
  ["throttled", "throttled"],
  ["clock-skew", "clock-skew"],
  ["dropped", "no-network"],
  ["server-error", "service"],
  ["bad-gateway", "bad-configuration"],
  ["garbage", "bad-configuration"],
];

suite("deployed functions: what AWS would not do", () => {
  let parts: DeployedParts;

  suiteSetup(async () => {
    parts = await openedView();
    await expectRow(parts, ["In this workspace"], /invocations/);
  });
  teardown(async () => {
    await emulator({ ask: "clear" });
    await parts.deployed.refresh();
  });

  for (const [fault, kind] of faults) {
    test(`${fault}: a row says it and what to do, beside what was read before`, async () => {
      await emulator({ ask: "fault", action: "lambda:ListFunctions", kind: fault });
      await run("refresh");
      assert.equal(parts.deployed.failure?.kind, kind);
      const [, row, ...others] = rowsBelow(parts);
      assert.ok(row);
      assert.match(shown(row), /^\S.*\. \| what is shown is of .*\d/);
      const [remedy] = parts.view.tree.getChildren(row);
      assert.match(remedy?.label ?? "", /^\S.*\.$/);
      assert.deepEqual(
        others.map(({ label }) => label),
        ["In this workspace", "Others"],
      );
      assert.match(parts.item.shown?.text ?? "", /failed$/);
      assert.doesNotMatch(`${row.label} ${remedy?.label}`, /\d{12}|arn:/);
    });
  }

  test("metrics that may not be read: the function's row names the permission", async () => {
    await emulator({ ask: "fault", action: "cloudwatch:GetMetricData", kind: "denied" });
    await parts.deployed.refresh();
    await expectRow(parts, ["In this workspace", "ShipOrders"], /cloudwatch:GetMetricData/);
    assert.equal(parts.deployed.state, "ready");
  });

  test("a function that is gone says so in its place", async () => {
    await emulator({ ask: "fault", action: "lambda:GetFunctionConcurrency", kind: "function-gone" });
    await parts.deployed.refresh();
    await parts.deployed.details(name);
    assert.equal(parts.deployed.failureOf(name)?.kind, "function-gone");
    assert.equal(rowsBelow(parts, "In this workspace", "ShipOrders")[0]?.context.startsWith("failure"), true);
  });

  test("a profile that needs a login: the command stands in a terminal", async () => {
    const settings = vscode.workspace.getConfiguration("lambdaReady.deployed", vscode.workspace.workspaceFolders?.[0]);
    const { WorkspaceFolder } = vscode.ConfigurationTarget;
    await settings.update("profile", "people", WorkspaceFolder);
    const row = await expectRow(parts, [], /\.$/);
    assert.equal(row.command, "aws sso login --profile people");
    const opened = new Promise<vscode.Terminal>((resolve) => vscode.window.onDidOpenTerminal(resolve));
    await run("runCommand", row);
    const terminal = await opened;
    assert.equal(terminal.name, "AWS");
    terminal.dispose();
    await run("copyCommand", row);
    assert.equal(await vscode.env.clipboard.readText(), "aws sso login --profile people");
    await settings.update("profile", undefined, WorkspaceFolder);
    await expectRow(parts, ["In this workspace"], /^ShipOrders/);
  });

  test("an unknown profile", async () => {
    const settings = vscode.workspace.getConfiguration("lambdaReady.deployed", vscode.workspace.workspaceFolders?.[0]);
    const { WorkspaceFolder } = vscode.ConfigurationTarget;
    await settings.update("profile", "nobody", WorkspaceFolder);
    await expectRow(parts, [], /nobody/);
    assert.equal(parts.deployed.failure?.kind, "unknown-profile");
    await settings.update("profile", undefined, WorkspaceFolder);
    await expectRow(parts, ["In this workspace"], /^ShipOrders/);
  });
});
