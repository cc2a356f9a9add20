/** What a function costs, from its metrics. */
import type { DeployedCost, MetricWindow } from "../../../server/src/protocol.ts";
import type { MetricRequest } from "../contract.ts";
import { PRICES_OF, pricesIn } from "./prices.ts";

/** What was measured over a window; null where it is not known. */
export interface Measured {
  readonly window: MetricWindow;
  readonly invocations: number | null;
  /** Milliseconds of all invocations together. */
  readonly duration: number | null;
}

const FREE_STORAGE = 512;

/**
 * An estimate: requests, and GB-seconds of memory and of ephemeral storage above 512 MB, with the configuration as it is now.
 *
 * It is a little low: `Duration` is the time of the handler alone, and since August 2025 AWS bills INIT of every cold start too
 * (https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase); each invocation is billed in whole
 * milliseconds. `DeployedReports.billedDuration` has both in it.
 *
 * @returns null where invocations or duration are not known, or the region's prices
 */
export function costOf(measured: Measured, configuration: MetricRequest["configuration"], region: string): DeployedCost | null {
  const prices = pricesIn(region);
  if (measured.invocations === null || measured.duration === null || !prices) return null;
  const seconds = measured.duration / 1000;
  const gigabyteSeconds = (seconds * configuration.memory) / 1024;
  const storage = (seconds * Math.max(0, (configuration.ephemeralStorage ?? FREE_STORAGE) - FREE_STORAGE)) / 1024;
  const requests = (measured.invocations / 1_000_000) * prices.requests;
  const duration = gigabyteSeconds * (configuration.architecture === "arm64" ? prices.arm64 : prices.x86) + storage * prices.storage;
  return { window: measured.window, requests, duration, total: requests + duration, gigabyteSeconds, pricesOf: PRICES_OF };
}
