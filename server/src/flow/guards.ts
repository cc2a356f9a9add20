/**
 * What keeps a place from being run on every invocation that reaches its function: a test of something that outlives the
 * invocation ("create it only if it is not there yet"), a catch clause, a switch for local runs.
 */
import type { Binding, Branch, ClassFact, Module, Region, Scope, Value } from "../model/code.ts";
import { attributeWrites, isSelf } from "./classes.ts";
import type { Names } from "./names.ts";
import type { Guard } from "./program.ts";

const MAX_DEPTH = 5;

/** Methods that ask an object about itself; what a query through a cached connection returns is no state of ours. */
const STATE_QUERY =
  /^(get|has|includes|peek|find|some|every|keys|values|ping|alive|ready|closed|connected|is_?[a-z]\w*|\w*(alive|connected|closed|ready|expired|valid))$/i;

export interface Located {
  readonly scope: Scope;
  readonly region: Region;
  readonly start: number;
}

export class Guards {
  private readonly branches = new Map<Region, Branch[]>();
  private readonly seen = new Set<Module>();
  private readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  /** The guard within the scope itself; the way to the scope is not looked at. */
  local(at: Located): Guard | null {
    for (let region: Region | null = at.region; region !== null; region = region.parent) {
      const guard = this.ofRegion(region) ?? this.ofEarlierExits(region, at.start);
      if (guard !== null) return guard;
    }
    return null;
  }

  private ofRegion(region: Region): Guard | null {
    if (region.kind === "catch") return "error";
    if (region.kind === "case") return this.ofTest(region.branch?.subject ?? null, false);
    if (region.kind !== "then" && region.kind !== "else" && region.kind !== "operand") return null;
    for (const arm of region.branch?.arms ?? []) {
      if (arm.region === region) break;
      const guard = this.ofTest(arm.test, true);
      if (guard !== null) return guard;
    }
    return this.ofTest(region.test, region.negated);
  }

  /** `if (cached) return cached;` guards all that follows. */
  private ofEarlierExits(region: Region, before: number): Guard | null {
    this.index(region.scope.module);
    for (const branch of this.branches.get(region) ?? []) {
      if (branch.end > before) break;
      for (const arm of branch.arms) {
        if (!arm.region.exits || arm.test === null) continue;
        const guard = this.ofTest(arm.test, true);
        if (guard !== null) return guard;
      }
    }
    return null;
  }

  private index(module: Module): void {
    if (this.seen.has(module)) return;
    this.seen.add(module);
    for (const branch of module.branches) {
      const list = this.branches.get(branch.region);
      if (list === undefined) this.branches.set(branch.region, [branch]);
      else list.push(branch);
    }
  }

  /** @param negated the place runs where the test is false. */
  private ofTest(test: Value | null, negated: boolean): Guard | null {
    if (test === null) return null;
    if (this.asksLongLived(test, 0)) return "lazy";
    return isLocalOnly(test, negated) ? "local" : null;
  }

  /** Does the value ask something that outlives the invocation and changes during it? */
  private asksLongLived(value: Value, depth: number): boolean {
    if (depth > MAX_DEPTH) return false;
    const ask = (inner: Value): boolean => this.asksLongLived(inner, depth + 1);
    switch (value.kind) {
      case "name":
        return this.isState(value.binding, depth);
      case "member":
        return this.isAttributeState(value.object, value.property) || this.isExternalState(value) || ask(value.object);
      case "element":
        return ask(value.object);
      case "operation":
        return value.operands.some(ask);
      case "choice":
        return value.options.some(ask);
      case "call":
        return this.callAsks(value, depth);
      case "unknown":
        return value.parts.some(ask);
      default:
        return false;
    }
  }

  private callAsks(value: Extract<Value, { kind: "call" }>, depth: number): boolean {
    const { call } = value;
    const name = this.names.qualifiedName(call.callee);
    if (name === "builtins:globals" || name === "builtins:hasattr" || name === "builtins:getattr") return true;
    if (call.callee.kind === "member" && STATE_QUERY.test(call.callee.property) && this.asksLongLived(call.callee.object, depth + 1))
      return true;
    if (call.args.some((argument) => argument.value.kind === "name" && this.asksLongLived(argument.value, depth + 1))) return true;
    for (const referent of this.names.referents(call.callee)) {
      if (referent.kind !== "function") continue;
      if (referent.scope.returns.some((each) => each.value !== null && this.asksLongLived(each.value, depth + 2))) return true;
    }
    return false;
  }

  /** A module-level (or enclosing factory's) name that functions reassign or fill; a local that was read from one; a parameter that is given one. */
  private isState(binding: Binding, depth: number): boolean {
    if (binding.scope.kind === "module" || isFactoryVariable(binding)) {
      if (binding.kind === "import") return this.importedState(binding);
      if (binding.writes.some((write) => write.scope !== binding.scope)) return true;
      return isFilled(binding);
    }
    if (binding.parameter !== null) {
      return (this.names.links.get(binding) ?? []).some((value) => this.asksLongLived(value, depth + 1));
    }
    return binding.writes.some(
      (write) => (write.operator === "=" || write.operator === "catch") && this.asksLongLived(write.value, depth + 1),
    );
  }

  private importedState(binding: Binding): boolean {
    return binding.writes.some((write) => {
      if (write.value.kind !== "member" || write.value.object.kind !== "module") return false;
      const { property } = write.value;
      const module = this.names.moduleOf(write.value.object);
      const original = module?.root.bindings.find((each) => each.name === property);
      return original !== undefined && original !== binding && original.kind !== "import" && this.isState(original, MAX_DEPTH - 1);
    });
  }

  /** `self.conn`, `Class.instance`, `cache.conn` where something writes the attribute outside of construction. */
  private isAttributeState(object: Value, property: string): boolean {
    if (isSelf(object, null)) {
      const owner = object.kind === "self" ? object.owner : object.kind === "name" ? object.binding.scope.owner : null;
      if (owner === null) return false;
      return (
        attributeWrites(owner, property).some((write) => isSingleton(owner) || !isConstruction(write.region.scope)) ||
        owner.scope.bindings.some((each) => each.name === property && each.kind !== "builtin")
      );
    }
    if (object.kind !== "name" || object.binding.scope.kind !== "module") {
      return object.kind === "name" && object.binding.parameter?.name === "cls";
    }
    return object.binding.class !== null || object.binding.function !== null || isFilled(object.binding);
  }

  /** `mongoose.connection.readyState`: a library's own module state. */
  private isExternalState(value: Value): boolean {
    const name = this.names.qualifiedName(value);
    if (name === undefined || name.includes("(")) return false;
    if (/^(npm:process|global:process|pypi:os)\.|^global:(process|event|window)\b/.test(name)) return false;
    return /^(npm|pypi):/.test(name) || /^global:(globalThis|global)\./.test(name);
  }
}

/** A variable of a function around, which lives as long as the inner function does. */
function isFactoryVariable(binding: Binding): boolean {
  return (
    binding.scope.kind === "function" &&
    binding.parameter === null &&
    binding.writes.some((write) => write.scope !== binding.scope && write.operator !== "for")
  );
}

const filled = new WeakMap<Binding, boolean>();

/** Does a function put something into the module-level object: `cache.conn = …`, `cache[key] = …`, `cache.set(…)`? */
function isFilled(binding: Binding): boolean {
  const known = filled.get(binding);
  if (known !== undefined) return known;
  let found = false;
  for (const scope of binding.scope.module.scopes) {
    if (scope.kind !== "function") continue;
    for (const write of scope.writes) {
      if (write.target.kind !== "binding" && rootName(write.target.object) === binding) found = true;
    }
    for (const call of scope.calls) {
      if (
        call.callee.kind === "member" &&
        /^(set|add|append|push|update|setdefault|put)$/.test(call.callee.property) &&
        rootName(call.callee.object) === binding
      )
        found = true;
    }
  }
  filled.set(binding, found);
  return found;
}

function rootName(value: Value): Binding | null {
  let current = value;
  while (current.kind === "member" || current.kind === "element") current = current.object;
  return current.kind === "name" ? current.binding : null;
}

const LOCAL_SWITCH = /(^|_|\b)(is_?)?(local|offline|sam_local|debug|test|testing|development|dev|localstack)(_|\b|$)/i;

/** What is equal to one of these is a stage or environment, wherever it was read. */
const ONLY_LOCAL = /^(local|localhost|offline|sam[-_]local|localstack)$/i;

/** Is the place run only on a developer's machine? `IS_OFFLINE`, `AWS_SAM_LOCAL`, `NODE_ENV !== "production"`. */
function isLocalOnly(test: Value, negated: boolean): boolean {
  if (test.kind === "operation" && (test.operator === "!" || test.operator === "not")) {
    const operand = test.operands[0];
    return operand !== undefined && isLocalOnly(operand, !negated);
  }
  if (test.kind === "operation" && test.operands.length === 2) {
    const [left, right] = test.operands as [Value, Value];
    const literal = right.kind === "literal" ? right : left.kind === "literal" ? left : null;
    const other = literal === right ? left : right;
    if (literal !== null && typeof literal.value === "string" && (readsEnvironment(other) || ONLY_LOCAL.test(literal.value))) {
      const isEqual = test.operator === "==" || test.operator === "===";
      const isUnequal = test.operator === "!=" || test.operator === "!==";
      if (LOCAL_SWITCH.test(literal.value)) return isEqual !== negated && (isEqual || isUnequal);
      if (/^prod/i.test(literal.value)) return isUnequal !== negated && (isEqual || isUnequal);
      if (LOCAL_SWITCH.test(nameOf(other))) return isEqual !== negated;
    }
    return false;
  }
  return !negated && readsEnvironment(test) && LOCAL_SWITCH.test(nameOf(test));
}

function nameOf(value: Value): string {
  if (value.kind === "member") return value.property;
  if (value.kind === "name") return value.name;
  if (value.kind === "call") {
    const first = value.call.args[0]?.value;
    return first?.kind === "literal" && typeof first.value === "string" ? first.value : "";
  }
  return "";
}

function readsEnvironment(value: Value, depth = 0): boolean {
  if (depth > 4) return false;
  if (value.kind === "member") return value.property === "env" || value.property === "environ" || readsEnvironment(value.object, depth + 1);
  if (value.kind === "call") return readsEnvironment(value.call.callee, depth + 1) || /^getenv$/.test(calleeName(value));
  if (value.kind === "choice") return value.options.some((option) => readsEnvironment(option, depth + 1));
  if (value.kind !== "name") return false;
  return value.binding.writes.some((write) => readsEnvironment(write.value, depth + 1));
}

function calleeName(value: Extract<Value, { kind: "call" }>): string {
  const { callee } = value.call;
  return callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
}

/** What a constructor was given and keeps is new with each instance. */
function isConstruction({ name, owner }: Scope): boolean {
  return owner !== null && (name === "__init__" || name === "constructor");
}

/** `__new__` may give the instance there is already, and then the constructor comes to it again. */
function isSingleton({ methods }: ClassFact): boolean {
  return methods.some(({ name }) => name === "__new__");
}
