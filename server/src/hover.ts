/** What a finding means and what a function is, where the pointer rests on them. */
import { type Hover, MarkupKind, type Position } from "vscode-languageserver";
import { rangeOf } from "./diagnostics.ts";
import type { Documentation } from "./documentation.ts";
import { functionTexts } from "./features/functionHover.ts";
import type { Mention } from "./features/functionsAt.ts";
import type { Finding } from "./findings.ts";
import type { Project } from "./project.ts";
import type { Rule } from "./rules/rule.ts";
import type { Uris } from "./uris.ts";

export interface HoverSupport {
  /** The client runs our command links. */
  readonly commandLinks: boolean;
  readonly markdown: boolean;
}

/** What may be shown at a position. */
export interface HoverSource {
  readonly findings: readonly Finding[];
  readonly mentions: readonly Mention[];
  readonly project: Project;
  readonly uris: Uris;
}

export function hover(source: HoverSource, at: Position, documentation: Documentation, support: HoverSupport): Hover | null {
  const { mentions, project, uris } = source;
  const here = source.findings.filter((finding) => contains(finding, at));
  const first = here[0] ?? mentions[0];
  if (!first) return null;
  const rules = new Set(here.map((finding) => finding.rule));
  const parts = [
    ...functionTexts(mentions, project, uris, support.markdown),
    ...[...rules].map((rule) => explanation(rule, documentation, support)),
  ];
  const value = parts.join(support.markdown ? "\n\n---\n\n" : "\n\n");
  return { contents: { kind: support.markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value }, range: rangeOf(first.place) };
}

function explanation(rule: Rule, documentation: Documentation, support: HoverSupport): string {
  // What is wrong is in the finding's message, which editors show above this.
  const why = documentation.excerpt(rule, "Why");
  if (!support.markdown) return [`${rule.title} (${rule.id})`, why, documentation.url(rule)].filter(Boolean).join("\n\n");
  return [`**${rule.title}** \`${rule.id}\``, why && `**Why** ${why}`, link(rule, documentation, support)].filter(Boolean).join("\n\n");
}

function link(rule: Rule, documentation: Documentation, support: HoverSupport): string {
  const target = support.commandLinks
    ? `command:lambdaReady.showDocumentation?${encodeURIComponent(JSON.stringify([rule.id]))}`
    : documentation.url(rule);
  return `[Show documentation](${target})`;
}

function contains(finding: Finding, at: Position): boolean {
  const { start, end } = rangeOf(finding.place);
  const afterStart = at.line > start.line || (at.line === start.line && at.character >= start.character);
  return afterStart && (at.line < end.line || (at.line === end.line && at.character <= end.character));
}
