/** What `cdk synth` wrote to `cdk.out` beside an app: it says what the source leaves to be computed. */
import { CODE_ENTRY, CODE_PATH, type Expression } from "../../model/infrastructure.ts";
import type { DataNode } from "../../parse/data.ts";
import { parseJson } from "../../parse/json.ts";
import type { Surroundings } from "../stack.ts";
import type { Built, StackBuilder } from "./things.ts";

const FUNCTION = "AWS::Lambda::Function";
const SETTINGS = ["Handler", "Runtime", "Timeout", "MemorySize"];

/** Characters of all templates of an app together. */
const MOST_TEXT = 16_000_000;

/** Assemblies of stages stand in that of their app; nobody nests stages deeper. */
const DEEPEST = 3;

interface Synthesized {
  /** Construct path, that of the stack at its beginning. */
  readonly path: string;
  readonly settings: ReadonlyMap<string, string | number>;
  /** Where the code was before it was staged; absolute or relative to the assembly. */
  readonly asset: string | undefined;
}

interface Assembly {
  /** The functions of each template. */
  readonly templates: readonly (readonly Synthesized[])[];
  readonly inputs: readonly string[];
}

/** Fills in what the functions of the source leave open. The source itself wins, and where stages differ nothing is said. */
export function completeFromAssembly(builders: readonly StackBuilder[], around: Surroundings): void {
  const assemblies = new Map<string, Assembly>();
  for (const builder of builders) {
    const { root } = builder.stack;
    const functions = [...builder.resources.values()].filter(({ type, owner }) => type === FUNCTION && owner === null);
    if (!functions.some((fn) => isCodeOpen(fn) || SETTINGS.some((name) => isOpen(fn, name)))) continue;
    const assembly = assemblies.get(root) ?? readAssembly(root, around);
    assemblies.set(root, assembly);
    builder.inputs.push(...assembly.inputs);
    complete(functions, assembly, root, around);
  }
}

function complete(functions: readonly Built[], { templates }: Assembly, root: string, around: Surroundings): void {
  const matches = templates.map((template) => new Map(functions.map((fn) => [fn, madeOf(fn, template)])));
  const sizes = matches.map((match) => [...match.values()].filter((made) => made !== undefined).length);
  const most = Math.max(0, ...sizes);
  if (most === 0) return;
  // Of several stacks with functions called alike it is the one with most of them; a stack may be deployed more than once.
  const own = matches.filter((_, index) => sizes[index] === most);
  for (const fn of functions) {
    const made = own.flatMap((match) => match.get(fn) ?? []);
    for (const name of SETTINGS) {
      if (isOpen(fn, name)) fill(fn, name, agreed(made.map((one) => one.settings.get(name))));
    }
    if (isCodeOpen(fn)) fill(fn, CODE_PATH, agreed(made.map((one) => sourceOf(one.asset, root, around))));
  }
}

/** What became of a construct; undefined where the source says something else of it. */
function madeOf(fn: Built, template: readonly Synthesized[]): Synthesized | undefined {
  const named = template.filter(({ path }) => path.endsWith(`/${fn.id}`));
  const depth = ({ path }: Synthesized) => path.split("/").length;
  const outermost = Math.min(...named.map(depth));
  const [made, another] = named.filter((one) => depth(one) === outermost);
  if (made === undefined || another !== undefined) return undefined;
  const isOther = ["Handler", "Runtime"].some((name) => {
    const known = fn.properties.entries.get(name)?.value;
    return known?.kind === "literal" && !known.isAssumed && known.value !== made.settings.get(name);
  });
  return isOther ? undefined : made;
}

/** Is the property computed, or may it be among those that are not known? */
function isOpen({ properties }: Built, name: string): boolean {
  const known = properties.entries.get(name)?.value;
  return known === undefined ? properties.isOpen : known.kind === "computed";
}

function isCodeOpen(fn: Built): boolean {
  const { entries } = fn.properties;
  return !entries.has(CODE_PATH) && !entries.has(CODE_ENTRY) && isOpen(fn, "Code");
}

function fill({ properties, head }: Built, name: string, value: string | number | undefined): void {
  if (value === undefined) return;
  const said: Expression = { kind: "literal", value, place: head, isInherited: true };
  properties.entries.set(name, { key: head, value: said });
}

/** The one value that all have. */
function agreed<T>(values: readonly (T | undefined)[]): T | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

/** The directory of the source, relative to the app; undefined where only the staged copy is known. */
function sourceOf(asset: string | undefined, root: string, around: Surroundings): string | undefined {
  if (asset === undefined) return undefined;
  const path = asset.replaceAll("\\", "/").replace(/^(?:\.{1,2}\/)+/, "");
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.includes("..") || parts.some((part) => /^asset\.[0-9a-f]{16,}/.test(part))) return undefined;
  // The assembly may have been made on another machine: the path's end is what the two have in common.
  for (let from = 0; from < parts.length; from++) {
    const own = parts.slice(from).join("/");
    if (around.kind(`${root}/${own}`) !== undefined) return own;
  }
  return undefined;
}

// --- reading ---------------------------------------------------------------------------------------------------------

function readAssembly(root: string, around: Surroundings): Assembly {
  const inputs: string[] = [];
  const templates: Synthesized[][] = [];
  let left = MOST_TEXT;
  const read = (directory: string, depth: number): void => {
    if (depth > DEEPEST || around.kind(directory) !== "directory") return;
    inputs.push(directory);
    for (const name of around.names(directory)) {
      const path = `${directory}/${name}`;
      if (name.startsWith("assembly-")) read(path, depth + 1);
      if (!name.endsWith(".template.json") || left <= 0) continue;
      const text = around.text(path);
      inputs.push(path);
      if (text === undefined || text.length > left || !text.includes(FUNCTION)) continue;
      left -= text.length;
      templates.push(functionsIn(parseJson(text).root));
    }
  };
  read(`${root}/cdk.out`, 0);
  return { templates, inputs };
}

function functionsIn(template: DataNode | null): Synthesized[] {
  const resources = at(template, "Resources");
  return (resources?.kind === "map" ? resources.entries : []).flatMap(({ value: resource }) => {
    const path = textAt(resource, "Metadata", "aws:cdk:path");
    if (textAt(resource, "Type") !== FUNCTION || path === undefined) return [];
    const settings = SETTINGS.flatMap((name) => {
      const value = scalarAt(resource, "Properties", name);
      return typeof value === "string" || typeof value === "number" ? [[name, value] as const] : [];
    });
    const asset = textAt(resource, "Metadata", "aws:asset:original-path") ?? textAt(resource, "Metadata", "aws:asset:path");
    return { path: path.replace(/\/Resource$/, ""), settings: new Map(settings), asset };
  });
}

function at(node: DataNode | null | undefined, ...keys: readonly string[]): DataNode | undefined {
  let found = node ?? undefined;
  for (const key of keys) found = found?.kind === "map" ? found.entries.findLast((entry) => entry.key.value === key)?.value : undefined;
  return found;
}

function scalarAt(node: DataNode, ...keys: readonly string[]): string | number | boolean | null | undefined {
  const found = at(node, ...keys);
  return found?.kind === "scalar" ? found.value : undefined;
}

function textAt(node: DataNode, ...keys: readonly string[]): string | undefined {
  const value = scalarAt(node, ...keys);
  return typeof value === "string" ? value : undefined;
}
