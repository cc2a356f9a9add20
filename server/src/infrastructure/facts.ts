/** What is looked up again and again in a stack, each thing made once and only when it is asked for. */
import { walk } from "../model/expressions.ts";
import type { Expression, Resource, Stack } from "../model/infrastructure.ts";
import { claimOf, nameProperty, saysSomething, spelling } from "./names.ts";

export interface StackFacts {
  readonly stack: Stack;
  ofType(type: string): readonly Resource[];
  /** Resources a value names: references, ARNs built from them, names that are equal in both places. */
  named(value: Expression | undefined): readonly Resource[];
  /** Resources that have a name (as of `spelling`). */
  called(name: string, types: readonly string[] | undefined): readonly Resource[];
  /** Resources in whose properties this one is named. */
  referrers(resource: Resource): readonly Resource[];
}

/** Makes something once, when it is first asked for. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export function factsOf(stack: Stack): StackFacts {
  const types = lazy(() => groupBy(stack.resources.values(), (resource) => [resource.type]));
  const names = lazy(() => groupBy(stack.resources.values(), spelledNames));
  const called: StackFacts["called"] = (name, allowed) => {
    const found = (names().get(name) ?? []).filter((resource) => allowed?.includes(resource.type) ?? true);
    // A name with an unknown part may be two names: only one resource of a type can be meant.
    return name.includes("{") && found.length > 1 ? [] : found;
  };
  const named = (value: Expression | undefined) => (value === undefined ? [] : [...namedIn(value, stack, called)]);
  const referrers = lazy(() => {
    const found = new Map<Resource, Resource[]>();
    for (const resource of stack.resources.values()) {
      const others = new Set(valuesBesidesName(resource).flatMap(named));
      for (const other of others) if (other !== resource) append(found, other, resource);
    }
    return found;
  });
  return {
    stack,
    ofType: (type) => types().get(type) ?? [],
    named,
    called,
    referrers: (resource) => referrers().get(resource) ?? [],
  };
}

/** What a resource is called names nothing else: a topic may have the name of a queue. */
function valuesBesidesName(resource: Resource): Expression[] {
  const name = nameProperty(resource);
  return [...resource.properties.entries.values()].map((entry) => entry.value).filter((value) => value !== name);
}

function spelledNames(resource: Resource): string[] {
  const name = spelling(nameProperty(resource));
  return name !== undefined && saysSomething(name) ? [name] : [];
}

function namedIn(value: Expression, stack: Stack, called: StackFacts["called"]): Set<Resource> {
  const found = new Set<Resource>();
  const add = (id: string) => {
    const resource = stack.resources.get(id);
    if (resource !== undefined) found.add(resource);
  };
  for (const part of walk(value)) {
    if (part.kind === "reference") add(part.id);
    else if (part.kind === "computed") part.mentions.forEach(add);
    else if (part.kind === "joined" || (part.kind === "literal" && typeof part.value === "string")) {
      const text = spelling(part);
      const claim = text === undefined || !saysSomething(text) ? undefined : claimOf(text);
      if (claim !== undefined) for (const resource of called(claim.name, claim.types)) found.add(resource);
    }
  }
  return found;
}

/** Items by what `keys` says of them, in order. */
export function groupBy<K, T>(items: Iterable<T>, keys: (item: T) => readonly K[]): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) for (const key of keys(item)) append(groups, key, item);
  return groups;
}

export function append<K, T>(groups: Map<K, T[]>, key: K, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}
