/** All that is known of a deployed function, as the server takes it. */
import type { DeployedFunction, DeployedMetrics, MetricId } from "../../../server/src/protocol.ts";
import type { FunctionDetails, FunctionMetrics, ListedFunction } from "../../aws/contract.ts";

export interface Read {
  readonly listed: ListedFunction;
  readonly region: string;
  /** When the list was read, milliseconds of the epoch. */
  readonly readAt: number;
  readonly details: FunctionDetails | undefined;
  readonly metrics: FunctionMetrics | undefined;
  readonly reports: NonNullable<DeployedFunction["reports"]> | undefined;
}

export function factsOf({ listed, region, readAt, details, metrics, reports }: Read): DeployedFunction {
  const { name, configuration } = listed;
  const base = details ? withoutNotes(details) : { name, region, readAt: new Date(readAt).toISOString(), configuration };
  return {
    ...base,
    ...(metrics && { metrics: metricsOf(metrics) }),
    ...(metrics?.cost && { cost: metrics.cost }),
    ...(reports && { reports }),
  };
}

function withoutNotes({ denied: _, deployments: __, ...facts }: FunctionDetails): DeployedFunction {
  return facts;
}

function metricsOf({ window, from, to, series }: FunctionMetrics): DeployedMetrics {
  const values: Partial<Record<MetricId, number | null>> = Object.fromEntries(series.map(({ metric, summary }) => [metric, summary]));
  const rate = errorRate(values.invocations, values.errors);
  return { window, from, to, values: { ...(rate !== undefined && { errorRate: rate }), ...values } };
}

/** Per cent; undefined unless both are known and something was invoked. */
export function errorRate(invocations: number | null | undefined, errors: number | null | undefined): number | undefined {
  if (!invocations || errors === undefined || errors === null) return undefined;
  return (100 * errors) / invocations;
}

/** The queue that events go to which could not be processed, as far as it is known. */
export function deadLetterQueueOf({ configuration }: ListedFunction, details: FunctionDetails | undefined): string | undefined {
  const onFailure = [details?.asyncInvocation?.onFailure, ...(details?.eventSources ?? []).map((source) => source.onFailure)];
  return [configuration.deadLetterTarget, ...onFailure].find((arn): arn is string => /^arn:[\w-]+:sqs:/.test(arn ?? ""));
}
