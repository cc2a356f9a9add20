/** The commands of the view: on a row, on the selected row, or from the palette. */
import * as vscode from "vscode";
import { openReportCommand } from "../../../server/src/protocol.ts";
import type { AwsModule } from "../../aws/contract.ts";
import { openPlace } from "../checklist/places.ts";
import type { ChecklistStore } from "../checklist/store.ts";
import { showDocumentation } from "../documentation.ts";
import type { Server } from "../languageClient.ts";
import { matchByHand } from "./byHand.ts";
import { chooseConnection, chooseFilter, chooseProfile, chooseRegion, chooseWindow } from "./choosing.ts";
import { consoleUrl } from "./console.ts";
import type { DeployedEntry } from "./contract.ts";
import { readReportLines } from "./reportLines.ts";
import type { Row } from "./rows.ts";
import type { DeployedView } from "./view.ts";

export interface Parts {
  readonly view: DeployedView;
  readonly server: Server;
  readonly checklist: ChecklistStore;
  /** Loads the AWS bundle. */
  readonly aws: () => AwsModule;
}

type Action = (row: Row | undefined) => unknown;

export function registerActions(parts: Parts): vscode.Disposable[] {
  const { view } = parts;
  const actions = { ...viewActions(parts), ...rowActions(parts) };
  const register = vscode.commands.registerCommand;
  return [
    ...Object.entries(actions).map(([name, act]) =>
      // A key is pressed on the row that has the focus; only then nothing is given.
      register(`lambdaReady.deployed.${name}`, (row?: Row) => act(row ?? (view.view.visible ? view.view.selection[0] : undefined))),
    ),
    register("lambdaReady.showDeployed", () => view.focus()),
  ];
}

function viewActions({ view, aws }: Parts): Record<string, Action> {
  const { deployed, tree } = view;
  return {
    connect: async () => {
      await view.focus();
      await deployed.open();
    },
    refresh: () => deployed.refresh(),
    filter: () => chooseFilter(deployed),
    clearFilter: () => deployed.setFilter({}),
    window: () => chooseWindow(deployed),
    profile: trusted(() => chooseProfile(aws())),
    region: trusted(() => chooseRegion(aws())),
    connection: trusted(() => chooseConnection(deployed, aws)),
    showMore: () => tree.showMore(),
  };
}

/** Not even the names of profiles are read in a workspace that is not trusted: VS Code's own dialog says what that is. */
function trusted(act: () => unknown): Action {
  return () => (vscode.workspace.isTrusted ? act() : vscode.commands.executeCommand("workbench.trust.manage"));
}

function rowActions(parts: Parts): Record<string, Action> {
  const { view, checklist } = parts;
  const { deployed } = view;
  const onFunction =
    (act: (entry: DeployedEntry) => unknown): Action =>
    async (row) => {
      const entry = row?.name === undefined ? await chooseFunction(deployed.shown) : deployed.entry(row.name);
      if (entry) await act(entry);
    };
  const onCommand =
    (act: (command: string) => unknown): Action =>
    (row) =>
      row?.command === undefined ? undefined : act(row.command);
  return {
    openReport: onFunction(({ match, listed }) => vscode.commands.executeCommand(openReportCommand, match?.id, "deployed", listed.name)),
    openHandler: onFunction(async ({ match }) => {
      const handler = checklist.checklist?.functions.find(({ id }) => id === match?.id)?.handler;
      if (handler) await openPlace(handler);
    }),
    matchByHand: onFunction((entry) => matchByHand(entry, { ...parts, deployed })),
    copyName: onFunction(({ listed }) => vscode.env.clipboard.writeText(listed.name)),
    openConsole: onFunction(({ listed }) => {
      const { region } = deployed.connection ?? {};
      if (region !== undefined) void vscode.env.openExternal(vscode.Uri.parse(consoleUrl(region, listed.name)));
    }),
    readReports: onFunction(({ listed }) => readReportLines(listed.name, view)),
    ruleDocumentation: (row) => (row?.rule === undefined ? undefined : showDocumentation(row.rule)),
    copyCommand: onCommand((command) => vscode.env.clipboard.writeText(command)),
    runCommand: onCommand(openTerminal),
  };
}

async function chooseFunction(entries: readonly DeployedEntry[]): Promise<DeployedEntry | undefined> {
  const choices = entries.map((entry) => ({ label: entry.listed.name, description: entry.stack ?? "", entry }));
  const options = { placeHolder: vscode.l10n.t("Deployed function"), matchOnDescription: true };
  return (await vscode.window.showQuickPick(choices, options))?.entry;
}

/** The command stands in a terminal; a person presses Enter. */
function openTerminal(command: string): void {
  const terminal = vscode.window.createTerminal({ name: "AWS" });
  terminal.show();
  terminal.sendText(command, false);
}
