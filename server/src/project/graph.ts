/** What imports what, and which files may hold a handler; read from the files' outlines, without parsing them. */
import { isInside } from "../files.ts";
import { isTestFile } from "../flow/evidence.ts";
import type { TemplateHandlers } from "./functions.ts";
import { changedLayers, type Layers, NO_LAYERS } from "./layers.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { Resolver } from "./resolve.ts";
import { type FileTree, isSource } from "./tree.ts";

interface Node {
  readonly outline: Outline;
  /** The files of the workspace it imports, once resolved. */
  imports: readonly string[] | undefined;
}

/** Files between two turns of the event loop while scanning. */
const BATCH = 64;

/** What templates say of source files. */
export interface TemplateFacts {
  /** The files they name hold handlers whatever they look like. */
  handlers(): TemplateHandlers;
  /** The same object as long as it says the same. */
  layers(): Layers;
}

export class ImportGraph {
  readonly #tree: FileTree;
  readonly #textOf: (path: string) => string | undefined;
  readonly #templates: TemplateFacts;
  #layers: Layers = NO_LAYERS;
  readonly #nodes = new Map<string, Node>();
  /** Made when first needed: it looks for layers and packages in the directories the walk came through. */
  #resolver: Resolver | undefined;
  #isScanned = false;
  #sources: string[] | undefined;
  /** Files that are no sources of the project by themselves but were named. */
  readonly #named = new Set<string>();
  #importers: Map<string, Set<string>> | undefined;
  #apps: readonly (readonly string[])[] | undefined;
  /** Files whose imports `#importers` does not know yet as they are now, with those it knows. */
  readonly #stale = new Map<string, readonly string[]>();

  constructor(tree: FileTree, textOf: (path: string) => string | undefined, templates: TemplateFacts) {
    this.#tree = tree;
    this.#textOf = textOf;
    this.#templates = templates;
  }

  async scan(progress?: (done: number) => void, signal?: AbortSignal): Promise<void> {
    const sources = await this.#tree.sources(signal);
    const inTurns = async (visit: (path: string) => void, tell?: (done: number) => void) => {
      for (const [index, path] of sources.entries()) {
        if (index % BATCH === 0) {
          tell?.(index);
          await new Promise((resolve) => setImmediate(resolve));
          signal?.throwIfAborted();
        }
        visit(path);
      }
    };
    await inTurns((path) => this.#node(path), progress);
    progress?.(sources.length);
    this.treeChanged();
    this.#isScanned = true;
    this.#sources = this.withoutGenerated(sources);
    // Now rather than when an editor first asks who imports a file.
    await inTurns((path) => this.imports(path));
  }

  sources(): readonly string[] {
    this.#sources ??= this.#isScanned ? this.withoutGenerated(this.#tree.sourcesNow()) : [];
    return this.#named.size === 0 ? this.#sources : [...new Set([...this.#sources, ...this.#named])];
  }

  /** Makes files part of the workspace that are not found by themselves. */
  include(paths: readonly string[]): void {
    const known = new Set(this.#sources);
    for (const path of paths) if (!known.has(path)) this.#named.add(path);
    for (const path of this.#named) this.#node(path);
    this.#apps = undefined;
    this.#importers = undefined;
  }

  withoutGenerated(paths: readonly string[]): string[] {
    return paths.filter((path) => !this.#node(path)?.outline.isGenerated);
  }

  has(path: string): boolean {
    return this.#nodes.has(path);
  }

  /** May the file hold a literal that has to be looked at? */
  mayHoldSecret(path: string): boolean {
    return this.#node(path)?.outline.mayHoldSecret ?? false;
  }

  /** The source files below a directory that was named; they are part of the workspace from now on. */
  includeBelow(directory: string): readonly string[] {
    const below = this.withoutGenerated(this.#tree.sourcesBelow(directory));
    this.include(below);
    return below;
  }

  /** The handler files and what they import, grouped so that no file of one group imports one of another. */
  components(): string[][] {
    return this.#grouped(this.closure(this.handlerFiles()));
  }

  /** The sources of CDK apps, those that load one another together. */
  apps(): readonly (readonly string[])[] {
    this.#apps ??= this.#findApps();
    return this.#apps;
  }

  #findApps(): string[][] {
    const own = new Set(this.sources().filter((path) => this.isOfApp(path)));
    const groups = own.size === 0 ? [] : this.#grouped(this.closure([...own]));
    return groups.map((group) => group.filter((path) => own.has(path)).sort()).filter((group) => group.length > 0);
  }

  /** Does the file use the CDK? Tests deploy nothing. */
  isOfApp(path: string): boolean {
    return !isTestFile(path) && (this.#node(path)?.outline.usesCdk ?? false);
  }

  #grouped(members: readonly string[]): string[][] {
    const links = new Map<string, string[]>();
    const link = (from: string, to: string) => void (links.get(from)?.push(to) ?? links.set(from, [to]));
    for (const path of members) {
      for (const target of this.imports(path)) {
        link(path, target);
        link(target, path);
      }
    }
    const seen = new Set<string>();
    const groups: string[][] = [];
    for (const path of members) {
      if (seen.has(path)) continue;
      const group = reachable([path], (each) => links.get(each) ?? []);
      for (const each of group) seen.add(each);
      groups.push(group);
    }
    return groups;
  }

  /** Files that may hold a handler. */
  handlerFiles(): string[] {
    const declared = this.#declared();
    return [...new Set([...this.sources().filter((path) => this.#node(path)?.outline.mayHoldHandler), ...declared.keys()])];
  }

  /** Those of them that import the file, directly or not; the file itself if it is one. In order of their paths. */
  handlersThatLoad(path: string): string[] {
    const declared = this.#declared();
    const importers = this.#importersOf();
    const found = reachable([path], (each) => [...(importers.get(each) ?? [])]);
    return found.filter((each) => declared.has(each) || this.#node(each)?.outline.mayHoldHandler).sort();
  }

  /** The files and all they import, directly or not. */
  closure(paths: readonly string[]): string[] {
    return reachable(paths, (path) => this.imports(path));
  }

  imports(path: string): readonly string[] {
    const node = this.#node(path);
    if (!node) return [];
    node.imports ??= this.#resolveAll(path, node.outline);
    return node.imports;
  }

  resolve(from: string, specifier: string, level: number): string | undefined {
    if (!this.#resolver) {
      this.sources();
      this.#resolver = new Resolver(this.#tree, this.#layers);
    }
    return this.#resolver.resolve(from, specifier, level);
  }

  /** The layers by which imports were resolved at last. */
  get layers(): Layers {
    return this.#layers;
  }

  /**
   * The handlers that templates name. With them come the layers; not when an import is resolved, since the stacks of CDK apps are
   * read from what their sources import.
   */
  #declared(): TemplateHandlers {
    const handlers = this.#templates.handlers();
    const layers = this.#templates.layers();
    if (layers === this.#layers) return handlers;
    const changed = changedLayers(this.#layers, layers);
    this.#layers = layers;
    this.#resolver?.useLayers(layers);
    for (const [path, node] of this.#nodes) if (changed.some((each) => isInside(path, each))) node.imports = undefined;
    this.#importers = undefined;
    return handlers;
  }

  /** The file's text changed. */
  forget(path: string): void {
    const node = this.#nodes.get(path);
    this.#nodes.delete(path);
    if (isSource(path)) this.#apps = undefined;
    if (!this.#stale.has(path)) this.#stale.set(path, node?.imports ?? []);
  }

  /** A file came or went: every import may mean something else now. */
  treeChanged(): void {
    this.#sources = undefined;
    this.#resolver = undefined;
    this.#importers = undefined;
    this.#apps = undefined;
    for (const node of this.#nodes.values()) node.imports = undefined;
  }

  #resolveAll(path: string, outline: Outline): string[] {
    const found = new Set<string>();
    for (const each of outline.imports) {
      const target = this.resolve(path, each.specifier, each.level);
      if (target !== undefined && target !== path) found.add(target);
    }
    return [...found];
  }

  #node(path: string): Node | undefined {
    const known = this.#nodes.get(path);
    if (known) return known;
    const text = this.#textOf(path);
    if (text === undefined) return undefined;
    const node: Node = { outline: outlineOf(path, text), imports: undefined };
    this.#nodes.set(path, node);
    return node;
  }

  #importersOf(): Map<string, Set<string>> {
    if (!this.#importers) {
      this.sources();
      this.#importers = new Map();
      this.#stale.clear();
      for (const path of this.#nodes.keys()) this.#addImporter(this.#importers, path);
    }
    // An edit seldom changes the imports; all others stay as they are.
    for (const [path, before] of this.#stale) {
      for (const target of before) this.#importers.get(target)?.delete(path);
      this.#addImporter(this.#importers, path);
    }
    this.#stale.clear();
    return this.#importers;
  }

  #addImporter(importers: Map<string, Set<string>>, path: string): void {
    for (const target of this.imports(path)) {
      const known = importers.get(target);
      if (known) known.add(path);
      else importers.set(target, new Set([path]));
    }
  }
}

function reachable(roots: readonly string[], next: (path: string) => readonly string[]): string[] {
  const seen = new Set(roots);
  for (const path of seen) for (const target of next(path)) seen.add(target);
  return [...seen];
}
