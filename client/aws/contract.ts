/**
 * What the AWS bundle (`dist/aws.cjs`) offers to the extension: the one place that talks to AWS. It imports nothing of VS Code, asks only
 * read-only operations, and is loaded when somebody first wants to see a deployed function.
 *
 * Every call rejects with an `AwsFailure`, or with the signal's reason when it was cancelled. Nothing is written to a log here.
 */
import type { DeployedFunction, MetricId, MetricWindow } from "../../server/src/protocol.ts";

/** What `dist/aws.cjs` exports. */
export interface AwsModule {
  connect(options: ConnectionOptions): Promise<Aws>;
  /** The profiles of the shared configuration files, in the order they are written; sections that are no profile are left out. */
  profiles(environment: NodeJS.ProcessEnv): Promise<readonly Profile[]>;
  /** The regions to choose from; a person may type another one. */
  readonly regions: readonly string[];
}

export interface Profile {
  readonly name: string;
  /** As the profile says; undefined where it does not. */
  readonly region: string | undefined;
  /** How it gets credentials; what is shown beside its name. */
  readonly kind: "keys" | "sso" | "role" | "process" | "login" | "other";
}

export interface ConnectionOptions {
  /** Undefined: as the environment says, else `default`. */
  readonly profile: string | undefined;
  /** Undefined: as the environment or the profile says. */
  readonly region: string | undefined;
  /** Undefined: `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, the profile's `services` section or `endpoint_url`, else AWS. */
  readonly endpoint: string | undefined;
  /** Where the chain looks for variables and files: `process.env`, but for tests. */
  readonly environment: NodeJS.ProcessEnv;
  /** A person types the code of their device; undefined: they do not want to. */
  readonly mfaCode: (serial: string) => Promise<string | undefined>;
  /** How long an answer may take, in milliseconds, before a try counts as failed. */
  readonly timeout?: number;
  /** How often a request is tried when AWS throttles or the network fails; with exponential backoff and jitter between. */
  readonly attempts?: number;
  /** Now, in milliseconds of the epoch; for tests. */
  readonly now?: () => number;
}

/** A connection: credentials are asked of the chain anew for each one, so that a refresh sees a new login. */
export interface Aws {
  readonly profile: string;
  readonly region: string;
  /** Set where something else than AWS answers: an emulator. Its host. */
  readonly endpoint: string | undefined;
  /** What was asked so far. */
  readonly usage: Usage;

  /** Every function of the region with its configuration, page by page, as AWS orders them. */
  functions(signal: AbortSignal): AsyncIterable<readonly ListedFunction[]>;
  /** The tags of all functions by name; null where they may not be read. */
  tags(signal: AbortSignal): Promise<ReadonlyMap<string, Readonly<Record<string, string>>> | null>;
  /**
   * What ListFunctions does not say of a function: concurrency, aliases, versions, event sources, asynchronous invocation, URL, log
   * retention, alarms. What may not be read is left out and named in `denied`.
   */
  details(name: string, signal: AbortSignal): Promise<FunctionDetails>;
  /** Metrics of functions in as few calls as can be; a series for each metric asked for that applies to the function. */
  metrics(requests: readonly MetricRequest[], window: MetricWindow, signal: AbortSignal): Promise<ReadonlyMap<string, FunctionMetrics>>;
  /** What reading the REPORT lines would cost, so that a person can decide. */
  reportsCost(name: string, window: MetricWindow, signal: AbortSignal): Promise<ReportsCost>;
  /** Memory used, cold starts and init duration from the REPORT lines. Null: there are none in the window. */
  reports(name: string, window: MetricWindow, signal: AbortSignal): Promise<DeployedFunction["reports"] | null>;
  /** Ends connections; what is under way rejects. */
  close(): void;
}

export interface Usage {
  /** Metrics asked of GetMetricData: each is billed. */
  readonly metrics: number;
  readonly requests: number;
}

/** A function as ListFunctions gives it, without account id and values of environment variables. */
export interface ListedFunction {
  readonly name: string;
  readonly description: string;
  readonly configuration: DeployedFunction["configuration"];
}

export interface FunctionDetails extends Omit<DeployedFunction, "metrics" | "reports" | "cost"> {
  /** Actions that were denied: `lambda:ListAliases`. */
  readonly denied: readonly string[];
  /** When something of the function was deployed, as far as versions and aliases tell; newest last, ISO 8601. */
  readonly deployments: readonly { readonly at: string; readonly version: string }[];
}

export interface MetricRequest {
  readonly name: string;
  readonly metrics: readonly MetricId[];
  /** For what is shown beside limits and for cost: what is known of the function. */
  readonly configuration: DeployedFunction["configuration"];
  /** ARN of a queue events go to that could not be processed: its depth is `deadLetterDepth`. */
  readonly deadLetterQueue?: string;
}

/** The metrics of one function over one window. */
export interface FunctionMetrics {
  readonly name: string;
  readonly window: MetricWindow;
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  /** When CloudWatch was asked, milliseconds of the epoch: an old answer is shown with its age. */
  readonly readAt: number;
  readonly series: readonly MetricSeries[];
  /** From invocations, average duration and memory; null where invocations or duration are not known. */
  readonly cost: NonNullable<DeployedFunction["cost"]> | null;
}

export interface MetricSeries {
  readonly metric: MetricId;
  readonly unit: "count" | "percent" | "milliseconds";
  /** Seconds each value stands for. */
  readonly period: number;
  /** Seconds of the epoch, evenly spaced from the window's begin to its end. */
  readonly times: readonly number[];
  /** One for each time; null where CloudWatch has no data, which is not zero. */
  readonly values: readonly (number | null)[];
  /**
   * Over the whole window: sum of counts, highest of maxima, rate, average and percentiles of all invocations, latest depth; null without
   * data.
   */
  readonly summary: number | null;
  /** How many invocations the summary rests on; null where that is no question. */
  readonly samples: number | null;
}

export interface ReportsCost {
  readonly by: "Logs Insights" | "FilterLogEvents";
  /** Bytes of the log group that would be looked through at most; null where it is not known. */
  readonly bytes: number | null;
  /** US dollars at most; null where bytes are not known. */
  readonly dollars: number | null;
  readonly pricesOf: string;
}

export type FailureKind =
  | "expired-token"
  | "no-credentials"
  | "sso-login"
  | "mfa"
  | "access-denied"
  | "throttled"
  | "no-network"
  | "timeout"
  | "clock-skew"
  | "wrong-region"
  | "no-region"
  | "unknown-profile"
  | "function-gone"
  | "bad-configuration"
  | "service";

/** Something AWS would not do, in plain words. */
export interface AwsFailure extends Error {
  readonly name: "AwsFailure";
  readonly kind: FailureKind;
  /** What happened, one sentence with a full stop: the row's text. Without account ids, ARNs, keys. */
  readonly message: string;
  /** What to do, one sentence with a full stop. */
  readonly remedy: string;
  /** A command to be run in a terminal, exactly: `aws sso login --profile dev`. */
  readonly command: string | undefined;
  /** The missing permission: `lambda:ListFunctions`. */
  readonly action: string | undefined;
}
