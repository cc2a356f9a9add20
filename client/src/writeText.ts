/** Writes a file of which the server made the text: the editor changes it, so that it can be undone. */
import * as vscode from "vscode";
import { difference, isSameText } from "./checklist/difference.ts";

export interface NewText {
  readonly uri: string;
  /** What the new text was made from; null: there was no file. */
  readonly before: string | null;
  readonly after: string;
}

/** @returns false where the file is not what the text was made from */
export async function writeText({ uri, before, after }: NewText): Promise<boolean> {
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
