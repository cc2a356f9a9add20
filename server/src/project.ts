/**
 * The files of a workspace as modules and templates, the modules that belong together as programs, and the functions that join
 * the two. The editor's text wins over the disk; everything is read when first asked for and kept until it changes.
 */
import { type Files, isInside, isText, normalizePath, type TextFile, type Unreadable } from "./files.ts";
import type { Handler, Program } from "./flow/program.ts";
import type { Fn, Infrastructure } from "./infrastructure/infrastructure.ts";
import type { Module } from "./model/code.ts";
import type { Stack, Template } from "./model/infrastructure.ts";
import { ProjectEvidence } from "./project/evidence.ts";
import { DeclaredFunctions } from "./project/functions.ts";
import { ImportGraph } from "./project/graph.ts";
import { SourceIndex } from "./project/join/sourceIndex.ts";
import type { JoinedFunction } from "./project/joined.ts";
import { isLeftOutBelow } from "./project/leftOut.ts";
import { fnOf, functionsIn, joinedHandler, type SelectedPart, type Selection } from "./project/parts.ts";
import { Programs } from "./project/programs.ts";
import { Stacks, type TemplateProblem } from "./project/stacks.ts";
import { ProjectTests } from "./project/tests.ts";
import { FileTree, isSource } from "./project/tree.ts";
import type { Settings } from "./settings.ts";

export type { Part, SelectedPart, Selection } from "./project/parts.ts";

/**
 * Modules of one part that are analysed for each of their handlers apart. Where hundreds of handlers share hundreds of modules, what is
 * known of all of them together has to do.
 */
const MOST_ANALYSED_AGAIN = 3000;

export interface ProjectOptions {
  readonly settings: Settings;
  readonly files: Files;
  /** Globs, from the project's root, of files that are neither read nor reported. */
  readonly exclude?: readonly string[];
  /** The folder is never scanned: of its files only those that are open matter. */
  readonly isLoose?: boolean;
  /** Told of files whose analysis failed; nothing is said about these. */
  readonly onFault?: (paths: readonly string[], error: unknown) => void;
}

export class Project {
  readonly root: string;
  readonly options: ProjectOptions;
  readonly tree: FileTree;
  readonly tests: ProjectTests;
  /** Measurements, pipelines and runbooks. */
  readonly evidence: ProjectEvidence;
  readonly #documents = new Map<string, string>();
  readonly #graph: ImportGraph;
  readonly #programs: Programs;
  readonly #stacks: Stacks;
  readonly #index: SourceIndex;
  readonly #declared: DeclaredFunctions;

  private constructor(root: string, options: ProjectOptions) {
    this.root = normalizePath(root);
    this.options = options;
    this.tree = new FileTree(this.root, options.files, options.exclude ?? []);
    const textOf = (path: string): string | undefined => this.#textOf(path);
    this.tests = new ProjectTests(this.tree, textOf);
    const handlers = () => this.#declared.handlers();
    const layers = () => this.#declared.layers();
    const onFault = options.onFault ?? (() => undefined);
    this.#graph = new ImportGraph(this.tree, textOf, { handlers, layers });
    this.#programs = new Programs({ root: this.root, graph: this.#graph, textOf, handlers, onFault });
    this.#stacks = new Stacks({
      tree: this.tree,
      textOf: (path, most) => this.#textOf(path, most),
      opened: () => this.#openedAlone(),
      apps: () => this.#graph.apps(),
      isOfApp: (path) => this.#graph.isOfApp(path),
      program: (paths) => this.#programs.app(paths),
      onFault,
    });
    this.#index = new SourceIndex(this.tree, () => this.#graph.sources());
    const sourceFiles = { textOf, module: (path: string) => this.#programs.module(path) };
    this.evidence = new ProjectEvidence({
      tree: this.tree,
      textOf: (path, most) => this.#textOf(path, most),
      tests: () => this.tests.get(),
      templates: () => this.templates(),
    });
    this.#declared = new DeclaredFunctions(this.tree, this.#index, sourceFiles, () => this.#stacks.infrastructure());
  }

  /** Cheap: nothing is read yet. */
  static open(root: string, options: ProjectOptions): Project {
    return new Project(root, options);
  }

  /**
   * Reads every source file once for what it imports and whether it may hold a handler, and the beginning of every file that
   * may be a template. Before it has finished, a file is known to be loaded only by itself. `progress` is told the number of
   * files read so far.
   */
  async scan(progress?: (done: number) => void, signal?: AbortSignal): Promise<void> {
    await this.#graph.scan(progress, signal);
    await this.#stacks.scan(signal);
    this.#filesChanged();
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

  /** A file was created, changed or deleted on disk. What others wrote or a build made is looked at only where something depends on it. */
  fileChanged(path: string): void {
    const key = normalizePath(path);
    if (isLeftOutBelow(this.root, key) && !this.#graph.has(key) && !this.#stacks.dependOn(key)) return;
    if (this.tree.changed(key)) {
      this.#graph.treeChanged();
      this.#stacks.treeChanged();
      this.#filesChanged();
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
    return this.#programs.module(normalizePath(path));
  }

  /** The handlers that can load this file and all they load, analysed; the file alone when no handler does. */
  programFor(path: string): Program {
    const key = normalizePath(path);
    const handlers = this.#graph.handlersThatLoad(key);
    return this.#programs.of(handlers.length > 0 ? handlers : [key]);
  }

  /** The whole workspace: every function and all it loads. */
  program(): Program {
    return this.#programs.of(this.#graph.handlerFiles());
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

  /** Templates that cannot be read, or do not parse somewhere. */
  templateProblems(): readonly TemplateProblem[] {
    return this.#stacks.problems();
  }

  /** All stacks of the workspace; the same object until a template, or what a stack was made from, changes. */
  infrastructure(): Infrastructure {
    return this.#stacks.infrastructure();
  }

  /** The functions that templates declare. Hardly any code is parsed for them. */
  declared(): readonly JoinedFunction[] {
    return this.#declared.all();
  }

  /** All functions: those that templates declare, and handlers in code that no template names. Parses all that may be code of a function. */
  joined(): readonly JoinedFunction[] {
    return [
      ...this.declared(),
      ...this.program()
        .handlers.filter((each) => !this.#isDeclared(each))
        .map(joinedHandler),
    ];
  }

  /** The function with its code analysed. */
  fn(joined: JoinedFunction): Fn {
    const { resource, handlerFile } = joined;
    if (handlerFile === null || (resource && !this.#declared.hasCode(joined))) return this.#withoutCode(joined);
    return fnOf(joined, this.programFor(handlerFile));
  }

  /** The functions whose handler is in the source file or loads it, or that are written in the template; those of the nearest template first. */
  functionsOf(path: string): readonly JoinedFunction[] {
    const key = normalizePath(path);
    const handlers = this.#graph.handlersThatLoad(key);
    const declared = this.#declared.of(key, new Set(handlers));
    if (handlers.length === 0) return declared;
    const others = this.programFor(key).handlers.filter((each) => handlers.includes(each.module.path) && !this.#isDeclared(each));
    return [...declared, ...others.map(joinedHandler)];
  }

  /** The functions that are in no part: their code is not in the workspace, in a language that is not read, inline, or not found. */
  functionsWithoutCode(): readonly Fn[] {
    const without = this.declared().filter((each) => !this.#declared.hasCode(each));
    return without.map((each) => this.#withoutCode(each));
  }

  #withoutCode(joined: JoinedFunction): Fn {
    return { name: joined.name, resource: joined.resource, code: undefined, missing: this.#declared.missing(joined) };
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
   * The source files and templates that paths of the project (files or directories) stand for, once it is scanned. What is left
   * out of the project joins it when it is named.
   */
  select(paths: readonly string[]): Selection {
    const files = new Set<string>();
    const named = new Set<string>();
    const templates = this.templates().map((each) => each.path);
    for (const path of paths.map((each) => this.tree.canonical(normalizePath(each)))) {
      if (path === this.root || this.tree.isDirectory(path)) {
        for (const file of path === this.root ? this.sources() : this.#graph.includeBelow(path)) files.add(file);
        for (const template of templates) if (isInside(template, path)) files.add(template);
      } else if (!this.tree.isExcluded(path) && (isSource(path) || this.template(path) !== undefined)) {
        if (isSource(path)) this.#graph.include([path]);
        files.add(path);
        named.add(path);
      }
    }
    return { files, named };
  }

  /**
   * Everything there is to ask about selected files, part by part; the facts of a part are let go of when the next one is
   * asked for, so that a large workspace fits into memory. The code of functions that are written in a selected template is
   * gone through too, without modules to look at where none of it is selected.
   */
  *parts({ files, named }: Selection): Generator<SelectedPart> {
    const left = new Set(files);
    const withCode = this.#declared.byFile();
    for (const paths of this.#graph.components()) {
      const own = paths.filter((path) => left.delete(path));
      const declared = paths.flatMap((path) => withCode.get(path) ?? []);
      if (own.length === 0 && !declared.some(({ resource }) => files.has(resource?.resource.template.path ?? ""))) continue;
      const program = this.#programs.analyze(paths);
      yield { program, ...this.#parsed(own), functions: this.#alone(functionsIn(program, declared), program) };
      for (const path of paths) this.#release(path);
    }
    for (const path of left) {
      if (!isSource(path) || (!named.has(path) && !(this.#graph.mayHoldSecret(path) && this.#programs.isInFunction(path)))) continue;
      yield { program: this.#programs.alone(path), ...this.#parsed([path]), functions: [] };
      this.#release(path);
    }
  }

  /** Each function with what its own handler loads: what is said of it is what `fn` has said, whatever else shares its code. */
  #alone(functions: readonly Fn[], program: Program): Fn[] {
    const programs = new Map<string, Program>();
    let left = MOST_ANALYSED_AGAIN;
    return functions.map((fn) => {
      const path = fn.code?.handler.module.path;
      if (path === undefined) return fn;
      let own = programs.get(path);
      if (!own) {
        const paths = this.#graph.closure(this.#graph.handlersThatLoad(path));
        left -= paths.length;
        own = paths.length === program.modules.length || left < 0 ? program : this.#programs.analyze(paths);
        programs.set(path, own);
      }
      const handler = own.handlers.find((each) => each.module.path === path && each.name === fn.code?.handler.name);
      return { ...fn, code: handler && { program: own, handler } };
    });
  }

  #parsed(paths: readonly string[]): { modules: Module[]; unparsed: string[] } {
    const modules = paths.flatMap((path) => this.module(path) ?? []);
    return { modules, unparsed: modules.length === paths.length ? [] : paths.filter((path) => !this.module(path)) };
  }

  #isDeclared({ module, name }: Handler): boolean {
    return this.#declared.handlers().get(module.path)?.includes(name) ?? false;
  }

  #textOf(path: string, most?: number): string | undefined {
    const document = this.#documents.get(path);
    if (document !== undefined) return document;
    const file = (most !== undefined && this.options.files.beginning?.(path, most)) || this.read(path);
    return isText(file) ? file.text : undefined;
  }

  /** Open documents that no walk comes across: those that are not saved yet, and all where nothing is walked. */
  #openedAlone(): string[] {
    return [...this.#documents.keys()].filter((path) => this.options.isLoose === true || this.tree.file(path) === undefined);
  }

  #release(path: string): void {
    if (!this.#documents.has(path)) this.#programs.release(path);
  }

  #forget(path: string): void {
    this.#graph.forget(path);
    this.#programs.forget(path);
    this.#stacks.changed(path);
    this.#declared.changed(path);
    this.tests.changed(path);
    this.evidence.changed(path);
  }

  #filesChanged(): void {
    this.#index.treeChanged();
    this.#declared.treeChanged();
    this.#programs.filesChanged();
    this.tests.treeChanged();
    this.evidence.treeChanged();
  }
}
