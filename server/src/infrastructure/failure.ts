/** Where the events go that a function failed to handle. */
import { isAbsent, property } from "../model/expressions.ts";
import type { Expression, FailureDestination, Resource, Setting } from "../model/infrastructure.ts";
import { append, type StackFacts } from "./facts.ts";
import { absent } from "./settings.ts";
import { targetsAt } from "./targets.ts";

export const INVOKE_CONFIG = "AWS::Lambda::EventInvokeConfig";
const ON_FAILURE = "DestinationConfig.OnFailure.Destination";

/** The configurations of asynchronous invocation by function. */
export function invokeConfigsIn(facts: StackFacts): ReadonlyMap<Resource, readonly Resource[]> {
  const found = new Map<Resource, Resource[]>();
  for (const config of facts.ofType(INVOKE_CONFIG)) {
    for (const target of targetsAt(config, "FunctionName", facts)) append(found, target.function, config);
  }
  return found;
}

export function failureDestination(fn: Resource, configs: readonly Resource[], facts: StackFacts): Setting<FailureDestination> {
  const ways: [Resource, string, FailureDestination["kind"]][] = [
    ...configs.map((config): [Resource, string, FailureDestination["kind"]] => [config, ON_FAILURE, "on-failure"]),
    [fn, "DeadLetterConfig.TargetArn", "dead-letter-queue"],
  ];
  let unknown: Setting<FailureDestination> | undefined;
  for (const [resource, path, kind] of ways) {
    const value = property(resource, path);
    if (value !== undefined && !mayBeUnset(value)) {
      const target = facts.named(value)[0] ?? null;
      return { kind: "set", value: { kind, target, place: value.place }, place: value.place, isInherited: value.isInherited ?? false };
    }
    if (value !== undefined || !isAbsent(resource, path)) unknown ??= { kind: "computed", place: value?.place ?? resource.head };
  }
  return unknown ?? absent(fn);
}

/** One of several that is nothing; and what a parameter may leave empty. */
function mayBeUnset(value: Expression): boolean {
  if (value.kind === "choice") return value.options.some(mayBeUnset);
  if (value.kind === "literal") return value.value === null || value.value === "" || value.isAssumed === true;
  return value.kind === "none" || (value.kind === "computed" && value.mentions.length === 0);
}
