/** Answers as YAML, in the style of the file they go into. Lines end in `\n`; whoever puts them in gives them the file's. */
import { jsonText, yamlText } from "../../rewrite/data/scalars.ts";
import type { DataStyle } from "../../rewrite/data/style.ts";
import { ANSWER_KEYS, type AnswerKey, isDate, type NewAnswer } from "./entry.ts";

/** A scalar: what stands behind the colon, and for a text of several lines what stands below. */
export interface WrittenScalar {
  readonly head: string;
  /** Begins with a line end. */
  readonly body: string;
}

/** The keys that an answer has, with their values, in order. */
export function fieldsOf(answer: NewAnswer): [AnswerKey, string][] {
  return ANSWER_KEYS.flatMap((key): [AnswerKey, string][] => {
    const value = answer[key];
    return value ? [[key, value]] : [];
  });
}

/** `CreateOrder:` and the items below it; the first line goes without its indentation. */
export function writtenFunction(name: string, items: string, style: DataStyle, indent: string): string {
  return `${yamlText(name, style, false)}:\n${indent}${style.unit}${items}`;
}

/** `idempotent:` and its answer; the first line goes without its indentation. */
export function writtenItem(item: string, answer: NewAnswer, style: DataStyle, indent: string): string {
  const inner = indent + style.unit;
  return `${item}:\n${inner}${writtenFields(answer, style, inner)}`;
}

/** `answer: met` and the other lines of an answer; the first line goes without its indentation. */
export function writtenFields(answer: NewAnswer, style: DataStyle, indent: string): string {
  return fieldsOf(answer)
    .map(([key, value]) => writtenField(key, value, style, indent))
    .join(`\n${indent}`);
}

export function writtenField(key: AnswerKey, value: string, style: DataStyle, indent: string): string {
  const { head, body } = writtenScalar(value, style, indent);
  return `${key}: ${head}${body}`;
}

/** A value of a key whose line has this indentation: quoted where it has to be, on lines of its own where it has several. */
export function writtenScalar(value: string, style: DataStyle, indent: string): WrittenScalar {
  // A day is written as people write it; the reader takes it for the text that it is.
  if (isDate(value)) return { head: value, body: "" };
  if (!isBlock(value)) return { head: value.includes("\n") ? jsonText(value) : yamlText(value, style, false), body: "" };
  const inner = indent + style.unit;
  const lines = value.replace(/\n$/, "").split("\n");
  return {
    head: value.endsWith("\n") ? "|" : "|-",
    body: lines.map((line) => (line === "" ? "\n" : `\n${inner}${line}`)).join(""),
  };
}

/** Several lines that a literal block gives back as they are: no white space around them, nothing that cannot be printed. */
function isBlock(value: string): boolean {
  return /^\S.*(?:\n.*)*\n.*\S\n?$/.test(value) && !/[^\S\n]\n/.test(value) && !UNPRINTABLE.test(value);
}

const UNPRINTABLE = /[^\n\t\x20-\x7E\u{A0}-\u{2027}\u{202A}-\u{D7FF}\u{E000}-\u{FEFE}\u{FF00}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
