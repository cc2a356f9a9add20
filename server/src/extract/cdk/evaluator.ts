/**
 * Runs the code of a CDK program as far as its facts show it: every constructor and function once for each call, with what it
 * is given. That makes one construct of a class that is instantiated twice two, and follows a table handed over in props.
 * Nothing is computed that has no need to be; what is not understood is undefined. A budget and a depth end every run.
 */
import type { Program } from "../../flow/program.ts";
import type { Binding, Call, ClassFact, Module, Scope, Write } from "../../model/code.ts";
import { cdkName } from "../../vocabulary/dialects/cdk.ts";
import { bindArguments } from "./arguments.ts";
import type { Bound, Frame, Home, Instance, Thing } from "./things.ts";
import { frameOf, instanceOf, isNull, type Meanings, Values } from "./values.ts";

const MAX_DEPTH = 40;
/** Calls that are evaluated before the rest of a program stays unknown. */
const BUDGET = 40_000;

export class Evaluator extends Values {
  readonly meanings: Meanings;
  private readonly moduleFrames = new Map<Module, Frame>();
  private left = BUDGET;
  /** Scopes that were run. */
  readonly seen = new Set<Scope>();
  private readonly homeOf: (module: Module) => Home;

  constructor(program: Program, meanings: (evaluator: Evaluator) => Meanings, homeOf: (module: Module) => Home) {
    super(program);
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
    const found = this.meanings.unknown(call, frame);
    this.callBack(call, frame);
    return found;
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
    const written = instance.fields.get(method);
    const only = written?.length === 1 ? written[0] : undefined;
    const field = only && this.ofBound(only);
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

  protected override getter(instance: Instance, property: string): Thing | undefined {
    const scope = this.method(instance.class, property);
    const parameters = scope?.module.language === "python" ? 1 : 0;
    if (scope === undefined || scope.params.length > parameters) return undefined;
    const frame = this.frame(scope, { home: instance.home, parent: this.moduleFrame(scope.module), instance });
    return this.returned(scope, frame);
  }

  private returned(scope: Scope, frame: Frame): Thing | undefined {
    const values = scope.returns.map((one) => one.value).filter((one) => one !== null && !isNull(one));
    const [only, another] = values;
    return only === undefined || only === null || another !== undefined ? undefined : this.thing(only, frame);
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
