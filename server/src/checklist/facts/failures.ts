/** Where events go that cannot be handled, trigger by trigger. */

import type { Place } from "../../model/code.ts";
import { isAbsent, property } from "../../model/expressions.ts";
import type { Expression, FunctionResource, Trigger } from "../../model/infrastructure.ts";

/** Where what keeps the trigger's failed events is written; undefined where nothing does, or where that is not certain. */
export function keptFailures(trigger: Trigger, fn: FunctionResource): Place | undefined {
  if (trigger.invocation === "asynchronous") return ofFunction(trigger, fn);
  if (trigger.invocation !== "polled") return undefined;
  if (trigger.type === "sqs") {
    const { sourceResource: queue } = trigger;
    return queue?.type === "AWS::SQS::Queue" ? placeOfSet(property(queue, "RedrivePolicy.deadLetterTargetArn")) : undefined;
  }
  return placeOfSet(property(trigger.resource, "DestinationConfig.OnFailure.Destination"));
}

function ofFunction({ isQualified }: Trigger, { failureDestination, invokeConfig }: FunctionResource): Place | undefined {
  if (failureDestination.kind !== "set") return undefined;
  const { kind, place } = failureDestination.value;
  // What is configured for the unpublished version holds for no alias.
  if (kind === "on-failure" && isQualified && (!invokeConfig || isAbsent(invokeConfig, "Qualifier"))) return undefined;
  return place;
}

/** Set for certain: not one of several, and no parameter that may be empty. */
function placeOfSet(value: Expression | undefined): Place | undefined {
  if (value === undefined || value.kind === "none" || value.kind === "choice") return undefined;
  if (value.kind === "literal" && (value.isAssumed || value.value === null || value.value === "")) return undefined;
  return value.kind === "computed" && value.mentions.length === 0 ? undefined : value.place;
}
