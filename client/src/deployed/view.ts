/** The view of deployed functions: opening it is what connects; hiding it cancels what is asked for it. */
import * as vscode from "vscode";
import type { Checklist, ChecklistFunction } from "../../../server/src/protocol.ts";
import type { ChecklistStore } from "../checklist/store.ts";
import { ViewSigns } from "../viewSigns.ts";
import { windowName } from "./explain.ts";
import { isFiltering } from "./filter.ts";
import type { Row } from "./rows.ts";
import type { DeployedFunctions } from "./store.ts";
import { DeployedTree } from "./tree.ts";

export const viewId = "lambdaReady.deployed";

/** As `lambdaReady.deployed.state` in the manifest's `viewsWelcome`: what stands in an empty view. */
type ViewState = "closed" | "untrusted" | "connecting" | "list";

export class DeployedView implements vscode.Disposable {
  readonly deployed: DeployedFunctions;
  readonly tree: DeployedTree;
  readonly view: vscode.TreeView<Row>;
  readonly #subscriptions: vscode.Disposable;
  readonly #signs = new ViewSigns(viewId);

  constructor(deployed: DeployedFunctions, checklist: ChecklistStore) {
    this.deployed = deployed;
    this.tree = new DeployedTree(deployed, indexed(checklist));
    this.view = vscode.window.createTreeView(viewId, { treeDataProvider: this.tree, showCollapseAll: true });
    this.#subscriptions = vscode.Disposable.from(
      this.view,
      this.tree,
      this.view.onDidChangeVisibility(() => this.#seen()),
      this.view.onDidCollapseElement(({ element }) => this.tree.fold(element)),
      deployed.onDidChange((name) => name === undefined && this.#show()),
    );
    this.#seen();
    this.#show();
  }

  dispose(): void {
    this.#signs.dispose();
    this.#subscriptions.dispose();
  }

  /** What the view shows instead of rows, or that it shows some. */
  get state(): ViewState {
    const { state, functions } = this.deployed;
    if (state === "closed" || state === "untrusted") return state;
    return state === "connecting" && functions.length === 0 ? "connecting" : "list";
  }

  /** Brings the view to the front, with the keyboard in it. */
  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  #seen(): void {
    this.tree.show(this.view.visible);
    if (this.view.visible) void this.deployed.open();
  }

  #show(): void {
    const { t } = vscode.l10n;
    const { filter, functions, shown, state, window } = this.deployed;
    const isFiltered = isFiltering(filter);
    this.#signs.context("state", this.state);
    this.#signs.context("isFiltered", isFiltered);
    this.#signs.progress(state === "connecting" || state === "listing");
    const hasRows = this.state === "list";
    this.view.description = hasRows ? windowName(window, t) : "";
    const parts = [
      filter.name && t("name with “{0}”", filter.name),
      filter.tag && t("tag {0}", filter.tag),
      filter.stack && t("stack {0}", filter.stack),
    ];
    const what = parts.filter(Boolean).join(", ");
    this.view.message = hasRows && isFiltered ? t("{0} of {1} functions: {2}", shown.length, functions.length, what) : "";
  }
}

/** The functions of the workspace by id: looked up for each row. */
function indexed(store: ChecklistStore): (id: string) => ChecklistFunction | undefined {
  let of: Checklist | undefined;
  let byId: ReadonlyMap<string, ChecklistFunction> = new Map();
  return (id) => {
    if (of !== store.checklist) {
      of = store.checklist;
      byId = new Map(of?.functions.map((fn) => [fn.id, fn]));
    }
    return byId.get(id);
  };
}
