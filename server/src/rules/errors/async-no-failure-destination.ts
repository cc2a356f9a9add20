import { bringsWork } from "../../model/triggers.ts";
import { reference } from "../../rewrite/template.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

export const asyncNoFailureDestination = defineRule({
  id: "async-no-failure-destination",
  title: "Events that fail are dropped",
  section: "errors",
  checklist: "failure-destination",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite }) {
    const [first] = fn.triggers.filter((trigger) => trigger.invocation === "asynchronous" && bringsWork(trigger));
    if (first === undefined || fn.failureDestination.kind === "computed") return undefined;
    if (fn.failureDestination.kind === "set") return "ok";
    const { resource } = fn;
    const queue = `${resource.name}Failures`;
    return {
      at: resource.head,
      message: `Lambda retries an asynchronous event twice and then drops it, and nothing here keeps it; give the function an on-failure destination or a dead-letter queue: ${fn.name}`,
      related: [{ at: first.resource.head, message: `Invoked asynchronously by this (${first.type})` }],
      fixes: () => [
        repair(
          `Send failed events to a new queue: ${fn.name}`,
          "suggested",
          rewrite.change([
            {
              kind: "add",
              after: resource,
              id: queue,
              type: "AWS::SQS::Queue",
              properties: { MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true },
            },
            { kind: "set", resource, path: ["DeadLetterConfig", "TargetArn"], value: reference(queue, "Arn") },
          ]),
        ),
      ],
    };
  },
});
