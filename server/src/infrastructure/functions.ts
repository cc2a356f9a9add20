/** A function as it is deployed, from its resource and everything in the stack that belongs to it. */
import { property, textOf } from "../model/expressions.ts";
import type { FunctionResource, Resource, Setting } from "../model/infrastructure.ts";
import { alarmsIn } from "./alarms.ts";
import { codeOf } from "./code.ts";
import { lazy, type StackFacts } from "./facts.ts";
import { failureDestination, invokeConfigsIn } from "./failure.ts";
import { logGroupsIn } from "./logs.ts";
import type { StackPermissions } from "./permissions.ts";
import { listSetting, mapSetting, numberSetting, setting, textSetting } from "./settings.ts";
import { FUNCTION } from "./targets.ts";
import { triggersIn } from "./triggers.ts";
import { provisionedConcurrency, rollout, versionsIn } from "./versions.ts";

/** What belongs to the functions of one stack. */
interface Belongings {
  readonly facts: StackFacts;
  readonly permissions: StackPermissions;
  readonly triggers: () => ReturnType<typeof triggersIn>;
  readonly logs: ReturnType<typeof logGroupsIn>;
  readonly alarms: () => ReturnType<typeof alarmsIn>;
  readonly versions: () => ReturnType<typeof versionsIn>;
  readonly configs: () => ReturnType<typeof invokeConfigsIn>;
}

export function functionsIn(facts: StackFacts, permissions: StackPermissions): FunctionResource[] {
  const resources = facts.ofType(FUNCTION);
  const belongings: Belongings = {
    facts,
    permissions,
    triggers: lazy(() => triggersIn(facts, permissions.all)),
    logs: logGroupsIn(facts),
    alarms: lazy(() => alarmsIn(facts, resources)),
    versions: lazy(() => versionsIn(facts)),
    configs: lazy(() => invokeConfigsIn(facts)),
  };
  return resources.map((resource) => functionOf(resource, belongings));
}

/** Everything is read when it is first asked for, and kept. */
function functionOf(resource: Resource, of: Belongings): FunctionResource {
  const configs = () => of.configs().get(resource) ?? [];
  return kept({
    resource: () => resource,
    stack: () => resource.stack,
    name: () => resource.name,
    handler: () => textSetting(resource, "Handler"),
    runtime: () => textSetting(resource, "Runtime"),
    packageType: () => packageType(resource),
    code: () => codeOf(resource),
    timeout: () => numberSetting(resource, "Timeout"),
    memory: () => numberSetting(resource, "MemorySize"),
    ephemeralStorage: () => numberSetting(resource, "EphemeralStorage.Size"),
    architecture: () => architecture(resource),
    tracing: () => textSetting(resource, "TracingConfig.Mode"),
    reservedConcurrency: () => numberSetting(resource, "ReservedConcurrentExecutions"),
    provisionedConcurrency: () => provisionedConcurrency(resource, of.versions()),
    environment: () => mapSetting(resource, "Environment.Variables"),
    layers: () => listSetting(resource, "Layers"),
    vpc: () => mapSetting(resource, "VpcConfig"),
    permissions: () => of.permissions.of(resource),
    triggers: () => of.triggers().of(resource),
    triggersAreKnown: () => of.triggers().areKnown(resource),
    failureDestination: () => failureDestination(resource, configs(), of.facts),
    invokeConfig: () => configs()[0] ?? null,
    logGroup: () => of.logs.of(resource),
    logRetention: () => of.logs.retention(resource),
    logFormat: () => textSetting(resource, "LoggingConfig.LogFormat"),
    alarms: () => of.alarms().get(resource) ?? [],
    aliases: () => of.versions().aliases.get(resource) ?? [],
    rollout: () => rollout(resource, of.versions()),
    url: () =>
      of
        .triggers()
        .of(resource)
        .find((trigger) => trigger.type === "url")?.resource ?? null,
  });
}

function packageType(resource: Resource): FunctionResource["packageType"] {
  return textOf(property(resource, "PackageType")) === "Image" || property(resource, "Code.ImageUri") !== undefined ? "Image" : "Zip";
}

function architecture(resource: Resource): Setting<string> {
  return setting(resource, "Architectures", (value) => (value.kind === "list" ? textOf(value.items[0]) : textOf(value)));
}

/** An object whose properties are made when they are first read. */
function kept<T extends object>(makers: { readonly [K in keyof T]: () => T[K] }): T {
  const made = {};
  for (const key of Object.keys(makers) as (keyof T)[]) {
    Object.defineProperty(made, key, { enumerable: true, get: lazy(makers[key]) });
  }
  return made as T;
}
