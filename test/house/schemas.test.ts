/** The schemas that editors check by agree with the code that reads the files. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import Ajv, { type ValidateFunction } from "ajv";
import { parse } from "yaml";
import manifest from "../../package.json" with { type: "json" };
import { inRoot } from "../../scripts/paths.ts";
import { readAnswers } from "../../server/src/checklist/answers/read.ts";
import { rules } from "../../server/src/rules/index.ts";
import { checklistItems } from "../../server/src/rules/rule.ts";
import { fileSchema } from "../../server/src/settings.ts";
import { parseConfigFile } from "../../server/src/settingsFile.ts";
import { answersFile, randomFrom } from "../checklist/answersFiles.ts";

const schema = (name: string) => JSON.parse(readFileSync(inRoot("schemas", name), "utf8"));
let answers: ValidateFunction;
let settings: ValidateFunction;

before(() => {
  answers = new Ajv().compile(schema("checklist.schema.json"));
  settings = new Ajv().compile(schema("lambda-ready.schema.json"));
});

const accepts = (validate: ValidateFunction, text: string) => validate(parse(text) ?? null) === true;

test("what the manifest contributes is there", () => {
  for (const { fileMatch, url } of manifest.contributes.yamlValidation) {
    assert.ok(existsSync(inRoot(url)), `${fileMatch}: ${url}`);
  }
});

describe("answers", () => {
  const good = [
    "",
    "version: 1",
    "functions:",
    "functions:\n  A:\n",
    'functions:\n  "*":\n    rollback-known: met\n',
    "version: 1\nfunctions:\n  a/t.yaml#A:\n    idempotent:\n      answer: not needed\n      who: Ann\n      date: 2026-11-23\n      note: |\n        x\n",
    `functions:\n  A:\n${checklistItems.map((item) => `    ${item}: {answer: met, who: }\n`).join("")}`,
  ];
  const bad = [
    "version: 2",
    "function: {}",
    "functions: []",
    "functions: {A: met}",
    "functions: {A: {idempotnt: met}}",
    "functions: {A: {idempotent: yes}}",
    "functions: {A: {idempotent: }}",
    "functions: {A: {idempotent: {who: Ann}}}",
    "functions: {A: {idempotent: {answer: met, date: 23.11.2026}}}",
    "functions: {A: {idempotent: {answer: met, who: 5}}}",
    "functions: {A: {idempotent: {answer: met, why: x}}}",
    "- met",
  ];

  test("what one accepts the other accepts", () => {
    for (const text of good) assert.deepEqual([readAnswers(text).problems.length, accepts(answers, text)], [0, true], text);
    for (const text of bad) assert.deepEqual([readAnswers(text).problems.length > 0, accepts(answers, text)], [true, false], text);
  });

  test("over files of every style", () => {
    let understood = 0;
    for (let seed = 0; seed < 400; seed++) {
      const text = answersFile(randomFrom(seed));
      const isRight = readAnswers(text).problems.length === 0;
      assert.equal(accepts(answers, text), isRight, text);
      if (isRight) understood++;
    }
    assert.ok(understood > 20, `${understood}`);
  });
});

describe("configuration", () => {
  const ruleIds = new Set(rules.map(({ id }) => id));
  const problems = (text: string) => parseConfigFile(fileSchema, "f", text, ruleIds).problems;
  const all = `rules:\n${rules.map(({ id }, i) => `  ${id}: ${["off", "hint", "info", "warning", "error"][i % 5]}\n`).join("")}`;
  const good = [
    "",
    "profile: strict",
    "profile:",
    all,
    "exclude: [gen/**]",
    "functions:\n  A: {deployed: shop-prod-A}\n",
    "rules:\nexclude:\n",
  ];
  const bad = [
    "profile: loose",
    "rules: {no-such-rule: off}",
    "rules: {hardcoded-secret: loud}",
    "exclude: gen",
    "exclude: [1]",
    "functions: {A: {name: b}}",
    "functions: {A: b}",
    "profiles: strict",
    "- a",
  ];

  test("what one accepts the other accepts", () => {
    for (const text of good) assert.deepEqual([problems(text).length, accepts(settings, text)], [0, true], text);
    for (const text of bad) assert.deepEqual([problems(text).length > 0, accepts(settings, text)], [true, false], text);
  });
});
