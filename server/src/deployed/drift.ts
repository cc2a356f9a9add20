/** What is deployed otherwise than the template says, property by property. What the template computes is not compared. */

import type { Place } from "../model/code.ts";
import type { DeployedFunction } from "../model/deployed.ts";
import type { FunctionResource } from "../model/infrastructure.ts";
import { comparisons } from "./drift/properties.ts";

export interface Drift {
  /** As people call it: `Timeout`, `Environment variable TABLE`. */
  readonly property: string;
  /** With its unit; null: the template does not have it. */
  readonly template: string | null;
  /** Null: it is not deployed. */
  readonly deployed: string | null;
  /** The value in the template, or the resource it would go into. */
  readonly place: Place;
}

export interface DriftReport {
  /** In the order of a template: the function itself, then what belongs to it. */
  readonly drift: readonly Drift[];
  /** Properties that could be compared, those that agree included. */
  readonly compared: number;
  /** Properties that could not: the template computes them, or AWS did not say. */
  readonly unknown: number;
}

/** Compares a function of a template with what is deployed of it. */
export function driftOf(resource: FunctionResource, deployed: DeployedFunction): DriftReport {
  const all = comparisons(resource, deployed);
  return {
    drift: all.flatMap((each) => (each.result === "differs" ? [each.drift] : [])),
    compared: all.filter(({ result }) => result !== "unknown").length,
    unknown: all.filter(({ result }) => result === "unknown").length,
  };
}
