/** What carries data of the event or the context: `probe(value)` in each case says whether its value does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Code, probesOf, programOf } from "./ask.ts";

/** Title, code, and for each probe in order `yes` or `no`. */
type Case = readonly [string, Code, string];

const MAIN = "def lambda_handler(event, context):";
const HANDLER = "exports.handler = async (event, context) =>";

const python: readonly Case[] = [
  [
    "the event, the context, constants",
    `${MAIN}\n  probe(event)\n  probe(context.aws_request_id)\n  probe(1)\n  probe(PATH)\nPATH = "x"`,
    "yes yes no no",
  ],
  [
    "what the context says of the function",
    `${MAIN}\n  probe(context.function_name)\n  probe(context.memory_limit_in_mb)\n  probe(context.invoked_function_arn)`,
    "no no no",
  ],
  [
    "assignment, subscripts, attributes",
    `${MAIN}\n  a = event["a"]\n  b = a.b\n  c = [1, b]\n  probe(c)\n  probe({"x": b})\n  d = 1\n  probe(d)`,
    "yes yes no",
  ],
  [
    "unpacking",
    `${MAIN}\n  a, (b, *c) = event["x"]\n  probe(b)\n  probe(c)\n  d, e = 1, event["y"]\n  probe(d)\n  probe(e)`,
    "yes yes no yes",
  ],
  [
    "building strings",
    `${MAIN}\n  a = f"{event['x']}!"\n  probe(a)\n  probe("%s" % a)\n  probe("{}".format(a))\n  probe("a" + a)\n  probe(",".join(["a", a]))\n  probe("x".join(["a"]))`,
    "yes yes yes yes yes no",
  ],
  [
    "parsing and methods",
    `import json\n${MAIN}\n  body = json.loads(event["body"])\n  probe(body.get("x"))\n  probe(str(event["y"]).upper())\n  probe(len(event["Records"]))`,
    "yes yes yes",
  ],
  [
    "loops, comprehensions, with, walrus",
    `${MAIN}\n  for r in event["Records"]: probe(r)\n  for i, s in enumerate(event["Records"]): probe(s)\n  probe([x["b"] for x in event["Records"]])\n  if (n := event["n"]): probe(n)\n  for k, v in event.items(): probe(v)`,
    "yes yes yes yes yes",
  ],
  [
    "arguments and returns",
    `def f(x, y=None): return x\ndef g(z):\n  probe(z)\n  return 1\ndef h(x, y): return x\n${MAIN}\n  probe(f(event))\n  probe(h(1, event))\n  probe(g(event["a"]))`,
    "yes yes no no",
  ],
  [
    "keyword arguments, rest",
    `def f(*, x, y): probe(x); probe(y)\ndef g(*a, **k): probe(a); probe(k)\ndef h(a, *rest): probe(a); probe(rest)\n${MAIN}\n  f(x=event, y=1)\n  g(1, z=event)\n  h(1, event)`,
    "yes no no yes no yes",
  ],
  ["library calls pass on what they are given", `import lib\n${MAIN}\n  probe(lib.load(event["id"]))\n  probe(lib.load("x"))`, "yes no"],
  ["callbacks", `def f(x): probe(x)\n${MAIN}\n  list(map(f, event["Records"]))\n  list(map(lambda r: probe(r), ["a"]))`, "yes no"],
  [
    "attributes of an instance",
    `class A:\n  def __init__(self, body): self.body = body; self.n = 1\n  def run(self):\n    probe(self.body)\n    probe(self.n)\n${MAIN}\n  A(event["body"]).run()`,
    "yes no",
  ],
  [
    "filled collections",
    `${MAIN}\n  found = []\n  found.append(event["x"])\n  probe(found)\n  m = {}\n  m["k"] = event["x"]\n  probe(m)\n  other = []\n  other.append(1)\n  probe(other)`,
    "yes yes no",
  ],
  [
    "what a library's object is given",
    `from sqlalchemy.orm import Session\nfrom collections import deque\n${MAIN}\n  session = Session()\n  session.add(event["user"])\n  probe(session)\n  last = deque()\n  last.append(event["x"])\n  probe(last)`,
    "no yes",
  ],
  [
    "a function that is still to be typed",
    `def parse(data):\n  """Reads."""\ndef log(data):\n  print(data)\n${MAIN}\n  probe(parse(event))\n  probe(parse(1))\n  probe(log(event))`,
    "yes no no",
  ],
  ["globals", `user = None\ndef read(): probe(user)\n${MAIN}\n  global user\n  user = event["user"]\n  read()`, "yes"],
  ["closures", `${MAIN}\n  x = event["x"]\n  def inner(): probe(x)\n  inner()`, "yes"],
  [
    "a condition passes nothing on",
    `${MAIN}\n  flag = False\n  if event["x"]: flag = True\n  probe(flag)\n  probe("a" if event["x"] else "b")`,
    "no no",
  ],
  [
    "another file",
    { "app.py": `from work import run\n${MAIN}\n  run(event["x"])`, "work.py": "def run(x):\n  probe(x)\n  probe(1)" },
    "yes no",
  ],
  [
    "through an imported module's attribute",
    {
      "app.py": `import config\nfrom work import run\n${MAIN}\n  config.user = event["x"]\n  run()`,
      "config.py": "user = None",
      "work.py": "import config\ndef run():\n  probe(config.user)",
    },
    "yes",
  ],
  [
    "decorated",
    `def logged(f):\n  def inner(event, context):\n    probe(event)\n    return f(event, context)\n  return inner\n@logged\n${MAIN}\n  probe(event)`,
    "yes yes",
  ],
  ["generators", `def ids(records):\n  for r in records:\n    yield r["id"]\n${MAIN}\n  for i in ids(event["Records"]): probe(i)`, "yes"],
  [
    "the event of a method",
    `class A:\n  def handle(self, event, context):\n    probe(event)\n    probe(self)\nlambda_handler = A().handle`,
    "yes no",
  ],
];

const javascript: readonly Case[] = [
  [
    "the event, the context, constants",
    `${HANDLER} { probe(event); probe(context.awsRequestId); probe(1); probe(process.env.X); }`,
    "yes yes no no",
  ],
  ["what the context says of the function", `${HANDLER} { probe(context.functionName); probe(context.memoryLimitInMB); }`, "no no"],
  [
    "assignment, members",
    `${HANDLER} { const a = event.a; let b; b = a["b"]; probe(b); probe([1, b]); probe({ b }); probe({ b: 1 }); }`,
    "yes yes yes no",
  ],
  [
    "destructuring",
    `${HANDLER} { const { a: { b = 1 }, ...rest } = event; const [c] = event.list; probe(b); probe(rest); probe(c); const { d } = { d: 1 }; probe(d); }`,
    "yes yes yes no",
  ],
  ["destructured parameters", `exports.handler = async ({ body, n: [first] }) => { probe(body); probe(first); };`, "yes yes"],
  [
    "building strings",
    "exports.handler = async (event, context) => { probe(`a${event.x}`); probe('a' + event.x); probe(['a', event.x].join()); probe(`a${1}`); };",
    "yes yes yes no",
  ],
  [
    "parsing and methods",
    `${HANDLER} { const body = JSON.parse(event.body ?? "{}"); probe(body.x); probe(event.x.trim().split(",")); probe(Buffer.from(event.body, "base64").toString()); probe(JSON.stringify(event)); }`,
    "yes yes yes yes",
  ],
  [
    "loops",
    `${HANDLER} { for (const r of event.Records) probe(r); for (const [i, r] of event.Records.entries()) probe(r); for (const key in event) probe(key); for (let i = 0; i < event.n; i++) probe(i); }`,
    "yes yes yes no",
  ],
  [
    "arguments and returns",
    `const f = (x, y) => x;\nfunction g(z) { probe(z); return 1; }\nconst h = (x, y) => x;\n${HANDLER} { probe(f(event)); probe(h(1, event)); probe(g(event.a)); }`,
    "yes yes no no",
  ],
  [
    "defaults, rest, spread, destructured arguments",
    `const f = ({ x, y = 1 }) => { probe(x); };\nconst g = (...all) => probe(all);\nconst h = (a, b) => { probe(b); };\n${HANDLER} { f({ x: event }); g(1, event); h(...event.args); }`,
    "yes yes yes",
  ],
  [
    "library calls, await, promises",
    `const lib = require("lib");\n${HANDLER} { probe(await lib.load(event.id)); probe(await lib.load("x")); lib.load(event.id).then((r) => probe(r)); const all = await Promise.all(event.ids.map((id) => lib.load(id))); probe(all); }`,
    "yes no yes yes",
  ],
  ["callbacks", `${HANDLER} { event.Records.forEach((r, i) => probe(r)); ["a"].forEach((r) => probe(r)); }`, "yes no"],
  [
    "fields of an instance",
    `class A { constructor(body) { this.body = body; this.n = 1; } run() { probe(this.body); probe(this.n); } }\n${HANDLER} new A(event.body).run();`,
    "yes no",
  ],
  [
    "filled collections",
    `${HANDLER} { const found = []; found.push(event.x); probe(found); const m = new Map(); m.set("k", event.x); probe(m); const o = {}; o.a = event.x; probe(o); const p = []; p.push(1); probe(p); }`,
    "yes yes yes no",
  ],
  [
    "globals and closures",
    `let user;\nconst read = () => probe(user);\n${HANDLER} { user = event.user; read(); const x = event.x; const inner = () => probe(x); inner(); }`,
    "yes yes",
  ],
  [
    "a condition passes nothing on",
    `${HANDLER} { let flag = false; if (event.x) flag = true; probe(flag); probe(event.x ? "a" : "b"); }`,
    "no no",
  ],
  ["choices", `${HANDLER} { probe(event.x || 1); probe(null ?? event.x); probe(1 || 2); }`, "yes yes no"],
  [
    "another file",
    {
      "app.js": 'import { run } from "./work.js";\nexport const handler = async (event) => run(event.x);',
      "work.js": "export const run = (x) => { probe(x); probe(1); };",
    },
    "yes no",
  ],
  [
    "own wrappers",
    `const wrap = (inner) => async (event, context) => { probe(event); return inner(event, context); };\nexports.handler = wrap(async (e) => { probe(e); });`,
    "yes yes",
  ],
];

const typescript: readonly Case[] = [
  [
    "types, casts, non-null",
    `export const handler = async (event: SQSEvent) => { const x = (event.x as unknown as string)!; probe(x); probe(<any>event); probe(event satisfies object); };`,
    "yes yes yes",
  ],
  [
    "parameter properties",
    `class A { constructor(private readonly body: string, private n = 1) {} run() { probe(this.body); probe(this.n); } }\nexport const handler = async (event: SQSEvent) => new A(event.x).run();`,
    "yes no",
  ],
  ["enums and namespaces", `enum Kind { A = "a" }\nexport const handler = async (event: SQSEvent) => { probe(Kind.A); };`, "no"],
];

for (const [extension, cases] of [
  ["py", python],
  ["js", javascript],
  ["ts", typescript],
] as const) {
  for (const [title, code, expected] of cases) {
    test(`event data, ${extension}: ${title}`, async () => {
      const program = await programOf(code, extension);
      const found = probesOf(program).map((probe) => probe.args[0] && program.dependsOnEvent(probe.args[0].value));
      assert.equal(found.map((depends) => (depends ? "yes" : "no")).join(" "), expected);
    });
  }
}
