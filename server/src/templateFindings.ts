/** What is said about one template: findings of its stacks and functions without those that are suppressed. */
import { type Findings, sorted } from "./finding.ts";
import type { InfrastructureOptions } from "./infrastructureFindings.ts";
import type { Stack, Template } from "./model/infrastructure.ts";

/** @param stacks those in which the file is a template */
export function templateFindings(
  _template: Template,
  _stacks: readonly Stack[],
  found: Findings,
  _options: InfrastructureOptions,
): Findings {
  return { findings: sorted(found.findings), evidence: found.evidence };
}
