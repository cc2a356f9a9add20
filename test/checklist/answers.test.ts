/** Reading the answers file: what it says, and what is wrong in it. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { answersDiagnostics, unknownFunctions } from "../../server/src/checklist/answers/problems.ts";
import { type ReadAnswers, readAnswers } from "../../server/src/checklist/answers/read.ts";
import { checklistItems } from "../../server/src/rules/rule.ts";

const lines = (...all: string[]) => `${all.join("\n")}\n`;

/** `Function item: answer` for everything that is answered; functions without an entry of their own are asked as `other`. */
function said(answers: ReadAnswers): string[] {
  return [...answers.functions.keys(), "other"].flatMap((name) =>
    checklistItems.flatMap((item) => {
      const answer = answers.of(name, item);
      return answer ? [`${name} ${item}: ${answer.answer}${answer.isForAll ? " (all)" : ""}`] : [];
    }),
  );
}

/** Each problem with the text it is at. */
function wrong({ problems, text }: ReadAnswers): [string, string][] {
  return problems.map(({ at, message }) => [text.slice(at.start, at.end), message]);
}

test("an answer with everything, a short one, and one for every function", () => {
  const text = lines(
    "version: 1",
    "functions:",
    "  CreateOrder:",
    "    idempotent:",
    "      answer: met",
    "      who: Jane Doe",
    "      date: 2026-11-23",
    "      note: The payment provider takes",
    "        our order id.",
    "    cost-watched: not needed",
    '  "*":',
    "    idempotent: not needed",
    "    rollback-known: {answer: met}",
  );
  const answers = readAnswers(text);
  assert.deepEqual(answers.problems, []);
  assert.deepEqual(said(answers), [
    "CreateOrder idempotent: met",
    "CreateOrder rollback-known: met (all)",
    "CreateOrder cost-watched: not needed",
    "other idempotent: not needed (all)",
    "other rollback-known: met (all)",
  ]);
  const answer = answers.of("CreateOrder", "idempotent");
  assert.deepEqual([answer?.who, answer?.date, answer?.note], ["Jane Doe", "2026-11-23", "The payment provider takes our order id."]);
  assert.equal(text.slice(answer?.at.start, answer?.at.end).split("\n").length, 6);
});

test("nothing yet is no problem", () => {
  for (const text of [
    "",
    "\uFEFF",
    "# later\n",
    "version: 1\n",
    "version: 1\nfunctions:\n",
    "functions: {}",
    "functions:\n  A:\n",
    "---\n",
  ]) {
    assert.deepEqual(readAnswers(text).problems, [], JSON.stringify(text));
  }
});

test("whatever is wrong has its place, and the rest is read", () => {
  const answers = readAnswers(
    lines(
      "functions:",
      "  A:",
      "    tests-cover: yes",
      "    idempotnt: met",
      "    rollback-known: not-needed",
      "    cost-watched: {answer: met, who: 5, date: 2026-02-30, nota: x}",
      "    timeout-chosen:",
      "    memory-measured: [met]",
      "    safe-rollout: !met met",
      "  B: met",
      "  C:",
      "    idempotent: met",
      "function: 3",
    ),
  );
  assert.deepEqual(wrong(answers), [
    ["yes", '"yes" is no answer. Write "met" or "not needed".'],
    ["idempotnt", 'The checklist has no item "idempotnt". Did you mean "idempotent"?'],
    ["not-needed", '"not-needed" is no answer. Did you mean "not needed"?'],
    ["nota", 'Unknown key "nota". Did you mean "note"?'],
    ["5", 'A text is expected for "who". Put it in quotes.'],
    ["2026-02-30", "This is no date. Write year, month and day: 2026-11-23."],
    ["timeout-chosen", 'An answer is missing. Write "met" or "not needed".'],
    ["[met]", 'This is no answer. Write "met" or "not needed".'],
    ["!met met", 'This is no answer. Write "met" or "not needed".'],
    ["met", "Items with their answers are expected here, like `idempotent: met`."],
    ["function", 'Unknown key "function". Did you mean "functions"?'],
  ]);
  assert.deepEqual(said(answers), ["A cost-watched: met", "C idempotent: met"]);
  assert.equal(answers.obstacle, undefined);
});

test("an entry that is not understood is not answered by what is said for every function", () => {
  const answers = readAnswers(lines("functions:", "  A:", "    idempotent: no", '  "*":', "    idempotent: met"));
  assert.deepEqual(said(answers), ["other idempotent: met (all)"]);
});

test("what is written twice does not count", () => {
  const answers = readAnswers(lines("functions:", "  A:", "    idempotent: met", "    tests-cover: met", "  A:", "    idempotent: met"));
  assert.deepEqual(wrong(answers), [["A", '"A" is written twice. What both of them answer does not count.']]);
  assert.deepEqual(said(answers), ["A tests-cover: met"]);
});

test("a version of tomorrow is not read", () => {
  const answers = readAnswers(lines("version: 2", "functions:", "  A:", "    idempotent: met"));
  assert.deepEqual(said(answers), []);
  assert.equal(answers.obstacle?.message, 'Version "2" of this file is not known. Its answers are not used. This release reads version 1.');
});

test("broken syntax: what is around it is read", () => {
  const answers = readAnswers(lines("functions:", "  A:", '    idempotent: "met', "    tests-cover: met", "  B:", "    tests-cover: met"));
  assert.deepEqual(wrong(answers), [['"met', "Not valid YAML. The quote is not closed."]]);
  assert.deepEqual(said(answers), ["A tests-cover: met", "B tests-cover: met"]);
  const star = readAnswers(lines("functions:", "  *:", "    idempotent: met"));
  assert.equal(star.problems[0]?.message, 'Not valid YAML. Put the star in quotes: "*".');
  assert.deepEqual(said(star), []);
  const second = readAnswers("functions:\n---\nfunctions: {A: {idempotent: met}}\n");
  assert.deepEqual(wrong(second), [["---", "What follows is another YAML document. It is not read."]]);
});

describe("merge conflicts", () => {
  test("what is around is read; what is inside is named with both sides", () => {
    const conflict = lines("<<<<<<< HEAD", "    idempotent: met", "=======", "    idempotent: not needed", ">>>>>>> feature/x").trimEnd();
    const text = lines("functions:", "  A:", conflict, "    rollback-known: met", '  "*":', "    idempotent: met");
    for (const variant of [text, text.replaceAll("\n", "\r\n")]) {
      const answers = readAnswers(variant);
      assert.deepEqual(said(answers), ["A rollback-known: met", "other idempotent: met (all)"]);
      assert.equal(wrong(answers)[0]?.[0].replaceAll("\r", ""), conflict);
      const message =
        "Merge conflict. HEAD has A idempotent: met. feature/x has A idempotent: not needed. Nothing of it counts until you choose.";
      assert.deepEqual(
        answers.problems.map((problem) => problem.message),
        [message],
      );
    }
  });

  test("an answer that a choice would give to another function counts for neither", () => {
    const answers = readAnswers(
      lines(
        "functions:",
        "  C:",
        "    tests-cover: met",
        "<<<<<<< HEAD",
        "  A:",
        "    idempotent: met",
        "||||||| base",
        "  Z:",
        "    idempotent: met",
        "=======",
        ">>>>>>> other",
        "    rollback-known: met",
        '  "*":',
        "    rollback-known: met",
      ),
    );
    assert.deepEqual(said(answers), ["C tests-cover: met", "other rollback-known: met (all)"]);
  });

  test("an entry that a conflict goes through counts for nothing", () => {
    const answers = readAnswers(
      lines(
        "functions:",
        "  C:",
        "    tests-cover:",
        "      answer: met",
        "<<<<<<< HEAD",
        "      who: Ann",
        "=======",
        "      who: Bob",
        ">>>>>>> b",
        "    safe-rollout: met",
      ),
    );
    assert.deepEqual(said(answers), ["C safe-rollout: met"]);
    assert.match(answers.problems[0]?.message ?? "", /HEAD has C tests-cover: met \(Ann\)\. b has C tests-cover: met \(Bob\)\./);
  });

  test("one without an end goes on to the end; marks left over are named", () => {
    const open = readAnswers(
      lines("functions:", "  A:", "    idempotent: met", "<<<<<<< HEAD", "    tests-cover: met", "  B:", "    idempotent: met"),
    );
    assert.deepEqual(said(open), ["A idempotent: met"]);
    const left = readAnswers(lines("functions:", "  A:", "    idempotent: met", "=======", "    tests-cover: met", ">>>>>>> b"));
    assert.deepEqual(said(left), ["A idempotent: met", "A tests-cover: met"]);
    assert.deepEqual(
      wrong(left).map(([at]) => at),
      ["=======", ">>>>>>> b"],
    );
  });
});

describe("made to do harm", () => {
  test("names of every object are names", () => {
    const answers = readAnswers(lines("functions:", "  __proto__:", "    idempotent: met", "  constructor:", "    toString: met"));
    assert.deepEqual(said(answers), ["__proto__ idempotent: met"]);
    assert.equal(answers.of("hasOwnProperty", "idempotent"), undefined);
    assert.equal(Object.hasOwn(Object.prototype, "idempotent"), false);
  });

  test("aliases and merge keys are followed; bombs of them are not", () => {
    const shared = readAnswers(
      lines("functions:", "  A: &a", "    idempotent: met", "  B: *a", "  C:", "    <<: *a", "    tests-cover: met"),
    );
    assert.deepEqual(said(shared), ["A idempotent: met", "B idempotent: met", "C idempotent: met", "C tests-cover: met"]);
    const levels = Array.from({ length: 30 }, (_, i) => `x${i + 1}: &x${i + 1} [${Array(10).fill(`*x${i}`).join(",")}]`);
    const bomb = readAnswers(lines("x0: &x0 met", ...levels, "functions:", "  A:", "    idempotent: *x30"));
    assert.deepEqual(said(bomb), []);
    assert.ok(bomb.problems.length > 0);
  });

  test("nesting, size and noise", () => {
    assert.deepEqual(said(readAnswers("functions: ".concat("[".repeat(50_000)))), []);
    assert.deepEqual(said(readAnswers("functions: ".concat("{a: ".repeat(50_000)))), []);
    assert.equal(readAnswers(" ".repeat(10_000_000)).problems[0]?.message, "The file is larger than a megabyte. It is not read.");
    const many = Array.from({ length: 2_000 }, (_, i) => `  F${i}:\n    idempotnt: met\n    idempotent: met\n`).join("");
    const answers = readAnswers(`functions:\n${many}`);
    assert.equal(answers.problems.length, 2_000);
    assert.equal(unknownFunctions(answers, new Set(["F1"])).length, 1_999);
  });
});

test("what is wrong with one line is said once, on each line where it is", () => {
  const endless = readAnswers(`version: 1\nfunctions: ${"[".repeat(1000)}`);
  assert.ok(endless.obstacle);
  assert.ok(endless.problems.length < 5, `${endless.problems.length} problems`);
  const tabs = readAnswers("version: 1\nfunctions:\n\tA:\n\t\tidempotent: met\n");
  assert.equal(new Set(tabs.problems.map(({ at }) => tabs.text.slice(0, at.start).split("\n").length)).size, tabs.problems.length);
  assert.ok(tabs.problems.length > 1);
});

test("functions that nobody knows are told apart, and told only when all are known", () => {
  const answers = readAnswers(
    lines(
      "functions:",
      "  CreateOrders:",
      "    tests-cover: met",
      "  Twin:",
      "    tests-cover: met",
      "  a/template.yaml#CreateOrder:",
      "    tests: met",
      '  "*":',
      "    idempotent: met",
    ),
  );
  const keys = new Set(["CreateOrder", "a.yaml#Twin", "b.yaml#Twin"]);
  assert.deepEqual(
    unknownFunctions(answers, keys).map(({ message }) => message),
    [
      'No function is called "CreateOrders". Did you mean "CreateOrder"? Its answers are kept, and count for nothing.',
      'Several functions are called "Twin". Write which one is meant: "a.yaml#Twin" or "b.yaml#Twin".',
      'No function is called "a/template.yaml#CreateOrder". Did you mean "CreateOrder"? Its answers are kept, and count for nothing.',
    ],
  );
  assert.deepEqual(
    answersDiagnostics(answers, keys).map(({ range, severity }) => [
      range.start.line,
      range.start.character,
      range.end.character,
      severity,
    ]),
    [
      [1, 2, 14, "warning"],
      [3, 2, 6, "warning"],
      [5, 2, 29, "warning"],
      [6, 4, 9, "error"],
    ],
  );
  assert.equal(answersDiagnostics(answers, undefined).length, 1);
});
