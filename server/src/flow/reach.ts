/**
 * Which functions an invocation reaches, by which calls, and what keeps a call from running each time.
 *
 * Two passes. `link` walks everything that can run (module code and handlers) and settles which functions a call runs,
 * feeding arguments to parameters until nothing changes. `reach` is then a plain search from the handlers, unguarded ways first.
 */
import type { Call, ClassFact, Module, Scope, Value } from "../model/code.ts";
import { lineage, methodOf } from "./classes.ts";
import type { Guards } from "./guards.ts";
import type { FoundHandler } from "./handlers.ts";
import type { Names } from "./names.ts";
import type { Guard, Reach } from "./program.ts";
import { attributeReads, isCachedProperty, isProperty, propertyNames } from "./properties.ts";

const MAX_VISITS = 12;
const MAX_CHAIN = 24;

/** A function a call runs. `callback` when it is an argument of the call and not what is called. */
export interface Edge {
  readonly target: Scope;
  readonly isCallback: boolean;
  /** Parameters begin at this index: 1 for Python methods, whose first is the instance. */
  readonly shift: number;
}

export class Reachability {
  readonly edges = new Map<Call, Edge[]>();
  readonly callers = new Map<Scope, Call[]>();
  /** Functions that run along with one: inner functions of its decorators, `__enter__` of what it opens, properties it reads. */
  readonly companions = new Map<Scope, Set<Scope>>();
  readonly reached = new Map<Scope, Reach>();
  /** Classes of which an instance is made by module code. */
  readonly moduleInstances = new Set<ClassFact>();
  private readonly visits = new Map<Scope, number>();
  private properties: ReadonlySet<string> = new Set();

  private readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  /** Settles the targets of every call that module code or a handler may run. */
  link(modules: readonly Module[], handlers: readonly FoundHandler[]): void {
    this.properties = propertyNames(modules);
    const queue: Scope[] = [];
    const waiting = new Set<Scope>();
    const enqueue = (scope: Scope): void => {
      if (waiting.has(scope) || (this.visits.get(scope) ?? 0) >= MAX_VISITS) return;
      waiting.add(scope);
      queue.push(scope);
    };
    for (const module of modules) {
      enqueue(module.root);
      for (const each of module.classes) if (module.language === "python") enqueue(each.scope);
    }
    for (const handler of handlers) for (const scope of [handler.scope, ...handler.wrappers]) enqueue(scope);
    for (let scope = queue.shift(); scope !== undefined; scope = queue.shift()) {
      waiting.delete(scope);
      this.visits.set(scope, (this.visits.get(scope) ?? 0) + 1);
      for (const found of this.visit(scope)) enqueue(found);
    }
  }

  /** @returns functions that have to be visited (again). */
  private visit(scope: Scope): Scope[] {
    const found: Scope[] = [];
    for (const call of scope.calls) {
      const edges = this.edgesOf(call);
      this.edges.set(call, edges);
      for (const edge of edges) {
        const isNew = this.noteCaller(edge.target, call);
        const changed = edge.isCallback ? false : this.linkArguments(call, edge);
        if (isNew || changed) found.push(edge.target);
      }
      if (scope.kind === "module") this.noteInstances(call);
    }
    for (const write of scope.writes) if (write.operator === "with") this.openContext(scope, write.value, found);
    for (const decorator of scope.decorators) this.followDecorator(scope, decorator, found);
    for (const read of attributeReads(scope, this.properties)) this.readProperty(scope, read.object, read.property, found);
    return found;
  }

  private noteCaller(target: Scope, call: Call): boolean {
    const known = this.callers.get(target);
    if (known === undefined) this.callers.set(target, [call]);
    else if (known.includes(call)) return false;
    else known.push(call);
    return true;
  }

  private noteInstances(call: Call): void {
    for (const referent of this.names.referents(call.callee)) if (referent.kind === "class") this.moduleInstances.add(referent.class);
  }

  private addCompanion(scope: Scope, companion: Scope, found: Scope[]): void {
    const known = this.companions.get(scope) ?? new Set<Scope>();
    this.companions.set(scope, known);
    if (known.has(companion)) return;
    known.add(companion);
    found.push(companion);
  }

  private openContext(scope: Scope, value: Value, found: Scope[]): void {
    for (const referent of this.names.referents(value)) {
      if (referent.kind !== "instance") continue;
      for (const name of ["__enter__", "__exit__", "__aenter__", "__aexit__"]) {
        const method = methodOf(this.names, referent.class, name);
        if (method !== undefined) this.addCompanion(scope, method, found);
      }
    }
  }

  private readProperty(scope: Scope, object: Value, name: string, found: Scope[]): void {
    for (const referent of this.names.referents(object)) {
      if (referent.kind !== "instance") continue;
      const method = methodOf(this.names, referent.class, name);
      if (method !== undefined && isProperty(method)) this.addCompanion(scope, method, found);
    }
  }

  private followDecorator(scope: Scope, decorator: Value, found: Scope[]): void {
    for (const referent of this.names.referents(decorator.kind === "call" ? decorator.call.callee : decorator)) {
      if (referent.kind !== "function") continue;
      for (const inner of this.innerFunctions(referent.scope, 0)) this.addCompanion(scope, inner, found);
    }
  }

  /** The functions a decorator (or a decorator factory) returns. */
  private innerFunctions(scope: Scope, depth: number): Scope[] {
    const found: Scope[] = [];
    for (const referent of this.names.ofReturns(scope)) {
      if (referent.kind !== "function" || depth > 2) continue;
      found.push(referent.scope, ...this.innerFunctions(referent.scope, depth + 1));
    }
    return found;
  }

  private edgesOf(call: Call): Edge[] {
    const edges: Edge[] = [];
    const add = (target: Scope | undefined, isCallback: boolean, shift: number): void => {
      if (target !== undefined && !edges.some((edge) => edge.target === target)) edges.push({ target, isCallback, shift });
    };
    const isSuperCall = call.callee.kind === "self" && call.callee.isSuper;
    for (const referent of this.names.callees(call)) {
      if (referent.kind === "function") add(referent.scope, false, selfShift(referent.scope, call));
      else if (referent.kind === "class" || (referent.kind === "instance" && isSuperCall)) this.addConstruction(referent.class, add);
      else if (referent.kind === "instance") add(methodOf(this.names, referent.class, "__call__"), false, 1);
    }
    for (const argument of call.args) this.addCallbacks(argument.value, add);
    return edges;
  }

  private addConstruction(owner: ClassFact, add: (target: Scope | undefined, isCallback: boolean, shift: number) => void): void {
    if (owner.module.language === "python") {
      for (const name of ["__new__", "__init__"]) add(methodOf(this.names, owner, name), false, 1);
      return;
    }
    add(methodOf(this.names, owner, "constructor"), false, 0);
    for (const each of lineage(this.names, owner)) add(each.scope, true, 0);
  }

  private addCallbacks(value: Value, add: (target: Scope | undefined, isCallback: boolean, shift: number) => void): void {
    if (value.kind === "map") {
      for (const entry of value.entries) if (entry.value.kind === "function") add(entry.value.scope, true, 0);
      return;
    }
    if (value.kind !== "function" && value.kind !== "name" && value.kind !== "member" && value.kind !== "call") return;
    if (value.kind === "call" && !isBindCall(value.call)) return;
    for (const referent of this.names.referents(value))
      if (referent.kind === "function") add(referent.scope, true, selfShift(referent.scope, null));
  }

  private linkArguments(call: Call, edge: Edge): boolean {
    let changed = false;
    const params = edge.target.params;
    for (const [index, argument] of call.args.entries()) {
      if (argument.isSpread) break;
      const parameter = argument.name === null ? params[index + edge.shift] : params.find((each) => each.name === argument.name);
      if (parameter === undefined || parameter.kind === "rest" || parameter.kind === "keyword-rest") continue;
      if (this.names.linkPosition(edge.target, parameter.index, argument.value)) changed = true;
    }
    return changed;
  }

  /** Finds the way from the handlers to every scope; unguarded ways win over guarded ones, short over long. */
  reach(handlers: readonly FoundHandler[], guards: Guards): void {
    let queue: [Scope, Reach][] = [];
    let guarded: [Scope, Reach][] = [];
    for (const handler of handlers) {
      for (const scope of [handler.scope, ...handler.wrappers]) queue.push([scope, { handler, chain: [], guard: null }]);
    }
    while (queue.length > 0 || guarded.length > 0) {
      if (queue.length === 0) [queue, guarded] = [guarded, []];
      for (let i = 0; i < queue.length; i++) {
        const [scope, reach] = queue[i] as [Scope, Reach];
        if (this.reached.has(scope)) continue;
        this.reached.set(scope, reach);
        for (const next of this.nextOf(scope, reach, guards)) (next[1].guard === null || reach.guard !== null ? queue : guarded).push(next);
      }
      queue = [];
    }
  }

  /** Every scope that some way leads to, guarded ones included. */
  reachedFrom(scopes: readonly Scope[]): ReadonlySet<Scope> {
    const found = new Set(scopes);
    for (const scope of found) {
      for (const call of scope.calls) for (const { target } of this.edges.get(call) ?? []) found.add(target);
      for (const companion of this.companions.get(scope) ?? []) found.add(companion);
    }
    return found;
  }

  private nextOf(scope: Scope, reach: Reach, guards: Guards): [Scope, Reach][] {
    const next: [Scope, Reach][] = [];
    if (reach.chain.length >= MAX_CHAIN) return next;
    for (const call of scope.calls) {
      const edges = this.edges.get(call);
      if (edges === undefined || edges.length === 0) continue;
      const here: Guard | null = reach.guard ?? guards.local(call);
      const later = this.names.entry(call)?.role === "registers-callback";
      for (const edge of edges) {
        const isKept = this.names.memoized.has(edge.target) || isMadeOnce(edge.target);
        const own: Guard | null =
          edge.isCallback && later ? "deferred" : edge.isCallback && isCatch(call) ? "error" : isKept ? "memoized" : null;
        next.push([edge.target, { handler: reach.handler, chain: [...reach.chain, call], guard: here ?? own }]);
      }
    }
    for (const companion of this.companions.get(scope) ?? []) {
      const isKept = isCachedProperty(companion) && companion.owner !== null && this.moduleInstances.has(companion.owner);
      next.push([companion, isKept && reach.guard === null ? { ...reach, guard: "memoized" } : reach]);
    }
    return next;
  }
}

/** `obj.method(a)` gives `a` to the second parameter of a Python method; `Class.method(obj, a)` to the same. */
function selfShift(scope: Scope, call: Call | null): number {
  if (scope.module.language !== "python" || scope.owner === null || scope.kind !== "function") return 0;
  if (scope.isStatic) return scope.params[0]?.name === "cls" ? 1 : 0;
  const callee = call?.callee;
  const isUnbound = callee?.kind === "member" && callee.object.kind === "name" && callee.object.binding.class === scope.owner;
  return isUnbound ? 0 : 1;
}

/** The constructor of `class Db(metaclass=Singleton)` or `@singleton class Db`: however often the class is called, there is one. */
function isMadeOnce(scope: Scope): boolean {
  const { owner } = scope;
  if (owner === null || scope.name !== "__init__") return false;
  if (owner.decorators.some((decorator) => decorator.kind === "name" && /singleton/i.test(decorator.name))) return true;
  return (
    owner.module.language === "python" && /metaclass\s*=\s*\w*singleton/i.test(owner.module.text.slice(owner.start, owner.scope.body.start))
  );
}

/** `work().catch((error) => …)`. */
function isCatch(call: Call): boolean {
  return call.callee.kind === "member" && call.callee.property === "catch";
}

function isBindCall(call: Call): boolean {
  return call.callee.kind === "member" && call.callee.property === "bind";
}
