/**
 * Terraform and OpenTofu. A stack is one root module: the files of a directory together with the modules it calls by path,
 * each as it is called. Resources are told in CloudFormation's words (vocabulary/dialects/terraform.ts).
 */
import type { Place } from "../model/code.ts";
import type { Resource, Stack, Template } from "../model/infrastructure.ts";
import { terraformTypes } from "../vocabulary/dialects/terraform.ts";
import type { Surroundings } from "./stack.ts";
import { addCode } from "./terraform/code.ts";
import { addCommunityModules } from "./terraform/community.ts";
import { type Draft, Drafts, draftMap, type TerraformOrigin } from "./terraform/draft.ts";
import { Evaluator } from "./terraform/evaluate.ts";
import { instancesOf } from "./terraform/instances.ts";
import { KnownReferences } from "./terraform/known.ts";
import { linkNotifications, linkQueues, linkTables, linkTargetGroups, linkTargets, linkTopicRules } from "./terraform/links/events.ts";
import { linkMethods, linkRoutes } from "./terraform/links/gateways.ts";
import { linkAlarms, linkConcurrency, linkMethodSettings, linkRecursion, linkRoles } from "./terraform/links/roles.ts";
import { ModuleInstance } from "./terraform/module.ts";
import { baseName, isLocalSource, resolvePath } from "./terraform/paths.ts";
import { fillProperties } from "./terraform/properties.ts";
import { argument, ModuleReader, type ModuleSource } from "./terraform/source.ts";
import { buildTree, sourceOf } from "./terraform/tree.ts";

export { isTerraformFile } from "./terraform/source.ts";

/** More resources are no module that somebody reads. */
const MOST_RESOURCES = 20_000;

/** The stack of a root module; undefined where the directory holds no module. Never throws. */
export function readTerraform(directory: string, around: Surroundings): Stack | undefined {
  const reader = new ModuleReader(around);
  const source = reader.read(directory);
  if (source === undefined) return undefined;
  const evaluator = new Evaluator(around, directory);
  const tree = buildTree(evaluator, reader, new ModuleInstance(source, "", null, new Map(), false));
  const drafts = new Drafts(evaluator);
  const isKnown = addCommunityModules(drafts, tree.foreign);
  for (const module of tree.modules) addResources(drafts, module);
  link(drafts);
  const templates = [...new Set(tree.modules.flatMap((module) => module.source.files))];
  const resources = new Map<string, Resource>();
  const stack: Stack = {
    dialect: "terraform",
    path: directory,
    name: baseName(directory),
    root: directory,
    templates,
    resources,
    isComplete: isKnown && isDeployed(source) && tree.missing === 0 && templates.every((template) => template.broken.length === 0),
    plugins: [],
    inputs: [...evaluator.inputs, ...valueFiles(directory, around)],
  };
  const known = new KnownReferences(drafts.byId);
  for (const draft of drafts.byId.values()) resourceOf(draft, stack, resources, known);
  return stack;
}

/**
 * Is it a module that somebody deploys as it stands? One that others call (from where we cannot see) may be told of more than it
 * says, and what it makes may be used by its callers.
 */
function isDeployed({ directory, variables, isRoot }: ModuleSource): boolean {
  const isAsking = [...variables.values()].some(({ block }) => argument(block, "default") === undefined);
  return isRoot || !(isAsking || /(?:^|\/)modules\//.test(directory));
}

/** Directories of the modules of this repository that a module calls, absolute: what is called is no root. */
export function modulesCalled(directory: string, around: Surroundings): string[] {
  const calls = new ModuleReader(around).read(directory)?.calls ?? new Map();
  const called = [...calls.values()].flatMap(({ block }) => {
    const source = sourceOf(block);
    return source !== undefined && isLocalSource(source) ? [resolvePath(directory, source)] : [];
  });
  return [...new Set(called)].filter((one) => one !== directory);
}

function valueFiles(directory: string, around: Surroundings): string[] {
  return around.names(directory).flatMap((name) => (/\.tfvars$/.test(name) ? [`${directory}/${name}`] : []));
}

/** Resources of the provider; what others have may run functions too, but not on AWS. */
function addResources(drafts: Drafts, module: ModuleInstance): void {
  const { evaluator } = drafts;
  for (const [key, { file, block }] of module.source.resources) {
    const [written, name] = block.labels;
    if (!key.startsWith("aws_") || written === undefined || name === undefined) continue;
    for (const instance of instancesOf(evaluator, module, key)) {
      if (drafts.byId.size >= MOST_RESOURCES) return;
      const type = terraformTypes.get(written);
      const place: Place = { file, start: block.start, end: block.end };
      const properties = draftMap(place);
      fillProperties(evaluator, type, block.body, instance.frame, properties);
      drafts.add({
        id: instance.id,
        name: instance.key === null ? name : `${name}["${instance.key}"]`,
        written,
        type: type?.canonical ?? written,
        file,
        block,
        frame: instance.frame,
        place,
        head: headOf(file, block),
        properties,
        isConditional: instance.isConditional,
        owner: null,
      });
    }
  }
}

/** The resource's name: the last of its labels. */
function headOf(file: Template, block: Draft["block"]): Place {
  const label = block.labels.at(-1) ?? "";
  const { start, end } = block.head;
  const at = file.text.slice(start, end).lastIndexOf(label);
  return at < 0 ? { file, start, end } : { file, start: start + at, end: start + at + label.length };
}

function link(drafts: Drafts): void {
  linkTables(drafts);
  linkQueues(drafts);
  linkTargets(drafts);
  linkNotifications(drafts);
  linkTargetGroups(drafts);
  linkTopicRules(drafts);
  linkRoles(drafts);
  linkConcurrency(drafts);
  linkRecursion(drafts);
  linkAlarms(drafts);
  linkMethodSettings(drafts);
  linkMethods(drafts);
  linkRoutes(drafts);
  addCode(drafts);
}

function resourceOf(draft: Draft, stack: Stack, resources: Map<string, Resource>, known: KnownReferences): Resource {
  const before = resources.get(draft.id);
  if (before !== undefined) return before;
  const owner = draft.owner === null ? null : resourceOf(draft.owner, stack, resources, known);
  const { id, name, type, file, place, head, isConditional } = draft;
  const properties = known.map(draft.properties);
  const origin: TerraformOrigin = { written: draft.written, block: draft.block, prefix: draft.frame.module.prefix };
  const resource: Resource = {
    id,
    name,
    type,
    stack,
    template: file,
    place,
    head,
    properties,
    metadata: null,
    isConditional,
    owner,
    origin,
  };
  resources.set(id, resource);
  return resource;
}
