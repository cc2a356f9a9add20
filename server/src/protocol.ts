/**
 * What client and server say beyond the Language Server Protocol: who sends each message and why. The one file of the
 * server that the client may import; it imports no protocol library, because the two build on different releases of it.
 */
export * from "./protocol/deployed.ts";
export * from "./protocol/fileFindings.ts";
export * from "./protocol/functionFindings.ts";

/** What a client may pass as `initializationOptions`. */
export interface InitializationOptions {
  /**
   * The client runs our commands: `command:lambdaReady.showDocumentation` links in hovers (others get the page's web address), and
   * `openPlaceCommand` of a CodeLens (elsewhere it is a line of text).
   */
  readonly commandLinks?: boolean;
  /** The `lambdaReady` settings, for clients that cannot be asked for them. */
  readonly settings?: unknown;
}

export interface RuleDocumentationParams {
  /** The id of a rule: `sdk-client-in-handler`. */
  readonly rule: string;
}

export interface RuleDocumentation {
  readonly rule: string;
  readonly title: string;
  /** The rule's page. */
  readonly markdown: string;
  /** Where the same page is on the web. */
  readonly url: string;
}

/** Client to server, when a person asks for a rule's documentation. Null where there is no such rule: `RuleDocumentationParams` to `RuleDocumentation | null`. */
export const ruleDocumentationRequest = "lambdaReady/ruleDocumentation";

/** Client's command, in a CodeLens of the server, when a person wants to see what the line speaks of: takes `OpenPlaceParams`. */
export const openPlaceCommand = "lambdaReady.openPlace";

export interface OpenPlaceParams {
  readonly uri: string;
  /** As in the protocol: lines and UTF-16 columns from 0. */
  readonly range: { readonly start: PlacePosition; readonly end: PlacePosition };
}

interface PlacePosition {
  readonly line: number;
  readonly character: number;
}

export interface StatusParams {
  /** `busy`: the workspace is being read; findings that need other files are yet to come. */
  readonly state: "busy" | "ready";
  /** Source files of the workspace. */
  readonly files: number;
  /** Handlers seen in them so far. */
  readonly functions: number;
}

/** Server to client, when reading the workspace begins, goes on or ends: what the status item shows: `StatusParams`. */
export const statusNotification = "lambdaReady/status";

// --- the readiness checklist ---------------------------------------------------------------------------------------------------

/** `failing` `met` `not seen` `yours`: see DESIGN.md section 6. */
export type ChecklistStatus = "failing" | "met" | "not seen" | "yours";

export interface ChecklistPlace {
  readonly uri: string;
  readonly range: { readonly start: PlacePosition; readonly end: PlacePosition };
}

/** One of the 19 items of the guide. */
export interface ChecklistItemDescription {
  readonly id: string;
  readonly text: string;
  /** Title of its section of the guide; items of a section follow one another. */
  readonly group: string;
  /** Why only a person can say that it is met; null where evidence may. */
  readonly manual: string | null;
}

export interface ChecklistAnswer {
  readonly answer: "met" | "not needed";
  readonly who: string | null;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly note: string | null;
  /** Given for every function at once. */
  readonly isForAll: boolean;
  /** Its entry in `.lambda-ready/checklist.yaml`. */
  readonly place: ChecklistPlace;
}

/** How an item of one function stands, without its evidence. */
export interface ChecklistItemStatus {
  readonly id: string;
  readonly status: ChecklistStatus;
  /** False where the item asks nothing of this function: it does not count. */
  readonly applies: boolean;
  /** Evidence speaks against what a person answered. */
  readonly isContradicted: boolean;
  /** Of its findings the worst; null without any. */
  readonly severity: "error" | "warning" | "info" | "hint" | null;
}

export interface ChecklistFunction {
  /** The same for as long as its template, name or handler is not renamed. Unique in the workspace. */
  readonly id: string;
  readonly name: string;
  /** What it is grouped by: its template, or null for handlers that no template names. */
  readonly template: { readonly uri: string; readonly label: string; readonly dialect: string } | null;
  /** `http GET /orders`, `sqs Orders`. */
  readonly triggers: readonly string[];
  readonly entry: ChecklistPlace | null;
  readonly handler: ChecklistPlace | null;
  readonly score: { readonly met: number; readonly total: number };
  /** The 19 items in the guide's order. */
  readonly items: readonly ChecklistItemStatus[];
}

export interface ChecklistEvidence {
  readonly says: "finding" | "proves" | "supports" | "does-not-apply";
  /** `finding`, `rule`, `code`, `resource`, `trigger`, `file`, `deployed`. */
  readonly kind: string;
  readonly message: string;
  readonly place: ChecklistPlace | null;
  readonly rule: string | null;
  readonly severity: "error" | "warning" | "info" | "hint" | null;
}

export interface ChecklistReportItem extends ChecklistItemStatus {
  readonly evidence: readonly ChecklistEvidence[];
  readonly answer: ChecklistAnswer | null;
  /** What to do next, in one sentence; null where nothing is to be done. */
  readonly advice: string | null;
}

/** Everything about one function's checklist. */
export interface ChecklistReport extends Omit<ChecklistFunction, "items"> {
  readonly items: readonly ChecklistReportItem[];
  /** The ids of the items with an advice, the most urgent first. */
  readonly next: readonly string[];
}

/** Something that is wrong in an answers file. */
export interface ChecklistProblem {
  readonly message: string;
  readonly place: ChecklistPlace;
}

export interface Checklist {
  /** `reading`: functions are still being looked at, or the workspace is being read. */
  readonly state: "reading" | "ready";
  readonly items: readonly ChecklistItemDescription[];
  /** In the order of their templates and lines. */
  readonly functions: readonly ChecklistFunction[];
  readonly problems: readonly ChecklistProblem[];
}

/** Client to server, when the tree or the report shows: no params to `Checklist`. */
export const checklistRequest = "lambdaReady/checklist";

/** Client to server, when a function is unfolded or its report shown: `{ id: string }` to `ChecklistReport | null`. */
export const checklistReportRequest = "lambdaReady/checklistReport";

/** Server to client, when what `lambdaReady/checklist` answers is another, at rest: `ChecklistChangedParams`. */
export const checklistChangedNotification = "lambdaReady/checklistChanged";

export interface ChecklistChangedParams {
  /** Functions whose checklist is another, none where only `problems` are; null: any may be, and functions may have come or gone. */
  readonly ids: readonly string[] | null;
}

/** Client to server, when a person answers or takes an answer back: `ChecklistAnswerParams` to `ChecklistAnswerResult`. The client writes the file. */
export const checklistAnswerRequest = "lambdaReady/checklistAnswer";

export interface ChecklistAnswerParams {
  /** A function; null: every function of the folder of `folder`. */
  readonly id: string | null;
  /** URI of any file of the workspace folder meant, where `id` is null. */
  readonly folder?: string;
  readonly item: string;
  /** Null takes the answer back. */
  readonly answer: { readonly answer: "met" | "not needed"; readonly who?: string; readonly date: string; readonly note?: string } | null;
}

export type ChecklistAnswerResult =
  /** The whole new text of the file, and the text it was made from (null: there was no file). */
  | { readonly uri: string; readonly before: string | null; readonly after: string }
  /** Why nothing can be written: the file does not parse, or holds a merge conflict there. */
  | { readonly problem: string; readonly place: ChecklistPlace | null };

/** Client to server, when a report is exported: `ChecklistExportParams` to the document's text, once all functions are known; empty for a function that is not there. */
export const checklistExportRequest = "lambdaReady/checklistExport";

export interface ChecklistExportParams {
  /** Null: all functions. */
  readonly id: string | null;
  readonly format: "markdown" | "html";
}

/** Client to server, for the history of a function's score: `ChecklistHistoryParams` to `ChecklistHistoryPoint[]`, oldest first. */
export const checklistHistoryRequest = "lambdaReady/checklistHistory";

export interface ChecklistHistoryParams {
  /** Null: all functions. */
  readonly id: string | null;
  /** The answers file as it was in commits, oldest first. */
  readonly versions: readonly { readonly commit: string; readonly date: string; readonly text: string }[];
}

/** The score with the answers of a commit and the evidence of today. */
export interface ChecklistHistoryPoint {
  readonly commit: string;
  readonly date: string;
  readonly met: number;
  readonly total: number;
}

/** Client to server, when a person asks what an item means: `{ item: string }` to `{ title: string; markdown: string } | null`. */
export const checklistGuideRequest = "lambdaReady/checklistGuide";

/** Client's command, in a CodeLens of the server: opens the report of a function; takes its id, or nothing for all of them. */
export const openReportCommand = "lambdaReady.openReport";
