/** How often, and until when, events that fail are tried again: what a template says of it, source by source. */
import type { Fn } from "../../infrastructure/infrastructure.ts";
import { mayHoldSeveral, reportsFailures } from "../../model/batches.ts";
import { booleanOf, numberOf, property } from "../../model/expressions.ts";
import type { FunctionResource, Resource, Trigger } from "../../model/infrastructure.ts";
import { definitionOf, runsFunction } from "../../model/stateMachines.ts";
import { waitsForAnswer } from "./callers.ts";

/** Throttled receives count too: fewer send good messages away. */
const MIN_RECEIVES = 3;

/** Undefined where the template does not say how the trigger's events are tried again. */
export function retriesOf(trigger: Trigger, fn: FunctionResource, code: Fn["code"]): string | undefined {
  if (trigger.type === "stepfunctions") return retriedByMachine(trigger) ? "a Retry of its tasks" : undefined;
  if (waitsForAnswer(trigger) === true) return "its caller";
  if (trigger.invocation === "asynchronous") return limitsOf(fn);
  if (trigger.invocation !== "polled" || !failsOneByOne(trigger, code)) return undefined;
  return trigger.type === "sqs" ? receivesOf(trigger) : attemptsOf(trigger);
}

/** One bad record does not take its batch along. */
function failsOneByOne(trigger: Trigger, code: Fn["code"]): boolean {
  if (!mayHoldSeveral(trigger) && numberOf(property(trigger.resource, "BatchSize")) === 1) return true;
  if (trigger.type !== "sqs" && booleanOf(property(trigger.resource, "BisectBatchOnFunctionError")) === true) return true;
  return reportsFailures(trigger) === true && code?.program.batchResponse(code.handler).kind === "reported";
}

function receivesOf({ sourceResource }: Trigger): string | undefined {
  const times = sourceResource ? numberOf(property(sourceResource, "RedrivePolicy.maxReceiveCount")) : undefined;
  return times !== undefined && times >= MIN_RECEIVES ? `${times} receives of a message` : undefined;
}

function attemptsOf({ resource }: Trigger): string | undefined {
  const attempts = numberOf(property(resource, "MaximumRetryAttempts"));
  const age = numberOf(property(resource, "MaximumRecordAgeInSeconds"));
  if (attempts !== undefined && attempts >= 0) return `${attempts} more attempts for a batch`;
  return age !== undefined && age > 0 ? `${age} s for a batch` : undefined;
}

function limitsOf({ invokeConfig }: FunctionResource): string | undefined {
  const attempts = invokeConfig ? numberOf(property(invokeConfig, "MaximumRetryAttempts")) : undefined;
  const age = invokeConfig ? numberOf(property(invokeConfig, "MaximumEventAgeInSeconds")) : undefined;
  if (attempts !== undefined) return `${attempts} more attempts for an event`;
  return age === undefined ? undefined : `${age} s for an event`;
}

function retriedByMachine({ sourceResource, resource }: Trigger): boolean {
  const machine = [sourceResource, resource].find((each): each is Resource => each?.type === "AWS::StepFunctions::StateMachine");
  const tasks = (machine && definitionOf(machine)?.states.filter(runsFunction)) ?? [];
  return tasks.length > 0 && tasks.every(({ fields }) => fields.has("Retry"));
}
