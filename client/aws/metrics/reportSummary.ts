/** What many REPORT lines come to. */
import type { DeployedReports } from "../../../server/src/protocol.ts";
import type { Report } from "./reportLine.ts";

/** All of `DeployedReports` but where and when. */
export type ReportFigures = Omit<DeployedReports, "window" | "from" | "to" | "isSample">;

/**
 * @param reports latest first: the memory size is that of the latest
 * @returns null without reports
 */
export function figuresOf(reports: readonly Report[]): ReportFigures | null {
  const [latest] = reports;
  if (!latest) return null;
  const used = reports.map((report) => report.memoryUsed).sort((a, b) => a - b);
  const durations = reports.map((report) => report.duration);
  const inits = reports.flatMap((report) => report.init ?? []);
  return {
    invocations: reports.length,
    memorySize: latest.memorySize,
    memoryUsedAverage: mean(used),
    memoryUsedP95: used[Math.ceil(used.length * 0.95) - 1] ?? 0,
    memoryUsedMaximum: highest(used),
    durationAverage: mean(durations),
    durationMaximum: highest(durations),
    billedDuration: sum(reports.map((report) => report.billed)),
    coldStarts: inits.length,
    initDurationAverage: inits.length > 0 ? mean(inits) : null,
    initDurationMaximum: inits.length > 0 ? highest(inits) : null,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** `Math.max(...values)` would overflow the stack with many. */
function highest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
