/** What is wrong in the answers file, for those who show it. */
import type { Files } from "../../files.ts";
import { Lines, type Position } from "../../lines.ts";
import { ANSWERS_FILE, type Answers, type AnswersProblem } from "./answer.ts";
import { didYouMean, shortened } from "./entry.ts";

/** A problem as an editor shows it; lines and UTF-16 columns from 0. */
export interface AnswersDiagnostic {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly severity: AnswersProblem["severity"];
  readonly message: string;
}

/**
 * Everything wrong in an answers file, in its order.
 * @param knownKeys the `answerKey` of every function; undefined while they are not all known: then none is called unknown
 */
export function answersDiagnostics(answers: Answers, knownKeys: ReadonlySet<string> | undefined): AnswersDiagnostic[] {
  const lines = new Lines(answers.text);
  const unknown = knownKeys ? unknownFunctions(answers, knownKeys) : [];
  return [...answers.problems, ...unknown]
    .sort((a, b) => a.at.start - b.at.start)
    .map(({ at, severity, message }) => ({
      range: { start: lines.position(at.start), end: lines.position(at.end) },
      severity,
      message,
    }));
}

/** What is wrong in one file. */
export interface AnswersFileProblems {
  /** Absolute. */
  readonly path: string;
  readonly problems: readonly AnswersDiagnostic[];
}

/**
 * Answers in a file that ends in `.yml`: nobody reads them, and who wrote them believes that they count.
 * @param root of the project
 * @returns nothing where there is no such file
 */
export function misnamedAnswers(root: string, files: Pick<Files, "kind">): AnswersFileProblems[] {
  const path = `${root}/${ANSWERS_FILE.replace(/yaml$/, "yml")}`;
  if (files.kind(path) !== "file") return [];
  const start = { line: 0, character: 0 };
  const message = "This file is not read. Answers belong in checklist.yaml, beside it.";
  return [{ path, problems: [{ range: { start, end: start }, severity: "warning", message }] }];
}

/**
 * Entries that name no function: it was renamed or taken away, or its name is mistyped. They are kept.
 * @param knownKeys the `answerKey` of every function
 */
export function unknownFunctions(answers: Answers, knownKeys: ReadonlySet<string>): AnswersProblem[] {
  const keys = [...knownKeys];
  return [...answers.functions]
    .filter(([name]) => !knownKeys.has(name))
    .map(([name, at], index) => ({ severity: "warning", message: unknownMessage(name, index < MOST_GUESSED ? keys : []), at }));
}

/** Looking for what was meant takes time; who has more unknown names than this has another problem. */
const MOST_GUESSED = 100;

function unknownMessage(name: string, keys: readonly string[]): string {
  const namesakes = keys.filter((key) => key.endsWith(`#${name}`));
  if (namesakes.length > 0) {
    const shown = namesakes.slice(0, 3).map((key) => `"${shortened(key)}"`);
    return `Several functions are called "${shortened(name)}". Write which one is meant: ${shown.join(" or ")}.`;
  }
  const bare = name.slice(name.lastIndexOf("#") + 1);
  const meant = keys.includes(bare) ? ` Did you mean "${bare}"?` : didYouMean(name, keys);
  return `No function is called "${shortened(name)}".${meant} Its answers are kept, and count for nothing.`;
}
