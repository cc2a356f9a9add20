/** The whole page. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { ChecklistReport } from "../../../server/src/protocol.ts";
import type { Choice } from "../../src/checklist/panel/messages.ts";
import { deployedSection } from "./deployed/section.ts";
import { functionHero, overviewHero } from "./hero.ts";
import { historySection } from "./history.ts";
import { icon } from "./icons.ts";
import { checklistSection } from "./items.ts";
import { nextSection } from "./next.ts";
import { noticeOf, noticePart } from "./notice.ts";
import { failingSection, functionsSection } from "./overview.ts";
import { placeLink } from "./parts.ts";
import { tabbed } from "./tabs.ts";
import type { Part, View } from "./view.ts";

/** The value of "all functions" in the selector; no function's id is that short. */
const all = "*";

export function pageView(view: View): TemplateResult {
  const { shown, strings, said } = view;
  const notice = noticeOf(view);
  const isBusy = shown.server === "starting" || shown.isReading;
  return html`<header>
      ${toolbar(view, notice === undefined)}
      <div class="busy">${isBusy ? html`<vscode-progress-bar aria-label=${strings.reading}></vscode-progress-bar>` : nothing}</div>
    </header>
    <main aria-labelledby="subject" aria-busy=${isBusy}>${notice ? noticePart(notice) : content(view)}</main>
    <div class="sr" role="status">${said}</div>`;
}

function content(view: View): Part {
  const { subject } = view.shown;
  if (subject.kind === "gone") return nothing;
  if (subject.kind === "all") {
    const { overview } = subject;
    return html`${overviewHero(view, overview)}
      <div class="columns">
        ${failingSection(view, overview)}
        <div class="wide">${problemsSection(view)} ${functionsSection(view, overview)}</div>
        ${historySection(view)}
      </div>`;
  }
  const { report, deployed } = subject;
  const sides = { checklist: () => checklistSide(view, report), deployed: () => deployedSection(view, deployed) };
  return html`${functionHero(view, report)} ${tabbed(view, sides)}`;
}

function checklistSide(view: View, report: ChecklistReport): TemplateResult {
  return html`<div class="columns">
    ${nextSection(view, report)}
    <div class="wide">${problemsSection(view)} ${checklistSection(view, report)}</div>
    ${historySection(view)}
  </div>`;
}

function problemsSection(view: View): Part {
  const { shown, strings } = view;
  if (shown.problems.length === 0) return nothing;
  return html`<section class="problems" aria-labelledby="problems">
    <h2 id="problems">${strings.problems}</h2>
    <ul class="evidence">${shown.problems.map(
      ({ message, place }, index) => html`<li>
        ${icon("warning")}
        <div><p dir="auto">${message}</p><p class="sources">${placeLink(view, place, `problem ${index}`)}</p></div>
      </li>`,
    )}</ul>
  </section>`;
}

function toolbar(view: View, canExport: boolean): TemplateResult {
  const { strings, send } = view;
  const button = (label: string, format: "markdown" | "html") =>
    html`<vscode-button secondary data-focus=${`export ${format}`} ?disabled=${!canExport}
      @click=${() => send({ type: "export", format })}>${label}</vscode-button>`;
  return html`<div class="toolbar">
    ${selector(view)}
    <div class="exports">${button(strings.exportMarkdown, "markdown")}${button(strings.exportHtml, "html")}</div>
  </div>`;
}

let known: { readonly choices: readonly Choice[]; readonly options: readonly { value: string; label: string }[] } | undefined;

/** The same array for as long as the functions are the same: a new one closes the selector's list. */
function optionsOf({ shown: { choices }, strings }: View) {
  if (known && JSON.stringify(known.choices) === JSON.stringify(choices)) return known.options;
  const names = new Map<string, number>();
  for (const { name } of choices) names.set(name, (names.get(name) ?? 0) + 1);
  const label = ({ name, where }: Choice) => (where !== null && (names.get(name) ?? 0) > 1 ? `${name} (${where})` : name);
  const options = [{ value: all, label: strings.allFunctions }, ...choices.map((choice) => ({ value: choice.id, label: label(choice) }))];
  known = { choices, options };
  return options;
}

function selector(view: View): TemplateResult {
  const { shown, strings, store, send } = view;
  const changed = ({ currentTarget }: Event) => {
    const { value } = currentTarget as HTMLElement & { value: string };
    if (value !== (store.state.selected ?? all)) send({ type: "select", id: value === all ? null : value });
  };
  return html`<vscode-single-select class="choose" combobox filter="contains" data-focus="choose" label=${strings.choose}
    ?disabled=${shown.choices.length === 0} .options=${optionsOf(view)} .value=${live(store.state.selected ?? all)}
    @change=${changed}></vscode-single-select>`;
}
