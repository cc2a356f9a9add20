/** Aliases and versions of a function, what is provisioned on them, and how new versions are rolled out. */
import { property, textOf } from "../model/expressions.ts";
import type { Resource, Setting } from "../model/infrastructure.ts";
import { append, type StackFacts } from "./facts.ts";
import { absent, numberSetting, setting } from "./settings.ts";
import { targetsOf } from "./targets.ts";

const ALIAS = "AWS::Lambda::Alias";
const VERSION = "AWS::Lambda::Version";
const PROVISIONED = "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions";
const DEPLOYMENT = "AWS::CodeDeploy::DeploymentGroup";

export interface Versions {
  readonly aliases: ReadonlyMap<Resource, readonly Resource[]>;
  readonly versions: ReadonlyMap<Resource, readonly Resource[]>;
  readonly deployments: ReadonlyMap<Resource, readonly Resource[]>;
}

export function versionsIn(facts: StackFacts): Versions {
  return {
    aliases: byFunction(ALIAS, ["FunctionName"], facts),
    versions: byFunction(VERSION, ["FunctionName"], facts),
    deployments: byFunction(DEPLOYMENT, ["Function", "Alias"], facts),
  };
}

function byFunction(type: string, properties: readonly string[], facts: StackFacts): Map<Resource, Resource[]> {
  const found = new Map<Resource, Resource[]>();
  for (const resource of facts.ofType(type)) {
    const targets = properties.flatMap((name) => targetsOf(property(resource, name), facts));
    for (const fn of new Set(targets.map((target) => target.function))) append(found, fn, resource);
  }
  return found;
}

export function provisionedConcurrency(fn: Resource, versions: Versions): Setting<number> {
  const aliases = versions.aliases.get(fn) ?? [];
  const settings = [...aliases, ...(versions.versions.get(fn) ?? [])].map((each) => numberSetting(each, PROVISIONED));
  const told = settings.find((each) => each.kind === "set") ?? settings.find((each) => each.kind === "computed");
  return told ?? absent(aliases[0] ?? fn);
}

/** `CodeDeployDefault.LambdaCanary10Percent5Minutes` and SAM's `Canary10Percent5Minutes` are the same. */
export function rollout(fn: Resource, versions: Versions): Setting<string> {
  const aliases = versions.aliases.get(fn) ?? [];
  const settings = (versions.deployments.get(fn) ?? []).map((group) =>
    setting(group, "DeploymentConfigName", (value) => textOf(value)?.replace(/^CodeDeployDefault\.Lambda/, "")),
  );
  const weighted = aliases.find((alias) => property(alias, "RoutingConfig") !== undefined);
  const told = settings.find((each) => each.kind !== "absent");
  if (told !== undefined) return told;
  // Weights between two versions, and CodeDeploy's update policy, which is no property: somebody shifts traffic.
  if (weighted !== undefined) return { kind: "computed", place: property(weighted, "RoutingConfig")?.place ?? weighted.head };
  return absent(aliases[0] ?? fn);
}
