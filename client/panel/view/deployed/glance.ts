/** The figures of the window: each with its statistic, its window, and how many invocations it rests on. */
import { html, nothing, type TemplateResult } from "lit";
import type { MetricId } from "../../../../server/src/protocol.ts";
import type { ShownMetrics } from "../../../src/checklist/panel/deployedShown.ts";
import { fill } from "../../fill.ts";
import type { Part } from "../view.ts";
import type { SubjectContext } from "./context.ts";

/** What a person asks first comes first. */
const shown: readonly MetricId[] = [
  "invocations",
  "errorRate",
  "errors",
  "durationP95",
  "durationMaximum",
  "throttles",
  "concurrentExecutions",
  "iteratorAge",
  "deadLetterDepth",
];

/** What should be none: more than that is marked. */
const unwanted: ReadonlySet<MetricId> = new Set(["errors", "errorRate", "throttles", "deadLetterDepth"]);

export function glancePart(context: SubjectContext, metrics: ShownMetrics): TemplateResult {
  const { strings, format, window } = context;
  const tiles = shown.flatMap((metric) => {
    const series = metrics.series.find((each) => each.metric === metric);
    if (!series) return [];
    const { title, statistic } = strings.metrics[metric];
    const samples = series.samples === null ? [] : [fill(strings.samples, format.count(series.samples))];
    const kind = series.summary === null ? "is-none" : unwanted.has(metric) && series.summary > 0 ? "is-bad" : "";
    const limit = series.summary === null ? nothing : limitText(context, metric);
    return [tile(title, format.metric(metric, series.summary), limit, [statistic, window, ...samples], kind)];
  });
  const { cost } = metrics;
  const price = cost ? [tile(strings.cost, format.dollars(cost.total), nothing, [window, fill(strings.prices, cost.pricesOf)], "")] : [];
  return html`<section class="glance" aria-labelledby="glance">
    <h3 id="glance" class="sr">${strings.summaryTitle}</h3>
    <dl>${[...tiles, ...price]}</dl>
  </section>`;
}

function tile(name: string, value: string, limit: Part, about: readonly string[], kind: string): TemplateResult {
  return html`<div class="tile ${kind}">
    <dt>${name}</dt>
    <dd><b>${value}</b>${limit}<span class="muted">${about.join(" · ")}</span></dd>
  </div>`;
}

function limitText({ subject: { limits }, strings, format }: SubjectContext, metric: MetricId): Part {
  const limit =
    metric === "durationMaximum"
      ? format.seconds(limits.timeout)
      : metric === "concurrentExecutions" && (limits.reserved ?? limits.account) !== null
        ? format.count(limits.reserved ?? limits.account)
        : undefined;
  return limit === undefined ? nothing : html`<span class="limit">${fill(strings.ofLimit, limit)}</span>`;
}
