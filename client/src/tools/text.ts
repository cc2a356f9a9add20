/**
 * What the answers of the tools share. They are read by a language model, which says it to a person in the person's language: so they are
 * English, compact, and the same everywhere.
 */
import type { ChecklistPlace } from "../../../server/src/protocol.ts";

/** What the editor knows of files. */
export interface Paths {
  /** `src/app.py`: relative to the workspace folder, with its name in front where there are several. */
  relative(uri: string): string;
}

/** `src/app.py:4`, the line counted from 1. */
export function placeText({ uri, range }: ChecklistPlace, { relative }: Paths): string {
  return `${relative(uri)}:${range.start.line + 1}`;
}

/** The id of a function with its file as the editor shows it: `orders/template.yaml#CreateOrder`. */
export function shownId(id: string, { relative }: Paths): string {
  const [, uri, rest = ""] = /^([\w+.-]+:\/\/[^#]*)(#.*)?$/.exec(id) ?? [];
  return uri === undefined ? id : relative(uri) + rest;
}

/** ` at src/app.py:4`, or nothing where the place is not known. */
export function atPlace(place: ChecklistPlace | null, paths: Paths): string {
  return place ? ` at ${placeText(place, paths)}` : "";
}

/** `1 finding`, `2 findings`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;
}

/** A line for each text, at most so many, and how many there are beyond. */
export function bullets(texts: readonly string[], most: number, indent = ""): readonly string[] {
  const rest = texts.length - most;
  return [...texts.slice(0, most), ...(rest > 0 ? [`and ${rest} more`] : [])].map((text) => `${indent}- ${text}`);
}

/** Paragraphs that say something, with an empty line between. */
export function paragraphs(...texts: readonly (string | undefined)[]): string {
  return texts.filter(Boolean).join("\n\n");
}

/** Templates and names may hold the number of an account, which is nobody else's business. */
export function withoutAccountIds(text: string): string {
  return text.replace(/(?<!\d)\d{12}(?!\d)/g, "*");
}
