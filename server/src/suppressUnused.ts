/** Findings about suppressions that suppress nothing, or name a rule there is not. */
import type { Finding } from "./findings.ts";
import type { Range } from "./model/code.ts";
import type { Fix } from "./rewrite/rewriter.ts";
import { everyDialect, type Rule } from "./rules/rule.ts";
import { type ResolvedSettings, severityInForce } from "./settings.ts";
import type { SuppressedRule } from "./suppress/comments.ts";
import { removal } from "./suppress/removal.ts";
import type { Directive, Suppressible, Suppressions } from "./suppress.ts";

/** Not asked like other rules: what it reports is known when all others have run. */
export const unusedSuppression: Rule = {
  id: "unused-suppression",
  title: "Suppression that suppresses nothing",
  section: "testing",
  checklist: { none: "It speaks about what this tool was told, not about the function." },
  severity: "info",
  profile: "recommended",
  languages: ["python", "javascript", "typescript", ...everyDialect],
  on: "module",
  check: () => undefined,
};

interface Asked {
  readonly rules: readonly Rule[];
  readonly settings: ResolvedSettings;
  /** The rules that ran over the file without fault; nothing is known of the others. */
  readonly askedIds: ReadonlySet<string>;
}

/** Nothing in a file that does not parse as a whole: what is suppressed there may be what is not seen. */
export function unusedFindings(file: Suppressible, suppressions: Suppressions, asked: Asked): Finding[] {
  const severity = severityInForce(unusedSuppression, asked.settings);
  if (!severity || file.broken.length > 0) return [];
  const known = new Set([...asked.rules.map((rule) => rule.id), unusedSuppression.id]);
  const isIdle = (rule: string): boolean => !known.has(rule) || (asked.askedIds.has(rule) && !suppressions.isLeftToOthers(rule));
  const finding = (at: Range, message: string, fix: () => Fix): Finding => ({
    rule: unusedSuppression,
    severity,
    place: { file, start: at.start, end: at.end },
    about: { kind: "code" },
    alsoAbout: [],
    message,
    related: [],
    function: null,
    fixes: () => [fix()],
  });
  return suppressions.directives.flatMap((directive) => {
    if (directive.rules.length === 0) {
      const remove = (): Fix => removal(file, directive, directive.rules);
      return [finding(directive, `This names no rule and suppresses nothing; write ${exampleFor(file, directive)}.`, remove)];
    }
    const idle = directive.rules.filter((rule) => !rule.used && isIdle(rule.id));
    return idle.map((rule) => finding(rule, messageFor(rule, directive, known), () => removal(file, directive, [rule])));
  });
}

function exampleFor(file: Suppressible, directive: Directive): string {
  if (directive.kind === "metadata") return "ignore: [rule]";
  return `${file.text.slice(directive.start, directive.end).replace(/\s*\[.*$/, "")}[rule]`;
}

function messageFor(rule: SuppressedRule, directive: Directive, known: ReadonlySet<string>): string {
  if (!known.has(rule.id)) return `There is no such rule, so nothing is suppressed: ${rule.id}`;
  const isFile = directive.kind === "comment" ? directive.scope === "file" : directive.resource === null;
  const where = isFile ? "file" : directive.kind === "comment" ? "line" : "resource";
  return `Nothing is suppressed, the ${where} has no finding of this rule; remove it: ${rule.id}`;
}
