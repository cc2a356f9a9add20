import assert from "node:assert/strict";
import { test } from "node:test";
import { assertCompiles, type Files, repaired } from "./pythonCase.ts";

interface Case {
  readonly title: string;
  /** The name at module level. */
  readonly name: string;
  readonly before: Files;
  readonly after: Files | undefined;
}

const written: readonly Case[] = [
  {
    title: "a parameter of every function on the way to a reader",
    name: "user",
    before: {
      "app.py": `import json\n\nuser = None  # who calls\n\n\ndef describe():\n    return f"user {user}"\n\n\ndef log(message, level="info"):\n    print(level, message, describe())\n\n\ndef handler(event, context):\n    global user\n    user = event["userId"]\n    log("x")\n    log("y", level="warn")\n    return json.dumps(user)\n`,
    },
    after: {
      "app.py": `import json\n\n\ndef describe(user):\n    return f"user {user}"\n\n\ndef log(message, level="info", *, user):\n    print(level, message, describe(user))\n\n\ndef handler(event, context):\n    user = event["userId"]  # who calls\n    log("x", user=user)\n    log("y", level="warn", user=user)\n    return json.dumps(user)\n`,
    },
  },
  {
    title: "its name goes from a `global` of several, and nested functions see the local",
    name: "a",
    before: {
      "app.py": `a = None\nb = None\n\n\ndef handler(event, context):\n    global a, b\n    a = event["x"]\n    b = 1\n    def inner():\n        return a\n    return inner()\n`,
    },
    after: {
      "app.py": `b = None\n\n\ndef handler(event, context):\n    global b\n    a = event["x"]\n    b = 1\n    def inner():\n        return a\n    return inner()\n`,
    },
  },
  {
    title: "a reader in the middle of another file's call",
    name: "user",
    before: {
      "app.py": `import work\n\nuser = None\n\n\ndef say(text):\n    print(user, text)\n\n\ndef handler(event, context):\n    global user\n    user = event["u"]\n    say(\n        "x",\n    )\n`,
      "work.py": `def work():\n    return 1\n`,
    },
    after: {
      "app.py": `import work\n\n\ndef say(text, user):\n    print(user, text)\n\n\ndef handler(event, context):\n    user = event["u"]\n    say(\n        "x",\n        user,\n    )\n`,
      "work.py": `def work():\n    return 1\n`,
    },
  },
  {
    title: "no: written under a condition",
    name: "a",
    before: {
      "app.py": `a = None\n\n\ndef other():\n    return a\n\n\ndef handler(event, context):\n    global a\n    if event:\n        a = event["x"]\n    return other()\n`,
    },
    after: undefined,
  },
  {
    title: "no: read before it is written",
    name: "a",
    before: { "app.py": `a = None\n\n\ndef handler(event, context):\n    global a\n    print(a)\n    a = event["x"]\n` },
    after: undefined,
  },
  {
    title: "no: a reader calls itself",
    name: "a",
    before: {
      "app.py": `a = None\n\n\ndef other(n):\n    return a if n else other(1)\n\n\ndef handler(event, context):\n    global a\n    a = event["x"]\n    return other(1)\n`,
    },
    after: undefined,
  },
  {
    title: "no: a reader is a callback",
    name: "a",
    before: {
      "app.py": `a = None\n\n\ndef other(n):\n    return a, n\n\n\ndef handler(event, context):\n    global a\n    a = event["x"]\n    return list(map(other, [1]))\n`,
    },
    after: undefined,
  },
  {
    title: "no: a reader is a method",
    name: "a",
    before: {
      "app.py": `a = None\n\n\nclass A:\n    def m(self):\n        return a\n\n\ndef handler(event, context):\n    global a\n    a = event["x"]\n    return A().m()\n`,
    },
    after: undefined,
  },
  {
    title: "no: another file reads it",
    name: "a",
    before: {
      "app.py": `import work\na = None\n\n\ndef handler(event, context):\n    global a\n    a = event["x"]\n    return work.go()\n`,
      "work.py": `import app\n\n\ndef go():\n    return app.a\n`,
    },
    after: undefined,
  },
  {
    title: "no: a reader has it as a local",
    name: "a",
    before: {
      "app.py": `a = None\n\n\ndef one():\n    return a\n\n\ndef two(a):\n    return one(), a\n\n\ndef handler(event, context):\n    global a\n    a = event["x"]\n    return two(1)\n`,
    },
    after: undefined,
  },
];

const collections: readonly Case[] = [
  {
    title: "made at the top of the handler, with its comment",
    name: "items",
    before: {
      "app.py": `import json\n\nitems = []  # what came\n\n\ndef add(x):\n    items.append(x)\n\n\ndef handler(event, context):\n    """All of them."""\n    for record in event["Records"]:\n        add(record)\n    return json.dumps(items)\n`,
    },
    after: {
      "app.py": `import json\n\n\ndef add(x, items):\n    items.append(x)\n\n\ndef handler(event, context):\n    """All of them."""\n    items = []  # what came\n    for record in event["Records"]:\n        add(record, items)\n    return json.dumps(items)\n`,
    },
  },
  {
    title: "in its own layout, with CRLF",
    name: "seen",
    before: { "app.py": `seen = {\r\n    "a": [],\r\n}\r\n\r\n\r\ndef handler(event, context):\r\n    seen["a"].append(event)\r\n` },
    after: { "app.py": `def handler(event, context):\r\n    seen = {\r\n        "a": [],\r\n    }\r\n    seen["a"].append(event)\r\n` },
  },
  {
    title: "no: two handlers share it",
    name: "items",
    before: {
      "app.py": `items = []\n\n\ndef create_handler(event, context):\n    items.append(event["body"])\n\n\ndef lambda_handler(event, context):\n    items.append(event["body"])\n`,
    },
    after: undefined,
  },
  {
    title: "no: it is read when the module is loaded",
    name: "items",
    before: { "app.py": `items = []\nprint(items)\n\n\ndef handler(event, context):\n    items.append(event["body"])\n` },
    after: undefined,
  },
];

const results: string[] = [];

for (const one of written) {
  test(`state of an invocation becomes local: ${one.title}`, () => {
    const after = repaired(one.before, (_program, rewriter, module) => {
      const writes = module.root.bindings.find((binding) => binding.name === one.name)?.writes ?? [];
      const write = writes.find((candidate) => candidate.scope !== module.root);
      return write && rewriter.localize(write);
    });
    assert.deepEqual(after, one.after);
    results.push(...Object.values(after ?? {}));
  });
}

for (const one of collections) {
  test(`a collection moves into the handler: ${one.title}`, () => {
    const after = repaired(one.before, (_program, rewriter, module) => {
      const binding = module.root.bindings.find((candidate) => candidate.name === one.name);
      return binding && rewriter.moveIntoHandler(binding);
    });
    assert.deepEqual(after, one.after);
    results.push(...Object.values(after ?? {}));
  });
}

test("all of it compiles", () => assertCompiles(results));
