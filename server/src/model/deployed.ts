/**
 * The facts about a function as it is deployed, in plain data: the client reads them from AWS and hands them to the server. They hold no
 * account id (ARNs have `*` in its place), no value of an environment variable, and no secret.
 *
 * A property that is left out was not asked for, or AWS would not tell: it is unknown, and nothing follows from it. Null says that
 * there is none.
 */

/** Spans of time that metrics are shown for, ending now. */
export const METRIC_WINDOWS = ["1h", "24h", "7d", "30d"] as const;
export type MetricWindow = (typeof METRIC_WINDOWS)[number];

/** Over a whole window, what a metric comes to. */
export const METRIC_IDS = [
  "invocations",
  "errors",
  /** Per cent of the invocations. */
  "errorRate",
  /** Milliseconds, as all that begin with `duration`. */
  "durationAverage",
  "durationP95",
  "durationP99",
  "durationMaximum",
  "throttles",
  /** The most at once. */
  "concurrentExecutions",
  /** Milliseconds, the worst. Streams only. */
  "iteratorAge",
  /** Messages that are in the dead-letter queue (or the failure destination, where that is a queue), the latest figure. */
  "deadLetterDepth",
  /** Events that could not be written to the dead-letter queue. */
  "deadLetterErrors",
  "destinationErrors",
  "asyncEventsReceived",
  /** Milliseconds, the worst. */
  "asyncEventAge",
  "asyncEventsDropped",
  /** Per cent, the highest. */
  "provisionedUtilization",
  "provisionedSpillover",
] as const;
export type MetricId = (typeof METRIC_IDS)[number];

export interface DeployedFunction {
  /** `FunctionName`. */
  readonly name: string;
  readonly region: string;
  /** When it was read: ISO 8601, UTC. */
  readonly readAt: string;
  readonly configuration: DeployedConfiguration;
  /** Null: not reserved. */
  readonly reservedConcurrency?: number | null;
  /** What the account may run at once in the region, and how much of it no function reserves. */
  readonly account?: { readonly concurrentExecutions: number; readonly unreserved: number };
  readonly provisionedConcurrency?: readonly DeployedProvisionedConcurrency[];
  readonly aliases?: readonly DeployedAlias[];
  /** Published versions, `$LATEST` not counted. */
  readonly versions?: number;
  readonly eventSources?: readonly DeployedEventSource[];
  /** Null: the defaults hold (two retries, six hours). */
  readonly asyncInvocation?: DeployedAsyncInvocation | null;
  /** `AuthType` of its URL; null: it has none. */
  readonly urlAuthType?: string | null;
  /** Days; null: for ever. */
  readonly logRetention?: number | null;
  /** Alarms of CloudWatch on a metric of the function or of its dead-letter queue. */
  readonly alarms?: readonly DeployedAlarm[];
  readonly metrics?: DeployedMetrics;
  readonly reports?: DeployedReports;
  readonly cost?: DeployedCost;
}

/** `FunctionConfiguration` as ListFunctions gives it. */
export interface DeployedConfiguration {
  /** Absent for images, as is the handler. */
  readonly runtime?: string;
  readonly handler?: string;
  readonly packageType: "Zip" | "Image";
  /** Bytes of the deployment package. */
  readonly codeSize: number;
  /** Seconds. */
  readonly timeout: number;
  /** MB. */
  readonly memory: number;
  /** MB. */
  readonly ephemeralStorage?: number;
  readonly architecture?: string;
  /** `Active` or `PassThrough`. */
  readonly tracing?: string;
  /** Names of environment variables, sorted. */
  readonly environmentKeys: readonly string[];
  /** ARNs of layer versions in their order. */
  readonly layers: readonly string[];
  /** ARN of the dead-letter queue or topic. */
  readonly deadLetterTarget: string | null;
  readonly subnets: number;
  /** `JSON` or `Text`. */
  readonly logFormat?: string;
  readonly logGroup?: string;
  /** ISO 8601: the last change of code or configuration. */
  readonly lastModified: string;
  /** `On` or `Off`, of SnapStart for published versions. */
  readonly snapStart?: string;
}

export interface DeployedProvisionedConcurrency {
  /** Alias or version. */
  readonly qualifier: string;
  readonly requested: number;
  readonly available: number;
}

export interface DeployedAlias {
  readonly name: string;
  readonly version: string;
  /** Part of the traffic each further version gets, 0 to 1; empty: all goes to `version`. */
  readonly weights: Readonly<Record<string, number>>;
}

export interface DeployedEventSource {
  /** ARN, or the servers of a self-managed Kafka. */
  readonly source: string;
  /** `Enabled`, `Disabled`, … */
  readonly state: string;
  readonly batchSize?: number;
  /** Seconds. */
  readonly batchingWindow?: number;
  readonly reportsBatchItemFailures: boolean;
  readonly maximumConcurrency?: number;
  readonly onFailure?: string;
  readonly hasFilter: boolean;
}

export interface DeployedAsyncInvocation {
  /** Seconds. */
  readonly maximumEventAge?: number;
  readonly maximumRetryAttempts?: number;
  /** ARNs. */
  readonly onFailure?: string;
  readonly onSuccess?: string;
}

export interface DeployedAlarm {
  readonly name: string;
  /** `AWS/Lambda` … ; of metric math the first that names the function. */
  readonly namespace: string;
  /** CloudWatch's: `Errors`, `ApproximateNumberOfMessagesVisible`. */
  readonly metric: string;
  /** `OK`, `ALARM`, `INSUFFICIENT_DATA`. */
  readonly state: string;
  /** Absent where it is not a number (anomaly detection). */
  readonly threshold?: number;
  /** `GreaterThanThreshold`, … */
  readonly comparison: string;
  readonly statistic?: string;
  /** Seconds. */
  readonly period?: number;
  /** Somebody or something is told: it has actions and they are on. */
  readonly isActing: boolean;
}

export interface DeployedMetrics {
  readonly window: MetricWindow;
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  /** What was asked for; null: CloudWatch has no data, which is not zero. */
  readonly values: Readonly<Partial<Record<MetricId, number | null>>>;
}

/** What the REPORT lines of the log say. */
export interface DeployedReports {
  readonly window: MetricWindow;
  readonly from: string;
  readonly to: string;
  /** REPORT lines seen. */
  readonly invocations: number;
  /** Not all of the window's lines were read. */
  readonly isSample: boolean;
  /** MB. */
  readonly memorySize: number;
  readonly memoryUsedAverage: number;
  readonly memoryUsedP95: number;
  readonly memoryUsedMaximum: number;
  /** Milliseconds. */
  readonly durationAverage: number;
  readonly durationMaximum: number;
  /** Milliseconds, summed. */
  readonly billedDuration: number;
  readonly coldStarts: number;
  /** Milliseconds; null without a cold start. */
  readonly initDurationAverage: number | null;
  readonly initDurationMaximum: number | null;
}

/** An estimate: requests and GB-seconds at list price, without the free tier, Savings Plans, data transfer or provisioned concurrency. */
export interface DeployedCost {
  readonly window: MetricWindow;
  /** US dollars. */
  readonly requests: number;
  readonly duration: number;
  readonly total: number;
  readonly gigabyteSeconds: number;
  /** `YYYY-MM-DD` of the price table. */
  readonly pricesOf: string;
}
