/** The commands of the palette and of the status item's menu. */
import * as vscode from "vscode";
import type { OpenPlaceParams } from "../../server/src/protocol.ts";
import { showDocumentation } from "./documentation.ts";
import { findingsOf, ruleOf } from "./findings.ts";
import type { Server } from "./languageClient.ts";

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Record<string, { readonly properties?: object }> } };
}

/** The rule of the finding at the cursor, else the one the user picks. */
async function chooseRule({ contributes }: Manifest): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const here = editor && findingsOf(editor.document.uri).find(({ range }) => range.contains(editor.selection.active));
  if (here) return ruleOf(here);
  const ids = Object.keys(contributes.configuration.properties["lambdaReady.rules"]?.properties ?? {});
  return vscode.window.showQuickPick(ids, { placeHolder: vscode.l10n.t("Rule") });
}

/** Shows what a line above a handler speaks of. */
async function openPlace({ uri, range: { start, end } }: OpenPlaceParams): Promise<void> {
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection });
}

async function fixAll(): Promise<void> {
  await vscode.commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.lambdaReady", apply: "first" });
}

/** Turns Lambda Ready on where it is turned off: in the folder, the workspace or for the person. */
async function enable(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("lambdaReady", vscode.workspace.workspaceFolders?.[0]);
  const { workspaceFolderValue, workspaceValue } = settings.inspect<boolean>("enable") ?? {};
  const { Global, Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;
  await settings.update("enable", true, workspaceFolderValue === false ? WorkspaceFolder : workspaceValue === false ? Workspace : Global);
}

type MenuEntry = vscode.QuickPickItem & { readonly run: () => unknown };

async function showMenu(server: Server): Promise<void> {
  const { t } = vscode.l10n;
  const command =
    (id: string, ...args: unknown[]) =>
    () =>
      vscode.commands.executeCommand(id, ...args);
  const entries: MenuEntry[] = [
    { label: `$(list-unordered) ${t("Show problems")}`, run: command("workbench.actions.view.problems") },
    { label: `$(checklist) ${t("Show readiness")}`, run: command("lambdaReady.showReadiness") },
    { label: `$(lightbulb-autofix) ${t("Apply all safe fixes in this file")}`, run: fixAll },
    { label: `$(book) ${t("Show documentation of a rule")}`, run: command("lambdaReady.showDocumentation") },
    { label: `$(gear) ${t("Settings")}`, run: command("workbench.action.openSettings", "@ext:lambda-ready.lambda-ready") },
    { label: `$(output) ${t("Show output")}`, run: () => server.showOutput() },
    { label: `$(debug-restart) ${t("Restart server")}`, run: () => server.restart() },
  ];
  const chosen = await vscode.window.showQuickPick(entries, { title: "Lambda Ready" });
  await chosen?.run();
}

export function registerCommands(context: vscode.ExtensionContext, server: Server): vscode.Disposable[] {
  const register = vscode.commands.registerCommand;
  return [
    register("lambdaReady.showDocumentation", async (ruleId?: unknown) => {
      const id = typeof ruleId === "string" ? ruleId : await chooseRule(context.extension.packageJSON as Manifest);
      if (id) await showDocumentation(id);
    }),
    register("lambdaReady.fixAll", fixAll),
    register("lambdaReady.openPlace", openPlace),
    register("lambdaReady.enable", enable),
    register("lambdaReady.restartServer", () => server.restart()),
    register("lambdaReady.showOutput", () => server.showOutput()),
    register("lambdaReady.showMenu", () => showMenu(server)),
  ];
}
