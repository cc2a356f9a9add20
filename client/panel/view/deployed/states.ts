/** When there are no figures: what is the matter, and what to do. */
import { html, nothing, type TemplateResult } from "lit";
import type { DeployedAction, ShownConnection, ShownFailure } from "../../../src/checklist/panel/deployedShown.ts";
import { fill } from "../../fill.ts";
import { icon } from "../icons.ts";
import type { Part } from "../view.ts";
import { connectionPart, failurePart } from "./bar.ts";
import type { DeployedContext } from "./context.ts";

export function statePart(context: DeployedContext): Part {
  const { shown, strings } = context;
  switch (shown.kind) {
    case "closed":
      return invitation(strings.closed, strings.closedHelp, [button(context, strings.connect, { do: "connect" })]);
    case "untrusted":
      return invitation(strings.untrusted);
    case "connecting":
      return html`<h2 id="deployed" class="waiting" tabindex="-1">${strings.connecting}</h2><div class="busy">${busy(strings.connecting)}</div>`;
    case "failed":
      return failed(context, shown.failure, shown.connection);
    case "noMatch": {
      const { connection, functions, isListing } = shown;
      const help = isListing ? strings.noMatchListing : fill(strings.noMatchHelp, functions, connection.region, connection.profile);
      const match = button(context, strings.matchByHand, { do: "match" });
      const other = button(context, strings.changeConnection, { do: "profile" }, true);
      return html`${connectionPart(context, connection)}${invitation(strings.noMatch, help, [match, other])}`;
    }
    case "function":
      return nothing;
  }
}

function failed(context: DeployedContext, failure: ShownFailure, connection: ShownConnection | null): TemplateResult {
  return html`<h2 id="deployed" class="sr" tabindex="-1">${context.view.strings.deployedTab}</h2>
    ${connection ? connectionPart(context, connection) : nothing}${failurePart(context, failure)}`;
}

function invitation(text: string, help?: string, buttons: readonly TemplateResult[] = []): TemplateResult {
  return html`<div class="invitation" data-place="tab deployed">
    ${icon("cloud")}
    <h2 id="deployed" tabindex="-1">${text}</h2>
    ${help === undefined ? nothing : html`<p class="muted" dir="auto">${help}</p>`}
    ${buttons.length === 0 ? nothing : html`<div class="actions">${buttons}</div>`}
  </div>`;
}

export function button({ act }: DeployedContext, label: string, action: DeployedAction, isSecondary = false): TemplateResult {
  const key = `deployed ${Object.values(action).join(" ")}`;
  return html`<vscode-button ?secondary=${isSecondary} data-focus=${key} @click=${() => act(action)}>${label}</vscode-button>`;
}

export function busy(label: string): TemplateResult {
  return html`<vscode-progress-bar aria-label=${label}></vscode-progress-bar>`;
}
