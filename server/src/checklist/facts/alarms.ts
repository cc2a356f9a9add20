/** Alarms of which it is certain that they watch a function or a queue. */
import type { Infrastructure } from "../../infrastructure/infrastructure.ts";
import { metricsOf } from "../../model/costs.ts";
import { itemsOf, property, textOf } from "../../model/expressions.ts";
import type { Expression, FunctionResource, Resource } from "../../model/infrastructure.ts";

const ALARM = "AWS::CloudWatch::Alarm";
const NAMED = ["Dimensions", "Metrics"];

/** The function's alarms by metric: those whose dimensions name it, and those over all functions of the account. */
export function alarmsByMetric(fn: FunctionResource, infrastructure: Infrastructure): ReadonlyMap<string, Resource> {
  const found = new Map<string, Resource>();
  for (const alarm of fn.alarms) {
    if (alarm.type !== ALARM || alarm.isConditional || !(watchesAll(alarm) || names(alarm, fn, infrastructure))) continue;
    for (const metric of metricsOf(alarm)) if (!found.has(metric)) found.set(metric, alarm);
  }
  return found;
}

/** An alarm of the workspace on the depth of a queue. */
export function depthAlarm(queue: Resource, infrastructure: Infrastructure): Resource | undefined {
  return infrastructure
    .referrers(queue)
    .find((alarm) => alarm.type === ALARM && metricsOf(alarm).some((metric) => /^ApproximateNumberOfMessages/.test(metric)));
}

/** The queues to which what the function could not handle goes, as far as they are in the stack. `areKnown`: there is no other. */
export function deadLetterQueues(
  { failureDestination, triggers, stack }: FunctionResource,
  infrastructure: Infrastructure,
): { readonly queues: readonly Resource[]; readonly areKnown: boolean } {
  const queues = new Set<Resource>();
  let areKnown = failureDestination.kind !== "computed";
  const add = (target: Resource | null | undefined): void => {
    if (!target) areKnown = false;
    else if (target.type === "AWS::SQS::Queue") queues.add(target);
  };
  if (failureDestination.kind === "set") add(failureDestination.value.target);
  for (const { resource, sourceResource } of triggers) {
    const places = [
      sourceResource && property(sourceResource, "RedrivePolicy"),
      property(resource, "DestinationConfig.OnFailure.Destination"),
    ];
    for (const value of places) if (value) add(one(value, stack, infrastructure));
  }
  return { queues: [...queues], areKnown };
}

function one(value: Expression, stack: FunctionResource["stack"], infrastructure: Infrastructure): Resource | undefined {
  return infrastructure.named(value, stack)[0];
}

function names(alarm: Resource, fn: FunctionResource, { named, functionOf }: Infrastructure): boolean {
  return NAMED.some((key) => {
    const value = property(alarm, key);
    if (value === undefined || value.kind === "computed") return false;
    return named(value, alarm.stack).some((each) => functionOf(each) === fn);
  });
}

/** Metrics of Lambda without a dimension are those of all functions. */
function watchesAll(alarm: Resource): boolean {
  const dimensions = property(alarm, "Dimensions");
  const isUnset = dimensions === undefined ? !alarm.properties.isOpen : dimensions.kind === "list" && itemsOf(dimensions)?.length === 0;
  return isUnset && textOf(property(alarm, "Namespace")) === "AWS/Lambda";
}
