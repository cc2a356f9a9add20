/** Properties of a resource as rules ask for them: set, certainly absent, or not to be known. */
import type { Place } from "../model/code.ts";
import { isAbsent, numberOf, property, textOf } from "../model/expressions.ts";
import type { Expression, ListExpression, MapExpression, Resource, Setting } from "../model/infrastructure.ts";

/** @param read what the value means; undefined where that cannot be known. */
export function setting<T>(resource: Resource, path: string, read: (value: Expression) => T | undefined): Setting<T> {
  const value = property(resource, path);
  if (value === undefined) {
    return isAbsent(resource, path) ? absent(resource) : { kind: "computed", place: enclosing(resource, path) };
  }
  const known = read(value);
  if (known === undefined) return { kind: "computed", place: value.place };
  return { kind: "set", value: known, place: value.place, isInherited: isInherited(resource, path) };
}

export function textSetting(resource: Resource, path: string): Setting<string> {
  return setting(resource, path, textOf);
}

export function numberSetting(resource: Resource, path: string): Setting<number> {
  return setting(resource, path, numberOf);
}

export function mapSetting(resource: Resource, path: string): Setting<MapExpression> {
  return setting(resource, path, (value) => (value.kind === "map" ? value : undefined));
}

export function listSetting(resource: Resource, path: string): Setting<ListExpression> {
  return setting(resource, path, (value) => (value.kind === "list" ? value : undefined));
}

export function absent<T>(resource: Resource): Setting<T> {
  return { kind: "absent", resource };
}

/** The innermost value on the way to a property. */
function enclosing(resource: Resource, path: string): Place {
  let at: Expression = resource.properties;
  for (const key of path.split(".")) {
    const next: Expression | undefined = at.kind === "map" ? at.entries.get(key)?.value : undefined;
    if (next === undefined) break;
    at = next;
  }
  return at.place;
}

/** Is the value, or anything it is written in, one that all functions are given? */
function isInherited(resource: Resource, path: string): boolean {
  let at: Expression | undefined = resource.properties;
  for (const key of path.split(".")) {
    at = at?.kind === "map" ? at.entries.get(key)?.value : undefined;
    if (at?.isInherited) return true;
  }
  return false;
}
