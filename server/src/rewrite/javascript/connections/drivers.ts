/** How each JavaScript driver's connections are kept. */
import type { Entry } from "../../../vocabulary/entry.ts";

export interface Driver {
  readonly noun: "connection" | "client" | "pool";
  /**
   * `hoist`: making one opens nothing yet and it connects again by itself, so it can be a constant of the module. `get`: a
   * function keeps it. `pool`: a pool of one stands in for it. `guard`: the library keeps it, and says whether it has.
   */
  readonly way: "hoist" | "get" | "pool" | "guard";
  /** The method that opens what was made. */
  readonly opens: string | null;
  /** The property that tells that it is open already; where opening twice does no harm, null. */
  readonly isOpen: string | null;
  /** A call that fails on a dead one. */
  readonly probe: string | null;
  /** Events after which it is of no use. */
  readonly lostOn: readonly string[];
  /** Methods that end it. */
  readonly ends: readonly string[];
  /** Qualified names of functions that end it too. */
  readonly moduleEnds: readonly string[];
  /** The option that holds it to one connection. */
  readonly limit: string | null;
  /** It holds the state of a transaction. */
  readonly isSession: boolean;
}

const PLAIN: Driver = {
  noun: "connection",
  way: "get",
  opens: null,
  isOpen: null,
  probe: null,
  lostOn: [],
  ends: [],
  moduleEnds: [],
  limit: null,
  isSession: false,
};

function hoisted(noun: Driver["noun"], ends: readonly string[], more: Partial<Driver> = {}): Driver {
  return { ...PLAIN, noun, way: "hoist", ends, ...more };
}

function kept(noun: Driver["noun"], ends: readonly string[], more: Partial<Driver> = {}): Driver {
  return { ...PLAIN, noun, ends, ...more };
}

const MYSQL_ENDS = ["end", "destroy"];

/** By driver and kind of the vocabulary. */
const DRIVERS: Readonly<Record<string, Driver>> = {
  "pg/connection": kept("client", ["end"], { opens: "connect", lostOn: ["error", "end"], isSession: true }),
  "pg/pool": hoisted("pool", ["end"], { limit: "max" }),
  "pg-promise/pool": hoisted("client", []),
  "mysql/connection": kept("connection", MYSQL_ENDS, { way: "pool", opens: "connect", limit: "connectionLimit", isSession: true }),
  "mysql2/connection": kept("connection", [...MYSQL_ENDS, "close"], {
    way: "pool",
    opens: "connect",
    limit: "connectionLimit",
    isSession: true,
  }),
  "mysql/pool": hoisted("pool", ["end"], { limit: "connectionLimit" }),
  "mysql2-promise/connection": kept("connection", [...MYSQL_ENDS, "close"], { probe: "ping", isSession: true }),
  "mysql2-promise/pool": hoisted("pool", ["end"], { limit: "connectionLimit" }),
  "mariadb/connection": kept("connection", MYSQL_ENDS, { probe: "ping", isSession: true }),
  "mariadb/pool": hoisted("pool", ["end"], { limit: "connectionLimit" }),
  "mongoose/orm": { ...PLAIN, way: "guard", moduleEnds: ["npm:mongoose.disconnect", "npm:mongoose.connection.close"] },
  "mongoose-connection/orm": hoisted("connection", ["close"]),
  "mongodb/pool": hoisted("client", ["close"], { opens: "connect" }),
  "mongodb-connect/pool": kept("client", ["close"]),
  "ioredis/pool": hoisted("client", ["quit", "disconnect"]),
  "redis/pool": hoisted("client", ["quit", "disconnect", "close", "destroy"], { opens: "connect", isOpen: "isOpen" }),
  "knex/orm": hoisted("client", ["destroy"]),
  "sequelize/orm": hoisted("client", ["close"]),
  "typeorm/orm": hoisted("connection", ["destroy", "close"], { opens: "initialize", isOpen: "isInitialized" }),
  "typeorm-connection/orm": kept("connection", ["close"]),
  "prisma/orm": hoisted("client", ["$disconnect"]),
  "mssql/pool": kept("pool", ["close"], { moduleEnds: ["npm:mssql.close"] }),
  "mssql-pool/pool": hoisted("pool", ["close"], { opens: "connect" }),
  "oracledb/pool": kept("pool", ["close", "terminate"]),
  "postgres/pool": hoisted("client", ["end"], { limit: "max" }),
  "slonik/pool": kept("pool", ["end"]),
  "neo4j/pool": hoisted("client", ["close"]),
  "cassandra/pool": hoisted("client", ["shutdown"], { opens: "connect" }),
  "mikro-orm/orm": kept("connection", ["close"]),
  "memcached/pool": hoisted("client", ["end"]),
};

/** @returns undefined for drivers whose connections cannot be kept in a plain way. */
export function driverOf(entry: Entry): Driver | undefined {
  return DRIVERS[`${entry.driver ?? ""}/${entry.kind ?? ""}`];
}

/** What a pool of one can do as well as a connection. A pool that is asked for anything else may need a second one. */
export const POOL_OF_ONE = /^(query|execute|escape|escapeId|format)$/;
