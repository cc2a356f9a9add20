/** Registers the readiness report; what it is made of is loaded when it is first opened. */
import * as vscode from "vscode";
import { openReportCommand } from "../../../server/src/protocol.ts";
import type { Deployed } from "../deployed/contract.ts";
import type { Server } from "../languageClient.ts";
import type { PageState, RenderedReport } from "./panel/messages.ts";
import type { ReportPanel, Side } from "./panel/reportPanel.ts";
import type { ChecklistStore } from "./store.ts";

/** As in the manifest's activation events. */
const viewType = "lambdaReady.report";

export interface Reports extends vscode.Disposable {
  /** Fires after the page of the report was drawn. */
  readonly onDidRender: vscode.Event<RenderedReport>;
}

/** Registers the commands of the report, and brings back a report that was open when the window was closed. */
export function registerReport(context: vscode.ExtensionContext, server: Server, store: ChecklistStore, deployed: Deployed): Reports {
  const extension = context.extensionUri;
  const rendered = new vscode.EventEmitter<RenderedReport>();
  let open: ReportPanel | undefined;
  const show = async (panel: vscode.WebviewPanel, selected: string | null, side: Side = {}) => {
    const { ReportPanel } = await import("./panel/reportPanel.ts");
    const created = new ReportPanel({ panel, server, store, deployed, extension, selected, side, rendered });
    open = created;
    panel.onDidDispose(() => {
      if (open === created) open = undefined;
    });
  };
  const openReport = async (id?: unknown, tab?: unknown, deployed?: unknown) => {
    // The tree and the palette pass other things than an id, or nothing.
    const selected = typeof id === "string" ? id : null;
    const side: Side = {
      ...(tab === "checklist" || tab === "deployed" ? { tab } : {}),
      ...(typeof deployed === "string" ? { deployed } : {}),
    };
    if (open) return open.reveal(selected, side);
    const column = vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    await show(vscode.window.createWebviewPanel(viewType, vscode.l10n.t("Readiness report"), column), selected, side);
  };
  const exportReport = async (what?: unknown) => {
    const { exportReport: run, exportRequest } = await import("./panel/exportReport.ts");
    await run(server, exportRequest(what));
  };
  const registrations = vscode.Disposable.from(
    rendered,
    vscode.commands.registerCommand(openReportCommand, openReport),
    vscode.commands.registerCommand("lambdaReady.exportReport", exportReport),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel, state?: Partial<PageState>) => show(panel, state?.selected ?? null),
    }),
  );
  return { onDidRender: rendered.event, dispose: () => registrations.dispose() };
}
