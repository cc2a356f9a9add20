/** The commands of the palette and of the status item's menu. */
import * as vscode from "vscode";
import type { Server } from "./languageClient.ts";

/** The `source` of our diagnostics. */
export const diagnosticSource = "lambda-ready";

/** Opens a rule's page; good for hovers and for the code of a diagnostic. */
export function documentationLink(ruleId: string): vscode.Uri {
  return vscode.Uri.parse(`command:lambdaReady.showDocumentation?${encodeURIComponent(JSON.stringify([ruleId]))}`);
}

/** Our findings in a document. */
export function findingsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === diagnosticSource);
}

function ruleOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === "object" ? code.value : code);
}

/** The rule of the finding at the cursor, else the one the user picks. */
async function chooseRule(pages: vscode.Uri): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const here = editor && findingsOf(editor.document.uri).find(({ range }) => range.contains(editor.selection.active));
  if (here) return ruleOf(here);
  const files = await vscode.workspace.fs.readDirectory(pages);
  const ids = files.map(([name]) => name.replace(/\.md$/, ""));
  return vscode.window.showQuickPick(ids, { placeHolder: vscode.l10n.t("Rule") });
}

async function showDocumentation(pages: vscode.Uri, ruleId?: unknown): Promise<void> {
  const id = typeof ruleId === "string" ? ruleId : await chooseRule(pages);
  if (!id || !/^[a-z0-9-]+$/.test(id)) return;
  await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.joinPath(pages, `${id}.md`));
}

async function fixAll(): Promise<void> {
  await vscode.commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.lambdaReady", apply: "first" });
}

type MenuEntry = vscode.QuickPickItem & { readonly run: () => unknown };

async function showMenu(server: Server): Promise<void> {
  const { t } = vscode.l10n;
  const command = (id: string, ...args: unknown[]) => () => vscode.commands.executeCommand(id, ...args);
  const entries: MenuEntry[] = [
    { label: `$(list-unordered) ${t("Show problems")}`, run: command("workbench.actions.view.problems") },
    { label: `$(lightbulb-autofix) ${t("Fix all safe findings in this file")}`, run: fixAll },
    { label: `$(book) ${t("Show documentation of a rule")}`, run: command("lambdaReady.showDocumentation") },
    { label: `$(gear) ${t("Settings")}`, run: command("workbench.action.openSettings", "@ext:lambda-ready.lambda-ready") },
    { label: `$(output) ${t("Show output")}`, run: () => server.showOutput() },
    { label: `$(debug-restart) ${t("Restart server")}`, run: () => server.restart() },
  ];
  const chosen = await vscode.window.showQuickPick(entries, { title: "Lambda Ready" });
  await chosen?.run();
}

export function registerCommands(context: vscode.ExtensionContext, server: Server): vscode.Disposable[] {
  const pages = vscode.Uri.joinPath(context.extensionUri, "dist", "rules");
  const register = vscode.commands.registerCommand;
  return [
    register("lambdaReady.showDocumentation", (ruleId?: unknown) => showDocumentation(pages, ruleId)),
    register("lambdaReady.fixAll", fixAll),
    register("lambdaReady.restartServer", () => server.restart()),
    register("lambdaReady.showOutput", () => server.showOutput()),
    register("lambdaReady.showMenu", () => showMenu(server)),
  ];
}
