/** Python imports to files. */
import { directoryOf, isInside } from "../files.ts";
import { distance, isBundled } from "./nearness.ts";
import { STANDARD_LIBRARY, THIRD_PARTY_PACKAGES } from "./pythonNames.ts";
import type { FileTree } from "./tree.ts";

/** Directories below an ancestor of the importing file that packages are commonly imported from. */
const SOURCE_ROOTS = ["", "src", "python", "lib"];

type Hit = { readonly kind: "module" | "package" | "namespace" };

export class PythonResolver {
  readonly #tree: FileTree;
  readonly #layerRoots: readonly string[];
  readonly #roots = new Map<string, readonly string[]>();

  constructor(tree: FileTree) {
    this.#tree = tree;
    this.#layerRoots = [...tree.directories()].filter(isLayerRoot).sort();
  }

  /** The file of module `specifier` (`__init__.py` for a package), with `level` leading dots, as seen from a file. */
  resolve(from: string, specifier: string, level: number): string | undefined {
    const parts = specifier.split(".").filter((part) => part !== "");
    if (level > 0) {
      let base = directoryOf(from);
      for (let up = 1; up < level; up += 1) base = directoryOf(base);
      return this.#file(base, parts);
    }
    const first = parts[0];
    if (first === undefined) return undefined;
    if (STANDARD_LIBRARY.has(first)) return this.#besideFile(from, parts);
    return this.#fromRoots(from, first, parts);
  }

  /** A module of the standard library's name counts only where the function's own directory comes first on the path. */
  #besideFile(from: string, parts: readonly string[]): string | undefined {
    const directory = directoryOf(from);
    return this.#tree.entries(directory).has("__init__.py") ? undefined : this.#file(directory, parts);
  }

  /** The nearest root that has the first part decides, as on Python's path; directories without `__init__.py` only if none has. */
  #fromRoots(from: string, first: string, parts: readonly string[]): string | undefined {
    const namespaces: string[] = [];
    for (const root of this.#rootsOf(directoryOf(from))) {
      const hit = this.#first(root, first);
      if (hit?.kind === "namespace") namespaces.push(root);
      if (hit?.kind === "package" && THIRD_PARTY_PACKAGES.has(first)) return undefined;
      if (hit && hit.kind !== "namespace") return this.#file(root, parts);
    }
    for (const root of namespaces) {
      const found = this.#file(root, parts);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #first(root: string, name: string): Hit | undefined {
    const entries = this.#tree.entries(root);
    if (entries.get(name)?.kind === "directory") {
      if (this.#tree.entries(`${root}/${name}`).has("__init__.py")) return { kind: "package" };
      if (entries.get(`${name}.py`)?.kind !== "file") return { kind: "namespace" };
    }
    return entries.get(`${name}.py`)?.kind === "file" ? { kind: "module" } : undefined;
  }

  #file(base: string, parts: readonly string[]): string | undefined {
    let directory = base;
    for (const part of parts.slice(0, -1)) {
      if (this.#tree.entries(directory).get(part)?.kind !== "directory") return undefined;
      directory = `${directory}/${part}`;
    }
    const last = parts.at(-1);
    const found =
      last === undefined
        ? this.#tree.file(`${directory}/__init__.py`)
        : (this.#tree.file(`${directory}/${last}/__init__.py`) ?? this.#tree.file(`${directory}/${last}.py`));
    return found !== undefined && isBundled(found) ? undefined : found;
  }

  #rootsOf(directory: string): readonly string[] {
    let known = this.#roots.get(directory);
    if (!known) {
      const roots = new Set<string>();
      for (let each = directory; ; each = directoryOf(each)) {
        for (const name of SOURCE_ROOTS) {
          if (name === "") roots.add(each);
          else if (this.#tree.entries(each).get(name)?.kind === "directory") roots.add(`${each}/${name}`);
        }
        if (each === this.#tree.root || !isInside(each, this.#tree.root)) break;
      }
      const layers = this.#layerRoots.filter((root) => !roots.has(root));
      const near = new Map(layers.map((root) => [root, distance(directory, root)]));
      for (const root of layers.sort((a, b) => near.get(a)! - near.get(b)!)) roots.add(root);
      known = [...roots];
      this.#roots.set(directory, known);
    }
    return known;
  }
}

/** `layers/common`, `layers/common/python`, `common-layer/python`: what Lambda puts on the path of a function that uses it. */
function isLayerRoot(directory: string): boolean {
  return /\/(python|[\w.-]*layers?\/[^/]+|[\w.-]*[-_]layer)$/i.test(directory);
}
