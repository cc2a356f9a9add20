/** CloudFormation and SAM templates, in YAML and JSON, to stacks. */
import { posix as path } from "node:path";
import type { Resource, Stack, Template } from "../model/infrastructure.ts";
import type { DataDocument, DataNode, MapNode } from "../parse/data.ts";
import { parseJson } from "../parse/json.ts";
import { parseYaml } from "../parse/yaml.ts";
import { readResources } from "./cloudformation/resources.ts";
import { namesOfSam } from "./cloudformation/sam/names.ts";
import { constantOf, entryOf, mapOf, type Scope, stringOf } from "./cloudformation/scope.ts";
import type { Section } from "./cloudformation/section.ts";
import { isFragment, isWhole, transformsOf } from "./cloudformation/transforms.ts";
import type { Surroundings } from "./stack.ts";

export { looksLikeCloudFormation } from "./cloudformation/look.ts";

/** The stack that a template describes; undefined for a file that is no template. */
export function readCloudFormation(file: string, text: string, _around: Surroundings): Stack | undefined {
  const document = parse(file, text);
  const root = document.root;
  if (root?.kind !== "map" || !isTemplate(root)) return undefined;
  const template = templateOf(file, document, root);
  const resources = new Map<string, Resource>();
  const stack: Stack = {
    dialect: template.dialect,
    path: file,
    name: path.basename(path.dirname(file)) || path.basename(file),
    root: path.dirname(file),
    templates: [template],
    resources,
    isComplete: isWhole(root) && document.broken.length === 0,
    plugins: transformsOf(root),
    inputs: [],
  };
  const section = sectionOf(stack, template, document, root);
  if (section !== null) for (const resource of readResources(section)) resources.set(resource.id, resource);
  return stack;
}

function parse(file: string, text: string): DataDocument {
  const isJson = file.endsWith(".json") || (!/\.ya?ml$/.test(file) && /^\s*\{/.test(text));
  return isJson ? parseJson(text) : parseYaml(text);
}

function isTemplate(root: MapNode): boolean {
  if (entryOf(root, "AWSTemplateFormatVersion") !== undefined) return true;
  const resources = mapOf(root, "Resources")?.entries ?? [];
  return resources.some(({ value }) => (stringOf(entryOf(value, "Type")) ?? "").includes("::"));
}

function templateOf(file: string, document: DataDocument, root: MapNode): Template {
  const types = mapOf(root, "Resources")?.entries.map(({ value }) => constantOf(entryOf(value, "Type")) ?? "") ?? [];
  const isSam = [...types, ...transformsOf(root)].some((name) => name.startsWith("AWS::Serverless"));
  return {
    path: file,
    text: document.text,
    dialect: isSam ? "sam" : "cloudformation",
    syntax: document.syntax,
    comments: document.comments,
    broken: document.broken,
    module: null,
  };
}

function sectionOf(stack: Stack, template: Template, document: DataDocument, root: MapNode): Section | null {
  const resources = mapOf(root, "Resources");
  if (resources === null) return null;
  const ids = new Set(resources.entries.map(({ key }) => String(key.value)));
  const made = namesOfSam(resources);
  const scope: Scope = {
    template,
    parameters: entriesOf(mapOf(root, "Parameters")),
    mappings: mapOf(root, "Mappings"),
    find: (logicalId) => (ids.has(logicalId) ? logicalId : made.get(logicalId)),
  };
  return { document, stack, scope, resources, globals: mapOf(root, "Globals"), isFragment: isFragment(root) };
}

function entriesOf(node: MapNode | null): ReadonlyMap<string, DataNode> {
  return new Map(node?.entries.map(({ key, value }) => [String(key.value), value]) ?? []);
}
