/** The modules that a root calls, as a tree. */
import type { HclBlock } from "../../parse/hcl.ts";
import type { Evaluator } from "./evaluate.ts";
import { type Repetition, repetitions } from "./instances.ts";
import { ModuleInstance, type Written } from "./module.ts";
import { isLocalSource, resolvePath } from "./paths.ts";
import { argument, type Declaration, type ModuleReader, type ModuleSource } from "./source.ts";

const MAX_DEPTH = 12;

/** Modules of one root. */
const MOST_MODULES = 400;

/** Arguments of a call that the module does not see. */
const META = new Set(["source", "version", "count", "for_each", "providers", "depends_on"]);

/** A call of a module from a registry or another repository. */
export interface ForeignCall {
  readonly name: string;
  readonly source: string;
  readonly declaration: Declaration;
  readonly module: ModuleInstance;
  readonly repetition: Repetition;
}

export interface ModuleTree {
  /** The root first, every module before those it calls. */
  readonly modules: readonly ModuleInstance[];
  readonly foreign: readonly ForeignCall[];
  /** Modules of this repository that could not be read. */
  readonly missing: number;
}

/** The source of a call, where it is a plain text (anything else was never allowed). */
export function sourceOf(block: HclBlock): string | undefined {
  const value = argument(block, "source")?.value;
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}

export const COMMUNITY_LAMBDA = "terraform-aws-modules/lambda/aws";

/** Variables that together only the community's Lambda module has. */
const COMMUNITY_VARIABLES = ["source_path", "create_function", "create_layer", "local_existing_package", "hash_extra"];

/** A copy of the community's module, kept in the repository: what it makes is known better than its build scripts tell. */
function isCommunityModule({ variables }: ModuleSource): boolean {
  return COMMUNITY_VARIABLES.every((name) => variables.has(name));
}

export function buildTree(evaluator: Evaluator, reader: ModuleReader, root: ModuleInstance): ModuleTree {
  const modules: ModuleInstance[] = [];
  const foreign: ForeignCall[] = [];
  let missing = 0;
  const visit = (module: ModuleInstance, ancestors: readonly string[]): void => {
    modules.push(module);
    for (const [name, declaration] of module.source.calls) {
      const source = sourceOf(declaration.block);
      const each = repetitions(evaluator, declaration.block, module.frame(declaration));
      if (source === undefined || !isLocalSource(source)) {
        for (const repetition of each) foreign.push({ name, source: source ?? "", declaration, module, repetition });
        continue;
      }
      const directory = resolvePath(module.source.directory, source);
      const called = ancestors.includes(directory) || ancestors.length >= MAX_DEPTH ? undefined : reader.read(directory);
      if (called !== undefined && isCommunityModule(called)) {
        for (const repetition of each) foreign.push({ name, source: COMMUNITY_LAMBDA, declaration, module, repetition });
        continue;
      }
      if (called === undefined || modules.length + each.length > MOST_MODULES) {
        missing++;
        continue;
      }
      const children = each.map((repetition) => {
        const key = repetition.key === null ? "" : `["${repetition.key}"]`;
        const given = argumentsOf(declaration, module, repetition);
        const isConditional = module.isConditional || repetition.isConditional;
        return new ModuleInstance(called, `${module.prefix}module.${name}${key}.`, module, given, isConditional);
      });
      module.children.set(name, children);
      for (const child of children) visit(child, [...ancestors, directory]);
    }
  };
  visit(root, [root.source.directory]);
  return { modules, foreign, missing };
}

function argumentsOf(declaration: Declaration, module: ModuleInstance, { bound }: Repetition): Map<string, Written> {
  const frame = module.frame(declaration, bound);
  const given = declaration.block.body.attributes.filter((attribute) => !META.has(attribute.name));
  return new Map(given.map((attribute) => [attribute.name, { expression: attribute.value, frame }]));
}
