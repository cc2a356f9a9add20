import assert from "node:assert/strict";
import { suite, suiteSetup, suiteTeardown, teardown, test } from "mocha";
import * as vscode from "vscode";
import type { Readiness } from "../../../client/src/checklist/readiness.ts";
import { fixture, open, restore, until } from "./editor.ts";
import { answersText, asPerson, expectRow, readiness, rowAt, rowsBelow, shown } from "./rows.ts";

const template = "sam/template.yaml";
const item = "Timeout chosen on purpose";
const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(`lambdaReady.checklist.${command}`, ...args);

suite("readiness view", () => {
  let view: Readiness;

  suiteSetup(async () => {
    view = await readiness();
    await expectRow(view, [template, "ShipOrders"], /\d+\/\d+$/);
  });
  teardown(restore);
  suiteTeardown(() => run("sortByFailing"));

  test("functions with their score, grouped by template", async () => {
    const top = (await rowsBelow(view)).map((row) => shown(view, row));
    assert.ok(
      top.some((row) => /^sam\/template\.yaml \| \d+% · SAM$/.test(row)),
      top.join("\n"),
    );
    const loose = await rowsBelow(view, "Without a template");
    assert.ok(loose.length > 0);
  });

  test("19 items below a function, each with its status in words", async () => {
    const items = await rowsBelow(view, template, "ShipOrders");
    assert.equal(items.length, 19);
    for (const row of items) assert.match(shown(view, row), /\| (\d+ findings?|met|not seen|does not apply)$/);
  });

  test("evidence opens its line", async () => {
    const row = await expectRow(view, [template, "ShipOrders", item], /1 finding/);
    const [finding] = (await view.tree.getChildren(row)) ?? [];
    assert.ok(finding);
    const { command, description } = view.tree.getTreeItem(finding);
    assert.equal(description, "template.yaml:14");
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.path, fixture(template).path);
    assert.equal(editor.selection.start.line, 13);
  });

  test("a tooltip says what fails", async () => {
    const row = await rowAt(view, template, "ShipOrders");
    assert.ok(row);
    const { tooltip } = view.tree.resolveTreeItem(view.tree.getTreeItem(row), row);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value, /^\*\*ShipOrders\*\*/);
    assert.ok(tooltip.value.includes(item));
  });

  test("an answer is written and shown as somebody's; taken back it is gone", async () => {
    const items = await rowsBelow(view, template, "ShipOrders");
    const open = items.find((row) => / \| not seen$/.test(shown(view, row)));
    assert.ok(open?.kind === "item");
    const labels = [template, "ShipOrders", open.about.text] as const;
    await asPerson({ picks: [/Met$/], types: ["looked at by hand"] }, () => run("answer", open));
    const answered = await expectRow(view, labels, /met, says Ann$/);
    assert.match(await answersText(), /looked at by hand/);
    const [answer] = (await view.tree.getChildren(answered)) ?? [];
    assert.ok(answer && /^Met: looked at by hand \| Ann · \d{4}-\d\d-\d\d$/.test(shown(view, answer)));
    await run("takeBack", answered);
    await expectRow(view, labels, /not seen$/);
    assert.doesNotMatch(await answersText(), /looked at by hand/);
  });

  test("an answer that evidence contradicts is marked, and the item still fails", async () => {
    const row = await expectRow(view, [template, "ShipOrders", item], /1 finding$/);
    await asPerson({ picks: [/Met$/], types: [""] }, () => run("answer", row));
    const answered = await expectRow(view, [template, "ShipOrders", item], /1 finding, against the answer: met, says Ann$/);
    await run("takeBack", answered);
    await expectRow(view, [template, "ShipOrders", item], /1 finding$/);
  });

  test("a repair from the tree makes the finding go", async () => {
    const { document } = await open(template);
    const row = await expectRow(view, [template, "ShipOrders", item], /1 finding$/);
    const [finding] = (await view.tree.getChildren(row)) ?? [];
    // It asks which one where the repair is not sure to be harmless.
    await asPerson({ picks: [/^Set the timeout/] }, () => run("fix", finding));
    assert.match(document.getText(), /^ {6}Timeout: 30$/m);
    await expectRow(view, [template, "ShipOrders", item], / \| (met|not seen)$/);
  });

  test("rows are sorted as one likes, and the view says how", async () => {
    const names = async () => (await rowsBelow(view)).map((row) => view.tree.getTreeItem(row).label);
    await run("sortByName");
    assert.equal(view.view.description, "by name");
    assert.equal((await names()).at(-1), "Without a template");
    await run("sortByTemplate");
    assert.equal(view.view.description, "in template order");
  });

  test("only what fails can be shown", async () => {
    await run("showOnlyFailing");
    const items = await rowsBelow(view, template, "ShipOrders");
    assert.ok(items.length > 0 && items.length < 19);
    for (const row of items) assert.match(shown(view, row), /finding/);
    await run("showEverything");
    assert.equal((await rowsBelow(view, template, "ShipOrders")).length, 19);
  });

  test("an item has its text of the guide", async () => {
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    await run("guide", await rowAt(view, template, "ShipOrders", item));
    await until(vscode.window.tabGroups.onDidChangeTabs, () => tabs().some((label) => label.includes("timeout-chosen.md")));
  });

  test("turned off, the view says so; turned on again, the rows are back", async () => {
    const settings = fixture(".vscode/settings.json");
    await vscode.workspace.fs.writeFile(settings, Buffer.from('{ "lambdaReady.enable": false }'));
    await until(view.store.onDidChange, () => view.state === "off");
    assert.deepEqual(await rowsBelow(view), []);
    await vscode.workspace.fs.writeFile(settings, Buffer.from("{}"));
    await expectRow(view, [template, "ShipOrders"], /\d+\/\d+$/);
    assert.equal(view.state, "list");
  });
});
