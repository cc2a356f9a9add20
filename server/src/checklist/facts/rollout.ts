/** How new versions of a function reach its callers, and what leads back. */
import type { Infrastructure } from "../../infrastructure/infrastructure.ts";
import { isGiven, property, textOf } from "../../model/expressions.ts";
import type { FunctionResource, Resource, Trigger } from "../../model/infrastructure.ts";
import { bringsWork } from "../../model/triggers.ts";

/** The alias that stands for one published version at a time; none where it may only mean whatever was deployed last. */
export function versionedAlias({ aliases, resource, stack }: FunctionResource): Resource | undefined {
  // Terraform publishes a version only where it is told to, and the reader of templates has no use for that word.
  const isPublished = stack.dialect !== "terraform" || /\bpublish\s*=\s*true\b/.test(textAt(resource));
  return aliases.find((alias) => {
    if (alias.isConditional || !isPublished) return false;
    // What SAM, the Serverless Framework and the CDK make for a function leads to a version of it.
    if (alias.owner === resource) return true;
    const version = property(alias, "FunctionVersion");
    if (version === undefined || version.kind === "computed" || version.kind === "choice") return false;
    return version.kind === "reference" || /^\d+$/.test(textOf(version) ?? "");
  });
}

function textAt({ template, place }: Resource): string {
  return template.text.slice(place.start, place.end);
}

/** Is it certain that everything that invokes the function does so by this alias? */
export function areBehind(alias: Resource, fn: FunctionResource, infrastructure: Infrastructure): boolean {
  const working = fn.triggers.filter((each) => bringsWork(each) && each.resource.type !== "AWS::Lambda::Permission");
  return fn.triggersAreKnown && working.length > 0 && working.every((trigger) => isBehind(trigger, alias, infrastructure));
}

/** A trigger may name the alias by something between: a route by its integration. */
function isBehind({ isQualified, resource }: Trigger, alias: Resource, { named }: Infrastructure): boolean {
  if (!isQualified) return false;
  const direct = named(resource.properties, resource.stack);
  if (direct.includes(alias) || resource.owner === alias.owner) return true;
  return direct.some((each) => each.type !== "AWS::Lambda::Function" && named(each.properties, each.stack).includes(alias));
}

/** A deployment that shifts traffic step by step. */
export function gradualStrategy({ rollout }: FunctionResource): string | undefined {
  return rollout.kind === "set" && /Canary|Linear/i.test(rollout.value) ? rollout.value : undefined;
}

/** The deployment group of a function that takes a bad version back by itself. */
export function takingBack(fn: FunctionResource, { resources, functionOf }: Infrastructure): Resource | undefined {
  const groups = resources(fn.stack, "AWS::CodeDeploy::DeploymentGroup").filter((group) => functionOf(group) === fn);
  return groups.find((group) => isGiven(group, "AlarmConfiguration"));
}
