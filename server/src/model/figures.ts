/** Figures as people read them, in messages about deployed functions. */
import type { MetricWindow } from "./deployed.ts";

/** Of the windows that metrics are shown for. */
export const DAYS: Readonly<Record<MetricWindow, number>> = { "1h": 1 / 24, "24h": 1, "7d": 7, "30d": 30 };

const SPANS: Readonly<Record<MetricWindow, string>> = {
  "1h": "in the last hour",
  "24h": "in the last 24 hours",
  "7d": "in the last 7 days",
  "30d": "in the last 30 days",
};

/** Bytes, as Lambda's quotas count them. */
export const MEGABYTE = 1024 * 1024;

/** `in the last 24 hours`. */
export function span(window: MetricWindow): string {
  return SPANS[window];
}

/** `12,480`. */
export function count(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** `2.4 %`: one decimal below ten, two where that would be none, so that nothing that happened reads as zero. */
export function percent(value: number): string {
  if (value === 0 || value >= 10) return `${Math.round(value)} %`;
  return value < 0.005 ? "< 0.01 %" : `${Number(value.toFixed(value < 0.1 ? 2 : 1))} %`;
}

/** `850 ms`, `12.4 s`, `3 min`, `2.5 h`, `4 days`. @param milliseconds */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 1) return `${Math.round(milliseconds)} ms`;
  if (seconds < 120) return `${rounded(seconds)} s`;
  if (seconds < 7200) return `${rounded(seconds / 60)} min`;
  return seconds < 172_800 ? `${rounded(seconds / 3600)} h` : `${rounded(seconds / 86_400)} days`;
}

/** `12.4 MB`, `2.6 GB`. @param bytes */
export function size(bytes: number): string {
  const megabytes = bytes / MEGABYTE;
  return megabytes < 1024 ? `${rounded(megabytes)} MB` : `${rounded(megabytes / 1024)} GB`;
}

function rounded(value: number): number {
  return value < 100 ? Number(value.toFixed(1)) : Math.round(value);
}
