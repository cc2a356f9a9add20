import { property } from "../../model/expressions.ts";
import type { FunctionResource, Resource } from "../../model/infrastructure.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

export const dlqIsOwnSource = defineRule({
  id: "dlq-is-own-source",
  title: "Failed events go back to where they came from",
  section: "errors",
  checklist: "failure-destination",
  severity: "error",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { named }) {
    const sources = new Set(fn.triggers.flatMap(({ sourceResource }) => sourceResource ?? []));
    return [...ends(fn)].flatMap(({ value, owner }): Problem[] => {
      const target = value && named(value, owner.stack).find((each) => sources.has(each));
      if (!value || !target) return [];
      return [
        {
          at: value.place,
          message: `What fails is sent to the source of this function and fails again, without end and at your cost; name another queue or topic: ${target.name}`,
          related: [{ at: target.head, message: `The source of ${fn.name}` }],
        },
      ];
    });
  },
});

/** Everything that names where failed events of a function go. */
function* ends({ resource, invokeConfig, triggers }: FunctionResource): Generator<{ value: ReturnType<typeof property>; owner: Resource }> {
  yield { value: property(resource, "DeadLetterConfig.TargetArn"), owner: resource };
  if (invokeConfig) yield { value: property(invokeConfig, "DestinationConfig.OnFailure.Destination"), owner: invokeConfig };
  for (const trigger of triggers) {
    yield { value: property(trigger.resource, "DestinationConfig.OnFailure.Destination"), owner: trigger.resource };
    const queue = trigger.sourceResource;
    if (queue?.type === "AWS::SQS::Queue") yield { value: property(queue, "RedrivePolicy.deadLetterTargetArn"), owner: queue };
  }
}
