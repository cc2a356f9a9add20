/** The top of the report: what it is about, its score, and how many items stand how. */
import { html, nothing, type TemplateResult } from "lit";
import type { ChecklistReport, ChecklistStatus } from "../../../server/src/protocol.ts";
import type { Overview, Score, StatusCounts } from "../../src/checklist/panel/messages.ts";
import { countStatuses } from "../../src/checklist/panel/overview.ts";
import { fill } from "../fill.ts";
import { icon } from "./icons.ts";
import { placeLink, statusWord } from "./parts.ts";
import { scoreRing } from "./ring.ts";
import { headingOf } from "./subject.ts";
import type { Part, View } from "./view.ts";

const order: readonly ChecklistStatus[] = ["failing", "not seen", "met", "yours"];

export function functionHero(view: View, report: ChecklistReport): TemplateResult {
  const { strings } = view;
  const facts: [string, Part][] = [
    [strings.triggers, report.triggers.join(", ")],
    [strings.template, placeLink(view, report.entry, "entry")],
    [strings.handler, placeLink(view, report.handler, "handler")],
  ];
  const known = facts.filter(([, value]) => value !== "" && value !== nothing);
  const list = html`<dl class="facts">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}</dl>`;
  return hero(view, report.score, countStatuses(report.items), known.length > 0 ? list : nothing);
}

export function overviewHero(view: View, { score, counts, broken, functions }: Overview): TemplateResult {
  return hero(view, score, counts, html`<p class="muted">${fill(view.strings.failingCount, broken, functions.length)}</p>`);
}

function hero(view: View, score: Score, counts: StatusCounts, facts: Part): TemplateResult {
  const { strings, shown } = view;
  return html`<section class="hero" aria-labelledby="subject">
    ${scoreRing(score, counts.failing, strings)}
    <div class="hero-text">
      <h1 id="subject" tabindex="-1" dir="auto">${headingOf(shown, strings)}</h1>
      ${facts}
      <ul class="counts">
        ${order.map(
          (status) => html`<li class=${counts[status] === 0 ? "is-none" : ""}>
            ${icon(status)}<b>${counts[status]}</b> ${statusWord(status, true, strings)}
          </li>`,
        )}
      </ul>
    </div>
  </section>`;
}
