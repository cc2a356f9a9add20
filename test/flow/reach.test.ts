/** Which places an invocation gets to. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Code, programOf, reachedProbes } from "./ask.ts";

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

for (const [extension, cases] of [
  ["py", pythonReach],
  ["js", javascriptReach],
] as const) {
  for (const [title, code, expected] of cases) {
    test(`reach, ${extension}: ${title}`, async () => {
      assert.equal(reachedProbes(await programOf(code, extension)), expected);
    });
  }
}
