/**
 * What is deployed otherwise than the template says, shown at the items it concerns. It changes no status. What is met by the template stays
 * met: a template that is not deployed yet is the ordinary reason, and the checklist is about the workspace, which the next deployment
 * brings. Nor is it silent: the sign stands with the proof it speaks against. The other way round, a setting that only the deployed function
 * has proves an item by the item's own reading of it, and not here.
 */
import type { ChecklistItem } from "../../rules/rule.ts";
import { type DeployedSign, type DriftSeen, supports } from "./sign.ts";

/** The properties that matter to an item, as a comparison calls them. */
export const PROPERTIES = {
  "timeout-chosen": /^Timeout$/,
  "memory-measured": /^Memory$/,
  "concurrency-limited": /^Reserved concurrency$|: maximum concurrency$/,
  "failure-destination": /^(?:Dead-letter queue|On-failure destination)$|: on-failure destination$/,
  "retries-understood": /^(?:Retries|Age) of asynchronous events$|: reports batch item failures$/,
  "structured-logs": /^Log format$/,
  "tracing-or-correlation": /^Tracing$/,
  "safe-rollout": /^Alias /,
  "rollback-known": /^Alias /,
} as const satisfies Readonly<Partial<Record<ChecklistItem, RegExp>>>;

export function driftSigns(item: ChecklistItem, drift: readonly DriftSeen[]): DeployedSign[] {
  const meant = (PROPERTIES as Readonly<Partial<Record<ChecklistItem, RegExp>>>)[item];
  return drift.filter(({ property }) => meant?.test(property)).map((each) => supports(messageOf(each), each.place));
}

function messageOf({ property, template, deployed }: DriftSeen): string {
  if (template === null) return `${property} is deployed, and the template does not have it: ${deployed}`;
  if (deployed === null) return `${property} is not deployed; the template ${isValue(template) ? `says ${template}` : "has it"}`;
  return `${property} is deployed with ${deployed}; the template says ${template}`;
}

/** Of some properties the comparison tells that they are there, and no more. */
function isValue(template: string): boolean {
  return template !== "set" && template !== "there";
}
