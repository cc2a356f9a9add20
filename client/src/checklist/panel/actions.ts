/** What a button or a link of the page does outside of the panel. */
import * as vscode from "vscode";
import type { ChecklistPlace } from "../../../../server/src/protocol.ts";
import type { Server } from "../../languageClient.ts";
import { type FunctionNode, findingsOf, type ItemNode, itemRows } from "../nodes.ts";
import { rangeOf } from "../places.ts";
import type { ChecklistStore } from "../store.ts";
import type { FromPage } from "./messages.ts";

type Action = Extract<FromPage, { readonly type: "open" | "act" | "rule" | "help" }>;

interface Surroundings {
  readonly server: Server;
  readonly store: ChecklistStore;
  readonly panelColumn: vscode.ViewColumn | undefined;
}

/** Opens lines beside the panel, and runs the commands that the tree has as well. */
export async function act(message: Action, { server, store, panelColumn }: Surroundings): Promise<void> {
  const run = vscode.commands.executeCommand;
  if (message.type === "open") await openBeside(message.place, panelColumn);
  else if (message.type === "rule") await run("lambdaReady.showDocumentation", message.rule);
  else if (message.type === "help") await help(message.with, server);
  else {
    const row = await rowOf(store, message.id, message.item);
    const finding = row && findingsOf(row.item).find(({ place }) => place !== null);
    // What is repaired is shown; the editor of it would take the panel's place otherwise.
    if (message.action === "fix" && finding?.place) await openBeside(finding.place, panelColumn);
    if (row) await run(`lambdaReady.checklist.${message.action}`, row);
  }
}

/** An item as a row of the tree, which is what the tree's commands are called on. */
async function rowOf(store: ChecklistStore, id: string, item: string): Promise<ItemNode | undefined> {
  const checklist = await store.want();
  const fn = checklist?.functions.find((each) => each.id === id);
  const report = fn && (await store.report(id));
  if (!checklist || !fn || !report) return undefined;
  const about = new Map(checklist.items.map((each) => [each.id, each]));
  const parent: FunctionNode = { kind: "function", id, parent: undefined, fn };
  return itemRows(parent, report.items, about, false).find((row) => row.item.id === item);
}

/** Shows a line where the panel is not: what one reads stays in sight. */
async function openBeside(place: ChecklistPlace, panelColumn: vscode.ViewColumn | undefined): Promise<void> {
  const other = vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined && viewColumn !== panelColumn);
  const viewColumn = other?.viewColumn ?? (panelColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One);
  await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { selection: rangeOf(place), viewColumn });
}

async function help(way: "enable" | "restart" | "output", server: Server): Promise<void> {
  if (way === "restart") await server.restart();
  else if (way === "output") server.showOutput();
  else await vscode.commands.executeCommand("lambdaReady.enable");
}
