/** Finds what the stacks of a workspace are read from. Texts are only sniffed, and what was found out is remembered. */
import type { Surroundings } from "../extract/stack.ts";
import { directoryOf } from "../files.ts";
import { isServiceBySections, looksLikeService, looksLikeTemplate, modulesOf, type Unit } from "./readers.ts";
import type { FilesAround } from "./surroundings.ts";
import { templateKind } from "./templateNames.ts";

/** As much of a file as tells what it is. */
const SNIFFED = 64 * 1024;

export class Units {
  readonly #files: FilesAround;
  readonly #kinds = new Map<string, Unit["kind"] | undefined>();
  /** The modules that a Terraform directory uses. */
  readonly #called = new Map<string, readonly string[]>();
  /** Files that may be templates and cannot be read. */
  readonly unreadable = new Set<string>();

  constructor(files: FilesAround) {
    this.#files = files;
  }

  /** The file's text is another one now. */
  forget(path: string): void {
    this.#kinds.delete(path);
    this.#called.delete(directoryOf(path));
    this.unreadable.delete(path);
  }

  mayBeTemplate(path: string): boolean {
    return templateKind(path.slice(directoryOf(path).length + 1)) !== undefined;
  }

  /** Sniffs one file. */
  isTemplate(path: string): boolean {
    return this.#kindOf(path) !== undefined;
  }

  #kindOf(path: string): Unit["kind"] | undefined {
    if (!this.#kinds.has(path)) this.#kinds.set(path, this.#sniff(path));
    return this.#kinds.get(path);
  }

  #sniff(path: string): Unit["kind"] | undefined {
    const named = templateKind(path.slice(directoryOf(path).length + 1));
    if (named === undefined || named === "terraform") return named;
    const text = this.#files.textOf(path, SNIFFED);
    if (text === undefined) this.unreadable.add(path);
    if (text === undefined) return undefined;
    if (named === "serverless") return looksLikeService(text) ? "serverless" : undefined;
    if (looksLikeTemplate(text)) return "cloudformation";
    // `serverless deploy --config orders.yml`: the name is free, the sections are not.
    return isServiceBySections(text) ? "serverless" : undefined;
  }

  /** Everything that is written in a language of its own; CDK is code. */
  find(around: Surroundings): readonly Unit[] {
    const found: Unit[] = [];
    const directories = new Set<string>();
    for (const path of new Set([...this.#files.tree.mayBeTemplates(), ...this.#files.opened()])) {
      const kind = this.#kindOf(path);
      if (kind === "terraform") directories.add(directoryOf(path));
      else if (kind !== undefined) found.push({ kind, paths: [path] });
    }
    for (const directory of this.#rootModules(directories, around)) found.push({ kind: "terraform", paths: [directory] });
    return found;
  }

  /** Modules that another one uses are read with it; of modules that use one another all stay. */
  #rootModules(directories: ReadonlySet<string>, around: Surroundings): string[] {
    const called = new Set<string>();
    for (const directory of directories) {
      const targets = this.#called.get(directory) ?? modulesOf(directory, around);
      this.#called.set(directory, targets);
      for (const target of targets) if (target !== directory) called.add(target);
    }
    return [...directories].filter((directory) => !called.has(directory));
  }
}
