/** `lambda-ready: ignore…` in comments of code and templates. */
import type { Lines } from "../lines.ts";
import type { Range } from "../model/code.ts";

/** One rule named in a directive. */
export interface SuppressedRule extends Range {
  readonly id: string;
  used: boolean;
}

/** One `lambda-ready: ignore…`; its own range is that of the words, from `lambda-ready` to the closing bracket. */
export interface CommentDirective extends Range {
  readonly kind: "comment";
  readonly scope: "line" | "file";
  readonly comment: Range;
  /** The comment has its lines to itself, but for the braces around a comment in JSX. */
  readonly standsAlone: boolean;
  /** The line whose findings it is about; -1 for `file`. */
  readonly line: number;
  readonly rules: readonly SuppressedRule[];
  /** It has a list of rules that another one can join. */
  readonly isOpen: boolean;
}

const directivePattern = /lambda-ready:[ \t]*ignore(-file)?\b[ \t]*(?:\[([^\]\n]*)\])?/g;

/** What directives are read from. */
interface Commented {
  readonly text: string;
  readonly comments: readonly Range[];
}

export function commentDirectives(file: Commented, lines: Lines): CommentDirective[] {
  return file.comments.flatMap((comment) => {
    const text = file.text.slice(comment.start, comment.end);
    return [...text.matchAll(directivePattern)].map((match) => readDirective(file, lines, comment, comment.start + match.index, match));
  });
}

function readDirective(file: Commented, lines: Lines, comment: Range, start: number, match: RegExpExecArray): CommentDirective {
  const end = start + match[0].trimEnd().length;
  const scope = match[1] ? "file" : "line";
  const alone = standsAlone(lines, comment);
  const rules: SuppressedRule[] = [];
  if (match[2] !== undefined) {
    const listStart = start + match[0].indexOf("[") + 1;
    for (const part of match[2].matchAll(/[^\s,]+/g)) {
      rules.push({ id: part[0], start: listStart + part.index, end: listStart + part.index + part[0].length, used: false });
    }
  }
  const line = scope === "file" ? -1 : alone ? lineBelow(file, lines, comment) : lines.lineAt(comment.start);
  return { kind: "comment", start, end, scope, comment, standsAlone: alone, line, rules, isOpen: match[2] !== undefined };
}

function standsAlone(lines: Lines, comment: Range): boolean {
  const before = lines.text.slice(lines.start(lines.lineAt(comment.start)), comment.start);
  const after = lines.text.slice(comment.end, lines.end(lines.lineAt(comment.end)));
  return /^\s*\{?\s*$/.test(before) && /^\s*\}?\s*$/.test(after);
}

/** The line after a comment that stands alone; further such comments in between are passed over. */
export function lineBelow(file: Commented, lines: Lines, comment: Range): number {
  let line = lines.lineAt(comment.end) + 1;
  for (const other of file.comments) {
    if (lines.lineAt(other.start) === line && standsAlone(lines, other)) line = lines.lineAt(other.end) + 1;
  }
  return line;
}
