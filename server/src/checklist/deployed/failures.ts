/** What becomes of events that a deployed function does not handle, trigger by trigger. */
import type { DeployedFunction } from "../../model/deployed.ts";
import { count, duration, percent } from "../../model/figures.ts";
import type { FunctionResource, Trigger } from "../../model/infrastructure.ts";
import { knownTriggers, waitsForAnswer } from "../facts/callers.ts";
import { keptFailures } from "../facts/failures.ts";
import { retriesOf } from "../facts/retries.ts";
import { PROPERTIES } from "./drift.ts";
import { asOf, type DeployedContext, type DeployedSign, drifts, during, proves, supports } from "./sign.ts";

/** What a mapping of a trigger of this type names as its source. */
const SOURCES: Readonly<Partial<Record<Trigger["type"], RegExp>>> = {
  dynamodb: /^arn:[\w-]+:dynamodb:/,
  kinesis: /^arn:[\w-]+:kinesis:/,
  kafka: /^(?:arn:[\w-]+:kafka:|(?!arn:))/,
  sqs: /^arn:[\w-]+:sqs:/,
};

/** Proves it where every trigger that brings work and does not wait is covered, by the template or as it is deployed. */
export function failuresKept(facts: DeployedFunction, context: DeployedContext): DeployedSign[] {
  const left = leftTo(context.resource);
  if (!context.resource || !left) return [];
  const { resource } = context;
  const targets = left.map((trigger) => keptAt(trigger, facts));
  const names = [...new Set(targets.flatMap((each) => each ?? []))];
  const lost = lostEvents(facts);
  if (names.length === 0) return [...withoutTarget(facts, left), ...lost];
  const message = `As it is deployed, what cannot be handled is kept: ${names.join(", ")} ${asOf(facts.readAt)}`;
  const areAll = left.every((trigger, index) => targets[index] !== undefined || keptFailures(trigger, resource) !== undefined);
  const isSure = areAll && hasNoOtherSource(facts, left) && !drifts(context, PROPERTIES["failure-destination"]);
  return [isSure && lost.length === 0 ? proves(message) : supports(message), ...lost];
}

/** Where events go, and did not arrive. */
function lostEvents({ metrics }: DeployedFunction): DeployedSign[] {
  const lost = (metrics?.values.deadLetterErrors ?? 0) + (metrics?.values.destinationErrors ?? 0);
  if (!metrics || lost === 0) return [];
  return [supports(`${count(lost)} events could not be written where failed events go ${during(metrics)}`)];
}

/** Proves it where attempts or age of asynchronous events are set, and all other triggers are decided in the template. */
export function retriesSet(facts: DeployedFunction, context: DeployedContext): DeployedSign[] {
  return [...limitsSet(facts, context), ...failed(facts)];
}

/** What there is to try again. */
function failed({ metrics }: DeployedFunction): DeployedSign[] {
  const { errors, invocations } = metrics?.values ?? {};
  if (!metrics || typeof errors !== "number" || typeof invocations !== "number" || invocations === 0) return [];
  return [supports(`${percent((errors / invocations) * 100)} of ${count(invocations)} invocations failed ${during(metrics)}`)];
}

function limitsSet(facts: DeployedFunction, context: DeployedContext): DeployedSign[] {
  const { resource } = context;
  const left = leftTo(resource);
  const { asyncInvocation: set, readAt } = facts;
  if (!resource || !left?.some(({ invocation }) => invocation === "asynchronous") || set === undefined) return [];
  const limit = limitsIn(set);
  if (limit === undefined) {
    return [supports(`As it is deployed Lambda's own limits hold: two more attempts, for up to six hours ${asOf(readAt)}`)];
  }
  const message = `As it is deployed it is set how often asynchronous events are tried again: ${limit} ${asOf(readAt)}`;
  const isSaid = (trigger: Trigger): boolean =>
    // What is set for the unpublished version holds for no alias.
    (trigger.invocation === "asynchronous" && !trigger.isQualified) || retriesOf(trigger, resource, undefined) !== undefined;
  const areAll = retriedTriggers(resource).every(isSaid) && hasNoOtherSource(facts, left);
  return [areAll && !drifts(context, PROPERTIES["retries-understood"]) ? proves(message) : supports(message)];
}

function limitsIn(set: DeployedFunction["asyncInvocation"]): string | undefined {
  if (set?.maximumRetryAttempts !== undefined) return `${count(set.maximumRetryAttempts)} more`;
  return set?.maximumEventAge === undefined ? undefined : `for ${duration(set.maximumEventAge * 1000)}`;
}

/** Triggers that bring work and do not wait for the answer; undefined where they are not all known, or where there is none. */
function leftTo(resource: FunctionResource | undefined): readonly Trigger[] | undefined {
  const left = knownTriggers(resource)?.filter((trigger) => waitsForAnswer(trigger) !== true);
  return left && left.length > 0 ? left : undefined;
}

/** As the item reads them in the template: a state machine waits, and tries again all the same. */
function retriedTriggers(resource: FunctionResource): readonly Trigger[] {
  return (knownTriggers(resource) ?? []).filter((trigger) => trigger.type === "stepfunctions" || waitsForAnswer(trigger) !== true);
}

/** Names of what keeps the trigger's failed events. Of a queue its redrive policy tells, which is not asked for. */
function keptAt({ type, invocation, isQualified }: Trigger, facts: DeployedFunction): string[] | undefined {
  const { configuration, asyncInvocation, eventSources } = facts;
  if (invocation === "asynchronous") {
    const target = configuration.deadLetterTarget ?? (isQualified ? undefined : asyncInvocation?.onFailure);
    return target === undefined ? undefined : [nameOf(target)];
  }
  if (invocation !== "polled" || type === "sqs") return undefined;
  const own = eventSources?.filter(({ source }) => SOURCES[type]?.test(source)) ?? [];
  const targets = own.flatMap(({ onFailure }) => (onFailure === undefined ? [] : [nameOf(onFailure)]));
  return own.length > 0 && targets.length === own.length ? targets : undefined;
}

function withoutTarget({ configuration, asyncInvocation, readAt }: DeployedFunction, left: readonly Trigger[]): DeployedSign[] {
  const isNone = configuration.deadLetterTarget === null && asyncInvocation !== undefined && !asyncInvocation?.onFailure;
  if (!isNone || !left.some(({ invocation }) => invocation === "asynchronous")) return [];
  return [supports(`It is deployed without a dead-letter queue and without a failure destination ${asOf(readAt)}`)];
}

/** Is every source that is deployed one of the template's? */
function hasNoOtherSource({ eventSources }: DeployedFunction, left: readonly Trigger[]): boolean {
  return (eventSources ?? []).every(({ source }) => left.some(({ type }) => SOURCES[type]?.test(source)));
}

/** The last part of an ARN. */
function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}
