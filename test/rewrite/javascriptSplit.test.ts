import assert from "node:assert/strict";
import { test } from "node:test";
import type { Rule } from "../../server/src/rules/rule.ts";
import { assertParses, type Files, repaired } from "./javascriptCase.ts";

/** Every dispatch, whatever it is about: what is tested is the repair. */
const everyDispatch: Rule<"dispatch"> = {
  id: "every-dispatch",
  title: "",
  section: "single-purpose",
  checklist: "single-responsibility",
  severity: "hint",
  profile: "strict",
  languages: ["javascript", "typescript"],
  on: "dispatch",
  check: (dispatch, { rewrite }) => ({
    at: { file: dispatch.scope.module, start: dispatch.start, end: dispatch.end },
    message: "",
    fixes: () => [rewrite.splitHandlers(dispatch)],
  }),
};

const ORIGINAL = `import { S3Client, DeleteObjectCommand } from "@aws-sdk/client-s3";
import report, * as tools from "./report.js";

const s3 = new S3Client({});
const TABLE = process.env.TABLE;

function processOrder(order) {
  return order;
}

export const handler = async (event, context) => {
  const body = JSON.parse(event.body);
  const kind = body.type;
  const unused = 3;
  if (!body) {
    return { statusCode: 400 };
  }
  let result;
  switch (kind) {
    case "OrderCreated": {
      // make it
      const order = processOrder(body.order);
      return { statusCode: 200, body: JSON.stringify(order) };
    }
    case "USER_DELETED":
      await s3.send(new DeleteObjectCommand({ Bucket: TABLE, Key: body.id }));
      result = "x";
      break;
    case "report.sent":
      result = report(tools, context); // then
      break;
    default:
      return null;
  }
  return { statusCode: 200, body: result };
};
`;

const before = (more: string): string => `export const handler = async (event, context) => {
  const body = JSON.parse(event.body);
  if (!body) {
    return { statusCode: 400 };
  }
${more}};
`;

const cases: readonly { title: string; before: Files; after: Files | undefined }[] = [
  {
    title: "what an arm needs comes along: statements before and behind, imports, constants, names of the original",
    before: { "app.js": ORIGINAL },
    after: {
      "app.js": ORIGINAL.replace("function processOrder", "export function processOrder"),
      "orderCreatedHandler.js": `import { processOrder } from "./app.js";\n\n${before(`  // make it\n  const order = processOrder(body.order);\n  return { statusCode: 200, body: JSON.stringify(order) };\n`)}`,
      "userDeletedHandler.js": `import { DeleteObjectCommand, S3Client } from "@aws-sdk/client-s3";\n\nconst s3 = new S3Client({});\nconst TABLE = process.env.TABLE;\n\n${before(`  let result;\n  await s3.send(new DeleteObjectCommand({ Bucket: TABLE, Key: body.id }));\n  result = "x";\n  return { statusCode: 200, body: result };\n`)}`,
      "reportSentHandler.js": `import report from "./report.js";\nimport * as tools from "./report.js";\n\n${before(`  let result;\n  result = report(tools, context); // then\n  return { statusCode: 200, body: result };\n`)}`,
    },
  },
  {
    title: "CommonJS: `if` and `else if` in a `try`, a file name that is taken, names put among the exports",
    before: {
      "app.js": `const { log } = require('./log')\n\nconst one = () => log(1)\n\nconst handler = async (event) => {\n    try {\n        if (event.action === 'a') {\n            return one()\n        } else if (event.action === 'b') {\n            return log(2)\n        }\n    } catch (error) {\n        log(error)\n        throw error\n    }\n}\n\nmodule.exports = { handler }\n`,
      "aHandler.js": "exports.x = 1\n",
    },
    after: {
      "app.js": `const { log } = require('./log')\n\nconst one = () => log(1)\n\nconst handler = async (event) => {\n    try {\n        if (event.action === 'a') {\n            return one()\n        } else if (event.action === 'b') {\n            return log(2)\n        }\n    } catch (error) {\n        log(error)\n        throw error\n    }\n}\n\nmodule.exports = { handler, one }\n`,
      "aHandler.js": "exports.x = 1\n",
      "aHandler2.js": `const { log } = require('./log')\nconst { one } = require('./app')\n\nexports.handler = async (event) => {\n    try {\n        return one()\n    } catch (error) {\n        log(error)\n        throw error\n    }\n}\n`,
      "bHandler.js": `const { log } = require('./log')\n\nexports.handler = async (event) => {\n    try {\n        return log(2)\n    } catch (error) {\n        log(error)\n        throw error\n    }\n}\n`,
    },
  },
  {
    title: "TypeScript: types come along",
    before: {
      "app.ts": `import type { Handler } from "aws-lambda";\n\ninterface Input {\n  action: string;\n}\n\nexport const handler: Handler<Input> = async (event: Input) => {\n  if (event.action === "a") return 1;\n  if (event.action === "b") return 2;\n};\n`,
    },
    after: {
      "app.ts": `import type { Handler } from "aws-lambda";\n\nexport interface Input {\n  action: string;\n}\n\nexport const handler: Handler<Input> = async (event: Input) => {\n  if (event.action === "a") return 1;\n  if (event.action === "b") return 2;\n};\n`,
      "aHandler.ts": `import type { Handler } from "aws-lambda";\nimport type { Input } from "./app";\n\nexport const handler: Handler<Input> = async (event: Input) => {\n  return 1;\n};\n`,
      "bHandler.ts": `import type { Handler } from "aws-lambda";\nimport type { Input } from "./app";\n\nexport const handler: Handler<Input> = async (event: Input) => {\n  return 2;\n};\n`,
    },
  },
  {
    title: "a table of functions",
    before: {
      "app.mjs": `import { log } from "./util.mjs";\n\nfunction create(event) {\n  return log(event);\n}\n\nexport function remove(event) {\n  return log(2);\n}\n\nconst HANDLERS = { create: create, "item.remove": remove };\n\nexport const handler = async (event) => {\n  return HANDLERS[event.action](event);\n};\n`,
    },
    after: {
      "app.mjs": `import { log } from "./util.mjs";\n\nexport function create(event) {\n  return log(event);\n}\n\nexport function remove(event) {\n  return log(2);\n}\n\nconst HANDLERS = { create: create, "item.remove": remove };\n\nexport const handler = async (event) => {\n  return HANDLERS[event.action](event);\n};\n`,
      "createHandler.mjs": `import { create } from "./app.mjs";\n\nexport const handler = async (event) => {\n  return create(event);\n};\n`,
      "itemRemoveHandler.mjs": `import { remove } from "./app.mjs";\n\nexport const handler = async (event) => {\n  return remove(event);\n};\n`,
    },
  },
  {
    title: "no: an arm falls through",
    before: {
      "app.js": `exports.handler = async (event) => {\n  switch (event.action) {\n    case "a":\n      one();\n    case "b":\n      two();\n  }\n};\n`,
    },
    after: undefined,
  },
  {
    title: "no: an arm sets a module-level name",
    before: {
      "app.js": `let count = 0;\nexports.handler = async (event) => {\n  if (event.action === "a") count += 1;\n  else if (event.action === "b") return 2;\n};\n`,
    },
    after: undefined,
  },
  {
    title: "no: an arm reads what a loop bound",
    before: {
      "app.js": `exports.handler = async (event) => {\n  for (const one of event.Records) {\n    if (one.action === "a") run(one);\n    else if (one.action === "b") stop(one);\n  }\n};\n`,
    },
    after: undefined,
  },
];

for (const one of cases) {
  test(`a handler for each kind of event: ${one.title}`, () => {
    const after = repaired(everyDispatch, one.before);
    assert.deepEqual(after, one.after);
    if (after === undefined) return;
    assertParses(after);
    assert.equal(repaired(everyDispatch, after), undefined, "a second run changes something");
  });
}
