/** The readiness report in VS Code: what is checked is what its page says it shows. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { suite, suiteSetup, suiteTeardown, teardown, test } from "mocha";
import * as vscode from "vscode";
import type { Api } from "../../../client/src/extension.ts";
import { fixture, open, ready, restore, until } from "./editor.ts";

type Rendered = Parameters<Parameters<Api["reports"]["onDidRender"]>[0]>[0];

const template = "sam/template.yaml";

suite("report", () => {
  let api: Api;
  let id: string;
  let last: Rendered | undefined;

  suiteSetup(async () => {
    api = await ready();
    api.reports.onDidRender((rendered) => {
      last = rendered;
    });
    const idOf = () => api.readiness.store.checklist?.functions.find(({ name }) => name === "ShipOrders")?.id;
    await api.readiness.store.want();
    await until(storeEvent(api), () => idOf() !== undefined);
    id = idOf() ?? "";
  });
  teardown(restore);
  suiteTeardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  /** Waits for a page that shows this. */
  const seen = (holds: (rendered: Rendered) => boolean): Promise<void> =>
    until(
      api.reports.onDidRender,
      () => last !== undefined && holds(last),
      () => JSON.stringify(last),
    );

  test("opens on a function", async () => {
    await vscode.commands.executeCommand("lambdaReady.openReport", id);
    await seen(({ heading, score }) => heading === "ShipOrders" && /^Score: \d+ of \d+ items are met$/.test(score));
    assert.ok(tabs().includes("Readiness: ShipOrders"), tabs().join());
  });

  test("opens on all functions", async () => {
    await vscode.commands.executeCommand("lambdaReady.openReport");
    await seen(({ heading }) => heading === "All functions");
    assert.ok(tabs().includes("Readiness report"), tabs().join());
  });

  test("follows what is typed", async () => {
    const { document } = await open(template);
    await vscode.commands.executeCommand("lambdaReady.openReport", id);
    await seen(({ heading }) => heading === "ShipOrders");
    const before = last?.score;
    const edit = new vscode.WorkspaceEdit();
    const runtime = document.getText().indexOf("      Runtime:");
    edit.insert(document.uri, document.positionAt(runtime), "      Timeout: 30\n");
    await vscode.workspace.applyEdit(edit);
    await seen(({ heading, score }) => heading === "ShipOrders" && score !== before);
  });

  test("says that a function is gone", async () => {
    await vscode.commands.executeCommand("lambdaReady.openReport", "sam/template.yaml#Removed");
    await seen(({ heading }) => heading === "This function is no longer in the workspace.");
  });

  test("is written to files", async () => {
    for (const [format, expected] of [
      ["markdown", /ShipOrders/],
      ["html", /@media print[\s\S]*ShipOrders/],
    ] as const) {
      const target = fixture(`report.${format}`);
      await vscode.commands.executeCommand("lambdaReady.exportReport", { id, format, target: target.toString() });
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
      assert.match(text, expected);
      assert.doesNotMatch(text, /<script/);
      await vscode.workspace.fs.delete(target);
    }
  });

  test("shows the score over the commits of the answers file", async () => {
    const file = fixture(".lambda-ready/checklist.yaml");
    const folder = fixture("").fsPath;
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], { cwd: folder });
    const settings = vscode.workspace.getConfiguration("git");
    git("init", "--quiet");
    try {
      for (const answer of ["not needed", "met"]) {
        const text = `functions:\n  ShipOrders:\n    rollback-known:\n      answer: ${answer}\n`;
        await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
        git("add", ".lambda-ready");
        git("commit", "--quiet", "-m", answer);
      }
      await settings.update("enabled", true, vscode.ConfigurationTarget.Workspace);
      await vscode.commands.executeCommand("lambdaReady.openReport", id);
      await seen(({ heading, commits }) => heading === "ShipOrders" && commits === 2);
    } finally {
      await settings.update("enabled", undefined, vscode.ConfigurationTarget.Workspace);
      await vscode.workspace.fs.delete(fixture(".git"), { recursive: true });
      // The file and not its folder: of what is in a deleted folder watchers are told nothing.
      await vscode.workspace.fs.delete(file);
      await vscode.workspace.fs.delete(fixture(".vscode"), { recursive: true });
    }
  });
});

function storeEvent({ readiness }: Api): vscode.Event<unknown> {
  return (listener) => new vscode.Disposable(readiness.store.onDidChange(listener).dispose);
}

function tabs(): string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
}
