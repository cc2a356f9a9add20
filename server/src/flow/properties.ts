/** Methods that run when an attribute is read: `@property`, `@cached_property`, JavaScript getters. */
import type { Module, Scope, Value } from "../model/code.ts";

const PROPERTY = /^(property|cached_property|abstractproperty|reify)$/;
const MAX_DEPTH = 24;

export function isProperty(method: Scope): boolean {
  return method.decorators.some((decorator) => PROPERTY.test(lastName(decorator))) || isGetter(method);
}

/** Is the answer kept for the life of the object? */
export function isCachedProperty(method: Scope): boolean {
  return method.decorators.some((decorator) => /^(cached_property|reify)$/.test(lastName(decorator)));
}

function isGetter(method: Scope): boolean {
  if (method.nameRange === null || method.module.language === "python") return false;
  return /\bget\s+$/.test(method.module.text.slice(Math.max(0, method.nameRange.start - 20), method.nameRange.start));
}

function lastName(value: Value): string {
  return value.kind === "name" ? value.name : value.kind === "member" ? value.property : "";
}

/** The names of all such methods. */
export function propertyNames(modules: readonly Module[]): Set<string> {
  const methods = modules.flatMap((module) => module.classes.flatMap((each) => each.methods));
  return new Set(methods.flatMap((method) => (method.name !== null && isProperty(method) ? [method.name] : [])));
}

/** Reads of attributes of these names, directly in a scope. */
export function attributeReads(scope: Scope, names: ReadonlySet<string>): Extract<Value, { kind: "member" }>[] {
  const found: Extract<Value, { kind: "member" }>[] = [];
  if (names.size === 0) return found;
  const walk = (value: Value | null, depth: number): void => {
    if (value === null || depth > MAX_DEPTH) return;
    if (value.kind === "member") {
      if (names.has(value.property)) found.push(value);
      walk(value.object, depth + 1);
    } else if (value.kind === "element") {
      walk(value.object, depth + 1);
      walk(value.key, depth + 1);
    } else for (const part of partsOf(value)) walk(part, depth + 1);
  };
  for (const call of scope.calls) {
    walk(call.callee, 0);
    for (const argument of call.args) walk(argument.value, 0);
  }
  for (const write of scope.writes) walk(write.value, 0);
  for (const returned of scope.returns) walk(returned.value, 0);
  return found;
}

/** Calls are asked for by themselves. */
function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case "choice":
      return value.options;
    case "operation":
      return value.operands;
    case "template":
    case "unknown":
      return value.parts;
    case "list":
      return value.items;
    case "map":
      return value.entries.map((entry) => entry.value);
    default:
      return [];
  }
}
