/** A deployed function and what is known of it, for tests of those who show it. */
import type { AwsFailure, FunctionMetrics, MetricSeries } from "../../client/aws/contract.ts";
import type { DeployedEntry } from "../../client/src/deployed/contract.ts";
import { unitOf } from "../../client/src/deployed/format.ts";
import type { KnownDeployed, Sources } from "../../client/src/tools/sources.ts";
import type { DeployedFunction, DeployedReport, MetricId } from "../../server/src/protocol.ts";
import { places } from "./checklists.ts";

/** Midnight before it, and noon. */
export const begin = Date.parse("2026-11-23T00:00:00Z");
export const noon = Date.parse("2026-11-23T12:00:00Z");

export const configuration: DeployedFunction["configuration"] = {
  runtime: "python3.13",
  handler: "app.handler",
  packageType: "Zip",
  codeSize: 1024,
  timeout: 30,
  memory: 512,
  architecture: "arm64",
  environmentKeys: [],
  layers: [],
  deadLetterTarget: null,
  subnets: 0,
  lastModified: "2026-11-20T08:00:00Z",
};

export function entry(name: string, match?: DeployedEntry["match"]): DeployedEntry {
  return { listed: { name, description: "", configuration }, tags: {}, stack: "shop", match };
}

/** A metric with a value at each hour from midnight. */
export function series(
  metric: MetricId,
  values: readonly (number | null)[],
  summary: number | null,
  samples: number | null = null,
): MetricSeries {
  const times = values.map((_, hour) => begin / 1000 + 3600 * hour);
  return { metric, unit: unitOf(metric), period: 3600, times, values, summary, samples };
}

export function metrics(name: string, ...of: readonly MetricSeries[]): FunctionMetrics {
  const [from, to] = [new Date(noon - 24 * 3_600_000).toISOString(), new Date(noon).toISOString()];
  return { name, window: "24h", from, to, readAt: noon - 180_000, series: of, cost: null };
}

export function failure(message: string, remedy: string, command?: string): AwsFailure {
  const error = new Error(message);
  return Object.assign(error, { name: "AwsFailure" as const, kind: "expired-token" as const, remedy, command, action: undefined });
}

/** A store that knows what it is told. */
export function deployed(functions: readonly DeployedEntry[], rest: Partial<KnownDeployed> = {}): KnownDeployed {
  return {
    state: "ready",
    failure: undefined,
    connection: { profile: "dev", region: "eu-west-1", endpoint: undefined },
    functions,
    window: "24h",
    of: (id) => functions.filter(({ match }) => match?.id === id),
    facts: (name) => ({ name, region: "eu-west-1", readAt: new Date(noon - 60_000).toISOString(), configuration }),
    known: () => undefined,
    failureOf: () => undefined,
    report: async (): Promise<DeployedReport> => ({ findings: [], drift: null, compared: 0, memoryAdvice: null }),
    ...rest,
  };
}

/** @param answers of the server, by method; a function is asked with the params */
export function sources(answers: Record<string, unknown>, known: KnownDeployed, rest: Partial<Sources> = {}): Sources {
  const never = () => ({ dispose: () => {} });
  const server: Sources["server"] = {
    state: "running",
    onDidChange: never,
    onDidChangeChecklist: never,
    request: async <T>(method: string, params: object = {}) => {
      const answer = answers[method];
      return (typeof answer === "function" ? answer(params) : answer) as T | undefined;
    },
  };
  return { server, deployed: known, paths: places, files: async () => [], now: () => noon, ...rest };
}
