import { callersWait, isAsynchronous } from "../../model/callers.ts";
import { count, span } from "../../model/figures.ts";
import { defineRule } from "../rule.ts";

export const throttled = defineRule({
  id: "throttled",
  title: "Invocations that were turned away",
  section: "concurrency",
  checklist: "concurrency-limited",
  severity: "warning",
  profile: "recommended",
  languages: ["deployed"],
  on: "deployed",
  check({ deployed, resource }, { thresholds }) {
    const { name, metrics, reservedConcurrency } = deployed;
    const throttles = metrics?.values.throttles;
    // A reservation of zero is a switch that somebody turned off.
    if (!metrics || typeof throttles !== "number" || reservedConcurrency === 0) return undefined;
    const isReserved = typeof reservedConcurrency === "number";
    if (throttles === 0) return (metrics.values.invocations ?? 0) >= thresholds.minimumInvocations ? "ok" : undefined;
    // Lambda tries asynchronous events again for hours: the reservation does what it is there for.
    if (isReserved && isAsynchronous(resource)) return undefined;
    const limit = isReserved
      ? `The ${reservedConcurrency} reserved for the function are not enough: raise the reservation, or start fewer (a maximum concurrency at the queue, smaller bursts)`
      : "The account's concurrency was used up, or grew too fast: reserve some for this function, limit those that take it all, or ask AWS for more";
    return {
      message: `${limit}: ${name} turned ${count(throttles)} ${throttles === 1 ? "invocation" : "invocations"} away ${span(metrics.window)}`,
      // Events, messages and records are tried again by themselves.
      ...(callersWait(deployed, resource) === false && { severity: "info" }),
      ...(resource?.reservedConcurrency.kind === "set" && { at: resource.reservedConcurrency.place }),
    };
  },
});
