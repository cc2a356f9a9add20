import { duration, span } from "../../model/figures.ts";
import { defineRule } from "../rule.ts";

/** Milliseconds that CloudWatch may report beyond the timeout of an invocation that was ended. */
const BEYOND = 1000;

export const deployedNearTimeout = defineRule({
  id: "deployed-near-timeout",
  title: "Invocations close to the timeout",
  section: "cost",
  checklist: "timeout-chosen",
  severity: "warning",
  profile: "recommended",
  languages: ["deployed"],
  on: "deployed",
  check({ deployed: { name, metrics, configuration }, resource }, { thresholds }) {
    const slowest = metrics?.values.durationMaximum;
    const timeout = configuration.timeout * 1000;
    // Longer than is allowed: the timeout was another one when it was measured.
    if (!metrics || typeof slowest !== "number" || slowest > timeout + BEYOND) return undefined;
    if (slowest <= (timeout * thresholds.timeoutUsed) / 100) {
      return (metrics.values.invocations ?? 0) >= thresholds.minimumInvocations ? "ok" : undefined;
    }
    const isOver = slowest >= timeout;
    const took = isOver ? `one was ended after ${configuration.timeout} s` : `one took ${duration(slowest)} of ${configuration.timeout} s`;
    return {
      message: `An invocation that reaches the timeout is ended in the middle of its work, and Lambda or the caller tries again; give every call in the code a timeout of its own, take less work at once, or raise the timeout: ${name}, ${took} ${span(metrics.window)}`,
      ...(resource?.timeout.kind === "set" && { at: resource.timeout.place }),
    };
  },
});
