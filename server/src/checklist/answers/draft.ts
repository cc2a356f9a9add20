/** A YAML text that is edited step by step: each step sees what the one before it made. */
import type { DataDocument, DataEntry } from "../../parse/data.ts";
import { parseYaml } from "../../parse/yaml.ts";
import { colonEnd, endsLine, hasComment, indentTo, type TextEdit } from "../../rewrite/data/places.ts";
import { type DataStyle, styleOf } from "../../rewrite/data/style.ts";
import { lineEnd, newlineOf, withLineEnds } from "../../rewrite/text.ts";
import type { WrittenScalar } from "./written.ts";

export type Edits = readonly TextEdit[] | undefined;

export class Draft {
  readonly style: DataStyle;
  readonly #newline: string;
  document: DataDocument;

  constructor(document: DataDocument) {
    this.document = document;
    this.style = styleOf(document);
    this.#newline = newlineOf(document.text);
  }

  get text(): string {
    return this.document.text;
  }

  /** Makes the edits, which must not overlap. @returns false, and changes nothing, where there are none to make */
  apply(edits: Edits): boolean {
    if (edits === undefined) return false;
    let result = "";
    let at = 0;
    for (const { start, end, newText } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
      result += this.text.slice(at, start) + withLineEnds(newText, this.#newline);
      at = end;
    }
    this.document = parseYaml(result + this.text.slice(at));
    return true;
  }
}

/** Lines below a key in place of its value, which is nothing or a scalar; a comment behind the key stays there. */
export function fill(draft: Draft, entry: DataEntry, lines: (indent: string) => string): Edits {
  const { text, document, style } = draft;
  const colon = colonEnd(text, entry);
  if (colon === undefined) return undefined;
  const indent = indentTo(text, entry.key.outerStart) + style.unit;
  const end = endOf(entry, colon);
  if (hasComment(document, colon, end) || !endsLine(text, end)) return undefined;
  const at = lineEnd(text, end);
  return [
    { start: colon, end, newText: "" },
    { start: at, end: at, newText: `\n${indent}${lines(indent)}` },
  ];
}

/** A scalar in place of another one; the comment on the line of the key stays there. */
export function replaceScalar(draft: Draft, entry: DataEntry, { head, body }: WrittenScalar): Edits {
  const { text, document } = draft;
  const colon = colonEnd(text, entry);
  if (colon === undefined) return undefined;
  const end = endOf(entry, colon);
  if (!endsLine(text, end)) return undefined;
  const comments = document.comments.filter((one) => one.start >= colon && one.start < end);
  // Behind the sign of a block, `note: | # as agreed`; anywhere else inside of a value there is none.
  const own = comments.map((one) => ` ${text.slice(one.start, one.end)}`).join("");
  if (own !== "" || body === "") return [{ start: colon, end, newText: ` ${head}${own}${body}` }];
  const at = lineEnd(text, end);
  return [
    { start: colon, end, newText: ` ${head}` },
    { start: at, end: at, newText: body },
  ];
}

/** Where the value ends; nothing at all ends at the colon, wherever the parser puts it. */
function endOf({ value }: DataEntry, colon: number): number {
  return value.outerStart < value.end ? value.end : colon;
}
