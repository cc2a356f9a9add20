/** What the suites do with the editor. They wait on events; mocha's limit ends a wait that has no end. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Api } from "../../../client/src/extension.ts";

export const extensionId = "lambda-ready.lambda-ready";

export function fixture(file: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "the fixture workspace is open");
  return vscode.Uri.joinPath(folder.uri, file);
}

/** The extension's API once its server answers. */
export async function ready(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>(extensionId);
  assert.ok(extension, `${extensionId} is installed`);
  const api = await extension.activate();
  await api.ready;
  return api;
}

export async function open(file: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fixture(file)));
}

/** Our findings in a document, as `line: rule`, lines counted from 1. */
export function findings(uri: vscode.Uri): string[] {
  const ours = vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === "lambda-ready");
  return ours.map((diagnostic) => `${diagnostic.range.start.line + 1}: ${ruleOf(diagnostic)}`).sort();
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Settles when the condition holds, asked now and at each event; where it never does, `seen` says what was there instead. */
export function until(event: vscode.Event<unknown>, holds: () => boolean, seen: () => string = () => "nothing"): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      subscription.dispose();
      clearTimeout(limit);
      settle();
    };
    const limit = setTimeout(() => end(() => reject(new Error(`waited in vain; seen: ${seen()}`))), 60_000);
    const check = () => {
      if (holds()) end(resolve);
    };
    const subscription = event(check);
    check();
  });
}

/** Waits for exactly these findings. */
export async function expectFindings(uri: vscode.Uri, expected: readonly string[]): Promise<void> {
  const wanted = [...expected].sort().join();
  await until(
    vscode.languages.onDidChangeDiagnostics,
    () => findings(uri).join() === wanted,
    () => `${findings(uri).join()} and not ${wanted}`,
  );
}

/** Waits for a finding among others: what a template lacks is much. */
export async function expectSome(uri: vscode.Uri, expected: string): Promise<void> {
  await until(
    vscode.languages.onDidChangeDiagnostics,
    () => findings(uri).includes(expected),
    () => `${findings(uri).join()} and not ${expected}`,
  );
}

/** Waits until a rule has no finding left. */
export async function expectNone(uri: vscode.Uri, rule: string): Promise<void> {
  const own = () => findings(uri).filter((each) => each.endsWith(`: ${rule}`));
  await until(
    vscode.languages.onDidChangeDiagnostics,
    () => own().length === 0,
    () => own().join(),
  );
}

/** Our diagnostic of a rule in a document. */
export function finding(uri: vscode.Uri, rule: string): vscode.Diagnostic {
  const found = vscode.languages.getDiagnostics(uri).find((diagnostic) => ruleOf(diagnostic) === rule);
  assert.ok(found, `${rule} in ${uri.path}`);
  return found;
}

/** The code actions at a range, resolved. */
export async function actionsAt(uri: vscode.Uri, range: vscode.Range, kind?: string): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", uri, range, kind, 50);
}

/** Applies the action whose title matches. */
export async function apply(actions: readonly vscode.CodeAction[], title: RegExp): Promise<void> {
  const action = actions.find((candidate) => title.test(candidate.title));
  assert.ok(action?.edit, `${title} among ${actions.map((candidate) => candidate.title).join("; ")}`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

/** Undoes what a test did to the open files and closes them. */
export async function restore(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
