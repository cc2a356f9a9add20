/** Python imports to files. */
import { directoryOf, isInside } from "../files.ts";
import { type Layers, layersFor, NO_LAYERS } from "./layers.ts";
import { distance, isBundled } from "./nearness.ts";
import { STANDARD_LIBRARY, THIRD_PARTY_PACKAGES } from "./pythonNames.ts";
import type { FileTree } from "./tree.ts";

/** Directories below an ancestor of the importing file that packages are commonly imported from. */
const SOURCE_ROOTS = ["", "src", "python", "lib"];

/** A directory of Python's path, and what it has under the name that is asked for. */
interface Root {
  readonly path: string;
  readonly kind: "module" | "package" | "namespace";
}

export class PythonResolver {
  /** Those that templates name; others are guessed by the names of directories. */
  layers: Layers = NO_LAYERS;
  readonly #tree: FileTree;
  readonly #layerRoots: readonly string[];
  /** Layer roots by what can be imported from them, made when first needed. */
  #layersByName: Map<string, string[]> | undefined;
  /** By directory and first part: the roots above that have it, the nearest first. */
  readonly #roots = new Map<string, readonly Root[]>();

  constructor(tree: FileTree) {
    this.#tree = tree;
    this.#layerRoots = [...tree.directories()].filter((each) => isLayerRoot(each) || distributed(each, tree) !== undefined).sort();
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
    const directory = directoryOf(from);
    const roots = [...this.#rootsAbove(directory, first), ...this.#namedLayers(directory, first), ...this.#layersWith(directory, first)];
    const regular = roots.find(({ kind }) => kind !== "namespace");
    if (regular) return regular.kind === "package" && THIRD_PARTY_PACKAGES.has(first) ? undefined : this.#file(regular.path, parts);
    for (const { path } of roots) {
      const found = this.#file(path, parts);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Shared by all directories below, since most imports are of packages that are nowhere in the project. */
  #rootsAbove(directory: string, first: string): readonly Root[] {
    const key = `${first} ${directory}`;
    const known = this.#roots.get(key);
    if (known) return known;
    const entries = this.#tree.entries(directory);
    const own = SOURCE_ROOTS.flatMap((name) => {
      if (name !== "" && entries.get(name)?.kind !== "directory") return [];
      return this.#root(name === "" ? directory : `${directory}/${name}`, first) ?? [];
    });
    const isTop = directory === this.#tree.root || !isInside(directory, this.#tree.root) || directory === directoryOf(directory);
    const above = isTop ? [] : this.#rootsAbove(directoryOf(directory), first);
    const roots = own.length === 0 ? above : [...own, ...above];
    this.#roots.set(key, roots);
    return roots;
  }

  #namedLayers(directory: string, first: string): Root[] {
    return layersFor(directory, this.layers)
      .flatMap((content) => this.#rootsIn(content))
      .flatMap((root) => this.#root(root, first) ?? []);
  }

  /** What of a layer is on Python's path; where a build makes the layer, its sources are the content itself. */
  #rootsIn(content: string): string[] {
    const library = `${content}/python/lib`;
    const versions = this.#tree.isDirectory(library) ? [...this.#tree.entries(library).keys()] : [];
    const installed = versions.filter((name) => /^python3\.\d+$/.test(name)).map((name) => `${library}/${name}/site-packages`);
    return [`${content}/python`, ...installed, content].filter((each) => this.#tree.isDirectory(each));
  }

  #layersWith(directory: string, first: string): Root[] {
    if (!this.#layersByName) {
      this.#layersByName = new Map();
      for (const root of this.#layerRoots) {
        const entries = isLayerRoot(root) ? [...this.#tree.entries(root).keys()] : [distributed(root, this.#tree) ?? ""];
        for (const entry of entries) {
          const name = entry.replace(/\.py$/, "");
          const roots = this.#layersByName.get(name);
          if (roots?.at(-1) !== root) roots ? roots.push(root) : this.#layersByName.set(name, [root]);
        }
      }
    }
    const near = (root: string) => distance(directory, root);
    const layers = [...(this.#layersByName.get(first) ?? [])].sort((a, b) => near(a) - near(b));
    return layers.flatMap((root) => this.#root(root, first) ?? []);
  }

  #root(path: string, name: string): Root | undefined {
    const entries = this.#tree.entries(path);
    const isModule = entries.get(`${name}.py`)?.kind === "file";
    if (entries.get(name)?.kind === "directory") {
      if (this.#tree.entries(`${path}/${name}`).has("__init__.py")) return { path, kind: "package" };
      if (!isModule) return { path, kind: "namespace" };
    }
    return isModule ? { path, kind: "module" } : undefined;
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
}

/** `layers/common`, `layers/common/python`, `common-layer/python`: what Lambda puts on the path of a function that uses it. */
function isLayerRoot(directory: string): boolean {
  return /\/(python|[\w.-]*layers?\/[^/]+|[\w.-]*[-_]layer)$/i.test(directory);
}

/** `libraries/common-utils` with `setup.py` and `common_utils/`: a package of the repository that its functions install. */
function distributed(directory: string, tree: FileTree): string | undefined {
  const project = directory.endsWith("/src") ? directoryOf(directory) : directory;
  if (!["setup.py", "pyproject.toml"].some((name) => tree.entries(project).has(name))) return undefined;
  const name = project.slice(project.lastIndexOf("/") + 1).replaceAll("-", "_");
  return tree.entries(directory).get(name)?.kind === "directory" && tree.entries(`${directory}/${name}`).has("__init__.py")
    ? name
    : undefined;
}
