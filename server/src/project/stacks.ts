/** The stacks of a project and the templates they are written in. A stack is read again only when something it was made from changes. */
import type { Program } from "../flow/program.ts";
import { analyzeInfrastructure } from "../infrastructure/analyze.ts";
import type { Infrastructure } from "../infrastructure/infrastructure.ts";
import type { Stack, Template } from "../model/infrastructure.ts";
import { readUnit, type Unit } from "./readers.ts";
import { type FilesAround, RecordedSurroundings, touched } from "./surroundings.ts";
import { Units } from "./units.ts";

export interface StackSources extends FilesAround {
  /** The sources of each CDK app. */
  apps(): readonly (readonly string[])[];
  /** Is the file, as it is now, source of a CDK app? */
  isOfApp(path: string): boolean;
  /** Analyses the sources of an app. */
  program(paths: readonly string[]): Program;
  /** Told of files whose reader failed. */
  onFault(paths: readonly string[], error: unknown): void;
}

export interface TemplateProblem {
  readonly path: string;
  /** Offset; undefined where nothing could be read at all. */
  readonly brokenAt: number | undefined;
}

/** What was read of one unit. */
interface Reading {
  readonly unit: Unit;
  readonly stacks: readonly Stack[];
  /** Paths on which they depend. */
  readonly asked: ReadonlySet<string>;
}

/** What is known until something changes. */
interface Known {
  readonly infrastructure: Infrastructure;
  readonly templates: ReadonlyMap<string, Template>;
  readonly stacksOf: ReadonlyMap<string, readonly Stack[]>;
}

/** Files sniffed between two turns of the event loop. */
const BATCH = 64;

export class Stacks {
  readonly #sources: StackSources;
  readonly #units: Units;
  readonly #readings = new Map<string, Reading>();
  /** The readings that depend on a path, by their keys. */
  readonly #dependents = new Map<string, Set<string>>();
  /** Files that changed since the units were listed. */
  readonly #changed = new Set<string>();
  #isTreeNew = true;
  #known: Known | undefined;

  constructor(sources: StackSources) {
    this.#sources = sources;
    this.#units = new Units(sources);
  }

  /** Sniffs what may be templates, after the tree was walked; stacks are read when first asked for. */
  async scan(signal?: AbortSignal): Promise<void> {
    this.treeChanged();
    for (const [index, path] of this.#sources.tree.mayBeTemplates().entries()) {
      if (index % BATCH === 0) await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      this.#units.isTemplate(path);
    }
  }

  /** A file's text changed, or the file came or went. */
  changed(path: string): void {
    this.#units.forget(path);
    this.#changed.add(path);
  }

  /** Files came or went: there may be other stacks now. */
  treeChanged(): void {
    this.#isTreeNew = true;
  }

  /** Files that look like templates, or are called so, and could not be read as such; and where templates do not parse. */
  problems(): readonly TemplateProblem[] {
    const found: TemplateProblem[] = this.templates().flatMap(({ path, broken }) =>
      broken[0] ? [{ path, brokenAt: broken[0].start }] : [],
    );
    for (const path of this.#units.unreadable) if (this.#sources.tree.file(path) !== undefined) found.push({ path, brokenAt: undefined });
    for (const { unit, stacks } of this.#readings.values()) {
      const path = unit.paths[0] ?? "";
      if (unit.kind === "cloudformation" && stacks.length === 0) found.push({ path, brokenAt: undefined });
    }
    return found;
  }

  /** Was anything read because of the file? */
  dependOn(path: string): boolean {
    return touched(path).some((each) => this.#dependents.has(each));
  }

  infrastructure(): Infrastructure {
    return this.#current().infrastructure;
  }

  templates(): readonly Template[] {
    return [...this.#current().templates.values()];
  }

  template(path: string): Template | undefined {
    return this.#current().templates.get(path);
  }

  /** The stacks in which the file is a template. */
  of(path: string): readonly Stack[] {
    return this.#current().stacksOf.get(path) ?? [];
  }

  #current(): Known {
    const isStale = this.#isTreeNew || [...this.#changed].some((path) => this.#matters(path));
    for (const path of this.#changed) this.#forgetDependents(path);
    this.#changed.clear();
    this.#isTreeNew = false;
    if (this.#known && !isStale) return this.#known;
    const readings = this.#readAll();
    const stacks = outermost(readings).flatMap((reading) => reading.stacks);
    const before = this.#known?.infrastructure.stacks ?? [];
    if (!this.#known || stacks.length !== before.length || stacks.some((stack, index) => stack !== before[index])) {
      this.#known = knownOf(analyzeInfrastructure(stacks));
    }
    return this.#known;
  }

  /** Can the stacks be others after the file changed? */
  #matters(path: string): boolean {
    return this.#units.mayBeTemplate(path) || this.dependOn(path) || this.#sources.isOfApp(path);
  }

  #forgetDependents(path: string): void {
    for (const each of touched(path)) {
      for (const key of this.#dependents.get(each) ?? []) this.#readings.delete(key);
      this.#dependents.delete(each);
    }
  }

  #readAll(): Reading[] {
    const apps = this.#sources.apps().map((paths): Unit => ({ kind: "cdk", paths }));
    const around = new RecordedSurroundings(this.#sources);
    const units = new Map([...this.#units.find(around), ...apps].map((unit) => [`${unit.kind} ${unit.paths.join("\n")}`, unit]));
    for (const key of this.#readings.keys()) if (!units.has(key)) this.#readings.delete(key);
    return [...units].map(([key, unit]) => {
      const reading = this.#readings.get(key) ?? this.#readOne(unit);
      this.#readings.set(key, reading);
      for (const path of reading.asked) this.#depend(path, key);
      return reading;
    });
  }

  #depend(path: string, key: string): void {
    const known = this.#dependents.get(path);
    if (known) known.add(key);
    else this.#dependents.set(path, new Set([key]));
  }

  #readOne(unit: Unit): Reading {
    const around = new RecordedSurroundings(this.#sources);
    for (const path of unit.paths) around.asked.add(path);
    const program = (paths: readonly string[]): Program => {
      const analyzed = this.#sources.program(paths);
      for (const module of analyzed.modules) around.asked.add(module.path);
      return analyzed;
    };
    let stacks: readonly Stack[] = [];
    try {
      stacks = readUnit(unit, { around, program });
    } catch (error) {
      this.#sources.onFault(unit.paths, error);
    }
    for (const stack of stacks) for (const path of [...stack.inputs, ...stack.templates.map((each) => each.path)]) around.asked.add(path);
    return { unit, stacks, asked: around.asked };
  }
}

/** A template that another one includes is deployed with that one; of two that include one another the first stays. */
function outermost(readings: readonly Reading[]): Reading[] {
  const includes = (outer: Reading, inner: Reading) =>
    outer !== inner && outer.stacks.some((stack) => stack.templates.some((each) => each.path === inner.unit.paths[0]));
  const byPath = new Map<string, Reading[]>();
  for (const reading of readings) {
    for (const path of reading.asked) byPath.get(path)?.push(reading) ?? byPath.set(path, [reading]);
  }
  const order = new Map(readings.map((reading, index) => [reading, index]));
  return readings.filter((inner) => {
    if (inner.unit.kind === "cdk") return true;
    const outer = (byPath.get(inner.unit.paths[0] ?? "") ?? []).filter((each) => includes(each, inner));
    return outer.every((each) => includes(inner, each) && (order.get(inner) ?? 0) < (order.get(each) ?? 0));
  });
}

function knownOf(infrastructure: Infrastructure): Known {
  const templates = new Map<string, Template>();
  const stacksOf = new Map<string, Stack[]>();
  for (const stack of infrastructure.stacks) {
    for (const template of stack.templates) {
      if (!templates.has(template.path)) templates.set(template.path, template);
      const own = stacksOf.get(template.path);
      if (own) own.push(stack);
      else stacksOf.set(template.path, [stack]);
    }
  }
  return { infrastructure, templates, stacksOf };
}
