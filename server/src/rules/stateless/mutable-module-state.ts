import type { Binding, Call, Value, Write } from "../../model/code.ts";
import { defineRule, type Problem, type RuleContext } from "../rule.ts";

export const mutableModuleState = defineRule({
  id: "mutable-module-state",
  title: "Module-level collection that grows with every invocation",
  section: "stateless",
  checklist: "single-responsibility",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "scope",
  check(scope, context) {
    const reach = context.reach(scope);
    if (reach === undefined) return undefined;
    const problems: Problem[] = [];
    const reported = new Set<Binding>();
    const report = (binding: Binding | undefined, at: Call | Write): void => {
      if (binding === undefined || reported.has(binding) || context.guard(at) !== null || isCleared(binding, context)) return;
      reported.add(binding);
      problems.push({
        at: { module: scope.module, start: at.start, end: at.end },
        via: reach.chain,
        message: `This collection lives as long as the execution environment and grows with every invocation, so it leaks memory and mixes the data of different requests; create it inside the handler, or bound and clear it: ${binding.name}`,
        related: binding.declaration === null ? [] : [{ at: { module: binding.scope.module, ...binding.declaration }, message: "created here, once per execution environment" }],
        fixes: () => [context.rewrite.moveIntoHandler(binding)],
      });
    };
    for (const call of scope.calls) report(grownByCall(call, context), call);
    for (const write of scope.writes) report(grownByWrite(write, context), write);
    return problems;
  },
});

const GROWS_LIST = /^(append|extend|insert|push|unshift|appendleft)$/;
const GROWS_SET = /^add$/;
const GROWS_MAP = /^(set|setdefault|update)$/;

function grownByCall(call: Call, context: RuleContext): Binding | undefined {
  if (call.callee.kind !== "member" || call.args.length === 0) return undefined;
  const { object, property } = call.callee;
  const binding = collection(object, context);
  if (binding === undefined) return undefined;
  if (GROWS_LIST.test(property)) return binding;
  const key = call.args[0]?.value as Value;
  // A set of constants or a map with constant keys reaches its size and stays there.
  if (GROWS_SET.test(property)) return context.isSteady(key) ? undefined : binding;
  if (property === "update") return key.kind === "map" && key.entries.every((entry) => entry.key !== null) ? undefined : context.dependsOnEvent(key) ? binding : undefined;
  return GROWS_MAP.test(property) && context.dependsOnEvent(key) ? binding : undefined;
}

function grownByWrite(write: Write, context: RuleContext): Binding | undefined {
  const { target } = write;
  if (target.kind === "element") return context.dependsOnEvent(target.key) ? collection(target.object, context) : undefined;
  if (target.kind === "binding" && write.operator === "+=" && write.value.kind === "list") {
    return target.binding.scope !== write.scope ? asCollection(target.binding, context) : undefined;
  }
  return undefined;
}

/** The long-lived variable, made by module code as an empty or constant collection, that a value names. */
function collection(value: Value, context: RuleContext): Binding | undefined {
  if (value.kind !== "name" && value.kind !== "member") return undefined;
  const root = context.longLived(value);
  if (root === undefined || !("writes" in root) || !("declaration" in root)) return undefined;
  if (value.kind === "member" && value.object.kind === "name" && root === value.object.binding) return undefined;
  return asCollection(root, context);
}

function asCollection(binding: Binding, context: RuleContext): Binding | undefined {
  const first = binding.writes.find((write) => write.operator !== "declare");
  return first !== undefined && first.scope === binding.scope && binding.kind !== "import" && isCollection(first.value, context) ? binding : undefined;
}

const COLLECTION_TYPES = /^(builtins:(list|dict|set)|pypi:collections\.(defaultdict|OrderedDict|deque|Counter)|global:(Map|Set|Array))$/;

function isCollection(value: Value, context: RuleContext): boolean {
  if (value.kind === "list" || value.kind === "map") return true;
  if (value.kind !== "call") return false;
  const name = context.qualifiedName(value.call.callee);
  const isBounded = value.call.args.some((argument) => argument.name === "maxlen");
  return name !== undefined && COLLECTION_TYPES.test(name) && !isBounded;
}

const CLEARS = /^(clear|pop|popleft|popitem|shift|splice|delete|remove|discard)$/;

/** Does anything empty, shorten or replace the collection? */
function isCleared(binding: Binding, context: RuleContext): boolean {
  const replaced = context.writesTo(binding).some((write) => write.scope !== binding.scope && write.operator === "=");
  if (replaced) return true;
  for (const module of context.modules) {
    for (const scope of module.scopes) {
      if (scope.kind !== "function") continue;
      if (scope.calls.some((call) => call.callee.kind === "member" && CLEARS.test(call.callee.property) && isSame(call.callee.object, binding, context))) return true;
      if (scope.writes.some((write) => shortens(write, binding, context))) return true;
    }
  }
  return false;
}

/** `items.length = 0`, `del items[:]`, `items[:] = []`, `delete cache[key]`. */
function shortens(write: Write, binding: Binding, context: RuleContext): boolean {
  const { target } = write;
  if (target.kind === "binding") return false;
  if (!isSame(target.object, binding, context)) return false;
  return write.operator === "delete" || (target.kind === "member" && target.property === "length") || (target.kind === "element" && target.key.kind === "unknown");
}

function isSame(value: Value, binding: Binding, context: RuleContext): boolean {
  return value.kind === "name" ? value.binding === binding || context.longLived(value) === binding : value.kind === "member" && context.longLived(value) === binding;
}
