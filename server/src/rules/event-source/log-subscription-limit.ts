import { property } from "../../model/expressions.ts";
import type { FunctionResource, Resource } from "../../model/infrastructure.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

/** Of all filters of a log group; AWS raises it for nobody. */
const LIMIT = 2;

export const logSubscriptionLimit = defineRule({
  id: "log-subscription-limit",
  title: "More subscriptions than a log group may have",
  section: "event-source",
  checklist: "safe-rollout",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "stack",
  check(stack, { resources, named, functionsOf }) {
    const byGroup = new Map<string, Resource[]>();
    for (const filter of resources(stack, "AWS::Logs::SubscriptionFilter")) {
      // Those that may not be deployed together do not add up.
      if (filter.isConditional) continue;
      const name = property(filter, "LogGroupName");
      const group = named(name, stack).find(({ type }) => type === "AWS::Logs::LogGroup");
      const key = group ? `resource ${group.id}` : name?.kind === "literal" && !name.isAssumed ? `name ${name.value}` : undefined;
      if (key !== undefined) byGroup.set(key, [...(byGroup.get(key) ?? []), filter]);
    }
    const problems = [...byGroup].flatMap(([key, filters]) => problemOf(key, filters, functionsOf(stack)));
    if (problems.length > 0) return problems;
    return byGroup.size > 0 ? "ok" : undefined;
  },
});

function problemOf(key: string, filters: readonly Resource[], functions: readonly FunctionResource[]): Problem[] {
  const [extra] = filters.slice(LIMIT);
  if (extra === undefined) return [];
  return [
    {
      at: extra.head,
      functions: functions.filter(({ triggers }) => triggers.some(({ resource }) => filters.includes(resource))),
      message: `A log group may have two subscription filters, so this deployment is refused; send the logs to one stream or function that passes them on: ${key.replace(/^\w+ /, "")}`,
      related: filters.slice(0, LIMIT).map((filter) => ({ at: filter.head, message: "A subscription of the same log group" })),
    },
  ];
}
