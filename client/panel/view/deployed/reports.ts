/** Memory used, cold starts and init duration: read from REPORT lines when a person asked and saw the cost. */
import { html, nothing, type TemplateResult } from "lit";
import type { DeployedReports, MemoryAdvice } from "../../../../server/src/protocol.ts";
import type { ShownReports } from "../../../src/checklist/panel/deployedShown.ts";
import { fill } from "../../fill.ts";
import { icon } from "../icons.ts";
import type { Part } from "../view.ts";
import type { SubjectContext } from "./context.ts";
import { busy, button } from "./states.ts";

export function reportsPart(context: SubjectContext): TemplateResult {
  const { subject, strings } = context;
  return html`<section aria-labelledby="reports" data-place="tab deployed">
    <h3 id="reports">${strings.reports}</h3>
    ${advicePart(context, subject.judged?.memoryAdvice ?? null)}
    ${stepPart(context, subject.reports)}
  </section>`;
}

function advicePart({ strings, format }: SubjectContext, advice: MemoryAdvice | null): Part {
  if (!advice) return nothing;
  const { configured, suggested, reason } = advice;
  const [now, better] = [format.megabytes(configured), suggested === null ? null : format.megabytes(suggested)];
  const verdict = better === null ? fill(strings.memoryKeep, now) : fill(strings.memorySuggested, better, now);
  return html`<div class="advice">
    ${icon(better === null ? "met" : "hint")}
    <div><p><b>${strings.memory}: ${verdict}</b></p><p dir="auto">${reason}</p></div>
  </div>`;
}

function stepPart(context: SubjectContext, reports: ShownReports): Part {
  const { strings, window } = context;
  const ask = (label: string) => html`<div class="actions">${button(context, label, { do: "reports", step: "cost" }, true)}</div>`;
  switch (reports.step) {
    case "none":
      return html`<p class="muted">${strings.reportsWhat}</p>${ask(strings.reportsAsk)}`;
    case "asking":
      return html`<p class="muted">${strings.reportsAsking}</p>${busy(strings.reportsAsking)}`;
    case "cost":
      return costPart(context, reports);
    case "reading":
      return html`<p class="muted">${strings.reportsReading}</p>${busy(strings.reportsReading)}
        <div class="actions">${button(context, strings.cancel, { do: "reports", step: "cancel" }, true)}</div>`;
    case "empty":
      return html`<p class="muted">${fill(strings.reportsEmpty, window)}</p>${ask(strings.reportsAgain)}`;
    case "read":
      return html`${figures(context, reports.reports)}${ask(strings.reportsAgain)}`;
  }
}

function costPart(context: SubjectContext, { by, bytes, dollars, pricesOf }: Extract<ShownReports, { step: "cost" }>): TemplateResult {
  const { strings, format, window } = context;
  const cost =
    dollars === null || bytes === null
      ? fill(strings.reportsCostUnknown, by, window)
      : fill(strings.reportsCost, format.dollars(dollars), by, format.bytes(bytes));
  return html`<p>${cost} <span class="muted">${fill(strings.pricesOf, pricesOf)}</span></p>
    <div class="actions">
      ${button(context, strings.reportsRead, { do: "reports", step: "read" })}
      ${button(context, strings.cancel, { do: "reports", step: "cancel" }, true)}
    </div>`;
}

function figures({ strings, format }: SubjectContext, reports: DeployedReports): TemplateResult {
  const { invocations, isSample, memorySize, memoryUsedAverage, memoryUsedP95, memoryUsedMaximum, coldStarts } = reports;
  const { initDurationAverage, initDurationMaximum } = reports;
  const share = invocations === 0 ? null : (100 * coldStarts) / invocations;
  const init = initDurationAverage === null ? strings.noColdStart : fill(strings.initWhat, format.milliseconds(initDurationMaximum));
  const rows: [string, string, string][] = [
    [strings.memoryUsed, format.megabytes(memoryUsedMaximum), fill(strings.memoryUsedWhat, format.megabytes(memorySize))],
    [strings.memoryP95, format.megabytes(memoryUsedP95), fill(strings.memoryAverage, format.megabytes(memoryUsedAverage))],
    [strings.coldStarts, format.percent(share), fill(strings.coldStartsWhat, format.count(coldStarts), format.count(invocations))],
    [strings.init, initDurationAverage === null ? "–" : format.milliseconds(initDurationAverage), init],
  ];
  const source = fill(isSample ? strings.reportsSample : strings.reportsOf, format.count(invocations), strings.windows[reports.window]);
  return html`<div class="glance reports"><dl>${rows.map(
    ([name, value, about]) => html`<div class="tile"><dt>${name}</dt><dd><b>${value}</b><span class="muted">${about}</span></dd></div>`,
  )}</dl></div>
  <p class="muted">${source}</p>`;
}
