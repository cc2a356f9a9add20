/** What imports what, and which files may hold a handler; read from the files' outlines, without parsing them. */
import { outlineOf, type Outline } from "./outline.ts";
import { Resolver } from "./resolve.ts";
import type { FileTree } from "./tree.ts";

interface Node {
  readonly outline: Outline;
  /** The files of the workspace it imports, once resolved. */
  imports: readonly string[] | undefined;
}

/** Files between two turns of the event loop while scanning. */
const BATCH = 64;

export class ImportGraph {
  readonly #tree: FileTree;
  readonly #textOf: (path: string) => string | undefined;
  readonly #nodes = new Map<string, Node>();
  #resolver: Resolver;
  #sources: string[] | undefined;
  #importers: Map<string, string[]> | undefined;

  constructor(tree: FileTree, textOf: (path: string) => string | undefined) {
    this.#tree = tree;
    this.#textOf = textOf;
    this.#resolver = new Resolver(tree);
  }

  async scan(progress?: (done: number) => void, signal?: AbortSignal): Promise<void> {
    const sources = await this.#tree.sources(signal);
    let done = 0;
    for (const path of sources) {
      if (done % BATCH === 0) {
        progress?.(done);
        await new Promise((resolve) => setImmediate(resolve));
        signal?.throwIfAborted();
      }
      this.#node(path);
      done += 1;
    }
    progress?.(done);
    this.#sources = sources.filter((path) => !this.#node(path)?.outline.isGenerated);
    this.#importers = undefined;
  }

  sources(): readonly string[] {
    return this.#sources ?? [];
  }

  /** Files that may hold a handler. */
  handlerFiles(): string[] {
    return this.sources().filter((path) => this.#node(path)?.outline.mayHoldHandler);
  }

  /** Those of them that import the file, directly or not; the file itself if it is one. In order of their paths. */
  handlersThatLoad(path: string): string[] {
    const importers = this.#importersOf();
    const found = reachable([path], (each) => importers.get(each) ?? []);
    return found.filter((each) => this.#node(each)?.outline.mayHoldHandler).sort();
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
    return this.#resolver.resolve(from, specifier, level);
  }

  /** The file's text changed. */
  forget(path: string): void {
    this.#nodes.delete(path);
    this.#importers = undefined;
  }

  /** A file came or went: every import may mean something else now. */
  treeChanged(): void {
    this.#resolver = new Resolver(this.#tree);
    this.#importers = undefined;
    for (const node of this.#nodes.values()) node.imports = undefined;
    if (this.#sources) this.#sources = this.#tree.sourcesNow().filter((path) => !this.#node(path)?.outline.isGenerated);
  }

  #resolveAll(path: string, outline: Outline): string[] {
    const found = new Set<string>();
    for (const each of outline.imports) {
      const target = this.#resolver.resolve(path, each.specifier, each.level);
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

  #importersOf(): Map<string, string[]> {
    if (this.#importers) return this.#importers;
    const importers = new Map<string, string[]>();
    for (const path of this.#nodes.keys()) {
      for (const target of this.imports(path)) {
        const known = importers.get(target);
        if (known) known.push(path);
        else importers.set(target, [path]);
      }
    }
    this.#importers = importers;
    return importers;
  }
}

function reachable(roots: readonly string[], next: (path: string) => readonly string[]): string[] {
  const seen = new Set(roots);
  for (const path of seen) for (const target of next(path)) seen.add(target);
  return [...seen];
}
