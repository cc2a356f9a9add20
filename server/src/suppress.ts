/**
 * `lambda-ready: ignore[rule-a, rule-b] reason` in a comment on a finding's line or on the line above, `ignore-file[rule]`
 * anywhere. A finding's line is the one it begins or ends on, or the first line of the statement it stands in.
 */
import type { Finding } from "./findings.ts";
import { type Lines, linesOf } from "./lines.ts";
import type { Module, Range } from "./model/code.ts";

/** One rule named in a directive. */
export interface SuppressedRule extends Range {
  readonly id: string;
  used: boolean;
}

/** One `lambda-ready: ignore…`; its own range is that of the words, from `lambda-ready` to the closing bracket. */
export interface Directive extends Range {
  readonly scope: "line" | "file";
  readonly comment: Range;
  /** The comment has its lines to itself, but for the braces around a comment in JSX. */
  readonly standsAlone: boolean;
  /** The line whose findings it is about; -1 for `file`. */
  readonly line: number;
  readonly rules: readonly SuppressedRule[];
}

const directivePattern = /lambda-ready:[ \t]*ignore(-file)?\b[ \t]*(?:\[([^\]\n]*)\])?/g;

/** The directives of one module, and which of them were of use. */
export class Suppressions {
  readonly directives: readonly Directive[];
  readonly #module: Module;
  readonly #lines: Lines;

  constructor(module: Module) {
    this.#module = module;
    this.#lines = linesOf(module);
    this.directives = module.text.includes("lambda-ready:") ? readDirectives(module, this.#lines) : [];
  }

  /** Is the finding suppressed? Marks what suppresses it as used. */
  suppress(finding: Finding): boolean {
    const matching = this.#about(finding.place).flatMap((directive) => directive.rules.filter((rule) => rule.id === finding.rule.id));
    for (const rule of matching) rule.used = true;
    return matching.length > 0;
  }

  /** The directive of that scope that would speak about a place, so that another rule can be added to it. */
  directiveFor(scope: Directive["scope"], place: Range): Directive | undefined {
    return this.#about(place).find((directive) => directive.scope === scope && this.#module.text[directive.end - 1] === "]");
  }

  #about(place: Range): Directive[] {
    if (this.directives.length === 0) return [];
    const statement = statementAround(this.#module, place);
    const lines = [place.start, place.end, statement.start].map((offset) => this.#lines.lineAt(offset));
    return this.directives.filter((directive) => directive.scope === "file" || lines.includes(directive.line));
  }
}

/** The smallest statement known to hold a range; the range itself where none is. */
export function statementAround(module: Module, range: Range): Range {
  let best: Range | undefined;
  const offer = (candidate: Range): void => {
    if (candidate.start > range.start || candidate.end < range.end) return;
    if (!best || candidate.end - candidate.start < best.end - best.start) best = candidate;
  };
  for (const scope of module.scopes) {
    for (const call of scope.calls) offer(call.statement);
    for (const write of scope.writes) offer(write.statement);
    for (const exit of scope.returns) offer(exit);
    for (const exit of scope.throws) offer(exit);
  }
  return best ?? range;
}

function readDirectives(module: Module, lines: Lines): Directive[] {
  return module.comments.flatMap((comment) => {
    const text = module.text.slice(comment.start, comment.end);
    return [...text.matchAll(directivePattern)].map((match) => readDirective(module, lines, comment, comment.start + match.index, match));
  });
}

function readDirective(module: Module, lines: Lines, comment: Range, start: number, match: RegExpExecArray): Directive {
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
  const line = scope === "file" ? -1 : alone ? lineBelow(module, lines, comment) : lines.lineAt(comment.start);
  return { start, end, scope, comment, standsAlone: alone, line, rules };
}

function standsAlone(lines: Lines, comment: Range): boolean {
  const before = lines.text.slice(lines.start(lines.lineAt(comment.start)), comment.start);
  const after = lines.text.slice(comment.end, lines.end(lines.lineAt(comment.end)));
  return /^\s*\{?\s*$/.test(before) && /^\s*\}?\s*$/.test(after);
}

/** The line after a comment that stands alone; further such comments in between are passed over. */
function lineBelow(module: Module, lines: Lines, comment: Range): number {
  let line = lines.lineAt(comment.end) + 1;
  for (const other of module.comments) {
    if (lines.lineAt(other.start) === line && standsAlone(lines, other)) line = lines.lineAt(other.end) + 1;
  }
  return line;
}
