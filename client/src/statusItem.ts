/** The language status item: how the server is, and what it found in the open file. */
import * as vscode from "vscode";
import { findingsOf } from "./findings.ts";
import type { Server } from "./languageClient.ts";
import { statusSelector } from "./languages.ts";

export class StatusItem implements vscode.Disposable {
  readonly #server: Server;
  readonly #item = vscode.languages.createLanguageStatusItem("lambdaReady.status", statusSelector);
  readonly #subscriptions: vscode.Disposable[];

  constructor(server: Server) {
    this.#server = server;
    this.#item.name = "Lambda Ready";
    this.#item.command = { command: "lambdaReady.showMenu", title: vscode.l10n.t("Menu") };
    const update = () => this.#update();
    this.#subscriptions = [
      this.#item,
      server.onDidChange(update),
      vscode.languages.onDidChangeDiagnostics(update),
      vscode.window.onDidChangeActiveTextEditor(update),
    ];
    this.#update();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #update(): void {
    const { state, status } = this.#server;
    this.#item.busy = state === "starting" || status?.state === "busy";
    this.#item.severity = state === "failed" ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    // Pinned to the status bar the text stands alone, among those of other extensions.
    this.#item.text = `Lambda Ready: ${this.#text()}`;
    this.#item.detail = status ? vscode.l10n.t("{0} functions in {1} files", status.functions, status.files) : "";
  }

  #text(): string {
    const { t } = vscode.l10n;
    const { state } = this.#server;
    if (state === "off") return t("turned off");
    if (state === "failed") return t("the server does not run");
    if (state === "starting") return t("starting");
    const uri = vscode.window.activeTextEditor?.document.uri;
    const count = uri ? findingsOf(uri).length : 0;
    if (count === 0) return t("no findings");
    return count === 1 ? t("1 finding") : t("{0} findings", count);
  }
}
