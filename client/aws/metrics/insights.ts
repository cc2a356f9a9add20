/** REPORT lines by Logs Insights: AWS reads all of them and sends the figures alone. */
import { setTimeout as wait } from "node:timers/promises";
import { GetQueryResultsCommand, type ResultField, StartQueryCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { Clients } from "../clients.ts";
import { Failure } from "../failure.ts";
import type { ReportFigures } from "./reportSummary.ts";

/** Where a function writes its log. */
export interface LogSource {
  readonly group: string;
  /** Set where other functions may write to the same group: the name in that of the log stream. */
  readonly stream: string | undefined;
  /** Seconds of the epoch. */
  readonly from: number;
  readonly to: number;
}

/** Milliseconds between looks at a query that is under way: most end within a second or two. */
const FIRST_WAIT = 200;
const LONGEST_WAIT = 2000;

/**
 * Logs Insights knows the fields of a REPORT line by itself, memory in bytes of which a million are a MB; those of a SnapStart restore
 * and of the JSON format it does not (User Guide, "Supported logs and discovered fields"; Developer Guide, "Monitoring for Lambda
 * SnapStart"). The names begin with `report` so that they are no field of what the function itself logs.
 */
export function insightsQuery(stream: string | undefined): string {
  return [
    `filter @type = "REPORT" or type = "platform.report"`,
    ...(stream === undefined ? [] : [`filter @logStream like /\\/${stream}\\[/`]),
    "parse @message /Restore Duration: (?<reportRestored>[0-9.]+) ms/",
    [
      "fields coalesce(@duration, record.metrics.durationMs) as reportDuration",
      "coalesce(@billedDuration, record.metrics.billedDurationMs) as reportBilled",
      "coalesce(@memorySize / 1000000, record.metrics.memorySizeMB) as reportSize",
      "coalesce(@maxMemoryUsed / 1000000, record.metrics.maxMemoryUsedMB) as reportUsed",
      "coalesce(@initDuration, reportRestored, record.metrics.initDurationMs, record.metrics.restoreDurationMs) as reportInit",
    ].join(", "),
    [
      "stats count(reportUsed) as invocations",
      "latest(reportSize) as memorySize",
      "avg(reportUsed) as memoryUsedAverage",
      "pct(reportUsed, 95) as memoryUsedP95",
      "max(reportUsed) as memoryUsedMaximum",
      "avg(reportDuration) as durationAverage",
      "max(reportDuration) as durationMaximum",
      "sum(reportBilled) as billedDuration",
      "count(reportInit) as coldStarts",
      "avg(reportInit) as initDurationAverage",
      "max(reportInit) as initDurationMaximum",
    ].join(", "),
  ].join("\n| ");
}

/**
 * @returns null where there are no REPORT lines
 * @throws Failure; the signal's reason when it was cancelled. What was started then runs on at AWS until it ends by itself: to stop it
 *   would need a permission that is not for reading.
 */
export async function askInsights(clients: Clients, source: LogSource, signal: AbortSignal): Promise<ReportFigures | null> {
  const { queryId } = await clients.logs(
    new StartQueryCommand({
      logGroupName: source.group,
      startTime: source.from,
      endTime: source.to,
      queryString: insightsQuery(source.stream),
    }),
    signal,
  );
  for (let pause = FIRST_WAIT; ; pause = Math.min(pause * 1.5, LONGEST_WAIT)) {
    const { status, results } = await clients.logs(new GetQueryResultsCommand({ queryId }), signal);
    if (status === "Complete") return figuresIn(results?.[0] ?? []);
    if (status !== "Scheduled" && status !== "Running") throw ended();
    await waitFor(pause, signal);
  }
}

/** Rejects with the signal's own reason, as everything here does. */
async function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
}

function ended(): Failure {
  return new Failure({
    kind: "service",
    message: "Logs Insights ended the query without a result.",
    remedy: "Try again, or choose a shorter window.",
  });
}

function figuresIn(row: readonly ResultField[]): ReportFigures | null {
  const fields = new Map(row.map(({ field, value }) => [field, value]));
  const read = (name: keyof ReportFigures): number | null => {
    const value = Number.parseFloat(fields.get(name) ?? "");
    return Number.isFinite(value) ? value : null;
  };
  const invocations = read("invocations") ?? 0;
  if (invocations === 0) return null;
  return {
    invocations,
    memorySize: read("memorySize") ?? 0,
    memoryUsedAverage: read("memoryUsedAverage") ?? 0,
    memoryUsedP95: read("memoryUsedP95") ?? 0,
    memoryUsedMaximum: read("memoryUsedMaximum") ?? 0,
    durationAverage: read("durationAverage") ?? 0,
    durationMaximum: read("durationMaximum") ?? 0,
    billedDuration: read("billedDuration") ?? 0,
    coldStarts: read("coldStarts") ?? 0,
    initDurationAverage: read("initDurationAverage"),
    initDurationMaximum: read("initDurationMaximum"),
  };
}
