/** The modules of a project's files, and those that belong together analysed as programs; kept until a text in them changes. */
import { extractModule } from "../extract/extract.ts";
import { analyze } from "../flow/analyze.ts";
import type { Program } from "../flow/program.ts";
import type { Module } from "../model/code.ts";
import { FunctionFolders } from "./functionFolders.ts";
import type { TemplateHandlers } from "./functions.ts";
import type { ImportGraph } from "./graph.ts";
import type { Layers } from "./layers.ts";

interface Analyzed {
  readonly program: Program;
  readonly handlers: TemplateHandlers;
  readonly layers: Layers;
}

export interface ProgramSources {
  readonly root: string;
  readonly graph: ImportGraph;
  textOf(path: string): string | undefined;
  /** The exports that templates call. */
  handlers(): TemplateHandlers;
  /** Told of files whose analysis failed. */
  onFault(paths: readonly string[], error: unknown): void;
}

export class Programs {
  readonly #sources: ProgramSources;
  readonly #modules = new Map<string, Module | undefined>();
  readonly #programs = new Map<string, Analyzed>();
  readonly #folders: FunctionFolders;

  constructor(sources: ProgramSources) {
    this.#sources = sources;
    this.#folders = new FunctionFolders(
      sources.root,
      () => sources.graph.handlerFiles(),
      (path) => this.#holdsHandler(path),
    );
  }

  /** The facts of a file; undefined when it is no code, cannot be read, or does not parse in time. */
  module(path: string): Module | undefined {
    if (this.#modules.has(path)) return this.#modules.get(path);
    const text = this.#sources.textOf(path);
    const module = text === undefined ? undefined : extractModule(path, text);
    this.#modules.set(path, module);
    return module;
  }

  /** Entries and all they load, analysed once. */
  of(entries: readonly string[]): Program {
    const key = entries.join("\n");
    const known = this.#programs.get(key);
    const handlers = this.#sources.handlers();
    const { layers } = this.#sources.graph;
    const isSame = known?.handlers === handlers && known.layers === layers;
    if (isSame && known.program.modules.every((module) => this.#modules.get(module.path) === module)) return known.program;
    const program = this.analyze(this.#sources.graph.closure(entries));
    this.#programs.set(key, { program, handlers, layers });
    return program;
  }

  /** Analyses files and what they import; nothing of it is kept but their modules. */
  analyze(paths: readonly string[]): Program {
    const modules = this.#closure(paths);
    const program = this.#programOf(modules);
    const holders = new Set(program.handlers.map((handler) => handler.module.path));
    for (const { path } of modules) this.#folders.note(path, holders.has(path));
    return program;
  }

  /** A file that no function loads. */
  alone(path: string): Program {
    const module = this.module(path);
    return analyze(module ? [module] : [], () => undefined, { belongsToFunction: () => true });
  }

  /** The sources of an app that deploys functions: it is asked which it declares, so its own handlers are none of its facts. */
  app(paths: readonly string[]): Program {
    try {
      return analyze(this.#closure(paths), this.#resolve, {});
    } catch (error) {
      this.#sources.onFault(paths, error);
      return analyze([], () => undefined);
    }
  }

  /** Does the file lie in a directory of a function? */
  isInFunction(path: string): boolean {
    return this.#folders.holds(path);
  }

  /** The facts of a file are read again when they are next asked for. */
  release(path: string): void {
    this.#modules.delete(path);
  }

  /** The file's text changed. */
  forget(path: string): void {
    this.#modules.delete(path);
    this.#folders.forget(path);
  }

  /** Files came or went: imports may mean something else now. */
  filesChanged(): void {
    this.#programs.clear();
    this.#folders.filesChanged();
  }

  /** A defect in the analysis of some files is no reason to say nothing about all others. */
  #programOf(modules: readonly Module[]): Program {
    const belongsToFunction = (module: Module) => this.#folders.holds(module.path);
    try {
      return analyze(modules, this.#resolve, { belongsToFunction, templateHandlers: this.#sources.handlers() });
    } catch (error) {
      this.#sources.onFault(
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
        const target = this.#sources.graph.resolve(path, each.specifier, each.level);
        if (target !== undefined) open.add(target);
      }
    }
    return [...found.values()];
  }

  readonly #resolve = (from: Module, specifier: string, level: number): Module | undefined => {
    const path = this.#sources.graph.resolve(from.path, specifier, level);
    return path === undefined ? undefined : this.module(path);
  };

  #holdsHandler(path: string): boolean {
    const module = this.module(path);
    return module !== undefined && this.#programOf([module]).handlers.length > 0;
  }
}
