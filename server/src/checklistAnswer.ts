/** An answer of a person, put into the answers file's text. */
import { EVERY_FUNCTION } from "./checklist/answers/answer.ts";
import { withAnswer } from "./checklist/answers/edit.ts";
import type { ReadAnswers } from "./checklist/answers/read.ts";
import { placeIn } from "./checklistMessages.ts";
import type { ChecklistAnswerParams, ChecklistAnswerResult } from "./protocol.ts";
import { checklistItems } from "./rules/rule.ts";
import type { Uris } from "./uris.ts";

interface AnswersFile {
  readonly path: string;
  /** Undefined where there is none. */
  readonly answers: ReadAnswers | undefined;
  readonly uris: Uris;
}

/** @param answerKey what the function is called in the file; undefined: every function */
export function checklistAnswer(
  { item, answer }: ChecklistAnswerParams,
  answerKey: string | undefined,
  { path, answers, uris }: AnswersFile,
): ChecklistAnswerResult {
  const known = checklistItems.find((id) => id === item);
  if (!known) return { problem: `There is no item ${item} in the checklist.`, place: null };
  const text = answers?.text;
  const edited = withAnswer(text, answerKey ?? EVERY_FUNCTION, known, answer ?? undefined, answers?.obstacle);
  if ("problem" in edited) return { problem: edited.problem, place: placeIn(uris, { path, text: text ?? "" }, edited.at) };
  return { uri: uris.uri(path), before: text ?? null, after: edited.text };
}
