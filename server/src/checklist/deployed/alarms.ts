/** Alarms of CloudWatch that exist for a function, wherever they were made. */
import type { DeployedAlarm, DeployedFunction } from "../../model/deployed.ts";
import { span } from "../../model/figures.ts";
import { deadLetterQueues, depthAlarm } from "../facts/alarms.ts";
import { isQueue } from "./concurrency.ts";
import { asOf, type DeployedContext, type DeployedSign, proves, supports } from "./sign.ts";

/** What the guide wants watched of a function itself. */
const WANTED = ["Errors", "Throttles", "Duration"];
const DEPTH = /^ApproximateNumberOfMessages/;

/** Proves it by the measure of the item itself: errors, throttles and duration, and the depth of where failed events go. */
export function alarmsSeen(facts: DeployedFunction, context: DeployedContext): DeployedSign[] {
  const { alarms, readAt } = facts;
  if (alarms === undefined) return [];
  if (alarms.length === 0) return [supports(`No alarm of CloudWatch watches it ${asOf(readAt)}`)];
  const telling = alarms.filter((alarm) => tells(alarm, facts));
  const watched = new Set(telling.filter(({ namespace }) => namespace === "AWS/Lambda").map(({ metric }) => metric));
  const missing = [...WANTED.filter((metric) => !watched.has(metric)), ...unwatched(facts, telling, context)];
  if (missing.length > 0)
    return [supports(`Alarms exist for it ${asOf(readAt)}, and none that tells somebody of these: ${missing.join(", ")}`)];
  return [proves(`Alarms exist on errors, throttles and duration, and on failed events where they are kept ${asOf(readAt)}`)];
}

/** An alarm on invocations that are too many proves it; what it costs is worth showing. */
export function costSeen(facts: DeployedFunction): DeployedSign[] {
  const { alarms, cost, readAt } = facts;
  const usage = alarms?.find((alarm) => alarm.namespace === "AWS/Lambda" && alarm.metric === "Invocations" && tells(alarm, facts));
  return [
    ...(usage ? [proves(`An alarm tells when it is invoked too often ${asOf(readAt)}: ${usage.name}`)] : []),
    ...(cost
      ? [supports(`Its estimated cost is ${dollars(cost.total)} ${span(cost.window)} ${asOf(readAt)}, at list prices of ${cost.pricesOf}`)]
      : []),
  ];
}

/** US dollars; a cent or more with cents. */
function dollars(amount: number): string {
  return amount > 0 && amount < 0.01
    ? "less than $0.01"
    : `$${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** Somebody is told when there is too much of something; one on silence, or one that can never ring, is about something else. */
function tells({ metric, isActing, comparison, threshold }: DeployedAlarm, { configuration }: DeployedFunction): boolean {
  const isReached = metric !== "Duration" || threshold === undefined || threshold < configuration.timeout * 1000;
  return isActing && /Greater/.test(comparison) && isReached;
}

/** Where failed events go, and no alarm is seen. What AWS did not tell of may be watched or not. */
function unwatched(facts: DeployedFunction, telling: readonly DeployedAlarm[], { resource, infrastructure }: DeployedContext): string[] {
  const { configuration, asyncInvocation, eventSources } = facts;
  if (asyncInvocation === undefined || eventSources === undefined) return ["depth of queues that are not known"];
  const targets = [configuration.deadLetterTarget, asyncInvocation?.onFailure, ...eventSources.map(({ onFailure }) => onFailure)];
  const queues = new Set(targets.filter((arn) => isQueue(arn ?? "")));
  const isDepthWatched = telling.some(({ metric, namespace }) => namespace === "AWS/SQS" && DEPTH.test(metric));
  // An alarm does not say which of several queues it is on.
  const own = queues.size === 0 || (queues.size === 1 && isDepthWatched) ? [] : ["depth of the dead-letter queue"];
  // Which queue takes what its own queue gives up is not asked of AWS: the template tells, and so it tells of alarms.
  if (!eventSources.some(({ source }) => isQueue(source))) return own;
  const behind = resource && deadLetterQueues(resource, infrastructure);
  const isWatched = behind?.areKnown && behind.queues.every((queue) => depthAlarm(queue, infrastructure));
  return isWatched ? own : [...own, "depth of the dead-letter queue behind its queue"];
}
