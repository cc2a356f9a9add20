/**
 * Runs the code of a CDK program as far as its facts show it: every constructor and function once for each call, with what it
 * is given. That makes one construct of a class that is instantiated twice two, and follows a table handed over in props.
 * Nothing is computed that has no need to be; what is not understood is undefined. A budget and a depth end every run.
 */
import type { Program, Referent } from "../../flow/program.ts";
import type { Binding, Call, ClassFact, Module, Scope, Value, Write } from "../../model/code.ts";
import { camelCase, cdkName } from "../../vocabulary/dialects/cdk.ts";
import { bindArguments } from "./arguments.ts";
import type { Bound, Frame, Home, Instance, Thing } from "./things.ts";

const MAX_DEPTH = 40;
/** Calls that are evaluated before the rest of a program stays unknown. */
const BUDGET = 40_000;

/** What the CDK's own names mean; given by those who know them. */
export interface Meanings {
  /** A call of something of the CDK: `new lambda.Function(…)`, `Duration.seconds(3)`. */
  external(name: string, call: Call, frame: Frame): Thing | undefined;
  /** A method of something that is no object of the program. */
  method(thing: Thing, method: string, call: Call, frame: Frame): Thing | undefined;
  member(thing: Thing, property: string, at: Bound): Thing | undefined;
  /** `new Foo(…)` of a class of the program. */
  instantiate(owner: ClassFact, call: Call, frame: Frame): Thing | undefined;
  /** A call of something neither of the program nor of the CDK. */
  unknown(call: Call, frame: Frame): void;
}

export class Evaluator {
  readonly program: Program;
  readonly meanings: Meanings;
  private readonly moduleFrames = new Map<Module, Frame>();
  private left = BUDGET;
  private depth = 0;
  /** Scopes that were run. */
  readonly seen = new Set<Scope>();
  private readonly homeOf: (module: Module) => Home;

  constructor(program: Program, meanings: (evaluator: Evaluator) => Meanings, homeOf: (module: Module) => Home) {
    this.program = program;
    this.meanings = meanings(this);
    this.homeOf = homeOf;
  }

  /** The one run of a module. */
  moduleFrame(module: Module): Frame {
    let frame = this.moduleFrames.get(module);
    if (frame === undefined) {
      const home = this.homeOf(module);
      frame = this.frame(module.root, { home, parent: null, instance: null });
      this.moduleFrames.set(module, frame);
    }
    return frame;
  }

  frame(scope: Scope, given: Partial<Frame> & Pick<Frame, "home" | "parent" | "instance">): Frame {
    const none = { args: new Map(), positions: [], isConditional: false, depth: (given.parent?.depth ?? 0) + 1 };
    return { ...none, ...given, scope, results: new Map() };
  }

  /** Runs everything that stands directly in the frame's scope. */
  run(frame: Frame): void {
    this.seen.add(frame.scope);
    if (frame.depth > MAX_DEPTH) return;
    for (const write of frame.scope.writes) this.noteField(write, frame);
    for (const call of frame.scope.calls) this.call(call, frame);
  }

  private noteField(write: Write, frame: Frame): void {
    const { target } = write;
    if (target.kind !== "member" || write.operator !== "=") return;
    const owner = this.thing(target.object, frame);
    if (owner?.kind !== "instance") return;
    const bound: Bound = { value: write.value, frame };
    const known = owner.instance.fields.get(target.property);
    if (known === undefined) owner.instance.fields.set(target.property, [bound]);
    else if (!known.some((one) => one.value === write.value && one.frame === frame)) known.push(bound);
  }

  // --- what a value is ---------------------------------------------------------------------------------------------

  /** What a value turns out to be; undefined where that is not known. */
  thing(value: Value, frame: Frame): Thing | undefined {
    if (this.depth > 200) return undefined;
    this.depth++;
    try {
      return this.evaluate({ value, frame });
    } finally {
      this.depth--;
    }
  }

  /** As `thing`, for a value with what is known of how it came here. */
  ofBound(bound: Bound): Thing | undefined {
    const found = this.thing(bound.value, bound.frame);
    if (found?.kind !== "value" || (!bound.isInherited && !bound.isAssumed)) return found;
    return { kind: "value", bound: withFlags(found.bound, bound) };
  }

  private evaluate(bound: Bound): Thing | undefined {
    const { value, frame } = bound;
    switch (value.kind) {
      case "name":
        return this.single(this.lookUp(value.binding, frame));
      case "self": {
        const instance = instanceOf(frame);
        return instance === null ? undefined : { kind: "instance", instance };
      }
      case "member":
        return this.member(value.object, value.property, bound);
      case "call":
        return this.call(value.call, frame);
      case "parameter":
        return this.single([frameOf(value.scope, frame)?.positions[value.index]].filter((one) => one !== undefined));
      case "choice":
        return this.chosen(value.options, frame);
      case "unknown":
      case "element":
      case "module":
        return undefined;
      default:
        return { kind: "value", bound };
    }
  }

  private single(bounds: readonly Bound[]): Thing | undefined {
    const [only, another] = bounds;
    return only === undefined || another !== undefined ? undefined : this.ofBound(only);
  }

  /** `props.table ?? new Table(…)`: what is not given at all is no option. */
  private chosen(options: readonly Value[], frame: Frame): Thing | undefined {
    const things = options.map((option) => this.thing(option, frame)).filter((one) => one !== undefined && !isNothing(one));
    return things.length === 1 ? things[0] : undefined;
  }

  private member(object: Value, property: string, at: Bound): Thing | undefined {
    if (object.kind === "self" && object.isSuper) return undefined;
    if (object.kind === "name" && object.binding.kind === "import") return this.imported(object, property);
    const owner = this.thing(object, at.frame);
    if (owner === undefined) return undefined;
    if (owner.kind === "instance") return this.field(owner.instance, property) ?? this.meanings.member(owner, property, at);
    if (owner.kind !== "value") return this.meanings.member(owner, property, at);
    const map = owner.bound.value;
    if (map.kind !== "map") return undefined;
    const found = this.entryOf(owner.bound, property);
    return found === undefined ? undefined : this.ofBound(found);
  }

  /** The value of a key of a map, maps spread into it included. */
  entryOf(map: Bound, key: string): Bound | undefined {
    if (map.value.kind !== "map") return undefined;
    for (const entry of [...map.value.entries].reverse()) {
      if (entry.key !== null && (entry.key === key || camelCase(entry.key) === key))
        return withFlags({ value: entry.value, frame: map.frame }, map);
      if (!entry.isSpread) continue;
      const inner = this.thing(entry.value, map.frame);
      const found = inner?.kind === "value" ? this.entryOf(inner.bound, key) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private field(instance: Instance, property: string): Thing | undefined {
    const written = instance.fields.get(property);
    if (written !== undefined) return this.single(written.filter((one) => !isNull(one.value)));
    const getter = this.method(instance.class, property);
    if (getter === undefined || getter.params.length > 1) return undefined;
    const frame = this.frame(getter, { home: instance.home, parent: this.moduleFrame(getter.module), instance });
    return this.returned(getter, frame);
  }

  /** What a name may hold. */
  lookUp(binding: Binding, frame: Frame): readonly Bound[] {
    const at = frameOf(binding.scope, frame) ?? this.moduleFrame(binding.scope.module);
    if (binding.parameter !== null) {
      const given = at.args.get(binding);
      if (given !== undefined) return [given];
      if (binding.parameter.default !== null) return [{ value: binding.parameter.default, frame: at, isAssumed: true }];
      return this.receiver(binding, at);
    }
    if (binding.kind === "import") return binding.writes.flatMap((write) => this.importBound(write.value) ?? []);
    const writes = binding.writes.filter((write) => write.operator !== "declare");
    if (writes.some((write) => !/^(\?\?|\|\|)?=$/.test(write.operator))) return [];
    return writes.map((write) => ({ value: write.value, frame: at }));
  }

  /** Python's `self`. */
  private receiver(binding: Binding, frame: Frame): readonly Bound[] {
    const { scope, parameter } = binding;
    if (parameter?.index !== 0 || scope.owner === null || scope.isStatic || scope.module.language !== "python") return [];
    const { start, end } = parameter;
    return [{ value: { kind: "self", owner: scope.owner, isSuper: false, start, end }, frame }];
  }

  // --- imports -----------------------------------------------------------------------------------------------------

  private imported(name: Value, property: string): Thing | undefined {
    const module = this.program.referents(name).find((one): one is Extract<Referent, { kind: "module" }> => one.kind === "module");
    const bound = module === undefined ? undefined : this.exportOf(module.module, property);
    if (bound !== undefined) return this.ofBound(bound);
    const owner = name.kind === "name" ? this.single(this.lookUp(name.binding, this.moduleFrame(name.scope.module))) : undefined;
    if (owner?.kind !== "value") return undefined;
    const found = this.entryOf(owner.bound, property);
    return found === undefined ? undefined : this.ofBound(found);
  }

  private importBound(value: Value): Bound | undefined {
    if (value.kind !== "member" || value.object.kind !== "module") return undefined;
    const module = this.program.referents(value.object).find((one) => one.kind === "module");
    return module?.kind === "module" ? this.exportOf(module.module, value.property) : undefined;
  }

  private exportOf(module: Module, name: string): Bound | undefined {
    const frame = this.moduleFrame(module);
    const exported = name === "default" ? (module.exports.named.get(name) ?? module.exports.whole) : module.exports.named.get(name);
    if (exported !== undefined && exported !== null) return { value: exported, frame };
    const binding = module.language === "python" ? module.root.bindings.find((one) => one.name === name) : undefined;
    return binding === undefined || binding.kind === "builtin" ? undefined : this.lookUp(binding, frame)[0];
  }

  // --- calls -------------------------------------------------------------------------------------------------------

  /** What a call yields; it is made once a frame. */
  call(call: Call, frame: Frame): Thing | undefined {
    const at = frameOf(call.scope, frame) ?? frame;
    if (at.results.has(call)) return at.results.get(call);
    at.results.set(call, undefined);
    if (--this.left < 0) return undefined;
    const found = this.perform(call, at);
    at.results.set(call, found);
    return found;
  }

  private perform(call: Call, frame: Frame): Thing | undefined {
    const { callee } = call;
    const name = cdkName(this.program.qualifiedName(callee));
    if (name !== undefined && !name.includes("()")) return this.meanings.external(name, call, frame);
    if (callee.kind === "self") return this.construct(call, frame);
    if (callee.kind === "member") {
      if (callee.object.kind === "self" && callee.object.isSuper) return this.onSuper(callee.property, call, frame);
      const owner = this.thing(callee.object, frame);
      if (owner?.kind === "instance") return this.onInstance(owner.instance, callee.property, call, frame);
      if (owner !== undefined && owner.kind !== "value") return this.meanings.method(owner, callee.property, call, frame);
    }
    for (const referent of this.program.referents(callee)) {
      if (referent.kind === "class") return this.meanings.instantiate(referent.class, call, frame);
      if (referent.kind === "function") return this.invoke(referent.scope, call, frame, null);
    }
    const local = callee.kind === "name" ? this.thing(callee, frame) : undefined;
    if (local?.kind === "value" && local.bound.value.kind === "function") return this.invoke(local.bound.value.scope, call, frame, null);
    this.meanings.unknown(call, frame);
    this.callBack(call, frame);
    return undefined;
  }

  /** Functions that are handed to something we do not know run an unknown number of times. */
  callBack(call: Call, frame: Frame): void {
    for (const { value } of call.args) {
      if (value.kind !== "function") continue;
      this.run(this.frame(value.scope, { home: frame.home, parent: frame, instance: null, isConditional: true }));
    }
  }

  private onInstance(instance: Instance, method: string, call: Call, frame: Frame): Thing | undefined {
    const scope = this.method(instance.class, method);
    if (scope !== undefined) return this.invoke(scope, call, frame, instance);
    const field = this.field(instance, method);
    if (field?.kind === "value" && field.bound.value.kind === "function") return this.invoke(field.bound.value.scope, call, frame, null);
    this.callBack(call, frame);
    return undefined;
  }

  private onSuper(method: string, call: Call, frame: Frame): Thing | undefined {
    if (method === "__init__") return this.construct(call, frame);
    const instance = instanceOf(frame);
    const owner = frame.scope.owner ?? call.scope.owner;
    const scope = owner === null ? undefined : this.bases(owner).map((base) => this.method(base, method))[0];
    return scope === undefined ? undefined : this.invoke(scope, call, frame, instance);
  }

  /** `super(…)`. */
  private construct(call: Call, frame: Frame): undefined {
    const instance = instanceOf(frame);
    const owner = call.scope.owner;
    const base = owner === null ? undefined : this.bases(owner)[0];
    if (instance !== null && base !== undefined) this.build(base, call, frame, instance);
  }

  /** Runs the constructor of a class, or of the nearest base that has one, for an instance. */
  build(owner: ClassFact, call: Call | null, frame: Frame, instance: Instance, isAssumed = false): void {
    if (frame.depth > MAX_DEPTH) return;
    const parent = this.moduleFrame(owner.module);
    this.run({
      ...this.frame(owner.scope, { home: instance.home, parent, instance, isConditional: frame.isConditional }),
      depth: frame.depth + 1,
    });
    const initializer = owner.methods.find((one) => one.name === "constructor" || one.name === "__init__");
    if (initializer !== undefined) {
      this.run(this.called(initializer, call, frame, instance, isAssumed));
      return;
    }
    const base = this.bases(owner)[0];
    if (base !== undefined && base !== owner) this.build(base, call, { ...frame, depth: frame.depth + 1 }, instance, isAssumed);
  }

  private invoke(scope: Scope, call: Call, frame: Frame, instance: Instance | null): Thing | undefined {
    if (frame.depth > MAX_DEPTH) return undefined;
    const inner = this.called(scope, call, frame, instance, false);
    this.run(inner);
    return this.returned(scope, inner);
  }

  /** The run of a function for a call. */
  private called(scope: Scope, call: Call | null, frame: Frame, instance: Instance | null, isAssumed: boolean): Frame {
    const bound = call === null ? { args: new Map<Binding, Bound>(), positions: [] } : bindArguments(scope, call, frame, isAssumed);
    const parent = scope.parent === null ? null : (frameOf(scope.parent, frame) ?? this.moduleFrame(scope.module));
    const isConditional = call === null ? frame.isConditional : isConditionalAt(call, frame);
    return {
      ...this.frame(scope, { ...bound, home: instance?.home ?? frame.home, parent, instance, isConditional }),
      depth: frame.depth + 1,
    };
  }

  private returned(scope: Scope, frame: Frame): Thing | undefined {
    const values = scope.returns.map((one) => one.value).filter((one) => one !== null && !isNull(one));
    const [only, another] = values;
    return only === undefined || only === null || another !== undefined ? undefined : this.thing(only, frame);
  }

  // --- classes -----------------------------------------------------------------------------------------------------

  method(owner: ClassFact, name: string, depth = 0): Scope | undefined {
    const own = owner.methods.find((one) => one.name === name);
    if (own !== undefined || depth > 8) return own;
    for (const base of this.bases(owner)) {
      const found = this.method(base, name, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  bases(owner: ClassFact): ClassFact[] {
    return owner.bases.flatMap((base) =>
      this.program.referents(base).flatMap((one) => (one.kind === "class" && one.class !== owner ? [one.class] : [])),
    );
  }
}

/** Does the code at a call run under a condition, or more than once? */
export function isConditionalAt(call: Call, frame: Frame): boolean {
  if (frame.isConditional) return true;
  for (let at: Call["region"] | null = call.region; at !== null; at = at.parent) {
    if (/^(then|else|case|loop|catch|operand)$/.test(at.kind)) return true;
  }
  return false;
}

export function withFlags(bound: Bound, from: Bound): Bound {
  const isInherited = bound.isInherited ?? from.isInherited;
  const isAssumed = bound.isAssumed ?? from.isAssumed;
  return { value: bound.value, frame: bound.frame, ...(isInherited && { isInherited }), ...(isAssumed && { isAssumed }) };
}

/** The run of a scope that encloses this one. */
function frameOf(scope: Scope, frame: Frame): Frame | undefined {
  for (let at: Frame | null = frame; at !== null; at = at.parent) if (at.scope === scope) return at;
  return undefined;
}

function instanceOf(frame: Frame): Instance | null {
  for (let at: Frame | null = frame; at !== null; at = at.parent) if (at.instance !== null) return at.instance;
  return null;
}

export function isNull(value: Value): boolean {
  return value.kind === "literal" && value.value === null;
}

function isNothing(thing: Thing): boolean {
  if (thing.kind !== "value") return false;
  const { value } = thing.bound;
  return isNull(value) || (value.kind === "map" && value.entries.length === 0);
}
