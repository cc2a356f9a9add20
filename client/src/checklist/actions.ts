/** The commands of the readiness view: on a row, on the selected row, or from the palette. */
import * as vscode from "vscode";
import { type ChecklistPlace, openReportCommand } from "../../../server/src/protocol.ts";
import { showDocumentation } from "../documentation.ts";
import type { Server } from "../languageClient.ts";
import { answer, takeBack } from "./answering.ts";
import { chooseFunction, chooseItem } from "./choosing.ts";
import { fix } from "./fixing.ts";
import { showGuide } from "./guide.ts";
import type { ItemRow, Node, TemplateNode } from "./nodes.ts";
import { openPlace } from "./places.ts";
import type { Readiness } from "./readiness.ts";

type Action = (node: Node | undefined) => unknown;

export function registerActions(readiness: Readiness, server: Server, context: vscode.ExtensionContext): vscode.Disposable[] {
  const { store } = readiness;
  const place = async (node: Node | undefined, of: "entry" | "handler"): Promise<void> => {
    const found: ChecklistPlace | null | undefined = (await chooseFunction(node, store))?.fn[of];
    if (found) await openPlace(found);
  };
  const onItem =
    (act: (row: ItemRow) => Promise<void>): Action =>
    async (node) => {
      const row = await chooseItem(node, store);
      if (row) await act(row);
    };
  const actions: Record<string, Action> = {
    fix: onItem((row) => fix(server, row)),
    answer: onItem((row) => answer(row, server, context)),
    takeBack: onItem((row) => takeBack(row, server)),
    guide: onItem((row) => showGuide(row.item.id)),
    ruleDocumentation: (node) => (node?.kind === "evidence" && node.evidence.rule ? showDocumentation(node.evidence.rule) : undefined),
    openTemplate: (node) => (node?.kind === "template" ? openTemplate(node) : place(node, "entry")),
    openHandler: (node) => place(node, "handler"),
    copyName: async (node) => {
      const fn = await chooseFunction(node, store);
      if (fn) await vscode.env.clipboard.writeText(fn.fn.name);
    },
    openReport: async (node) => {
      const fn = await chooseFunction(node, store);
      if (fn) await vscode.commands.executeCommand(openReportCommand, fn.fn.id);
    },
    sortByFailing: () => readiness.arrange({ order: "failing" }),
    sortByName: () => readiness.arrange({ order: "name" }),
    sortByTemplate: () => readiness.arrange({ order: "template" }),
    showOnlyFailing: () => readiness.arrange({ onlyFailing: true }),
    showEverything: () => readiness.arrange({ onlyFailing: false }),
  };
  const register = vscode.commands.registerCommand;
  return [
    ...Object.entries(actions).map(([name, act]) =>
      // A key is pressed on the row that has the focus; only then nothing is given.
      register(`lambdaReady.checklist.${name}`, (node?: Node) => act(node ?? selectedRow(readiness))),
    ),
    register("lambdaReady.showReadiness", () => readiness.focus()),
  ];
}

async function openTemplate({ template }: TemplateNode): Promise<void> {
  if (template) await vscode.window.showTextDocument(vscode.Uri.parse(template.uri));
}

/** Undefined while the view is hidden: what was selected there is not what a person means now. */
function selectedRow({ view }: Readiness): Node | undefined {
  return view.visible ? view.selection[0] : undefined;
}
