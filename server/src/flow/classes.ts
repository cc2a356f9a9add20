/** Members of classes and their instances, through base classes. */
import type { ClassFact, Scope, Write } from "../model/code.ts";
import type { Names } from "./names.ts";
import { isProperty } from "./properties.ts";
import type { InnerReferent } from "./referents.ts";

const MAX_BASES = 8;

/** `owner` and its base classes, nearest first. */
export function lineage(names: Names, owner: ClassFact): ClassFact[] {
  const found = [owner];
  for (let i = 0; i < found.length && found.length < MAX_BASES; i++) {
    for (const base of names.basesOf(found[i] as ClassFact)) if (!found.includes(base)) found.push(base);
  }
  return found;
}

/** The method of that name, of the class or the nearest base. */
export function methodOf(names: Names, owner: ClassFact, name: string): Scope | undefined {
  for (const each of lineage(names, owner)) {
    const method = each.methods.find((candidate) => candidate.name === name);
    if (method !== undefined) return method;
  }
  return undefined;
}

/** `instance.property`: a method, or what is assigned to the attribute anywhere in the class. */
export function instanceMember(names: Names, owner: ClassFact, property: string): readonly InnerReferent[] {
  const method = methodOf(names, owner, property);
  if (method !== undefined) return isProperty(method) ? names.ofReturns(method) : [{ kind: "function", scope: method, receiver: null }];
  const found: InnerReferent[] = [];
  for (const each of lineage(names, owner)) {
    for (const write of attributeWrites(each, property)) found.push(...names.referents(write.value));
    if (found.length > 0) return found;
  }
  return classMember(names, owner, property);
}

/** `Class.property`: a static method or a class attribute; of an external base `base.property`. */
export function classMember(names: Names, owner: ClassFact, property: string): readonly InnerReferent[] {
  for (const each of lineage(names, owner)) {
    const method = each.methods.find((candidate) => candidate.name === property);
    if (method !== undefined) return [{ kind: "function", scope: method, receiver: null }];
    const binding = each.scope.bindings.find((candidate) => candidate.name === property);
    if (binding !== undefined && binding.kind !== "builtin") return names.ofBinding(binding);
    for (const base of each.bases) {
      const name = names.qualifiedName(base);
      if (name !== undefined) return [{ kind: "external", name: `${name}.${property}` }];
    }
  }
  return [];
}

const byClass = new WeakMap<ClassFact, Map<string, Write[]>>();

/** Writes of `self.property` (`this.property`) in the methods of a class, its field initialisers included. */
export function attributeWrites(owner: ClassFact, property: string): readonly Write[] {
  return allAttributeWrites(owner).get(property) ?? [];
}

/** Writes of attributes of the instance, by name. */
export function allAttributeWrites(owner: ClassFact): ReadonlyMap<string, readonly Write[]> {
  let index = byClass.get(owner);
  if (index !== undefined) return index;
  index = new Map();
  const scopes = [owner.scope, ...owner.methods, ...owner.module.scopes.filter((scope) => isWithin(scope, owner))];
  for (const scope of new Set(scopes)) {
    for (const write of scope.writes) {
      if (write.target.kind !== "member" || !isSelf(write.target.object, owner)) continue;
      const list = index.get(write.target.property);
      if (list === undefined) index.set(write.target.property, [write]);
      else list.push(write);
    }
  }
  byClass.set(owner, index);
  return index;
}

function isWithin(scope: Scope, owner: ClassFact): boolean {
  return scope.kind === "function" && scope.start >= owner.start && scope.end <= owner.end;
}

/** Is the value the instance of the class whose method it stands in? */
export function isSelf(value: import("../model/code.ts").Value, owner: ClassFact | null): boolean {
  if (value.kind === "self") return !value.isSuper && (owner === null || value.owner === owner);
  if (value.kind !== "name" || value.binding.parameter === null) return false;
  const scope = value.binding.scope;
  return (
    value.binding.parameter.index === 0 &&
    scope.owner !== null &&
    !scope.isStatic &&
    scope.module.language === "python" &&
    (owner === null || scope.owner === owner)
  );
}
