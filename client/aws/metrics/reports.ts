/** What the REPORT lines of a function say, and what it costs to read them. */
import type { DeployedReports, MetricWindow } from "../../../server/src/protocol.ts";
import type { Clients } from "../clients.ts";
import type { ReportsCost } from "../contract.ts";
import { Failure, isDenied, isNotFound } from "../failure.ts";
import { askCloudWatch } from "./cloudWatch.ts";
import { filterReports } from "./filter.ts";
import { askInsights, type LogSource } from "./insights.ts";
import { PRICES_OF, pricesIn } from "./prices.ts";
import { keyOf, type Query } from "./queries.ts";
import { figuresOf, type ReportFigures } from "./reportSummary.ts";
import { isoOf, lengthOf, spanOf } from "./window.ts";

export interface ReportOptions {
  readonly signal: AbortSignal;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  /** `DeployedConfiguration.logGroup`; undefined: the one Lambda makes by itself. */
  readonly logGroup: string | undefined;
}

/** Connections on which Logs Insights was refused: the next time the free way is taken at once. */
const withoutInsights = new WeakSet<Clients>();

const GIGABYTE = 1_000_000_000;

/**
 * What reading would cost at most, told before it is done.
 *
 * Logs Insights bills the uncompressed bytes it looks through, which are all of the log group in the window. `IncomingBytes` counts just
 * those, "the volume of log events in uncompressed bytes uploaded to the log group"; `storedBytes` of DescribeLogGroups would not do,
 * since it counts compressed bytes of all the retention. What the retention has already deleted costs less than is said here. Where
 * CloudWatch has no `IncomingBytes`, the cost is not known. FilterLogEvents is free of charge.
 *
 * @throws Failure; the signal's reason when it was cancelled
 */
export async function reportsCost(
  clients: Clients,
  name: string,
  window: MetricWindow,
  { signal, now, logGroup }: ReportOptions,
): Promise<ReportsCost> {
  const bytes = await incomingBytes(clients, logGroup ?? groupOf(name), window, now(), signal);
  if (withoutInsights.has(clients)) return { by: "FilterLogEvents", bytes, dollars: 0, pricesOf: PRICES_OF };
  const price = pricesIn(clients.region)?.insights;
  const dollars = bytes === null || price === undefined ? null : (bytes / GIGABYTE) * price;
  return { by: "Logs Insights", bytes, dollars, pricesOf: PRICES_OF };
}

/**
 * Memory used, cold starts and durations from the REPORT lines of a window that ends now: by Logs Insights, or where that is not to be
 * had (no permission, or an emulator without it) by FilterLogEvents with the latest lines.
 *
 * @returns null where there are no REPORT lines, or no log group since the function never ran
 * @throws Failure; the signal's reason when it was cancelled
 */
export async function readReports(
  clients: Clients,
  name: string,
  window: MetricWindow,
  { signal, now, logGroup }: ReportOptions,
): Promise<DeployedReports | null> {
  const to = Math.floor(now() / 1000);
  const from = to - lengthOf(window);
  const group = logGroup ?? groupOf(name);
  // The streams of a group that was chosen have the function's name in theirs, those of `/aws/lambda/…` do not need it.
  const source: LogSource = { group, stream: group === groupOf(name) ? undefined : name, from, to };
  try {
    const found = (await byInsights(clients, source, signal)) ?? (await byFilter(clients, source, signal));
    return found.figures && { window, from: isoOf(from), to: isoOf(to), isSample: found.isSample, ...found.figures };
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

interface Found {
  readonly figures: ReportFigures | null;
  readonly isSample: boolean;
}

/** Undefined where Logs Insights is not to be had. */
async function byInsights(clients: Clients, source: LogSource, signal: AbortSignal): Promise<Found | undefined> {
  if (withoutInsights.has(clients)) return undefined;
  try {
    return { figures: await askInsights(clients, source, signal), isSample: false };
  } catch (error) {
    if (!isDenied(error) && !isUnsupported(error)) throw error;
    withoutInsights.add(clients);
    return undefined;
  }
}

async function byFilter(clients: Clients, source: LogSource, signal: AbortSignal): Promise<Found> {
  const { reports, isSample } = await filterReports(clients, source, signal);
  if (reports.length === 0 && isSample) throw tooMuch();
  return { figures: figuresOf(reports), isSample };
}

function tooMuch(): Failure {
  return new Failure({
    kind: "service",
    message: "There is more log in the window than can be looked through, and no REPORT line in what was.",
    remedy: "Choose a shorter window, or ask for the permission logs:StartQuery.",
  });
}

/** What emulators answer to an operation they do not have. */
function isUnsupported(error: unknown): boolean {
  return error instanceof Failure && /^(?:UnknownOperation|NotImplemented|NotYetImplemented|InvalidAction)/.test(error.code);
}

function groupOf(name: string): string {
  return `/aws/lambda/${name}`;
}

async function incomingBytes(
  clients: Clients,
  group: string,
  window: MetricWindow,
  now: number,
  signal: AbortSignal,
): Promise<number | null> {
  const span = spanOf(window, now);
  const query: Query = {
    namespace: "AWS/Logs",
    metric: "IncomingBytes",
    statistic: "Sum",
    dimension: { name: "LogGroupName", value: group },
    period: span.length,
    start: span.start,
    end: span.end,
  };
  const answers = await askCloudWatch(clients, [query], signal);
  return answers.get(keyOf(query))?.get(span.start) ?? null;
}
