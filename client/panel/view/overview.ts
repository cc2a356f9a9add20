/** All functions: a table of them, and what fails most often. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { FunctionRow, Overview, Sort } from "../../src/checklist/panel/messages.ts";
import type { PanelStrings } from "../../src/checklist/panel/strings.ts";
import { fill } from "../fill.ts";
import { icon } from "./icons.ts";
import { breakable, scoreBar, shortened } from "./parts.ts";
import type { Part, View } from "./view.ts";

const few = 5;

export function failingSection(view: View, { failing, functions }: Overview): Part {
  const { shown, strings } = view;
  const { visible, more } = shortened(view, "failing", failing, few);
  const text = (id: string) => shown.items.find((each) => each.id === id)?.text ?? id;
  return html`<section class="fails" aria-labelledby="fails" data-place="more failing">
    <h2 id="fails">${strings.failsMost}</h2>
    ${failing.length === 0 ? html`<p class="all-done">${icon("met")}<span>${strings.failsNowhere}</span></p>` : nothing}
    <ol class="ranking">${visible.map(
      (each) => html`<li>
        <span>${text(each.item)}</span>
        <span class="figure">${fill(strings.scoreOf, each.functions, functions.length)}</span>
        ${scoreBar({ met: each.functions, total: functions.length })}
      </li>`,
    )}</ol>
    ${more}
  </section>`;
}

const columns: readonly Sort[] = ["name", "score", "failing", "notSeen"];

function columnName(column: Sort, strings: PanelStrings): string {
  return { name: strings.name, score: strings.score, failing: strings.failing, notSeen: strings.notSeen }[column];
}

/** What needs most attention first; names as people sort them. */
const compare: Record<Sort, (a: FunctionRow, b: FunctionRow) => number> = {
  failing: (a, b) => b.failing - a.failing || share(a) - share(b),
  notSeen: (a, b) => b.notSeen - a.notSeen || b.failing - a.failing,
  score: (a, b) => share(a) - share(b),
  name: (a, b) => a.name.localeCompare(b.name),
};

function share({ score: { met, total } }: FunctionRow): number {
  return total === 0 ? 1 : met / total;
}

/** Which way the figures of a column run where it sorts the table. */
const direction: Record<Sort, "ascending" | "descending"> = {
  failing: "descending",
  notSeen: "descending",
  score: "ascending",
  name: "ascending",
};

export function functionsSection(view: View, { functions }: Overview): TemplateResult {
  const { strings, store } = view;
  const { sort } = store.state;
  const rows = [...functions].sort(compare[sort]);
  const count = functions.length === 1 ? strings.functionCountOne : fill(strings.functionCount, functions.length);
  return html`<section class="functions" aria-labelledby="functions" data-place="sort ${sort}">
    <h2 id="functions">${strings.functions} <span class="muted">${count}</span></h2>
    <table class="function-table">
      <thead><tr>${columns.map((column) => heading(view, column))}</tr></thead>
      <tbody>${repeat(
        rows,
        (fn) => fn.id,
        (fn) => row(view, fn),
      )}</tbody>
    </table>
  </section>`;
}

function heading({ strings, store, redraw }: View, column: Sort): TemplateResult {
  const isSorted = store.state.sort === column;
  const name = columnName(column, strings);
  const sort = () => {
    store.sort(column);
    redraw();
  };
  return html`<th scope="col" class=${column === "name" || column === "score" ? column : "number"} aria-sort=${isSorted ? direction[column] : "none"}>
    <button type="button" class="sort" data-focus=${`sort ${column}`} title=${fill(strings.sortBy, name)} @click=${sort}>
      ${name}${isSorted ? html`<span class="arrow" aria-hidden="true">${direction[column] === "ascending" ? "↑" : "↓"}</span>` : nothing}
    </button>
  </th>`;
}

function row({ strings, send }: View, { id, name, where, score, failing, notSeen }: FunctionRow): TemplateResult {
  return html`<tr>
    <th scope="row" class="name">
      <button type="button" class="link" data-focus=${`function ${id}`} dir="auto" @click=${() => send({ type: "select", id })}>${name}</button>
      ${where === null ? nothing : html`<span class="muted" dir="auto">${breakable(where)}</span>`}
    </th>
    <td class="score"><span>${fill(strings.scoreOf, score.met, score.total)}</span>${scoreBar(score)}</td>
    <td class="number ${failing > 0 ? "has-failing" : "is-none"}">${failing}</td>
    <td class="number ${notSeen > 0 ? "" : "is-none"}">${notSeen}</td>
  </tr>`;
}
