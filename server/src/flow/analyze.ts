/** Puts the parts of flow together: modules in, a `Program` out. */
import type { Binding, Call, ClassFact, Dispatch, Module, Region, Scope, Value, Write } from "../model/code.ts";
import type { Entry } from "../vocabulary/entry.ts";
import { type Answers, answersOf } from "./answers.ts";
import { batchResponse } from "./batchResponse.ts";
import { closedEachTime } from "./closings.ts";
import { grownBy, isCleared } from "./collections.ts";
import { databaseUse } from "./databaseUse.ts";
import { decidedByEvent } from "./decided.ts";
import { dispatchesOf } from "./dispatch.ts";
import { eventFields } from "./eventFields.ts";
import { EventPaths } from "./eventPath.ts";
import { Guards } from "./guards.ts";
import { type FoundHandler, findHandlers } from "./handlers.ts";
import { keepsNoRequestData } from "./kept.ts";
import { Lifetime } from "./lifetime.ts";
import { Names } from "./names.ts";
import type {
  BatchResponse,
  DatabaseUse,
  EventField,
  Guard,
  Handler,
  Program,
  Reach,
  Referent,
  SdkUse,
  SkippedRecords,
  Wait,
} from "./program.ts";
import { Reachability } from "./reach.ts";
import { type InnerReferent, importName, type ResolveImport } from "./referents.ts";
import { sdkUses } from "./sdkUses.ts";
import { skippedRecords } from "./skipped.ts";
import { Steadiness } from "./steady.ts";
import { Taint } from "./taint.ts";
import { waitsOf } from "./waiting.ts";
import { foreignWrites } from "./writes.ts";

export interface AnalyzeOptions {
  /** Does a module that no handler imports belong to a function all the same (it stands in a function's folder)? */
  readonly belongsToFunction?: (module: Module) => boolean;
  /** The exports that templates call, by path: handlers whatever they look like. */
  readonly templateHandlers?: ReadonlyMap<string, readonly string[]>;
}

/**
 * Analyses files that belong together.
 * @param modules every file that may matter: those with handlers and what they import
 * @param resolveImport the file of the workspace an import names, if any
 */
export function analyze(modules: readonly Module[], resolveImport: ResolveImport, options: AnalyzeOptions = {}): Program {
  return new AnalyzedProgram(modules, resolveImport, options);
}

class AnalyzedProgram implements Program {
  readonly modules: readonly Module[];
  readonly handlers: readonly FoundHandler[];
  private readonly names: Names;
  private readonly guards: Guards;
  private readonly reachability: Reachability;
  private readonly taint: Taint;
  private readonly lifetime: Lifetime;
  private readonly paths: EventPaths;
  private readonly steadiness: Steadiness;
  private readonly options: AnalyzeOptions;
  private readonly resolveImport: ResolveImport;
  private readonly loaded: ReadonlySet<Module>;
  /** By handler; made when first asked for. */
  private readonly reaches = new Map<Handler, ReadonlySet<Scope>>();
  private readonly loads = new Map<Handler, ReadonlySet<Module>>();

  constructor(modules: readonly Module[], resolveImport: ResolveImport, options: AnalyzeOptions) {
    this.modules = modules;
    this.options = options;
    this.resolveImport = resolveImport;
    this.names = new Names(resolveImport);
    this.handlers = modules.flatMap((module) => findHandlers(module, this.names, options.templateHandlers?.get(module.path)));
    this.guards = new Guards(this.names);
    this.reachability = new Reachability(this.names);
    if (this.handlers.length > 0) {
      this.reachability.link(modules, this.handlers);
      this.reachability.reach(this.handlers, this.guards);
    }
    this.taint = new Taint(this.names, this.reachability);
    this.taint.run(this.handlers);
    this.lifetime = new Lifetime(this.names, this.reachability);
    this.paths = new EventPaths(this.names, this.reachability, this.handlers);
    this.steadiness = new Steadiness(this.names, (value) => this.taint.depends(value));
    this.loaded = this.loadedWith(this.handlers.map((handler) => handler.module));
  }

  /** Follows imports. */
  private loadedWith(modules: readonly Module[]): ReadonlySet<Module> {
    const found = new Set(modules);
    for (const module of found) {
      for (const imported of module.imports) {
        if (imported.typeOnly) continue;
        const next = this.resolveImport(module, imported.specifier, imported.level);
        if (next !== undefined) found.add(next);
      }
      for (const binding of module.root.bindings) {
        if (binding.kind !== "import") continue;
        for (const referent of this.names.ofBinding(binding)) if (referent.kind === "module") found.add(referent.module);
      }
    }
    return found;
  }

  reach(scope: Scope): Reach | undefined {
    return this.reachability.reached.get(scope);
  }

  reachedBy(handler: Handler): ReadonlySet<Scope> {
    const found = this.handlers.find((each) => each === handler);
    const known = this.reaches.get(handler) ?? this.reachability.reachedFrom(found ? [found.scope, ...found.wrappers] : []);
    this.reaches.set(handler, known);
    return known;
  }

  loadedBy(handler: Handler): ReadonlySet<Module> {
    const known = this.loads.get(handler) ?? this.loadedWith([handler.module]);
    this.loads.set(handler, known);
    return known;
  }

  guard(at: { readonly scope: Scope; readonly region: Region; readonly start: number }): Guard | null {
    return this.guards.local(at) ?? this.reach(at.scope)?.guard ?? null;
  }

  dependsOnEvent(value: Value): boolean {
    return this.taint.depends(value);
  }

  isSteady(value: Value): boolean {
    return this.steadiness.of(value);
  }

  eventPath(value: Value): readonly string[] | undefined {
    return this.paths.of(value);
  }

  qualifiedName(value: Value): string | undefined {
    return this.names.qualifiedName(value);
  }

  entry(call: Call): Entry | undefined {
    return this.names.entry(call);
  }

  targets(call: Call): readonly Scope[] {
    return (this.reachability.edges.get(call) ?? []).filter((edge) => !edge.isCallback).map((edge) => edge.target);
  }

  callers(scope: Scope): readonly Call[] {
    return this.reachability.callers.get(scope) ?? [];
  }

  referents(value: Value): readonly Referent[] {
    return this.names.referents(value).flatMap((referent) => publicReferent(referent));
  }

  longLived(value: Value): Binding | ClassFact | Module | undefined {
    return this.lifetime.of(value);
  }

  isLongLivedBinding(binding: Binding): boolean {
    return this.lifetime.isLongLived(binding);
  }

  grownBy(fact: Call | Write): Binding | undefined {
    return grownBy(fact, this);
  }

  isCleared(binding: Binding): boolean {
    return isCleared(binding, this);
  }

  closing(opening: Call): Call | undefined {
    return closedEachTime(opening, this);
  }

  keepsNoRequestData(write: Write): boolean {
    return keepsNoRequestData(write, this);
  }

  answers(handler: Handler): Answers {
    return answersOf(handler, this);
  }

  sdkUses(handler: Handler): readonly SdkUse[] {
    return sdkUses(handler, this);
  }

  databaseUse(handler: Handler): DatabaseUse | undefined {
    return databaseUse(handler, this);
  }

  waits(handler: Handler): readonly Wait[] {
    return waitsOf(handler, this);
  }

  skippedRecords(handler: Handler): SkippedRecords | undefined {
    return skippedRecords(handler, this);
  }

  eventFields(handler: Handler): readonly EventField[] {
    return eventFields(handler, this);
  }

  dispatches(handler: Handler): readonly Dispatch[] {
    const reached = this.reachedBy(handler);
    const found = [...this.loadedBy(handler)].flatMap((module) => dispatchesOf(module, this));
    return found.filter(({ scope, subject }) => reached.has(scope) && this.dependsOnEvent(subject));
  }

  decidedByEvent(call: Call): boolean {
    return decidedByEvent(call, this);
  }

  batchResponse(handler: Handler): BatchResponse {
    return batchResponse(handler, this);
  }

  writesTo(binding: Binding): readonly Write[] {
    return [...binding.writes, ...foreignWrites(binding, this.modules, this.names)];
  }

  belongsToFunction(module: Module): boolean {
    return this.loaded.has(module) || (this.options.belongsToFunction?.(module) ?? false);
  }
}

function publicReferent(referent: InnerReferent): Referent[] {
  if (referent.kind !== "import") return [referent];
  const name = importName(referent);
  return name === undefined ? [] : [{ kind: "external", name }];
}
