/** Which places an invocation gets to, and what keeps it from getting there each time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Code, probesOf, programOf } from "./ask.ts";

/** Title, code, the probes that are reached: `a`, or `a:lazy` behind that guard. Others are not reached. */
type Case = readonly [string, Code, string];

const MAIN = "def lambda_handler(event, context):";
const HANDLER = "exports.handler = async (event, context) =>";

const pythonReach: readonly Case[] = [
  [
    "the handler, functions it calls",
    `def far(): probe("far")\ndef near(): far()\ndef never(): probe("never")\n${MAIN}\n  probe("here")\n  near()`,
    "far here",
  ],
  ["module code is no invocation's", `probe("module")\n${MAIN} pass`, ""],
  [
    "methods, constructors, properties of instances",
    `class A:\n  def __init__(self): probe("init")\n  def run(self): self._inner()\n  def _inner(self): probe("inner")\n  def other(self): probe("other")\n${MAIN}\n  A().run()`,
    "init inner",
  ],
  [
    "an instance of the module is not made again",
    `class A:\n  def __init__(self): probe("init")\n  def run(self): probe("run")\na = A()\n${MAIN}\n  a.run()`,
    "run",
  ],
  [
    "inherited methods, super",
    `class Base:\n  def __init__(self): probe("base")\n  def run(self): probe("run")\nclass A(Base):\n  def __init__(self): super().__init__()\n${MAIN}\n  A().run()`,
    "base run",
  ],
  [
    "static and class methods",
    `class A:\n  @staticmethod\n  def s(): probe("s")\n  @classmethod\n  def c(cls): cls.s()\n${MAIN}\n  A.c()`,
    "s",
  ],
  ["callable instances", `class A:\n  def __call__(self): probe("call")\na = A()\n${MAIN}\n  a()`, "call"],
  [
    "nested functions, lambdas",
    `${MAIN}\n  def inner(): probe("inner")\n  f = lambda: probe("lambda")\n  def unused(): probe("unused")\n  inner()\n  f()`,
    "inner lambda",
  ],
  [
    "callbacks",
    `def each(x): probe("each")\ndef key(x): probe("key")\n${MAIN}\n  list(map(each, event["Records"]))\n  sorted(event["Records"], key=key)`,
    "each key",
  ],
  ["callbacks of own functions", `def retry(function): function()\ndef work(): probe("work")\n${MAIN}\n  retry(work)`, "work"],
  [
    "own decorators",
    `def logged(function):\n  probe("once")\n  def inner(*args):\n    probe("inner")\n    return function(*args)\n  return inner\n@logged\n${MAIN}\n  pass`,
    "inner",
  ],
  [
    "decorators with arguments, on what is called",
    `def retried(times):\n  def around(function):\n    def inner(*args):\n      probe("inner")\n      return function(*args)\n    return inner\n  return around\n@retried(3)\ndef work(): probe("work")\n${MAIN}\n  work()`,
    "inner work",
  ],
  [
    "with statements",
    `class Session:\n  def __enter__(self): probe("enter")\n  def __exit__(self, *args): probe("exit")\n${MAIN}\n  with Session() as session: pass`,
    "enter exit",
  ],
  [
    "context managers of contextlib",
    `from contextlib import contextmanager\n@contextmanager\ndef session():\n  probe("session")\n  yield 1\n${MAIN}\n  with session() as s: pass`,
    "session",
  ],
  ["coroutines", `import asyncio\nasync def work(): probe("work")\n${MAIN}\n  asyncio.run(work())`, "work"],
  [
    "a coroutine through the loop",
    `import asyncio\nasync def work(): probe("work")\n${MAIN}\n  asyncio.get_event_loop().run_until_complete(work())`,
    "work",
  ],
  [
    "tables of functions",
    `def a(e): probe("a")\ndef b(e): probe("b")\nTABLE = {"a": a, "b": b}\n${MAIN}\n  TABLE[event["type"]](event)`,
    "a b",
  ],
  ["tables asked with get", `def a(e): probe("a")\nTABLE = {"a": a}\n${MAIN}\n  TABLE.get(event["type"])(event)`, "a"],
  [
    "other files",
    {
      "app.py": `import work\nfrom lib.db import Db\n${MAIN}\n  work.run()\n  Db().open()`,
      "work.py": 'def run(): probe("run")',
      "lib/db.py": 'class Db:\n  def open(self): probe("open")',
    },
    "open run",
  ],
  [
    "generators, comprehensions",
    `def items():\n  probe("items")\n  yield 1\n${MAIN}\n  return [work(x) for x in items()]\ndef work(x): probe("work")`,
    "items work",
  ],
  ["functions chosen by a condition", `def a(): probe("a")\ndef b(): probe("b")\n${MAIN}\n  run = a if event else b\n  run()`, "a b"],
  ["threads", `import threading\ndef work(): probe("work")\n${MAIN}\n  threading.Thread(target=work).start()`, "work"],
  ["later", `import atexit\ndef close(): probe("close")\n${MAIN}\n  atexit.register(close)`, "close:deferred"],
  ["recursion", `def down(n):\n  probe("down")\n  down(n - 1)\n${MAIN}\n  down(3)`, "down"],
];

const javascriptReach: readonly Case[] = [
  [
    "the handler, functions it calls",
    `function far() { probe("far"); }\nconst near = () => far();\nfunction never() { probe("never"); }\n${HANDLER} { probe("here"); near(); }`,
    "far here",
  ],
  [
    "methods, constructors, fields",
    `class A { x = probe("field"); constructor() { probe("init"); } run() { this.#inner(); } #inner() { probe("inner"); } other() { probe("other"); } }\n${HANDLER} new A().run();`,
    "field init inner",
  ],
  [
    "an instance of the module is not made again",
    `class A { x = probe("field"); constructor() { probe("init"); } run() { probe("run"); } }\nconst a = new A();\n${HANDLER} a.run();`,
    "run",
  ],
  [
    "inherited methods, super",
    `class Base { constructor() { probe("base"); } run() { probe("run"); } }\nclass A extends Base { constructor() { super(); } }\n${HANDLER} new A().run();`,
    "base run",
  ],
  [
    "static methods, object methods",
    `class A { static s() { probe("s"); } }\nconst o = { m() { probe("m"); }, f: () => probe("f"), unused: () => probe("unused") };\n${HANDLER} { A.s(); o.m(); o.f(); }`,
    "f m s",
  ],
  ["nested functions", `${HANDLER} { const inner = () => probe("inner"); function unused() { probe("unused"); } inner(); }`, "inner"],
  [
    "callbacks",
    `${HANDLER} { event.Records.forEach((r) => probe("each")); await Promise.all(event.Records.map(async (r) => { probe("map"); })); }`,
    "each map",
  ],
  [
    "named callbacks, promises",
    `const work = async () => { probe("work"); };\nconst done = () => probe("done");\n${HANDLER} work().then(done);`,
    "done work",
  ],
  [
    "new Promise, then, timers",
    `${HANDLER} new Promise((resolve) => { probe("promise"); setTimeout(() => probe("timer"), 1); }).then(() => probe("then"));`,
    "promise then timer",
  ],
  ["callbacks of own functions", `const retry = (run) => run();\n${HANDLER} retry(() => probe("work"));`, "work"],
  ["immediately called", `${HANDLER} { (async () => { probe("now"); })(); }`, "now"],
  [
    "bind, call, apply",
    `function a() { probe("a"); }\nfunction b() { probe("b"); }\nfunction c() { probe("c"); }\n${HANDLER} { a.call(null); b.apply(null, []); c.bind(null)(); }`,
    "a b c",
  ],
  [
    "tables of functions",
    `const a = () => probe("a");\nconst table = { a, b: () => probe("b") };\n${HANDLER} table[event.type](event);`,
    "a b",
  ],
  [
    "other files",
    {
      "app.js": `import { run } from "./work.js";\nimport Db from "./db.js";\nexport const handler = async (event) => { run(); new Db().open(); };`,
      "work.js": 'export const run = () => probe("run");',
      "db.js": 'export default class Db { open() { probe("open"); } }',
    },
    "open run",
  ],
  [
    "required files",
    {
      "app.js": `const db = require("./db");\nconst { run } = require("./work");\n${HANDLER} { run(); db.open(); }`,
      "work.js": 'exports.run = () => probe("run");',
      "db.js": 'module.exports = { open: () => probe("open"), other: () => probe("other") };',
    },
    "open run",
  ],
  [
    "own wrappers",
    {
      "app.js": `const wrap = require("./wrap");\nexports.handler = wrap(async (event) => { probe("handler"); });`,
      "wrap.js": 'module.exports = (inner) => async (event, context) => { probe("wrap"); return inner(event, context); };',
    },
    "handler wrap",
  ],
  [
    "middleware of middy",
    `import middy from "@middy/core";\nconst opens = () => ({ before: async (request) => { probe("before"); } });\nexport const handler = middy(async (event) => { probe("handler"); }).use(opens());`,
    "before handler",
  ],
  ["getters", `class A { get client() { return probe("get"); } }\n${HANDLER} { const a = new A(); return a.client; }`, "get"],
  ["later", `${HANDLER} { process.on("SIGTERM", () => probe("later")); }`, "later:deferred"],
  [
    "loops, catch, finally",
    `${HANDLER} { for (const r of event.Records) probe("loop"); try { probe("try"); } catch (e) { probe("catch"); } finally { probe("finally"); } }`,
    "catch:error finally loop try",
  ],
];

const pythonGuards: readonly Case[] = [
  ["is None", `c = None\n${MAIN}\n  global c\n  if c is None: c = probe("a")`, "a:lazy"],
  ["not", `c = None\n${MAIN}\n  global c\n  if not c: c = probe("a")`, "a:lazy"],
  ["or", `c = None\n${MAIN}\n  global c\n  c = c or probe("a")`, "a:lazy"],
  ["stale", `c = None\ndef get():\n  global c\n  if c is None or c.closed: c = probe("a")\n  return c\n${MAIN}\n  get()`, "a:lazy"],
  ["early return", `c = None\ndef get():\n  global c\n  if c: return c\n  c = probe("a")\n  return c\n${MAIN}\n  get()`, "a:lazy"],
  ["else", `c = None\n${MAIN}\n  global c\n  if c: pass\n  else: c = probe("a")`, "a:lazy"],
  ["try and NameError", `${MAIN}\n  global c\n  try: c\n  except NameError: c = probe("a")`, "a:error"],
  [
    "a map by key",
    `cache = {}\ndef get(key):\n  if key not in cache: cache[key] = probe("a")\n  return cache[key]\n${MAIN}\n  get(event["id"])`,
    "a:lazy",
  ],
  [
    "an attribute of the class",
    `class A:\n  c = None\n  @classmethod\n  def get(cls):\n    if cls.c is None: cls.c = probe("a")\n    return cls.c\n${MAIN}\n  A.get()`,
    "a:lazy",
  ],
  [
    "an attribute of a module's instance",
    `class A:\n  def __init__(self): self.c = None\n  def get(self):\n    if not self.c: self.c = probe("a")\n    return self.c\na = A()\n${MAIN}\n  a.get()`,
    "a:lazy",
  ],
  [
    "singletons by __new__",
    `class A:\n  _instance = None\n  def __new__(cls):\n    if cls._instance is None:\n      cls._instance = super().__new__(cls)\n      probe("a")\n    return cls._instance\n${MAIN}\n  A()`,
    "a:lazy",
  ],
  ["globals()", `${MAIN}\n  if "c" not in globals(): probe("a")`, "a:lazy"],
  ["hasattr", `${MAIN}\n  if not hasattr(get, "c"): get.c = probe("a")\ndef get(): pass`, "a:lazy"],
  [
    "a helper that tells",
    `c = None\ndef alive(): return c is not None and c.open\ndef connect():\n  global c\n  c = probe("a")\n${MAIN}\n  if not alive(): connect()`,
    "a:lazy",
  ],
  [
    "a cached value that is passed",
    `c = None\ndef connect(cached):\n  if cached is not None: return cached\n  return probe("a")\n${MAIN}\n  global c\n  c = connect(c)`,
    "a:lazy",
  ],
  ["age", `import time\nread = 0\n${MAIN}\n  global read\n  if time.time() - read > 60:\n    read = time.time()\n    probe("a")`, "a:lazy"],
  ["lru_cache", `from functools import lru_cache\n@lru_cache(maxsize=1)\ndef get(): return probe("a")\n${MAIN}\n  get()`, "a:memoized"],
  [
    "cached_property",
    `from functools import cached_property\nclass A:\n  @cached_property\n  def c(self): return probe("a")\na = A()\n${MAIN}\n  return a.c`,
    "a:memoized",
  ],
  ["except", `${MAIN}\n  try: pass\n  except Exception: probe("a")`, "a:error"],
  [
    "an environment switch",
    `import os\n${MAIN}\n  if os.environ.get("AWS_SAM_LOCAL"): probe("a")\n  if os.getenv("STAGE") == "local": probe("b")\n  if os.environ["STAGE"] != "prod": probe("c")\n  if os.environ["STAGE"] == "prod": probe("d")`,
    "a:local b:local c:local d",
  ],
  [
    "the event is no guard",
    `c = None\n${MAIN}\n  if event["x"]: probe("a")\n  local = None\n  if local is None: probe("b")\n  if CONSTANT: probe("c")\nCONSTANT = True`,
    "a b c",
  ],
];

const javascriptGuards: readonly Case[] = [
  ["if not", `let c;\n${HANDLER} { if (!c) c = probe("a"); }`, "a:lazy"],
  [
    "null checks",
    `let c = null;\n${HANDLER} { if (c === null) { c = probe("a"); } if (c == undefined) { probe("b"); } if (typeof c === "undefined") probe("c"); }`,
    "a:lazy b:lazy c:lazy",
  ],
  [
    "??=, ||=, ||, ??",
    `let c, d, e, f;\n${HANDLER} { c ??= probe("a"); d ||= probe("b"); e = e || probe("c"); f = f ?? probe("d"); }`,
    "a:lazy b:lazy c:lazy d:lazy",
  ],
  ["early return", `let c;\nconst get = async () => { if (c) return c; c = await probe("a"); return c; };\n${HANDLER} get();`, "a:lazy"],
  ["conditional expressions", `let c;\n${HANDLER} { c = c ? c : probe("a"); }`, "a:lazy"],
  [
    "a map by key",
    `const cache = new Map();\nconst get = (k) => { if (!cache.has(k)) cache.set(k, probe("a")); return cache.get(k); };\n${HANDLER} get(event.id);`,
    "a:lazy",
  ],
  ["a field of an object", `const cache = {};\n${HANDLER} { if (!cache.c) cache.c = probe("a"); }`, "a:lazy"],
  [
    "a static or private field",
    `class A { static c; #d; get() { if (!A.c) A.c = probe("a"); if (!this.#d) this.#d = probe("b"); } }\nconst a = new A();\n${HANDLER} a.get();`,
    "a:lazy b:lazy",
  ],
  ["global", `${HANDLER} { if (!global.c) global.c = probe("a"); globalThis.d ??= probe("b"); }`, "a:lazy b:lazy"],
  [
    "state of a library",
    `const mongoose = require("mongoose");\n${HANDLER} { if (mongoose.connection.readyState !== 1) probe("a"); }`,
    "a:lazy",
  ],
  [
    "a factory's variable",
    `const make = () => { let c; return () => { if (!c) c = probe("a"); return c; }; };\nconst get = make();\n${HANDLER} get();`,
    "a:lazy",
  ],
  [
    "memoize, once",
    `const { once } = require("lodash");\nconst memoize = require("memoizee");\nconst a = once(() => probe("a"));\nconst b = memoize(() => probe("b"));\n${HANDLER} { a(); b(); }`,
    "a:memoized b:memoized",
  ],
  [
    "a cached value that is passed",
    `let c = null;\nconst connect = async (uri, cached) => cached ?? probe("a");\n${HANDLER} { c = await connect(process.env.URL, c); }`,
    "a:lazy",
  ],
  ["catch", `${HANDLER} { try { work(); } catch { probe("a"); } await work().catch(() => probe("b")); }`, "a:error b:error"],
  [
    "an environment switch",
    `${HANDLER} { if (process.env.IS_OFFLINE) probe("a"); if (process.env.NODE_ENV === "development") probe("b"); if (process.env.NODE_ENV !== "production") probe("c"); if (process.env.STAGE === "prod") probe("d"); }`,
    "a:local b:local c:local d",
  ],
  [
    "the event is no guard",
    `const limit = 3;\n${HANDLER} { if (!event.x) probe("a"); let c; if (!c) c = probe("b"); if (event.n > limit) probe("c"); }`,
    "a b c",
  ],
];

const groups = [
  ["reach", "py", pythonReach],
  ["reach", "js", javascriptReach],
  ["guards", "py", pythonGuards],
  ["guards", "js", javascriptGuards],
] as const;

for (const [topic, extension, cases] of groups) {
  for (const [title, code, expected] of cases) {
    test(`${topic}, ${extension}: ${title}`, async () => {
      const program = await programOf(code, extension);
      const found = probesOf(program).flatMap((probe) => {
        const label = probe.args[0]?.value.kind === "literal" ? String(probe.args[0].value.value) : "";
        const guard = program.guard(probe);
        return program.reach(probe.scope) === undefined ? [] : [guard === null ? label : `${label}:${guard}`];
      });
      assert.equal(found.sort().join(" "), expected);
    });
  }
}
