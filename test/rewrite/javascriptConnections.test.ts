import assert from "node:assert/strict";
import { test } from "node:test";
import { dbConnectPerInvocation } from "../../server/src/rules/database/db-connect-per-invocation.ts";
import { assertGone, assertParses, repaired } from "./javascriptCase.ts";

interface Case {
  readonly title: string;
  readonly path?: string;
  readonly before: string;
  readonly after: string | undefined;
}

const pg = 'import pg from "pg";\n';
const open = "export const handler = async (event) => {\n";
const query = '  const { rows } = await client.query("SELECT 1");\n';
const kept = (lines: string): string => `
let cachedClient;

/** The client of this execution environment, made again when it was lost. */
async function getClient() {
  if (cachedClient === undefined) {
${lines}    const client = new pg.Client({ host: process.env.HOST });
    const forget = () => {
      if (cachedClient === client) cachedClient = undefined;
    };
    client.on("error", forget);
    client.on("end", forget);
    await client.connect();
    cachedClient = client;
  }
  return cachedClient;
}

`;

const cases: readonly Case[] = [
  {
    title: "pg: a client that is made again when it was lost",
    before: `${pg}\n${open}  const client = new pg.Client({ host: process.env.HOST });\n  await client.connect();\n${query}  await client.end();\n  return rows;\n};\n`,
    after: `${pg}${kept("")}${open}  const client = await getClient();\n${query}  return rows;\n};\n`,
  },
  {
    title: "pg: made before `try`, ended in `finally`, which is left with nothing to do",
    before: `${pg}\n${open}  const client = new pg.Client({ host: process.env.HOST });\n  try {\n    await client.connect();\n    return await client.query("SELECT 1");\n  } finally {\n    await client.end();\n  }\n};\n`,
    after: `${pg}${kept("")}${open}  const client = await getClient();\n  return await client.query("SELECT 1");\n};\n`,
  },
  {
    title: "pg: a catch clause stays",
    before: `${pg}\n${open}  const client = new pg.Client({ host: process.env.HOST });\n  try {\n    await client.connect();\n    return await client.query("SELECT 1");\n  } catch (error) {\n    return { error };\n  } finally {\n    await client.end();\n  }\n};\n`,
    after: `${pg}${kept("")}${open}  try {\n    const client = await getClient();\n    return await client.query("SELECT 1");\n  } catch (error) {\n    return { error };\n  }\n};\n`,
  },
  {
    title: "pg: a pool moves, held to one connection",
    before: `import { Pool } from "pg";\n\n${open}  const pool = new Pool({\n    host: process.env.HOST,\n  });\n  const result = await pool.query("SELECT 1");\n  await pool.end();\n  return result;\n};\n`,
    after: `import { Pool } from "pg";\n\nconst pool = new Pool({\n  host: process.env.HOST,\n  max: 1,\n});\n\n${open}  const result = await pool.query("SELECT 1");\n  return result;\n};\n`,
  },
  {
    title: "mysql2: a connection that is asked whether it still works, with what only it needs",
    before: `import mysql from "mysql2/promise";\nimport { getSecret } from "./secret.js";\n\n${open}  const secret = await getSecret();\n  const db = await mysql.createConnection({ password: secret.password });\n  const [rows] = await db.execute("SELECT 1");\n  await db.end();\n  return rows;\n};\n`,
    after: `import mysql from "mysql2/promise";\nimport { getSecret } from "./secret.js";\n\nlet cachedConnection;\n\n/** The connection of this execution environment, made again when it was lost. */\nasync function getConnection() {\n  if (cachedConnection !== undefined) {\n    try {\n      await cachedConnection.ping();\n    } catch {\n      cachedConnection = undefined;\n    }\n  }\n  if (cachedConnection === undefined) {\n    const secret = await getSecret();\n    cachedConnection = await mysql.createConnection({ password: secret.password });\n  }\n  return cachedConnection;\n}\n\n${open}  const db = await getConnection();\n  const [rows] = await db.execute("SELECT 1");\n  return rows;\n};\n`,
  },
  {
    title: "mysql: a pool of one stands in for the connection, and the callback does not wait for it",
    before: `const mysql = require('mysql')\n\nexports.handler = (event, context, callback) => {\n  const db = mysql.createConnection({ host: 'h' })\n  db.connect()\n  db.query('SELECT 1', (error, rows) => {\n    db.end()\n    callback(error, rows)\n  })\n}\n`,
    after: `const mysql = require('mysql')\nconst db = mysql.createPool({ host: 'h', connectionLimit: 1 })\n\nexports.handler = (event, context, callback) => {\n  context.callbackWaitsForEmptyEventLoop = false\n  db.query('SELECT 1', (error, rows) => {\n    callback(error, rows)\n  })\n}\n`,
  },
  {
    title: "mongoose: not again while it is connected",
    before: `const mongoose = require("mongoose");\n\nexports.handler = async (event) => {\n  await mongoose.connect(process.env.URI);\n  const found = await find(event);\n  await mongoose.disconnect();\n  return found;\n};\n`,
    after: `const mongoose = require("mongoose");\n\nexports.handler = async (event) => {\n  if (mongoose.connection.readyState !== 1) await mongoose.connect(process.env.URI);\n  const found = await find(event);\n  return found;\n};\n`,
  },
  {
    title: "mongodb: the client moves, opening it twice does no harm",
    before: `import { MongoClient } from "mongodb";\n\n${open}  const client = new MongoClient(process.env.URI);\n  await client.connect();\n  const found = await client.db().collection("a").findOne({});\n  await client.close();\n  return found;\n};\n`,
    after: `import { MongoClient } from "mongodb";\n\nconst client = new MongoClient(process.env.URI);\n\n${open}  await client.connect();\n  const found = await client.db().collection("a").findOne({});\n  return found;\n};\n`,
  },
  {
    title: "mongodb: a helper that connects keeps its client, and who calls it does not end it",
    before: `import { MongoClient } from "mongodb";\n\nasync function connect() {\n  return await MongoClient.connect(process.env.URI);\n}\n\n${open}  const client = await connect();\n  try {\n    return await client.db().collection("a").findOne({});\n  } finally {\n    await client.close();\n  }\n};\n`,
    after: `import { MongoClient } from "mongodb";\n\nlet cachedClient;\n\n/** The client of this execution environment, made once. */\nasync function getClient() {\n  if (cachedClient === undefined) {\n    cachedClient = await MongoClient.connect(process.env.URI);\n  }\n  return cachedClient;\n}\n\nasync function connect() {\n  return await getClient();\n}\n\n${open}  const client = await connect();\n  return await client.db().collection("a").findOne({});\n};\n`,
  },
  {
    title: "redis: opened where it is not",
    before: `import { createClient } from "redis";\n\n${open}  const client = createClient({ url: process.env.URL });\n  await client.connect();\n  const value = await client.get("a");\n  await client.quit();\n  return value;\n};\n`,
    after: `import { createClient } from "redis";\n\nconst client = createClient({ url: process.env.URL });\n\n${open}  if (!client.isOpen) await client.connect();\n  const value = await client.get("a");\n  return value;\n};\n`,
  },
  {
    title: "prisma, typed; `.finally` goes",
    path: "app.ts",
    before: `import { PrismaClient } from "@prisma/client";\n\nexport const handler = async (event: unknown) => {\n  const prisma = new PrismaClient();\n  return prisma.user.findMany().finally(() => prisma.$disconnect());\n};\n`,
    after: `import { PrismaClient } from "@prisma/client";\n\nconst prisma = new PrismaClient();\n\nexport const handler = async (event: unknown) => {\n  return prisma.user.findMany();\n};\n`,
  },
  {
    title: "a client of TypeScript has its type",
    path: "app.ts",
    before: `import { Client } from "pg";\n\nexport const handler = async (event: unknown) => {\n  const db = new Client();\n  await db.connect();\n  const result = await db.query("SELECT 1");\n  await db.end();\n  return result;\n};\n`,
    after: `import { Client } from "pg";\n\nlet cachedClient: Client | undefined;\n\n/** The client of this execution environment, made again when it was lost. */\nasync function getClient(): Promise<Client> {\n  if (cachedClient === undefined) {\n    const client = new Client();\n    const forget = () => {\n      if (cachedClient === client) cachedClient = undefined;\n    };\n    client.on("error", forget);\n    client.on("end", forget);\n    await client.connect();\n    cachedClient = client;\n  }\n  return cachedClient;\n}\n\nexport const handler = async (event: unknown) => {\n  const db = await getClient();\n  const result = await db.query("SELECT 1");\n  return result;\n};\n`,
  },
  {
    title: "what is also needed elsewhere is handed in",
    before: `${pg}\n${open}  const secret = await read();\n  console.log(secret.name);\n  const client = new pg.Client({ host: secret.host });\n  await client.connect();\n  return client.query("SELECT 1");\n};\n`,
    after: `${pg}${kept("").replace("getClient()", "getClient(secret)").replace("process.env.HOST", "secret.host")}${open}  const secret = await read();\n  console.log(secret.name);\n  const client = await getClient(secret);\n  return client.query("SELECT 1");\n};\n`,
  },
  {
    title: "no: something depends on its end",
    before: `${pg}\n${open}  const client = new pg.Client();\n  await client.connect();\n  return client.end(() => 1);\n};\n`,
    after: undefined,
  },
  {
    title: "no: it is given away",
    before: `${pg}\n${open}  const client = new pg.Client();\n  await client.connect();\n  event.store = { client };\n};\n`,
    after: undefined,
  },
  {
    title: "no: a transaction may be left open",
    before: `${pg}\n${open}  const client = new pg.Client();\n  await client.connect();\n  await client.query("BEGIN");\n  await client.end();\n};\n`,
    after: undefined,
  },
];

for (const one of cases) {
  test(`a connection is kept: ${one.title}`, () => {
    const path = one.path ?? "app.js";
    const before = { [path]: one.before };
    const after = repaired(dbConnectPerInvocation, before);
    assert.equal(after?.[path], one.after);
    if (after === undefined) return;
    assertParses(after);
    assertGone(dbConnectPerInvocation, before, after);
  });
}
