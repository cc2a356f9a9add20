/** The layers that templates give to functions: their content is imported as if it lay beside the code. */
import { directoryOf, isInside } from "../files.ts";
import { codeOf } from "../infrastructure/code.ts";
import { walk } from "../model/expressions.ts";
import type { FunctionResource } from "../model/infrastructure.ts";
import type { JoinedFunction } from "./joined.ts";
import type { FileTree } from "./tree.ts";

/** Directories of code, each with the content directories of the layers that its functions use, in their order. */
export type Layers = ReadonlyMap<string, readonly string[]>;

export const NO_LAYERS: Layers = new Map();

/** What the functions' layers bring along; only layers whose content is in the workspace. */
export function layersOf(functions: readonly JoinedFunction[], tree: FileTree): Layers {
  const found = new Map<string, Set<string>>();
  for (const { resource, handlerFile } of functions) {
    const contents = resource && handlerFile !== null ? contentsOf(resource, tree) : [];
    if (!resource || handlerFile === null || contents.length === 0) continue;
    const { code } = resource;
    const stated = code.kind === "directory" ? withoutSlash(code.path) : undefined;
    const own = stated !== undefined && isInside(handlerFile, stated) ? stated : directoryOf(handlerFile);
    // Layers of one function see one another.
    for (const directory of [own, ...contents]) {
      const known = found.get(directory) ?? new Set();
      found.set(directory, known);
      for (const content of contents) if (content !== directory) known.add(content);
    }
  }
  return new Map([...found].map(([directory, contents]) => [directory, [...contents]]));
}

/** A later layer is laid over those before it. */
function contentsOf({ layers, stack }: FunctionResource, tree: FileTree): string[] {
  if (layers.kind !== "set") return [];
  const contents = [...walk(layers.value)].flatMap((item) => {
    const layer = item.kind === "reference" ? stack.resources.get(item.id) : undefined;
    if (layer?.type !== "AWS::Lambda::LayerVersion") return [];
    const code = codeOf(layer);
    const path = "path" in code ? withoutSlash(code.path) : undefined;
    return path !== undefined && tree.isDirectory(path) ? [path] : [];
  });
  return [...new Set(contents)].reverse();
}

/** `CodeUri: src/`. */
function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

/** Contents of layers that code in a directory uses, those of the innermost function first. */
export function layersFor(directory: string, layers: Layers): readonly string[] {
  if (layers.size === 0) return [];
  const found = new Set<string>();
  for (let at = directory; ; at = directoryOf(at)) {
    for (const content of layers.get(at) ?? []) found.add(content);
    if (at === directoryOf(at)) return [...found];
  }
}

/** Directories for which the two say something else. */
export function changedLayers(before: Layers, after: Layers): string[] {
  const directories = new Set([...before.keys(), ...after.keys()]);
  return [...directories].filter((each) => before.get(each)?.join("\n") !== after.get(each)?.join("\n"));
}
