/** Every property that can be compared, in the order of a template. */
import type { DeployedFunction } from "../../model/deployed.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { compareBelongings } from "./belongings.ts";
import type { Comparison } from "./comparison.ts";
import { compareConfiguration } from "./configuration.ts";
import { compareEnvironment } from "./environment.ts";
import { compareEventSources } from "./eventSources.ts";
import { compareLayers } from "./layers.ts";

export function comparisons(fn: FunctionResource, deployed: DeployedFunction): Comparison[] {
  return [
    ...compareConfiguration(fn, deployed),
    ...compareEnvironment(fn, deployed),
    ...compareLayers(fn, deployed),
    ...compareBelongings(fn, deployed),
    ...compareEventSources(fn, deployed),
  ];
}
