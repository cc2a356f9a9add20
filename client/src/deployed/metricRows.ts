/** The metrics of the guide for one function: value, limit, sparkline, window; and what it costs. */
import type { MetricId } from "../../../server/src/protocol.ts";
import type { FunctionMetrics, MetricSeries } from "../../aws/contract.ts";
import { type DeployedEntry, GUIDE_METRICS } from "./contract.ts";
import { explain, explanationText, windowName } from "./explain.ts";
import { escaped } from "./looks.ts";
import { freshFor } from "./metricsCache.ts";
import type { Row, Seen } from "./rows.ts";
import { extremes, sparkline } from "./sparkline.ts";

/** What is asked when a function is unfolded: the metrics of the guide, and what rules and cost are figured from. */
export const unfoldedMetrics: readonly MetricId[] = ["invocations", ...GUIDE_METRICS, "durationAverage", "durationMaximum"];

/** What is asked for the row itself. */
export const summaryMetrics: readonly MetricId[] = ["invocations", "errors"];

export function metricRows(entry: DeployedEntry, seen: Seen): readonly Row[] {
  return GUIDE_METRICS.map((metric) => metricRow(metric, entry, seen));
}

function metricRow(metric: MetricId, entry: DeployedEntry, seen: Seen): Row {
  const { deployed, t } = seen;
  const { name } = entry.listed;
  const { title } = explain(metric, t);
  const metrics = deployed.known(name, deployed.window);
  const series = metrics?.series.find((each) => each.metric === metric);
  const text = series && metrics ? seriesText(series, metrics, entry, seen) : unknownText(metric, name, seen);
  return {
    id: `metric:${metric}:${name}`,
    name,
    label: title,
    description: text.seen,
    icon: { id: "graph-line" },
    spoken: [title, text.spoken].join(", "),
    context: "metric",
    tooltip: () => [`**${escaped(title)}**`, escaped(text.spoken), escaped(explanationText(explain(metric, t)))].join("\n\n"),
  };
}

interface Text {
  readonly seen: string;
  readonly spoken: string;
}

function seriesText(series: MetricSeries, metrics: FunctionMetrics, entry: DeployedEntry, seen: Seen): Text {
  const { deployed, clock, format, t } = seen;
  const { metric, unit, summary, samples, values } = series;
  const value = format.of(unit, summary);
  const limit = summary === null ? "" : limitText(metric, entry, seen);
  const span = windowName(metrics.window, t);
  const isOld = seen.now() - metrics.readAt > freshFor[metrics.window] || deployed.failure !== undefined;
  const age = isOld ? t("read {0}", clock(metrics.readAt)) : "";
  const ends = extremes(values);
  const of = (number: number) => format.of(unit, number);
  const course = ends && t("lowest {0}, highest {1}, latest {2}", of(ends.lowest), of(ends.highest), of(ends.latest));
  const sample = samples === null ? "" : t("of {0} invocations", format.count(samples));
  return {
    seen: [[value, limit].filter(Boolean).join(" "), sparkline(values), span, age].filter(Boolean).join("  "),
    spoken: [value, limit, t("over {0}", span), explain(metric, t).statistic, course, sample, age].filter(Boolean).join(", "),
  };
}

/** What the figure may be at most. */
function limitText(metric: MetricId, { listed }: DeployedEntry, { deployed, format, t }: Seen): string {
  if (metric === "durationP95") return t("of {0} timeout", format.seconds(listed.configuration.timeout));
  if (metric !== "concurrentExecutions") return "";
  const details = deployed.knownDetails(listed.name);
  if (details?.reservedConcurrency) return t("of {0} reserved", format.count(details.reservedConcurrency));
  return details?.account ? t("of {0} of the account", format.count(details.account.concurrentExecutions)) : "";
}

/** Why there is no series. */
function unknownText(metric: MetricId, name: string, { deployed, isReading, t }: Seen): Text {
  const same = (text: string): Text => ({ seen: text, spoken: text });
  if (isReading(name)) return same(t("reading…"));
  const hasAnswer = deployed.known(name, deployed.window)?.series.some((each) => each.metric === "durationP95");
  if (!hasAnswer) return same(t("not read"));
  if (metric === "iteratorAge") return same(t("reads no stream"));
  if (metric === "deadLetterDepth") return same(t("no queue for failed events"));
  return same(t("does not apply"));
}

export function costRows({ listed: { name } }: DeployedEntry, { deployed, format, t }: Seen): readonly Row[] {
  const cost = deployed.known(name, deployed.window)?.cost;
  if (!cost) return [];
  const description = `${format.dollars(cost.total)}  ${windowName(cost.window, t)}`;
  const parts = t(
    "{0} for requests and {1} for {2} GB-seconds, at list prices of {3}, without the free tier.",
    format.dollars(cost.requests),
    format.dollars(cost.duration),
    format.count(cost.gigabyteSeconds),
    cost.pricesOf,
  );
  const label = t("Cost estimate");
  return [
    {
      id: `cost:${name}`,
      name,
      label,
      description,
      icon: { id: "credit-card" },
      spoken: [label, description, parts].join(", "),
      context: "cost",
      tooltip: () => escaped(parts),
    },
  ];
}
