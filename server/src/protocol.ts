/**
 * What client and server say beyond the Language Server Protocol: who sends each message and why. The one file of the
 * server that the client may import; it imports nothing, because the two build on different releases of the protocol library.
 */
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
