/** Writes `.lambda-ready/checklist.yaml`: the server makes its text, the editor changes the file, so that it can be undone. */
import * as vscode from "vscode";
import { type ChecklistAnswerParams, type ChecklistAnswerResult, checklistAnswerRequest } from "../../../server/src/protocol.ts";
import type { Server } from "../languageClient.ts";
import { writeText } from "../writeText.ts";
import { openPlace } from "./places.ts";

type Text = Extract<ChecklistAnswerResult, { after: string }>;

/** Asks for the new text and writes it; once more where the file has become another since the server read it. */
export async function writeAnswer(server: Server, params: ChecklistAnswerParams): Promise<boolean> {
  const { t } = vscode.l10n;
  for (let left = 2; left > 0; left--) {
    const result = await server.request<ChecklistAnswerResult>(checklistAnswerRequest, params);
    if (!result) return refuse(t("The answer was not written: the server does not run."));
    if ("problem" in result) return explain(result);
    if (await writeText(result)) return true;
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
