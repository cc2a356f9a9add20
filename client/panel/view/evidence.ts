/** What was seen of an item, and what a person said of it. */
import { html, nothing, type TemplateResult } from "lit";
import type { ChecklistEvidence, ChecklistItemDescription, ChecklistReportItem } from "../../../server/src/protocol.ts";
import type { PanelStrings } from "../../src/checklist/panel/strings.ts";
import { fill } from "../fill.ts";
import { evidenceIcon, icon } from "./icons.ts";
import { placeLink } from "./parts.ts";
import type { Part, View } from "./view.ts";

export function evidencePart(view: View, { manual }: ChecklistItemDescription, { id, evidence, answer }: ChecklistReportItem): Part {
  const { strings } = view;
  if (evidence.length > 0) return html`<ul class="evidence">${evidence.map((each, index) => line(view, each, `${id} ${index}`))}</ul>`;
  if (answer) return nothing;
  return html`<p class="muted">${manual === null ? strings.noEvidence : fill(strings.manual, manual)}</p>`;
}

function line(view: View, evidence: ChecklistEvidence, key: string): TemplateResult {
  const { strings, send } = view;
  const { rule } = evidence;
  const about =
    rule === null
      ? nothing
      : html`<button type="button" class="link rule" data-focus=${`rule ${key}`}
    title=${fill(strings.showRule, rule)} @click=${() => send({ type: "rule", rule })}>${rule}</button>`;
  return html`<li>
    ${icon(evidenceIcon(evidence))}
    <div>
      <p dir="auto"><span class="sr">${evidenceWord(evidence, strings)}: </span>${evidence.message}</p>
      <p class="sources">${placeLink(view, evidence.place, `place ${key}`)} ${about}</p>
    </div>
  </li>`;
}

function evidenceWord({ says, severity }: ChecklistEvidence, strings: PanelStrings): string {
  if (says === "finding") return strings[severity ?? "info"];
  return says === "does-not-apply" ? strings.doesNotApply : strings[says];
}

/** Who said what, when, and why. */
export function answerPart(view: View, { id, answer }: ChecklistReportItem): Part {
  if (!answer) return nothing;
  const { strings } = view;
  const parts = [
    answer.answer === "met" ? strings.answeredMet : strings.answeredNotNeeded,
    answer.who === null ? "" : fill(strings.answeredBy, answer.who),
    answer.date === null ? "" : fill(strings.answeredOn, answer.date),
    answer.isForAll ? strings.answeredForAll : "",
  ];
  return html`<div class="answer">
    ${icon("yours")}
    <div>
      <p dir="auto">${parts.filter((part) => part !== "").join(" ")}</p>
      ${answer.note === null ? nothing : html`<blockquote dir="auto">${answer.note}</blockquote>`}
      <p class="sources">${placeLink(view, answer.place, `answer-place ${id}`)}</p>
    </div>
  </div>`;
}
