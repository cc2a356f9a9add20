/** Places of the protocol in the editor's terms. */
import * as vscode from "vscode";
import type { ChecklistPlace } from "../../../server/src/protocol.ts";
import { lineText, type Places } from "./looks.ts";

/** A file's path in its workspace folder. */
export const places: Places & { line(place: ChecklistPlace): string } = {
  relative: (uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri), undefined),
  line: (place) => lineText(place, places),
};

export function rangeOf({ range: { start, end } }: ChecklistPlace): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** The command that shows a place, for a row of a tree. */
export function openCommand(place: ChecklistPlace): vscode.Command {
  return { command: "vscode.open", title: vscode.l10n.t("Open"), arguments: [vscode.Uri.parse(place.uri), { selection: rangeOf(place) }] };
}

export async function openPlace(place: ChecklistPlace): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { selection: rangeOf(place) });
}
