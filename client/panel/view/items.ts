/** The items, by the guide's sections, each with its evidence, its answer and what can be done. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { ChecklistItemDescription, ChecklistReport, ChecklistReportItem } from "../../../server/src/protocol.ts";
import type { ItemAction } from "../../src/checklist/panel/messages.ts";
import { fill } from "../fill.ts";
import { answerPart, evidencePart } from "./evidence.ts";
import { icon, statusIcon } from "./icons.ts";
import { statusWord } from "./parts.ts";
import type { Part, View } from "./view.ts";

interface Group {
  readonly title: string;
  readonly items: readonly (readonly [ChecklistItemDescription, ChecklistReportItem])[];
}

/** In the guide's order, whatever the order of the report. */
function groupsOf(descriptions: readonly ChecklistItemDescription[], { items }: ChecklistReport): Group[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const pairs = descriptions.flatMap((described) => {
    const item = byId.get(described.id);
    return item ? [[described, item] as const] : [];
  });
  return [...Map.groupBy(pairs, ([{ group }]) => group)].map(([title, members]) => ({ title, items: members }));
}

export function checklistSection(view: View, report: ChecklistReport): TemplateResult {
  return html`<section class="checklist" aria-labelledby="checklist">
    <h2 id="checklist">${view.strings.checklist}</h2>
    ${groupsOf(view.shown.items, report).map((group) => groupPart(view, report.id, group))}
  </section>`;
}

function groupPart(view: View, id: string, { title, items }: Group): TemplateResult {
  return html`<section class="group">
    <h3>${title}</h3>
    ${items.map(([described, item]) => itemPart(view, id, described, item))}
  </section>`;
}

function itemPart(view: View, id: string, described: ChecklistItemDescription, item: ChecklistReportItem): TemplateResult {
  const { store, strings } = view;
  const toggled = ({ currentTarget }: Event) => store.fold(id, item.id, (currentTarget as HTMLDetailsElement).open);
  const contradiction = item.isContradicted
    ? html`<span class="contradiction">${icon("contradicted")}${strings.contradicted}</span>`
    : nothing;
  return html`<details class="item" data-place=${`item ${item.id}`} .open=${live(store.isUnfolded(id, item.id))} @toggle=${toggled}>
    <summary data-focus=${`item ${item.id}`}>
      ${icon("chevron")}${icon(statusIcon(item.status, item.applies))}
      <div class="title"><h4>${described.text}</h4>${contradiction}</div>
      <span class="status">${statusWord(item.status, item.applies, strings)}</span>
    </summary>
    <div class="item-body">
      ${item.advice === null ? nothing : html`<p class="advice">${item.advice}</p>`}
      ${answerPart(view, item)} ${evidencePart(view, described, item)} ${actionsPart(view, id, described, item)}
    </div>
  </details>`;
}

function actionsPart({ strings, send }: View, id: string, { text }: ChecklistItemDescription, item: ChecklistReportItem): Part {
  const button = (action: ItemAction) => html`<vscode-button secondary data-focus=${`${action} ${item.id}`}
    aria-label=${`${strings[action]} ${text}`} @click=${() => send({ type: "act", action, id, item: item.id })}>${strings[action]}</vscode-button>`;
  const canBeFixed = item.evidence.some(({ says, place }) => says === "finding" && place);
  return html`<div class="actions" role="group" aria-label=${fill(strings.actionsOf, text)}>
    ${canBeFixed ? button("fix") : nothing}${button("answer")}${button("guide")}
  </div>`;
}
