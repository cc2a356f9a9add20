/** `<deployed-chart>`: a chart with its legend. It is told what to show by its property `input`, and draws only what is another. */
import { html, render, svg, type TemplateResult } from "lit";
import uPlot from "uplot";
import type { DeployedStrings } from "../../src/checklist/panel/deployedStrings.ts";
import { chartOptions, height, type Input, syncKey } from "./options.ts";
import { onPaletteChange } from "./palette.ts";
import type { Chart, Level, Line } from "./plan.ts";
import { readoutOf, summaryOf } from "./words.ts";

export interface ChartInput extends Input {
  readonly strings: DeployedStrings;
  /** `24 hours` */
  readonly window: string;
}

class ChartElement extends HTMLElement {
  #input: ChartInput | undefined;
  #plot: uPlot | undefined;
  /** Where the cursor is; null: nowhere. */
  #index: number | null = null;
  readonly #legend = document.createElement("div");
  readonly #box = document.createElement("div");
  readonly #spoken = document.createElement("div");
  /** The time under the cursor. */
  readonly #when = document.createElement("div");
  readonly #sizes = new ResizeObserver(() => this.#fit());
  #forget = () => {};

  set input(input: ChartInput) {
    const before = this.#input;
    if (before?.chart === input.chart) return;
    this.#input = input;
    if (!this.isConnected) return;
    if (!this.#plot || !before || shapeOf(before.chart) !== shapeOf(input.chart)) this.#build();
    else if (JSON.stringify(before.chart) !== JSON.stringify(input.chart)) this.#plot.setData(dataOf(input.chart));
    this.#describe();
  }

  connectedCallback(): void {
    this.#box.className = "plot";
    this.#when.className = "when";
    this.#when.setAttribute("aria-hidden", "true");
    this.#when.hidden = true;
    this.#spoken.className = "sr";
    this.#spoken.setAttribute("aria-live", "polite");
    this.append(this.#legend, this.#box, this.#spoken);
    this.#sizes.observe(this.#box);
    const unwatch = onPaletteChange(() => this.#plot?.redraw(false, true));
    this.#forget = () => unwatch();
    if (this.#input) this.#build();
    this.#describe();
  }

  disconnectedCallback(): void {
    this.#forget();
    this.#sizes.disconnect();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  #build(): void {
    this.#plot?.destroy();
    this.#plot = undefined;
    const input = this.#input;
    if (!input) return;
    const options = chartOptions(Math.max(120, this.#box.clientWidth), () => this.#input ?? input, this.#moved);
    this.#plot = new uPlot(options, dataOf(input.chart), this.#box);
    this.#plot.over.parentElement?.append(this.#when);
    const { canvas } = this.#plot.ctx;
    canvas.tabIndex = 0;
    canvas.dataset.focus = `chart ${input.chart.id}`;
    canvas.setAttribute("role", "img");
    canvas.addEventListener("keydown", this.#key);
    canvas.addEventListener("blur", () => this.#point(null));
  }

  #fit(): void {
    const width = this.#box.clientWidth;
    if (this.#plot && width > 0 && width !== this.#plot.width) this.#plot.setSize({ width, height });
  }

  readonly #moved = (index: number | null): void => {
    if (index === this.#index) return;
    this.#index = index;
    this.#drawLegend();
    this.#drawTime();
  };

  #drawTime(): void {
    const [plot, input] = [this.#plot, this.#input];
    if (!plot || !input) return;
    const time = this.#index === null ? undefined : input.chart.times[this.#index];
    this.#when.hidden = time === undefined;
    if (time === undefined) return;
    this.#when.textContent = input.format.time(time * 1000);
    // Beside the cursor's line, and never over an edge.
    const middle = plot.over.offsetLeft + plot.valToPos(time, "x");
    const half = this.#when.offsetWidth / 2;
    this.#when.style.left = `${Math.min(Math.max(middle, half), plot.width - half)}px`;
  }

  /** The cursor by keyboard: it is what a mouse does elsewhere. */
  readonly #key = (event: KeyboardEvent): void => {
    const last = (this.#input?.chart.times.length ?? 0) - 1;
    const at = this.#index;
    const to: Record<string, number | null> = {
      ArrowLeft: at === null ? last : Math.max(0, at - 1),
      ArrowRight: at === null ? 0 : Math.min(last, at + 1),
      Home: 0,
      End: last,
      Escape: null,
    };
    const next = to[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.#point(next);
    const input = this.#input;
    if (input && next !== null) this.#spoken.textContent = readoutOf(input.chart, next, input.format);
  };

  /** Puts this cursor, and with it those of the other charts, on a time. */
  #point(index: number | null): void {
    const plot = this.#plot;
    if (!plot) return;
    const time = index === null ? undefined : this.#input?.chart.times[index];
    const [left, top] = time === undefined ? [-10, -10] : [plot.valToPos(time, "x"), 0];
    plot.setCursor({ left, top });
    // The others look up where the time is on their own scales.
    const { values } = plot.cursor.sync ?? {};
    if (values && time !== undefined) values[0] = time;
    uPlot.sync(syncKey).pub("mousemove", plot, left, top, plot.over.clientWidth, plot.over.clientHeight, index ?? -1);
  }

  #describe(): void {
    const input = this.#input;
    if (!input) return;
    const label = `${summaryOf(input.chart, input.window, input.strings, input.format)} ${input.strings.chartKeys}`;
    const canvas = this.#plot?.ctx.canvas;
    // Said again it would be read again.
    if (canvas && canvas.getAttribute("aria-label") !== label) canvas.setAttribute("aria-label", label);
    this.#drawLegend();
  }

  #drawLegend(): void {
    if (this.#input) render(legend(this.#input, this.#index), this.#legend);
  }
}

/** What uPlot cannot change of a chart. */
function shapeOf({ id, lines, unit }: Chart): string {
  return [id, unit, ...lines.map(({ metric }) => metric)].join();
}

function dataOf({ times, lines }: Chart): uPlot.AlignedData {
  return [[...times], ...lines.map(({ values }) => [...values])];
}

/** The figures of the window; while the cursor is over the charts, those of its time. */
function legend({ chart, strings, format }: ChartInput, index: number | null): TemplateResult {
  const value = (line: Line) => format.of(chart.unit, index === null ? line.summary : (line.values[index] ?? null));
  return html`<ul class="legend">
    ${chart.lines.map((line) => html`<li>${swatch(line)}<span>${line.name}</span> <b>${value(line)}</b></li>`)}
    ${chart.levels.map((level) => html`<li class="muted">${levelSwatch(level)}<span>${levelText(level, chart, strings, format)}</span></li>`)}
  </ul>`;
}

function levelText({ name, value, isAbove }: Level, { unit }: Chart, strings: DeployedStrings, format: ChartInput["format"]): string {
  const text = `${name} ${format.of(unit, value)}`;
  return isAbove ? `${text} (${strings.above})` : text;
}

function swatch({ colour, look }: Line): TemplateResult {
  const shape = look === "bars" ? svg`<rect x="3" y="2" width="8" height="8" />` : svg`<path d="M0 6h14" />`;
  return html`<svg class="swatch colour-${colour} look-${look}" viewBox="0 0 14 12" width="14" height="12" aria-hidden="true">${shape}</svg>`;
}

function levelSwatch({ kind }: Level): TemplateResult {
  return html`<svg class="swatch swatch-${kind}" viewBox="0 0 14 12" width="14" height="12" aria-hidden="true">${svg`<path d="M0 6h14" />`}</svg>`;
}

customElements.define("deployed-chart", ChartElement);
