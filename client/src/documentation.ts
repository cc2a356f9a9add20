/** The rules' pages, asked of the server, as read-only documents that the markdown preview shows. */
import * as vscode from "vscode";
import type { Server } from "./languageClient.ts";

const scheme = "lambda-ready-rule";

/** Opens a rule's page; good for hovers and for the code of a diagnostic. */
export function documentationLink(ruleId: string): vscode.Uri {
  return vscode.Uri.parse(`command:lambdaReady.showDocumentation?${encodeURIComponent(JSON.stringify([ruleId]))}`);
}

/** Serves `lambda-ready-rule:/<id>.md`. */
export function registerDocumentation(server: Server): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ path }) => {
      const id = path.slice(1).replace(/\.md$/, "");
      return (await server.ruleDocumentation(id))?.markdown ?? vscode.l10n.t("There is no page of {0}, or the server does not run.", id);
    },
  });
}

export async function showDocumentation(ruleId: string): Promise<void> {
  await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.from({ scheme, path: `/${ruleId}.md` }));
}
