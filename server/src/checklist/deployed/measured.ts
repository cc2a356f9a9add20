/** Timeout and memory against what invocations of production took and used. */
import type { DeployedFunction } from "../../model/deployed.ts";
import { count, duration } from "../../model/figures.ts";
import { timeoutByDefault } from "../../vocabulary/functionDefaults.ts";
import { PROPERTIES } from "./drift.ts";
import { type DeployedContext, type DeployedSign, drifts, during, isEnough, proves, supports } from "./sign.ts";

/** Part of the timeout that the slowest invocation may take where there is room for one slow call. */
const ROOM = 0.8;
/** Milliseconds: up to a minute a timeout needs no reason, beyond it is at most so many times what was ever taken. */
const ORDINARY = 60_000;
const GENEROUS = 20;
/** Seconds, as long as Lambda allows: nobody's choice. */
const LONGEST = 900;
/** Part of the memory above which one larger payload ends an invocation. */
const NEARLY_ALL = 0.9;

/**
 * Proves that the timeout was chosen where it is a number that no tool would have written, and the slowest of many invocations leaves room
 * and yet comes near enough to show what it was chosen for. That a default fits is luck.
 */
export function timeoutMeasured({ configuration, metrics }: DeployedFunction, context: DeployedContext): DeployedSign[] {
  const { durationMaximum: slowest, invocations } = metrics?.values ?? {};
  const limit = configuration.timeout * 1000;
  // Longer than is allowed: the timeout was another one when it was measured.
  if (!metrics || typeof slowest !== "number" || typeof invocations !== "number" || slowest > limit) return [];
  const message = `The slowest of ${count(invocations)} invocations took ${duration(slowest)} of its ${configuration.timeout} s ${during(metrics)}`;
  const fits = slowest <= limit * ROOM && limit <= Math.max(ORDINARY, slowest * GENEROUS);
  const isSure = fits && isEnough(metrics.window, invocations) && isChosen(configuration.timeout, context);
  return [isSure ? proves(message) : supports(message)];
}

function isChosen(timeout: number, context: DeployedContext): boolean {
  const dialects = context.resource ? [context.resource.stack.dialect] : ["sam", "serverless"];
  return (
    timeout < LONGEST && !drifts(context, PROPERTIES["timeout-chosen"]) && dialects.every((each) => timeoutByDefault(each) !== timeout)
  );
}

/** Proves it where the memory that many invocations used fits what they are given, by the same reckoning as the advice. */
export function memoryUsed({ configuration, reports }: DeployedFunction, context: DeployedContext): DeployedSign[] {
  const { advice } = context;
  // Of another size nothing follows for this one.
  if (!reports || reports.memorySize !== configuration.memory) return [];
  const invocations = `${reports.isSample ? "a sample of " : ""}${count(reports.invocations)} invocations`;
  const used = `At most ${reports.memoryUsedMaximum} MB of ${reports.memorySize} MB were used by ${invocations} ${during(reports)}`;
  if (advice?.suggested != null) return [supports(`${used}, which suggests ${advice.suggested} MB`)];
  const fits = advice !== null && reports.memoryUsedMaximum <= reports.memorySize * NEARLY_ALL;
  const isSure = fits && isEnough(reports.window, reports.invocations) && !drifts(context, PROPERTIES["memory-measured"]);
  return [isSure ? proves(used) : supports(used)];
}
