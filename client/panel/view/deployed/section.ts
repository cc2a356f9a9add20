/** What is deployed of a function, from the connection to the figures. */
import { html, nothing, type TemplateResult } from "lit";
import type { DeployedShown } from "../../../src/checklist/panel/deployedShown.ts";
import type { Part, View } from "../view.ts";
import { alarmsPart } from "./alarms.ts";
import { barPart, failurePart } from "./bar.ts";
import { chartsPart } from "./charts.ts";
import { contextOf, type SubjectContext } from "./context.ts";
import { costPart } from "./cost.ts";
import { driftPart } from "./drift.ts";
import { findingsPart } from "./findings.ts";
import { glancePart } from "./glance.ts";
import { reportsPart } from "./reports.ts";
import { statePart } from "./states.ts";

export function deployedSection(view: View, shown: DeployedShown): TemplateResult {
  const context = contextOf(view, shown);
  if (shown.kind !== "function") return html`<section class="deployed" aria-labelledby="deployed">${statePart(context)}</section>`;
  const known: SubjectContext = { ...context, subject: shown, window: context.strings.windows[shown.window] };
  return html`<section class="deployed" aria-labelledby="deployed" aria-busy=${shown.isReading}>
    ${barPart(known)} ${shown.failure ? failurePart(known, shown.failure) : nothing} ${content(known)}
  </section>`;
}

function content(context: SubjectContext): Part {
  const { metrics } = context.subject;
  return html`
    ${metrics ? glancePart(context, metrics) : nothing}
    ${findingsPart(context)}
    ${metrics ? chartsPart(context, metrics) : nothing}
    <div class="pairs">${driftPart(context)} ${alarmsPart(context)} ${reportsPart(context)} ${metrics ? costPart(context, metrics) : nothing}</div>`;
}
