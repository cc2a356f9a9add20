/** The rows of the view in VS Code. What is asked of AWS hangs on what is seen: on rows that are unfolded, in a view that is visible. */
import * as vscode from "vscode";
import type { ChecklistFunction, DeployedReport } from "../../../server/src/protocol.ts";
import { openCommand, places } from "../checklist/places.ts";
import { formatOf } from "./format.ts";
import { functionRow } from "./functionRow.ts";
import { clockOf } from "./looks.ts";
import { summaryMetrics, unfoldedMetrics } from "./metricRows.ts";
import { chunk, connectionRow, type Row, type Seen, topRows } from "./rows.ts";
import type { DeployedFunctions } from "./store.ts";

/** What was asked for a row since it was unfolded: each function once, until the list or the window is another. */
interface Unfolded {
  readonly of: string;
  readonly names: Set<string>;
  /** Ends the questions when the row is folded. */
  readonly folded: AbortController;
}

export class DeployedTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #deployed: DeployedFunctions;
  readonly #changed = new vscode.EventEmitter<Row[] | undefined>();
  readonly #subscription: vscode.Disposable;
  readonly #seen: Seen;
  /** VS Code knows rows by identity: those of an id stay the same objects. */
  readonly #rows = new Map<string, Row>();
  readonly #reports = new Map<string, DeployedReport>();
  /** Functions of which something is being asked, and how many questions that are. */
  readonly #reading = new Map<string, number>();
  readonly #unfolded = new Map<string, Unfolded>();
  /** Ends all questions when the view is hidden. */
  #visible = new AbortController();
  #others = chunk;
  /** Rows that are another in this moment; undefined stands for all. */
  #due: Set<string | undefined> | undefined;

  /** @param fn the function of the workspace with that id */
  constructor(deployed: DeployedFunctions, fn: (id: string) => ChecklistFunction | undefined) {
    const { t } = vscode.l10n;
    this.#deployed = deployed;
    const others = () => this.#others;
    this.#seen = {
      deployed,
      fn,
      report: (name) => this.#reports.get(name),
      isReading: (name) => this.#reading.has(name),
      get others() {
        return others();
      },
      format: formatOf(vscode.env.language, t("No data")),
      t,
      clock: clockOf(vscode.env.language, Date.now),
      now: Date.now,
      relative: places.relative,
    };
    this.#subscription = vscode.Disposable.from(
      deployed.onDidChange((name) => {
        this.#change(name);
        if (name !== undefined && this.#rows.has(`function:${name}`)) void this.#judge(name);
      }),
    );
  }

  get onDidChangeTreeData(): vscode.Event<Row[] | undefined> {
    return this.#changed.event;
  }

  /** What is asked for rows of a view that is hidden is cancelled; shown again, what is not fresh is asked for again. */
  show(isVisible: boolean): void {
    if (!isVisible) {
      this.#visible.abort();
    } else if (this.#visible.signal.aborted) {
      this.#visible = new AbortController();
      this.#unfolded.clear();
      this.#change(undefined);
    }
  }

  dispose(): void {
    this.#visible.abort();
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(row.label, row.unfolds ? { expanded: Expanded, collapsed: Collapsed }[row.unfolds] : None);
    item.id = row.id;
    item.description = row.description ?? "";
    if (row.icon) item.iconPath = new vscode.ThemeIcon(row.icon.id, row.icon.color ? new vscode.ThemeColor(row.icon.color) : undefined);
    item.contextValue = row.context;
    item.accessibilityInformation = { label: row.spoken };
    if (row.opens) item.command = openCommand(row.opens);
    else if (row.runs) item.command = { command: row.runs, title: row.label, arguments: [row] };
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, row: Row): vscode.TreeItem {
    item.tooltip = row.tooltip ? new vscode.MarkdownString(row.tooltip()) : row.label;
    return item;
  }

  getParent(): undefined {
    return undefined;
  }

  /** VS Code asks for the rows below a row when that is unfolded: what they show is asked for then. */
  getChildren(row?: Row): Row[] {
    if (row) this.#ask(row);
    const rows = row ? (row.children?.() ?? []) : topRows(this.#seen);
    return rows.map((each) => this.#keep(each));
  }

  /** The row is folded: nobody waits for what was asked for it. */
  fold({ id }: Row): void {
    this.#unfolded.get(id)?.folded.abort();
    this.#unfolded.delete(id);
  }

  showMore(): void {
    this.#others += chunk;
    this.#change(undefined);
  }

  /** Something else is asked of a function, and ends as its other questions do. */
  async during<T>(name: string, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#count(name, 1);
    try {
      return await ask(this.#visible.signal);
    } finally {
      this.#count(name, -1);
      this.#change(name);
    }
  }

  #ask(row: Row): void {
    if (this.#visible.signal.aborted) return;
    const isFunction = row.id.startsWith("function:");
    const names = row.shows?.() ?? (isFunction && row.name !== undefined ? [row.name] : []);
    const unfolded = this.#unfoldedOf(row);
    const signal = AbortSignal.any([this.#visible.signal, unfolded.folded.signal]);
    for (const name of names) {
      if (!unfolded.names.has(name)) void this.#askOf(name, isFunction, signal);
      else void this.#judge(name);
      unfolded.names.add(name);
    }
  }

  #unfoldedOf({ id }: Row): Unfolded {
    const of = `${this.#deployed.window} ${this.#deployed.readAt}`;
    const known = this.#unfolded.get(id);
    if (known?.of === of) return known;
    const unfolded = { of, names: new Set<string>(), folded: known?.folded ?? new AbortController() };
    this.#unfolded.set(id, unfolded);
    return unfolded;
  }

  async #askOf(name: string, isUnfolded: boolean, signal: AbortSignal): Promise<void> {
    if (isUnfolded) {
      this.#count(name, 1);
      await Promise.all([this.#deployed.metrics(name, unfoldedMetrics, signal), this.#deployed.details(name, signal)]);
      this.#count(name, -1);
      this.#change(name);
    } else {
      await this.#deployed.metrics(name, summaryMetrics, signal);
    }
    if (!signal.aborted) await this.#judge(name);
  }

  async #judge(name: string): Promise<void> {
    const report = await this.#deployed.report(name);
    if (!report || report === this.#reports.get(name)) return;
    this.#reports.set(name, report);
    this.#change(name);
  }

  #count(name: string, by: number): void {
    const count = (this.#reading.get(name) ?? 0) + by;
    if (count > 0) this.#reading.set(name, count);
    else this.#reading.delete(name);
  }

  #keep(row: Row): Row {
    const known = this.#rows.get(row.id);
    if (!known) {
      this.#rows.set(row.id, row);
      return row;
    }
    // What the row had and has no more is gone as well.
    for (const key of Object.keys(known)) if (!(key in row)) Reflect.deleteProperty(known, key);
    return Object.assign(known, row);
  }

  /** Tells VS Code once of all that is another in this moment. */
  #change(name: string | undefined): void {
    if (!this.#due) queueMicrotask(() => this.#tell());
    this.#due ??= new Set();
    this.#due.add(name);
  }

  #tell(): void {
    const due = this.#due ?? new Set();
    this.#due = undefined;
    if (due.has(undefined)) {
      this.#changed.fire(undefined);
      return;
    }
    const rows = [...due].flatMap((name): Row[] => {
      const entry = name === undefined ? undefined : this.#deployed.entry(name);
      return entry && this.#rows.has(`function:${name}`) ? [this.#keep(functionRow(entry, this.#seen))] : [];
    });
    // It says how much was asked for.
    if (this.#rows.has("connection")) rows.push(this.#keep(connectionRow(this.#seen)));
    if (rows.length > 0) this.#changed.fire(rows);
  }
}
