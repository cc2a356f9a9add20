/**
 * What depends on the event or the context. Flow-insensitive by binding, over the functions an invocation reaches; runs
 * until nothing changes. Control dependence is not followed: a flag set under a test of the event does not carry it.
 */
import type { Binding, Call, ClassFact, Module, Scope, Value, Write } from "../model/code.ts";
import { isSelf } from "./classes.ts";
import type { FoundHandler } from "./handlers.ts";
import type { Names } from "./names.ts";
import type { Edge, Reachability } from "./reach.ts";

const MAX_ROUNDS = 12;

/** Methods that put their arguments into the object they are called on. */
const FILLS = /^(append|extend|add|update|insert|push|unshift|set|setdefault|put|appendleft)$/;

/** What the context says of the function and not of the invocation. */
const ENVIRONMENT_FACTS =
  /^(function_?[nN]ame|function_?[vV]ersion|invoked_?[fF]unction_?[aA]rn|memory_?[lL]imit_?[iI]n_?(mb|MB)|log_?[gG]roup_?[nN]ame|log_?[sS]tream_?[nN]ame)$/;

export class Taint {
  private readonly bindings = new Set<Binding>();
  private readonly attributes = new Map<ClassFact, Set<string>>();
  private readonly positions = new Map<Scope, Set<number>>();
  private readonly returns = new Set<Scope>();
  private changed = false;

  private readonly names: Names;
  private readonly reachability: Reachability;

  constructor(names: Names, reachability: Reachability) {
    this.names = names;
    this.reachability = reachability;
  }

  run(handlers: readonly FoundHandler[]): void {
    for (const handler of handlers) {
      for (const scope of [handler.scope, ...handler.wrappers]) this.seed(scope, handler.eventIndex);
      for (const companion of this.reachability.companions.get(handler.scope) ?? []) this.seed(companion, 0);
    }
    const scopes = [...this.reachability.reached.keys()];
    for (let round = 0; round < MAX_ROUNDS; round++) {
      this.changed = false;
      for (const scope of scopes) this.visit(scope);
      if (!this.changed) break;
    }
  }

  private seed(scope: Scope, from: number): void {
    for (const parameter of scope.params) if (parameter.index >= from) this.markParameter(scope, parameter.index);
  }

  private markParameter(scope: Scope, index: number): void {
    const binding = scope.params[index]?.binding;
    if (binding) this.mark(binding);
    let known = this.positions.get(scope);
    if (known === undefined) this.positions.set(scope, (known = new Set()));
    if (!known.has(index)) {
      known.add(index);
      this.changed = true;
    }
  }

  private mark(binding: Binding): void {
    if (this.bindings.has(binding)) return;
    this.bindings.add(binding);
    this.changed = true;
  }

  private visit(scope: Scope): void {
    for (const write of scope.writes) this.visitWrite(write);
    for (const call of scope.calls) this.visitCall(call);
    if (!this.returns.has(scope) && scope.returns.some((each) => each.value !== null && this.depends(each.value))) {
      this.returns.add(scope);
      this.changed = true;
    }
  }

  private visitWrite(write: Write): void {
    if (write.operator === "declare" || write.operator === "delete" || write.operator === "import") return;
    if (!this.depends(write.value)) return;
    if (write.target.kind === "binding") this.mark(write.target.binding);
    else this.markObject(write.target.object, write.target.kind === "member" ? write.target.property : null);
  }

  /** Something was put into an object: its attribute if it is the instance, else the variable that holds it. */
  private markObject(object: Value, property: string | null): void {
    if (isSelf(object, null)) {
      const owner = object.kind === "self" ? object.owner : object.kind === "name" ? object.binding.scope.owner : null;
      if (owner !== null && property !== null) this.markAttribute(owner, property);
      return;
    }
    if (object.kind === "member" && isSelf(object.object, null)) {
      this.markObject(object.object, object.property);
      return;
    }
    const shared = property === null ? undefined : this.moduleVariable(object, property);
    if (shared !== undefined) this.mark(shared);
    const root = rootBinding(object);
    // What is filled in from elsewhere stays untainted as a whole: a client is no request data because it was given some.
    if (root !== null && root.scope.kind !== "module") this.mark(root);
  }

  private markAttribute(owner: ClassFact, property: string): void {
    let known = this.attributes.get(owner);
    if (known === undefined) this.attributes.set(owner, (known = new Set()));
    if (known.has(property)) return;
    known.add(property);
    this.changed = true;
  }

  private visitCall(call: Call): void {
    if (call.callee.kind === "member" && FILLS.test(call.callee.property) && call.args.some((each) => this.depends(each.value))) {
      const { object } = call.callee;
      if ((object.kind === "name" || object.kind === "member") && !this.isLibraryObject(object)) this.markObject(object, null);
    }
    for (const edge of this.reachability.edges.get(call) ?? []) {
      if (edge.isCallback) this.visitCallback(call, edge);
      else this.passArguments(call, edge);
    }
  }

  /** `session.add(user)`: a database session is no request data because it was given some. */
  private isLibraryObject(object: Value): boolean {
    return /^(npm|pypi:(?!collections\b))/.test(this.names.qualifiedName(object) ?? "");
  }

  private passArguments(call: Call, edge: Edge): void {
    const { params } = edge.target;
    for (const [index, argument] of call.args.entries()) {
      if (!this.depends(argument.value)) continue;
      if (argument.isSpread) {
        for (const parameter of params) if (parameter.index >= index + edge.shift) this.markParameter(edge.target, parameter.index);
        continue;
      }
      const named = argument.name === null ? undefined : params.find((each) => each.name === argument.name);
      const parameter =
        argument.name === null
          ? (params[index + edge.shift] ?? params.find((each) => each.kind === "rest"))
          : (named ?? params.find((each) => each.kind === "keyword-rest"));
      if (parameter !== undefined) this.markParameter(edge.target, parameter.index);
    }
  }

  /** `records.map(f)`: f is given what the call works on. Functions of the workspace that take f pass on what they are given. */
  private visitCallback(call: Call, edge: Edge): void {
    const receiver = call.callee.kind === "member" ? call.callee.object : null;
    const others = call.args.some((each) => each.value.kind !== "function" && this.depends(each.value));
    if (!others && (receiver === null || !this.depends(receiver))) return;
    for (const parameter of edge.target.params) if (parameter.index >= edge.shift) this.markParameter(edge.target, parameter.index);
  }

  /** Does the value carry anything of the event or context? */
  depends(value: Value): boolean {
    switch (value.kind) {
      case "name":
        return this.bindings.has(value.binding) || this.importedDepends(value.binding);
      case "parameter":
        return this.positions.get(value.scope)?.has(value.index) ?? false;
      case "member":
        if (ENVIRONMENT_FACTS.test(value.property)) return false;
        if (isSelf(value.object, null)) return this.attributeDepends(value.object, value.property);
        return this.depends(value.object) || this.isSharedDependent(value.object, value.property);
      case "element":
        return this.depends(value.object) || (value.key !== null && this.depends(value.key));
      case "call":
        return this.callDepends(value.call);
      case "template":
        return value.parts.some((part) => this.depends(part));
      case "list":
        return value.items.some((item) => this.depends(item));
      case "map":
        return value.entries.some((entry) => this.depends(entry.value) || (entry.keyValue !== null && this.depends(entry.keyValue)));
      case "choice":
        return value.options.some((option) => this.depends(option));
      case "operation":
        return value.operands.some((operand) => this.depends(operand));
      case "unknown":
        return value.parts.some((part) => this.depends(part));
      default:
        return false;
    }
  }

  private attributeDepends(object: Value, property: string): boolean {
    const owner = object.kind === "self" ? object.owner : object.kind === "name" ? object.binding.scope.owner : null;
    return owner !== null && (this.attributes.get(owner)?.has(property) ?? false);
  }

  private isSharedDependent(object: Value, property: string): boolean {
    const shared = this.moduleVariable(object, property);
    return shared !== undefined && this.bindings.has(shared);
  }

  /** `config.user`, where config is an imported module of the workspace. */
  private moduleVariable(object: Value, property: string): Binding | undefined {
    if (object.kind !== "name" || object.binding.kind !== "import") return undefined;
    for (const referent of this.names.referents(object)) {
      if (referent.kind === "module") return referent.module.root.bindings.find((each) => each.name === property);
    }
    return undefined;
  }

  private importedDepends(binding: Binding): boolean {
    if (binding.kind !== "import") return false;
    const value = binding.writes[0]?.value;
    if (value?.kind !== "member" || value.object.kind !== "module") return false;
    const module = this.names.moduleOf(value.object);
    return module !== undefined && this.exportDepends(module, value.property);
  }

  private exportDepends(module: Module, property: string): boolean {
    const original = module.root.bindings.find((each) => each.name === property);
    return original !== undefined && this.bindings.has(original);
  }

  private callDepends(call: Call): boolean {
    const receiver =
      call.callee.kind === "member" ? this.depends(call.callee.object) : call.callee.kind === "call" && this.depends(call.callee);
    if (receiver) return true;
    const given = call.args.some((argument) => this.depends(argument.value));
    const targets = (this.reachability.edges.get(call) ?? []).filter((edge) => !edge.isCallback);
    if (targets.length === 0) return given || this.callbackReturns(call);
    return targets.some(
      ({ target }) => (given && isUnwritten(target)) || (this.returns.has(target) && (given || takesFromElsewhere(target))),
    );
  }

  /** `new Promise((resolve) => …)`, `items.map((x) => …)`: what the callback returns comes out. */
  private callbackReturns(call: Call): boolean {
    return (this.reachability.edges.get(call) ?? []).some((edge) => edge.isCallback && this.returns.has(edge.target));
  }
}

/** A function whose body is still to be typed may return anything it is given. */
function isUnwritten(scope: Scope): boolean {
  return scope.returns.length === 0 && scope.calls.length === 0 && scope.writes.length === 0;
}

/** A function that returns event data without being given any has it from a closure, an attribute or a global. */
function takesFromElsewhere(scope: Scope): boolean {
  return scope.params.length === 0 || scope.owner !== null || scope.parent?.kind === "function";
}

/** The variable at the root of `a.b[c]`. */
export function rootBinding(value: Value): Binding | null {
  let current = value;
  while (current.kind === "member" || current.kind === "element") current = current.object;
  return current.kind === "name" ? current.binding : null;
}
