/** What the vocabulary knows of a qualified name. Rules ask for roles and never for names. */
export type Role =
  /** Makes a client (or resource, session, document client) of an AWS service; good for many invocations. */
  | "sdk-client"
  /** Opens a connection to a database or cache server, or makes a pool, engine or ORM client that will. */
  | "database-connection"
  /** Returns its first argument, wrapped: X-Ray's capture functions, promisify, Object.freeze. */
  | "same-object"
  /** Reads its first argument as data: json.loads, JSON.parse, dict, structuredClone. The event's path goes on through it. */
  | "parse"
  /** Decorator or wrapper that runs the function once and keeps what it returned. */
  | "memoize"
  /** Keeps its function argument for later: process.on, atexit.register, setTimeout. */
  | "registers-callback"
  /** Wraps a handler and calls it with event and context: middy, Powertools decorators, Sentry. */
  | "handler-wrapper";

export interface Entry {
  readonly role: Role;
  /** For `database-connection`: which repair fits; see rewrite/. For sdk-client: the service where the name tells it. */
  readonly driver?: string;
  readonly kind?: "connection" | "pool" | "engine" | "orm";
  /** `database-connection`: the call itself does no I/O; the method named here (`connect`) opens it. */
  readonly opensWith?: string;
  /** Index of the argument that matters (the function for `registers-callback`, `handler-wrapper`). Default 0. */
  readonly argument?: number;
}
