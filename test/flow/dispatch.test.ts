/** Where one value decides between several pieces of work: form, event path, and the labels of each arm. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dispatchesOf } from "../../server/src/flow/dispatch.ts";
import type { Dispatch } from "../../server/src/model/code.ts";
import { type Code, programOf } from "./ask.ts";

/** Title, code, `form path: label|label, label` of each dispatch. */
type Case = readonly [string, Code, ...string[]];

const MAIN = "def lambda_handler(event, context):";
const HANDLER = "exports.handler = async (event, context) =>";

const python: readonly Case[] = [
  ["if and elif", `${MAIN}\n  if event["type"] == "a": a()\n  elif event["type"] == "b": b()\n  else: c()`, "branch event.type: a, b"],
  [
    "a variable, constants on the left",
    `${MAIN}\n  t = event.get("type")\n  if "a" == t: a()\n  elif t == B_TYPE: b()\n  elif t == Kind.C: c()`,
    "branch event.type: a, B_TYPE, C",
  ],
  [
    "lists of labels",
    `${MAIN}\n  t = event["type"]\n  if t in ("a", "b"): a()\n  elif t == "c" or t == "d": c()\n  elif t == "e" and event["x"]: e()`,
    "branch event.type: a|b, c|d, e",
  ],
  [
    "if after if",
    `${MAIN}\n  if event["type"] == "a": return a()\n  x = 1\n  if event["type"] == "b": return b()\n  if event["type"] == "c": return c()`,
    "consecutive-ifs event.type: a, b, c",
  ],
  [
    "match",
    `${MAIN}\n  match event["type"]:\n    case "a" | "b": a()\n    case "c" if event["x"]: c()\n    case _: d()`,
    "branch event.type: a|b, c",
  ],
  [
    "a table",
    `def a(e): pass\nT = {"a": a, "b": lambda e: b(e), "n": 1}\n${MAIN}\n  return T[event["type"]](event)`,
    "table event.type: a, b",
  ],
  [
    "a table asked with get, through a variable",
    `from work import a, b\n${MAIN}\n  t = {"a": a, "b": b}\n  run = t.get(event["type"], a)\n  return run(event)`,
    "table event.type: a, b",
  ],
  [
    "one arm is none, nor are numbers and other tests",
    `${MAIN}\n  if event["type"] == "a": a()\n  if event["n"] == 1: b()\n  elif event["n"] == 2: c()\n  if event["x"] > "a": d()\n  elif event["y"]: e()`,
  ],
  [
    "different subjects stand apart",
    `${MAIN}\n  if event["a"] == "x": a()\n  elif event["b"] == "y": b()\n  if event["c"] == "x": a()\n  elif event["c"] == "y": b()`,
    "branch event.c: x, y",
  ],
];

const javascript: readonly Case[] = [
  ["if and else if", `${HANDLER} { if (event.type === "a") a(); else if (event.type == "b") b(); else c(); }`, "branch event.type: a, b"],
  [
    "switch, fall-through, default",
    `${HANDLER} { switch (event.type) { case "a": case "b": a(); break; case Kind.C: c(); break; default: d(); } }`,
    "branch event.type: a|b, C",
  ],
  [
    "switch (true)",
    `${HANDLER} { switch (true) { case event.type === "a": a(); break; case event.type === "b": b(); } }`,
    "branch event.type: a, b",
  ],
  [
    "if after if, destructured",
    `${HANDLER} { const { action } = JSON.parse(event.body); if (action === "a") return a(); if ("b" === action) return b(); }`,
    "consecutive-ifs event.body.action: a, b",
  ],
  ["includes", `${HANDLER} { if (["a", "b"].includes(event.type)) a(); else if (event.type === "c") c(); }`, "branch event.type: a|b, c"],
  ["conditional expressions are none", `${HANDLER} event.type === "a" ? a() : event.type === "b" ? b() : c();`],
  [
    "a table",
    `const a = () => {};\nconst t = { a, "b-c": () => b(), n: 1 };\n${HANDLER} t[event.type](event);`,
    "table event.type: a, b-c",
  ],
  [
    "a table through a variable",
    `const { a, b } = require("./work");\n${HANDLER} { const run = { a, b }[event.type] ?? a; return run(event); }`,
    "table event.type: a, b",
  ],
  [
    "methods of a table",
    `const t = { a(e) { return 1; }, async b(e) {} };\n${HANDLER} await t[event.type](event);`,
    "table event.type: a, b",
  ],
  ["a Map", `const t = new Map([["a", () => a()], ["b", () => b()]]);\n${HANDLER} t.get(event.type)(event);`, "table event.type: a, b"],
];

for (const [extension, cases] of [
  ["py", python],
  ["js", javascript],
] as const) {
  for (const [title, code, ...expected] of cases) {
    test(`dispatches, ${extension}: ${title}`, async () => {
      const program = await programOf(code, extension);
      const described = ({ form, subject, arms }: Dispatch) =>
        `${form} ${program.eventPath(subject)?.join(".") ?? "-"}: ${arms.map((arm) => arm.labels.join("|")).join(", ")}`;
      assert.deepEqual(program.modules.flatMap((module) => dispatchesOf(module, program)).map(described), expected);
    });
  }
}
