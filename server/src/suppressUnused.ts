/** Findings about suppressions that suppress nothing, or name a rule there is not. */
import type { Finding } from "./findings.ts";
import { linesOf } from "./lines.ts";
import type { Module, Range } from "./model/code.ts";
import type { Edit, Fix } from "./rewrite/rewriter.ts";
import type { Rule } from "./rules/rule.ts";
import { type ResolvedSettings, severityInForce } from "./settings.ts";
import type { Directive, SuppressedRule, Suppressions } from "./suppress.ts";

/** Not asked like other rules: what it reports is known when all others have run. */
export const unusedSuppression: Rule = {
  id: "unused-suppression",
  title: "Suppression that suppresses nothing",
  section: "testing",
  checklist: "tests-cover",
  severity: "info",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "module",
  check: () => undefined,
};

interface Asked {
  readonly rules: readonly Rule[];
  readonly settings: ResolvedSettings;
  /** The rules that ran over the module without fault; nothing is known of the others. */
  readonly askedIds: ReadonlySet<string>;
}

/** Nothing in a file that does not parse as a whole: what is suppressed there may be what is not seen. */
export function unusedFindings(module: Module, suppressions: Suppressions, asked: Asked): Finding[] {
  const severity = severityInForce(unusedSuppression, asked.settings);
  if (!severity || module.broken.length > 0) return [];
  const known = new Set([...asked.rules.map((rule) => rule.id), unusedSuppression.id]);
  const finding = (at: Range, message: string, fix: () => Fix): Finding => ({
    rule: unusedSuppression,
    severity,
    place: { file: module, start: at.start, end: at.end },
    message,
    related: [],
    function: null,
    fixes: () => [fix()],
  });
  return suppressions.directives.flatMap((directive) => {
    if (directive.rules.length === 0) {
      const example = module.text.slice(directive.start, directive.end).replace(/\s*\[.*$/, "");
      return [
        finding(directive, `This names no rule and suppresses nothing; write ${example}[rule].`, () =>
          removal(module, directive, directive.rules),
        ),
      ];
    }
    const idle = directive.rules.filter((rule) => !rule.used && (!known.has(rule.id) || asked.askedIds.has(rule.id)));
    return idle.map((rule) => finding(rule, messageFor(rule, directive, known), () => removal(module, directive, [rule])));
  });
}

function messageFor(rule: SuppressedRule, directive: Directive, known: ReadonlySet<string>): string {
  if (!known.has(rule.id)) return `There is no such rule, so nothing is suppressed: ${rule.id}`;
  const where = directive.scope === "file" ? "file" : "line";
  return `Nothing is suppressed, the ${where} has no finding of this rule; remove it: ${rule.id}`;
}

/** Takes rules out of a directive; with its last rule the comment goes, and with the comment an otherwise empty line. */
function removal(module: Module, directive: Directive, rules: readonly SuppressedRule[]): Fix {
  const rest = directive.rules.filter((rule) => !rules.includes(rule));
  const title = rest.length > 0 ? `Remove ${rules.map((rule) => rule.id).join(", ")} from the suppression` : "Remove the suppression";
  const edit = rest.length > 0 ? withoutRules(module, directive, rest) : withoutComment(module, directive);
  return { title, safety: "safe", edits: [edit] };
}

function withoutRules(module: Module, directive: Directive, rest: readonly SuppressedRule[]): Edit {
  const start = module.text.indexOf("[", directive.start) + 1;
  return { path: module.path, start, end: directive.end - 1, newText: rest.map((rule) => rule.id).join(", ") };
}

function withoutComment(module: Module, directive: Directive): Edit {
  const { comment } = directive;
  const inside = module.text.slice(comment.start, comment.end).replace(/^(?:#+|\/\/+|\/\*+)\s*|\s*\*+\/$/g, "");
  // The comment says other things as well: only the words of the directive and their reason go.
  const ownStart = inside.startsWith("lambda-ready:");
  if (!ownStart || /[\r\n]|lambda-ready:.*lambda-ready:/.test(inside))
    return { path: module.path, ...wordsOf(module, directive), newText: "" };
  const lines = linesOf(module);
  if (directive.standsAlone) {
    const start = lines.start(lines.lineAt(comment.start));
    return { path: module.path, start, end: lines.start(lines.lineAt(comment.end) + 1), newText: "" };
  }
  const before = /[ \t]*$/.exec(module.text.slice(lines.start(lines.lineAt(comment.start)), comment.start))?.[0].length ?? 0;
  const atLineEnd = lines.end(lines.lineAt(comment.end)) === comment.end;
  return { path: module.path, start: atLineEnd ? comment.start - before : comment.start, end: comment.end, newText: "" };
}

/** The directive without what else its comment says. */
function wordsOf(module: Module, directive: Directive): Range {
  const before = /[ \t]*$/.exec(module.text.slice(directive.comment.start, directive.start))?.[0].length ?? 0;
  return { start: directive.start - before, end: directive.end };
}
