/** The functions that templates declare, each with the source of its handler. What was found is kept until it may be otherwise. */
import { directoryOf } from "../files.ts";
import type { Infrastructure, MissingHandler } from "../infrastructure/infrastructure.ts";
import type { Place } from "../model/code.ts";
import type { FunctionResource, Resource } from "../model/infrastructure.ts";
import { settleClaims } from "./join/claims.ts";
import { definitionIn, type SourceFiles } from "./join/definitions.ts";
import { inlineDefinition } from "./join/inline.ts";
import { type Located, Locator } from "./join/locate.ts";
import { missingHandler, type Workspace } from "./join/missing.ts";
import type { SourceIndex } from "./join/sourceIndex.ts";
import type { JoinedFunction } from "./joined.ts";
import { changedLayers, type Layers, layersOf } from "./layers.ts";
import { distance } from "./nearness.ts";
import type { FileTree } from "./tree.ts";

/** Export names that templates call, by source file. */
export type TemplateHandlers = ReadonlyMap<string, readonly string[]>;

interface Search {
  readonly found: Located | undefined;
  /** Files whose text decided. */
  readonly read: ReadonlySet<string>;
}

interface Known {
  readonly infrastructure: Infrastructure;
  readonly joined: readonly JoinedFunction[];
  readonly handlers: TemplateHandlers;
  readonly layers: Layers;
}

export class DeclaredFunctions {
  readonly #tree: FileTree;
  readonly #files: SourceFiles;
  readonly #locator: Locator;
  readonly #infrastructure: () => Infrastructure;
  readonly #workspace: Workspace;
  #searches = new Map<Resource, Search>();
  #known: Known | undefined;
  /** What was known last, to say the same with the same objects. */
  #before: Known | undefined;
  /** The file whose text is asked for now is of interest to a search. */
  #reading = new Set<string>();

  constructor(tree: FileTree, index: SourceIndex, files: SourceFiles, infrastructure: () => Infrastructure) {
    this.#tree = tree;
    this.#files = files;
    this.#infrastructure = infrastructure;
    const textOf = (path: string): string | undefined => {
      this.#reading.add(path);
      return files.textOf(path);
    };
    this.#workspace = { tree, index, files };
    this.#locator = new Locator(tree, index, { textOf, module: (path) => files.module(path) });
  }

  /** Files came or went: any of them may be what a template means. */
  treeChanged(): void {
    this.#searches.clear();
    this.#known = undefined;
  }

  /** The text of a file changed. */
  changed(path: string): void {
    for (const [resource, { read }] of this.#searches) {
      if (!read.has(path)) continue;
      this.#searches.delete(resource);
      this.#known = undefined;
    }
  }

  all(): readonly JoinedFunction[] {
    return this.#current().joined;
  }

  /** The same object as long as it says the same. */
  handlers(): TemplateHandlers {
    return this.#current().handlers;
  }

  /** What their layers bring along; the same object as long as it says the same. */
  layers(): Layers {
    return this.#current().layers;
  }

  /** Those whose code is a source file of its own, by that file. */
  byFile(): ReadonlyMap<string, readonly JoinedFunction[]> {
    const found = new Map<string, JoinedFunction[]>();
    for (const each of this.all()) {
      if (each.handlerFile === null || !this.hasCode(each)) continue;
      const own = found.get(each.handlerFile);
      if (own) own.push(each);
      else found.set(each.handlerFile, [each]);
    }
    return found;
  }

  /** Is its code a source file of its own? */
  hasCode({ handlerFile, handlerName, resource }: JoinedFunction): boolean {
    if (handlerFile === null || handlerName === null || resource?.code.kind === "inline") return false;
    return this.handlers().get(handlerFile)?.includes(handlerName) ?? false;
  }

  /** What its handler string should have led to; undefined where it leads somewhere, or may for all that is known. */
  missing({ resource, handlerFile }: JoinedFunction): MissingHandler | undefined {
    return resource && handlerFile === null ? missingHandler(resource, this.#workspace) : undefined;
  }

  /** Those whose handler is one of the files or that are written in one of them; of several templates the nearest to the file first. */
  of(path: string, loadedBy: ReadonlySet<string>): JoinedFunction[] {
    const found = this.all().filter(
      ({ handlerFile, resource }) => (handlerFile !== null && loadedBy.has(handlerFile)) || resource?.resource.template.path === path,
    );
    const far = ({ resource }: JoinedFunction) => distance(directoryOf(path), directoryOf(resource?.resource.template.path ?? "/"));
    return found.sort((a, b) => far(a) - far(b));
  }

  #current(): Known {
    const infrastructure = this.#infrastructure();
    if (this.#known?.infrastructure === infrastructure) return this.#known;
    const searches = new Map<Resource, Search>();
    for (const fn of infrastructure.functions) searches.set(fn.resource, this.#searches.get(fn.resource) ?? this.#search(fn));
    this.#searches = searches;
    const claims = infrastructure.functions.map((fn) => ({ fn, found: searches.get(fn.resource)?.found }));
    const joined = settleClaims(claims).map(({ fn, found }) => this.#join(fn, found));
    const handlers = handlersOf(joined);
    const layers = layersOf(joined, this.#tree);
    const before = this.#before;
    this.#before = this.#known = {
      infrastructure,
      joined,
      handlers: before && isSame(before.handlers, handlers) ? before.handlers : handlers,
      layers: before && changedLayers(before.layers, layers).length === 0 ? before.layers : layers,
    };
    return this.#known;
  }

  #search(fn: FunctionResource): Search {
    this.#reading = new Set();
    return { found: this.#locator.locate(fn), read: this.#reading };
  }

  #join(fn: FunctionResource, found: Located | undefined): JoinedFunction {
    const handlerName = found?.name ?? null;
    return {
      name: fn.name,
      resource: fn,
      handlerFile: found?.file ?? null,
      handlerName,
      handlerPlace: () => (found && handlerName !== null ? this.#place(fn, found.file, handlerName) : null),
    };
  }

  #place(fn: FunctionResource, path: string, name: string): Place | null {
    if (fn.code.kind === "inline") return inlineDefinition(fn, fn.code, name);
    const module = this.#files.module(path);
    const range = module && definitionIn(module, name);
    return module && range ? { file: module, start: range.start, end: range.end } : null;
  }
}

/** Inline code is no file of its own. */
function handlersOf(joined: readonly JoinedFunction[]): TemplateHandlers {
  const handlers = new Map<string, string[]>();
  for (const { handlerFile, handlerName, resource } of joined) {
    if (handlerFile === null || handlerName === null || resource?.code.kind === "inline") continue;
    const names = handlers.get(handlerFile) ?? [];
    if (!names.includes(handlerName)) names.push(handlerName);
    handlers.set(handlerFile, names);
  }
  return handlers;
}

function isSame(a: TemplateHandlers, b: TemplateHandlers): boolean {
  if (a.size !== b.size) return false;
  for (const [path, names] of a) if (b.get(path)?.toSorted().join() !== names.toSorted().join()) return false;
  return true;
}
