/** `paths` and `baseUrl` of tsconfig.json (and jsconfig.json), `extends` followed. */
import { posix } from "node:path";
import { directoryOf } from "../files.ts";
import { asObject, asStrings, matchStar, readJson } from "./jsonFile.ts";
import type { FileTree } from "./tree.ts";

interface Mappings {
  readonly baseUrl: string | undefined;
  /** Absolute targets, by pattern; the longest pattern first. */
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
}

const NAMES = ["tsconfig.json", "jsconfig.json", "tsconfig.base.json"];
const DEEPEST = 8;

export class PathMappings {
  readonly #tree: FileTree;
  readonly #byDirectory = new Map<string, readonly Mappings[]>();

  constructor(tree: FileTree) {
    this.#tree = tree;
  }

  /**
   * Files (without extension, maybe) that the specifier may mean. The nearest configuration comes first; those of the
   * directories above too, since bundlers are often run from there.
   */
  *targets(directory: string, specifier: string): Generator<string> {
    for (const { paths, baseUrl } of this.#mappingsFor(directory)) {
      for (const { pattern, targets } of paths) {
        const star = matchStar(pattern, specifier);
        if (star === undefined) continue;
        for (const target of targets) yield target.replace("*", () => star);
      }
      if (baseUrl !== undefined) yield posix.join(baseUrl, specifier);
    }
  }

  #mappingsFor(directory: string): readonly Mappings[] {
    const known = this.#byDirectory.get(directory);
    if (known) return known;
    const name = NAMES.find((each) => this.#tree.entries(directory).get(each)?.kind === "file");
    const own = name === undefined ? undefined : this.#load(`${directory}/${name}`, 0);
    const isTop = directory === this.#tree.root || directory === directoryOf(directory);
    const above = isTop ? [] : this.#mappingsFor(directoryOf(directory));
    const all = own && (own.baseUrl !== undefined || own.paths.length > 0) ? [own, ...above] : above;
    this.#byDirectory.set(directory, all);
    return all;
  }

  #load(path: string, depth: number): Mappings | undefined {
    const file = readJson(this.#tree, path);
    if (!file || depth > DEEPEST) return undefined;
    const directory = directoryOf(path);
    let inherited: Mappings = { baseUrl: undefined, paths: [] };
    for (const each of asStrings(file.extends)) {
      const base = this.#extended(directory, each);
      const loaded = base === undefined ? undefined : this.#load(base, depth + 1);
      if (loaded)
        inherited = { baseUrl: loaded.baseUrl ?? inherited.baseUrl, paths: loaded.paths.length > 0 ? loaded.paths : inherited.paths };
    }
    const options = asObject(file.compilerOptions);
    const written = asStrings(options?.baseUrl)[0];
    const baseUrl = written === undefined ? inherited.baseUrl : posix.resolve(directory, written);
    const paths = asObject(options?.paths);
    if (!paths) return { baseUrl, paths: inherited.paths };
    const entries = Object.entries(paths).map(([pattern, targets]) => ({
      pattern,
      targets: asStrings(targets).map((target) => posix.resolve(baseUrl ?? directory, target)),
    }));
    return { baseUrl, paths: entries.sort((a, b) => b.pattern.length - a.pattern.length) };
  }

  /** Only files of the project: a configuration from a package says nothing of its paths. */
  #extended(directory: string, specifier: string): string | undefined {
    if (!/^[./]/.test(specifier)) return undefined;
    const path = posix.resolve(directory, specifier);
    return [path, `${path}.json`, `${path}/tsconfig.json`].find((each) => this.#tree.file(each) !== undefined);
  }
}
