import assert from "node:assert/strict";
import { test } from "node:test";
import type { Rule } from "../../server/src/rules/rule.ts";
import { mutableModuleState } from "../../server/src/rules/stateless/mutable-module-state.ts";
import { requestStateInGlobal } from "../../server/src/rules/stateless/request-state-in-global.ts";
import { assertGone, assertParses, repaired } from "./javascriptCase.ts";

interface Case {
  readonly title: string;
  readonly path?: string;
  readonly rule?: Rule;
  readonly before: string;
  readonly after: string | undefined;
}

const open = "exports.handler = async (event) => {\n";

const cases: readonly Case[] = [
  {
    title: "read where it is set: the declaration moves in",
    before: `let user;\n\n${open}  user = event.user;\n  return greet(user);\n};\n`,
    after: `${open}  const user = event.user;\n  return greet(user);\n};\n`,
  },
  {
    title: "set twice: `let`",
    before: `let user; // who asks\n${open}  user = event.user;\n  if (!user) user = event.guest;\n  return greet(user);\n};\n`,
    after: `${open}  // who asks\n  let user = event.user;\n  if (!user) user = event.guest;\n  return greet(user);\n};\n`,
  },
  {
    title: "set in a branch: at the top of the function, with its first value",
    before: `let user = "guest";\n\n${open}  if (event.user) {\n    user = event.user;\n  }\n  return greet(user);\n};\n`,
    after: `${open}  let user = "guest";\n  if (event.user) {\n    user = event.user;\n  }\n  return greet(user);\n};\n`,
  },
  {
    title: "never declared",
    before: `${open}  user = event.user;\n  return greet(user);\n};\n`,
    after: `${open}  const user = event.user;\n  return greet(user);\n};\n`,
  },
  {
    title: "one of several in a declaration",
    before: `let user, count = 0;\n\n${open}  user = event.user;\n  return greet(user, count);\n};\n`,
    after: `let count = 0;\n\n${open}  const user = event.user;\n  return greet(user, count);\n};\n`,
  },
  {
    title: "passed to the functions that read it, and through those that only call them",
    before: `let user;\n\nfunction name() {\n  return user.name;\n}\n\nconst line = greeting => greeting + name();\n\n${open}  user = event.user;\n  return line("Hello ");\n};\n`,
    after: `function name(user) {\n  return user.name;\n}\n\nconst line = (greeting, user) => greeting + name(user);\n\n${open}  const user = event.user;\n  return line("Hello ", user);\n};\n`,
  },
  {
    title: "with its type",
    path: "app.ts",
    before: `let user: string;\n\nfunction name(): string {\n  return user.trim();\n}\n\nexport const handler = async (event: { user: string }) => {\n  user = event.user;\n  return name();\n};\n`,
    after: `function name(user: string): string {\n  return user.trim();\n}\n\nexport const handler = async (event: { user: string }) => {\n  const user: string = event.user;\n  return name(user);\n};\n`,
  },
  {
    title: "a member: the object is made anew",
    before: `const state = { user: null };\r\n\r\nexports.handler = async (event) => {\r\n  state.user = event.user;\r\n  return greet(state);\r\n};\r\n`,
    after: `exports.handler = async (event) => {\r\n  const state = { user: null };\r\n  state.user = event.user;\r\n  return greet(state);\r\n};\r\n`,
  },
  {
    title: "a collection that grows",
    rule: mutableModuleState,
    before: `// what was seen\nconst items = [];\n\nfunction note(item) {\n  items.push(item);\n}\n\n${open}  for (const record of event.Records) note(record);\n  return items;\n};\n`,
    after: `function note(item, items) {\n  items.push(item);\n}\n\n${open}  // what was seen\n  const items = [];\n  for (const record of event.Records) note(record, items);\n  return items;\n};\n`,
  },
  {
    title: "no: it is read before it is set",
    before: `let last;\n\n${open}  const before = last;\n  last = event.user;\n  return before;\n};\n`,
    after: undefined,
  },
  {
    title: "no: another file may read it",
    before: `let user;\n\n${open}  user = event.user;\n};\nexports.name = () => user;\n`,
    after: undefined,
  },
  {
    title: "no: a reader is used as a value",
    before: `let user;\n\nfunction name() {\n  return user;\n}\n\n${open}  user = event.user;\n  return event.items.map(name);\n};\n`,
    after: undefined,
  },
  {
    title: "no: another function sets it too",
    before: `let user;\n\nfunction reset() {\n  user = null;\n}\n\n${open}  user = event.user;\n  reset();\n};\n`,
    after: undefined,
  },
];

for (const one of cases) {
  test(`state of an invocation: ${one.title}`, () => {
    const path = one.path ?? "app.js";
    const rule = one.rule ?? requestStateInGlobal;
    const before = { [path]: one.before };
    const after = repaired(rule, before);
    assert.equal(after?.[path], one.after);
    if (after === undefined) return;
    assertParses(after);
    assertGone(rule, before, after);
  });
}
