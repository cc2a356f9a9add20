/** What an item of the checklist means, asked of the server, as a read-only document that the markdown preview shows. */
import * as vscode from "vscode";
import { checklistGuideRequest } from "../../../server/src/protocol.ts";
import type { Server } from "../languageClient.ts";

const scheme = "lambda-ready-guide";

/** Serves `lambda-ready-guide:/<item>.md`. */
export function registerGuide(server: Server): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ path }) => {
      const item = path.slice(1).replace(/\.md$/, "");
      const guide = await server.request<{ readonly title: string; readonly markdown: string } | null>(checklistGuideRequest, { item });
      return guide?.markdown ?? vscode.l10n.t("There is no text about {0}, or the server does not run.", item);
    },
  });
}

/** @param item its id */
export async function showGuide(item: string): Promise<void> {
  await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.from({ scheme, path: `/${item}.md` }));
}
