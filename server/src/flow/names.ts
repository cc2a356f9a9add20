/**
 * What a value means once names, imports, returns, instances and wrappers are followed, across files.
 *
 * Demand-driven and memoised; a cycle yields nothing rather than an error. Parameters are followed through `links`,
 * which reachability fills in (flow/reach.ts), so what touched a parameter is memoised only until the next link.
 */
import type { Binding, Call, ClassFact, Module, ModuleValue, Scope, Value, Write } from "../model/code.ts";
import type { Entry } from "../vocabulary/entry.ts";
import { lookUp } from "../vocabulary/index.ts";
import { findExport, findStarred } from "./exports.ts";
import { Members } from "./members.ts";
import type { Referent } from "./program.ts";
import { type InnerReferent, importName, type ResolveImport, unique } from "./referents.ts";
import { resultOf } from "./results.ts";

const MAX_DEPTH = 48;
const MAX_WRITES = 12;
const NOTHING: readonly InnerReferent[] = [];

export class Names {
  private readonly memo = new Map<Value, readonly InnerReferent[]>();
  /** Answers that depend on parameters or were cut short by a cycle: good until another argument is seen. Without them cycles cost exponential time. */
  private readonly forNow = new Map<Value, readonly InnerReferent[]>();
  private readonly underWay = new Set<Value>();
  private readonly exported = new Map<Module, Map<string, readonly InnerReferent[]>>();
  private depth = 0;

  /** Set while evaluating whenever the answer depends on something that may still grow. */
  private unstable = false;
  /** Argument values seen for a parameter. */
  readonly links = new Map<Binding, Value[]>();
  /** Functions that a caching decorator or wrapper runs only once. */
  readonly memoized = new Set<Scope>();

  readonly members = new Members(this);
  readonly resolveImport: ResolveImport;

  constructor(resolveImport: ResolveImport) {
    this.resolveImport = resolveImport;
  }

  /** Notes that a parameter may be this value. @returns true when that was not known. */
  link(parameter: Binding, value: Value): boolean {
    const known = this.links.get(parameter);
    if (known === undefined) this.links.set(parameter, [value]);
    else if (known.includes(value) || known.length >= MAX_WRITES) return false;
    else known.push(value);
    this.forNow.clear();
    return true;
  }

  /** Everything a value may be. */
  referents(value: Value): readonly InnerReferent[] {
    const known = this.memo.get(value) ?? this.forNow.get(value);
    if (known !== undefined) {
      this.unstable ||= this.forNow.has(value);
      return known;
    }
    if (this.underWay.has(value) || this.depth > MAX_DEPTH) {
      this.unstable = true;
      return NOTHING;
    }
    const wasUnstable = this.unstable;
    this.unstable = false;
    this.underWay.add(value);
    this.depth++;
    const found = unique(this.evaluate(value));
    this.depth--;
    this.underWay.delete(value);
    (this.unstable ? this.forNow : this.memo).set(value, found);
    this.unstable ||= wasUnstable;
    return found;
  }

  /** The qualified name of something outside of the workspace. */
  qualifiedName(value: Value): string | undefined {
    for (const referent of this.referents(value)) {
      if (referent.kind === "external") return referent.name;
      if (referent.kind === "import") return importName(referent);
    }
    return undefined;
  }

  entry(call: Call): Entry | undefined {
    for (const referent of this.referents(call.callee)) {
      const name = referent.kind === "external" ? referent.name : referent.kind === "import" ? importName(referent) : undefined;
      const entry = name === undefined ? undefined : lookUp(name);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }

  /** What a module exports under a name, re-exports followed. */
  exportOf(module: Module, name: string): readonly InnerReferent[] {
    let names = this.exported.get(module);
    if (names === undefined) this.exported.set(module, (names = new Map()));
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, NOTHING); // import cycles end here
    const wasUnstable = this.unstable;
    this.unstable = false;
    const found = findExport(this, module, name);
    if (this.unstable) names.delete(name);
    else names.set(name, found);
    this.unstable ||= wasUnstable;
    return found;
  }

  /** What is called or constructed: of a CommonJS module what it exports as a whole. */
  callees(call: Call): readonly InnerReferent[] {
    return this.referents(call.callee).flatMap((referent) =>
      referent.kind === "module" ? this.exportOf(referent.module, "default") : [referent],
    );
  }

  /** The workspace file a module value names. */
  moduleOf(value: ModuleValue, specifier = value.specifier): Module | undefined {
    return this.resolveImport(value.scope.module, specifier, value.level);
  }

  /** Everything a binding may hold. */
  ofBinding(binding: Binding): readonly InnerReferent[] {
    if (binding.function !== null) return [this.functionReferent(binding.function)];
    if (binding.class !== null) return [{ kind: "class", class: binding.class }];
    if (binding.kind === "builtin") {
      const starred = findStarred(this, binding.scope.module, binding.name);
      if (starred.length > 0) return starred;
      return [{ kind: "external", name: `${binding.scope.module.language === "python" ? "builtins" : "global"}:${binding.name}` }];
    }
    const found: InnerReferent[] = [];
    if (binding.parameter !== null) found.push(...this.ofParameter(binding));
    for (const write of binding.writes.slice(0, MAX_WRITES)) found.push(...this.ofWrite(write));
    return found;
  }

  private ofWrite(write: Write): readonly InnerReferent[] {
    if (write.operator === "declare" || write.operator === "delete" || write.operator === "catch") return NOTHING;
    return this.referents(write.value);
  }

  private ofParameter(binding: Binding): readonly InnerReferent[] {
    const scope = binding.scope;
    if (binding.parameter?.index === 0 && scope.owner !== null && scope.module.language === "python") {
      if (!scope.isStatic) return [{ kind: "instance", class: scope.owner }];
      if (binding.name === "cls") return [{ kind: "class", class: scope.owner }];
    }
    this.unstable = true;
    const found: InnerReferent[] = [];
    for (const value of this.links.get(binding) ?? []) found.push(...this.referents(value));
    if (found.length === 0 && binding.parameter !== null && binding.parameter.default !== null) {
      found.push(...this.referents(binding.parameter.default));
    }
    return found;
  }

  private functionReferent(scope: Scope): Referent {
    if (scope.decorators.some((decorator) => this.isMemoizer(decorator))) this.memoized.add(scope);
    return { kind: "function", scope, receiver: null };
  }

  private isMemoizer(decorator: Value): boolean {
    const callee = decorator.kind === "call" ? decorator.call.callee : decorator;
    const name = this.qualifiedName(callee);
    return name !== undefined && lookUp(name)?.role === "memoize";
  }

  private evaluate(value: Value): readonly InnerReferent[] {
    switch (value.kind) {
      case "name":
        return this.ofBinding(value.binding);
      case "module": {
        const module = this.moduleOf(value);
        return [module === undefined ? { kind: "import", value, specifier: value.specifier } : { kind: "module", module }];
      }
      case "member":
        return this.members.of(value.object, value.property);
      case "element":
        return this.referents(value.object).flatMap((referent) => this.members.itemsOf(referent));
      case "call":
        return resultOf(this, value.call);
      case "choice":
        return value.options.flatMap((option) => this.referents(option));
      case "function":
        return [this.functionReferent(value.scope)];
      case "class":
        return [{ kind: "class", class: value.class }];
      case "self":
        return this.ofSelf(value.owner, value.isSuper);
      case "parameter":
        return this.ofDestructured(value.scope, value.index);
      case "list":
      case "map":
      case "literal":
      case "template":
        return [{ kind: "value", value }];
      default:
        return NOTHING;
    }
  }

  ofSelf(owner: ClassFact | null, isSuper: boolean): readonly InnerReferent[] {
    if (owner === null) return NOTHING;
    if (!isSuper) return [{ kind: "instance", class: owner }];
    return this.basesOf(owner).map((base) => ({ kind: "instance", class: base }));
  }

  private ofDestructured(scope: Scope, index: number): readonly InnerReferent[] {
    this.unstable = true;
    const parameter = scope.params[index];
    const values = parameter?.binding ? (this.links.get(parameter.binding) ?? []) : this.destructured(scope, index);
    return values.flatMap((value) => this.referents(value));
  }

  /** Destructured parameters have no binding of their own: what was linked to them is kept by scope. */
  private readonly positions = new Map<Scope, Value[][]>();

  linkPosition(scope: Scope, index: number, value: Value): boolean {
    const parameter = scope.params[index];
    if (parameter?.binding) return this.link(parameter.binding, value);
    let positions = this.positions.get(scope);
    if (positions === undefined) this.positions.set(scope, (positions = []));
    const known = (positions[index] ??= []);
    if (known.includes(value) || known.length >= MAX_WRITES) return false;
    known.push(value);
    this.forNow.clear();
    return true;
  }

  /** Argument values seen for a destructured parameter. */
  destructured(scope: Scope, index: number): readonly Value[] {
    return this.positions.get(scope)?.[index] ?? [];
  }

  basesOf(owner: ClassFact): ClassFact[] {
    const bases: ClassFact[] = [];
    for (const base of owner.bases) {
      for (const referent of this.referents(base)) if (referent.kind === "class" && referent.class !== owner) bases.push(referent.class);
    }
    return bases;
  }

  /** What a function of the workspace returns. */
  ofReturns(scope: Scope): readonly InnerReferent[] {
    const found: InnerReferent[] = [];
    for (const returned of scope.returns) if (returned.value !== null) found.push(...this.referents(returned.value));
    return found;
  }
}
