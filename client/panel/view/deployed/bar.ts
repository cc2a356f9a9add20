/** Above the figures: which deployed function, over which window, how old, and what went wrong. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { METRIC_WINDOWS } from "../../../../server/src/model/deployed.ts";
import type { ShownConnection, ShownFailure, Stage } from "../../../src/checklist/panel/deployedShown.ts";
import { fill } from "../../fill.ts";
import { icon } from "../icons.ts";
import type { Part } from "../view.ts";
import type { DeployedContext, SubjectContext } from "./context.ts";
import { busy, button } from "./states.ts";

export function barPart(context: SubjectContext): TemplateResult {
  const { subject, strings } = context;
  return html`<div class="bar-top">
      ${stagePart(context)}
      <div class="bar-tools">
        ${windowPart(context)}
        ${button(context, strings.refresh, { do: "refresh" }, true)}
      </div>
    </div>
    <div class="bar-facts">${connectionPart(context, subject.connection)} ${agePart(context)}</div>
    ${subject.denied.length === 0 ? nothing : html`<p class="denied">${icon("info")}<span>${fill(strings.denied, subject.denied.join(", "))}</span></p>`}
    <div class="busy">${subject.isReading ? busy(strings.reading) : nothing}</div>`;
}

function stagePart({ subject, strings, act }: SubjectContext): TemplateResult {
  const { name, stages } = subject;
  const heading = html`<h2 id="deployed" tabindex="-1" dir="auto">${name}</h2>`;
  if (stages.length < 2) return heading;
  const changed = ({ currentTarget }: Event) => {
    const { value } = currentTarget as HTMLSelectElement;
    if (value !== name) act({ do: "stage", name: value });
  };
  const label = (stage: Stage) => (stage.isCertain ? stage.name : fill(strings.notCertain, stage.name));
  return html`<h2 id="deployed" class="sr" tabindex="-1">${name}</h2>
    <select class="stage" data-focus="stage" aria-label=${strings.stage} .value=${live(name)} @change=${changed}>
      ${stages.map((stage) => html`<option value=${stage.name} ?selected=${stage.name === name}>${label(stage)}</option>`)}
    </select>`;
}

function windowPart({ subject, strings, act }: SubjectContext): TemplateResult {
  return html`<div class="segments" role="group" aria-label=${strings.window}>
    ${METRIC_WINDOWS.map(
      (each) => html`<button type="button" data-focus=${`window ${each}`} aria-pressed=${each === subject.window}
        title=${fill(strings.lastWindow, strings.windows[each])} @click=${() => act({ do: "window", window: each })}>${each}</button>`,
    )}
  </div>`;
}

export function connectionPart({ strings, act }: DeployedContext, { profile, region, endpoint }: ShownConnection): TemplateResult {
  return html`<button type="button" class="link" data-focus="connection" title=${strings.changeConnection}
      @click=${() => act({ do: "profile" })}>${fill(strings.connection, profile, region)}</button>
    ${endpoint === null ? nothing : html`<span class="emulator">${icon("info")}${fill(strings.emulator, endpoint)}</span>`}`;
}

/** How old the figures are, and how many were paid for. */
function agePart({ subject, strings, format }: SubjectContext): Part {
  const { metrics, requested } = subject;
  const parts = [
    metrics ? fill(strings.readAt, format.age(metrics.readAt, Date.now())) : "",
    fill(strings.requested, format.count(requested)),
  ];
  return html`<span class="muted" title=${strings.requestedHelp}>${parts.filter(Boolean).join(" · ")}</span>`;
}

/** What happened, what to do, and the command that does it. */
export function failurePart({ strings, act }: DeployedContext, { message, remedy, command }: ShownFailure): TemplateResult {
  return html`<div class="failure" role="group" aria-label=${message} data-place="tab deployed">
    ${icon("error")}
    <div>
      <p dir="auto"><b>${message}</b></p>
      <p dir="auto">${remedy}</p>
      ${
        command === null
          ? nothing
          : html`<p class="command"><code>${command}</code>
            <button type="button" class="link" data-focus="copy" @click=${() => act({ do: "copy", text: command })}>${strings.copyCommand}</button></p>`
      }
      <div class="actions">
        <vscode-button data-focus="deployed refresh again" @click=${() => act({ do: "refresh" })}>${strings.tryAgain}</vscode-button>
        <vscode-button secondary data-focus="deployed profile again" @click=${() => act({ do: "profile" })}>${strings.changeConnection}</vscode-button>
      </div>
    </div>
  </div>`;
}
