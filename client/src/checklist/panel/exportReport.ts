/** Writes a report to a file: Markdown for a pull request or a wiki, HTML to print or to send. */
import * as vscode from "vscode";
import { type ChecklistExportParams, checklistExportRequest } from "../../../../server/src/protocol.ts";
import type { Server } from "../../languageClient.ts";

type Format = ChecklistExportParams["format"];

export interface ExportRequest {
  /** A function; null: all of them. */
  readonly id: string | null;
  /** Asked for where it is missing. */
  readonly format?: Format;
  /** Where to write; asked for where it is missing. */
  readonly target?: vscode.Uri;
}

const endings: Record<Format, string> = { markdown: "md", html: "html" };

/** Reads what the command `lambdaReady.exportReport` was given, by a key binding for instance: `{ id, format, target }`. */
export function exportRequest(what: unknown): ExportRequest {
  const { id, format, target } = (what ?? {}) as Record<string, unknown>;
  return {
    id: typeof id === "string" ? id : null,
    ...(format === "markdown" || format === "html" ? { format } : {}),
    ...(typeof target === "string" ? { target: vscode.Uri.parse(target) } : {}),
  };
}

/** Asks what is missing, writes the file, and offers to open it. */
export async function exportReport(server: Server, { id, format: asked, target }: ExportRequest): Promise<void> {
  const { t } = vscode.l10n;
  const format = asked ?? (await chooseFormat());
  if (!format) return;
  const params: ChecklistExportParams = { id, format };
  const text = await server.request<string>(checklistExportRequest, params);
  if (typeof text !== "string") {
    void vscode.window.showErrorMessage(t("The report cannot be exported: the server does not run."));
    return;
  }
  // The server has nothing to say of it; an empty file would look like a report.
  if (text === "") {
    void vscode.window.showErrorMessage(t("The report cannot be exported: the function is not there any more."));
    return;
  }
  const file = target ?? (await chooseFile(id, format));
  if (!file) return;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  // A caller that named the file knows where it is.
  if (!target) void offerToOpen(file, format);
}

async function chooseFormat(): Promise<Format | undefined> {
  const entries: (vscode.QuickPickItem & { format: Format })[] = [
    { label: "Markdown", detail: vscode.l10n.t("For a pull request or a wiki"), format: "markdown" },
    { label: "HTML", detail: vscode.l10n.t("To print or to send"), format: "html" },
  ];
  return (await vscode.window.showQuickPick(entries, { title: vscode.l10n.t("Export Readiness Report") }))?.format;
}

async function chooseFile(id: string | null, format: Format): Promise<vscode.Uri | undefined> {
  const ending = endings[format];
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = id === null ? "readiness" : `readiness-${id.slice(id.lastIndexOf("#") + 1).replace(/[^\w.-]+/g, "-")}`;
  return vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `${name}.${ending}`) }),
    filters: { [format === "html" ? "HTML" : "Markdown"]: [ending] },
    title: vscode.l10n.t("Export Readiness Report"),
  });
}

/** HTML opens in the browser, which prints it; Markdown in the preview. */
async function offerToOpen(file: vscode.Uri, format: Format): Promise<void> {
  const { t } = vscode.l10n;
  const open = t("Open");
  const name = vscode.workspace.asRelativePath(file);
  if ((await vscode.window.showInformationMessage(t("The report was written to {0}.", name), open)) !== open) return;
  if (format === "html") await vscode.env.openExternal(file);
  else await vscode.commands.executeCommand("markdown.showPreview", file);
}
