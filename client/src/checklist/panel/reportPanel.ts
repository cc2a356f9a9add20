/** The report's panel: asks the server for what is shown, posts it to the page, and does what the page asks for. */
import * as vscode from "vscode";
import type { Deployed } from "../../deployed/contract.ts";
import type { Server } from "../../languageClient.ts";
import type { ChecklistStore } from "../store.ts";
import { act } from "./actions.ts";
import { actOnDeployed } from "./deployedActions.ts";
import { DeployedReader } from "./deployedReader.ts";
import { exportReport } from "./exportReport.ts";
import { HistoryReader } from "./history.ts";
import type { FromPage, RenderedReport, Shown, Tab, ToPage } from "./messages.ts";
import { pageHtml, panelFolder } from "./page.ts";
import { readShown } from "./shown.ts";
import { panelStrings } from "./strings.ts";

interface Parts {
  readonly panel: vscode.WebviewPanel;
  readonly server: Server;
  readonly store: ChecklistStore;
  readonly deployed: Deployed;
  readonly extension: vscode.Uri;
  /** A function's id; null: all of them. */
  readonly selected: string | null;
  readonly side: Side;
  readonly rendered: vscode.EventEmitter<RenderedReport>;
}

/** What is to be seen of a function. */
export interface Side {
  /** Left out: the one that was seen before. */
  readonly tab?: Tab;
  /** The name of a deployed function, where several are the function. */
  readonly deployed?: string;
}

export class ReportPanel {
  readonly #parts: Parts;
  readonly #history = new HistoryReader();
  readonly #deployed: DeployedReader;
  #selected: string | null;
  #tab: Tab = "checklist";
  /** What the page is to turn to once it listens. */
  #turn: Tab | undefined;
  /** The page listens; it does not while it is hidden: its content is gone then. */
  #isListening = false;
  /** A refresh runs, and whether another one is due after it. */
  #refresh: { again: boolean } | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#selected = parts.selected;
    const { panel, server, store, extension } = parts;
    this.#deployed = new DeployedReader(parts.deployed, () => {
      if (this.#selected !== null) this.#update();
    });
    const { webview } = panel;
    this.#choose(parts.side);
    panel.iconPath = vscode.Uri.joinPath(extension, "media", "icon.png");
    webview.options = { enableScripts: true, localResourceRoots: [panelFolder(extension)] };
    const subscriptions = vscode.Disposable.from(
      this.#history,
      this.#deployed,
      this.#history.onDidChange(() => this.#update()),
      webview.onDidReceiveMessage((message: FromPage) => this.#receive(message)),
      server.onDidChange(() => this.#update()),
      store.onDidChange((changed) => {
        if (this.#selected === null || changed === "all" || changed.has(this.#selected)) this.#update();
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible) return;
        this.#isListening = false;
        this.#deployed.pause();
      }),
    );
    panel.onDidDispose(() => subscriptions.dispose());
    webview.html = pageHtml(webview, extension, vscode.env.language);
  }

  /** Brings the panel to the front, with another function in it; null: with all of them. */
  reveal(selected: string | null, side: Side = {}): void {
    this.#selected = selected;
    this.#choose(side);
    this.#parts.panel.reveal();
    if (this.#isListening) this.#turnPage();
    this.#update();
  }

  #choose({ tab, deployed }: Side): void {
    this.#turn = tab;
    if (this.#selected !== null && deployed !== undefined) this.#deployed.choose(this.#selected, deployed);
  }

  #turnPage(): void {
    if (!this.#turn) return;
    this.#tab = this.#turn;
    this.#turn = undefined;
    this.#post({ type: "turn", tab: this.#tab });
  }

  #post(message: ToPage): void {
    void this.#parts.panel.webview.postMessage(message);
  }

  #show(shown: Shown): void {
    const { subject } = shown;
    const name = subject.kind === "function" ? subject.report.name : undefined;
    const title = name === undefined ? vscode.l10n.t("Readiness report") : vscode.l10n.t("Readiness: {0}", name);
    if (this.#parts.panel.title !== title) this.#parts.panel.title = title;
    this.#post({ type: "show", shown });
  }

  /** Asks again for what is shown, once at a time: what changes meanwhile is asked for after it. A hidden panel asks nothing. */
  #update(): void {
    if (!this.#isListening) return;
    if (this.#refresh) this.#refresh.again = true;
    else void this.#run();
  }

  async #run(): Promise<void> {
    const refresh = { again: false };
    this.#refresh = refresh;
    try {
      do {
        refresh.again = false;
        const selected = this.#selected;
        const deployed = (id: string) => this.#deployed.read(id, this.#tab === "deployed");
        const shown = await readShown({ ...this.#parts, deployed }, selected, this.#history);
        // Another function was chosen while this one was read.
        if (selected !== this.#selected) refresh.again = true;
        else if (this.#isListening) this.#show(shown);
      } while (refresh.again && this.#isListening);
    } catch {
      // The server ended while it was asked; its next state asks again.
    } finally {
      this.#refresh = undefined;
    }
  }

  #receive(message: FromPage): void {
    const { panel, server, store, rendered } = this.#parts;
    switch (message.type) {
      case "ready":
        this.#isListening = true;
        this.#tab = message.tab;
        this.#post({ type: "strings", strings: panelStrings(vscode.l10n.t) });
        this.#turnPage();
        this.#update();
        break;
      case "tab":
        this.#tab = message.tab;
        if (message.tab !== "deployed") this.#deployed.pause();
        this.#update();
        break;
      case "deployed":
        if (this.#selected !== null) void actOnDeployed(message, this.#selected, this.#parts.deployed, this.#deployed);
        break;
      case "select":
        this.#selected = message.id;
        this.#update();
        break;
      case "export":
        void exportReport(server, { id: this.#selected, format: message.format });
        break;
      case "rendered":
        rendered.fire(message);
        break;
      default:
        void act(message, { server, store, panelColumn: panel.viewColumn });
    }
  }
}
