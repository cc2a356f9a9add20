/** What a handler has to do with relational databases. */
import type { Call } from "../model/code.ts";
import type { DatabaseUse, Handler, Program } from "./program.ts";

/** Drivers of databases that hold a connection for each client, by `Entry.driver`. */
const RELATIONAL =
  /^(psycopg|pymysql|mysql|mariadb|pyodbc|pymssql|pytds|oracledb|pg|pygresql|asyncpg|aiomysql|aiopg|sqlalchemy|databases|dataset|peewee|promise-mysql|knex|sequelize|typeorm|prisma|mssql|tedious|postgres|slonik|mikro-orm)/;

const WRITES =
  /^(commit|executemany|save|saveAll|create|createMany|insert\w*|update\w*|upsert\w*|bulkCreate|bulk_\w+|destroy|add_all|merge)$/;
const STATEMENT = /^\s*(insert\s+into|update\s+\S+\s+set|delete\s+from|merge\s+into|replace\s+into|call\s+\w)/i;

/** See `Program.databaseUse`. */
export function databaseUse(handler: Handler, program: Program): DatabaseUse | undefined {
  let connection: Call | undefined;
  let writes = false;
  const reached = program.reachedBy(handler);
  for (const module of program.loadedBy(handler)) {
    for (const scope of module.scopes) {
      if (scope.kind === "function" && !reached.has(scope)) continue;
      for (const call of scope.calls) {
        const entry = program.entry(call);
        if (entry?.role === "database-connection" && RELATIONAL.test(entry.driver ?? "")) connection ??= call;
        writes ||= call.callee.kind === "member" && WRITES.test(call.callee.property) && scope.kind === "function";
      }
    }
    writes ||= module.strings.some(({ text }) => STATEMENT.test(text));
  }
  return connection && { connection, writes };
}
