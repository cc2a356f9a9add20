/** An AWS that is made up, for tests of the store of deployed functions: it answers at once, or when it is told to. */

import type { Aws, AwsFailure, FailureKind, FunctionMetrics, ListedFunction, MetricRequest } from "../../client/aws/contract.ts";
import type { Outside } from "../../client/src/deployed/outside.ts";
import { DeployedFunctions } from "../../client/src/deployed/store.ts";
import type {
  DeployedIdentity,
  DeployedMatch,
  DeployedParams,
  DeployedReportParams,
  MetricId,
  MetricWindow,
} from "../../server/src/protocol.ts";

const configuration: ListedFunction["configuration"] = {
  runtime: "python3.13",
  handler: "app.handler",
  packageType: "Zip",
  codeSize: 1000,
  timeout: 3,
  memory: 512,
  environmentKeys: [],
  layers: [],
  deadLetterTarget: "arn:aws:sqs:eu-west-1:*:failed",
  subnets: 0,
  lastModified: "2026-01-02T03:04:05.000Z",
};

export function listed(name: string, change: Partial<ListedFunction["configuration"]> = {}): ListedFunction {
  return { name, description: "", configuration: { ...configuration, ...change } };
}

export function failure(kind: FailureKind, change: Partial<AwsFailure> = {}): AwsFailure {
  const remedy = `What to do about ${kind}.`;
  const told = { name: "AwsFailure" as const, kind, remedy, command: undefined, action: undefined };
  return Object.assign(new Error(`What happened: ${kind}.`), told, change) as AwsFailure;
}

/** Metrics of which every value is the same. */
export function metricsOf(
  name: string,
  metrics: readonly MetricId[],
  window: MetricWindow,
  readAt: number,
  value: number | null = 7,
): FunctionMetrics {
  const series = metrics.map((metric) => ({
    metric,
    unit: metric.startsWith("duration") ? ("milliseconds" as const) : ("count" as const),
    period: 60,
    times: [0, 60, 120],
    values: [value, null, value],
    summary: value,
    samples: null,
  }));
  const [from, to] = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"];
  return { name, window, from, to, readAt, series, cost: null };
}

interface Call {
  readonly requests: readonly MetricRequest[];
  readonly window: MetricWindow;
  readonly signal: AbortSignal;
}

/** What the tests look at and turn. */
export class FakeWorld {
  names: readonly string[] = ["one", "two", "three"];
  pageSize = 2;
  tags: ReadonlyMap<string, Readonly<Record<string, string>>> | null = new Map();
  region = "eu-west-1";
  matched: readonly DeployedMatch[] = [];
  /** Thrown by the next connection, page, question about metrics, details. */
  fails: Partial<Record<"connect" | "functions" | "metrics" | "details", Error>> = {};
  /** Metrics are answered when this settles. */
  gate: Promise<void> = Promise.resolve();
  time = 1_000_000;
  isTrusted = true;
  readonly calls: Call[] = [];
  readonly log: string[] = [];
  readonly told: DeployedParams[] = [];
  readonly asked: DeployedReportParams[] = [];
  readonly identities: (readonly DeployedIdentity[])[] = [];

  /** How the metrics of the calls so far were grouped. */
  get batches(): string[] {
    return this.calls.map(({ requests }) => requests.map(({ name, metrics }) => `${name}: ${metrics.join(" ")}`).join("; "));
  }

  store(): DeployedFunctions {
    const world = this;
    const outside: Outside = {
      get isTrusted() {
        return world.isTrusted;
      },
      connect: async () => {
        this.log.push("connect");
        if (this.fails.connect) throw this.fails.connect;
        return this.#aws();
      },
      matches: async (functions) => {
        this.identities.push(functions);
        return this.matched;
      },
      report: async (params) => {
        this.asked.push(params);
        return { findings: [], drift: null, compared: 0, memoryAdvice: null };
      },
      tell: (params) => this.told.push(params),
      onError: (error) => this.log.push(String(error)),
      now: () => this.time,
      soon: (run) => setImmediate(run),
    };
    return new DeployedFunctions(outside, "24h");
  }

  #aws(): Aws {
    const world = this;
    const usage = { metrics: 0, requests: 0 };
    return {
      profile: "dev",
      region: this.region,
      endpoint: undefined,
      usage,
      async *functions() {
        for (let at = 0; at < world.names.length; at += world.pageSize) {
          if (world.fails.functions && at > 0) throw world.fails.functions;
          yield world.names.slice(at, at + world.pageSize).map((name) => listed(name));
        }
      },
      tags: async () => world.tags,
      details: async (name) => {
        world.log.push(`details ${name}`);
        if (world.fails.details) throw world.fails.details;
        return { name, region: world.region, readAt: "2026-01-02T00:00:00Z", configuration, denied: [], deployments: [] };
      },
      metrics: async (requests, window, signal) => {
        world.calls.push({ requests, window, signal });
        usage.metrics += requests.flatMap(({ metrics }) => metrics).length;
        await world.gate;
        signal.throwIfAborted();
        if (world.fails.metrics) throw world.fails.metrics;
        return new Map(requests.map(({ name, metrics }) => [name, metricsOf(name, metrics, window, world.time)]));
      },
      reportsCost: async () => ({ by: "Logs Insights", bytes: 1, dollars: 0.01, pricesOf: "2026-01-01" }),
      reports: async () => null,
      close: () => world.log.push("close"),
    };
  }
}

/** The connection after the questions of this moment were sent. */
export function moment(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
