import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answers } from "../../server/src/checklist/answers/answer.ts";
import { type AnswersVersion, history, summedScores } from "../../server/src/checklist/history.ts";
import { checklistItems } from "../../server/src/rules/rule.ts";

const version = (commit: string, text: string): AnswersVersion => ({ commit, date: `2026-01-0${commit}`, text });

/** One function, of which a person's "met" is all that is known. */
function score(answers: Answers) {
  const given = checklistItems.map((item) => answers.of("A", item)?.answer);
  return { met: given.filter((each) => each === "met").length, total: given.filter((each) => each !== "not needed").length };
}

test("a point for each state of the answers; what cannot be read has none", () => {
  const one = "functions:\n  A:\n    idempotent: met\n";
  const points = history(
    [
      version("1", ""),
      version("2", one),
      version("3", `# reviewed\n${one.replace("met", "{answer: met, who: Ann}")}`),
      version("4", `${one}<<<<<<< HEAD\n    tests-cover: met\n=======\n>>>>>>> b\n`),
      version("5", `${one}    tests-cover: "met\n`),
      version("6", `${one}    tests-cover: not needed\n`),
      version("7", "functions:\n  A:\n    tests-cover: not needed\n    safe-rollout: met\n"),
      version("8", one),
    ],
    score,
  );
  assert.deepEqual(
    points.map(({ commit, met, total }) => [commit, met, total]),
    [
      ["1", 0, 19],
      ["2", 1, 19],
      ["6", 1, 18],
      ["7", 1, 18],
      ["8", 1, 19],
    ],
  );
  assert.equal(points[1]?.date, "2026-01-02");
});

test("functions are looked at again only when they are answered otherwise", () => {
  const looked: string[] = [];
  const functions = ["A", "B"].map((answerKey) => ({
    answerKey,
    score: (answers: Answers) => {
      looked.push(answerKey);
      return { met: answers.of(answerKey, "idempotent")?.answer === "met" ? 1 : 0, total: 1 };
    },
  }));
  const versions = ["A", "B", "A", '"*"', "A"].map((name, index) => version(`${index}`, `functions:\n  ${name}: { idempotent: met }\n`));
  const points = history([...versions, ...versions], summedScores(functions));
  assert.deepEqual(
    points.map(({ met, total }) => [met, total]),
    [1, 1, 1, 2, 1, 1, 1, 2, 1].map((met) => [met, 2]),
  );
  assert.deepEqual(looked.sort(), ["A", "A", "B", "B"]);
});
