/** What is said about one template: findings of its stacks and functions without those that are suppressed. */
import { type Findings, sorted } from "./finding.ts";
import type { InfrastructureOptions } from "./infrastructureFindings.ts";
import type { Resource, Stack, Template } from "./model/infrastructure.ts";
import { infrastructureFacts, isOn, type Rule } from "./rules/rule.ts";
import { type ResolvedSettings, severityInForce } from "./settings.ts";
import { Suppressions } from "./suppress.ts";
import { unusedFindings } from "./suppressUnused.ts";

/** @param stacks those in which the file is a template */
export function templateFindings(template: Template, stacks: readonly Stack[], found: Findings, options: InfrastructureOptions): Findings {
  const { rules } = options;
  const settings = options.settings(template.path);
  const suppressions = new Suppressions(template, { resources: resourcesOf(stacks), leaveTo: settings.leaveToOtherTools });
  const kept = found.findings.filter((finding) => !suppressions.suppress(finding));
  const unused = unusedFindings(template, suppressions, { rules, settings, askedIds: askedAbout(template, rules, settings, found.failed) });
  return { findings: sorted([...kept, ...unused]), evidence: found.evidence };
}

export function resourcesOf(stacks: readonly Stack[]): Resource[] {
  return stacks.flatMap((stack) => [...stack.resources.values()]);
}

/** The rules on infrastructure and whole functions that are in force in a template, without those that failed. */
export function askedAbout(
  template: Template,
  rules: readonly Rule[],
  settings: ResolvedSettings,
  failed: ReadonlySet<string> = new Set(),
): Set<string> {
  const asked = rules.filter(
    (rule) => isOn(rule, infrastructureFacts) && rule.languages.includes(template.dialect) && severityInForce(rule, settings) !== undefined,
  );
  return new Set(asked.map((rule) => rule.id).filter((id) => !failed.has(id)));
}
