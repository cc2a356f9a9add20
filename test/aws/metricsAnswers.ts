/** AWS as the tests of metrics need it: what is asked is kept, and answered by the test. */
import type { GetMetricDataInput, GetMetricDataOutput, MetricDataResult } from "@aws-sdk/client-cloudwatch";
import type { Clients } from "../../client/aws/clients.ts";
import type { MetricRequest } from "../../client/aws/contract.ts";
import { Failure } from "../../client/aws/failure.ts";

type Answer = (operation: string, input: never, signal: AbortSignal) => unknown;

/** Clients whose services answer by these functions; what is asked of another service rejects. */
export function clientsOf(answers: { readonly cloudWatch?: Answer; readonly logs?: Answer; readonly region?: string }): Clients {
  const asker = (answer: Answer | undefined) => async (command: object, signal: AbortSignal) => {
    signal.throwIfAborted();
    if (!answer) throw new Error("This service is not asked here");
    return answer(command.constructor.name.replace("Command", ""), (command as { input: never }).input, signal);
  };
  return {
    region: answers.region ?? "us-east-1",
    usage: { metrics: 0, requests: 0 },
    lambda: asker(undefined),
    tagging: asker(undefined),
    cloudWatch: asker(answers.cloudWatch),
    logs: asker(answers.logs),
    close() {},
  } as Clients;
}

/** One of the queries of GetMetricData, flat. */
export interface Asked {
  readonly id: string;
  readonly metric: string;
  readonly statistic: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly namespace: string;
  readonly period: number;
}

export function askedIn({ MetricDataQueries = [] }: GetMetricDataInput): readonly Asked[] {
  return MetricDataQueries.map(({ Id = "", MetricStat }) => ({
    id: Id,
    metric: MetricStat?.Metric?.MetricName ?? "",
    namespace: MetricStat?.Metric?.Namespace ?? "",
    statistic: MetricStat?.Stat ?? "",
    dimensions: Object.fromEntries((MetricStat?.Metric?.Dimensions ?? []).map(({ Name = "", Value = "" }) => [Name, Value])),
    period: MetricStat?.Period ?? 0,
  }));
}

/** A complete answer: for each query the values at their times, seconds of the epoch. */
export function answering(values: (asked: Asked) => Readonly<Record<number, number>>) {
  return (_operation: string, input: GetMetricDataInput): GetMetricDataOutput => ({
    MetricDataResults: askedIn(input).map((asked) => resultOf(asked.id, values(asked))),
  });
}

export function resultOf(id: string, values: Readonly<Record<number, number>>, status: MetricDataResult["StatusCode"] = "Complete") {
  const times = Object.keys(values).map(Number);
  return {
    Id: id,
    StatusCode: status,
    Timestamps: times.map((time) => new Date(time * 1000)),
    Values: times.map((time) => values[time] ?? 0),
  };
}

export function requestOf(name: string, metrics: MetricRequest["metrics"], more: Partial<MetricRequest> = {}): MetricRequest {
  return { name, metrics, configuration: configuration(), ...more };
}

export function configuration(more: Partial<MetricRequest["configuration"]> = {}): MetricRequest["configuration"] {
  return {
    packageType: "Zip",
    codeSize: 1000,
    timeout: 10,
    memory: 1024,
    environmentKeys: [],
    layers: [],
    deadLetterTarget: null,
    subnets: 0,
    lastModified: "2026-11-01T00:00:00.000Z",
    ...more,
  };
}

/** As the clients reject when AWS names an error. */
export function failureNamed(code: string): Failure {
  const kind = code === "AccessDeniedException" ? "access-denied" : "service";
  return new Failure({ kind, message: `AWS answered ${code}.`, remedy: "Try again." }, code);
}
