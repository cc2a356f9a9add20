/** Which profile and region deployed functions are read with, in the status bar: once somebody wanted to see some. */
import * as vscode from "vscode";
import { connectionSettings } from "./settings.ts";
import type { DeployedFunctions } from "./store.ts";

export class ConnectionItem implements vscode.Disposable {
  readonly #deployed: DeployedFunctions;
  readonly #subscription: vscode.Disposable;
  #item: vscode.StatusBarItem | undefined;

  constructor(deployed: DeployedFunctions) {
    this.#deployed = deployed;
    this.#subscription = vscode.Disposable.from(deployed.onDidChange((name) => name === undefined && this.#show()));
  }

  /** What it says and what a screen reader says of it; undefined while it is hidden. */
  get shown(): { readonly text: string; readonly spoken: string | undefined } | undefined {
    return this.#item && { text: this.#item.text, spoken: this.#item.accessibilityInformation?.label };
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item?.dispose();
  }

  #show(): void {
    const { state, connection } = this.#deployed;
    if (state === "closed" || state === "untrusted") {
      this.#hide();
      return;
    }
    const { t } = vscode.l10n;
    const item = this.#item ?? this.#create();
    const { profile, region } = { ...connectionSettings(), ...connection };
    const where = [profile ?? t("environment"), region ?? t("no region")].join(" · ");
    const emulator = connection?.endpoint === undefined ? "" : t("emulator");
    const failed = state === "failed" ? t("failed") : "";
    item.text = ["$(cloud)", [where, emulator, failed].filter(Boolean).join(" · ")].join(" ");
    item.tooltip = [t("Deployed functions"), connection?.endpoint].filter(Boolean).join(": ");
    const spoken = [t("AWS profile {0}", profile ?? t("environment")), t("region {0}", region ?? t("no region")), emulator, failed];
    item.accessibilityInformation = { label: spoken.filter(Boolean).join(", "), role: "button" };
  }

  #create(): vscode.StatusBarItem {
    const item = vscode.window.createStatusBarItem("lambdaReady.deployed.connection", vscode.StatusBarAlignment.Left);
    item.name = vscode.l10n.t("Lambda Ready: AWS Profile and Region");
    item.command = "lambdaReady.deployed.connection";
    item.show();
    this.#item = item;
    return item;
  }

  #hide(): void {
    this.#item?.dispose();
    this.#item = undefined;
  }
}
