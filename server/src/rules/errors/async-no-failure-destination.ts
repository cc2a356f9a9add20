import type { FunctionResource } from "../../model/infrastructure.ts";
import { bringsWork } from "../../model/triggers.ts";
import { withFailureQueue } from "../../rewrite/grants.ts";
import { type Change, type NewReference, reference, type TemplateRewriter } from "../../rewrite/template.ts";
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
    return {
      at: fn.resource.head,
      message: `Lambda retries an asynchronous event twice and then drops it, and nothing here keeps it; give the function an on-failure destination or a dead-letter queue: ${fn.name}`,
      related: [{ at: first.resource.head, message: `Invoked asynchronously by this (${first.type})` }],
      fixes: () => [keptInQueue(fn, rewrite)],
    };
  },
});

function keptInQueue(fn: FunctionResource, rewrite: TemplateRewriter) {
  const queue = `${fn.resource.name}Failures`;
  const { edits, left } = withFailureQueue(rewrite, fn, queue, sentTo(reference(queue, "Arn"), fn));
  return repair(`Send failed events to a new queue${left}: ${fn.name}`, "suggested", edits);
}

/** The Serverless Framework takes no queue as `onError`, but as a destination. */
function sentTo(queue: NewReference, { resource, invokeConfig, stack }: FunctionResource): Change {
  if (stack.dialect !== "serverless") return { kind: "set", resource, path: ["DeadLetterConfig", "TargetArn"], value: queue };
  if (invokeConfig) return { kind: "set", resource: invokeConfig, path: ["DestinationConfig", "OnFailure", "Destination"], value: queue };
  const properties = { FunctionName: reference(resource.id), DestinationConfig: { OnFailure: { Destination: queue } } };
  return { kind: "add", after: resource, id: `${resource.name}InvokeConfig`, type: "AWS::Lambda::EventInvokeConfig", properties };
}
