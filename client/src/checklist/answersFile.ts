/** Writes `.lambda-ready/checklist.yaml`: the server makes its text, the editor changes the file, so that it can be undone. */
import * as vscode from "vscode";
import { type ChecklistAnswerParams, type ChecklistAnswerResult, checklistAnswerRequest } from "../../../server/src/protocol.ts";
import type { Server } from "../languageClient.ts";
import { difference, isSameText } from "./difference.ts";
import { openPlace } from "./places.ts";

type Text = Extract<ChecklistAnswerResult, { after: string }>;

/** Asks for the new text and writes it; once more where the file has become another since the server read it. */
export async function writeAnswer(server: Server, params: ChecklistAnswerParams): Promise<boolean> {
  const { t } = vscode.l10n;
  for (let left = 2; left > 0; left--) {
    const result = await server.request<ChecklistAnswerResult>(checklistAnswerRequest, params);
    if (!result) return refuse(t("The answer was not written: the server does not run."));
    if ("problem" in result) return explain(result);
    if (await write(result)) return true;
  }
  return refuse(t("The answer was not written: its file has changed meanwhile."));
}

function refuse(message: string): false {
  void vscode.window.showWarningMessage(message);
  return false;
}

function explain({ problem, place }: Exclude<ChecklistAnswerResult, Text>): false {
  const open = vscode.l10n.t("Open the Answers File");
  void vscode.window.showWarningMessage(problem, ...(place ? [open] : [])).then((chosen) => {
    if (chosen && place) void openPlace(place);
  });
  return false;
}

/** @returns false where the file is not what the text was made from */
async function write({ uri, before, after }: Text): Promise<boolean> {
  const target = vscode.Uri.parse(uri);
  const document = await documentOf(target);
  if (!isSameText(document?.getText() ?? null, before)) return false;
  const edit = new vscode.WorkspaceEdit();
  if (!document) {
    // Makes the folder as well.
    edit.createFile(target, { contents: new TextEncoder().encode(after) });
    return vscode.workspace.applyEdit(edit);
  }
  // Somebody is at work on it: saving is theirs.
  const isTheirs = document.isDirty;
  const eol = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
  const { start, end, text } = difference(document.getText(), after.replace(/^\uFEFF/, "").replace(/\r\n?|\n/g, eol));
  edit.replace(target, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  if (!isTheirs) await document.save();
  return true;
}

async function documentOf(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open;
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    return undefined;
  }
  return vscode.workspace.openTextDocument(uri);
}
