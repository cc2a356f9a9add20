/** `.gitignore` files, at every level, from the repository's top down. */
import ignore, { type Ignore } from "ignore";
import { type DirectoryEntry, directoryOf, type Files, isInside, isText } from "../files.ts";

interface IgnoreFile {
  readonly directory: string;
  readonly rules: Ignore;
}

/** Outermost first. */
export type IgnoreChain = readonly IgnoreFile[];

export class IgnoreFiles {
  readonly #files: Files;
  readonly #known = new Map<string, IgnoreFile | undefined>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** The ignore files of the directories above, up to the top of the git repository; outside of one, up to the project's root. */
  chainAbove(directory: string, root: string): IgnoreChain {
    const chain: IgnoreFile[] = [];
    for (let each = directory; ; each = directoryOf(each)) {
      const file = each === directory ? undefined : this.#load(each);
      if (file) chain.unshift(file);
      if (this.#files.kind(`${each === "/" ? "" : each}/.git`) !== undefined) return chain;
      if (each === directoryOf(each)) return chain.filter((above) => isInside(above.directory, root));
    }
  }

  /** `above`, and the directory's own file where it has one. */
  chainOf(directory: string, entries: ReadonlyMap<string, DirectoryEntry>, above: IgnoreChain): IgnoreChain {
    const file = entries.get(".gitignore")?.kind === "file" ? this.#load(directory) : undefined;
    return file ? [...above, file] : above;
  }

  /** The innermost file that says anything about the path decides. */
  ignores(chain: IgnoreChain, path: string, isDirectory: boolean): boolean {
    for (let index = chain.length - 1; index >= 0; index -= 1) {
      const { directory, rules } = chain[index]!;
      const verdict = rules.test(`${path.slice(directory.length + 1)}${isDirectory ? "/" : ""}`);
      if (verdict.ignored) return true;
      if (verdict.unignored) return false;
    }
    return false;
  }

  forget(directory: string): void {
    this.#known.delete(directory);
  }

  #load(directory: string): IgnoreFile | undefined {
    if (this.#known.has(directory)) return this.#known.get(directory);
    const file = this.#files.read(`${directory}/.gitignore`);
    const loaded = isText(file) ? { directory, rules: ignore({ ignorecase: false }).add(file.text) } : undefined;
    this.#known.set(directory, loaded);
    return loaded;
  }
}
