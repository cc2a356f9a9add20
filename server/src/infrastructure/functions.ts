/** A function as it is deployed, from its resource and everything in the stack that belongs to it. */
import { property, textOf } from "../model/expressions.ts";
import type { FunctionResource, Resource, Setting, Trigger } from "../model/infrastructure.ts";
import { alarmsIn } from "./alarms.ts";
import { codeOf } from "./code.ts";
import { lazy, type StackFacts } from "./facts.ts";
import { failureDestination, invokeConfigsIn } from "./failure.ts";
import { logGroupsIn } from "./logs.ts";
import type { StackPermissions } from "./permissions.ts";
import { absent, listSetting, mapSetting, numberSetting, setting, textSetting } from "./settings.ts";
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
  return resources.map((resource) => new LazyFunction(resource, belongings) as unknown as FunctionResource);
}

/** A function of a module is called as its user calls it: `this` of the module `users` is `users.this`. */
function calledName({ id, name, stack }: Resource): string {
  const modules = stack.dialect === "terraform" ? (/^(?:module\.[^.[]+(?:\["[^"]*"\])?\.)+(?=aws_)/.exec(id)?.[0] ?? "") : "";
  return modules.replaceAll(/(^|(?<=\.))module\./g, "") + name;
}

/** For Terraform -1 is no reservation. */
function reservedConcurrency(resource: Resource): Setting<number> {
  const written = numberSetting(resource, "ReservedConcurrentExecutions");
  return written.kind === "set" && written.value < 0 ? absent(resource) : written;
}

type Reader<T> = (resource: Resource, of: Belongings) => T;

const READERS: { readonly [K in keyof FunctionResource]: Reader<FunctionResource[K]> } = {
  resource: (resource) => resource,
  stack: (resource) => resource.stack,
  name: calledName,
  handler: (resource) => textSetting(resource, "Handler"),
  runtime: (resource) => textSetting(resource, "Runtime"),
  packageType,
  code: codeOf,
  timeout: (resource) => numberSetting(resource, "Timeout"),
  memory: (resource) => numberSetting(resource, "MemorySize"),
  ephemeralStorage: (resource) => numberSetting(resource, "EphemeralStorage.Size"),
  architecture,
  tracing: (resource) => textSetting(resource, "TracingConfig.Mode"),
  reservedConcurrency,
  provisionedConcurrency: (resource, of) => provisionedConcurrency(resource, of.versions()),
  environment: (resource) => mapSetting(resource, "Environment.Variables"),
  layers: (resource) => listSetting(resource, "Layers"),
  vpc: (resource) => mapSetting(resource, "VpcConfig"),
  permissions: (resource, of) => of.permissions.of(resource),
  triggers: (resource, of) => of.triggers().of(resource),
  triggersAreKnown: (resource, of) => of.triggers().areKnown(resource),
  failureDestination: (resource, of) => failureDestination(resource, of.configs().get(resource) ?? [], of.facts),
  invokeConfig: (resource, of) => of.configs().get(resource)?.[0] ?? null,
  logGroup: (resource, of) => of.logs.of(resource),
  logRetention: (resource, of) => of.logs.retention(resource),
  logFormat: (resource) => textSetting(resource, "LoggingConfig.LogFormat"),
  alarms: (resource, of) => of.alarms().get(resource) ?? [],
  aliases: (resource, of) => of.versions().aliases.get(resource) ?? [],
  rollout: (resource, of) => rollout(resource, of.versions()),
  url: (resource, of) => urlOf(of.triggers().of(resource)),
};

/** Everything is read when it is first asked for, and kept. */
class LazyFunction {
  private readonly made = new Map<string, unknown>();
  private readonly source: Resource;
  private readonly of: Belongings;
  constructor(source: Resource, of: Belongings) {
    this.source = source;
    this.of = of;
  }

  static {
    for (const [key, read] of Object.entries<Reader<unknown>>(READERS)) {
      Object.defineProperty(LazyFunction.prototype, key, {
        enumerable: true,
        get(this: LazyFunction) {
          if (!this.made.has(key)) this.made.set(key, read(this.source, this.of));
          return this.made.get(key);
        },
      });
    }
  }
}

function urlOf(triggers: readonly Trigger[]): Resource | null {
  return triggers.find((trigger) => trigger.type === "url")?.resource ?? null;
}

function packageType(resource: Resource): FunctionResource["packageType"] {
  return textOf(property(resource, "PackageType")) === "Image" || property(resource, "Code.ImageUri") !== undefined ? "Image" : "Zip";
}

function architecture(resource: Resource): Setting<string> {
  return setting(resource, "Architectures", (value) => (value.kind === "list" ? textOf(value.items[0]) : textOf(value)));
}
