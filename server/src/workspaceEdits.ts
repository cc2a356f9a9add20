/** A rule's edits as the protocol's workspace edit, tied to the versions they were made for. */
import { CreateFile, TextDocumentEdit, type TextEdit, type WorkspaceEdit } from "vscode-languageserver";
import { editsByPath } from "./fixAll.ts";
import { Lines } from "./lines.ts";
import type { Edit } from "./rewrite/rewriter.ts";
import type { Uris } from "./uris.ts";

export interface EditSupport {
  /** Edits can name the version of the document they are for. */
  readonly versioned: boolean;
  /** Edits can create files. */
  readonly createFiles: boolean;
}

/** What has to be known of the files that are edited. */
export interface EditTargets {
  readonly uris: Uris;
  /** The version of an open document; null for a file that is not open. */
  version(path: string): number | null;
  /** The text the offsets refer to; undefined where there is no such file. */
  text(path: string): string | undefined;
}

/** @returns undefined when the client cannot do it, a file is gone, or one that is to be made is there. */
export function workspaceEdit(edits: readonly Edit[], targets: EditTargets, support: EditSupport): WorkspaceEdit | undefined {
  const changes: { path: string; isNew: boolean; edits: TextEdit[] }[] = [];
  for (const [path, own] of editsByPath(edits)) {
    const isNew = own.some((edit) => edit.create);
    const existing = targets.text(path);
    // A file to be made that is there already: the fix was taken before.
    if (isNew && existing !== undefined) return undefined;
    const text = isNew ? "" : existing;
    if (text === undefined || (isNew && !(support.createFiles && support.versioned))) return undefined;
    changes.push({ path, isNew, edits: textEdits(text, own) });
  }
  if (!support.versioned) return { changes: Object.fromEntries(changes.map((change) => [targets.uris.uri(change.path), change.edits])) };
  const documentChanges = changes.flatMap((change) => {
    const uri = targets.uris.uri(change.path);
    const edit = TextDocumentEdit.create({ uri, version: change.isNew ? null : targets.version(change.path) }, change.edits);
    return change.isNew ? [CreateFile.create(uri, { overwrite: false, ignoreIfExists: false }), edit] : [edit];
  });
  return { documentChanges };
}

function textEdits(text: string, edits: readonly Edit[]): TextEdit[] {
  const lines = new Lines(text);
  const inOrder = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  return inOrder.map((edit) => ({ range: { start: lines.position(edit.start), end: lines.position(edit.end) }, newText: edit.newText }));
}
