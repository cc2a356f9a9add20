/** A chart in uPlot's terms. */
import uPlot from "uplot";
import type { Format } from "../../src/deployed/format.ts";
import { drawBehind, drawLines } from "./draw.ts";
import { palette } from "./palette.ts";
import type { Chart, Line } from "./plan.ts";

/** Pixels. */
export const height = 148;
const day = 86_400;
/** The same for all charts, so that the cursors stand below one another: room for `1 h 30 min`. */
const axisWidth = 64;
/** More bars than this stand without gaps: those would flicker between none and a pixel. */
const denseBars = 120;

/** Charts with the same key move their cursors together. */
export const syncKey = "deployed";

export interface Input {
  readonly chart: Chart;
  readonly format: Format;
  readonly locale: string;
}

/**
 * @param input what is drawn now: asked for again and again, because a chart outlives its figures
 * @param moved called when the cursor stands on another time, null: on none
 */
export function chartOptions(width: number, input: () => Input, moved: (index: number | null) => void): uPlot.Options {
  const { chart } = input();
  return {
    width,
    height,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: true, range: () => [input().chart.from, input().chart.to] },
      y: { range: () => [0, ceiling(input().chart)] },
    },
    series: [{}, ...chart.lines.map(seriesOf)],
    axes: [timeAxis(input), valueAxis(input)],
    cursor: {
      y: false,
      drag: { x: false, y: false, setScale: false },
      points: { size: 7, fill: (_, index) => strokeOf(chart.lines[index - 1]), stroke: () => palette().background, width: 1 },
      sync: { key: syncKey, setSeries: false },
    },
    hooks: {
      setCursor: [(plot) => moved(plot.cursor.idx ?? null)],
      drawAxes: [(plot) => drawBehind(plot, input().chart)],
      draw: [(plot) => drawLines(plot, input())],
    },
  };
}

/** Room for the highest figure and every limit that is shown; something to stand on where all is zero. */
function ceiling({ lines, levels, unit }: Chart): number {
  const values = lines.flatMap((line) => line.values.map((value) => value ?? 0));
  const shown = levels.filter(({ isAbove }) => !isAbove).map(({ value }) => value);
  const highest = Math.max(0, ...values, ...shown);
  if (highest === 0) return unit === "milliseconds" ? 100 : unit === "percent" ? 1 : 2;
  return highest * 1.12;
}

function strokeOf(line: Line | undefined): string {
  return line ? palette().lines[line.colour] : palette().text;
}

const dashes: Partial<Record<Line["look"], number[]>> = { dashed: [6, 3], dotted: [1.5, 3] };
const widths: Record<Line["look"], number> = { bars: 0, solid: 2, thin: 1, dashed: 1.5, dotted: 1.5 };

function seriesOf(line: Line): uPlot.Series {
  const { look } = line;
  const stroke = () => strokeOf(line);
  const dash = dashes[look];
  if (look !== "bars") return { stroke, width: widths[look], ...(dash && { dash }), points: { size: 4, fill: stroke } };
  const isDense = line.values.length > denseBars;
  const paths = uPlot.paths.bars?.({ align: 1, size: isDense ? [1] : [0.8, 24, 1], gap: isDense ? 0 : 1 });
  // What is always there is the ground for what should not be.
  const alpha = line.colour === "blue" ? 0.6 : 1;
  return { stroke, fill: stroke, alpha, width: 0, points: { show: false }, ...(paths && { paths }) };
}

function axis(): Pick<uPlot.Axis, "stroke" | "font" | "grid" | "ticks"> {
  return {
    stroke: () => palette().quiet,
    font: `11px ${palette().font}`,
    grid: { stroke: () => palette().grid, width: 1 },
    ticks: { show: false },
  };
}

function timeAxis(input: () => Input): uPlot.Axis {
  const values: uPlot.Axis.DynamicValues = (_, splits, __, ___, step) => {
    const options: Intl.DateTimeFormatOptions =
      step >= day ? { month: "short", day: "numeric" } : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const text = new Intl.DateTimeFormat(input().locale, options);
    return splits.map((split) => text.format(split * 1000));
  };
  return { ...axis(), values, space: 64, size: 24, gap: 6, grid: { show: false } };
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** Steps of a clock. */
const milliseconds = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12, 24, 48, 96, 168].map((count) => count * hour),
];
/** Nothing is counted in halves. */
const counts = Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

function valueAxis(input: () => Input): uPlot.Axis {
  const { unit } = input().chart;
  const steps = { milliseconds, count: counts, percent: undefined }[unit];
  return {
    ...axis(),
    ...(steps && { incrs: steps }),
    space: 32,
    gap: 6,
    size: axisWidth,
    values: (_, splits) => splits.map((split) => axisText(split, unit, input().format)),
  };
}

function axisText(value: number, unit: Chart["unit"], format: Format): string {
  return value === 0 || unit === "count" ? format.compact(value) : format.of(unit, value);
}
