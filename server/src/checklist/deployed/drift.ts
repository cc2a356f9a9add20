/**
 * What is deployed otherwise than the template says, shown at the items it concerns. It changes no status. What is met by the template stays
 * met: a template that is not deployed yet is the ordinary reason, and the checklist is about the workspace, which the next deployment
 * brings. Nor is it silent: the sign stands with the proof it speaks against. The other way round, a setting that only the deployed function
 * has proves an item by the item's own reading of it, and not here.
 */
import type { ChecklistItem } from "../../rules/rule.ts";
import { type DeployedSign, type DriftSeen, supports } from "./sign.ts";

/** Beginnings of the properties' names that matter to an item. */
const PROPERTIES: Readonly<Partial<Record<ChecklistItem, RegExp>>> = {
  "timeout-chosen": /^Timeout\b/,
  "memory-measured": /^Memory\b/,
  "concurrency-limited": /^(?:Reserved concurrency|Maximum concurrency)/,
  "failure-destination": /^(?:Dead-letter|On-failure|Failure destination)/,
  "retries-understood": /^(?:Retry attempts|Maximum (?:retry attempts|event age|age)|Event age)/,
  "structured-logs": /^Log format/,
  "tracing-or-correlation": /^Tracing\b/,
  "safe-rollout": /^Alias/,
};

export function driftSigns(item: ChecklistItem, drift: readonly DriftSeen[]): DeployedSign[] {
  const meant = PROPERTIES[item];
  return drift.filter(({ property }) => meant?.test(property)).map((each) => supports(messageOf(each), each.place));
}

function messageOf({ property, template, deployed }: DriftSeen): string {
  if (template === null) return `${property} is deployed, and the template does not have it: ${deployed}`;
  if (deployed === null) return `${property} is not deployed; the template says ${template}`;
  return `${property} is deployed with ${deployed}; the template says ${template}`;
}
