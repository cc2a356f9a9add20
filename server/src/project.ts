/**
 * The files of a workspace as modules, and the modules that belong together as programs. The editor's text wins over the
 * disk; everything is read and extracted when first asked for and kept until its text changes.
 */
import { extractModule } from "./extract/extract.ts";
import { isText, normalizePath, type Files, type TextFile, type Unreadable } from "./files.ts";
import { analyze } from "./flow/analyze.ts";
import type { Program } from "./flow/program.ts";
import type { Module } from "./model/code.ts";
import { ImportGraph } from "./project/graph.ts";
import { FileTree } from "./project/tree.ts";
import type { Settings } from "./settings.ts";

export interface ProjectOptions {
  readonly settings: Settings;
  readonly files: Files;
  /** Globs, from the project's root, of files that are neither read nor reported. */
  readonly exclude?: readonly string[];
}

/** Modules that load one another, and what is known of them together. */
export interface Component {
  readonly program: Program;
  readonly modules: readonly Module[];
}

export class Project {
  readonly root: string;
  readonly options: ProjectOptions;
  readonly tree: FileTree;
  readonly #graph: ImportGraph;
  readonly #documents = new Map<string, string>();
  readonly #modules = new Map<string, Module | undefined>();
  readonly #programs = new Map<string, Component>();

  private constructor(root: string, options: ProjectOptions) {
    this.root = normalizePath(root);
    this.options = options;
    this.tree = new FileTree(this.root, options.files, options.exclude ?? []);
    this.#graph = new ImportGraph(this.tree, (path) => this.#textOf(path));
  }

  /** Cheap: nothing is read yet. */
  static open(root: string, options: ProjectOptions): Project {
    return new Project(root, options);
  }

  /**
   * Reads every source file once for what it imports and whether it may hold a handler. Before it has finished, a file is
   * known to be loaded only by itself. `progress` is told the number of files read so far.
   */
  async scan(progress?: (done: number) => void, signal?: AbortSignal): Promise<void> {
    await this.#graph.scan(progress, signal);
    this.#programs.clear();
  }

  /** The editor's text of a file; it wins over the disk until `closeDocument`. */
  setDocument(path: string, text: string): void {
    const key = normalizePath(path);
    if (this.#documents.get(key) === text) return;
    this.#documents.set(key, text);
    this.#forget(key);
  }

  /** The disk's text counts again. */
  closeDocument(path: string): void {
    const key = normalizePath(path);
    if (this.#documents.delete(key)) this.#forget(key);
  }

  /** A file was created, changed or deleted on disk. */
  fileChanged(path: string): void {
    const key = normalizePath(path);
    if (this.tree.changed(key)) {
      this.#graph.treeChanged();
      this.#programs.clear();
    }
    if (!this.#documents.has(key)) this.#forget(key);
  }

  /** The file's text as it counts, or why there is none. */
  read(path: string): TextFile | Unreadable {
    const key = normalizePath(path);
    const document = this.#documents.get(key);
    if (document !== undefined) return { text: document, encoding: "utf-8", lossy: false };
    return this.options.files.read(key);
  }

  /** The facts of a file; undefined when it is no code, cannot be read, or does not parse in time. */
  module(path: string): Module | undefined {
    const key = normalizePath(path);
    if (this.#modules.has(key)) return this.#modules.get(key);
    const text = this.#textOf(key);
    const module = text === undefined ? undefined : extractModule(key, text);
    this.#modules.set(key, module);
    return module;
  }

  /** The handlers that can load this file and all they load, analysed; the file alone when no handler does. */
  programFor(path: string): Program {
    const key = normalizePath(path);
    return this.#analyzed(this.#graph.handlersThatLoad(key), key).program;
  }

  /** The whole workspace: every function and all it loads. */
  program(): Program {
    return this.#analyzed(this.#graph.handlerFiles(), undefined).program;
  }

  /** Every source file of the workspace, whether or not a function loads it. */
  sources(): readonly string[] {
    return this.#graph.sources();
  }

  /** Lets go of a file's facts. They are made again when asked for. */
  release(path: string): void {
    this.#modules.delete(path);
  }

  #analyzed(entries: readonly string[], own: string | undefined): Component {
    const roots = own === undefined || entries.includes(own) ? entries : [...entries, own];
    const key = roots.join("\n");
    const known = this.#programs.get(key);
    if (known?.modules.every((module) => this.#modules.get(module.path) === module)) return known;
    const modules = this.#closure(roots);
    const component = { program: analyze(modules, (from, specifier, level) => this.#resolve(from, specifier, level)), modules };
    this.#programs.set(key, component);
    return component;
  }

  #closure(roots: readonly string[]): Module[] {
    const found: Module[] = [];
    for (const path of this.#graph.closure(roots)) {
      const module = this.module(path);
      if (module) found.push(module);
    }
    return found;
  }

  #resolve(from: Module, specifier: string, level: number): Module | undefined {
    const path = this.#graph.resolve(from.path, specifier, level);
    return path === undefined ? undefined : this.module(path);
  }

  #textOf(path: string): string | undefined {
    const file = this.read(path);
    return isText(file) ? file.text : undefined;
  }

  #forget(path: string): void {
    this.#modules.delete(path);
    this.#graph.forget(path);
  }
}
