/** The readiness view: what the server says of the checklist as a tree, with the texts and the progress around it. */
import * as vscode from "vscode";
import { type Checklist, type ChecklistReport, checklistReportRequest, checklistRequest } from "../../../server/src/protocol.ts";
import type { Server } from "../languageClient.ts";
import { ViewSigns } from "../viewSigns.ts";
import { registerActions } from "./actions.ts";
import type { Arrangement, Order } from "./arrange.ts";
import { registerGuide } from "./guide.ts";
import type { Node } from "./nodes.ts";
import { isReading, type Seen, type ViewState, viewState } from "./state.ts";
import { ChecklistStore, type Source } from "./store.ts";
import { ChecklistTree } from "./tree.ts";

export const viewId = "lambdaReady.checklist";
const memento = "lambdaReady.checklist.arrangement";

export class Readiness implements vscode.Disposable {
  readonly store: ChecklistStore;
  readonly tree: ChecklistTree;
  readonly view: vscode.TreeView<Node>;
  readonly #server: Server;
  readonly #context: vscode.ExtensionContext;
  readonly #subscriptions: vscode.Disposable[];
  readonly #signs = new ViewSigns(viewId);

  constructor(context: vscode.ExtensionContext, server: Server) {
    this.#server = server;
    this.#context = context;
    const source: Source = {
      checklist: () => server.request<Checklist>(checklistRequest),
      report: (id) => server.request<ChecklistReport | null>(checklistReportRequest, { id }),
    };
    this.store = new ChecklistStore(source, (error) => server.logError(error));
    this.tree = new ChecklistTree(this.store, arrangementOf(context));
    this.view = vscode.window.createTreeView(viewId, { treeDataProvider: this.tree, showCollapseAll: true });
    this.#subscriptions = [
      this.view,
      this.tree,
      server.onDidChangeChecklist(({ ids }) => void this.store.changed(ids ? new Set(ids) : "all")),
      server.onDidChange(() => this.#serverChanged()),
      this.store.onDidChange(() => this.#show()),
      registerGuide(server),
      ...registerActions(this, server, context),
    ];
    this.#show();
  }

  dispose(): void {
    this.#signs.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** What the view shows instead of rows, or that it shows some. */
  get state(): ViewState {
    return viewState(this.#seen());
  }

  /** Brings the view to the front, with the keyboard in it. */
  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  /** Sorts or filters; remembered for the workspace. */
  async arrange(change: Partial<Arrangement>): Promise<void> {
    this.tree.arrangement = { ...this.tree.arrangement, ...change };
    this.#show();
    await this.#context.workspaceState.update(memento, this.tree.arrangement);
  }

  #serverChanged(): void {
    const { state } = this.#server;
    if (state !== "running" && this.store.checklist) this.store.forget();
    if (state === "running" && this.store.isWanted && !this.store.checklist) void this.store.changed("all");
    this.#show();
  }

  #seen(): Seen {
    const { state: server, status } = this.#server;
    const { checklist, hasFailed } = this.store;
    return { server, isBusy: status?.state === "busy", checklist, hasFailed, onlyFailing: this.tree.arrangement.onlyFailing };
  }

  #show(): void {
    const { state } = this;
    const { order, onlyFailing } = this.tree.arrangement;
    this.#signs.context("state", state);
    this.#signs.context("order", order);
    this.#signs.context("onlyFailing", onlyFailing);
    const hasMore = (state === "list" || state === "reading") && isReading(this.#seen());
    this.#signs.progress(hasMore && this.store.isWanted);
    const { t } = vscode.l10n;
    // Beside rows only: over an empty view the welcome text says it.
    this.view.message = state === "list" && hasMore ? t("The workspace is being read: there may be more to come.") : "";
    this.view.description = [orderText(order), onlyFailing ? t("only what fails") : ""].filter(Boolean).join(" · ");
  }
}

function orderText(order: Order): string {
  const { t } = vscode.l10n;
  if (order === "name") return t("by name");
  return order === "template" ? t("in template order") : "";
}

function arrangementOf({ workspaceState }: vscode.ExtensionContext): Arrangement {
  const { order = "failing", onlyFailing = false } = workspaceState.get<Partial<Arrangement>>(memento, {});
  return { order, onlyFailing };
}
