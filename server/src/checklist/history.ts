/** How the score came to be what it is: the answers file as it was in commits, held against what is known today. */
import { checklistItems } from "../rules/rule.ts";
import { type Answers, EVERY_FUNCTION } from "./answers/answer.ts";
import { readAnswers } from "./answers/read.ts";
import type { Score } from "./assessment.ts";

/** The answers file in a commit. */
export interface AnswersVersion {
  readonly commit: string;
  readonly date: string;
  /** Empty where the commit has no such file. */
  readonly text: string;
}

/** A `ChecklistHistoryPoint` of the protocol. */
export interface HistoryPoint extends Score {
  readonly commit: string;
  readonly date: string;
}

/**
 * The points of the score's history. Versions that cannot be read as a whole (conflicts, broken syntax) have none; one whose answers
 * and score are those of the point before has none either.
 * @param versions oldest first
 * @param score what the answers of a version come to with today's evidence
 */
export function history(versions: readonly AnswersVersion[], score: (answers: Answers) => Score): HistoryPoint[] {
  const points: HistoryPoint[] = [];
  let last: string | undefined;
  for (const { commit, date, text } of versions) {
    const answers = readAnswers(text);
    if (answers.obstacle) continue;
    const { met, total } = score(answers);
    const state = JSON.stringify([met, total, ...said(answers)]);
    if (state !== last) points.push({ commit, date, met, total });
    last = state;
  }
  return points;
}

/** A function, and its score with answers of another time. */
export interface ScoredFunction {
  readonly answerKey: string;
  readonly score: (answers: Answers) => Score;
}

/**
 * What functions come to together. From one commit to the next hardly any of them is answered otherwise: each is looked at once for
 * the same answers, so that hundreds of functions over many commits hold nobody up.
 */
export function summedScores(functions: readonly ScoredFunction[]): (answers: Answers) => Score {
  const scored = functions.map((each) => ({ ...each, known: new Map<string, Score>() }));
  return (answers) => {
    const sum = { met: 0, total: 0 };
    for (const { answerKey, score, known } of scored) {
      const key = checklistItems.map((item) => answers.of(answerKey, item)?.answer ?? "").join();
      const own = known.get(key) ?? score(answers);
      known.set(key, own);
      sum.met += own.met;
      sum.total += own.total;
    }
    return sum;
  };
}

/** What is answered, in whatever order, by whomever. */
function said(answers: Answers): string[] {
  const names = [...answers.functions.keys(), EVERY_FUNCTION];
  const all = names.flatMap((name) =>
    checklistItems.flatMap((item) => {
      const answer = answers.of(name, item);
      return answer && answer.isForAll === (name === EVERY_FUNCTION) ? [`${name} ${item}: ${answer.answer}`] : [];
    }),
  );
  return all.sort();
}
