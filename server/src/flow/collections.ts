/** Collections that live as long as the execution environment: what makes them grow, what empties them. */
import type { Binding, Call, ClassFact, Value, Write } from "../model/code.ts";
import { attributeWrites, isSelf } from "./classes.ts";
import type { Program } from "./program.ts";

/** The long-lived collection that a call or write makes larger by something that is not the same each time. */
export function grownBy(fact: Call | Write, program: Program): Binding | undefined {
  return "callee" in fact ? grownByCall(fact, program) : grownByWrite(fact, program);
}

const GROWS_LIST = /^(append|extend|insert|push|unshift|appendleft)$/;
const GROWS_SET = /^add$/;
const GROWS_MAP = /^(set|setdefault|update)$/;

function grownByCall(call: Call, program: Program): Binding | undefined {
  if (call.callee.kind !== "member" || call.args.length === 0) return undefined;
  const { object, property } = call.callee;
  const binding = collection(object, program);
  if (binding === undefined) return undefined;
  if (GROWS_LIST.test(property)) return binding;
  const key = call.args[0]?.value as Value;
  // A set of constants or a map with constant keys reaches its size and stays there.
  if (GROWS_SET.test(property)) return program.isSteady(key) ? undefined : binding;
  if (property === "update")
    return key.kind === "map" && key.entries.every((entry) => entry.key !== null)
      ? undefined
      : program.dependsOnEvent(key)
        ? binding
        : undefined;
  return GROWS_MAP.test(property) && program.dependsOnEvent(key) ? binding : undefined;
}

function grownByWrite(write: Write, program: Program): Binding | undefined {
  const { target } = write;
  if (target.kind === "element") return program.dependsOnEvent(target.key) ? collection(target.object, program) : undefined;
  if (target.kind === "binding" && write.operator === "+=" && write.value.kind === "list") {
    return target.binding.scope !== write.scope ? asCollection(target.binding, program) : undefined;
  }
  return undefined;
}

/** The long-lived variable, made by module code as an empty or constant collection, that a value names. */
function collection(value: Value, program: Program): Binding | undefined {
  if (value.kind !== "name" && value.kind !== "member") return undefined;
  const attribute = value.kind === "member" ? sharedAttribute(value.object, value.property, program) : undefined;
  if (attribute !== undefined) return asCollection(attribute, program);
  const root = program.longLived(value);
  if (root === undefined || !("writes" in root) || !("declaration" in root)) return undefined;
  if (value.kind === "member" && value.object.kind === "name" && root === value.object.binding) return undefined;
  return asCollection(root, program);
}

/** `self.items` or `Report.items`, where `items = []` stands in the class and no instance is given one of its own: all share it. */
function sharedAttribute(object: Value, property: string, program: Program): Binding | undefined {
  const owner = classOf(object);
  // Fields of data classes and models are copied for each instance.
  if (owner === null || owner.module.language !== "python" || owner.bases.length > 0 || owner.decorators.length > 0) return undefined;
  const isOwn = program.modules.some((module) => module.classes.some((each) => attributeWrites(each, property).length > 0));
  const attribute = owner.scope.bindings.find((each) => each.name === property && each.kind === "variable");
  return isOwn || attribute === undefined || !program.isLongLivedBinding(attribute) ? undefined : attribute;
}

function classOf(object: Value): ClassFact | null {
  if (object.kind === "self") return object.owner;
  if (object.kind !== "name") return null;
  const { binding } = object;
  return isSelf(object, null) || (binding.parameter?.index === 0 && binding.name === "cls") ? binding.scope.owner : binding.class;
}

function asCollection(binding: Binding, program: Program): Binding | undefined {
  const first = binding.writes.find((write) => write.operator !== "declare");
  return first !== undefined && first.scope === binding.scope && binding.kind !== "import" && isCollection(first.value, program)
    ? binding
    : undefined;
}

const COLLECTION_TYPES = /^(builtins:(list|dict|set)|pypi:collections\.(defaultdict|OrderedDict|deque|Counter)|global:(Map|Set|Array))$/;

function isCollection(value: Value, program: Program): boolean {
  if (value.kind === "list" || value.kind === "map") return true;
  if (value.kind !== "call") return false;
  const name = program.qualifiedName(value.call.callee);
  const isBounded = value.call.args.some((argument) => argument.name === "maxlen");
  return name !== undefined && COLLECTION_TYPES.test(name) && !isBounded;
}

const CLEARS = /^(clear|pop|popleft|popitem|shift|splice|delete|remove|discard)$/;

/** Does anything empty, shorten or replace the collection? */
export function isCleared(binding: Binding, program: Program): boolean {
  const replaced = program.writesTo(binding).some((write) => write.scope !== binding.scope && write.operator === "=");
  if (replaced) return true;
  for (const module of program.modules) {
    for (const scope of module.scopes) {
      if (scope.kind !== "function") continue;
      if (
        scope.calls.some(
          (call) => call.callee.kind === "member" && CLEARS.test(call.callee.property) && isSame(call.callee.object, binding, program),
        )
      )
        return true;
      if (scope.writes.some((write) => shortens(write, binding, program))) return true;
    }
  }
  return false;
}

/** `items.length = 0`, `del items[:]`, `items[:] = []`, `delete cache[key]`. */
function shortens(write: Write, binding: Binding, program: Program): boolean {
  const { target } = write;
  if (target.kind === "binding") return false;
  if (target.kind === "member" && sharedAttribute(target.object, target.property, program) === binding) return true;
  if (!isSame(target.object, binding, program)) return false;
  return (
    write.operator === "delete" ||
    (target.kind === "member" && target.property === "length") ||
    (target.kind === "element" && target.key.kind === "unknown")
  );
}

function isSame(value: Value, binding: Binding, program: Program): boolean {
  if (value.kind === "name" && value.binding === binding) return true;
  if (value.kind === "member" && sharedAttribute(value.object, value.property, program) === binding) return true;
  return (value.kind === "name" || value.kind === "member") && program.longLived(value) === binding;
}
