/** `rules` and `explain`. */
import { Documentation } from "../documentation.ts";
import { nodeFiles } from "../files.ts";
import { rules as ownRules } from "../rules/index.ts";
import type { Rule } from "../rules/rule.ts";
import { unusedSuppression } from "../suppressUnused.ts";
import { type Command, suggestion, UsageError } from "./arguments.ts";

const allRules: readonly Rule[] = [...ownRules, unusedSuppression];

/** What `rules`, `explain` and `--version` print. @param directory where the running code is. */
export function describe(command: Extract<Command, { name: "rules" | "explain" | "version" }>, directory: string): string {
  const documentation = new Documentation(nodeFiles, directory);
  switch (command.name) {
    case "version":
      return `${documentation.info.version}\n`;
    case "rules":
      return describeRules(allRules, command.format, documentation);
    case "explain":
      return explainRule(command.rule, allRules, documentation);
  }
}

function describeRules(rules: readonly Rule[], format: "text" | "json", documentation: Documentation): string {
  if (format === "json") {
    const described = rules.map((rule) => ({
      id: rule.id,
      title: rule.title,
      section: rule.section,
      checklist: typeof rule.checklist === "string" ? rule.checklist : null,
      severity: rule.severity,
      profile: rule.profile,
      languages: rule.languages,
      url: documentation.url(rule),
    }));
    return `${JSON.stringify({ version: 1, rules: described }, null, 2)}\n`;
  }
  const width = Math.max(0, ...rules.map((rule) => rule.id.length));
  const severities = Math.max(0, ...rules.map((rule) => rule.severity.length));
  const lines = rules.map((rule) => {
    const profile = rule.profile === "recommended" ? "" : ` (profile ${rule.profile})`;
    return `${rule.id.padEnd(width)}  ${rule.severity.padEnd(severities)}  ${rule.title}${profile}\n`;
  });
  return `${lines.join("")}\n\`lambda-ready explain RULE\` shows a rule's page.\n`;
}

/** Throws `UsageError` for a rule that does not exist. */
function explainRule(id: string, rules: readonly Rule[], documentation: Documentation): string {
  const rule = rules.find((each) => each.id === id);
  if (!rule) {
    const ids = rules.map((each) => each.id);
    throw new UsageError(`Unknown rule \`${id}\`.${suggestion(id, ids) || " `lambda-ready rules` lists them."}`);
  }
  const head = `${rule.id}: ${rule.severity}, ${rule.languages.join(", ")}, profile ${rule.profile}\n${documentation.url(rule)}\n`;
  return `${head}\n${documentation.page(rule)?.trim() ?? rule.title}\n`;
}
