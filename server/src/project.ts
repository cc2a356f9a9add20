/**
 * The files of a workspace as modules, and the modules that belong together as programs. The editor's text wins over the
 * disk; everything is read and extracted when first asked for and kept until its text changes.
 */
import { extractModule } from "./extract/extract.ts";
import { type Files, isText, normalizePath, type TextFile, type Unreadable } from "./files.ts";
import { analyze } from "./flow/analyze.ts";
import type { Program } from "./flow/program.ts";
import type { Fn, Infrastructure } from "./infrastructure/infrastructure.ts";
import type { Module } from "./model/code.ts";
import type { Stack, Template } from "./model/infrastructure.ts";
import { FunctionFolders } from "./project/functionFolders.ts";
import { ImportGraph } from "./project/graph.ts";
import type { JoinedFunction } from "./project/joined.ts";
import { Stacks } from "./project/stacks.ts";
import { FileTree, isSource } from "./project/tree.ts";
import type { Settings } from "./settings.ts";

export interface ProjectOptions {
  readonly settings: Settings;
  readonly files: Files;
  /** Globs, from the project's root, of files that are neither read nor reported. */
  readonly exclude?: readonly string[];
  /** Told of files whose analysis failed; nothing is said about these. */
  readonly onFault?: (paths: readonly string[], error: unknown) => void;
}

/** Some of the modules that load one another, and what is known of them together. */
export interface Part {
  readonly program: Program;
  readonly modules: readonly Module[];
}

/** A part that was asked for file by file. */
export interface SelectedPart extends Part {
  /** Files that were to be looked at and did not parse in time. */
  readonly unparsed: readonly string[];
  /** The functions whose handler is in the part, each with its code and with its template where one names it. */
  readonly functions: readonly Fn[];
}

/** Source files and templates that somebody asked for. */
export interface Selection {
  readonly files: ReadonlySet<string>;
  /** Those that were named one by one: they are looked at even where no function is. */
  readonly named: ReadonlySet<string>;
}

export class Project {
  readonly root: string;
  readonly options: ProjectOptions;
  readonly tree: FileTree;
  readonly #graph: ImportGraph;
  readonly #documents = new Map<string, string>();
  readonly #modules = new Map<string, Module | undefined>();
  readonly #programs = new Map<string, Part>();
  readonly #folders: FunctionFolders;
  readonly #stacks = new Stacks();

  private constructor(root: string, options: ProjectOptions) {
    this.root = normalizePath(root);
    this.options = options;
    this.tree = new FileTree(this.root, options.files, options.exclude ?? []);
    this.#graph = new ImportGraph(this.tree, (path) => this.#textOf(path));
    this.#folders = new FunctionFolders(
      this.root,
      () => this.#graph.handlerFiles(),
      (path) => this.#holdsHandler(path),
    );
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
    this.#folders.filesChanged();
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
      this.#folders.filesChanged();
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
    const handlers = this.#graph.handlersThatLoad(key);
    return this.#analyzed(handlers.length > 0 ? handlers : [key]).program;
  }

  /** The whole workspace: every function and all it loads. */
  program(): Program {
    return this.#analyzed(this.#graph.handlerFiles()).program;
  }

  /** Every file in which infrastructure is written, those of CDK apps included. */
  templates(): readonly Template[] {
    return this.#stacks.templates();
  }

  /** The template a file is; undefined where it is none. */
  template(path: string): Template | undefined {
    return this.#stacks.template(normalizePath(path));
  }

  /** The stacks in which a file is a template. */
  stacksOf(path: string): readonly Stack[] {
    return this.#stacks.of(normalizePath(path));
  }

  /** All stacks of the workspace; the same object until a template, or what a stack was made from, changes. */
  infrastructure(): Infrastructure {
    return this.#stacks.infrastructure();
  }

  /** The functions that templates declare. No code is parsed for them. */
  declared(): readonly JoinedFunction[] {
    return [];
  }

  /** All functions: those that templates declare, and handlers in code that no template names. Parses all that may be code of a function. */
  joined(): readonly JoinedFunction[] {
    return this.declared();
  }

  /** The function with its code analysed. */
  fn(joined: JoinedFunction): Fn {
    return { name: joined.name, resource: joined.resource, code: undefined };
  }

  /** The functions whose handler is in the source file or loads it, or that are written in the template. */
  functionsOf(_path: string): readonly JoinedFunction[] {
    return [];
  }

  /** The functions that are in no part: their code is not in the workspace, in a language that is not read, inline, or not found. */
  functionsWithoutCode(): readonly Fn[] {
    return [];
  }

  /** Every source file of the workspace, whether or not a function loads it. */
  sources(): readonly string[] {
    return this.#graph.sources();
  }

  /** Was the file read when the workspace was scanned (or since)? */
  isRead(path: string): boolean {
    return this.#graph.has(path);
  }

  /**
   * The source files that paths of the project (files or directories) stand for, once it is scanned. What is left out of
   * the project joins it when it is named.
   */
  select(paths: readonly string[]): Selection {
    const files = new Set<string>();
    const named = new Set<string>();
    for (const path of paths.map((each) => this.tree.canonical(normalizePath(each)))) {
      if (path === this.root) {
        for (const source of this.sources()) files.add(source);
      } else if (this.tree.isDirectory(path)) {
        const below = this.#graph.withoutGenerated(this.tree.sourcesBelow(path));
        this.#graph.include(below);
        for (const source of below) files.add(source);
      } else if (isSource(path) && !this.tree.isExcluded(path)) {
        this.#graph.include([path]);
        files.add(path);
        named.add(path);
      }
    }
    return { files, named };
  }

  /**
   * Everything there is to ask about selected files, part by part; the facts of a part are let go of when the next one is
   * asked for, so that a large workspace fits into memory.
   */
  *parts({ files, named }: Selection): Generator<SelectedPart> {
    const left = new Set(files);
    for (const paths of this.#graph.components()) {
      const own = paths.filter((path) => left.delete(path));
      if (own.length === 0) continue;
      const program = this.#analyze(paths);
      yield { program, ...this.#parsed(own), functions: [] };
      for (const path of paths) this.#release(path);
    }
    for (const path of left) {
      if (!named.has(path) && !(this.#graph.mayHoldSecret(path) && this.#folders.holds(path))) continue;
      const parsed = this.#parsed([path]);
      yield { program: analyze(parsed.modules, () => undefined, { belongsToFunction: () => true }), ...parsed, functions: [] };
      this.#release(path);
    }
  }

  #parsed(paths: readonly string[]): { modules: Module[]; unparsed: string[] } {
    const modules = paths.flatMap((path) => this.module(path) ?? []);
    return { modules, unparsed: modules.length === paths.length ? [] : paths.filter((path) => !this.module(path)) };
  }

  #analyzed(entries: readonly string[]): Part {
    const key = entries.join("\n");
    const known = this.#programs.get(key);
    if (known?.modules.every((module) => this.#modules.get(module.path) === module)) return known;
    const program = this.#analyze(this.#graph.closure(entries));
    const part = { program, modules: program.modules };
    this.#programs.set(key, part);
    return part;
  }

  #analyze(paths: readonly string[]): Program {
    const modules = this.#closure(paths);
    const program = this.#programOf(modules);
    const holders = new Set(program.handlers.map((handler) => handler.module.path));
    for (const { path } of modules) this.#folders.note(path, holders.has(path));
    return program;
  }

  /** A defect in the analysis of some files is no reason to say nothing about all others. */
  #programOf(modules: readonly Module[]): Program {
    const belongsToFunction = (module: Module) => this.#folders.holds(module.path);
    try {
      return analyze(modules, (from, specifier, level) => this.#resolve(from, specifier, level), { belongsToFunction });
    } catch (error) {
      this.options.onFault?.(
        modules.map((module) => module.path),
        error,
      );
      return analyze([], () => undefined);
    }
  }

  /** The modules of files, and what those import that their outlines did not show. */
  #closure(paths: readonly string[]): Module[] {
    const found = new Map<string, Module>();
    const open = new Set(paths);
    for (const path of open) {
      const module = this.module(path);
      if (!module) continue;
      found.set(path, module);
      for (const each of module.imports) {
        const target = this.#graph.resolve(path, each.specifier, each.level);
        if (target !== undefined) open.add(target);
      }
    }
    return [...found.values()];
  }

  #resolve(from: Module, specifier: string, level: number): Module | undefined {
    const path = this.#graph.resolve(from.path, specifier, level);
    return path === undefined ? undefined : this.module(path);
  }

  #holdsHandler(path: string): boolean {
    const module = this.module(path);
    return module !== undefined && this.#programOf([module]).handlers.length > 0;
  }

  #textOf(path: string): string | undefined {
    const file = this.read(path);
    return isText(file) ? file.text : undefined;
  }

  #release(path: string): void {
    if (!this.#documents.has(path)) this.#modules.delete(path);
  }

  #forget(path: string): void {
    this.#modules.delete(path);
    this.#folders.forget(path);
    this.#graph.forget(path);
  }
}
