/** The extractor on half-typed, deeply nested and very long code; and that every range is one an edit may rely on. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import type { Module, Range, Region, Scope, Value } from "../../server/src/model/code.ts";
import { initParser } from "../../server/src/parse/parser.ts";
import { read } from "./javascriptFacts.ts";
import { printFacts } from "./print.ts";

before(() => initParser());

const HANDLERS = [
  `import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
import type { SQSEvent, SQSBatchResponse } from "aws-lambda";

const s3 = new S3Client({ region: process.env.AWS_REGION ?? "eu-west-1" });
let cached: Pool | undefined;

/** Each record is one order. */
export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const failures: { itemIdentifier: string }[] = [];
  for (const { body, messageId } of event.Records) {
    try {
      const { type, payload = {} } = JSON.parse(body);
      switch (type) {
        case "created": await created(payload); break;
        default: throw new Error(\`unknown \${type}\`);
      }
    } catch (error) {
      failures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures: failures };
};

async function created({ key, ...rest }: Order) {
  cached ??= await connect();
  await s3.send(new GetObjectCommand({ Bucket: process.env.BUCKET!, Key: key as string }));
  return rest.total > 1 ? cached.query("select 1", [rest.id]) : undefined;
}
`,
  `"use strict";
const mysql = require('mysql2/promise'), { promisify: p = (f) => f } = require("util");
class Store extends Base {
  static count = 0; #db = null;
  constructor(db) { super(); this.#db = db; Store.count++; }
  get db() { return this.#db || (this.#db = mysql.createConnection({ password: 's3cr\\x65t' })); }
}
exports.handler = function (event, context, callback) {
  if (event.httpMethod === 'GET' && /^\\/a/.test(event.path)) { last = event; }
  else if (!event.body) return callback(null, { statusCode: 400 });
  label: for (var i = 0; i < 3; i++) { do { if (i) continue label; } while (false); }
  new Store().db.then(({ rows: [first] }) => callback(null, first?.id?.[0])).catch(callback);
};
module.exports.other = async function* named() { yield* this; };
`,
];

function rangesOf(module: Module): [Range, Range, string][] {
  const whole = { start: 0, end: module.text.length };
  const found: [Range, Range, string][] = [];
  const nested = (inner: Range, outer: Range, what: string): void => void found.push([inner, outer, what]);
  const region = (at: Region): void => {
    if (at.parent !== null) nested(at, at.parent.kind === "body" ? at.scope : at.parent, `${at.kind} region`);
  };
  const value = (at: Value, outer: Range, depth = 0): void => {
    nested(at, outer, at.kind);
    if (depth > 20) return;
    if (at.kind === "call") for (const part of [at.call.callee, ...at.call.args.map((a) => a.value)]) value(part, at, depth + 1);
    else if (at.kind === "list") for (const item of at.items) value(item, at, depth + 1);
    else if (at.kind === "map") for (const entry of at.entries) value(entry.value, entry, depth + 1);
    else if (at.kind === "template" || at.kind === "unknown") for (const part of at.parts) value(part, at, depth + 1);
  };
  for (const scope of module.scopes) {
    nested(scope, scope.parent ?? whole, "scope");
    nested(scope.body, scope, "body");
    if (scope.nameRange !== null) nested(scope.nameRange, scope.parent ?? whole, "name");
    for (const parameter of scope.params) nested(parameter, scope, "parameter");
    for (const call of scope.calls) {
      nested(call, call.statement, "call in its statement");
      for (const argument of call.args) value(argument.value, argument, 0);
      region(call.region);
    }
    for (const write of scope.writes) {
      nested(write, write.statement, "write in its statement");
      nested(write.target, write, "target");
      region(write.region);
    }
    for (const fact of [...scope.returns, ...scope.throws]) {
      if (fact.value !== null) value(fact.value, fact);
      region(fact.region);
    }
    for (const name of scope.reads) nested(name, scope, "read");
    for (const binding of scope.bindings) if (binding.declaration !== null) nested(binding.declaration, scope, "declaration");
  }
  for (const fact of [...module.classes, ...module.imports, ...module.strings, ...module.comments]) nested(fact, whole, "fact");
  for (const branch of module.branches) for (const arm of branch.arms) nested(arm.region, branch, "arm");
  return found;
}

function checkRanges(module: Module): void {
  for (const [inner, outer, what] of rangesOf(module)) {
    const isInside = outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end && outer.end <= module.text.length;
    assert.ok(
      isInside,
      `${what} ${inner.start}-${inner.end} "${module.text.slice(inner.start, inner.end)}" in ${outer.start}-${outer.end}`,
    );
  }
}

test("every range lies within what it is part of", () => {
  for (const text of HANDLERS) checkRanges(read(text));
});

test("names stand where their ranges say", () => {
  for (const text of HANDLERS) {
    const module = read(text);
    const names = module.scopes.flatMap((scope: Scope) => [
      ...scope.reads,
      ...scope.bindings.flatMap((b) => (b.declaration === null ? [] : [{ name: b.name, ...b.declaration }])),
    ]);
    for (const name of names) assert.equal(text.slice(name.start, name.end), name.name);
    for (const scope of module.scopes)
      if (scope.nameRange !== null) assert.equal(text.slice(scope.nameRange.start, scope.nameRange.end), scope.name);
  }
});

test("every prefix of a handler file gives facts, each name bound", () => {
  for (const text of HANDLERS) {
    for (let end = 0; end <= text.length; end++) {
      const module = read(text.slice(0, end));
      for (const scope of module.scopes) {
        for (const name of scope.reads) assert.ok(name.binding);
        for (const { target } of scope.writes) assert.ok(target.kind !== "binding" || target.binding);
      }
      printFacts(module);
    }
  }
});

test("ranges hold in half-typed code", () => {
  for (const text of HANDLERS) for (let end = 0; end <= text.length; end += 17) checkRanges(read(text.slice(0, end)));
});

test("what is inside of an error is read", () => {
  const { calls } = printFacts(read("const a = (b(1) c;\nfoo(bar(2);\n"));
  assert.ok(calls?.includes("b(1)"));
  assert.ok(calls?.some((call) => call.includes("bar(2)")));
});

for (const [what, text] of [
  ["parentheses", `${"(".repeat(20_000)}a${")".repeat(20_000)}`],
  ["lists", `x = ${"[".repeat(20_000)}${"]".repeat(20_000)}`],
  ["blocks", `${"{".repeat(20_000)}a();${"}".repeat(20_000)}`],
  ["functions", `${"function f(){".repeat(5_000)}${"}".repeat(5_000)}`],
  ["patterns", `const ${"[".repeat(5_000)}a${"]".repeat(5_000)} = b;`],
  ["conditional expressions", `x = ${"a ? b : ".repeat(5_000)}c;`],
  ["negations", `x = ${"!".repeat(20_000)}a;`],
  ["calls", `f${"(g".repeat(10_000)}${")".repeat(10_000)}`],
  ["unclosed brackets", "[({".repeat(3_000)],
] as const) {
  test(`deep nesting of ${what} is cut off`, () => void printFacts(read(text)));
}

test("long chains are read to their head", () => {
  const sum = read(`x = ${Array.from({ length: 20_000 }, (_, i) => `"${i}"`).join(" + ")};`).root.writes[0]?.value;
  assert.equal(sum?.kind === "template" ? sum.parts.length : 0, 20_000);
  const ors = read(`x = ${Array.from({ length: 600 }, () => "a").join(" || ")};`).root.writes[0]?.value;
  assert.equal(ors?.kind === "choice" ? ors.options.length : 0, 600);
  assert.equal(read(`a()${".then(b)".repeat(190)};`).root.calls.length, 191);
  assert.equal(read(`if (a) b();${" else if (a) b();".repeat(3_000)}`).root.calls.length, 3_001);
  assert.equal(read(`x = ${"a - b * 2 - ".repeat(3_000)} c;`).root.reads.length, 6_001);
});
