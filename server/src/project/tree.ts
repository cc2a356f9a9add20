/** The directories of a project, each read once, and the walk that finds its source files. */
import { CODE_EXTENSIONS } from "../extract/extract.ts";
import { type DirectoryEntry, directoryOf, type Files, isInside, type Unreadable } from "../files.ts";
import { globMatcher } from "./globs.ts";
import { type IgnoreChain, IgnoreFiles } from "./ignoreFiles.ts";
import { isLeftOut, vendoredEntries } from "./leftOut.ts";
import { templateKind } from "./templateNames.ts";

/** Files found between two turns of the event loop. */
const BATCH = 500;

/** Their content decides what an import or the list of sources means. */
const DECIDING = new Set([".gitignore", "package.json", "tsconfig.json", "jsconfig.json", "tsconfig.base.json"]);

type Entries = ReadonlyMap<string, DirectoryEntry>;

export class FileTree {
  readonly root: string;
  readonly files: Files;
  /** Directories that were asked for and could not be read. */
  readonly unreadable = new Map<string, Unreadable>();
  readonly #isExcluded: (path: string) => boolean;
  readonly #directories = new Map<string, Entries>();
  readonly #realPaths = new Map<string, string>();
  readonly #ignoreFiles: IgnoreFiles;
  /** Directories the last walk came through; resolvers look for layers and packages in them. */
  readonly #walked = new Set<string>();
  /** Files the last walk came across that may be templates by their names. */
  #templates: string[] = [];

  constructor(root: string, files: Files, exclude: readonly string[]) {
    this.root = root;
    this.files = files;
    this.#ignoreFiles = new IgnoreFiles(files);
    this.#isExcluded = globMatcher(root, exclude);
  }

  /** Entries by name; empty where there is no such directory. */
  entries(directory: string): Entries {
    let known = this.#directories.get(directory);
    if (!known) {
      const read = this.files.entries(directory);
      if ("reason" in read) this.unreadable.set(directory, read);
      known = new Map("reason" in read ? [] : read.map((entry) => [entry.name, entry]));
      this.#directories.set(directory, known);
    }
    return known;
  }

  /** The file a path leads to, under one name however it is reached through links; undefined when there is none. */
  file(path: string): string | undefined {
    const entry = this.#entry(path);
    if (entry?.kind !== "file") return undefined;
    if (entry.isLink) return this.#inProject(this.files.realPath(path)) ?? path;
    const directory = directoryOf(path);
    return `${this.#realDirectory(directory)}${path.slice(directory.length)}`;
  }

  isDirectory(path: string): boolean {
    return path === this.root || this.#entry(path)?.kind === "directory";
  }

  /** What a path leads to; undefined where there is nothing. */
  kind(path: string): "file" | "directory" | undefined {
    return path === this.root ? "directory" : this.#entry(path)?.kind;
  }

  /** Every source file of the project, in order; what git ignores and what others wrote is left out. */
  async sources(signal?: AbortSignal): Promise<string[]> {
    this.#walked.clear();
    this.#templates = [];
    const found: string[] = [];
    for (const path of this.#walk(this.root, this.#ignoreFiles.chainAbove(this.root, this.root), this.#templates)) {
      if (found.push(path) % BATCH === 0) await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    }
    return found;
  }

  /** As `sources`, without giving way. */
  sourcesNow(): string[] {
    this.#walked.clear();
    this.#templates = [];
    return [...this.#walk(this.root, this.#ignoreFiles.chainAbove(this.root, this.root), this.#templates)];
  }

  /** The source files below a directory that was named: it is walked even where it is left out of the project. */
  sourcesBelow(directory: string): string[] {
    const above = this.#isLeftOutOfProject(directory) ? [] : this.#ignoreFiles.chainAbove(directory, this.root);
    return [...this.#walk(directory, above, [])];
  }

  /** Files of the project that may be templates, by their names; as of the last time its sources were listed. */
  mayBeTemplates(): readonly string[] {
    return this.#templates;
  }

  /** A file the configuration excludes; naming it does not bring it back. */
  isExcluded(path: string): boolean {
    return this.#isExcluded(path);
  }

  /** A path by the name its file has in the project: links are followed as long as they stay in it. */
  canonical(path: string): string {
    return this.#inProject(this.files.realPath(path)) ?? path;
  }

  /** Directories of the project that are not left out. */
  directories(): ReadonlySet<string> {
    return this.#walked;
  }

  /** Tells what happened to a path on disk; true when imports or the list of sources may mean something else now. */
  changed(path: string): boolean {
    const directory = directoryOf(path);
    const name = path.slice(directory.length + 1);
    const kind = this.files.kind(path);
    const known = this.#directories.get(directory)?.get(name);
    if (this.#directories.has(directory) && known?.kind === kind) {
      if (name === ".gitignore") this.#ignoreFiles.forget(directory);
      return DECIDING.has(name);
    }
    // Looking through all directories for what was below it takes long when ten thousand files come at once.
    if (kind !== "file" || known?.kind === "directory") this.#forgetDirectory(path);
    // The directory itself may be new: the nearest one that is known has to be read again.
    for (let each = directory; ; each = directoryOf(each)) {
      const had = this.#directories.delete(each);
      if (had || each === directoryOf(each)) return true;
    }
  }

  /** Yields source files, and puts what may be a template into `templates`. */
  *#walk(directory: string, above: IgnoreChain, templates: string[]): Generator<string> {
    this.#walked.add(directory);
    const entries = this.entries(directory);
    const chain = this.#ignoreFiles.chainOf(directory, entries, above);
    const vendored = vendoredEntries(directory, entries, this.files);
    const below: string[] = [];
    for (const { name, kind, isLink } of entries.values()) {
      // Links are followed by imports but not by the walk, as git does: what they lead to is found where it is, once.
      const mayBeTemplate = kind === "file" && templateKind(name) !== undefined;
      if (isLink || vendored.has(name) || (kind === "file" ? !isSource(name) && !mayBeTemplate : isLeftOut(name))) continue;
      const path = directory === "/" ? `/${name}` : `${directory}/${name}`;
      if (this.#isExcluded(path) || this.#ignoreFiles.ignores(chain, path, kind === "directory")) continue;
      if (kind === "directory") below.push(path);
      else if (isSource(name)) yield path;
      if (mayBeTemplate) templates.push(path);
    }
    for (const path of below) yield* this.#walk(path, chain, templates);
  }

  /** Does git ignore the file? */
  isIgnored(path: string): boolean {
    const directory = directoryOf(path);
    const chain = this.#ignoreFiles.chainOf(directory, this.entries(directory), this.#ignoreFiles.chainAbove(directory, this.root));
    if (this.#ignoreFiles.ignores(chain, path, false)) return true;
    for (let each = directory; each !== this.root && isInside(each, this.root); each = directoryOf(each)) {
      const parent = directoryOf(each);
      const above = this.#ignoreFiles.chainOf(parent, this.entries(parent), this.#ignoreFiles.chainAbove(parent, this.root));
      if (this.#ignoreFiles.ignores(above, each, true)) return true;
    }
    return false;
  }

  #isLeftOutOfProject(directory: string): boolean {
    if (!isInside(directory, this.root)) return false;
    for (let each = directory; each !== this.root; each = directoryOf(each)) {
      const parent = directoryOf(each);
      const chain = this.#ignoreFiles.chainOf(parent, this.entries(parent), this.#ignoreFiles.chainAbove(parent, this.root));
      if (isLeftOut(each.slice(parent.length + 1)) || this.#ignoreFiles.ignores(chain, each, true)) return true;
    }
    return false;
  }

  #entry(path: string): DirectoryEntry | undefined {
    const directory = directoryOf(path);
    return this.entries(directory).get(path.slice(directory === "/" ? 1 : directory.length + 1));
  }

  #realDirectory(directory: string): string {
    let known = this.#realPaths.get(directory);
    if (known === undefined) {
      known = this.#inProject(this.files.realPath(directory)) ?? directory;
      this.#realPaths.set(directory, known);
    }
    return known;
  }

  /** A real path as a path below the root as it was given; undefined when it lies elsewhere. */
  #inProject(real: string): string | undefined {
    const realRoot = this.files.realPath(this.root);
    return isInside(real, realRoot) ? `${this.root}${real.slice(realRoot.length)}` : undefined;
  }

  #forgetDirectory(directory: string): void {
    for (const each of this.#directories.keys()) if (isInside(each, directory)) this.#directories.delete(each);
    this.#realPaths.clear();
    this.#ignoreFiles.forget(directory);
  }
}

/** Code by its name: not a declaration file, not minified. */
export function isSource(name: string): boolean {
  const dot = name.lastIndexOf(".");
  return dot > 0 && EXTENSIONS.has(name.slice(dot + 1)) && !/\.d\.[cm]?ts$|[.-]min\.[cm]?js$/.test(name);
}

const EXTENSIONS: ReadonlySet<string> = new Set(CODE_EXTENSIONS);
