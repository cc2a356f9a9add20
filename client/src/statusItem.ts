/** The language status item: how the server is, what it found in the open file, and how ready its functions are. */
import * as vscode from "vscode";
import { scoresIn } from "./checklist/scores.ts";
import type { ChecklistStore } from "./checklist/store.ts";
import { findingsOf } from "./findings.ts";
import type { Server } from "./languageClient.ts";
import { statusSelector } from "./languages.ts";

export class StatusItem implements vscode.Disposable {
  readonly #server: Server;
  readonly #checklist: ChecklistStore;
  readonly #item = vscode.languages.createLanguageStatusItem("lambdaReady.status", statusSelector);
  readonly #subscriptions: vscode.Disposable[];

  /** @param checklist looked into, never asked for: the score shows once the tree or the report did */
  constructor(server: Server, checklist: ChecklistStore) {
    this.#server = server;
    this.#checklist = checklist;
    this.#item.name = "Lambda Ready";
    this.#item.command = { command: "lambdaReady.showMenu", title: vscode.l10n.t("Menu") };
    const update = () => this.#update();
    this.#subscriptions = [
      this.#item,
      server.onDidChange(update),
      checklist.onDidChange(update),
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
    const findings = count === 0 ? t("no findings") : count === 1 ? t("1 finding") : t("{0} findings", count);
    const score = uri && this.#score(uri);
    return score ? `${findings}, ${score}` : findings;
  }

  /** Of the functions whose handlers are in the file the one that is furthest from ready. */
  #score(uri: vscode.Uri): string | undefined {
    const { t } = vscode.l10n;
    const isHere = (other: string): boolean => vscode.Uri.parse(other).toString() === uri.toString();
    const [lowest, ...others] = scoresIn(this.#checklist.checklist?.functions ?? [], isHere);
    if (!lowest) return undefined;
    const { met, total } = lowest;
    return others.length > 0
      ? t("readiness {0}/{1}, the lowest of {2}", met, total, others.length + 1)
      : t("readiness {0}/{1}", met, total);
  }
}
