/** What the names and members of a CDK program hold, in the run of the code in which they stand. */
import type { Program } from "../../flow/program.ts";
import type { Binding, Call, ClassFact, Module, Scope, Value } from "../../model/code.ts";
import { camelCase } from "../../vocabulary/dialects/cdk.ts";
import type { Bound, Frame, Instance, Thing } from "./things.ts";

const MAX_NESTING = 120;
/** Values looked at in one program: the largest apps take some ten thousand; choices within choices would take for ever. */
const MAX_STEPS = 400_000;

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
  unknown(call: Call, frame: Frame): Thing | undefined;
}

export abstract class Values {
  readonly program: Program;
  abstract readonly meanings: Meanings;
  private depth = 0;
  private steps = MAX_STEPS;

  constructor(program: Program) {
    this.program = program;
  }

  abstract moduleFrame(module: Module): Frame;
  /** What a call yields; it is made once a frame. */
  abstract call(call: Call, frame: Frame): Thing | undefined;
  /** What a property yields that is a method (`get table()`, `@property`). */
  protected abstract getter(instance: Instance, property: string): Thing | undefined;

  /** What a value turns out to be; undefined where that is not known. */
  thing(value: Value, frame: Frame): Thing | undefined {
    return this.ofBound({ value, frame });
  }

  /** As `thing`, for a value with what is known of how it came here. */
  ofBound(bound: Bound): Thing | undefined {
    if (this.depth > MAX_NESTING || --this.steps < 0) return undefined;
    this.depth++;
    try {
      return this.evaluate(this.follow(bound));
    } finally {
      this.depth--;
    }
  }

  private evaluate(bound: Bound): Thing | undefined {
    const { value, frame } = bound;
    switch (value.kind) {
      case "self": {
        const instance = instanceOf(frame);
        return instance === null ? undefined : { kind: "instance", instance };
      }
      case "member":
        return this.member(value.object, value.property, bound);
      case "call":
        return this.call(value.call, frame);
      case "choice":
        return this.chosen(value.options, frame);
      case "name":
      case "parameter":
      case "unknown":
      case "element":
      case "module":
        return undefined;
      default:
        return { kind: "value", bound };
    }
  }

  /** `props.table ?? new Table(…)`: what is not given at all is no option. */
  private chosen(options: readonly Value[], frame: Frame): Thing | undefined {
    const things = options.map((option) => this.thing(option, frame)).filter((one) => one !== undefined && !isNothing(one));
    return things.length === 1 ? things[0] : undefined;
  }

  private member(object: Value, property: string, at: Bound): Thing | undefined {
    if (object.kind === "self" && object.isSuper) return undefined;
    const owner = this.thing(object, at.frame);
    if (owner === undefined || owner.kind === "value") return undefined;
    const found = owner.kind === "instance" ? this.getter(owner.instance, property) : undefined;
    return found ?? this.meanings.member(owner, property, at);
  }

  // --- names and members -------------------------------------------------------------------------------------------

  /** The expression that a name, parameter or member was given; the value itself where that is not one of them. */
  follow(bound: Bound): Bound {
    let at = bound;
    for (let steps = 0; steps < MAX_NESTING; steps++) {
      const next = this.step(at);
      if (next === undefined) return at;
      at = withFlags(next, at);
    }
    return at;
  }

  private step({ value, frame }: Bound): Bound | undefined {
    switch (value.kind) {
      case "name":
        return single(this.lookUp(value.binding, frame));
      case "parameter":
        return frameOf(value.scope, frame)?.positions[value.index];
      case "member":
        return this.stepInto(value.object, value.property, frame);
      default:
        return undefined;
    }
  }

  private stepInto(object: Value, property: string, frame: Frame): Bound | undefined {
    if (object.kind === "self" && object.isSuper) return undefined;
    const module = object.kind === "name" && object.binding.kind === "import" ? this.moduleOf(object) : undefined;
    if (module !== undefined) return this.exportOf(module, property);
    const owner = this.thing(object, frame);
    if (owner?.kind === "instance") return single((owner.instance.fields.get(property) ?? []).filter((one) => !isNull(one.value)));
    return owner?.kind === "value" ? this.entryOf(owner.bound, property) : undefined;
  }

  /** The value of a key of a map, maps spread into it included; undefined also where an unknown one may hold it. */
  entryOf(map: Bound, key: string): Bound | undefined {
    if (map.value.kind !== "map") return undefined;
    for (const entry of [...map.value.entries].reverse()) {
      const isSame = entry.key !== null && (entry.key === key || camelCase(entry.key) === key);
      if (isSame) return withFlags({ value: entry.value, frame: map.frame }, map);
      if (!entry.isSpread) continue;
      const inner = this.thing(entry.value, map.frame);
      if (inner?.kind !== "value") return undefined;
      const found = this.entryOf(inner.bound, key);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** What a name may hold. */
  lookUp(binding: Binding, frame: Frame): readonly Bound[] {
    const at = frameOf(binding.scope, frame) ?? this.moduleFrame(binding.scope.module);
    if (binding.parameter !== null) {
      const given = at.args.get(binding);
      if (given !== undefined) return [given];
      if (binding.parameter.default !== null) return [{ value: binding.parameter.default, frame: at, isAssumed: true }];
      return receiver(binding, at);
    }
    if (binding.kind === "import") return binding.writes.flatMap((write) => this.importBound(write.value) ?? []);
    const writes = binding.writes.filter((write) => write.operator !== "declare");
    if (writes.some((write) => !/^(\?\?|\|\|)?=$/.test(write.operator))) return [];
    return writes.map((write) => ({ value: write.value, frame: at }));
  }

  // --- imports -----------------------------------------------------------------------------------------------------

  private moduleOf(value: Value): Module | undefined {
    for (const referent of this.program.referents(value)) if (referent.kind === "module") return referent.module;
    return undefined;
  }

  private importBound(value: Value): Bound | undefined {
    const module = value.kind === "member" && value.object.kind === "module" ? this.moduleOf(value.object) : undefined;
    return module === undefined || value.kind !== "member" ? undefined : this.exportOf(module, value.property);
  }

  private exportOf(module: Module, name: string): Bound | undefined {
    const frame = this.moduleFrame(module);
    const exported = module.exports.named.get(name) ?? (name === "default" ? module.exports.whole : null);
    if (exported !== undefined && exported !== null) return { value: exported, frame };
    const binding = module.language === "python" ? module.root.bindings.find((one) => one.name === name) : undefined;
    return binding === undefined || binding.kind === "builtin" ? undefined : single(this.lookUp(binding, frame));
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

function single(bounds: readonly Bound[]): Bound | undefined {
  return bounds.length === 1 ? bounds[0] : undefined;
}

/** Python's `self`. */
function receiver({ scope, parameter }: Binding, frame: Frame): readonly Bound[] {
  if (parameter?.index !== 0 || scope.owner === null || scope.isStatic || scope.module.language !== "python") return [];
  const { start, end } = parameter;
  return [{ value: { kind: "self", owner: scope.owner, isSuper: false, start, end }, frame }];
}

export function withFlags(bound: Bound, from: Bound): Bound {
  const isInherited = bound.isInherited ?? from.isInherited;
  const isAssumed = bound.isAssumed ?? from.isAssumed;
  return { value: bound.value, frame: bound.frame, ...(isInherited && { isInherited }), ...(isAssumed && { isAssumed }) };
}

/** The run of a scope that encloses this one. */
export function frameOf(scope: Scope, frame: Frame): Frame | undefined {
  for (let at: Frame | null = frame; at !== null; at = at.parent) if (at.scope === scope) return at;
  return undefined;
}

export function instanceOf(frame: Frame): Instance | null {
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
