/** Figures as people read them, in one place: tree, report, CodeLens, hover and the tools for language models write them alike. */
import type { MetricId } from "../../../server/src/protocol.ts";

export type MetricUnit = "count" | "percent" | "milliseconds";

const units: Record<MetricId, MetricUnit> = {
  invocations: "count",
  errors: "count",
  errorRate: "percent",
  durationAverage: "milliseconds",
  durationP95: "milliseconds",
  durationP99: "milliseconds",
  durationMaximum: "milliseconds",
  throttles: "count",
  concurrentExecutions: "count",
  iteratorAge: "milliseconds",
  deadLetterDepth: "count",
  deadLetterErrors: "count",
  destinationErrors: "count",
  asyncEventsReceived: "count",
  asyncEventAge: "milliseconds",
  asyncEventsDropped: "count",
  provisionedUtilization: "percent",
  provisionedSpillover: "count",
};

export function unitOf(metric: MetricId): MetricUnit {
  return units[metric];
}

/** Null is always the words for no data, and never a figure. */
export interface Format {
  /** A figure of a metric, with its unit. */
  metric(metric: MetricId, value: number | null): string;
  of(unit: MetricUnit, value: number | null): string;
  /** `12,345` */
  count(value: number | null): string;
  /** `12.3K`: where there is little room. */
  compact(value: number | null): string;
  /** @param value per cent: 0 to 100 */
  percent(value: number | null): string;
  /** `340 ms`, `1.25 s`, `2 min 5 s`, `3 h 20 min`, `4 d 1 h`. */
  milliseconds(value: number | null): string;
  seconds(value: number | null): string;
  /** AWS's units: a KB is 1,024 bytes. */
  bytes(value: number | null): string;
  /** Memory as AWS writes it, whole above 10: `512 MB`, `10,240 MB`. */
  megabytes(value: number | null): string;
  /** Two digits that count, however little it is: `$0.0042`. */
  dollars(value: number | null): string;
  /** `3 minutes ago`; both in milliseconds of the epoch. */
  age(at: number, now: number): string;
  /** Date and time of day in 24 hours. */
  time(at: number): string;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * @param locale as `vscode.env.language`
 * @param noData the words for null: `vscode.l10n.t("No data")`
 * @param timeZone of times; left out: the reader's
 */
export function formatOf(locale: string, noData: string, timeZone?: string): Format {
  const number = (value: number, options: Intl.NumberFormatOptions = {}) => formatter(locale, options).format(value);
  const known = (write: (value: number) => string) => (value: number | null) => (value === null ? noData : write(value));
  const count = known((value) => number(value, { maximumFractionDigits: value < 10 ? 2 : 0 }));
  const percent = known((value) => percentText(value, number));
  const milliseconds = known((value) => durationText(value, number));
  const of: Format["of"] = (unit, value) => ({ count, percent, milliseconds })[unit](value);
  return {
    metric: (metric, value) => of(unitOf(metric), value),
    of,
    count,
    percent,
    milliseconds,
    compact: known((value) => number(value, { notation: "compact", maximumSignificantDigits: 3 })),
    seconds: known((value) => durationText(value * 1000, number)),
    bytes: known((value) => bytesText(value, number)),
    megabytes: known((value) => `${number(value, { maximumFractionDigits: value < 10 ? 1 : 0 })} MB`),
    dollars: known((value) => dollarsText(value, number)),
    age: (at, now) => ageText(Math.max(0, Math.round((now - at) / 1000)), locale),
    // As in logs, and as short as an axis wants it.
    time: (at) =>
      new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23", ...(timeZone && { timeZone }) }).format(
        at,
      ),
  };
}

type NumberText = (value: number, options?: Intl.NumberFormatOptions) => string;

const formatters = new Map<string, Intl.NumberFormat>();

/** Making one costs a hundred times what using it costs. */
function formatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const known = formatters.get(key) ?? new Intl.NumberFormat(locale, options);
  formatters.set(key, known);
  return known;
}

/** Something is never written as nothing: one error in a million is not 0 %. */
function percentText(value: number, number: NumberText): string {
  const options: Intl.NumberFormatOptions = { style: "percent", maximumFractionDigits: value < 10 ? 2 : 1 };
  return value > 0 && value < 0.01 ? `<${number(0.0001, options)}` : number(value / 100, options);
}

function durationText(milliseconds: number, number: NumberText): string {
  if (milliseconds < 10) return `${number(milliseconds, { maximumFractionDigits: 1 })} ms`;
  if (Math.round(milliseconds) < 1000) return `${number(Math.round(milliseconds))} ms`;
  const seconds = milliseconds / 1000;
  if (Number(seconds.toPrecision(3)) < minute) return `${number(seconds, { maximumSignificantDigits: 3 })} s`;
  if (Math.round(seconds) < hour) return pair(Math.round(seconds), minute, "min", 1, "s", number);
  const minutes = Math.round(seconds / minute) * minute;
  if (minutes < 2 * day) return pair(minutes, hour, "h", minute, "min", number);
  return pair(Math.round(seconds / hour) * hour, day, "d", hour, "h", number);
}

/** Two units and no more: `2 min 5 s`. Symbols of the SI, which no language translates. */
function pair(seconds: number, big: number, bigName: string, small: number, smallName: string, number: NumberText): string {
  const rest = Math.floor((seconds % big) / small);
  const first = `${number(Math.floor(seconds / big))} ${bigName}`;
  return rest === 0 ? first : `${first} ${number(rest)} ${smallName}`;
}

function bytesText(bytes: number, number: NumberText): string {
  const names = ["B", "KB", "MB", "GB", "TB", "PB"];
  const power = bytes < 1 ? 0 : Math.min(names.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${number(bytes / 1024 ** power, { maximumSignificantDigits: 3, useGrouping: true })} ${names[power]}`;
}

function dollarsText(dollars: number, number: NumberText): string {
  const style: Intl.NumberFormatOptions = { style: "currency", currency: "USD" };
  if (dollars === 0 || dollars >= 1) return number(dollars, style);
  if (dollars < 1e-6) return `<${number(1e-6, { ...style, maximumFractionDigits: 6 })}`;
  return number(dollars, { ...style, minimumFractionDigits: 2, maximumFractionDigits: Math.max(2, 1 - Math.floor(Math.log10(dollars))) });
}

function ageText(seconds: number, locale: string): string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (seconds < 10) return relative.format(0, "second");
  if (seconds < minute) return relative.format(-seconds, "second");
  if (seconds < hour) return relative.format(-Math.floor(seconds / minute), "minute");
  if (seconds < day) return relative.format(-Math.floor(seconds / hour), "hour");
  return relative.format(-Math.floor(seconds / day), "day");
}
