/** The charts, each with what it means and with its figures as a table. */
import { html, nothing, svg, type TemplateResult } from "lit";
import "../../charts/element.ts";
import type { DeployedSubject, ShownMetrics } from "../../../src/checklist/panel/deployedShown.ts";
import type { ChartInput } from "../../charts/element.ts";
import { type Chart, planCharts } from "../../charts/plan.ts";
import { fill } from "../../fill.ts";
import type { Part } from "../view.ts";
import type { SubjectContext } from "./context.ts";

let planned: { readonly subject: DeployedSubject; readonly charts: readonly Chart[] } | undefined;

/** The same charts for as long as the figures are the same: the page is drawn again for less. */
function chartsOf({ subject, strings }: SubjectContext, metrics: ShownMetrics): readonly Chart[] {
  if (planned?.subject !== subject) planned = { subject, charts: planCharts(subject, metrics, strings) };
  return planned.charts;
}

export function chartsPart(context: SubjectContext, metrics: ShownMetrics): TemplateResult {
  const { strings } = context;
  const charts = chartsOf(context, metrics);
  const empty = charts.filter(({ hasData }) => !hasData).map(({ title }) => title);
  return html`<section class="charts" aria-labelledby="charts">
    <h3 id="charts">${strings.metricsTitle}</h3>
    <p class="span"><span>${fill(strings.lastWindow, context.window)}</span>${deployments(context, metrics)}</p>
    <div class="grid">${charts.filter(({ hasData }) => hasData).map((chart) => chartPart(context, chart))}</div>
    ${empty.length === 0 ? nothing : html`<p class="empty muted">${fill(strings.noDataFor, context.window, empty.join(", "))}</p>`}
  </section>`;
}

/** What the vertical lines of all charts are. */
function deployments({ subject, strings, format }: SubjectContext, { from, to }: ShownMetrics): Part {
  const inside = subject.deployments.filter(({ at }) => Date.parse(at) >= Date.parse(from) && Date.parse(at) <= Date.parse(to));
  const last = inside.at(-1);
  if (!last) return nothing;
  const when = fill(strings.deployedAt, last.version, format.time(Date.parse(last.at)));
  const more = inside.length > 1 ? fill(strings.deployedMore, inside.length) : "";
  return html`<span>${markSwatch()}${[when, more].filter(Boolean).join(" ")}</span>`;
}

function markSwatch(): TemplateResult {
  return html`<svg class="swatch swatch-mark" viewBox="0 0 14 12" width="14" height="12" aria-hidden="true">
    ${svg`<path class="head" d="M3 0h8l-4 6Z" /><path d="M7 0v12" />`}
  </svg>`;
}

function chartPart(context: SubjectContext, chart: Chart): TemplateResult {
  const { strings, format, locale, window } = context;
  const input: ChartInput = { chart, format, locale, strings, window };
  const [explains, tables] = [`explain ${chart.id}`, `table ${chart.id}`];
  const { store } = context.view;
  return html`<article class="chart-card" aria-labelledby="chart-${chart.id}">
    <div class="chart-head">
      <h4 id="chart-${chart.id}">${chart.title}</h4>
      ${disclosure(context, explains, "?", fill(strings.explainOf, chart.title))}
      ${disclosure(context, tables, strings.table, fill(strings.tableOf, chart.title))}
    </div>
    ${store.isExpanded(explains) ? explanation(context, chart) : nothing}
    <deployed-chart .input=${input}></deployed-chart>
    ${store.isExpanded(tables) ? tablePart(context, chart) : nothing}
  </article>`;
}

function disclosure({ view: { store, redraw } }: SubjectContext, key: string, text: string, label: string): TemplateResult {
  const toggle = () => {
    store.toggleExpanded(key);
    redraw();
  };
  return html`<button type="button" class="disclosure ${text === "?" ? "round" : ""}" data-focus=${key} aria-expanded=${store.isExpanded(key)}
    aria-label=${label} title=${label} @click=${toggle}>${text}</button>`;
}

function explanation({ strings }: SubjectContext, { lines }: Chart): TemplateResult {
  return html`<dl class="explanation">${lines.map(({ metric }) => {
    const { title, what, why, whenHigh } = strings.metrics[metric];
    return html`<dt>${title}</dt><dd>${what} ${why} ${whenHigh}</dd>`;
  })}</dl>`;
}

/** The newest first, as in the other tables of the report; it scrolls in itself, for there may be 288 lines. */
function tablePart({ strings, format, window }: SubjectContext, chart: Chart): TemplateResult {
  const { title, times, lines, unit, period } = chart;
  const caption = fill(strings.tableCaption, title, window, format.seconds(period));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${fill(strings.tableOf, title)} data-focus=${`scroll ${chart.id}`}>
    <table class="figures">
      <caption>${caption}</caption>
      <thead><tr><th scope="col">${strings.time}</th>${lines.map(({ name }) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
      <tbody>${times.map((_, back): Part => {
        const index = times.length - 1 - back;
        const cell = (value: number | null) => html`<td class="number ${value === null ? "is-none" : ""}">${format.of(unit, value)}</td>`;
        return html`<tr><th scope="row">${format.time((times[index] ?? 0) * 1000)}</th>${lines.map(({ values }) => cell(values[index] ?? null))}</tr>`;
      })}</tbody>
    </table>
  </div>`;
}
