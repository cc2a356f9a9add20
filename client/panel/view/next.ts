/** What to do next: the items with an advice, in the order of risk that the server says. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ChecklistReport, ChecklistReportItem } from "../../../server/src/protocol.ts";
import { icon } from "./icons.ts";
import { shortened, statusWord } from "./parts.ts";
import type { View } from "./view.ts";

const few = 5;

export function nextSection(view: View, { id, items, next }: ChecklistReport): TemplateResult {
  const { strings } = view;
  const advised = next.flatMap((each) => items.find((item) => item.id === each) ?? []);
  const { visible, more } = shortened(view, "next", advised, few);
  return html`<section class="next" aria-labelledby="next" data-place="more next">
    <h2 id="next">${strings.next}</h2>
    ${visible.length === 0 ? html`<p class="all-done">${icon("met")}<span>${strings.nothingNext}</span></p>` : nothing}
    <ol class="steps">${repeat(
      visible,
      (item) => item.id,
      (item) => step(view, id, item),
    )}</ol>
    ${more}
  </section>`;
}

function step(view: View, id: string, item: ChecklistReportItem): TemplateResult {
  const { shown, strings } = view;
  const text = shown.items.find((each) => each.id === item.id)?.text ?? item.id;
  const sign = item.status !== "failing" && item.isContradicted ? "contradicted" : item.status;
  return html`<li class="step">
    ${icon(sign)}
    <div>
      <button type="button" class="link step-item" data-focus=${`step ${item.id}`} @click=${() => jump(view, id, item.id)}>${text}</button>
      <span class="sr">${statusWord(item.status, item.applies, strings)}</span>
      <p>${item.advice}</p>
    </div>
  </li>`;
}

/** Unfolds an item and goes to it. */
function jump({ store, redraw }: View, id: string, item: string): void {
  store.fold(id, item, true);
  redraw();
  const summary = document.querySelector<HTMLElement>(`[data-focus="${CSS.escape(`item ${item}`)}"]`);
  summary?.scrollIntoView({ block: "start" });
  summary?.focus({ preventScroll: true });
}
