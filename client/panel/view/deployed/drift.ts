/** What is deployed otherwise than the template says. */
import { html, nothing, type TemplateResult } from "lit";
import type { DeployedDrift, DeployedPlace } from "../../../../server/src/protocol.ts";
import { fill } from "../../fill.ts";
import { icon } from "../icons.ts";
import { placeName } from "../parts.ts";
import type { Part, View } from "../view.ts";
import type { SubjectContext } from "./context.ts";

export function driftPart(context: SubjectContext): Part {
  const { strings, subject } = context;
  const { judged } = subject;
  if (!judged) return nothing;
  return html`<section aria-labelledby="drift"><h3 id="drift">${strings.drift}</h3>${content(context, judged.drift, judged.compared)}</section>`;
}

function content(context: SubjectContext, drift: readonly DeployedDrift[] | null, compared: number): TemplateResult {
  const { strings } = context;
  if (drift === null) return html`<p class="muted">${strings.driftUnknown}</p>`;
  if (drift.length === 0) return html`<p class="all-done">${icon("met")}<span>${fill(strings.driftNone, compared)}</span></p>`;
  return html`<table class="drift">
      <caption>${strings.driftWhat}. ${fill(strings.driftCompared, compared)}</caption>
      <thead><tr>
        <th scope="col">${strings.property}</th><th scope="col">${strings.inTemplate}</th><th scope="col">${strings.inDeployment}</th>
      </tr></thead>
      <tbody>${drift.map((each, index) => row(context, each, index))}</tbody>
    </table>`;
}

/** The value of the template leads to its line; where it has none, to where it would go. */
function driftLink(view: View, place: DeployedPlace, text: string, key: string): TemplateResult {
  const where = fill(view.strings.openPlace, placeName(view, place));
  return html`<button type="button" class="link" data-focus=${key} title=${where} aria-label=${`${text}. ${where}`}
    @click=${() => view.send({ type: "open", place })}><bdi>${text}</bdi></button>`;
}

function row({ strings, view }: SubjectContext, { property, template, deployed, place }: DeployedDrift, index: number): TemplateResult {
  const value = (text: string | null) => (text === null ? html`<span class="muted">${strings.absent}</span>` : html`<bdi>${text}</bdi>`);
  const written = place ? driftLink(view, place, template ?? strings.absent, `drift ${index}`) : value(template);
  return html`<tr>
    <th scope="row" dir="auto">${property}</th>
    <td>${written}</td>
    <td>${value(deployed)}</td>
  </tr>`;
}
