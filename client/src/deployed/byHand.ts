/** A person says which function of the workspace a deployed one is: remembered in `.lambda-ready.yaml`, for the team. */
import * as vscode from "vscode";
import {
  type ChecklistFunction,
  type MatchByHandParams,
  type MatchByHandResult,
  matchByHandRequest,
} from "../../../server/src/protocol.ts";
import { places } from "../checklist/places.ts";
import type { ChecklistStore } from "../checklist/store.ts";
import type { Server } from "../languageClient.ts";
import { writeText } from "../writeText.ts";
import type { DeployedEntry } from "./contract.ts";
import type { DeployedFunctions } from "./store.ts";

interface Parts {
  readonly deployed: DeployedFunctions;
  readonly checklist: ChecklistStore;
  readonly server: Server;
}

interface Choice extends vscode.QuickPickItem {
  readonly params?: MatchByHandParams;
}

/** Asks which function it is, and writes it. */
export async function matchByHand(entry: DeployedEntry, { deployed, checklist, server }: Parts): Promise<void> {
  const { t } = vscode.l10n;
  const functions = (await checklist.want())?.functions ?? [];
  const title = t("Which function is {0}?", entry.listed.name);
  const placeHolder = functions.length > 0 ? t("Function of the workspace") : t("No function was found in this workspace.");
  const choice = await vscode.window.showQuickPick(choices(entry, functions), { title, placeHolder, matchOnDescription: true });
  if (!choice?.params || !(await write(server, choice.params))) return;
  await deployed.workspaceChanged();
}

function choices({ listed, match }: DeployedEntry, functions: readonly ChecklistFunction[]): Choice[] {
  const { t } = vscode.l10n;
  const isNow = ({ id }: ChecklistFunction) => id === match?.id;
  const ordered = [...functions.filter(isNow), ...functions.filter((fn) => !isNow(fn))];
  const back: Choice[] =
    match?.by === "hand"
      ? [
          { label: `$(discard) ${t("Take it back")}`, description: t("match it as the others"), params: { id: match.id, deployed: null } },
          { label: "", kind: vscode.QuickPickItemKind.Separator },
        ]
      : [];
  return [
    ...back,
    ...ordered.map((fn): Choice => {
      const where = fn.template?.label ?? (fn.handler ? places.relative(fn.handler.uri) : "");
      const description = isNow(fn) ? [where, t("matched now")].filter(Boolean).join(" · ") : where;
      return { label: fn.name, description, params: { id: fn.id, deployed: listed.name } };
    }),
  ];
}

/** Asks for the new text and writes it; once more where the file has become another since the server read it. */
async function write(server: Server, params: MatchByHandParams): Promise<boolean> {
  const { t } = vscode.l10n;
  const refuse = (message: string): false => {
    void vscode.window.showWarningMessage(message);
    return false;
  };
  for (let left = 2; left > 0; left--) {
    const result = await server.request<MatchByHandResult>(matchByHandRequest, params);
    if (!result) return refuse(t("It was not written: the server does not run."));
    if ("problem" in result) return refuse(result.problem);
    if (await writeText(result)) return true;
  }
  return refuse(t("It was not written: the file has changed meanwhile."));
}
