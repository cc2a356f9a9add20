/** Which row a command means: the one it was called on, the selected one, or what a person picks. */
import * as vscode from "vscode";
import type { Checklist, ChecklistFunction } from "../../../server/src/protocol.ts";
import { lookOf } from "./looks.ts";
import { type FunctionNode, type ItemNode, type ItemRow, isItemRow, itemRows, type Node } from "./nodes.ts";
import { places } from "./places.ts";
import type { ChecklistStore } from "./store.ts";

/** The function of a row; else the one whose handler holds the cursor, else one that is picked. */
export async function chooseFunction(node: Node | undefined, store: ChecklistStore): Promise<FunctionNode | undefined> {
  if (node?.kind === "function") return node;
  if (isItemRow(node)) return functionRow(node.fn);
  const checklist = await store.want();
  if (!checklist) return undefined;
  const ordered = nearestFirst(checklist);
  const entries = ordered.map((fn) => ({
    label: fn.name,
    description: `${fn.score.met}/${fn.score.total}`,
    detail: fn.template?.label ?? (fn.handler ? places.relative(fn.handler.uri) : ""),
    fn,
  }));
  const chosen = await vscode.window.showQuickPick(entries, { placeHolder: vscode.l10n.t("Function"), matchOnDetail: true });
  return chosen && functionRow(chosen.fn);
}

/** The item of a row; else one of a function that is picked. */
export async function chooseItem(node: Node | undefined, store: ChecklistStore): Promise<ItemRow | undefined> {
  if (isItemRow(node)) return node;
  const fn = await chooseFunction(node, store);
  const report = fn && (await store.report(fn.fn.id));
  if (!fn || !report) return undefined;
  const about = new Map(store.checklist?.items.map((item) => [item.id, item]));
  const entries = itemRows(fn, report.items, about, false).map((row): vscode.QuickPickItem & { row: ItemNode } => {
    const { label, description } = lookOf(row, vscode.l10n.t, places);
    return { label, description, row };
  });
  const chosen = await vscode.window.showQuickPick(entries, { title: fn.fn.name, placeHolder: vscode.l10n.t("Item of the checklist") });
  return chosen?.row;
}

function functionRow(fn: ChecklistFunction): FunctionNode {
  return { kind: "function", id: `function:${fn.id}`, parent: undefined, fn };
}

/** Functions with their handler in the active file come first. */
function nearestFirst({ functions }: Checklist): readonly ChecklistFunction[] {
  const active = vscode.window.activeTextEditor?.document.uri.toString();
  const isHere = ({ handler, template }: ChecklistFunction): boolean =>
    [handler?.uri, template?.uri].some((uri) => uri !== undefined && vscode.Uri.parse(uri).toString() === active);
  return [...functions.filter(isHere), ...functions.filter((fn) => !isHere(fn))];
}
