import assert from "node:assert/strict";
import { before, test } from "node:test";
import { extractModule } from "../../server/src/extract/extract.ts";
import { type Findings, type FindingsOptions, findingsOf } from "../../server/src/findings.ts";
import { analyze } from "../../server/src/flow/analyze.ts";
import { initParser } from "../../server/src/parse/parser.ts";
import { defineRule, type Facts, placeOf, type Rule } from "../../server/src/rules/rule.ts";
import { Configuration } from "../../server/src/settings.ts";
import { testRules } from "./testRules.ts";

before(() => initParser());

const settings = new Configuration({ read: () => undefined, ruleIds: new Set() }).for("/w/a.js");
const base = {
  title: "t",
  section: "errors",
  checklist: "tests-cover",
  severity: "warning",
  profile: "recommended",
  languages: ["javascript"],
} as const;

function ask(text: string, rules: readonly Rule[], options: FindingsOptions = {}, path = "/w/a.js"): Findings {
  const module = extractModule(path, text);
  assert.ok(module);
  return findingsOf(
    analyze([module], () => undefined),
    module,
    settings,
    rules,
    options,
  );
}

/** A rule that flags every fact it is offered. */
function every<K extends keyof Facts>(on: K): Rule {
  return defineRule({ ...base, id: `every-${on}`, on, check: (fact) => problemAt(fact as Facts["call"]) }) as unknown as Rule;
}

function problemAt(fact: Facts["call"]): { at: ReturnType<typeof placeOf>; message: string } {
  return { at: "scope" in fact ? placeOf(fact) : { file: fact as never, start: 0, end: 0 }, message: "m" };
}

const handler = (body: string): string => `exports.handler = async (event) => {\n${body}\n};\n`;

test("facts of each kind are offered to the rules that ask for them", () => {
  const text = handler(
    '  let x = f(event);\n  x = "s";\n  switch (event.type) {\n    case "a": f(); break;\n    case "b": f(); break;\n    case "c": f(); break;\n  }',
  );
  const count = (rule: Rule): number => ask(text, [rule]).findings.length;
  assert.equal(count(every("call")), 4);
  assert.ok(count(every("write")) >= 2);
  assert.ok(count(every("string")) >= 1);
  assert.equal(count(every("dispatch")), 1);
  assert.equal(count(every("module")), 1);
});

test("sorted, nothing twice, with the handler's name", () => {
  const twice = defineRule({ ...base, id: "twice", on: "call", check: (call) => [problemAt(call), problemAt(call)] }) as Rule;
  const { findings } = ask(handler("  b();\n  a();"), [twice, every("call")]);
  assert.deepEqual(
    findings.map((finding) => `${finding.place.start} ${finding.rule.id} ${finding.function}`),
    ["39 every-call handler", "39 twice handler", "46 every-call handler", "46 twice handler"],
  );
});

test("other languages, rules that are off, files of no function: nothing", () => {
  assert.deepEqual(ask("def handler(event, context):\n    f()\n", [every("call")], {}, "/w/a.py").findings, []);
  assert.deepEqual(ask(handler("  f();"), [{ ...every("call"), profile: "strict" }]).findings, []);
  assert.deepEqual(ask("f();\n", [every("call")]), { findings: [], evidence: [] });
});

test("evidence is collected beside findings", () => {
  const { evidence, findings } = ask(handler("  calm();\n  danger();"), testRules);
  assert.deepEqual(
    evidence.map(({ rule, place }) => [rule.id, place.start]),
    [
      ["risk-call", 39],
      ["odd-call", 39],
    ],
  );
  assert.deepEqual(
    findings.map(({ rule }) => rule.id),
    ["danger-call"],
  );
});

test("nothing is said about parts that do not parse", () => {
  const { findings } = ask(`${handler("  f();")}\nconst x = g(1, ;\n`, [every("call")]);
  assert.deepEqual(
    findings.map(({ place }) => place.start),
    [39],
  );
});

test("a rule that throws, in its check or in its repair, is told of; others run", () => {
  const faults: string[] = [];
  const fails = defineRule({
    ...base,
    id: "bad-repair",
    on: "call",
    check: (call) => ({
      ...problemAt(call),
      fixes: () => {
        throw new Error("no repair");
      },
    }),
  }) as Rule;
  const { findings } = ask(handler("  f();"), [...testRules, fails], { onFault: (rule) => faults.push(rule.id) });
  assert.deepEqual(faults, ["broken-rule"]);
  assert.deepEqual(
    findings.flatMap((finding) => finding.fixes()),
    [],
  );
  assert.deepEqual(faults, ["broken-rule", "bad-repair"]);
});

test("the rewriter is made when a repair is first asked for, and once", () => {
  let made = 0;
  const createRewriter: FindingsOptions["createRewriter"] = () => {
    made++;
    return { hoist: () => ({ title: "Hoist", safety: "safe", edits: [] }) } as unknown as ReturnType<
      NonNullable<FindingsOptions["createRewriter"]>
    >;
  };
  const rule = defineRule({
    ...base,
    id: "hoists",
    on: "call",
    check: (call, context) => ({ ...problemAt(call), fixes: () => [undefined, context.rewrite.hoist(call)] }),
  }) as Rule;
  const { findings } = ask(handler("  f();\n  g();"), [rule], { createRewriter });
  assert.equal(made, 0);
  assert.deepEqual(
    findings.map((finding) => finding.fixes().map((fix) => fix.title)),
    [["Hoist"], ["Hoist"]],
  );
  assert.equal(made, 1);
});
