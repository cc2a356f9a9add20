/**
 * What the parts of the extension that show deployed functions share: the view, the charts of the report, the CodeLens and the tools for
 * language models all ask one `Deployed`, which asks AWS once for all of them.
 */
import type * as vscode from "vscode";
import type { DeployedFunction, DeployedReport, MetricId, MetricWindow } from "../../../server/src/protocol.ts";
import type { AwsFailure, FunctionDetails, FunctionMetrics, ListedFunction, ReportsCost, Usage } from "../../aws/contract.ts";

/** The metrics of the guide: what a row unfolds to. */
export const GUIDE_METRICS = [
  "errors",
  "durationP95",
  "throttles",
  "concurrentExecutions",
  "iteratorAge",
  "deadLetterDepth",
] as const satisfies readonly MetricId[];

/**
 * `closed`: nobody has asked for anything, and nothing was read or called. `untrusted`: the workspace is not trusted. `failed`: see
 * `failure`; what was known before is still there, and old.
 */
export type DeployedState = "closed" | "untrusted" | "connecting" | "listing" | "ready" | "failed";

/** A deployed function in the list. */
export interface DeployedEntry {
  readonly listed: ListedFunction;
  /** Undefined where tags could not be read. */
  readonly tags: Readonly<Record<string, string>> | undefined;
  /** The CloudFormation stack it belongs to. */
  readonly stack: string | undefined;
  /** The function of the workspace it is. */
  readonly match: { readonly id: string; readonly by: "hand" | "tags" | "name" | "convention"; readonly isCertain: boolean } | undefined;
}

export interface ConnectedTo {
  readonly profile: string;
  readonly region: string;
  /** Host of the emulator that answers instead of AWS. */
  readonly endpoint: string | undefined;
}

export interface Filter {
  /** Part of the name, any case. */
  readonly name?: string;
  /** `key` or `key=value`. */
  readonly tag?: string;
  readonly stack?: string;
}

export interface Deployed extends vscode.Disposable {
  readonly state: DeployedState;
  readonly failure: AwsFailure | undefined;
  readonly connection: ConnectedTo | undefined;
  /** All that are listed so far, in AWS's order; `shown` of them pass the filter. */
  readonly functions: readonly DeployedEntry[];
  readonly shown: readonly DeployedEntry[];
  /** When the list was read, milliseconds of the epoch. */
  readonly readAt: number | undefined;
  readonly window: MetricWindow;
  readonly filter: Filter;
  readonly usage: Usage;
  /** The list, the state or the window is another; undefined: of one function something is. */
  readonly onDidChange: vscode.Event<string | undefined>;

  /** Somebody wants to see deployed functions: the first call loads the AWS bundle, connects and lists; later ones settle with it. Never rejects. */
  open(): Promise<void>;
  /** Connects anew, with credentials asked anew, and forgets what was read. */
  refresh(): Promise<void>;
  setWindow(window: MetricWindow): void;
  setFilter(filter: Filter): void;

  /** The deployed functions of one of the workspace: several for several stages, the certain ones first. */
  of(id: string): readonly DeployedEntry[];
  entry(name: string): DeployedEntry | undefined;
  /** What is known without asking. */
  facts(name: string): DeployedFunction | undefined;
  known(name: string, window: MetricWindow): FunctionMetrics | undefined;
  /** Why the last question about a function was not answered. */
  failureOf(name: string): AwsFailure | undefined;

  /**
   * Metrics over the chosen window: kept for as long as they are fresh, and asked together with all others that are asked for in the same
   * moment. Undefined where AWS would not answer (`failureOf` says why) or the signal was cancelled.
   */
  metrics(name: string, metrics: readonly MetricId[], signal?: AbortSignal): Promise<FunctionMetrics | undefined>;
  details(name: string, signal?: AbortSignal): Promise<FunctionDetails | undefined>;
  /** What the server says of all that is known of the function: drift, findings, memory advice. */
  report(name: string): Promise<DeployedReport | undefined>;
  reportsCost(name: string): Promise<ReportsCost | undefined>;
  /** Reads REPORT lines: only when a person asked for it and saw the cost. */
  reports(name: string, signal?: AbortSignal): Promise<DeployedFunction["reports"] | null | undefined>;
}
