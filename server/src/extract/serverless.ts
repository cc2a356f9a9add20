/** Services of the Serverless Framework, versions 1 to 4, as stacks. */
import { presumedText } from "../model/expressions.ts";
import type { Stack } from "../model/infrastructure.ts";
import { functionLogicalId, normalizedName, SHARED_ROLE } from "../vocabulary/dialects/serverless.ts";
import { readApis, readAttached } from "./serverless/attached.ts";
import { readEvents } from "./serverless/events.ts";
import { type ConfigFile, ConfigFiles } from "./serverless/files.ts";
import { readFunction, readInvokeConfig } from "./serverless/functions.ts";
import { readLayers } from "./serverless/layers.ts";
import { addQueue, constructFunctions, pluginsAreKnown, readAlerts, readDeadLetter, readStateMachines } from "./serverless/plugins.ts";
import { extend, readDeclarations, readResource, resourceSections, writtenResources } from "./serverless/resources.ts";
import { readRoles } from "./serverless/roles.ts";
import { emptyMap, originOf, Service, type Written } from "./serverless/service.ts";
import type { Surroundings } from "./stack.ts";

/**
 * The stack of a service. Never throws.
 * @returns undefined where the file is no service, or one for another cloud.
 */
export function readServerless(path: string, text: string, around: Surroundings): Stack | undefined {
  if (/(?:^|\/)serverless-compose\.\w+$/i.test(path)) return undefined;
  const root = path.slice(0, path.lastIndexOf("/"));
  const files = new ConfigFiles(around, root);
  const main = files.load(path, text);
  if (main?.root?.kind !== "map") return undefined;
  const service = new Service(files, main, root);
  if (!isOurs(service, main)) return undefined;
  readService(service);
  return service.finish(files);
}

/** A service says what it is called, and AWS is where it goes unless it says otherwise. */
function isOurs(service: Service, main: ConfigFile): boolean {
  // Only the name: the rest is read when it is known what it may refer to.
  const provider = service.part("provider");
  const known = presumedText(
    provider?.node.kind === "map" ? service.setting("provider.name") : provider && service.evaluator.value(provider),
  );
  if (known !== undefined && known.toLowerCase() !== "aws") return false;
  const keys = new Set(main.root?.kind === "map" ? main.root.entries.map(({ key }) => String(key.value)) : []);
  // Azure pipelines, Kubernetes manifests and templates of other tools can be called so, too.
  if (keys.has("AWSTemplateFormatVersion") || keys.has("Resources")) return false;
  return keys.has("service") || (keys.has("provider") && keys.has("functions"));
}

function readService(service: Service): void {
  service.isComplete = pluginsAreKnown(service.plugins);
  const functions = service.written(service.part("functions"));
  const sections = resourceSections(service);
  const resources = writtenResources(service, sections);
  const constructs = constructFunctions(service);
  const known = nameAll(service, [...functions, ...constructs], resources);
  readDeclarations(service, sections);
  const provider = service.setting("provider");
  const entry = service.part("provider");
  const at = provider?.place ?? { file: service.main.template, start: 0, end: 0 };
  const head = entry?.key ?? at;
  // What it says is said of the resources it is for; this only stands for where it is written.
  const owner = service.add("provider", "provider", "Serverless::Provider", emptyMap(at), {
    place: at,
    head,
    origin: originOf("provider", at),
  });
  for (const one of resources) readResource(service, one);
  readLayers(service);
  const read = [...known].map(([id, one]) => readFunction(service, id, one, provider));
  for (const one of constructs) {
    const made = read.find(({ resource }) => resource.head === one.head);
    if (made !== undefined && one.isQueue) addQueue(service, one, made);
  }
  for (const one of read) {
    readDeadLetter(service, one);
    readEvents(service, one);
    readInvokeConfig(service, one);
    readAttached(service, one, provider);
    readAlerts(service, one);
  }
  readRoles(service, read, provider, owner);
  readApis(service, provider, owner);
  readStateMachines(service);
  extend(service, sections);
}

/** Ids of functions are their keys; what refers to them says them in CloudFormation's way, or in that of a plugin. */
function nameAll(service: Service, functions: readonly Written[], resources: readonly Written[]): Map<string, Written> {
  const ids = new Map<string, Written>();
  const taken = new Set(resources.map(({ key }) => key));
  for (const { key } of resources) service.ids.set(key, key);
  service.ids.set(SHARED_ROLE, SHARED_ROLE);
  for (const one of functions) {
    const id = taken.has(one.key) ? functionLogicalId(one.key) : one.key;
    if (ids.has(id) || isExtension(one)) continue;
    ids.set(id, one);
    service.ids.set(functionLogicalId(one.key), id);
    service.ids.set(`${normalizedName(one.key)}LogGroup`, `${id}/LogGroup`);
    if (id === one.key) service.ids.set(one.key, id);
  }
  return ids;
}

/** Keys that hold something for others to merge in (`x-defaults`, `.defaults`), not a function. */
function isExtension({ key, at }: Written): boolean {
  return at.node.kind !== "map" || key.startsWith(".") || key.startsWith("x-") || key === "<<" || key.startsWith("Fn::");
}
