/** JavaScript and TypeScript imports to files. */
import { posix } from "node:path";
import { directoryOf } from "../files.ts";
import { type Layers, layersFor, NO_LAYERS } from "./layers.ts";
import { distance, isBundled } from "./nearness.ts";
import { Packages } from "./packages.ts";
import { PathMappings } from "./pathMappings.ts";
import type { FileTree } from "./tree.ts";

const TYPESCRIPT_FIRST = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"];
const JAVASCRIPT_FIRST = ["js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts"];

/** What a written extension may stand for in the sources. */
const SOURCE_OF: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".jsx"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

export class ScriptResolver {
  /** Those that templates name; others are guessed by the names of directories. */
  layers: Layers = NO_LAYERS;
  readonly #tree: FileTree;
  readonly #mappings: PathMappings;
  readonly #packages: Packages;
  readonly #layerRoots: readonly string[];

  constructor(tree: FileTree) {
    this.#tree = tree;
    this.#mappings = new PathMappings(tree);
    this.#packages = new Packages(tree);
    this.#layerRoots = [...tree.directories()]
      .filter((directory) => /\/(nodejs|[\w.-]*layers?\/[^/]+|[\w.-]*[-_]layer)$/i.test(directory))
      .sort();
  }

  resolve(from: string, written: string): string | undefined {
    const specifier = written.replace(/[?].*$/, "");
    const directory = directoryOf(from);
    const order = /\.[cm]?tsx?$/.test(from) ? TYPESCRIPT_FIRST : JAVASCRIPT_FIRST;
    const found = this.#candidates(directory, specifier, order);
    return found !== undefined && isBundled(found) ? undefined : found;
  }

  #candidates(directory: string, specifier: string, order: readonly string[]): string | undefined {
    if (/^\.\.?(\/|$)/.test(specifier)) return this.#file(posix.join(directory, specifier), order);
    if (specifier.startsWith("/")) return this.#deployed(directory, specifier, order);
    if (specifier.includes(":")) return undefined; // node:fs, https://…
    for (const path of this.#mappings.targets(directory, specifier)) {
      const found = this.#file(path, order);
      if (found !== undefined) return found;
    }
    for (const path of this.#packages.targets(directory, specifier)) {
      const found = this.#file(path, order);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Paths of a running function: a layer's content lies in `/opt`, its own code in `/var/task`. */
  #deployed(directory: string, specifier: string, order: readonly string[]): string | undefined {
    const own = /^\/var\/task\/(.+)$/.exec(specifier)?.[1];
    if (own !== undefined) {
      for (let each = directory; each.length >= this.#tree.root.length; each = directoryOf(each)) {
        const found = this.#file(`${each}/${own}`, order);
        if (found !== undefined || each === "/") return found;
      }
      return undefined;
    }
    const layered = /^\/opt\/(?:(nodejs)\/)?(.+)$/.exec(specifier);
    const rest = layered?.[2];
    if (rest === undefined) return undefined;
    for (const content of layersFor(directory, this.layers)) {
      // Where a build makes the layer its sources lie in the content itself.
      const isBuilt = layered?.[1] !== undefined && !this.#tree.isDirectory(`${content}/nodejs`);
      const found = this.#file(`${content}/${isBuilt ? rest : specifier.slice("/opt/".length)}`, order);
      if (found !== undefined) return found;
    }
    const near = (root: string) => distance(directory, root);
    for (const root of this.#layerRoots.toSorted((a, b) => near(a) - near(b))) {
      if (layered?.[1] && !root.endsWith("/nodejs") && this.#tree.isDirectory(`${root}/nodejs`)) continue;
      const found = this.#file(`${root}/${rest}`, order);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The source file that a path without, with, or with the compiled extension names, or a directory's index. */
  #file(path: string, order: readonly string[]): string | undefined {
    const extension = posix.extname(path);
    const exact = isCode(extension) ? this.#tree.file(path) : undefined;
    const sources = (SOURCE_OF[extension] ?? []).map((each) => this.#tree.file(path.slice(0, -extension.length) + each));
    const source = sources.find((each) => each !== undefined);
    // Beside its source a .js file is what the compiler made of it.
    if (source !== undefined && (exact === undefined || order === TYPESCRIPT_FIRST)) return source;
    if (exact !== undefined) return exact;
    return this.#withExtension(path, order) ?? (this.#tree.isDirectory(path) ? this.#withExtension(`${path}/index`, order) : undefined);
  }

  #withExtension(path: string, order: readonly string[]): string | undefined {
    for (const extension of order) {
      const found = this.#tree.file(`${path}.${extension}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function isCode(extension: string): boolean {
  return TYPESCRIPT_FIRST.includes(extension.slice(1));
}
