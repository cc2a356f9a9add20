/** How many copies of a function may run at once, as it is deployed. */
import type { DeployedFunction } from "../../model/deployed.ts";
import { count } from "../../model/figures.ts";
import { knownTriggers } from "../facts/callers.ts";
import { PROPERTIES } from "./drift.ts";
import { asOf, type DeployedContext, type DeployedSign, drifts, during, proves, supports } from "./sign.ts";

export function limited(facts: DeployedFunction, context: DeployedContext): DeployedSign[] {
  return [...reserved(facts, context), ...ofQueues(facts, context), ...seenAtOnce(facts)];
}

function reserved({ reservedConcurrency, readAt }: DeployedFunction, context: DeployedContext): DeployedSign[] {
  if (typeof reservedConcurrency !== "number") return [];
  if (reservedConcurrency === 0) return [supports(`As it is deployed it never runs: its reservation is 0 ${asOf(readAt)}`)];
  const message = `As it is deployed it runs at most so many times at once: ${count(reservedConcurrency)} ${asOf(readAt)}`;
  return [drifts(context, PROPERTIES["concurrency-limited"]) ? supports(message) : proves(message)];
}

/** Every queue that invokes it is told how many batches may be handled at a time, and nothing else invokes it. */
function ofQueues({ eventSources, readAt }: DeployedFunction, context: DeployedContext): DeployedSign[] {
  const limits = (eventSources ?? []).map(({ maximumConcurrency }) => maximumConcurrency);
  if (limits.length === 0 || !eventSources?.every(({ source }) => isQueue(source)) || limits.includes(undefined)) return [];
  const message = `As they are deployed its queues hand over at most so many batches at once: ${limits.join(", ")} ${asOf(readAt)}`;
  const areAll = knownTriggers(context.resource)?.every(({ type }) => type === "sqs") ?? false;
  return [areAll && !drifts(context, PROPERTIES["concurrency-limited"]) ? proves(message) : supports(message)];
}

/** What happened is no limit. */
function seenAtOnce({ metrics, account }: DeployedFunction): DeployedSign[] {
  const most = metrics?.values.concurrentExecutions;
  if (!metrics || typeof most !== "number") return [];
  const allowed = account ? ` of the ${count(account.concurrentExecutions)} that the account allows` : "";
  return [supports(`At most ${count(most)}${allowed} ran at once ${during(metrics)}`)];
}

export function isQueue(arn: string): boolean {
  return /^arn:[\w-]+:sqs:/.test(arn);
}
