/** What client and server say about deployed functions. The client asks AWS and holds the credentials; the server compares and judges. */
import type { DeployedFunction } from "../model/deployed.ts";

export * from "../model/deployed.ts";

/** What tells whose a deployed function is. */
export interface DeployedIdentity {
  readonly name: string;
  /** Of `aws:cloudformation:stack-name` and `aws:cloudformation:logical-id`; left out where tags could not be read. */
  readonly stack?: string;
  readonly logicalId?: string;
}

/** Client to server, when deployed functions were listed or functions of the workspace came or went: `DeployedMatchesParams` to `DeployedMatch[]`. */
export const deployedMatchesRequest = "lambdaReady/deployedMatches";

export interface DeployedMatchesParams {
  readonly functions: readonly DeployedIdentity[];
}

/** A function of the workspace and what is deployed of it. Several deployed ones may be of one: stages. */
export interface DeployedMatch {
  /** `ChecklistFunction.id`. */
  readonly id: string;
  readonly deployed: string;
  /** `hand`: `.lambda-ready.yaml` says so. `convention`: as the framework names functions; several fit: `isCertain` is false. */
  readonly by: "hand" | "tags" | "name" | "convention";
  readonly isCertain: boolean;
}

/** Client to server, when a person says what is deployed of a function: `MatchByHandParams` to `MatchByHandResult`. The client writes the file. */
export const matchByHandRequest = "lambdaReady/matchByHand";

export interface MatchByHandParams {
  readonly id: string;
  /** Null takes it back. */
  readonly deployed: string | null;
}

export type MatchByHandResult =
  /** The whole new text of `.lambda-ready.yaml`, and the text it was made from (null: there was no file). */
  { readonly uri: string; readonly before: string | null; readonly after: string } | { readonly problem: string };

/** Client to server, when something of deployed functions was read: what counts as evidence from now on: `DeployedParams`. */
export const deployedNotification = "lambdaReady/deployed";

export interface DeployedParams {
  /** Instead of all that was told before. */
  readonly functions: readonly { readonly id: string; readonly deployed: DeployedFunction }[];
}

/** Client to server, when a deployed function is shown: `DeployedReportParams` to `DeployedReport`. */
export const deployedReportRequest = "lambdaReady/deployedReport";

export interface DeployedReportParams {
  /** The function of the workspace it is; null: none. */
  readonly id: string | null;
  readonly deployed: DeployedFunction;
}

export interface DeployedReport {
  /** Worst first. */
  readonly findings: readonly DeployedFinding[];
  /** In the template's order; null where no template is known. */
  readonly drift: readonly DeployedDrift[] | null;
  /** How much of the configuration could be compared: what the template computes cannot. */
  readonly compared: number;
  readonly memoryAdvice: MemoryAdvice | null;
}

export interface DeployedFinding {
  readonly rule: string;
  readonly severity: "error" | "warning" | "info" | "hint";
  readonly message: string;
  /** Where in the template it would be mended; null where that is not known. */
  readonly place: DeployedPlace | null;
}

/** Something is deployed otherwise than the template says. */
export interface DeployedDrift {
  /** As people call it: `Timeout`, `Memory`, `Environment variable TABLE`. */
  readonly property: string;
  /** With its unit; null: the template does not have it. */
  readonly template: string | null;
  /** Null: it is not deployed. */
  readonly deployed: string | null;
  /** In the template: the value, or where it would go. */
  readonly place: DeployedPlace | null;
}

export interface DeployedPlace {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** From measured use: REPORT lines, never from the configuration alone. */
export interface MemoryAdvice {
  /** MB. */
  readonly configured: number;
  /** MB; null: it fits as it is. */
  readonly suggested: number | null;
  /** What was measured, and what follows, in a sentence or two. */
  readonly reason: string;
}
