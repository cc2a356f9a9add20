/** Which charts there are of a function, and what each holds: plain data, made from the figures. Nothing is drawn here. */
import type { DeployedAlarm, MetricId } from "../../../server/src/protocol.ts";
import type { DeployedSubject, ShownMetrics, ShownSeries } from "../../src/checklist/panel/deployedShown.ts";
import type { DeployedStrings } from "../../src/checklist/panel/deployedStrings.ts";
import { fill } from "../fill.ts";
import { drawnAlarms } from "./alarms.ts";

export type ChartId = keyof DeployedStrings["charts"];

/** Of the theme's chart colours; its orange is translucent and its lines are for the grid. */
export type Colour = "blue" | "green" | "purple" | "yellow" | "red";

export interface Line {
  readonly metric: MetricId;
  /** As the legend calls it. */
  readonly name: string;
  readonly colour: Colour;
  /** Bars for what is counted in a period, lines for what is measured; each line has a stroke of its own for those who see no colour. */
  readonly look: "bars" | "solid" | "thin" | "dashed" | "dotted";
  readonly values: readonly (number | null)[];
  readonly summary: number | null;
}

/** A horizontal line. */
export interface Level {
  readonly kind: "limit" | "alarm";
  readonly name: string;
  readonly value: number;
  /** It would press all else to the ground: it is told in the legend only. */
  readonly isAbove: boolean;
}

/** A vertical line. */
export interface Mark {
  /** Seconds of the epoch. */
  readonly at: number;
  readonly name: string;
}

export interface Chart {
  readonly id: ChartId;
  readonly title: string;
  readonly unit: ShownSeries["unit"];
  /** Seconds of the epoch. */
  readonly from: number;
  readonly to: number;
  /** Seconds each value stands for. */
  readonly period: number;
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  readonly levels: readonly Level[];
  readonly marks: readonly Mark[];
  readonly hasData: boolean;
}

type Sketch = readonly (readonly [MetricId, Colour, Line["look"]])[];

const sketches: Record<ChartId, Sketch> = {
  invocations: [
    ["invocations", "blue", "bars"],
    ["errors", "red", "bars"],
  ],
  errorRate: [["errorRate", "red", "solid"]],
  duration: [
    ["durationMaximum", "purple", "dotted"],
    ["durationP99", "yellow", "dashed"],
    ["durationP95", "blue", "solid"],
    ["durationAverage", "green", "thin"],
  ],
  concurrency: [["concurrentExecutions", "blue", "solid"]],
  throttles: [["throttles", "yellow", "bars"]],
  iteratorAge: [["iteratorAge", "purple", "solid"]],
  deadLetter: [
    ["deadLetterDepth", "red", "solid"],
    ["deadLetterErrors", "purple", "bars"],
    ["destinationErrors", "yellow", "bars"],
  ],
  asyncAge: [["asyncEventAge", "purple", "solid"]],
  asyncEvents: [
    ["asyncEventsReceived", "blue", "bars"],
    ["asyncEventsDropped", "red", "bars"],
  ],
  provisioned: [["provisionedUtilization", "green", "solid"]],
  spillover: [["provisionedSpillover", "yellow", "bars"]],
};

/** A chart for each of which there is a series; a series that was not asked for makes none. */
export function planCharts(subject: DeployedSubject, metrics: ShownMetrics, strings: DeployedStrings): Chart[] {
  const series = new Map(metrics.series.map((each) => [each.metric, each]));
  return (Object.keys(sketches) as ChartId[]).flatMap((id) => {
    const known = sketches[id].flatMap(([metric, colour, look]) => {
      const found = series.get(metric);
      return found ? [{ found, colour, look }] : [];
    });
    const first = known[0]?.found;
    if (!first) return [];
    const { times, period, unit } = first;
    const lines = known.map(
      ({ found, colour, look }): Line => ({
        metric: found.metric,
        name: (known.length > 1 && strings.short[found.metric]) || strings.metrics[found.metric].title,
        colour,
        look,
        values: aligned(found, times),
        summary: found.summary,
      }),
    );
    const [from, to] = [Date.parse(metrics.from) / 1000, Date.parse(metrics.to) / 1000];
    const highest = Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
    const levels = [...limitsOf(id, subject, strings), ...alarmLevels(id, subject.alarms ?? [], period, strings)];
    return {
      id,
      title: strings.charts[id],
      unit,
      from,
      to,
      period,
      times,
      lines,
      levels: levels.map((level) => ({ ...level, isAbove: highest > 0 && level.value > 3 * highest })),
      marks: marksOf(subject, from, to, strings),
      hasData: lines.some(({ values }) => values.some((value) => value !== null)),
    };
  });
}

/** The values at the times of the chart's first series: all of a window have the same ones, unless AWS did not answer alike. */
function aligned({ times, values }: ShownSeries, to: readonly number[]): readonly (number | null)[] {
  if (times.length === to.length && times[0] === to[0]) return values;
  const at = new Map(times.map((time, index) => [time, values[index] ?? null]));
  return to.map((time) => at.get(time) ?? null);
}

type FreeLevel = Omit<Level, "isAbove">;

function limitsOf(id: ChartId, { limits }: DeployedSubject, strings: DeployedStrings): FreeLevel[] {
  if (id === "duration") return [{ kind: "limit", name: strings.timeout, value: limits.timeout * 1000 }];
  if (id === "provisioned") return [];
  if (id !== "concurrency") return [];
  const { reserved, account } = limits;
  return [
    ...(reserved === null ? [] : [{ kind: "limit" as const, name: strings.reservedLimit, value: reserved }]),
    ...(account === null ? [] : [{ kind: "limit" as const, name: strings.accountLimit, value: account }]),
  ];
}

function alarmLevels(id: ChartId, alarms: readonly DeployedAlarm[], period: number, strings: DeployedStrings): FreeLevel[] {
  const metrics = sketches[id].map(([metric]) => metric);
  return drawnAlarms(alarms, metrics, period).map(({ name, value }) => ({ kind: "alarm", name: fill(strings.alarm, name), value }));
}

function marksOf({ deployments }: DeployedSubject, from: number, to: number, strings: DeployedStrings): Mark[] {
  return deployments
    .map(({ at, version }) => ({ at: Date.parse(at) / 1000, name: fill(strings.deployment, version) }))
    .filter(({ at }) => at >= from && at <= to);
}
