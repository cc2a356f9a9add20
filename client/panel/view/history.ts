/** The score over the commits of the answers file: a line for the eye, and the same figures as a table. */
import { html, nothing, svg, type TemplateResult } from "lit";
import type { ChecklistHistoryPoint } from "../../../server/src/protocol.ts";
import { fill } from "../fill.ts";
import { shortened } from "./parts.ts";
import type { Part, View } from "./view.ts";

const width = 288;
const height = 72;
const margin = 6;
const few = 5;

export function historySection(view: View): Part {
  const { shown, strings } = view;
  const { history } = shown;
  if (history.kind === "unknown") return nothing;
  const content =
    history.kind === "points"
      ? html`${chart(view, history.points)} ${table(view, history.points)}`
      : html`<p class="muted">${history.why === "no-git" ? strings.historyNoGit : strings.historyNoCommits}</p>`;
  return html`<section class="history" aria-labelledby="history" data-place="more history"><h2 id="history">${strings.history}</h2>${content}</section>`;
}

function chart({ strings }: View, points: readonly ChecklistHistoryPoint[]): Part {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) return nothing;
  const summary = fill(strings.historyLine, first.met, first.total, day(first), last.met, last.total, day(last));
  const step = (width - 2 * margin) / (points.length - 1);
  const at = points.map((point, index) => ({ x: margin + index * step, y: level(share(point)) }));
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label=${summary}>
    ${svg`<path class="chart-grid" d="M0 ${level(1)}H${width}M0 ${level(0)}H${width}" />
      <polyline class="chart-line" points=${at.map(({ x, y }) => `${x},${y}`).join(" ")} />
      ${at.map(({ x, y }, index) => svg`<circle class="chart-dot" cx=${x} cy=${y} r=${index === at.length - 1 ? 3.5 : 2} />`)}`}
  </svg>`;
}

function share({ met, total }: ChecklistHistoryPoint): number {
  return total === 0 ? 0 : met / total;
}

function level(part: number): number {
  return margin + (1 - part) * (height - 2 * margin);
}

function day({ date }: ChecklistHistoryPoint): string {
  return date.slice(0, 10);
}

/** The newest first. */
function table(view: View, points: readonly ChecklistHistoryPoint[]): TemplateResult {
  const { strings } = view;
  const { visible, more } = shortened(view, "history", [...points].reverse(), few);
  return html`<table class="history-table">
    <caption>${strings.historyWhat}</caption>
    <thead><tr><th scope="col">${strings.date}</th><th scope="col">${strings.commit}</th><th scope="col" class="number">${strings.score}</th></tr></thead>
    <tbody>${visible.map(
      (point) => html`<tr><td>${day(point)}</td><td><code>${point.commit.slice(0, 7)}</code></td>
        <td class="number">${fill(strings.scoreOf, point.met, point.total)}</td></tr>`,
    )}</tbody>
  </table>${more}`;
}
