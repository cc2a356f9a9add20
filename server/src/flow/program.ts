/**
 * What rules may ask about a set of files that belong together: who the handlers are, what each invocation reaches, what
 * depends on the event, and what a name means once imports are followed. `flow/analyze.ts` makes one from modules.
 */
import type { Binding, Call, ClassFact, Dispatch, Module, Place, Region, Scope, Value, Write } from "../model/code.ts";
import type { Subject } from "../model/subjects.ts";
import type { Entry } from "../vocabulary/entry.ts";
import type { SdkOperation } from "../vocabulary/sdkOperations.ts";
import type { Answers } from "./answers.ts";

/** A function that Lambda calls, and why we believe so. */
export interface Handler {
  /** The function whose first parameter is the event: of a wrapped handler the innermost one that is given the event. */
  readonly scope: Scope;
  /** The exported name: `lambda_handler`, `handler`, `createUser`. */
  readonly name: string;
  readonly module: Module;
  readonly evidence: "template" | "name" | "signature" | "type" | "wrapper" | "usage";
}

/** How an invocation gets to a scope. */
export interface Reach {
  readonly handler: Handler;
  /** The calls from the handler to the scope, outermost first; empty for the handler itself. */
  readonly chain: readonly Call[];
  /** A guard on the way that keeps it from running on every invocation, or null. */
  readonly guard: Guard | null;
}

/**
 * `lazy`: runs only while something that outlives the invocation is unset or stale. `error`: runs in a catch clause.
 * `memoized`: behind a caching decorator. `local`: only where an environment variable says this is no production.
 * `deferred`: in a callback registered for later (process.on, atexit).
 */
export type Guard = "lazy" | "error" | "memoized" | "local" | "deferred";

/** Does a handler tell which records of its batch failed, as `batchItemFailures`? `at`: where it does, or where the key is written wrongly. */
export type BatchResponse = { readonly kind: "reported" | "misspelled"; readonly at: Place } | { readonly kind: "never" | "unknown" };

/** A connection to a relational database, and whether anything is written there. */
export interface DatabaseUse {
  readonly connection: Call;
  readonly writes: boolean;
}

/** A call that waits for somebody else for at most that time. */
export interface Wait {
  readonly call: Call;
  readonly seconds: number;
  /** Where the time is written, and in which unit. */
  readonly place: Place;
  readonly unit: "seconds" | "milliseconds";
}

/** Records of a batch that are left alone at once unless a field has one of these values. */
export interface SkippedRecords {
  /** From the record: `["eventName"]`, `["body", "type"]`. */
  readonly path: readonly string[];
  readonly kept: readonly string[];
  readonly place: Place;
}

/** A field of the event that every invocation reads. */
export interface EventField {
  readonly name: string;
  readonly place: Place;
}

/** An operation of an AWS service that is run. */
export interface SdkUse extends SdkOperation {
  /** The method's call, or in JavaScript the command that is made. */
  readonly call: Call;
  /** The resource it is about; undefined where that cannot be seen. */
  readonly subject: Subject | undefined;
  /** It may have parameters that are not known: a spread, a variable. */
  readonly isOpen: boolean;
  /** A parameter by its name in the API: `Bucket`. */
  parameter(name: string): Value | undefined;
}

/** What a value turns out to be when names, imports, returns and wrappers are followed. */
export type Referent =
  | { readonly kind: "external"; readonly name: string }
  | { readonly kind: "function"; readonly scope: Scope; readonly receiver: Value | null }
  | { readonly kind: "class"; readonly class: ClassFact }
  | { readonly kind: "instance"; readonly class: ClassFact }
  | { readonly kind: "module"; readonly module: Module }
  | { readonly kind: "value"; readonly value: Value };

export interface Program {
  readonly modules: readonly Module[];
  readonly handlers: readonly Handler[];
  /** How the first handler found reaches this scope; undefined when no invocation does (or it cannot be seen). */
  reach(scope: Scope): Reach | undefined;
  /** Everything that runs, or may, when this handler is invoked: other handlers of the program may reach the same. */
  reachedBy(handler: Handler): ReadonlySet<Scope>;
  /** The modules that are loaded along with this handler's, itself included. */
  loadedBy(handler: Handler): ReadonlySet<Module>;
  /** What keeps this place from being run on every invocation that reaches its scope, the way to the scope included. */
  guard(at: { readonly scope: Scope; readonly region: Region; readonly start: number }): Guard | null;
  /** Does the value carry anything of the event or the context of the invocation? */
  dependsOnEvent(value: Value): boolean;
  /** Is the value the same on every invocation: made of constants, the environment and what module code sets up? */
  isSteady(value: Value): boolean;
  /** The way from the event to the value, `["Records", "*", "body"]`; parsing (json.loads, JSON.parse) leaves no trace; of several ways the longest; undefined when there is none. Paths of the context begin with `context`, of the event with `event`. */
  eventPath(value: Value): readonly string[] | undefined;
  /** The qualified name of something that is not part of the workspace: `pypi:boto3.client`, `npm:pg.Client`, `pypi:boto3.client()` for what it returns, `global:console.log`, `builtins:open`. */
  qualifiedName(value: Value): string | undefined;
  /** The vocabulary's entry for what is called. */
  entry(call: Call): Entry | undefined;
  /** The functions of the workspace a call runs. */
  targets(call: Call): readonly Scope[];
  /** Calls of the workspace that run this scope (including where it is passed as a callback). */
  callers(scope: Scope): readonly Call[];
  /** Everything a value may be. */
  referents(value: Value): readonly Referent[];
  /** Does what the value denotes live as long as the execution environment (a module binding, a class, an attribute of either)? The binding or class at the root of it, else undefined. */
  longLived(value: Value): Binding | ClassFact | Module | undefined;
  /** Is the variable one that outlives the invocation: of a module, a class body, or a function that made the handler? */
  isLongLivedBinding(binding: Binding): boolean;
  /** Writes of the workspace to a module-level binding, from other files through the imported module too. */
  writesTo(binding: Binding): readonly Write[];
  /** The modules an invocation may load from this module, itself included. */
  belongsToFunction(module: Module): boolean;
  /** The long-lived collection that a call or write makes larger, by something that is not the same each time. */
  grownBy(fact: Call | Write): Binding | undefined;
  /** Does anything empty, shorten or replace the collection? */
  isCleared(binding: Binding): boolean;
  /** For a call that opens what a long-lived variable keeps: the call that closes it on every invocation. */
  closing(opening: Call): Call | undefined;
  /** Of a write that depends on the event: is what is kept a fact of the deployment (stage, endpoint) or a part of what was kept before? */
  keepsNoRequestData(write: Write): boolean;
  /** Does the handler, or what it calls for its answer, report the failed records of a batch? */
  batchResponse(handler: Handler): BatchResponse;
  /** The operations of AWS services that the handler's invocations run. */
  sdkUses(handler: Handler): readonly SdkUse[];
  /** The relational database that the handler connects to, directly or in what it loads. */
  databaseUse(handler: Handler): DatabaseUse | undefined;
  /** The calls of the handler that say how long they wait. */
  waits(handler: Handler): readonly Wait[];
  /** The records that the handler's loop leaves alone first of all. */
  skippedRecords(handler: Handler): SkippedRecords | undefined;
  /** The fields of the event that the handler reads whatever the event is; without them it fails. */
  eventFields(handler: Handler): readonly EventField[];
  /** Where the handler's invocations choose between several pieces of work by data of the event. */
  dispatches(handler: Handler): readonly Dispatch[];
  /** Does it depend on the data of the event whether the call is run? True in a catch clause too. */
  decidedByEvent(call: Call): boolean;
  /** Everything the handler may answer with: what it returns and what it gives to its callback. */
  answers(handler: Handler): Answers;
}
