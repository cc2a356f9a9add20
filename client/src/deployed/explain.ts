/** Every metric in the guide's terms: what it counts, why it matters, what to do when it is high. The words for windows and metrics. */
import type { MetricId, MetricWindow } from "../../../server/src/protocol.ts";

/** `vscode.l10n.t`. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

export interface Explanation {
  /** `Duration p95`: as a row or a column is called. */
  readonly title: string;
  /** How the one figure of a window comes about: `sum`, `maximum`. */
  readonly statistic: string;
  /** What it is. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do when it is high. */
  readonly whenHigh: string;
}

/** The explanation as one paragraph of plain text. */
export function explanationText({ what, why, whenHigh }: Explanation): string {
  return `${what} ${why} ${whenHigh}`;
}

export function metricName(metric: MetricId, t: Translate): string {
  return explain(metric, t).title;
}

/** `24 hours`, to be set into a sentence. */
export function windowName(window: MetricWindow, t: Translate): string {
  return { "1h": t("1 hour"), "24h": t("24 hours"), "7d": t("7 days"), "30d": t("30 days") }[window];
}

/** @param t `vscode.l10n.t` */
export function explain(metric: MetricId, t: Translate): Explanation {
  return explanations[metric](t);
}

const explanations: Record<MetricId, (t: Translate) => Explanation> = {
  invocations: (t) => ({
    title: t("Invocations"),
    statistic: t("sum"),
    what: t("How often the code of the function ran, whether it failed or not; throttled requests are not counted."),
    why: t("Every invocation is paid for, and a sudden rise is often a retry storm or a trigger that calls itself."),
    whenHigh: t("Filter events before they reach the function, and look for a loop: a function that writes to what triggers it."),
  }),
  errors: (t) => ({
    title: t("Errors"),
    statistic: t("sum"),
    what: t("Invocations that ended with an error of the code, a timeout or a crash of the runtime."),
    why: t("Each is a request that was not answered or an event that will be tried again."),
    whenHigh: t("Read the log of a failed invocation, tell errors that pass from those that do not, and keep events that fail."),
  }),
  errorRate: (t) => ({
    title: t("Error rate"),
    statistic: t("share of invocations"),
    what: t("Errors as a share of all invocations."),
    why: t("It stays comparable when traffic grows, which is why an alarm is best set on it."),
    whenHigh: t("Compare with the time of the last deployment: if it began there, move the alias back to the version before."),
  }),
  durationAverage: (t) => ({
    title: t("Duration average"),
    statistic: t("average"),
    what: t("How long the code ran, over all invocations."),
    why: t("Cost is duration times memory; a few slow invocations do not show in it."),
    whenHigh: t("Reuse clients and connections, do less in the handler, and measure whether more memory makes it faster."),
  }),
  durationP95: (t) => ({
    title: t("Duration p95"),
    statistic: t("95th percentile"),
    what: t("Of 100 invocations, 95 were at least this fast."),
    why: t("It is what users notice: an average hides the slow ones."),
    whenHigh: t("Look for cold starts, slow calls to other services and retries inside the handler; tracing shows which it is."),
  }),
  durationP99: (t) => ({
    title: t("Duration p99"),
    statistic: t("99th percentile"),
    what: t("Of 100 invocations, 99 were at least this fast."),
    why: t("Far above the average it tells of cold starts or of a dependency that stalls now and then."),
    whenHigh: t("Give calls to other services a timeout of their own, shorter than the function's."),
  }),
  durationMaximum: (t) => ({
    title: t("Duration maximum"),
    statistic: t("maximum"),
    what: t("The longest invocation."),
    why: t("An invocation that reaches the timeout is stopped in the middle of its work and counts as an error."),
    whenHigh: t("Close to the timeout: find out what it waited for before you raise the timeout; work that long may want another service."),
  }),
  throttles: (t) => ({
    title: t("Throttles"),
    statistic: t("sum"),
    what: t("Requests that were turned away because no concurrency was left."),
    why: t("Callers get an error, queues and streams fall behind, asynchronous events wait and may be dropped."),
    whenHigh: t("Raise the reserved concurrency, ask for a higher limit of the account, or make invocations shorter."),
  }),
  concurrentExecutions: (t) => ({
    title: t("Concurrent executions"),
    statistic: t("maximum"),
    what: t("How many invocations ran at the same moment, at most."),
    why: t("At its reserved concurrency, or at the limit of the account, the function is throttled; and each one may hold a connection."),
    whenHigh: t("Make invocations shorter, and reserve concurrency so that what is behind the function is not overrun."),
  }),
  iteratorAge: (t) => ({
    title: t("Iterator age"),
    statistic: t("maximum"),
    what: t("How old the last record of a batch was when the function was done with it."),
    why: t("It is how far the function is behind its stream; records older than the stream's retention are lost."),
    whenHigh: t("Look for a record that fails again and again, then raise the parallelization factor, the batch size or the shards."),
  }),
  deadLetterDepth: (t) => ({
    title: t("Dead-letter queue depth"),
    statistic: t("latest"),
    what: t("Messages in the queue that keeps what could not be processed."),
    why: t("Each is work that was not done, and it is deleted when the queue's retention ends."),
    whenHigh: t("Read a few of them, mend the cause, then send them back; set an alarm on the first message."),
  }),
  deadLetterErrors: (t) => ({
    title: t("Dead-letter errors"),
    statistic: t("sum"),
    what: t("Failed events that could not be written to the dead-letter queue either."),
    why: t("These events are lost for good."),
    whenHigh: t("Check that the role may write to the queue or topic, that it exists, and that events are not too large for it."),
  }),
  destinationErrors: (t) => ({
    title: t("Destination errors"),
    statistic: t("sum"),
    what: t("Results that could not be delivered to a destination of asynchronous invocations."),
    why: t("A failed event that its destination does not get is lost."),
    whenHigh: t("Check that the role may write to the destination, and that the destination exists."),
  }),
  asyncEventsReceived: (t) => ({
    title: t("Async events received"),
    statistic: t("sum"),
    what: t("Events that Lambda put into its queue for the function."),
    why: t("Compared with the invocations it tells of retries and of events that wait."),
    whenHigh: t("Filter events at their source: rules of EventBridge, prefixes and suffixes of S3, filter policies of SNS."),
  }),
  asyncEventAge: (t) => ({
    title: t("Async event age"),
    statistic: t("maximum"),
    what: t("How long an asynchronous event waited, at most, from its arrival to the invocation."),
    why: t("It grows with throttles and with retries; at the maximum event age events are dropped."),
    whenHigh: t("Look at throttles and errors first, then at the reserved concurrency."),
  }),
  asyncEventsDropped: (t) => ({
    title: t("Async events dropped"),
    statistic: t("sum"),
    what: t("Asynchronous events that were given up without a success: all retries failed or they became too old."),
    why: t("Without a dead-letter queue or a failure destination they are lost."),
    whenHigh: t("Give the function a failure destination, then mend what fails."),
  }),
  provisionedUtilization: (t) => ({
    title: t("Provisioned concurrency use"),
    statistic: t("maximum"),
    what: t("How much of the provisioned concurrency was in use at the same moment, at most."),
    why: t("What is provisioned is paid for whether it is used or not."),
    whenHigh: t("Close to 100% provision more, or the next request meets a cold start; far below, provision less."),
  }),
  provisionedSpillover: (t) => ({
    title: t("Provisioned concurrency spillover"),
    statistic: t("sum"),
    what: t("Invocations that found no provisioned environment free."),
    why: t("They meet cold starts, which is what provisioned concurrency is paid to avoid."),
    whenHigh: t("Provision more, or scale it with the load."),
  }),
};
