/** How each Python driver's connections are kept: what tells a dead one, what undoes a transaction, what closes. */
import type { Entry } from "../../../vocabulary/entry.ts";

export interface Driver {
  /** What the helper calls it: `get_connection()`. */
  readonly noun: "connection" | "client" | "engine" | "driver" | "pool";
  /** Statements that fail on a dead one and leave nothing of an earlier invocation in a live one; `$` is it. Empty: it reconnects by itself. */
  readonly probe: readonly string[];
  /** Closing undoes what was not committed; `isOpen` says when asking for that cannot fail. */
  readonly transactions: boolean;
  readonly isOpen: string | null;
  /** Methods that end it. */
  readonly ends: readonly string[];
  /** What `with` does: end the transaction and keep it, commit and close, close, or something else. */
  readonly block: "transaction" | "commit-and-close" | "close" | "other";
  /** Options that hold it to one connection; left out where the call has one of `unless`. */
  readonly options: readonly string[];
  readonly unless: RegExp;
}

const NEVER = /^\b$/;

function connection(probe: readonly string[], isOpen: string | null, block: Driver["block"]): Driver {
  return { noun: "connection", probe, transactions: true, isOpen, ends: ["close"], block, options: [], unless: NEVER };
}

function kept(noun: Driver["noun"], ends: readonly string[], options: readonly string[] = [], unless = NEVER): Driver {
  return { noun, probe: [], transactions: false, isOpen: null, ends, block: "close", options, unless };
}

const SELECT = '$.cursor().execute("SELECT 1")';
const UNDO = "$.rollback()";

/** By driver and kind of the vocabulary. Asynchronous drivers are missing: their connections belong to one event loop. */
const DRIVERS: Readonly<Record<string, Driver>> = {
  "psycopg2/connection": connection([UNDO, SELECT, UNDO], "not $.closed", "transaction"),
  "psycopg/connection": connection([UNDO, '$.execute("SELECT 1")', UNDO], "not $.closed", "commit-and-close"),
  "pymysql/connection": connection(["$.ping(reconnect=False)", UNDO], "$.open", "close"),
  "mysql-connector/connection": connection(["$.ping(reconnect=False)", UNDO], "$.is_connected()", "close"),
  "mysqldb/connection": connection(["$.ping()", UNDO], "$.open", "close"),
  "pyodbc/connection": connection([UNDO, SELECT, UNDO], "not $.closed", "transaction"),
  "pymssql/connection": connection([UNDO, SELECT, UNDO], null, "other"),
  "oracledb/connection": connection(["$.ping()", UNDO], null, "close"),
  "pg8000/connection": connection([UNDO, SELECT, UNDO], null, "close"),
  "redshift/connection": connection([UNDO, SELECT, UNDO], null, "close"),
  "vertica/connection": connection([UNDO, SELECT, UNDO], "not $.closed()", "close"),
  "pg8000-native/connection": { ...connection(['$.run("ROLLBACK")'], null, "close"), transactions: false },
  "snowflake-python/connection": { ...connection([SELECT], null, "other"), transactions: false },
  "psycopg2/pool": kept("pool", ["closeall"]),
  "mysql-connector/pool": kept("pool", []),
  "oracledb/pool": kept("pool", ["close"]),
  "redis-py/pool": kept("client", ["close"]),
  "pymongo/pool": kept("client", ["close"], ["maxPoolSize=1"], /maxPoolSize|\*\*/i),
  "neo4j-python/pool": kept("driver", ["close"], ["max_connection_pool_size=1"], /max_connection_pool_size|\*\*/),
  "sqlalchemy/engine": kept(
    "engine",
    ["dispose"],
    ["pool_size=1", "max_overflow=0", "pool_pre_ping=True"],
    /pool_size|max_overflow|poolclass|sqlite|\*\*/,
  ),
  "pymemcache/connection": kept("client", ["close", "quit"]),
  "clickhouse/connection": kept("client", ["disconnect"]),
};

/** @returns undefined for drivers whose connections cannot be kept in a plain way. */
export function driverOf(entry: Entry, callText: string): Driver | undefined {
  const driver = DRIVERS[`${entry.driver ?? ""}/${entry.kind ?? ""}`];
  const called = /^[\w.\s]*/.exec(callText)?.[0] ?? "";
  if (driver === undefined || /async/i.test(called) || /\bNullPool\b/.test(callText)) return undefined;
  return driver.noun === "client" && /pool/i.test(called) ? { ...driver, noun: "pool", ends: ["disconnect"] } : driver;
}

/** The statements of `probe` and the like for a variable. */
export function forVariable(statement: string, variable: string): string {
  return statement.replaceAll("$", variable);
}
