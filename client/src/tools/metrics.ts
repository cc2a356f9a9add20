/** The metrics of a deployed function, said to a language model: figures with their window, statistic and sample, and what is not known as such. */
import type { DeployedFunction, DeployedReport, MetricId, MetricWindow } from "../../../server/src/protocol.ts";
import type { FunctionMetrics, MetricSeries } from "../../aws/contract.ts";
import type { ConnectedTo, DeployedEntry } from "../deployed/contract.ts";
import { explain, windowName } from "../deployed/explain.ts";
import { format, untranslated } from "./figures.ts";
import { deployedFindingText } from "./findings.ts";
import { atPlace, count, type Paths, paragraphs, shownId } from "./text.ts";

/** What is known of a deployed function without asking AWS. */
export interface Known {
  readonly entry: DeployedEntry;
  readonly connection: ConnectedTo | undefined;
  /** Undefined: nobody has looked at them over this window. */
  readonly metrics: FunctionMetrics | undefined;
  readonly window: MetricWindow;
  /** Other windows over which metrics are known. */
  readonly otherWindows: readonly MetricWindow[];
  readonly facts: DeployedFunction | undefined;
  readonly report: DeployedReport | undefined;
  /** Why AWS did not answer last. */
  readonly failure: string | undefined;
  /** Milliseconds of the epoch. */
  readonly now: number;
}

/** So many samples or fewer make a percentile a matter of chance. */
const fewSamples = 20;

export function metricsAnswer(known: Known, paths: Paths): string {
  const { entry, failure, report } = known;
  return paragraphs(
    `${entry.listed.name} ${deployedWhere(known, paths)}.`,
    failure && `AWS did not answer when it was asked last: ${failure} What follows may be old.`,
    configurationText(known),
    known.metrics ? metricsText(known.metrics, known.now) : unknownText(known),
    known.facts && factsText(known.facts),
    report && reportText(report, paths),
  );
}

/** Where it is deployed, and whose it is. */
function deployedWhere({ entry, connection }: Known, paths: Paths): string {
  const { match, stack } = entry;
  const by = { hand: "as the settings say", tags: "by its stack's tags", name: "by its name", convention: "by naming convention" };
  const answers = connection?.endpoint ? ` (an emulator at ${connection.endpoint}, not AWS)` : "";
  return [
    `is deployed in ${connection?.region ?? "an unknown region"}${answers}, seen with profile ${connection?.profile ?? "unknown"}`,
    stack && `stack ${stack}`,
    match
      ? `matched to ${shownId(match.id, paths)} of the workspace ${by[match.by]}${match.isCertain ? "" : ", not certainly"}`
      : "matched to no function of the workspace",
  ]
    .filter(Boolean)
    .join("; ");
}

function configurationText({ entry: { listed } }: Known): string {
  const { runtime, packageType, timeout, memory, architecture, lastModified } = listed.configuration;
  const parts = [
    runtime ?? `${packageType} package`,
    architecture,
    `memory ${format.megabytes(memory)}`,
    `timeout ${format.seconds(timeout)}`,
    `last changed ${lastModified}`,
  ];
  return `Configuration: ${parts.filter(Boolean).join(", ")}.`;
}

/** Nobody has paid for these figures yet: a person decides that, not a model. */
function unknownText({ window, otherWindows }: Known): string {
  const others = otherWindows.length > 0 ? ` Known are those of: ${otherWindows.join(", ")}.` : "";
  return `Its metrics over the last ${windowName(window, untranslated)} were not read, and this tool does not read them itself, because AWS bills every metric.${others} A person reads them by choosing that window in the view "Deployed" and unfolding the function; then ask again.`;
}

function metricsText({ window, from, to, readAt, series, cost }: FunctionMetrics, now: number): string {
  const dollars = cost && [
    `- Estimated cost: ${format.dollars(cost.total)} (requests ${format.dollars(cost.requests)}, duration ${format.dollars(cost.duration)})`,
    `${format.count(cost.gigabyteSeconds)} GB-seconds at list prices of ${cost.pricesOf}, without free tier, savings plans and provisioned concurrency`,
  ];
  return [
    `Metrics over the last ${windowName(window, untranslated)} (${from} to ${to}), read from CloudWatch ${format.age(readAt, now)}:`,
    ...series.map((each) => `- ${seriesText(each)}`),
    ...(dollars ? [dollars.join(", ")] : []),
  ].join("\n");
}

function seriesText(series: MetricSeries): string {
  const { title, statistic } = explain(series.metric, untranslated);
  const figure = format.of(series.unit, series.summary);
  const sample = series.samples === null || series.summary === null ? "" : `, of ${count(series.samples, "invocation")}`;
  const isChancy = /^duration(P95|P99)$/.test(series.metric) && series.samples !== null && series.samples < fewSamples;
  return `${title} (${statistic}): ${figure}${sample}${isChancy ? ", too few for a percentile to mean much" : ""}${peakText(series)}`;
}

/** When the most happened of what should not: a model asks what was done then. */
function peakText({ metric, values, times, period, unit }: MetricSeries): string {
  if (!peaks.has(metric)) return "";
  const known = values.map((value) => value ?? 0);
  const most = Math.max(0, ...known);
  const at = times[known.indexOf(most)];
  if (most === 0 || at === undefined) return "";
  return `; most in the ${format.seconds(period)} from ${new Date(at * 1000).toISOString()}: ${format.of(unit, most)}`;
}

const peaks: ReadonlySet<MetricId> = new Set(["errors", "throttles", "durationMaximum", "iteratorAge", "asyncEventsDropped"]);

/** What metrics are held against. */
function factsText({ reservedConcurrency, account, alarms, reports }: DeployedFunction): string | undefined {
  const lines = [
    reservedConcurrency === null
      ? "Reserved concurrency: none"
      : reservedConcurrency !== undefined && `Reserved concurrency: ${reservedConcurrency}`,
    account &&
      `Concurrency of the account: ${format.count(account.concurrentExecutions)}, of which ${format.count(account.unreserved)} are unreserved`,
    alarms && alarmsText(alarms),
    reports && reportsText(reports),
  ];
  const said = lines.filter(Boolean).map((line) => `- ${line}`);
  return said.length > 0 ? ["Also known:", ...said].join("\n") : undefined;
}

function alarmsText(alarms: NonNullable<DeployedFunction["alarms"]>): string {
  if (alarms.length === 0) return "Alarms on the function: none";
  const each = alarms.map(({ name, metric, state, isActing }) => `${name} (${metric}: ${state}${isActing ? "" : ", tells nobody"})`);
  return `Alarms: ${each.join(", ")}`;
}

function reportsText(reports: NonNullable<DeployedFunction["reports"]>): string {
  const { window, invocations, isSample, memorySize, memoryUsedMaximum, memoryUsedAverage, coldStarts, initDurationAverage } = reports;
  const init = initDurationAverage === null ? "" : `, ${format.milliseconds(initDurationAverage)} of init on average`;
  return [
    `From ${isSample ? "a sample of " : ""}${count(invocations, "REPORT line")} of the last ${windowName(window, untranslated)}`,
    `memory used at most ${format.megabytes(memoryUsedMaximum)} of ${format.megabytes(memorySize)} (average ${format.megabytes(memoryUsedAverage)})`,
    `${count(coldStarts, "cold start")}${init}`,
  ].join(", ");
}

function reportText({ findings, drift, compared, memoryAdvice }: DeployedReport, paths: Paths): string {
  const found = findings.map((finding) => `- ${deployedFindingText(finding, paths)}`);
  const drifted = (drift ?? []).map(
    ({ property, template, deployed, place }) =>
      `- ${property}: deployed ${deployed ?? "not at all"}, in the template ${template ?? "not at all"}${atPlace(place, paths)}`,
  );
  return paragraphs(
    found.length > 0
      ? ["What the rules say of it:", ...found].join("\n")
      : "The rules on deployed functions found nothing in what is known.",
    drift === null
      ? "It could not be compared with a template: none is known."
      : drifted.length > 0
        ? ["Deployed otherwise than the template says:", ...drifted].join("\n")
        : `Deployed as the template says, in the ${count(compared, "property", "properties")} that could be compared.`,
    memoryAdvice ? `Memory: ${memoryAdvice.reason}` : undefined,
  );
}
