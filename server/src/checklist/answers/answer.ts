/** What people answer, and where it is kept: `.lambda-ready/checklist.yaml`, in the repository, so that a team shares it. */
import type { Range } from "../../model/code.ts";
import type { ChecklistItem } from "../../rules/rule.ts";

/** Relative to the project's root. */
export const ANSWERS_FILE = ".lambda-ready/checklist.yaml";

/** Answers under this name are given for every function that has none of its own. */
export const EVERY_FUNCTION = "*";

export type AnswerValue = "met" | "not needed";

export interface Answer {
  readonly answer: AnswerValue;
  /** A person's name, as git knows it. */
  readonly who: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly date: string | undefined;
  readonly note: string | undefined;
  /** It was given for every function. */
  readonly isForAll: boolean;
  /** The entry in the file. */
  readonly at: Range;
}

/** Something in the answers file that is not understood. It is left as it is. */
export interface AnswersProblem {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly at: Range;
}

/** The answers file as it was read. */
export interface Answers {
  readonly text: string;
  /** The answer for a function's item: its own, else the one for every function. */
  of(answerKey: string, item: ChecklistItem): Answer | undefined;
  /** Names of functions in the file, in its order, each where it is written; `*` is none. */
  readonly functions: ReadonlyMap<string, Range>;
  /** Broken syntax, merge conflicts, unknown items, keys and values. Unknown functions are told apart by `unknownFunctions`. */
  readonly problems: readonly AnswersProblem[];
}
