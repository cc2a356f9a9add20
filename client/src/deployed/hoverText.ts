/** What a hover over a handler says of its deployed function: the metrics of the guide that are known. Markdown. */
import type { FunctionMetrics, MetricSeries } from "../../aws/contract.ts";
import { GUIDE_METRICS } from "./contract.ts";
import { explain, explanationText, type Translate, windowName } from "./explain.ts";
import type { Format } from "./format.ts";

export interface Hovered {
  /** Of the deployed function. */
  readonly name: string;
  /** Undefined: they were not read. */
  readonly metrics: FunctionMetrics | undefined;
  /** Why the last question was not answered. */
  readonly failure: string | undefined;
  /** Milliseconds of the epoch. */
  readonly now: number;
}

/** More than none is worth a word. */
const unwanted: ReadonlySet<string> = new Set(["errors", "throttles", "deadLetterDepth"]);

/**
 * @param link opens the report; a command's address
 */
export function hoverText({ name, metrics, failure, now }: Hovered, link: string, format: Format, t: Translate): string {
  const report = `[${t("Open the report")}](${link})`;
  const failed = failure === undefined ? [] : [escaped(failure)];
  if (!metrics) return [`**${escaped(name)}**`, ...failed, t("Its metrics were not read yet."), report].join("\n\n");
  const known = GUIDE_METRICS.flatMap((id) => metrics.series.filter(({ metric }) => metric === id));
  const about = t("Last {0}, read {1}", windowName(metrics.window, t), format.age(metrics.readAt, now));
  const worst = known.find(({ metric, summary }) => unwanted.has(metric) && (summary ?? 0) > 0);
  const advice = worst ? [`**${escaped(explain(worst.metric, t).title)}** ${escaped(explanationText(explain(worst.metric, t)))}`] : [];
  return [`**${escaped(name)}** · ${escaped(about)}`, ...failed, table(known, format, t), ...advice, report].join("\n\n");
}

function table(known: readonly MetricSeries[], format: Format, t: Translate): string {
  const rows = known.map(({ metric, summary }) => {
    const { title, statistic } = explain(metric, t);
    return `| ${escaped(title)} | ${escaped(format.metric(metric, summary))} | ${escaped(statistic)} |`;
  });
  return [`| ${t("Metric")} | ${t("Value")} | ${t("Statistic")} |`, "| :-- | --: | :-- |", ...rows].join("\n");
}

/** What Markdown would read as its own. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!<>|~&]/g, "\\$&").replace(/\n/g, " ");
}
