import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { suite, suiteSetup, suiteTeardown, test } from "mocha";
import * as vscode from "vscode";
import type { DeployedParts } from "../../../client/src/deployed/editor.ts";
import { deployedParts, emulator, expectRow, openedView, requests, rowsBelow, shown } from "./aws.ts";
import { fixture, until } from "./editor.ts";
import { print } from "./print.ts";
import { asPerson } from "./rows.ts";

const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(`lambdaReady.deployed.${command}`, ...args);
const name = "sam-ShipOrders-1A2B3C4D5E6F";
/** In the template, and in the view, where nothing else is deployed of it. */
const own = "ShipOrders";
const here = "In this workspace";

/** The AWS bundle among what the process has loaded. */
function loadedBundle(): string[] {
  return Object.keys(createRequire(__filename).cache).filter((file) => file.endsWith("aws.cjs"));
}

suite("deployed functions", () => {
  let parts: DeployedParts;

  suiteSetup(async () => {
    parts = await deployedParts();
  });
  suiteTeardown(async () => {
    await vscode.workspace.fs.delete(fixture(".vscode/settings.json")).then(undefined, () => undefined);
    // Connected anew, for the next suite.
    await expectRow(parts, [], /^default · /);
    await expectRow(parts, [here], /^ShipOrders/);
  });

  test("nothing is loaded and nothing called before somebody opens the view", async () => {
    await vscode.commands.executeCommand("lambdaReady.checklist.focus");
    assert.equal(parts.deployed.state, "closed");
    assert.deepEqual(loadedBundle(), []);
    assert.deepEqual(await requests(), []);
    assert.equal(parts.item.shown, undefined);
    assert.deepEqual(rowsBelow(parts), []);
  });

  test("opening the view connects and lists every page", async () => {
    await openedView();
    assert.equal(parts.deployed.state, "ready");
    assert.equal(loadedBundle().length, 1);
    assert.equal(parts.deployed.functions.length, 61);
    assert.equal((await requests()).filter((action) => action === "lambda:ListFunctions").length, 2);
    const [head] = rowsBelow(parts);
    assert.ok(head);
    assert.match(shown(head), /^default · eu-west-1 \| emulator 127\.0\.0\.1:\d+ · .*list of .* · \d+ metrics requested$/);
    assert.match(parts.item.shown?.text ?? "", /^\$\(cloud\) default · eu-west-1 · emulator$/);
    assert.equal(parts.item.shown?.spoken, "AWS profile default, region eu-west-1, emulator");
  });

  test("a function is matched to that of the workspace, and has its figures", async () => {
    const row = await expectRow(parts, [here], /^ShipOrders \| [\d.]+K invocations, \d\d(\.\d)?% errors · sam-ShipOrders-\w+$/);
    assert.equal(parts.deployed.entry(name)?.match?.by, "tags");
    assert.match(row.context, /^function matched handler$/);
  });

  test("only what is seen is asked for", () => {
    assert.equal(parts.deployed.usage.metrics, 2);
    assert.equal(parts.deployed.known("orders-000", parts.deployed.window), undefined);
  });

  test("unfolded: the six metrics of the guide with a sparkline, in words for a screen reader", async () => {
    await expectRow(parts, [here, own], /^Errors \| [\d,]+ {2}[▁▂▃▄▅▆▇█\u2002]+ {2}24 hours$/);
    await expectRow(parts, [here, own], /^Duration p95 \| \d+ ms of 3 s timeout {2}\S+/);
    const rows = rowsBelow(parts, here, own);
    assert.deepEqual(
      rows.slice(0, 6).map(({ label }) => label),
      ["Errors", "Duration p95", "Throttles", "Concurrent executions", "Iterator age", "Dead-letter queue depth"],
    );
    assert.match(rows[0]?.spoken ?? "", /^Errors, [\d,]+, over 24 hours, sum, lowest [\d,]+, highest [\d,]+, latest [\d,]+/);
    await expectRow(parts, [here, own], /^Dead-letter queue depth \| no queue for failed events$/);
    await expectRow(parts, [here, own], /^Iterator age \| (No data {2}24 hours|reads no stream)$/);
  });

  test("alarms, findings and the cost", async () => {
    await expectRow(parts, [here, own], /^Alarms \| 1, 1 ringing$/);
    await expectRow(parts, [here, own, "Alarms"], /^ship-orders-errors \| ringing · Errors ≥ 1 · tells nobody$/);
    await expectRow(parts, [here, own], /^Failed invocations are paid for/);
    await expectRow(parts, [here, own], /^Cost estimate \| \$\d/);
    assert.notEqual(rowsBelow(parts, here)[0]?.icon?.id, "zap");
  });

  test("what is deployed otherwise than the template says opens its line", async () => {
    const drift = [here, own, "Differences from the template"];
    const row = await expectRow(parts, drift, /^Memory.* \| 512 MB in the template, 256 MB deployed$/);
    const { command } = parts.view.tree.getTreeItem(row);
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.lineAt(editor.selection.start.line).text.trim(), "MemorySize: 512");
  });

  test("filtered by name, by tag and by stack; the view says so", async () => {
    await asPerson({ picks: [/By name/], types: ["BILLING"] }, () => run("filter"));
    assert.equal(parts.deployed.shown.length, 10);
    assert.equal(parts.view.view.message, "10 of 61 functions: name with “BILLING”");
    await asPerson({ picks: [/By name/], types: [""] }, () => run("filter"));
    await asPerson({ picks: [/By tag/], types: ["team=blue"] }, () => run("filter"));
    assert.equal(parts.deployed.shown.length, 30);
    await asPerson({ picks: [/By stack/, /^stack-2$/] }, () => run("filter"));
    assert.equal(parts.deployed.shown.length, 5);
    await run("clearFilter");
    assert.equal(parts.deployed.shown.length, 61);
    assert.equal(parts.view.view.message, "");
  });

  test("another window is asked for and remembered in the folder's settings", async () => {
    await asPerson({ picks: [/^7 days$/] }, () => run("window"));
    await until(parts.deployed.onDidChange, () => parts.deployed.window === "7d");
    assert.equal(parts.view.view.description, "7 days");
    await expectRow(parts, [here, own], /^Errors \| [\d,]+ {2}\S+ {2}7 days$/);
  });

  test("matched by hand it is of the workspace; taken back it is not", async () => {
    const other = rowsBelow(parts, "Others").find(({ label }) => label === "mail-003");
    await asPerson({ picks: [/^handler$|^lambda_handler$|users|orders/] }, () => run("matchByHand", other));
    await expectRow(parts, [here], /mail-003$/);
    assert.equal(parts.deployed.entry("mail-003")?.match?.by, "hand");
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(fixture(".lambda-ready.yaml")));
    assert.match(text, /deployed: mail-003/);
    await asPerson({ picks: [/Take it back/] }, () =>
      run(
        "matchByHand",
        rowsBelow(parts, here).find(({ name }) => name === "mail-003"),
      ),
    );
    await expectRow(parts, ["Others"], /^mail-003/);
    await vscode.workspace.fs.delete(fixture(".lambda-ready.yaml"));
  });

  test("another region and back; profiles are those of the files", async () => {
    await asPerson({ picks: [/^us-east-1$/] }, () => run("region"));
    await expectRow(parts, [], /^There is no function in this region\.$/);
    assert.match(parts.item.shown?.text ?? "", /us-east-1/);
    await asPerson({ picks: [/As the environment or the profile says/] }, () => run("region"));
    await expectRow(parts, [], /^Others \| 60$/);
    await asPerson({ picks: [/^dev$/] }, () => run("profile"));
    await expectRow(parts, [], /^dev · eu-west-1 \| /);
    await expectRow(parts, [here], /^ShipOrders/);
  });

  test("a name is copied", async () => {
    await run("copyName", rowsBelow(parts, here)[0]);
    assert.equal(await vscode.env.clipboard.readText(), name);
  });

  test("REPORT lines are read when their cost was seen", async () => {
    const { showInformationMessage } = vscode.window;
    const asked: string[] = [];
    const say = async (message: string, options: vscode.MessageOptions, ...actions: string[]) => {
      asked.push(`${message} ${options.detail} ${options.modal}`);
      return actions[0];
    };
    Object.assign(vscode.window, { showInformationMessage: say });
    try {
      await run("readReports", rowsBelow(parts, here)[0]);
    } finally {
      Object.assign(vscode.window, { showInformationMessage });
    }
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? "", /^Read the REPORT lines of sam-ShipOrders-\w+ of the last 7 days\? .* true$/);
    await expectRow(parts, [here, own], /^REPORT lines \| \d+ MB of 256 MB used at most · .* cold starts in .* · 7 days$/);
    await expectRow(parts, [here, own], /^Memory/);
  });

  test("hidden, it asks for nothing", async () => {
    await vscode.commands.executeCommand("workbench.view.explorer");
    await until(parts.view.view.onDidChangeVisibility, () => !parts.view.view.visible);
    await emulator({ ask: "forget" });
    rowsBelow(parts, "Others");
    rowsBelow(parts, here, own);
    await parts.deployed.metrics("none", ["errors"]);
    assert.deepEqual(await requests(), []);
    await parts.view.focus();
    await until(parts.view.view.onDidChangeVisibility, () => parts.view.view.visible);
  });

  test("rows come at once", () => {
    const began = performance.now();
    const rows = rowsBelow(parts, "Others");
    print(`    ${rows.length} rows in ${(performance.now() - began).toFixed(1)} ms`);
    assert.equal(rows.length, 60);
  });
});
