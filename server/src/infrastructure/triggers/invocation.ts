/** What every family of triggers yields, and how it is made from the value that names the function. */
import type { Expression, Resource, Trigger, TriggerType } from "../../model/infrastructure.ts";
import type { StackFacts } from "../facts.ts";
import { claimOf, readableName, spelling } from "../names.ts";
import { type Target, targetsOf } from "../targets.ts";

/** A trigger and the function it invokes. */
export interface Invocation {
  readonly function: Resource;
  readonly trigger: Trigger;
  /** False where the value that names the function cannot be known for sure. */
  readonly isCertain: boolean;
}

export interface Source {
  readonly source: string | null;
  readonly sourceResource: Resource | null;
}

export const UNKNOWN_SOURCE: Source = { source: null, sourceResource: null };

const POLLED: ReadonlySet<TriggerType> = new Set(["sqs", "dynamodb", "kinesis", "kafka"]);
const ASYNCHRONOUS: ReadonlySet<TriggerType> = new Set(["sns", "s3", "schedule", "event", "iot", "logs"]);

export function invocationOf(type: TriggerType): Trigger["invocation"] {
  if (POLLED.has(type)) return "polled";
  return ASYNCHRONOUS.has(type) ? "asynchronous" : "synchronous";
}

/** @param value names the functions that are invoked, or is what they turned out to be. */
export function invocations(
  facts: StackFacts,
  value: Expression | readonly Target[] | undefined,
  type: TriggerType,
  resource: Resource,
  from: Source,
): Invocation[] {
  const targets = Array.isArray(value) ? (value as readonly Target[]) : targetsOf(value as Expression | undefined, facts);
  return targets.map((target) => ({
    function: target.function,
    isCertain: target.isCertain,
    // Of what is only mentioned it is not known that no alias is meant: `${arn}:${stageVariables.alias}`.
    trigger: { type, invocation: invocationOf(type), ...from, resource, isQualified: target.isQualified || !target.isCertain },
  }));
}

/** Of a queue, topic, bucket named by reference, ARN or name: the resource and what to call it. */
export function sourceOf(value: Expression | undefined, facts: StackFacts, types: readonly string[]): Source {
  const resources = facts.named(value).filter((resource) => types.includes(resource.type));
  const [only] = resources;
  if (only !== undefined && resources.length === 1) return { source: readableName(only), sourceResource: only };
  const text = spelling(value);
  const name = text === undefined ? undefined : claimOf(text)?.name;
  return { source: name === undefined || /[{*]/.test(name) ? null : name, sourceResource: null };
}
