/** The label template of the line above a handler: `{invocations} invocations · p95 {p95}`. */
import { METRIC_IDS, type MetricId } from "../../../server/src/protocol.ts";
import type { FunctionMetrics } from "../../aws/contract.ts";
import { type Translate, windowName } from "./explain.ts";
import type { Format } from "./format.ts";

/** As people say it. */
const shortNames: Readonly<Record<string, MetricId>> = {
  average: "durationAverage",
  p95: "durationP95",
  p99: "durationP99",
  maximum: "durationMaximum",
  concurrency: "concurrentExecutions",
};

const others = ["window", "samples", "name"] as const;
type Other = (typeof others)[number];

type Part = { readonly text: string } | { readonly metric: MetricId } | { readonly other: Other };

export interface Label {
  readonly parts: readonly Part[];
  /** What is asked for it. */
  readonly metrics: readonly MetricId[];
  /** Placeholders that stand for nothing; they are shown as they are written. */
  readonly unknown: readonly string[];
}

/** Everything that may stand in braces. */
export const placeholders: readonly string[] = [...METRIC_IDS, ...Object.keys(shortNames), ...others];

/** Reads a template; text in braces that is no name is text. */
export function parseLabel(template: string): Label {
  const parts = template.split(/(\{[A-Za-z]\w*\})/).filter((text) => text !== "");
  const read = parts.map(partOf);
  const unknown = parts.filter((text, index) => /^\{[A-Za-z]\w*\}$/.test(text) && "text" in (read[index] ?? {}));
  const metrics = read.flatMap((part) => ("metric" in part ? [part.metric] : []));
  // Without invocations nobody could tell that there were none.
  return { parts: read, metrics: [...new Set<MetricId>(["invocations", ...metrics])], unknown: unknown.map((text) => text.slice(1, -1)) };
}

function partOf(text: string): Part {
  const name = /^\{(\w+)\}$/.exec(text)?.[1];
  const other = others.find((each) => each === name);
  if (other) return { other };
  const metric = METRIC_IDS.find((id) => id === name) ?? (name === undefined ? undefined : shortNames[name]);
  return metric ? { metric } : { text };
}

/** @returns undefined where there is no data in the window at all */
export function labelText(label: Label, metrics: FunctionMetrics, format: Format, t: Translate): string | undefined {
  const known = new Map(metrics.series.map((series) => [series.metric, series]));
  const asked = label.metrics.map((metric) => known.get(metric)?.summary ?? null);
  if (asked.every((value) => value === null)) return undefined;
  const samples = known.get("invocations")?.summary ?? null;
  return label.parts
    .map((part) => {
      if ("text" in part) return part.text;
      if ("metric" in part) return format.metric(part.metric, known.get(part.metric)?.summary ?? null);
      return { window: windowName(metrics.window, t), samples: format.count(samples), name: metrics.name }[part.other];
    })
    .join("");
}
