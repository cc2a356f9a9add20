import assert from "node:assert/strict";
import { test } from "node:test";
import { resolverOf } from "./resolving.ts";

test("relative imports find every extension and a directory's index", () => {
  const resolve = resolverOf({
    "/p/a.ts": "",
    "/p/lib/b.ts": "",
    "/p/lib/c.mjs": "",
    "/p/lib/d.jsx": "",
    "/p/lib/e/index.cjs": "",
    "/p/lib/index.ts": "",
    "/p/lib/data.json": "",
  });
  assert.equal(resolve("/p/a.ts", "./lib/b"), "/p/lib/b.ts");
  assert.equal(resolve("/p/a.ts", "./lib/c.mjs"), "/p/lib/c.mjs");
  assert.equal(resolve("/p/a.ts", "./lib/d"), "/p/lib/d.jsx");
  assert.equal(resolve("/p/a.ts", "./lib/e"), "/p/lib/e/index.cjs");
  assert.equal(resolve("/p/a.ts", "./lib"), "/p/lib/index.ts");
  assert.equal(resolve("/p/lib/b.ts", "."), "/p/lib/index.ts");
  assert.equal(resolve("/p/lib/b.ts", "../a"), "/p/a.ts");
  assert.equal(resolve("/p/a.ts", "./lib/data.json"), undefined);
  assert.equal(resolve("/p/a.ts", "./missing"), undefined);
  assert.equal(resolve("/p/a.ts", "node:fs"), undefined);
});

test("a compiled extension means the source", () => {
  const resolve = resolverOf({
    "/p/a.ts": "",
    "/p/x.ts": "",
    "/p/y.mts": "",
    "/p/z.ts": "",
    "/p/z.js": "",
    "/p/b.js": "",
    "/p/v.service.ts": "",
  });
  assert.equal(resolve("/p/a.ts", "./x.js"), "/p/x.ts");
  assert.equal(resolve("/p/a.ts", "./y.mjs"), "/p/y.mts");
  assert.equal(resolve("/p/a.ts", "./z.js"), "/p/z.ts");
  assert.equal(resolve("/p/b.js", "./z.js"), "/p/z.js");
  assert.equal(resolve("/p/a.ts", "./v.service"), "/p/v.service.ts");
});

test("tsconfig paths and baseUrl, with extends and comments", () => {
  const resolve = resolverOf({
    "/p/tsconfig.json": '{ // base\n "extends": "./config/base", "compilerOptions": { "baseUrl": "." }, }',
    "/p/config/base.json":
      '{ "compilerOptions": { "paths": { "@libs/*": ["../libs/*"], "@libs/special/*": ["../other/*"], "@one": ["../libs/one"] } } }',
    "/p/libs/lambda.ts": "",
    "/p/libs/one.ts": "",
    "/p/other/x.ts": "",
    "/p/src/functions/hello/handler.ts": "",
    "/p/src/util.ts": "",
  });
  const from = "/p/src/functions/hello/handler.ts";
  assert.equal(resolve(from, "@libs/lambda"), "/p/libs/lambda.ts");
  assert.equal(resolve(from, "@libs/special/x"), "/p/other/x.ts", "the longest pattern first");
  assert.equal(resolve(from, "@one"), "/p/libs/one.ts");
  assert.equal(resolve(from, "src/util"), "/p/src/util.ts");
  assert.equal(resolve(from, "@libs/nothing"), undefined);
});

test("configurations that extend each other end", () => {
  const resolve = resolverOf({
    "/p/tsconfig.json": '{ "extends": "./a.json" }',
    "/p/a.json": '{ "extends": "./tsconfig.json" }',
    "/p/x.ts": "",
  });
  assert.equal(resolve("/p/x.ts", "y"), undefined);
});

test("packages of a monorepo by name, their sources before their builds", () => {
  const resolve = resolverOf({
    "/p/package.json": '{ "workspaces": ["packages/*"] }',
    "/p/packages/core/package.json": '{ "name": "@acme/core", "main": "dist/index.js" }',
    "/p/packages/core/src/index.ts": "",
    "/p/packages/core/src/db.ts": "",
    "/p/packages/core/dist/index.js": "",
    "/p/packages/log/package.json": '{ "name": "log", "exports": { ".": { "import": "./lib/main.js" }, "./sub/*": "./lib/*.js" } }',
    "/p/packages/log/lib/main.js": "",
    "/p/packages/log/lib/x.js": "",
    "/p/packages/fn/package.json": '{ "name": "@acme/fn", "dependencies": { "log": "^1.0.0" } }',
    "/p/packages/fn/index.ts": "",
    "/p/packages/other/package.json": '{ "name": "other", "dependencies": { "log": "workspace:*" } }',
    "/p/packages/other/a.ts": "",
  });
  assert.equal(resolve("/p/packages/fn/index.ts", "@acme/core"), "/p/packages/core/src/index.ts");
  assert.equal(resolve("/p/packages/fn/index.ts", "@acme/core/db"), "/p/packages/core/src/db.ts");
  assert.equal(resolve("/p/packages/other/a.ts", "log"), "/p/packages/log/lib/main.js");
  assert.equal(resolve("/p/packages/other/a.ts", "log/sub/x"), "/p/packages/log/lib/x.js");
  assert.equal(resolve("/p/packages/fn/index.ts", "log"), undefined, "a version range asks for the registry's");
  assert.equal(resolve("/p/packages/fn/index.ts", "left-pad"), undefined);
});

test("an example called like a library does not stand for it", () => {
  const resolve = resolverOf({
    "/p/redis/package.json": '{ "name": "redis" }',
    "/p/redis/index.js": "",
    "/p/fn/package.json": "{}",
    "/p/fn/a.js": "",
  });
  assert.equal(resolve("/p/fn/a.js", "redis"), undefined);
});

test("imports of a package.json", () => {
  const resolve = resolverOf({
    "/p/package.json": '{ "imports": { "#db": "./src/db.js", "#util/*": { "default": "./dist/util/*.js" } } }',
    "/p/src/db.ts": "",
    "/p/src/util/a.ts": "",
    "/p/src/fn/index.ts": "",
  });
  assert.equal(resolve("/p/src/fn/index.ts", "#db"), "/p/src/db.ts");
  assert.equal(resolve("/p/src/fn/index.ts", "#util/a"), "/p/src/util/a.ts");
  assert.equal(resolve("/p/src/fn/index.ts", "#none"), undefined);
});

test("layers and the function's own folder as deployed", () => {
  const resolve = resolverOf({
    "/p/fn/index.js": "",
    "/p/layers/shared/nodejs/db.js": "",
    "/p/layers/flat/tool.js": "",
    "/p/fn/lib/x.js": "",
    "/p/node_modules/y/index.js": "",
  });
  assert.equal(resolve("/p/fn/index.js", "/opt/nodejs/db"), "/p/layers/shared/nodejs/db.js");
  assert.equal(resolve("/p/fn/index.js", "/opt/tool"), "/p/layers/flat/tool.js");
  assert.equal(resolve("/p/fn/index.js", "/var/task/lib/x"), "/p/fn/lib/x.js");
  assert.equal(resolve("/p/fn/index.js", "../node_modules/y"), undefined);
});
