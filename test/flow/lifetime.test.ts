/** What lives as long as the execution environment, and what is the same on every invocation. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Program } from "../../server/src/flow/program.ts";
import type { Value } from "../../server/src/model/code.ts";
import { type Code, probesOf, programOf } from "./ask.ts";

/** Title, code, and what is said of each probe in order. */
type Case = readonly [string, Code, string];

const MAIN = "def lambda_handler(event, context):";
const HANDLER = "exports.handler = async (event, context) =>";

/** The root of what outlives the invocation: a variable, class or module; `-` for what does not. */
const longLived: Readonly<Record<"py" | "js", readonly Case[]>> = {
  py: [
    ["variables", `a = {}\n${MAIN}\n  b = {}\n  probe(a)\n  probe(b)\n  probe(a["x"])\n  probe(event)`, "a - a -"],
    ["an alias", `a = {}\n${MAIN}\n  b = a\n  probe(b)\n  c = a["x"]\n  probe(c)\n  d = a.copy()\n  probe(d)`, "a - -"],
    [
      "imports",
      {
        "app.py": `import boto3\nimport config\nfrom config import state\n${MAIN}\n  probe(config)\n  probe(config.state)\n  probe(state)`,
        "config.py": "state = {}",
      },
      "config.py state state",
    ],
    ["classes and their attributes", `class A:\n  b = 1\n${MAIN}\n  probe(A)\n  probe(A.b)`, "A A"],
    [
      "instances",
      `class A:\n  def run(self): probe(self)\nclass B:\n  def run(self): probe(self)\na = A()\n${MAIN}\n  a.run()\n  B().run()`,
      "A -",
    ],
    ["a class method's class", `class A:\n  @classmethod\n  def run(cls): probe(cls)\n${MAIN}\n  A.run()`, "A"],
    ["functions", `def f(): pass\n${MAIN}\n  def g(): pass\n  probe(f)\n  probe(g)`, "f -"],
    ["parameters are not known", `a = {}\ndef f(x): probe(x)\n${MAIN}\n  f(a)`, "-"],
  ],
  js: [
    ["variables", `const a = {};\nlet c;\n${HANDLER} { const b = {}; probe(a); probe(b); probe(a.x.y); probe(c); }`, "a - a c"],
    ["an alias", `const a = {};\n${HANDLER} { const b = a; probe(b); const { x } = a; probe(x); const c = { ...a }; probe(c); }`, "a a -"],
    ["global objects", `${HANDLER} { probe(globalThis); probe(global.cache); probe(process.env); }`, "globalThis global process"],
    [
      "imports",
      {
        "app.js":
          'import { state } from "./config.js";\nimport * as config from "./config.js";\nexport const handler = async (event) => { probe(state); probe(config.state); };',
        "config.js": "export const state = {};",
      },
      "state state",
    ],
    ["classes and static fields", `class A { static b = 1; }\n${HANDLER} { probe(A); probe(A.b); }`, "A A"],
    [
      "instances",
      `class A { run() { probe(this); } }\nclass B { run() { probe(this); } }\nconst a = new A();\n${HANDLER} { a.run(); new B().run(); }`,
      "A -",
    ],
    [
      "variables of what made the handler",
      `const make = () => { const cache = {}; return async (event) => { probe(cache); }; };\nexports.handler = make();`,
      "cache",
    ],
  ],
};

/** `yes` for what is made of constants, the environment and what module code sets up. */
const steady: Readonly<Record<"py" | "js", readonly Case[]>> = {
  py: [
    [
      "constants and the environment",
      `import os\nREGION = os.environ["REGION"]\n${MAIN}\n  probe("a")\n  probe(os.environ.get("X", "y"))\n  probe(REGION)\n  probe(f"{REGION}-1")\n  probe({"a": [1, REGION]})`,
      "yes yes yes yes yes",
    ],
    [
      "locals and parameters",
      `def f(x, y=1): probe(x); probe(y)\n${MAIN}\n  a = "x"\n  probe(a)\n  f("x")\n  b = event["b"]\n  probe(b)`,
      "yes yes yes no",
    ],
    [
      "what differs",
      `import random, time\n${MAIN}\n  probe(time.time())\n  probe(random.random())\n  probe(event)\n  for i in range(3): probe(i)\n  probe(load())`,
      "no no no no no",
    ],
    [
      "attributes",
      `class A:\n  def __init__(self): self.x = "x"; self.y = load()\n  def run(self): probe(self.x); probe(self.y)\n${MAIN}\n  A().run()`,
      "yes no",
    ],
    [
      "clients, functions of the workspace",
      `import boto3\ndef region(): return "eu"\n${MAIN}\n  probe(boto3.client("s3", region_name=region()))\n  probe(boto3.client("sts").assume_role())`,
      "yes no",
    ],
    ["globals that invocations set", `x = None\n${MAIN}\n  global x\n  x = event["x"]\n  probe(x)`, "no"],
  ],
  js: [
    [
      "constants and the environment",
      "const region = process.env.REGION;\nexports.handler = async (event) => { probe('a'); probe(process.env.X ?? 'y'); probe(region); probe(`${region}-1`); probe({ a: [1, region] }); };",
      "yes yes yes yes yes",
    ],
    [
      "locals and parameters",
      `const f = (x, y = 1) => { probe(x); probe(y); };\n${HANDLER} { const a = "x"; probe(a); f("x"); const { b } = event; probe(b); }`,
      "yes yes yes no",
    ],
    [
      "what differs",
      `${HANDLER} { probe(Date.now()); probe(Math.random()); probe(event); for (const i of [1]) probe(i); probe(await load()); }`,
      "no no no no no",
    ],
    [
      "clients",
      `const { S3Client } = require("@aws-sdk/client-s3");\n${HANDLER} { probe(new S3Client({ region: process.env.R })); probe(new S3Client({ region: event.r })); }`,
      "yes no",
    ],
  ],
};

function ask(
  topic: string,
  cases: Readonly<Record<"py" | "js", readonly Case[]>>,
  answer: (program: Program, value: Value) => string,
): void {
  for (const extension of ["py", "js"] as const) {
    for (const [title, code, expected] of cases[extension]) {
      test(`${topic}, ${extension}: ${title}`, async () => {
        const program = await programOf(code, extension);
        const values = probesOf(program).flatMap((probe) => probe.args.slice(0, 1).map((argument) => argument.value));
        assert.equal(values.map((value) => answer(program, value)).join(" "), expected);
      });
    }
  }
}

ask("long-lived", longLived, (program, value) => {
  const root = program.longLived(value);
  if (root === undefined) return "-";
  return "path" in root ? root.path.slice(root.path.lastIndexOf("/") + 1) : (root.name ?? "");
});
ask("steady", steady, (program, value) => (program.isSteady(value) ? "yes" : "no"));
