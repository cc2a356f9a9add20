/** Who invokes a deployed function, and whether they wait for what it answers. */
import type { DeployedFunction } from "./deployed.ts";
import type { FunctionResource } from "./infrastructure.ts";

/** Does somebody wait for the answer? Undefined where not every caller is known. */
export function callersWait({ urlAuthType }: DeployedFunction, resource: FunctionResource | undefined): boolean | undefined {
  if (typeof urlAuthType === "string") return true;
  if (!resource) return undefined;
  if (resource.triggers.some(({ invocation }) => invocation === "synchronous")) return true;
  return resource.triggersAreKnown && resource.triggers.length > 0 ? false : undefined;
}

/** Is it certain that it is given nothing but events that Lambda keeps and tries again by itself? */
export function isAsynchronous(resource: FunctionResource | undefined): boolean {
  if (!resource?.triggersAreKnown || resource.triggers.length === 0) return false;
  return resource.triggers.every(({ invocation }) => invocation === "asynchronous");
}
