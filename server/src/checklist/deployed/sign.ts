/** How an item of the checklist sees a function as it is deployed. Nothing here asks anybody anything: the facts are all there is. */
import type { Infrastructure } from "../../infrastructure/infrastructure.ts";
import type { Place } from "../../model/code.ts";
import type { MetricWindow } from "../../model/deployed.ts";
import { span } from "../../model/figures.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";

/** Something that is deployed otherwise than the template says. */
export interface DriftSeen {
  /** As people call it: `Timeout`, `Environment variable TABLE`. */
  readonly property: string;
  /** With its unit; null: the template does not have it. */
  readonly template: string | null;
  /** Null: it is not deployed. */
  readonly deployed: string | null;
  readonly place: Place;
}

/** What an item may ask besides the facts. */
export interface DeployedContext {
  /** The function in its template; undefined for a handler that no template names. */
  readonly resource: FunctionResource | undefined;
  readonly infrastructure: Infrastructure;
  readonly drift: readonly DriftSeen[];
  /** From measured use; null where too little was measured. `suggested` is null where it fits. */
  readonly advice: { readonly configured: number; readonly suggested: number | null; readonly reason: string } | null;
}

/**
 * As `Sign`, of kind `deployed`: it has no place in code, and one in a template only where a property of it is meant. Figures come with
 * their span of time and the day they were read, so that the sentence stays true when it is read later.
 */
export interface DeployedSign {
  /** `proves`: enough for "met", by what was measured or is set, and not by a single look at a quiet hour. */
  readonly says: "proves" | "supports";
  readonly message: string;
  readonly place?: Place | undefined;
}

/** `(as of 2026-11-23)`: the day of what was read, which stays true however old the sentence gets. @param at ISO 8601 */
export function asOf(at: string): string {
  return `(as of ${at.slice(0, 10)})`;
}

/** `in the last 24 hours (as of 2026-11-23)`. */
export function during({ window, to }: { readonly window: MetricWindow; readonly to: string }): string {
  return `${span(window)} ${asOf(to)}`;
}

/** Enough to conclude something from: not a handful of invocations, and not one quiet hour. */
export function isEnough(window: MetricWindow, invocations: number): boolean {
  return window !== "1h" && invocations >= 100;
}

/** Does the template say something else of one of these? Then the next deployment may take away what is deployed, and it proves nothing. */
export function drifts({ drift }: DeployedContext, properties: RegExp): boolean {
  return drift.some(({ property }) => properties.test(property));
}

export function proves(message: string, place?: Place): DeployedSign {
  return { says: "proves", message, place };
}

export function supports(message: string, place?: Place): DeployedSign {
  return { says: "supports", message, place };
}
