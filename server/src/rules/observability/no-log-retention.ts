import { isAbsent, numberOf, property } from "../../model/expressions.ts";
import type { Resource, Stack } from "../../model/infrastructure.ts";
import { defineRule, everyDialect, type InfrastructureContext, type Problem, repair } from "../rule.ts";

const DAYS = 30;
/** How Terraform writes that there is no end. */
const NO_END = [0];
/** Where the Serverless Framework is told something for all functions. */
const PROVIDER = "Serverless::Provider";

export const noLogRetention = defineRule({
  id: "no-log-retention",
  title: "Logs that are kept for ever",
  section: "observability",
  checklist: { none: "It costs more than needed; the list asks whether somebody watches what it costs." },
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "stack",
  check(stack, context) {
    const groups = context.resources(stack, "AWS::Logs::LogGroup");
    const endless = groups.filter(isEndless);
    if (groups.length > 0 && endless.length === 0) return "ok";
    const written = endless.filter(({ owner }) => owner === null);
    const made = endless.filter(({ owner }) => owner !== null);
    return [...written.map((group) => problem(group, group.name, [group], context)), ...ofService(stack, made, context)];
  },
});

function isEndless(group: Resource): boolean {
  return isAbsent(group, "RetentionInDays") || NO_END.includes(numberOf(property(group, "RetentionInDays")) ?? 1);
}

/** The framework makes a group for each function: one word at the provider is for all of them. */
function ofService(stack: Stack, made: readonly Resource[], context: InfrastructureContext): Problem[] {
  const [provider] = context.resources(stack, PROVIDER);
  if (made.length === 0) return [];
  if (!provider) return made.map((group) => problem(group, group.owner?.name ?? group.name, [group], context));
  const whose = made.length === 1 ? (made[0]?.owner?.name ?? stack.name) : `${made.length} functions of ${stack.name}`;
  return [problem(provider, whose, made, context)];
}

/** @param groups whose functions it is about */
function problem(resource: Resource, name: string, groups: readonly Resource[], { rewrite, functionsOf }: InfrastructureContext): Problem {
  const change = { kind: "set", resource, path: ["RetentionInDays"], value: DAYS } as const;
  return {
    at: property(resource, "RetentionInDays")?.place ?? resource.head,
    functions: functionsOf(resource.stack).filter(({ logGroup }) => logGroup !== null && groups.includes(logGroup)),
    message: `Without a retention every line is kept for ever, and all of them are paid for every month; say how many days you look back: ${name}`,
    fixes: () => [repair(`Keep logs for ${DAYS} days: ${name}`, "suggested", rewrite.change([change]))],
  };
}
