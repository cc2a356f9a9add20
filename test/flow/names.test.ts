/** What a name means once imports, aliases, returns, attributes and files are followed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Texts } from "../memoryProject.ts";
import { probed, programOf } from "./ask.ts";

/** Set-up, an expression of the handler, its qualified name, other files. */
type Case = readonly [string, string, string | undefined, Texts?];

const python: readonly Case[] = [
  ["import boto3", "boto3.client", "pypi:boto3.client"],
  ["import boto3 as b", "b.client", "pypi:boto3.client"],
  ["from boto3 import client", "client", "pypi:boto3.client"],
  ["from boto3 import client as c", "c", "pypi:boto3.client"],
  ["from boto3 import (\n  client as c,\n  resource,\n)", "resource", "pypi:boto3.resource"],
  ["import mysql.connector", "mysql.connector.connect", "pypi:mysql.connector.connect"],
  ["import mysql.connector as m", "m.connect", "pypi:mysql.connector.connect"],
  ["from mysql import connector", "connector.connect", "pypi:mysql.connector.connect"],
  ["import pymysql.cursors", "pymysql.connect", "pypi:pymysql.connect"],
  ["import psycopg2, boto3", "boto3.client", "pypi:boto3.client"],
  ["try:\n  import psycopg2\nexcept ImportError:\n  psycopg2 = None", "psycopg2.connect", "pypi:psycopg2.connect"],
  ["import psycopg2\nconnect = psycopg2.connect", "connect", "pypi:psycopg2.connect"],
  ["import boto3\nsession = boto3.Session()", "session.client", "pypi:boto3.Session().client"],
  ["import boto3\nclient = getattr", 'boto3.client("s3").put_object', "pypi:boto3.client().put_object"],
  ["import boto3\ndef get():\n  return boto3.client('s3')", "get().put_object", "pypi:boto3.client().put_object"],
  ["import boto3\nclass C:\n  make = boto3.client", "C.make", "pypi:boto3.client"],
  [
    "import boto3\nclass C:\n  def __init__(self):\n    self.s3 = boto3.client('s3')",
    "C().s3.get_object",
    "pypi:boto3.client().get_object",
  ],
  ["import boto3\nclass Base:\n  def s3(self):\n    return boto3.client\nclass C(Base): pass", "C().s3()", "pypi:boto3.client"],
  ["import boto3\nclients = {'s3': boto3.client}", "clients['s3']", "pypi:boto3.client"],
  ["import boto3\nmake = boto3.client if True else None", "make", "pypi:boto3.client"],
  ["import contextlib, psycopg2", "contextlib.closing(psycopg2.connect())", "pypi:psycopg2.connect()"],
  ["", "open", "builtins:open"],
  ["import boto3\ndef boto3(): pass", "boto3.client", undefined],
  ["from db import driver", "driver.connect", "pypi:psycopg2.connect", { "db.py": "import psycopg2 as driver" }],
  ["from db import *", "driver.connect", "pypi:psycopg2.connect", { "db.py": "import psycopg2 as driver" }],
  ["import db", "db.open_it", "pypi:psycopg2.connect", { "db.py": "from psycopg2 import connect as open_it" }],
  [
    "from lib import connect",
    "connect",
    "pypi:psycopg2.connect",
    { "lib/__init__.py": "from .db import connect", "lib/db.py": "from psycopg2 import connect" },
  ],
  ["from lib import db", "db.connect", "pypi:psycopg2.connect", { "lib/__init__.py": "", "lib/db.py": "from psycopg2 import connect" }],
  ["import lib.db", "lib.db.connect", "pypi:psycopg2.connect", { "lib/db.py": "from psycopg2 import connect" }],
  ["import lib.db as d", "d.connect", "pypi:psycopg2.connect", { "lib/db.py": "from psycopg2 import connect" }],
  [
    "from lib.sub.db import a",
    "a()",
    "pypi:redis.Redis()",
    { "lib/sub/db.py": "from ..other import make as a", "lib/other.py": "from redis import Redis\ndef make(): return Redis()" },
  ],
  ["from .db import connect", "connect", "pypi:psycopg2.connect", { "db.py": "from psycopg2 import connect" }],
  ["from . import db", "db.connect", "pypi:psycopg2.connect", { "db.py": "from psycopg2 import connect" }],
  ["from .missing import connect", "connect", undefined],
];

const javascript: readonly Case[] = [
  ['import pg from "pg";', "pg.Client", "npm:pg.Client"],
  ['import * as pg from "pg";', "pg.Client", "npm:pg.Client"],
  ['import { Client } from "pg";', "Client", "npm:pg.Client"],
  ['import { Client as Pg } from "pg";', "Pg", "npm:pg.Client"],
  ['import { default as Redis } from "ioredis";', "Redis", "npm:ioredis"],
  ['import pg, { Pool } from "pg";', "Pool", "npm:pg.Pool"],
  ['const pg = require("pg");', "pg.Client", "npm:pg.Client"],
  ["const { Client: Pg } = require('pg')", "Pg", "npm:pg.Client"],
  ['const Pg = require("pg").Client;', "Pg", "npm:pg.Client"],
  ['const { DynamoDB: { DocumentClient } } = require("aws-sdk");', "DocumentClient", "npm:aws-sdk.DynamoDB.DocumentClient"],
  [
    "const mysql = captureMySQL(require('mysql2/promise'));\nconst { captureMySQL } = require('aws-xray-sdk');",
    "mysql.createConnection",
    "npm:mysql2/promise.createConnection",
  ],
  ['const xray = require("aws-xray-sdk-core");\nconst AWS = xray.captureAWS(require("aws-sdk"));', "AWS.S3", "npm:aws-sdk.S3"],
  ["", '(await import("pg")).Client', "npm:pg.Client"],
  ['const load = async () => { const { default: Redis } = await import("ioredis"); return Redis; };', "(await load())", "npm:ioredis"],
  ['let pg;\npg = require("pg");', "pg.Client", "npm:pg.Client"],
  ['const load = () => require("pg");', "load().Client", "npm:pg.Client"],
  ['const fs = require("node:fs");', "fs.readFile", "npm:fs.readFile"],
  ['const { promisify } = require("util");\nconst { query } = require("db");', "promisify(query)", "npm:db.query"],
  ['import pg from "pg";\nconst { Client: C } = pg;', "C", "npm:pg.Client"],
  ['import pg from "pg";\nclass Db { constructor() { this.client = new pg.Client(); } }', "new Db().client.query", "npm:pg.Client().query"],
  ['import pg from "pg";\nclass Db { client = new pg.Client(); }', "new Db().client.query", "npm:pg.Client().query"],
  ['import pg from "pg";\nconst db = { make: () => new pg.Client() };', "db.make().query", "npm:pg.Client().query"],
  ["", "console.log", "global:console.log"],
  ["", "process.env.HOST", "global:process.env.HOST"],
  ['import { Client } from "./db.js";', "Client", "npm:pg.Client", { "db.js": 'export { Client } from "pg";' }],
  [
    'import { Client } from "./db.js";',
    "Client",
    "npm:pg.Client",
    { "db.js": 'export * from "./inner.js";', "inner.js": 'export { Client } from "pg";' },
  ],
  ['import { Client } from "./db.js";', "Client", "npm:pg.Client", { "db.js": 'export * from "pg";' }],
  ['import { db } from "./db.js";', "db.Client", "npm:pg.Client", { "db.js": 'export * as db from "pg";' }],
  ['import db from "./db.js";', "db.Client", "npm:pg.Client", { "db.js": 'import pg from "pg";\nexport default pg;' }],
  [
    'import { pool } from "./db";',
    "pool.query",
    "npm:pg.Pool().query",
    { "db/index.js": 'import { Pool } from "pg";\nexport const pool = new Pool();' },
  ],
  ['const pg = require("./db");', "pg.Client", "npm:pg.Client", { "db.js": 'module.exports = require("pg");' }],
  ['const { Pg } = require("./db");', "Pg", "npm:pg.Client", { "db.js": 'exports.Pg = require("pg").Client;' }],
  [
    'const { Pg } = require("./db");',
    "Pg",
    "npm:pg.Client",
    { "db.js": 'const { Client } = require("pg");\nmodule.exports = { Pg: Client };' },
  ],
  ['const { Client } = require("./db");', "Client", "npm:pg.Client", { "db.js": 'module.exports = { ...require("pg"), other: 1 };' }],
  [
    'import { make } from "./db.js";',
    "make()",
    "npm:pg.Client()",
    { "db.js": 'const pg = require("pg");\nmodule.exports.make = () => new pg.Client();' },
  ],
  ['import { Client } from "./missing.js";', "Client", undefined],
  [
    // Asked one way after the other, these would be 12 factorial ways.
    `const aws = require("aws-sdk");\nlet all = {};\n${"all = { ...all, ...more, S3: aws.S3 };\n".repeat(11)}let more = { ...all };\n${"more = { ...more, ...all };\n".repeat(11)}`,
    "more.S3",
    "npm:aws-sdk.S3",
  ],
];

const typescript: readonly Case[] = [
  ['import pg = require("pg");', "pg.Client", "npm:pg.Client"],
  ['import pg from "pg";', "(pg as any).Client!", "npm:pg.Client"],
  ['import type { Client } from "pg";\nimport { Client as C } from "pg";', "C", "npm:pg.Client"],
  ['import { Client } from "./db.js";', "Client", "npm:pg.Client", { "db.ts": 'export { Client } from "pg";' }],
  [
    'import { make } from "./db";',
    "make()",
    "npm:pg.Client()",
    { "db.ts": 'import { Client } from "pg";\nexport function make(): Client { return new Client(); }' },
  ],
  [
    'import { Client } from "@lib/db";',
    "Client",
    "npm:pg.Client",
    {
      "tsconfig.json": '{ "compilerOptions": { "paths": { "@lib/*": ["./src/lib/*"] } } }',
      "src/lib/db.ts": 'export { Client } from "pg";',
    },
  ],
  [
    'import { Client } from "lib/db";',
    "Client",
    "npm:pg.Client",
    { "tsconfig.json": '{ "compilerOptions": { "baseUrl": "src" } }', "src/lib/db.ts": 'export { Client } from "pg";' },
  ],
  [
    'import { Db } from "./db";',
    "new Db().client.query",
    "npm:pg.Client().query",
    { "db.ts": 'import { Client } from "pg";\nexport class Db { constructor(readonly client = new Client()) {} }' },
  ],
  [
    'import { Client } from "pg";\nclass Db { private static client = new Client(); static query() { return Db.client.query; } }',
    "Db.query()",
    "npm:pg.Client().query",
  ],
];

const around = {
  py: (setUp: string, value: string) => `${setUp}\ndef lambda_handler(event, context):\n    probe(${value})\n`,
  js: (setUp: string, value: string) => `${setUp}\nexports.handler = async (event, context) => { probe(${value}); };\n`,
  ts: (setUp: string, value: string) => `${setUp}\nexport const handler = async (event: SQSEvent) => { probe(${value}); };\n`,
};

for (const [extension, cases] of [
  ["py", python],
  ["js", javascript],
  ["ts", typescript],
] as const) {
  for (const [setUp, value, expected, others] of cases) {
    const from = others === undefined ? "" : ` from ${Object.keys(others).join(", ")}`;
    test(`names, ${extension}: ${value} after ${JSON.stringify(setUp)}${from}`, async () => {
      const program = await programOf({ [`app.${extension}`]: around[extension](setUp, value), ...others }, extension);
      assert.equal(program.qualifiedName(probed(program)), expected);
    });
  }
}

const layouts: readonly (readonly [string, Texts])[] = [
  ["a package beside the handler", { "src/app.py": "from lib.db import connect\n", "src/lib/db.py": "" }],
  ["a package at the root", { "functions/orders/app.py": "from common.db import connect\n", "common/db.py": "" }],
  ["two packages up", { "src/functions/orders/app.py": "from ...lib.db import connect\n", "src/lib/db.py": "" }],
  ["named from the root", { "src/functions/orders.py": "from src.lib.db import connect\n", "src/lib/db.py": "" }],
  ["a layer", { "functions/orders/app.py": "from shared.db import connect\n", "layers/common/python/shared/db.py": "" }],
];

for (const [title, texts] of layouts) {
  test(`names, py: ${title}`, async () => {
    const files = Object.entries(texts).map(([name, text]): [string, string] =>
      text === "" ? [name, "from psycopg2 import connect\n"] : [name, around.py(text, "connect")],
    );
    const program = await programOf(Object.fromEntries(files), "py");
    assert.equal(program.qualifiedName(probed(program)), "pypi:psycopg2.connect");
  });
}
