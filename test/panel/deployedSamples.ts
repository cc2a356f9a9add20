/** Deployed functions to draw: what the extension would post. */
import type {
  DeployedShown,
  DeployedSubject,
  ShownFailure,
  ShownMetrics,
  ShownSeries,
} from "../../client/src/checklist/panel/deployedShown.ts";
import type { Shown } from "../../client/src/checklist/panel/messages.ts";
import type { DeployedReport, DeployedReports, MetricId, MetricWindow } from "../../server/src/protocol.ts";
import { place, report, showing, template } from "./samples.ts";

/** The end of the window, and now. */
export const now = Date.parse("2026-11-23T22:40:00Z");

const spans: Record<MetricWindow, { readonly length: number; readonly period: number }> = {
  "1h": { length: 3600, period: 60 },
  "24h": { length: 86_400, period: 300 },
  "7d": { length: 604_800, period: 3600 },
  "30d": { length: 2_592_000, period: 21_600 },
};

/** The same noise every time. */
function noise(index: number, seed: number): number {
  const value = Math.sin(index * 12.9898 + seed * 78.233) * 43_758.5453;
  return value - Math.floor(value);
}

/** What a busy day looks like: little at night, a deployment with errors in the afternoon, half an hour without data. */
function shape(metric: MetricId, share: number, index: number): number | null {
  if (metric !== "deadLetterDepth" && share > 0.27 && share < 0.3) return null;
  const tide = 0.25 + 0.75 * Math.sin(Math.PI * share) ** 2;
  const isBad = share > 0.7 && share < 0.78;
  const random = noise(index, metric.length);
  switch (metric) {
    case "invocations":
      return Math.round(420 * tide * (0.8 + 0.4 * random));
    case "errors":
      return isBad ? Math.round(60 * random) : random > 0.97 ? 1 : 0;
    case "errorRate":
      return isBad ? 12 * random : random > 0.97 ? 0.4 : 0;
    case "durationAverage":
      return 180 + 60 * tide + 20 * random + (isBad ? 300 : 0);
    case "durationP95":
      return 420 + 200 * tide + 80 * random + (isBad ? 1500 : 0);
    case "durationP99":
      return 900 + 400 * tide + 300 * random + (isBad ? 3000 : 0);
    case "durationMaximum":
      return 1500 + 900 * random + (isBad ? 8500 + 4000 * random : 0);
    case "throttles":
      return isBad ? Math.round(20 * random) : 0;
    case "concurrentExecutions":
      return Math.round(4 + 30 * tide + 8 * random);
    case "iteratorAge":
      return isBad ? 5_400_000 * random : 800 * random;
    case "deadLetterDepth":
      return share > 0.74 ? Math.round(3 + 20 * (share - 0.74)) : 0;
    case "deadLetterErrors":
    case "destinationErrors":
      return null;
    case "asyncEventsReceived":
      return Math.round(100 * tide);
    case "asyncEventAge":
      return 40 + 2000 * random;
    default:
      return 0;
  }
}

const latest: ReadonlySet<MetricId> = new Set(["deadLetterDepth"]);
const units: Partial<Record<MetricId, ShownSeries["unit"]>> = {
  errorRate: "percent",
  provisionedUtilization: "percent",
  iteratorAge: "milliseconds",
};

function unitOf(metric: MetricId): ShownSeries["unit"] {
  return units[metric] ?? (/^duration|Age$/.test(metric) ? "milliseconds" : "count");
}

function summarized(metric: MetricId, values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  if (latest.has(metric)) return known.at(-1) ?? null;
  const sum = known.reduce((total, value) => total + value, 0);
  if (metric === "errorRate" || metric === "durationAverage" || metric === "durationP95" || metric === "durationP99")
    return sum / known.length;
  return unitOf(metric) === "count" && metric !== "concurrentExecutions" ? sum : Math.max(...known);
}

export function series(metric: MetricId, window: MetricWindow = "24h"): ShownSeries {
  const { length, period } = spans[window];
  const count = length / period;
  const end = Math.ceil(now / 1000 / period) * period;
  const times = Array.from({ length: count }, (_, index) => end - length + index * period);
  const values = times.map((_, index) => shape(metric, index / count, index));
  const isRated = metric === "errorRate" || metric.startsWith("duration");
  return { metric, unit: unitOf(metric), period, times, values, summary: summarized(metric, values), samples: isRated ? 81_204 : null };
}

export const allMetrics: readonly MetricId[] = [
  ...(["invocations", "errors", "errorRate", "durationAverage", "durationP95", "durationP99", "durationMaximum", "throttles"] as const),
  ...(["concurrentExecutions", "iteratorAge", "deadLetterDepth", "deadLetterErrors", "asyncEventsReceived", "asyncEventAge"] as const),
  "asyncEventsDropped",
];

export function metrics(window: MetricWindow = "24h", ids: readonly MetricId[] = allMetrics): ShownMetrics {
  const { length, period } = spans[window];
  const end = Math.ceil(now / 1000 / period) * period * 1000;
  return {
    window,
    from: new Date(end - length * 1000).toISOString(),
    to: new Date(end).toISOString(),
    readAt: now - 190_000,
    series: ids.map((id) => series(id, window)),
    cost: { window, requests: 0.0162, duration: 0.1841, total: 0.2003, gigabyteSeconds: 11_046.3, pricesOf: "2026-10-01" },
  };
}

const judged: DeployedReport = {
  compared: 23,
  findings: [
    {
      rule: "deployed-dlq-not-empty",
      severity: "error",
      message: "8 events that could not be processed wait in the dead-letter queue; read them before they are deleted.",
      place: null,
    },
    {
      rule: "deployed-near-timeout",
      severity: "warning",
      message: "An invocation used 83% of the timeout; the next one may be stopped in the middle of its work: 12.5 s of 15 s",
      place: place(template, 18),
    },
  ],
  drift: [
    { property: "Timeout", template: "10 s", deployed: "15 s", place: place(template, 18) },
    { property: "Memory", template: "512 MB", deployed: "1,024 MB", place: place(template, 19) },
    { property: "Environment variable FEATURE_FLAGS", template: null, deployed: "set", place: place(template, 24) },
  ],
  memoryAdvice: {
    configured: 1024,
    suggested: 512,
    reason: "At most 301 MB of 1,024 MB were used in 81,204 invocations. Half of it leaves room, if the function does not become slower.",
  },
};

export const reports: DeployedReports = {
  window: "24h",
  from: "2026-11-22T22:40:00Z",
  to: "2026-11-23T22:40:00Z",
  invocations: 81_204,
  isSample: false,
  memorySize: 1024,
  memoryUsedAverage: 214,
  memoryUsedP95: 262,
  memoryUsedMaximum: 301,
  durationAverage: 240,
  durationMaximum: 14_500,
  billedDuration: 19_500_000,
  coldStarts: 812,
  initDurationAverage: 611,
  initDurationMaximum: 1840,
};

export const subject: DeployedSubject = {
  connection: { profile: "shop-dev", region: "eu-west-1", endpoint: null },
  stages: [
    { name: "orders-prod-CreateOrder-1A2B3C4D", stack: "orders-prod", isCertain: true },
    { name: "orders-dev-CreateOrder-9Z8Y7X6W", stack: "orders-dev", isCertain: false },
  ],
  name: "orders-prod-CreateOrder-1A2B3C4D",
  window: "24h",
  isReading: false,
  failure: null,
  requested: 15,
  metrics: metrics(),
  limits: { timeout: 15, memory: 1024, reserved: 50, account: 1000 },
  alarms: [
    {
      name: "orders-prod-errors",
      namespace: "AWS/Lambda",
      metric: "Errors",
      state: "ALARM",
      threshold: 25,
      comparison: "GreaterThanThreshold",
      statistic: "Sum",
      period: 300,
      isActing: true,
    },
    {
      name: "orders-prod-slow",
      namespace: "AWS/Lambda",
      metric: "Duration",
      state: "OK",
      threshold: 3000,
      comparison: "GreaterThanOrEqualToThreshold",
      statistic: "p95",
      period: 60,
      isActing: false,
    },
  ],
  deployments: [
    { at: "2026-11-22T23:05:00Z", version: "41" },
    { at: "2026-11-23T15:20:00Z", version: "42" },
  ],
  denied: [],
  judged,
  reports: { step: "none" },
};

const failure: ShownFailure = {
  message: "The login of the profile shop-dev has expired.",
  remedy: "Log in again, then try again here.",
  command: "aws sso login --profile shop-dev",
};

const { connection } = subject;

/** Every state, by the name of its picture. */
export const states = {
  closed: { kind: "closed" },
  untrusted: { kind: "untrusted" },
  connecting: { kind: "connecting" },
  failed: { kind: "failed", failure, connection },
  noMatch: { kind: "noMatch", connection, functions: 120, isListing: false },
  charts: { kind: "function", ...subject },
  loading: { kind: "function", ...subject, metrics: null, judged: null, alarms: null, isReading: true, requested: 0 },
  stale: { kind: "function", ...subject, failure, metrics: { ...metrics(), readAt: now - 7_300_000 } },
  quiet: {
    kind: "function",
    ...subject,
    stages: subject.stages.slice(0, 1),
    connection: { ...connection, endpoint: "127.0.0.1:4566" },
    metrics: silent(),
    limits: { ...subject.limits, reserved: null, account: null },
    alarms: [],
    judged: { findings: [], drift: [], compared: 23, memoryAdvice: null },
    denied: ["lambda:ListAliases", "cloudwatch:DescribeAlarms"],
    deployments: [],
    reports: { step: "empty" },
  },
  cost: {
    kind: "function",
    ...subject,
    reports: { step: "cost", by: "Logs Insights", bytes: 5_300_000_000, dollars: 0.0285, pricesOf: "2026-10-01" },
  },
  read: { kind: "function", ...subject, reports: { step: "read", reports } },
} as const satisfies Record<string, DeployedShown>;

/** A function that nobody called: no data, which is not zero. */
function silent(): ShownMetrics {
  const known = metrics();
  const none = known.series.map((each) => ({ ...each, values: each.values.map(() => null), summary: null, samples: null }));
  return { ...known, series: none, cost: null };
}

export function showingDeployed(deployed: DeployedShown): Shown {
  return showing(report(), { subject: { kind: "function", report: report(), deployed } });
}
