import assert from "node:assert/strict";
import { test } from "node:test";
import { sdkClientInHandler } from "../../server/src/rules/initialization/sdk-client-in-handler.ts";
import { assertGone, assertParses, repaired } from "./javascriptCase.ts";

/** `nth`: which of the findings is repaired. */
interface Case {
  readonly title: string;
  readonly path?: string;
  readonly before: string;
  readonly after: string | undefined;
  readonly nth?: number;
}

const imports = 'import { S3Client, ListBucketsCommand } from "@aws-sdk/client-s3";\n';
const handler = "\nexport const handler = async (event) => {\n";
const list = "  return s3.send(new ListBucketsCommand({}));\n};\n";
const v2 = 'const AWS = require("aws-sdk");\n';

const cases: readonly Case[] = [
  {
    title: "its statement moves behind the imports, with its comment",
    before: `${imports}${handler}  const s3 = new S3Client({ region: process.env.AWS_REGION }); // the bucket\n${list}`,
    after: `${imports}\nconst s3 = new S3Client({ region: process.env.AWS_REGION }); // the bucket\n${handler}${list}`,
  },
  {
    title: "behind the constants, in its own layout, and blank lines left over go",
    before: `${imports}\nconst REGION = "eu-west-1";\n${handler}  // where things are kept\n  const s3 = new S3Client({\n    region: REGION, // here\n  });\n\n${list}`,
    after: `${imports}\nconst REGION = "eu-west-1";\n\n// where things are kept\nconst s3 = new S3Client({\n  region: REGION, // here\n});\n${handler}${list}`,
  },
  {
    title: "behind a constant that is defined below",
    before: `${imports}${handler}  const s3 = new S3Client(config);\n${list}\nconst config = { region: "eu-west-1" };\n`,
    after: `${imports}${handler}${list}\nconst config = { region: "eu-west-1" };\nconst s3 = new S3Client(config);\n`,
  },
  {
    title: "an inline client gets a name",
    path: "app.js",
    before: `${v2}\nexports.handler = async (event) => {\n  await new AWS.SNS().publish({ Message: event.m }).promise();\n};\n`,
    after: `${v2}const sns = new AWS.SNS();\n\nexports.handler = async (event) => {\n  await sns.publish({ Message: event.m }).promise();\n};\n`,
  },
  {
    title: "so does one in parentheses",
    before: `${v2}\nexports.handler = async (event) => (new AWS.SQS()).sendMessage({ MessageBody: event.m }).promise();\n`,
    after: `${v2}const sqs = new AWS.SQS();\n\nexports.handler = async (event) => sqs.sendMessage({ MessageBody: event.m }).promise();\n`,
  },
  {
    title: "the require inside the function moves too",
    before: `exports.handler = async (event) => {\n    const AWS = require('aws-sdk')\n    const s3 = new AWS.S3()\n    return s3.listBuckets().promise()\n}\n`,
    after: `const AWS = require('aws-sdk')\nconst s3 = new AWS.S3()\n\nexports.handler = async (event) => {\n    return s3.listBuckets().promise()\n}\n`,
  },
  {
    title: "with all the names it brings",
    before: `exports.handler = async (event) => {\n  const { S3Client, ListBucketsCommand } = require("@aws-sdk/client-s3");\n  const s3 = new S3Client();\n${list}`,
    after: `const { S3Client, ListBucketsCommand } = require("@aws-sdk/client-s3");\nconst s3 = new S3Client();\n\nexports.handler = async (event) => {\n${list}`,
  },
  {
    title: "a require that is at module level already is used",
    before: `${v2}\nexports.handler = async (event) => {\n  const AWS = require("aws-sdk");\n  const s3 = new AWS.S3();\n  return s3.listBuckets().promise();\n};\n`,
    after: `${v2}const s3 = new AWS.S3();\n\nexports.handler = async (event) => {\n  return s3.listBuckets().promise();\n};\n`,
  },
  {
    title: "locals that are constants move along, also what only configures clients",
    before: `${imports}${handler}  const region = process.env.REGION || "eu-west-1";\n  const options = { region };\n  console.log(event, region);\n  const s3 = new S3Client(options);\n${list}`,
    after: `${imports}\nconst region = process.env.REGION || "eu-west-1";\nconst options = { region };\nconst s3 = new S3Client(options);\n${handler}  console.log(event, region);\n${list}`,
  },
  {
    title: "the document client takes its client along",
    before: `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";\nimport { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";\n${handler}  const client = new DynamoDBClient({});\n  const ddb = DynamoDBDocumentClient.from(client);\n  return ddb.send(event);\n};\n`,
    after: `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";\nimport { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";\n\nconst client = new DynamoDBClient({});\nconst ddb = DynamoDBDocumentClient.from(client);\n${handler}  return ddb.send(event);\n};\n`,
    nth: 1,
  },
  {
    title: "a client and what wraps it move as one",
    before: `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";\nimport { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";\n${handler}  const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));\n  return ddb.send(event);\n};\n`,
    after: `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";\nimport { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";\n\nconst ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));\n${handler}  return ddb.send(event);\n};\n`,
  },
  {
    title: "what sets the SDK up comes first",
    before: `${v2}\nexports.handler = async (event) => {\n  AWS.config.update({ region: "eu-west-1" });\n  const s3 = new AWS.S3();\n  return s3.listBuckets().promise();\n};\n`,
    after: `${v2}AWS.config.update({ region: "eu-west-1" });\nconst s3 = new AWS.S3();\n\nexports.handler = async (event) => {\n  return s3.listBuckets().promise();\n};\n`,
  },
  {
    title: "a member is given the client of the module",
    path: "app.ts",
    before: `${imports}\nclass Store {\n  private s3: S3Client;\n  constructor() {\n    this.s3 = new S3Client({});\n  }\n}\n\nexport const handler = async (event: unknown) => new Store();\n`,
    after: `${imports}\nconst s3Client = new S3Client({});\n\nclass Store {\n  private s3: S3Client;\n  constructor() {\n    this.s3 = s3Client;\n  }\n}\n\nexport const handler = async (event: unknown) => new Store();\n`,
  },
  {
    title: "so is a property, and a helper that returns one",
    before: `${imports}\nconst make = () => new S3Client({});\n${handler}  return run({ s3: make() });\n};\n`,
    after: `${imports}\nconst s3Client = new S3Client({});\n\nconst make = () => s3Client;\n${handler}  return run({ s3: make() });\n};\n`,
  },
  {
    title: "the type annotation stays",
    path: "app.ts",
    before: `${imports}\nexport const handler = async (event: unknown) => {\n  const s3: S3Client = new S3Client({});\n${list}`,
    after: `${imports}\nconst s3: S3Client = new S3Client({});\n\nexport const handler = async (event: unknown) => {\n${list}`,
  },
  {
    title: "a variable that is assigned once, later",
    before: `${imports}${handler}  let s3;\n  s3 = new S3Client({});\n${list}`,
    after: `${imports}\nconst s3 = new S3Client({});\n${handler}${list}`,
  },
  {
    title: "out of a declaration of several",
    before: `${imports}${handler}  const s3 = new S3Client({}), start = Date.now();\n  console.log(start);\n${list}`,
    after: `${imports}\nconst s3 = new S3Client({});\n${handler}  const start = Date.now();\n  console.log(start);\n${list}`,
  },
  {
    title: "the same client at module level is used, shorthands too",
    before: `${imports}\nconst s3 = new S3Client({});\n${handler}  const client = new S3Client({});\n  return run({ client }, client);\n};\n`,
    after: `${imports}\nconst s3 = new S3Client({});\n${handler}  return run({ client: s3 }, s3);\n};\n`,
  },
  {
    title: "a name that is taken is not taken again",
    before: `${imports}\nlet s3;\n${handler}  const s3 = new S3Client({});\n  const inner = () => s3;\n  return inner();\n};\n`,
    after: `${imports}\nlet s3;\nconst s3Client = new S3Client({});\n${handler}  const inner = () => s3Client;\n  return inner();\n};\n`,
  },
  {
    title: "another function's own variable of the name only hides it",
    before: `${imports}\nfunction other() {\n  const s3 = 1;\n  return s3;\n}\n${handler}  other();\n  const s3 = new S3Client({});\n${list}`,
    after: `${imports}\nconst s3 = new S3Client({});\n\nfunction other() {\n  const s3 = 1;\n  return s3;\n}\n${handler}  other();\n${list}`,
  },
  {
    title: "a variable that is assigned again stays",
    before: `${imports}${handler}  let s3 = new S3Client({});\n  if (event) s3 = null;\n  return s3;\n};\n`,
    after: `${imports}\nconst s3Client = new S3Client({});\n${handler}  let s3 = s3Client;\n  if (event) s3 = null;\n  return s3;\n};\n`,
  },
  {
    title: "from a line it shares",
    before: `${v2}exports.handler = async (event) => { const s3 = new AWS.S3(); return s3.listBuckets().promise(); };\n`,
    after: `${v2}const s3 = new AWS.S3();\n\nexports.handler = async (event) => { return s3.listBuckets().promise(); };\n`,
  },
  {
    title: "CRLF and a byte order mark stay",
    before: `\uFEFFconst AWS = require('aws-sdk');\r\nexports.handler = async (event) => {\r\n\tconst s3 = new AWS.S3();\r\n\treturn s3;\r\n};\r\n`,
    after: `\uFEFFconst AWS = require('aws-sdk');\r\nconst s3 = new AWS.S3();\r\n\r\nexports.handler = async (event) => {\r\n\treturn s3;\r\n};\r\n`,
  },
  {
    title: "no: a parameter's default",
    before: `${imports}\nconst run = (s3 = new S3Client({})) => s3;\n${handler}  return run();\n};\n`,
    after: undefined,
  },
  {
    title: "no: taken apart where it is made",
    before: `${imports}${handler}  const { config } = new S3Client({});\n  return config;\n};\n`,
    after: undefined,
  },
  {
    title: "no: it depends on what a function says",
    before: `${imports}\nconst region = () => "eu-west-1";\n${handler}  return new S3Client({ region: region() });\n};\n`,
    after: undefined,
  },
  {
    title: "no: module code runs the function before the names are there",
    before: `${imports}\nfunction run() {\n  return new S3Client(options);\n}\nrun();\nconst options = {};\n${handler}  return run();\n};\n`,
    after: undefined,
  },
];

for (const one of cases) {
  test(`a client moves to module scope: ${one.title}`, () => {
    const path = one.path ?? "app.js";
    const before = { [path]: one.before };
    const after = repaired(sdkClientInHandler, before, one.nth ?? 0);
    assert.equal(after?.[path], one.after);
    if (after === undefined) return;
    assertParses(after);
    assertGone(sdkClientInHandler, before, after);
  });
}
