/** Does what a value denotes live as long as the execution environment? */
import type { Binding, Call, ClassFact, Module, Scope, Value } from "../model/code.ts";
import { isSelf } from "./classes.ts";
import type { Names } from "./names.ts";
import type { Reachability } from "./reach.ts";

const MAX_DEPTH = 6;

export class Lifetime {
  private readonly localInstances = new Set<ClassFact>();
  private indexed = false;
  private readonly names: Names;
  private readonly reachability: Reachability;

  constructor(names: Names, reachability: Reachability) {
    this.names = names;
    this.reachability = reachability;
  }

  /** The binding, class or module at the root of a long-lived value; undefined when it lives no longer than an invocation, or cannot be known. */
  of(value: Value, depth = 0): Binding | ClassFact | Module | undefined {
    if (depth > MAX_DEPTH) return undefined;
    switch (value.kind) {
      case "name":
        return this.ofName(value.binding, depth);
      case "member":
        return ofModule(this.of(value.object, depth + 1), value.property);
      case "element":
        return value.key === null ? undefined : this.of(value.object, depth + 1);
      case "self":
        return value.owner === null ? undefined : this.ofInstance(value.owner);
      case "class":
        return value.class;
      default:
        return undefined;
    }
  }

  /** Is the variable one that outlives the invocation: of a module, a class body, or a function that made the handler? */
  isLongLived(binding: Binding): boolean {
    const { scope } = binding;
    if (scope.kind === "module") return true;
    if (scope.kind === "class") return scope.parent === null || !this.reachability.reached.has(scope.parent);
    return !this.reachability.reached.has(scope) && this.enclosesHandler(scope);
  }

  private enclosesHandler(scope: Scope): boolean {
    for (const reach of this.reachability.reached.values()) {
      if (reach.chain.length > 0) continue;
      for (let up = reach.handler.scope.parent; up !== null; up = up.parent) if (up === scope) return true;
    }
    return false;
  }

  private ofName(binding: Binding, depth: number): Binding | ClassFact | Module | undefined {
    if (binding.kind === "builtin") return /^(globalThis|global|process)$/.test(binding.name) ? binding : undefined;
    if (binding.class !== null) return this.isLongLived(binding) ? binding.class : undefined;
    if (binding.function !== null) return this.isLongLived(binding) ? binding : undefined;
    if (binding.kind === "import") return this.ofImport(binding);
    if (isSelfParameter(binding)) return this.ofInstance(binding.scope.owner as ClassFact);
    if (binding.parameter !== null) return isClassParameter(binding) ? (binding.scope.owner ?? undefined) : undefined;
    if (this.isLongLived(binding)) return binding;
    const [only, second] = binding.writes.filter((write) => write.operator !== "declare");
    if (only === undefined || second !== undefined || only.operator !== "=") return undefined;
    const isAlias = only.value.kind === "name" || (only.value.kind === "member" && !only.value.subscript);
    return isAlias ? this.of(only.value, depth + 1) : undefined;
  }

  private ofImport(binding: Binding): Binding | ClassFact | Module | undefined {
    const value = binding.writes[0]?.value;
    if (value === undefined) return binding;
    for (const referent of this.names.referents(value)) {
      if (referent.kind === "module") return referent.module;
      if (referent.kind === "class") return referent.class;
    }
    if (value.kind === "member" && value.object.kind === "module") {
      const { property } = value;
      const module = this.names.moduleOf(value.object);
      const original = module?.root.bindings.find((each) => each.name === property);
      if (original !== undefined && original.kind !== "import") return original;
    }
    return binding;
  }

  /** `self` outlives the invocation when module code made the only instances. */
  private ofInstance(owner: ClassFact): ClassFact | undefined {
    this.index();
    return this.reachability.moduleInstances.has(owner) && !this.localInstances.has(owner) ? owner : undefined;
  }

  private index(): void {
    if (this.indexed) return;
    this.indexed = true;
    for (const scope of this.reachability.reached.keys()) for (const call of scope.calls) this.noteInstance(call);
  }

  private noteInstance(call: Call): void {
    if (!call.isNew && call.scope.module.language !== "python") return;
    for (const referent of this.names.referents(call.callee)) if (referent.kind === "class") this.localInstances.add(referent.class);
  }
}

/** `state.items`, where state is an imported module: the module's variable. */
function ofModule(root: Binding | ClassFact | Module | undefined, property: string): Binding | ClassFact | Module | undefined {
  if (root === undefined || !("root" in root)) return root;
  return root.root.bindings.find((binding) => binding.name === property && binding.kind !== "builtin") ?? root;
}

function isSelfParameter(binding: Binding): boolean {
  const { scope, parameter } = binding;
  return (
    parameter?.index === 0 &&
    scope.owner !== null &&
    !scope.isStatic &&
    scope.module.language === "python" &&
    isSelf({ kind: "name", name: binding.name, binding, scope, region: scope.body, start: 0, end: 0 }, null)
  );
}

function isClassParameter(binding: Binding): boolean {
  return binding.parameter?.index === 0 && binding.name === "cls" && binding.scope.owner !== null;
}
