/** What a person says to an item: met, not needed, or an answer taken back; for one function or for all of the folder. */
import * as vscode from "vscode";
import type { ChecklistAnswer, ChecklistAnswerParams } from "../../../server/src/protocol.ts";
import type { Server } from "../languageClient.ts";
import { writeAnswer } from "./answersFile.ts";
import { uriOf } from "./arrange.ts";
import type { ItemRow } from "./nodes.ts";
import { personName } from "./person.ts";

type Value = ChecklistAnswer["answer"];

interface Choice extends vscode.QuickPickItem {
  /** Null takes the answer back. */
  readonly value?: Value | null;
  readonly isForAll?: boolean;
}

/** Asks what, and why, and writes it. */
export async function answer(row: ItemRow, server: Server, context: vscode.ExtensionContext): Promise<void> {
  if (!isWritable(row)) return;
  const choice = await vscode.window.showQuickPick(choices(row), { title: titleOf(row), placeHolder: vscode.l10n.t("Your answer") });
  if (!choice || choice.value === undefined) return;
  const { value, isForAll = false } = choice;
  if (value === null) return takeBack(row, server);
  const note = await askForNote(row);
  if (note === undefined) return;
  const who = await personName(vscode.Uri.parse(uriOf(row.fn)), context);
  if (who === undefined) return;
  const given = { answer: value, date: today(), ...(who && { who }), ...(note && { note }) };
  await writeAnswer(server, { ...paramsOf(row, isForAll), answer: given });
}

/** Takes the answer back for those it was given for. */
export async function takeBack(row: ItemRow, server: Server): Promise<void> {
  const given = row.item.answer;
  if (!given || !isWritable(row)) return;
  await writeAnswer(server, { ...paramsOf(row, given.isForAll), answer: null });
}

function paramsOf({ fn, item }: ItemRow, isForAll: boolean): Omit<ChecklistAnswerParams, "answer"> {
  return isForAll ? { id: null, folder: uriOf(fn), item: item.id } : { id: fn.id, item: item.id };
}

function choices({ fn, item }: ItemRow): Choice[] {
  const { t } = vscode.l10n;
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uriOf(fn)))?.name;
  const values = (isForAll: boolean): Choice[] => [
    { label: `$(pass) ${t("Met")}`, description: t("it is taken care of"), value: "met", isForAll },
    { label: `$(circle-slash) ${t("Not needed")}`, description: t("it does not count in the score"), value: "not needed", isForAll },
  ];
  const back: Choice = {
    label: `$(discard) ${t("Take the answer back")}`,
    description: item.answer?.isForAll ? t("for every function") : "",
    value: null,
  };
  return [
    { label: fn.name, kind: vscode.QuickPickItemKind.Separator },
    ...values(false),
    { label: folder ? t("Every function of {0}", folder) : t("Every function"), kind: vscode.QuickPickItemKind.Separator },
    ...values(true),
    ...(item.answer ? [{ label: "", kind: vscode.QuickPickItemKind.Separator }, back] : []),
  ];
}

function askForNote({ item }: ItemRow): Thenable<string | undefined> {
  const { t } = vscode.l10n;
  const value = item.answer?.note ?? "";
  const placeHolder = t("How it is known, or why it is not needed");
  return vscode.window
    .showInputBox({ title: t("Note"), prompt: t("A note for your team. It may stay empty."), placeHolder, value })
    .then((note) => note?.trim());
}

function titleOf(row: ItemRow): string {
  const about = row.kind === "item" ? row.about : row.parent?.kind === "item" ? row.parent.about : undefined;
  return about?.text ?? row.item.id;
}

/** Answers are a file beside the code: where nothing can be written, there are none. */
function isWritable({ fn }: ItemRow): boolean {
  const { scheme } = vscode.Uri.parse(uriOf(fn));
  if (vscode.workspace.fs.isWritableFileSystem(scheme) !== false) return true;
  void vscode.window.showWarningMessage(vscode.l10n.t("Answers cannot be kept here: the files of this workspace are read-only."));
  return false;
}

/** As the calendar on the wall says it. */
function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
