/** The answers file, `.lambda-ready/checklist.yaml`, as people wrote it: what is wrong is named where it stands, and the rest is read. */
import type { Range } from "../../model/code.ts";
import { YAML_LIMIT } from "../../parse/yaml.ts";
import type { ChecklistItem } from "../../rules/rule.ts";
import { type Answer, type Answers, type AnswersProblem, EVERY_FUNCTION } from "./answer.ts";
import { type Conflict, type ConflictSide, type Conflicts, conflictsOf, textOfSide } from "./conflicts.ts";
import { shortened } from "./entry.ts";
import { type AnswersEntry, type Reading, readText, touches, withoutAnswer } from "./reading.ts";

/** The answers, and whether the whole file was understood. */
export interface ReadAnswers extends Answers {
  /** Why the file cannot be edited, and says nothing as a whole: broken syntax, a conflict, a version of tomorrow. The first one. */
  readonly obstacle: AnswersProblem | undefined;
}

/** Reads an answers file. Never throws. */
export function readAnswers(text: string): ReadAnswers {
  if (text.length > YAML_LIMIT) return tooLarge(text);
  const found = conflictsOf(text);
  const reading = found.conflicts.length + found.leftovers.length > 0 ? readSides(text, found) : readText(text);
  const { problems, obstacle, functions } = reading;
  const named = new Map([...functions].filter(([name]) => name !== EVERY_FUNCTION));
  const byFunction = answersOf(reading.entries);
  const of = (answerKey: string, item: ChecklistItem): Answer | undefined => {
    const own = byFunction.get(answerKey);
    return own?.has(item) ? own.get(item) : byFunction.get(EVERY_FUNCTION)?.get(item);
  };
  return { text, of, functions: named, problems, obstacle };
}

function tooLarge(text: string): ReadAnswers {
  return unreadAnswers("The file is larger than a megabyte. It is not read.", text);
}

/** A file that is there and says nothing, because of what `message` says. */
export function unreadAnswers(message: string, text = ""): ReadAnswers {
  return { ...withObstacle(NO_ANSWERS, message), text };
}

/** Answers of a file that cannot be edited, because of what `message` says of all of it. */
export function withObstacle(answers: ReadAnswers, message: string): ReadAnswers {
  const obstacle = problem(message, { start: 0, end: 0 });
  return { ...answers, problems: [obstacle, ...answers.problems], obstacle };
}

const NO_ANSWERS: ReadAnswers = { text: "", of: () => undefined, functions: new Map(), problems: [], obstacle: undefined };

/** By function and item; what is not understood is there as undefined. */
function answersOf(entries: readonly AnswersEntry[]): Map<string, Map<ChecklistItem, Answer | undefined>> {
  const byFunction = new Map<string, Map<ChecklistItem, Answer | undefined>>();
  for (const { functionName, item, answer, at } of entries) {
    const items = byFunction.get(functionName) ?? new Map<ChecklistItem, Answer | undefined>();
    const known = answer && { who: undefined, date: undefined, note: undefined, ...answer, isForAll: functionName === EVERY_FUNCTION, at };
    items.set(item, known);
    byFunction.set(functionName, items);
  }
  return byFunction;
}

type Outcome = Pick<Reading, "entries" | "functions" | "problems" | "obstacle">;

/**
 * What holds whichever side of the conflicts is chosen. What only one side has, or what a choice would give to another function,
 * is no answer, and neither is what is said there for every function.
 */
function readSides(text: string, found: Conflicts): Outcome {
  const ours = readText(textOfSide(text, found, "ours"));
  const theirs = readText(textOfSide(text, found, "theirs"));
  const isDisputed = (at: Range) => found.conflicts.some((conflict) => touches(conflict, at));
  const problems = [
    ...found.conflicts.map((conflict) => conflictProblem(conflict, ours, theirs)),
    ...found.leftovers.map((at) => problem("This mark is left over from a merge conflict. Remove it.", at)),
    ...agreed(ours.problems, theirs.problems).filter(({ at }) => !isDisputed(at)),
  ].sort((a, b) => a.at.start - b.at.start);
  const certain = agreed(ours.entries, theirs.entries).filter(({ at }) => !isDisputed(at));
  const kept = new Set(certain.map(nameOf));
  const disputed = [...ours.entries, ...theirs.entries].filter((entry) => !kept.has(nameOf(entry))).map(withoutAnswer);
  const functions = new Map([...ours.functions].filter(([name, at]) => theirs.functions.get(name)?.start === at.start && !isDisputed(at)));
  return { entries: [...certain, ...unique(disputed)], functions, problems, obstacle: problems[0] };
}

/** Those of one that the other has in the same place, saying the same. */
function agreed<Part>(ours: readonly Part[], theirs: readonly Part[]): Part[] {
  const known = new Set(theirs.map((part) => JSON.stringify(part)));
  return ours.filter((part) => known.has(JSON.stringify(part)));
}

function unique(entries: readonly AnswersEntry[]): AnswersEntry[] {
  return [...new Map(entries.map((entry) => [nameOf(entry), entry])).values()];
}

function nameOf({ functionName, item }: AnswersEntry): string {
  return `${item} ${functionName}`;
}

function conflictProblem(conflict: Conflict, ours: Reading, theirs: Reading): AnswersProblem {
  const has = (side: ConflictSide, { entries }: Reading) => `${shortened(side.label)} has ${listed(entries, side)}.`;
  const message = `Merge conflict. ${has(conflict.ours, ours)} ${has(conflict.theirs, theirs)} Nothing of it counts until you choose.`;
  return problem(message, conflict);
}

/** `CreateOrder idempotent: met, tests-cover: not needed`; no more than a message holds. */
function listed(entries: readonly AnswersEntry[], side: ConflictSide): string {
  const inside = entries.filter(({ at }) => touches(side, at));
  if (inside.length === 0) return "no answer here";
  const shown = inside.slice(0, MOST_LISTED).map(({ functionName, item, answer }) => {
    const details = [answer?.who, answer?.date].filter((each) => each !== undefined).map(shortened);
    const from = details.length > 0 ? ` (${details.join(", ")})` : "";
    return `${shortened(functionName)} ${item}: ${answer?.answer ?? "not understood"}${from}`;
  });
  const more = inside.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

const MOST_LISTED = 3;

function problem(message: string, { start, end }: Range): AnswersProblem {
  return { severity: "error", message, at: { start, end } };
}
