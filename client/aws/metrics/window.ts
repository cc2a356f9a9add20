/** Spans of time that CloudWatch is asked about. */
import type { MetricWindow } from "../../../server/src/protocol.ts";

/**
 * How long a window is and how finely it is cut, in seconds. 60 to 288 values are as many as a chart or a sparkline can show.
 *
 * CloudWatch keeps values of one minute for 15 days and of five minutes for 63; what begins before that must be asked with a multiple of
 * 300 or 3600 seconds, else nothing comes back (API reference, GetMetricData, `StartTime`; MetricStat, `Period`).
 */
const WINDOWS: Readonly<Record<MetricWindow, { readonly length: number; readonly period: number }>> = {
  "1h": { length: 3600, period: 60 },
  "24h": { length: 86_400, period: 300 },
  "7d": { length: 604_800, period: 3600 },
  "30d": { length: 2_592_000, period: 21_600 },
};

/** A window at a moment. All in seconds; times of the epoch. */
export interface Span {
  readonly window: MetricWindow;
  readonly period: number;
  readonly length: number;
  /** Inclusive, a multiple of the period. */
  readonly start: number;
  /** Exclusive, a multiple of the period. */
  readonly end: number;
  /** The begin of every period. */
  readonly times: readonly number[];
}

/**
 * The window that ends with the period `now` is in: what happened a moment ago belongs to it, although its last value is still growing.
 * Begin and end fall on multiples of the period, since CloudWatch counts periods from the begin it is given, and answers sooner so
 * (API reference, GetMetricData: "specify StartTime and EndTime values that align with the value of the metric's Period").
 *
 * @param now milliseconds of the epoch
 */
export function spanOf(window: MetricWindow, now: number): Span {
  const { length, period } = WINDOWS[window];
  const end = (Math.floor(now / 1000 / period) + 1) * period;
  const start = end - length;
  return { window, period, length, start, end, times: Array.from({ length: length / period }, (_, index) => start + index * period) };
}

/** Seconds of a window. */
export function lengthOf(window: MetricWindow): number {
  return WINDOWS[window].length;
}

export function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
