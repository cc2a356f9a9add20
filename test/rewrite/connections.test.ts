import assert from "node:assert/strict";
import { test } from "node:test";
import { assertCompiles, callsOf, type Files, repaired } from "./pythonCase.ts";

const CHECK = `    if _connection is not None:
        try:
            _connection.rollback()
            _connection.cursor().execute("SELECT 1")
            _connection.rollback()
        except Exception:  # gone stale
            _connection = None
    if _connection is None:
`;

/** The helper that is written for psycopg2; `make` are the lines that connect. */
function helper(make: string): string {
  return `_connection = None


def get_connection():
    """The connection of this execution environment, made again when it has gone stale."""
    global _connection
${CHECK}${make}    return _connection
`;
}

function clientHelper(noun: string, make: string): string {
  return `_${noun} = None


def get_${noun}():
    """The ${noun} of this execution environment, made once."""
    global _${noun}
    if _${noun} is None:
        _${noun} = ${make}
    return _${noun}
`;
}

const CONNECT = `        _connection = psycopg2.connect(os.environ["DSN"])\n`;
const HEAD = `import os\nimport psycopg2\n`;

const cases: readonly { title: string; before: Files; after: Files | undefined }[] = [
  {
    title: "closing becomes a rollback, which is what it meant",
    before: {
      "app.py": `${HEAD}\n\ndef handler(event, context):\n    conn = psycopg2.connect(os.environ["DSN"])\n    rows = conn.cursor().execute("SELECT 2")\n    conn.close()\n    return rows\n`,
    },
    after: {
      "app.py": `${HEAD}\n\n${helper(CONNECT)}\n\ndef handler(event, context):\n    conn = get_connection()\n    rows = conn.cursor().execute("SELECT 2")\n    conn.rollback()\n    return rows\n`,
    },
  },
  {
    title: "behind a commit closing goes",
    before: {
      "app.py": `${HEAD}\n\ndef handler(event, context):\n    conn = psycopg2.connect(os.environ["DSN"])\n    cur = conn.cursor()\n    conn.commit()\n    cur.close()\n    conn.close()\n`,
    },
    after: {
      "app.py": `${HEAD}\n\n${helper(CONNECT)}\n\ndef handler(event, context):\n    conn = get_connection()\n    cur = conn.cursor()\n    conn.commit()\n    cur.close()\n`,
    },
  },
  {
    title: "in `finally` the connection may be what failed",
    before: {
      "app.py": `${HEAD}\n\ndef handler(event, context):\n    conn = None\n    try:\n        conn = psycopg2.connect(os.environ["DSN"])\n        return use(conn)\n    finally:\n        if conn:\n            conn.close()\n\n\ndef use(connection):\n    return connection.cursor()\n`,
    },
    after: {
      "app.py": `${HEAD}\n\n${helper(CONNECT)}\n\ndef handler(event, context):\n    conn = None\n    try:\n        conn = get_connection()\n        return use(conn)\n    finally:\n        if conn:\n            if not conn.closed:\n                conn.rollback()\n\n\ndef use(connection):\n    return connection.cursor()\n`,
    },
  },
  {
    title: "what is worked out for it moves with it; a constant that is used elsewhere is there twice",
    before: {
      "app.py": `${HEAD}\n\ndef secret():\n    return "x"\n\n\ndef handler(event, context):\n    host = os.environ["HOST"]\n    user, password = secret()\n    conn = psycopg2.connect(host=host, user=user, password=password)\n    return host, conn.cursor()\n`,
    },
    after: {
      "app.py": `${HEAD}\n\n${helper(`        host = os.environ["HOST"]\n        user, password = secret()\n        _connection = psycopg2.connect(host=host, user=user, password=password)\n`)}\n\ndef secret():\n    return "x"\n\n\ndef handler(event, context):\n    host = os.environ["HOST"]\n    conn = get_connection()\n    return host, conn.cursor()\n`,
    },
  },
  {
    title: "psycopg2's block only ends a transaction",
    before: {
      "app.py": `${HEAD}\n\ndef handler(event, context):\n    with psycopg2.connect(os.environ["DSN"]) as conn, conn.cursor() as cur:\n        cur.execute("SELECT 2")\n`,
    },
    after: {
      "app.py": `${HEAD}\n\n${helper(CONNECT)}\n\ndef handler(event, context):\n    with get_connection() as conn, conn.cursor() as cur:\n        cur.execute("SELECT 2")\n`,
    },
  },
  {
    title: "`closing` goes, its rollback stays",
    before: {
      "app.py": `${HEAD}from contextlib import closing\n\n\ndef handler(event, context):\n    with closing(psycopg2.connect(os.environ["DSN"])) as conn:\n        conn.cursor()\n        # done\n        conn.commit()\n`,
    },
    after: {
      "app.py": `${HEAD}from contextlib import closing\n\n\n${helper(CONNECT)}\n\ndef handler(event, context):\n    conn = get_connection()\n    try:\n        conn.cursor()\n        # done\n        conn.commit()\n    finally:\n        if not conn.closed:\n            conn.rollback()\n`,
    },
  },
  {
    title: "a function that only connects keeps the connection itself, for callers in other files too",
    before: {
      "db.py": `${HEAD}\n\ndef connect():\n    """To the database."""\n    try:\n        return psycopg2.connect(os.environ["DSN"])\n    except Exception as error:\n        raise RuntimeError("no database") from error\n`,
      "app.py": `import db\n\n\ndef lambda_handler(event, context):\n    conn = db.connect()\n    conn.cursor()\n    conn.close()\n`,
    },
    after: {
      "db.py": `${HEAD}\n_connection = None\n\n\ndef connect():\n    """To the database."""\n    global _connection\n${CHECK}        try:\n            _connection = psycopg2.connect(os.environ["DSN"])\n        except Exception as error:\n            raise RuntimeError("no database") from error\n    return _connection\n`,
      "app.py": `import db\n\n\ndef lambda_handler(event, context):\n    conn = db.connect()\n    conn.cursor()\n    conn.rollback()\n`,
    },
  },
  {
    title: "an engine of one connection; disposing of it goes, and so does an empty `finally`",
    before: {
      "app.py": `import os\nfrom sqlalchemy import create_engine\n\n\ndef handler(event, context):\n    engine = create_engine(os.environ["URL"])\n    try:\n        with engine.connect() as conn:\n            return conn.execute("SELECT 1")\n    finally:\n        engine.dispose()\n`,
    },
    after: {
      "app.py": `import os\nfrom sqlalchemy import create_engine\n\n\n${clientHelper("engine", 'create_engine(os.environ["URL"], pool_size=1, max_overflow=0, pool_pre_ping=True)')}\n\ndef handler(event, context):\n    engine = get_engine()\n    with engine.connect() as conn:\n        return conn.execute("SELECT 1")\n`,
    },
  },
  {
    title: "a client that its block would close moves out of it",
    before: {
      "app.py": `import os\nfrom pymongo import MongoClient\n\n\ndef handler(event, context):\n    with MongoClient(os.environ["URL"]) as client:\n        # one\n        return client["db"]["c"].find_one()\n`,
    },
    after: {
      "app.py": `import os\nfrom pymongo import MongoClient\n\n\n${clientHelper("client", 'MongoClient(os.environ["URL"], maxPoolSize=1)')}\n\ndef handler(event, context):\n    client = get_client()\n    # one\n    return client["db"]["c"].find_one()\n`,
    },
  },
  {
    title: "one that is kept and looked after is not closed any more",
    before: {
      "app.py": `${HEAD}\nconn = None\n\n\ndef handler(event, context):\n    global conn\n    if conn is None or conn.closed:\n        conn = psycopg2.connect(os.environ["DSN"])\n    try:\n        return conn.cursor()\n    finally:\n        conn.close()\n        conn = None\n`,
    },
    after: {
      "app.py": `${HEAD}\nconn = None\n\n\ndef handler(event, context):\n    global conn\n    if conn is None or conn.closed:\n        conn = psycopg2.connect(os.environ["DSN"])\n    try:\n        return conn.cursor()\n    finally:\n        if not conn.closed:\n            conn.rollback()\n`,
    },
  },
  {
    title: "no: a second guard would keep a dead one",
    before: {
      "app.py": `${HEAD}\nconn = None\n\n\ndef connect():\n    global conn\n    if conn is None or conn.closed:\n        conn = psycopg2.connect(os.environ["DSN"])\n\n\ndef handler(event, context):\n    global conn\n    if conn is None:\n        connect()\n    conn.cursor()\n    conn.close()\n    conn = None\n`,
    },
    after: undefined,
  },
  {
    title: "no: it depends on the event",
    before: { "app.py": `${HEAD}\n\ndef handler(event, context):\n    conn = psycopg2.connect(event["dsn"])\n    conn.close()\n` },
    after: undefined,
  },
  {
    title: "no: somebody else closes it",
    before: {
      "app.py": `${HEAD}\n\ndef done(connection):\n    connection.close()\n\n\ndef handler(event, context):\n    conn = psycopg2.connect(os.environ["DSN"])\n    done(conn)\n`,
    },
    after: undefined,
  },
  {
    title: "no: two at a time would become one",
    before: {
      "app.py": `${HEAD}\n\ndef handler(event, context):\n    one = psycopg2.connect(os.environ["DSN"])\n    two = psycopg2.connect(os.environ["DSN"])\n    one.close()\n    two.close()\n`,
    },
    after: undefined,
  },
  {
    title: "no: an asynchronous connection belongs to its event loop",
    before: {
      "app.py": `import asyncio\nimport asyncpg\n\n\nasync def main():\n    conn = await asyncpg.connect("x")\n    await conn.close()\n\n\ndef handler(event, context):\n    asyncio.run(main())\n`,
    },
    after: undefined,
  },
  {
    title: "no: a function that connects is passed on as a value",
    before: {
      "app.py": `${HEAD}\n\ndef connect():\n    return psycopg2.connect(os.environ["DSN"])\n\n\ndef handler(event, context):\n    retry(connect)\n    connect().close()\n`,
    },
    after: undefined,
  },
];

const results: string[] = [];

for (const one of cases) {
  test(`a connection is kept: ${one.title}`, () => {
    const after = repaired(one.before, (program, rewriter) => {
      const call = callsOf(program, "database-connection")[0];
      const entry = call && program.entry(call);
      return call && entry && rewriter.cacheConnection(call, entry);
    });
    assert.deepEqual(after, one.after);
    results.push(...Object.values(after ?? {}));
  });
}

test("all of it compiles", () => assertCompiles(results));
