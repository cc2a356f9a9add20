/**
 * What the report shows of the deployed function, in plain data. The shapes are those of the AWS bundle's contract, which the page cannot
 * import: that one knows Node.
 */
import type {
  DeployedAlarm,
  DeployedCost,
  DeployedReport,
  DeployedReports,
  MetricId,
  MetricWindow,
} from "../../../../server/src/protocol.ts";

export type DeployedShown =
  /** Nobody asked yet: nothing was read or called. */
  | { readonly kind: "closed" }
  | { readonly kind: "untrusted" }
  | { readonly kind: "connecting" }
  /** There is no list of deployed functions. */
  | { readonly kind: "failed"; readonly failure: ShownFailure; readonly connection: ShownConnection | null }
  /** The list is there, and none of it is this function. */
  | { readonly kind: "noMatch"; readonly connection: ShownConnection; readonly functions: number; readonly isListing: boolean }
  | ({ readonly kind: "function" } & DeployedSubject);

export interface ShownConnection {
  readonly profile: string;
  readonly region: string;
  /** The host that answers instead of AWS. */
  readonly endpoint: string | null;
}

/** Plain words for what AWS would not do. */
export interface ShownFailure {
  readonly message: string;
  readonly remedy: string;
  /** To be run in a terminal. */
  readonly command: string | null;
}

/** One of the deployed functions that the function of the workspace is. */
export interface Stage {
  readonly name: string;
  readonly stack: string | null;
  readonly isCertain: boolean;
}

export interface DeployedSubject {
  readonly connection: ShownConnection;
  /** The certain ones first; never empty. */
  readonly stages: readonly Stage[];
  /** The name of the one that is shown. */
  readonly name: string;
  readonly window: MetricWindow;
  /** Something is being asked. */
  readonly isReading: boolean;
  /** Of the last question; what is shown beside it is old. */
  readonly failure: ShownFailure | null;
  /** Metrics requested of CloudWatch since the connection was made: each is billed. */
  readonly requested: number;
  readonly metrics: ShownMetrics | null;
  readonly limits: Limits;
  /** Null: it is not known. */
  readonly alarms: readonly DeployedAlarm[] | null;
  readonly deployments: readonly Deployment[];
  /** Permissions that are missing for the rest. */
  readonly denied: readonly string[];
  readonly judged: DeployedReport | null;
  readonly reports: ShownReports;
}

/** `MetricSeries` of the AWS bundle. */
export interface ShownSeries {
  readonly metric: MetricId;
  readonly unit: "count" | "percent" | "milliseconds";
  /** Seconds. */
  readonly period: number;
  /** Seconds of the epoch. */
  readonly times: readonly number[];
  /** Null: no data, which is not zero. */
  readonly values: readonly (number | null)[];
  readonly summary: number | null;
  readonly samples: number | null;
}

export interface ShownMetrics {
  readonly window: MetricWindow;
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  /** Milliseconds of the epoch. */
  readonly readAt: number;
  readonly series: readonly ShownSeries[];
  readonly cost: DeployedCost | null;
}

/** What figures are held against. */
export interface Limits {
  /** Seconds. */
  readonly timeout: number;
  /** MB. */
  readonly memory: number;
  /** Null: none is reserved, or it is not known. */
  readonly reserved: number | null;
  /** What all functions of the region may use together; null: it is not known. */
  readonly account: number | null;
}

export interface Deployment {
  /** ISO 8601. */
  readonly at: string;
  readonly version: string;
}

/** What the REPORT lines say, which costs money: it is read only when the cost was seen. */
export type ShownReports =
  | { readonly step: "none" }
  | { readonly step: "asking" }
  | {
      readonly step: "cost";
      readonly by: string;
      readonly bytes: number | null;
      readonly dollars: number | null;
      readonly pricesOf: string;
    }
  | { readonly step: "reading" }
  | { readonly step: "empty" }
  | { readonly step: "read"; readonly reports: DeployedReports };

/** What the page asks of the deployed part. */
export type DeployedAction =
  /** The first question, or all of it anew. */
  | { readonly do: "connect" | "refresh" | "match" | "profile" }
  | { readonly do: "stage"; readonly name: string }
  | { readonly do: "window"; readonly window: MetricWindow }
  | { readonly do: "reports"; readonly step: "cost" | "read" | "cancel" }
  | { readonly do: "copy"; readonly text: string };
