/** Editing the answers file: one answer is another, and everything else is what it was. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { withAnswer } from "../../server/src/checklist/answers/edit.ts";
import type { NewAnswer } from "../../server/src/checklist/answers/entry.ts";
import { readAnswers } from "../../server/src/checklist/answers/read.ts";
import { type ChecklistItem, checklistItems } from "../../server/src/rules/rule.ts";
import { answersFile, NAMES, pick, type Random, randomFrom } from "./answersFiles.ts";

const lines = (...all: string[]) => `${all.join("\n")}\n`;
const jane = { answer: "met", who: "Jane Doe", date: "2026-11-23" } as const;

function edited(text: string | undefined, name: string, item: ChecklistItem, answer: NewAnswer | undefined): string {
  const result = withAnswer(text, name, item, answer);
  if ("problem" in result) assert.fail(`${result.problem}\n${text}`);
  return result.text;
}

function refusal(text: string, name: string, item: ChecklistItem, answer: NewAnswer | undefined): string {
  const result = withAnswer(text, name, item, answer);
  if ("text" in result) assert.fail(result.text);
  return `${text.slice(result.at.start, result.at.end)}: ${result.problem}`;
}

test("a new file says what it is", () => {
  const answer: NewAnswer = { ...jane, note: "The provider takes our id: safe.\n\nAgreed #twice" };
  assert.equal(
    edited(undefined, "CreateOrder", "idempotent", answer),
    lines(
      "# Answers to the readiness checklist of Lambda Ready. Edit freely: comments and order are kept.",
      "version: 1",
      "functions:",
      "  CreateOrder:",
      "    idempotent:",
      "      answer: met",
      "      who: Jane Doe",
      "      date: 2026-11-23",
      "      note: |-",
      "        The provider takes our id: safe.",
      "",
      "        Agreed #twice",
    ),
  );
  assert.equal(edited("# ours", "*", "idempotent", jane).split("\n").slice(0, 4).join("|"), '# ours|version: 1|functions:|  "*":');
  assert.equal(edited(undefined, "A", "idempotent", undefined), "");
});

test("functions go by name where they are in order, items by the guide; `*` stays last", () => {
  let text = "";
  for (const name of ["B", "A", "*", "C", "yes"]) text = edited(text, name, "tests-cover", { answer: "met" });
  text = edited(text, "B", "idempotent", { answer: "met" });
  text = edited(text, "B", "cost-watched", { answer: "met" });
  const keys = text.split("\n").filter((line) => /^ {2,4}\S/.test(line));
  const one = "    tests-cover:";
  assert.deepEqual(keys, ["  A:", one, "  B:", "    idempotent:", one, "    cost-watched:", "  C:", one, '  "yes":', one, '  "*":', one]);
  const unordered = edited(lines("functions:", "  z: {idempotent: met}", "  a: {idempotent: met}"), "m", "idempotent", { answer: "met" });
  assert.deepEqual(Object.keys(Object.fromEntries(readAnswers(unordered).functions)), ["z", "a", "m"]);
});

test("the first of spaced functions stands apart too, before the comment of the next", () => {
  const text = lines("functions:", "  # about b", "  b: {idempotent: met}", "", "  c: {idempotent: met}");
  assert.equal(
    edited(text, "a", "idempotent", { answer: "met" }),
    lines("functions:", "  a:", "    idempotent:", "      answer: met", "", ...text.split("\n").slice(1, -1)),
  );
});

test("another answer keeps comments and keys that are not ours", () => {
  const text = lines(
    "functions:",
    "  A:",
    "    tests-cover: # c0",
    "      # c1",
    "      answer: not needed # c2",
    "      ticket: X",
    "      note: | # c3",
    "        old",
    "        text",
    "      who: me",
  );
  const after = text
    .replace("not needed", "met")
    .replace("        old\n        text", "        new: one\n        # two")
    .replace("|", "|-");
  assert.equal(
    edited(text, "A", "tests-cover", { ...jane, note: "new: one\n# two" }),
    after.replace("who: me\n", "who: Jane Doe\n      date: 2026-11-23\n"),
  );
  const short = lines("functions:", "    A:", "        idempotent: met # why");
  assert.equal(edited(short, "A", "idempotent", { answer: "not needed" }), short.replace("met", "not needed"));
  assert.equal(
    edited(short, "A", "idempotent", { answer: "met", who: "Ann" }),
    lines("functions:", "    A:", "        idempotent: # why", "            answer: met", "            who: Ann"),
  );
});

test("braces stay braces", () => {
  const text = "functions: {A: {idempotent: {answer: met, who: x, note: y}}}\n";
  assert.equal(edited(text, "A", "idempotent", { answer: "not needed" }), "functions: {A: {idempotent: {answer: not needed}}}\n");
  assert.equal(edited(text, "A", "idempotent", undefined), "functions: {}\n");
  assert.equal(edited("functions: {} # none\n", "A", "idempotent", { answer: "met" }).split("\n")[0], "functions: # none");
});

test("an answer taken back takes its function along when that was all", () => {
  const text = lines("functions:", "  A:", "    idempotent: met", "    tests-cover: met", "  B:", "    idempotent: met");
  const one = edited(text, "A", "idempotent", undefined);
  assert.equal(one, text.replace("    idempotent: met\n", ""));
  const two = edited(one, "A", "tests-cover", undefined);
  assert.equal(two, lines("functions:", "  B:", "    idempotent: met"));
  assert.equal(edited(two, "B", "idempotent", undefined), "functions:\n");
  assert.equal(edited(two, "A", "idempotent", undefined), two);
});

describe("what is not understood is not touched", () => {
  test("conflicts, broken syntax and versions of tomorrow", () => {
    const conflict = lines("functions:", "<<<<<<< HEAD", "  A: {}", "=======", "  B: {}", ">>>>>>> b");
    assert.match(
      refusal(conflict, "C", "idempotent", jane),
      /^<<<<<<< HEAD[^:]+: \{\}[^]*: The answers file has to be repaired first\. Merge conflict\./,
    );
    assert.match(refusal('functions:\n  A: "x\n', "C", "idempotent", jane), /The answers file .*Missing closing "quote/);
    assert.match(refusal("version: 3\n", "C", "idempotent", undefined), /^3: The answers file .*Version "3"/);
    assert.match(refusal("- a\n", "C", "idempotent", jane), /A map with "version" and "functions" is expected here/);
  });

  test("what aliases share, what is tagged, what is written twice", () => {
    const shared = lines("functions:", "  A: &a", "    idempotent: met", "  B: *a");
    assert.match(refusal(shared, "B", "tests-cover", jane), /^B: This entry cannot be changed/);
    assert.match(refusal(shared, "A", "idempotent", undefined), /^idempotent: /);
    assert.match(edited(shared, "C", "tests-cover", jane), / {2}B: \*a\n {2}C:\n/);
    assert.match(refusal("functions:\n  A: !x {idempotent: met}\n", "A", "idempotent", jane), /^idempotent: /);
    assert.match(refusal("functions:\n  A:\n    idempotent: met\n    idempotent: met\n", "A", "idempotent", jane), /^idempotent: /);
    assert.match(refusal("functions: []\n", "A", "idempotent", jane), /^functions: /);
  });
});

const TEXTS = [
  "Ann",
  "yes",
  "null",
  "12",
  "2026-11-23",
  "a: b",
  "# c",
  "it's",
  '"quoted"',
  "- x",
  "*",
  "two\nlines",
  "a\n\n  deep: #1\nb\n",
];
const HARD = [
  ...TEXTS,
  " spaced ",
  "tab\there",
  "\ttab\n first",
  "end \nspace",
  "a\r\nb",
  "\u0007bell",
  "Ünï 🎉\n🎉",
  "x\n",
  "x\n\n",
  "{a}",
  "---\n---",
];

function newAnswer(random: Random): NewAnswer {
  const optional = (choices: readonly string[]) => (random(3) === 0 ? undefined : pick(random, choices));
  return {
    answer: pick(random, ["met", "not needed"] as const),
    who: optional(TEXTS),
    date: optional(["2026-11-23", "1999-12-31"]),
    note: optional(HARD),
  };
}

/** All that is answered and all that is wrong, but for one entry. */
function rest(text: string, name: string, item: ChecklistItem): unknown {
  const answers = readAnswers(text);
  const all = [...answers.functions.keys(), "*", ...NAMES].flatMap((each) =>
    checklistItems.map((id) => {
      const answer = each === name && id === item ? undefined : answers.of(each, id);
      return answer && !(answer.isForAll && name === "*" && id === item)
        ? [each, id, answer.answer, answer.who, answer.date, answer.note]
        : [];
    }),
  );
  return new Set(all.filter((each) => each.length > 0).map((each) => JSON.stringify(each)));
}

const comments = (text: string) => text.match(/(?<=^|\s)#.*/gm)?.map((each) => each.trimEnd()) ?? [];

test("set: reads back as it was set, everything else is as it was", () => {
  for (let seed = 0; seed < Number(process.env.SEEDS ?? 250); seed++) {
    const random = randomFrom(seed);
    const text = answersFile(random);
    const [name, item, answer] = [pick(random, NAMES), pick(random, checklistItems), newAnswer(random)];
    const message = `seed ${seed}: ${name} ${item} ${JSON.stringify(answer)}\n${text}`;
    const after = withAnswer(text, name, item, answer);
    if ("problem" in after) assert.fail(`${after.problem} ${message}`);
    const got = readAnswers(after.text).of(name, item);
    assert.deepEqual(
      [got?.answer, got?.who, got?.date, got?.note, got?.isForAll],
      [answer.answer, answer.who, answer.date, answer.note, name === "*"],
      message,
    );
    assert.deepEqual(rest(after.text, name, item), rest(text, name, item), message);
    assertKept(text, after.text, name, item, answer, message);
    assert.equal(edited(after.text, name, item, answer), after.text, message);
  }
});

test("taken back: it is gone, everything else is as it was; what was added leaves nothing behind", () => {
  for (let seed = 0; seed < Number(process.env.SEEDS ?? 250); seed++) {
    const random = randomFrom(seed);
    const text = answersFile(random);
    const [name, item] = [pick(random, NAMES), pick(random, checklistItems)];
    const before = readAnswers(text);
    const message = `seed ${seed}: ${name} ${item}\n${text}`;
    if (before.problems.some(({ at }) => text.slice(at.start, at.end) === item)) continue;
    const after = withAnswer(text, name, item, undefined);
    if ("problem" in after) assert.fail(`${after.problem} ${message}`);
    const left = readAnswers(after.text).of(name, item);
    assert.ok(left === undefined || (left.isForAll && name !== "*"), message);
    assert.deepEqual(rest(after.text, name, item), rest(text, name, item), message);
    const hasOthers = checklistItems.some((id) => before.of(name, id)?.isForAll === (name === "*"));
    if (after.text !== text || !hasOthers) continue;
    const added = edited(text, name, item, { ...newAnswer(random) });
    assert.equal(edited(added, name, item, undefined), text, message);
  }
});

/** Nothing of the old text is another outside of the entry; where there was none, there is only something more. */
function assertKept(before: string, after: string, name: string, item: ChecklistItem, answer: NewAnswer, message: string): void {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = before.length;
  for (let at = after.length; end > start && at > start && before[end - 1] === after[at - 1]; at--) end--;
  const region = before.slice(start, end);
  const isNew = !readAnswers(before).problems.length && readAnswers(before).of(name, item)?.isForAll !== (name === "*");
  assert.ok(!isNew || /^\s*(?:\{\}|~)?\s*$/.test(region), message);
  for (const other of checklistItems) assert.ok(other === item || !region.includes(other), message);
  // What is said of a note goes with the note.
  const gone = [...(answer.who ? [] : ["# she"]), ...(answer.note ? [] : ["# why", "# folded"])];
  for (const comment of comments(before)) assert.ok(gone.includes(comment) || after.includes(comment), `${comment} is lost. ${message}`);
}
