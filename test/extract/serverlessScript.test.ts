/** Services written in JavaScript and TypeScript. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { initParser } from "../../server/src/parse/parser.ts";
import { covered, read, resource, shown } from "./serverlessStack.ts";

before(() => initParser());

test("the framework's TypeScript template", () => {
  const stack = read({
    "serverless.ts": `import type { AWS } from '@serverless/typescript';
import hello from '@functions/hello';
const serverlessConfiguration: AWS = {
  service: 'shop',
  plugins: ['serverless-esbuild'],
  provider: { name: 'aws', runtime: 'nodejs14.x', timeout: 7 },
  functions: { hello },
};
module.exports = serverlessConfiguration;
`,
    "src/functions/hello/index.ts": `import { handlerPath } from '@libs/handler-resolver';
export default {
  handler: \`\${handlerPath(__dirname)}/handler.main\`,
  events: [{ http: { method: 'post', path: 'hello' } }],
};
`,
    "src/libs/handler-resolver.ts": `export const handlerPath = (context: string) => {
  return \`\${context.split(process.cwd())[1].substring(1).replace(/\\\\/g, '/')}\`
};
`,
    "tsconfig.json": '{ "extends": "./tsconfig.paths.json" }',
    "tsconfig.paths.json":
      '{ "compilerOptions": { "baseUrl": ".", "paths": { "@functions/*": ["src/functions/*"], "@libs/*": ["src/libs/*"] } } }',
  });
  assert.deepEqual(shown(stack, "hello", "Handler", "Timeout"), { Handler: "src/functions/hello/handler.main", Timeout: "^7" });
  assert.deepEqual(shown(stack, "hello/http", "HttpMethod", "Path"), { HttpMethod: "POST", Path: "/hello" });
  const { template, place } = resource(stack, "hello");
  assert.equal(template.path, "/service/src/functions/hello/index.ts");
  assert.equal(template.module?.language, "typescript");
  assert.match(covered({ place }), /^\{\n {2}handler:/);
});

test("spreads, constants, environment variables and objects that are filled later", () => {
  const stack = read({
    "serverless.js": `const { common } = require('./common');
const stage = process.env.STAGE || 'dev';
const functions = { a: { handler: 'src/a.main', ...common } };
functions.b = { handler: 'src/b.main', timeout: process.env.TIMEOUT, environment: { STAGE: stage, NAME: \`x-\${stage}\` } };
module.exports = { service: 'shop', provider: { name: 'aws' }, functions, resources: { Resources: { Q: { Type: 'AWS::SQS::Queue' } } } };
`,
    "common.js": "module.exports.common = { memorySize: 256, events: [{ sqs: { arn: { 'Fn::GetAtt': ['Q', 'Arn'] } } }] };\n",
  });
  assert.deepEqual(shown(stack, "a", "Handler", "MemorySize"), { Handler: "src/a.main", MemorySize: 256 });
  assert.deepEqual(shown(stack, "a/sqs", "EventSourceArn"), { EventSourceArn: "→ Q.Arn" });
  assert.deepEqual(shown(stack, "b", "Timeout", "Environment"), {
    Timeout: "computed",
    Environment: { Variables: { STAGE: "?dev", NAME: "?x-dev" } },
  });
});

test("what code decides is not known", () => {
  const stack = read({
    "serverless.ts":
      "export default { service: 'a', provider: { name: 'aws' }, functions: { ...load(), f: { handler: make('f') } } };\ndeclare const load: any, make: any;\n",
  });
  assert.equal(stack.isComplete, false);
  assert.deepEqual(shown(stack, "f", "Handler"), { Handler: "computed" });
});

test("functions that give the configuration are followed, modules that import one another end", () => {
  const stack = read({
    "serverless.mjs":
      "import { fn } from './a.mjs';\nexport default async () => ({ service: 'a', provider: { name: 'aws' }, functions: { f: fn('x') } });\n",
    "a.mjs":
      "import { handler } from './b.mjs';\nexport const fn = (name) => { return { handler, timeout: 3 }; };\nexport const base = 'src';\n",
    "b.mjs": "import { base } from './a.mjs';\nexport const handler = `${base}/x.main`;\n",
  });
  assert.deepEqual(shown(stack, "f", "Handler", "Timeout"), { Handler: "src/x.main", Timeout: 3 });
});
