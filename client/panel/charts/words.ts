/** What a chart says to those who do not see it. */
import type { DeployedStrings } from "../../src/checklist/panel/deployedStrings.ts";
import type { Format } from "../../src/deployed/format.ts";
import { fill } from "../fill.ts";
import type { Chart } from "./plan.ts";

/** The whole chart in a few sentences: figures of the window, limits, deployments, gaps. */
export function summaryOf(chart: Chart, window: string, strings: DeployedStrings, format: Format): string {
  const gaps = chart.times.filter((_, index) => chart.lines.every(({ values }) => values[index] === null)).length;
  const lines = chart.lines.map(({ name, metric, summary }) =>
    fill(strings.summaryLine, `${name}, ${strings.metrics[metric].statistic}`, format.of(chart.unit, summary)),
  );
  const levels = chart.levels.map(({ name, value }) => fill(strings.summaryLevel, name, format.of(chart.unit, value)));
  const marks = chart.marks.map(({ name, at }) => fill(strings.summaryLevel, name, format.time(at * 1000)));
  const without = gaps === 0 ? [] : [fill(strings.summaryGaps, gaps, chart.times.length)];
  return [fill(strings.summary, chart.title, window), ...lines, ...levels, ...marks, ...without].join(" ");
}

/** What is under the cursor: a time and its figures. */
export function readoutOf(chart: Chart, index: number, format: Format): string {
  const figures = chart.lines.map(({ name, values }) => `${name} ${format.of(chart.unit, values[index] ?? null)}`);
  return `${format.time((chart.times[index] ?? chart.from) * 1000)}: ${figures.join(", ")}`;
}
