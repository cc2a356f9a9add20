/**
 * Repairs. A rule states an intent; the writer for the file's language turns it into edits, or returns undefined where it
 * cannot be sure that the result is right. Writers know indentation, quotes, import order and line ends of the file.
 */
import type { Handler, Program } from "../flow/program.ts";
import type { Binding, Call, Dispatch, Module, Place, StringFact, Write } from "../model/code.ts";
import type { Entry } from "../vocabulary/entry.ts";

/** A replacement in a file of the workspace; offsets are UTF-16 units of the text the model was made from. */
export interface Edit {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
  /** The file does not exist yet; start and end are 0. */
  readonly create?: boolean;
}

export interface Fix {
  /** Begins with a verb; the variable part last: "Move the S3 client to module scope". */
  readonly title: string;
  /** `safe` keeps behaviour but for the problem; fix-all applies only these. */
  readonly safety: "safe" | "suggested";
  readonly edits: readonly Edit[];
}

/** What a handler gets records of: it says how a record is named, and whether those behind a failed one may be handled. */
export type Batch = "queue" | "fifo-queue" | "kinesis" | "dynamodb";

export interface Rewriter {
  /** Moves the creation of a client to module scope, with the imports and constants it needs. */
  hoist(call: Call): Fix | undefined;
  /** Makes the connection once per execution environment and again when it has gone stale, in the way of the driver. */
  cacheConnection(call: Call, entry: Entry): Fix | undefined;
  /** Turns what is written to something long-lived into a local that is passed to the functions that read it. */
  localize(write: Write): Fix | undefined;
  /** Moves a module-level collection into the handler and passes it to the functions that use it. */
  moveIntoHandler(binding: Binding): Fix | undefined;
  /** Replaces the literal by a look-up of an environment variable. */
  readFromEnvironment(secret: StringFact): Fix | undefined;
  /** Replaces the literal by a cached look-up in Secrets Manager. */
  readFromSecretsManager(secret: StringFact): Fix | undefined;
  /** A file with its own handler for each arm of the dispatch. */
  splitHandlers(dispatch: Dispatch): Fix | undefined;
  /** Catches what fails in the loop over the records of a batch, and answers with the failed ones as `batchItemFailures`. */
  reportBatchFailures(handler: Handler, batch: Batch): Fix | undefined;
  /** Makes a handler async that calls back: what it gives to the callback it returns or throws. */
  returnInsteadOfCallback(handler: Handler): Fix | undefined;
  /** Makes the map a handler answers with one that API Gateway takes; without a body it becomes the body. */
  addStatusCode(answer: Place, hasBody: boolean): Fix | undefined;
  /** Writes the value as JSON text. */
  asJson(value: Place): Fix | undefined;
  /** Writes another number in the place of one. */
  setNumber(at: Place, value: number): Fix | undefined;
  /** Takes an assignment away that is a statement of its own. */
  remove(write: Write): Fix | undefined;
}

/** What a language has to offer to be one. */
export type RewriterFactory = (program: Program, module: Module) => Rewriter;
