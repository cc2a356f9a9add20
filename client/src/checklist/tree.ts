/** The rows of the readiness view: kept from one checklist to the next, so that only what is another is drawn again. */
import * as vscode from "vscode";
import type { Checklist, ChecklistItemDescription, ChecklistPlace } from "../../../server/src/protocol.ts";
import { type Arrangement, arrange } from "./arrange.ts";
import { type Icon, lookOf } from "./looks.ts";
import { type FunctionNode, itemRows, type Node, rowsOf } from "./nodes.ts";
import { openCommand, places } from "./places.ts";
import { Rows } from "./rows.ts";
import type { Changed, ChecklistStore } from "./store.ts";
import { tooltipOf } from "./tooltips.ts";

const states = {
  expanded: vscode.TreeItemCollapsibleState.Expanded,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  never: vscode.TreeItemCollapsibleState.None,
};

export class ChecklistTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #store: ChecklistStore;
  readonly #changed = new vscode.EventEmitter<Node[] | undefined>();
  readonly #subscription: vscode.Disposable;
  readonly #rows = new Rows();
  #arrangement: Arrangement;
  #about: ReadonlyMap<string, ChecklistItemDescription> = new Map();

  constructor(store: ChecklistStore, arrangement: Arrangement) {
    this.#store = store;
    this.#arrangement = arrangement;
    this.#subscription = store.onDidChange((changed) => this.#update(changed));
  }

  get onDidChangeTreeData(): vscode.Event<Node[] | undefined> {
    return this.#changed.event;
  }

  get arrangement(): Arrangement {
    return this.#arrangement;
  }

  set arrangement(arrangement: Arrangement) {
    const rowsOfItems = arrangement.onlyFailing !== this.#arrangement.onlyFailing;
    this.#arrangement = arrangement;
    this.#arrange();
    if (rowsOfItems) this.#rows.forgetBelowFunctions();
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const look = lookOf(node, vscode.l10n.t, places);
    const item = new vscode.TreeItem(look.label, states[look.unfolds]);
    item.id = node.id;
    item.description = look.description;
    item.iconPath = themeIcon(look.icon);
    item.contextValue = look.context;
    item.accessibilityInformation = { label: look.spoken };
    const place = placeOf(node);
    if (place) item.command = openCommand(place);
    return item;
  }

  /** The tooltip is made when somebody stays on a row. */
  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    const text = tooltipOf(node, this.#about, vscode.l10n.t, places);
    if (text === undefined) return item;
    item.tooltip = new vscode.MarkdownString(text, true);
    return item;
  }

  getParent(node: Node): Node | undefined {
    return node.parent;
  }

  /** The first call asks the server: VS Code makes it when the view shows. */
  getChildren(node?: Node): vscode.ProviderResult<Node[]> {
    if (!node) {
      if (!this.#store.isWanted) void this.#store.want();
      return [...this.#rows.top];
    }
    switch (node.kind) {
      case "folder":
      case "template":
        return [...node.children];
      case "function":
        return this.#items(node);
      case "item":
        return this.#rows.keepBelow(node, rowsOf(node));
      default:
        return [];
    }
  }

  /** The row of a function. */
  functionNode(id: string): FunctionNode | undefined {
    const node = this.#rows.get(`function:${id}`);
    return node?.kind === "function" ? node : undefined;
  }

  async #items(node: FunctionNode): Promise<Node[]> {
    const report = await this.#store.report(node.fn.id);
    if (!report) return [];
    return this.#rows.keepBelow(node, itemRows(node, report.items, this.#about, this.#arrangement.onlyFailing));
  }

  #arrange(): readonly Node[] | "top" {
    const checklist: Checklist | undefined = this.#store.checklist;
    this.#about = new Map(checklist?.items.map((item) => [item.id, item]));
    return this.#rows.replace(checklist ? arrange(checklist, this.#arrangement, folderOf) : []);
  }

  /** Tells VS Code of the rows that are another, and of functions whose evidence may be. */
  #update(changed: Changed): void {
    const rows = this.#arrange();
    if (rows === "top") {
      this.#changed.fire(undefined);
      return;
    }
    const reported = this.#rows.unfoldedFunctions().filter(({ fn }) => changed === "all" || changed.has(fn.id));
    const all = new Set([...rows, ...reported]);
    const outermost = [...all].filter((node) => !ancestors(node).some((ancestor) => all.has(ancestor)));
    if (outermost.length > 0) this.#changed.fire(outermost);
  }
}

function ancestors(node: Node): Node[] {
  return node.parent ? [node.parent, ...ancestors(node.parent)] : [];
}

function folderOf(uri: string): { id: string; label: string } | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri));
  return folder && { id: folder.uri.toString(), label: folder.name };
}

function themeIcon({ id, color }: Icon): vscode.ThemeIcon {
  return color ? new vscode.ThemeIcon(id, new vscode.ThemeColor(color)) : new vscode.ThemeIcon(id);
}

/** What a click on a row opens. */
function placeOf(node: Node): ChecklistPlace | undefined {
  if (node.kind === "problem") return node.problem.place;
  if (node.kind === "answer") return node.answer.place;
  return node.kind === "evidence" ? (node.evidence.place ?? undefined) : undefined;
}
