/** Code that stands in the template: its text, and where each character of it is. */
import type { CodeLocation, Expression, JoinedExpression, LiteralExpression } from "../model/infrastructure.ts";

export type InlineCode = Extract<CodeLocation, { kind: "inline" }>;

/**
 * The code of `Code.ZipFile`. `place` begins where the first line of the text does; where `isVerbatim`, each line of the text is the
 * line of the template without `indentation` columns, and `templateOffset` tells where a character stands. In text
 * that is joined (`!Sub`), substitutions stay as they are written.
 */
export function inlineCode(value: Expression | undefined): InlineCode | undefined {
  if (value?.kind === "literal" && typeof value.value === "string") return located(value, value.value);
  if (value?.kind !== "joined") return undefined;
  return quoted(value) ?? written(value) ?? pieced(value);
}

/** Where in the template the character at an offset of verbatim text stands. */
export function templateOffset(code: InlineCode, offset: number): number {
  if (code.indentation === 0) return code.place.start + offset;
  const { text } = code.place.file;
  let line = 0;
  let at = code.place.start;
  for (;;) {
    const end = code.text.indexOf("\n", line);
    const indentation = indentationAt(text, at, code.indentation);
    if (end < 0 || offset <= end) return at + indentation + (offset - line);
    at = text.indexOf("\n", at) + 1;
    line = end + 1;
  }
}

/** Blank lines may be shorter than the indentation. */
function indentationAt(text: string, start: number, most: number): number {
  let count = 0;
  while (count < most && (text[start + count] === " " || text[start + count] === "\t")) count++;
  return count;
}

function located(value: LiteralExpression, text: string): InlineCode {
  const { place } = value;
  const { file } = place;
  const at = file.text.slice(place.start, place.end).indexOf(text);
  if (text !== "" && at >= 0) {
    const start = place.start + at;
    return { kind: "inline", text, place: { file, start, end: start + text.length }, indentation: 0, isVerbatim: true };
  }
  const block = blockOf(value);
  // Line ends of the template are `\n` in the value; trailing ones depend on the block's header.
  if (block !== undefined && block.text.trimEnd() === text.trimEnd()) return block;
  return { kind: "inline", text, place, indentation: 0, isVerbatim: false };
}

/** A template literal of the CDK; with a backslash in it, its characters are not those of the text. */
function quoted({ place }: JoinedExpression): InlineCode | undefined {
  const { file } = place;
  const inner = /^`([^`\\]*)`$/.exec(file.text.slice(place.start, place.end))?.[1];
  if (inner === undefined) return undefined;
  const start = place.start + 1;
  return { kind: "inline", text: inner, place: { file, start, end: start + inner.length }, indentation: 0, isVerbatim: true };
}

/** A joined text as its author sees it, `${…}` in place. */
function written(value: JoinedExpression): InlineCode | undefined {
  const first = value.parts[0];
  const block = blockOf(value);
  if (block === undefined || typeof first !== "string") return undefined;
  return block.text.startsWith(first.slice(0, first.lastIndexOf("\n") + 1)) ? block : undefined;
}

/** Lines put together (`Fn::Join`): what is not known leaves no trace. */
function pieced(value: JoinedExpression): InlineCode {
  const known = (part: string | Expression) => (typeof part === "string" ? part : part.kind === "literal" ? String(part.value ?? "") : "");
  return { kind: "inline", text: value.parts.map(known).join(""), place: value.place, indentation: 0, isVerbatim: false };
}

/** The lines of a YAML block scalar or a heredoc without what indents all of them. */
function blockOf(value: Expression): InlineCode | undefined {
  const { file, start, end } = value.place;
  const header = /^(?:!Sub\s+)?(?:[|>][-+\d]*[ \t]*(?:#[^\n]*)?|<<[-~]?\w+)\r?\n/.exec(file.text.slice(start, Math.min(end, start + 200)));
  const first = header === null ? file.text.lastIndexOf("\n", start - 1) + 1 : start + header[0].length;
  if (header === null && file.text.slice(first, start).trim() !== "") return undefined;
  const lines = file.text.slice(first, end).split("\n");
  if (lines.some((line) => line.includes("\r")))
    lines.forEach((line, index) => {
      lines[index] = line.replace(/\r$/, "");
    });
  const depths = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  if (depths.length === 0) return undefined;
  const indentation = Math.min(...depths);
  const text = lines.map((line) => line.slice(indentation)).join("\n");
  return { kind: "inline", text, place: { file, start: first, end }, indentation, isVerbatim: true };
}
