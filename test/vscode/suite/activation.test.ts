import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as vscode from "vscode";
import { extensionId, open, ready } from "./editor.ts";
import { print } from "./print.ts";

suite("activation", () => {
  test("waits for a language it reads, then is quick", async () => {
    // Whether it is active by now is not ours to say: VS Code makes a JSON model of its own as it starts, on some starts.
    const manifest = vscode.extensions.getExtension(extensionId)?.packageJSON as { activationEvents: string[] };
    assert.deepEqual(
      manifest.activationEvents.filter((event) => !/^on(Language|WebviewPanel):/.test(event)),
      [],
    );
    await open("python/orders.py");
    const api = await ready();
    // The budget is 50 ms; a machine that does other things at the same time must not fail a test over it.
    print(`    activate() took ${api.activationTime.toFixed(1)} ms`);
    assert.ok(api.activationTime <= 500, `activate() took ${api.activationTime} ms`);
  });

  test("registers the commands of the manifest", async () => {
    const manifest = vscode.extensions.getExtension(extensionId)?.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
