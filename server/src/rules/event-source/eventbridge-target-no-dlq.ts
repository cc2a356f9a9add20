import { isAbsent, property } from "../../model/expressions.ts";
import type { Expression, Resource } from "../../model/infrastructure.ts";
import { bringsWork } from "../../model/triggers.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

export const eventbridgeTargetNoDlq = defineRule({
  id: "eventbridge-target-no-dlq",
  title: "Events that cannot be delivered are dropped",
  section: "event-source",
  checklist: "failure-destination",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { named }) {
    const problems: Problem[] = [];
    let isRight = false;
    for (const { resource } of fn.triggers.filter(bringsWork)) {
      for (const target of targetsOf(resource)) {
        if (target.kind !== "map" || !named(property(target, "Arn"), fn.stack).some((each) => isPartOf(each, fn.resource))) continue;
        if (!isAbsent(target, "DeadLetterConfig")) {
          isRight = true;
          continue;
        }
        problems.push({
          at: resource.head,
          message: `An event that EventBridge cannot hand over (the function is deleted or may not be invoked) is dropped before the function could see it; give the target a dead-letter queue: ${fn.name}`,
        });
      }
    }
    return problems.length === 0 && isRight ? "ok" : problems;
  },
});

function targetsOf(resource: Resource): readonly Expression[] {
  if (resource.type === "AWS::Events::Rule") {
    const targets = property(resource, "Targets");
    return targets?.kind === "list" ? targets.items : [];
  }
  const target = resource.type === "AWS::Scheduler::Schedule" ? property(resource, "Target") : undefined;
  return target ? [target] : [];
}

/** The function itself, or its alias or version. */
function isPartOf(resource: Resource, fn: Resource): boolean {
  return resource === fn || resource.owner === fn || resource.type === "AWS::Lambda::Alias";
}
