/** One answer as it is written: `met` alone, or a map that says who gave it, when and why. */
import { closest } from "../../closest.ts";
import type { DataEntry, DataNode, MapNode, ScalarNode } from "../../parse/data.ts";
import { isOwn, keyOf } from "../../rewrite/data/places.ts";
import type { AnswersProblem, AnswerValue } from "./answer.ts";

export const ANSWER_VALUES = ["met", "not needed"] as const satisfies readonly AnswerValue[];

/** The keys of an answer, in the order in which they are written. */
export const ANSWER_KEYS = ["answer", "who", "date", "note"] as const;

export type AnswerKey = (typeof ANSWER_KEYS)[number];

/** What somebody answers. */
export interface NewAnswer {
  readonly answer: AnswerValue;
  readonly who?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly date?: string | undefined;
  readonly note?: string | undefined;
}

/** Takes what is wrong; the place is that of the node. */
export type Complain = (severity: AnswersProblem["severity"], node: DataNode, message: string) => void;

/**
 * The answer that the value of an item gives.
 * @returns undefined where it gives none, or one that is not understood; `complain` has been told why
 */
export function readAnswer({ key, value }: DataEntry, complain: Complain): NewAnswer | undefined {
  if (value.kind === "map" && value.tag === null) return readMap(key, value, complain);
  const answer = readValue(value, key, complain);
  return answer && { answer };
}

function readMap(item: ScalarNode, map: MapNode, complain: Complain): NewAnswer | undefined {
  const found = new Map<AnswerKey, DataEntry>();
  const twice = new Set<AnswerKey>();
  for (const entry of map.entries) {
    const name = keyOf(entry);
    const key = ANSWER_KEYS.find((each) => each === name);
    if (key === undefined) complain("warning", entry.key, `Unknown key "${name}".${didYouMean(name, ANSWER_KEYS)}`);
    else if (found.has(key)) twice.add(key);
    else found.set(key, entry);
  }
  for (const key of twice) complain("error", found.get(key)?.key ?? map, `"${key}" is written twice. The answer does not count.`);
  const answer = readValue(found.get("answer")?.value, found.get("answer")?.key ?? item, complain);
  if (answer === undefined || twice.size > 0) return undefined;
  return {
    answer,
    who: readText(found.get("who"), complain),
    date: readDate(found.get("date"), complain),
    note: readText(found.get("note"), complain),
  };
}

/** @param key where the complaint goes when there is no value */
function readValue(node: DataNode | undefined, key: ScalarNode, complain: Complain): AnswerValue | undefined {
  if (node === undefined || isEmpty(node)) {
    complain("error", key, 'An answer is missing. Write "met" or "not needed".');
    return undefined;
  }
  if (node.kind !== "scalar" || node.tag !== null) {
    complain("error", node, 'This is no answer. Write "met" or "not needed".');
    return undefined;
  }
  const text = textOf(node);
  const value = ANSWER_VALUES.find((each) => each === text);
  if (value === undefined) {
    const meant = closest(text.replace(/[-_]/g, " "), ANSWER_VALUES);
    complain("error", node, `"${shortened(text)}" is no answer. ${meant ? `Did you mean "${meant}"?` : 'Write "met" or "not needed".'}`);
  }
  return value;
}

function readText(entry: DataEntry | undefined, complain: Complain): string | undefined {
  if (entry === undefined || isEmpty(entry.value)) return undefined;
  const { value } = entry;
  const isText = value.kind === "scalar" && value.tag === null && typeof value.value === "string";
  if (!isText) complain("warning", value, `A text is expected for "${keyOf(entry)}". Put it in quotes.`);
  return value.kind === "scalar" ? textOf(value) : undefined;
}

function readDate(entry: DataEntry | undefined, complain: Complain): string | undefined {
  if (entry === undefined || isEmpty(entry.value)) return undefined;
  const { value } = entry;
  const text = value.kind === "scalar" && value.tag === null ? textOf(value) : "";
  if (isDate(text)) return text;
  complain("warning", value, "This is no date. Write year, month and day: 2026-11-23.");
  return undefined;
}

/** Is it a day of the calendar, written `YYYY-MM-DD`? */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** What a scalar says; what YAML makes a number of is still text. Lines of a plain one are folded. */
export function textOf({ style, source, value }: ScalarNode): string {
  if (style !== "plain") return String(value);
  return source.replace(/[ \t]*\r?\n((?:[ \t]*\r?\n)*)[ \t]*/g, (_, blank: string) => "\n".repeat(blank.split("\n").length - 1) || " ");
}

/** Nothing is written, or `null` is. */
export function isEmpty(node: DataNode): boolean {
  return node.kind === "scalar" && node.value === null && node.tag === null;
}

/** ` Did you mean "met"?`, or nothing where nothing is close. */
export function didYouMean(text: string, choices: readonly string[]): string {
  const meant = text.length <= LONGEST_GUESSED ? closest(text, choices) : undefined;
  return meant === undefined ? "" : ` Did you mean "${meant}"?`;
}

/** Nobody mistypes more than a name. */
const LONGEST_GUESSED = 200;

/** A text of the file's, short enough for a message. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** Does the entry stand in the map, rather than in one that is merged into it? */
export function isWritten(map: MapNode, entry: DataEntry): boolean {
  return isOwn(map, entry) && !entry.isShared;
}
