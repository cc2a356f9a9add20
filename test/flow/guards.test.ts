/** What keeps a place from being run on every invocation. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Code, programOf, reachedProbes } from "./ask.ts";

/** Title, code, the probes that are reached: `a`, or `a:lazy` behind that guard. Others are not reached. */
type Case = readonly [string, Code, string];

const MAIN = "def lambda_handler(event, context):";
const HANDLER = "exports.handler = async (event, context) =>";

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
    "a local stage, wherever it was read",
    `from stages import current_stage\n${MAIN}\n  if current_stage() == "local": probe("a")\n  if current_stage() == "test": probe("b")`,
    "a:local b",
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

for (const [extension, cases] of [
  ["py", pythonGuards],
  ["js", javascriptGuards],
] as const) {
  for (const [title, code, expected] of cases) {
    test(`guards, ${extension}: ${title}`, async () => {
      assert.equal(reachedProbes(await programOf(code, extension)), expected);
    });
  }
}
