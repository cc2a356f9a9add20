/** What stands around a place: the statement of code, the entry of a template, the resource. */
import type { Module, Range } from "../model/code.ts";
import type { Expression, MapExpression, Resource, Template } from "../model/infrastructure.ts";

/** Those resources that are written in the file, made ones too; each once, though several stacks may be made from it. */
export function resourcesIn(file: Module | Template, resources: Iterable<Resource>): Resource[] {
  const found = new Map<string, Resource>();
  for (const resource of resources) {
    const key = `${resource.place.start}:${resource.id}`;
    if (resource.place.file.path === file.path && !found.has(key)) found.set(key, resource);
  }
  return [...found.values()];
}

/** Is it that resource, or made from it? */
export function belongsTo(resource: Resource, owner: Resource): boolean {
  for (let at: Resource | null = resource; at; at = at.owner) if (at === owner || at.id === owner.id) return true;
  return false;
}

/** The smallest statement or entry known to hold a range; the range itself where none is. */
export function statementAround(file: Module | Template, resources: readonly Resource[], range: Range): Range {
  const smallest = new Smallest(range);
  const module = "dialect" in file ? file.module : file;
  if (module) offerStatements(module, smallest);
  else for (const resource of resources) offerEntries(resource.properties, file, smallest);
  return smallest.found ?? range;
}

class Smallest {
  found: Range | undefined;
  readonly #range: Range;

  constructor(range: Range) {
    this.#range = range;
  }

  holds(candidate: Range): boolean {
    return candidate.start <= this.#range.start && candidate.end >= this.#range.end;
  }

  offer(candidate: Range): void {
    if (!this.holds(candidate)) return;
    if (!this.found || candidate.end - candidate.start < this.found.end - this.found.start) this.found = candidate;
  }
}

function offerStatements(module: Module, smallest: Smallest): void {
  for (const scope of module.scopes) {
    for (const call of scope.calls) smallest.offer(call.statement);
    for (const write of scope.writes) smallest.offer(write.statement);
    for (const exit of scope.returns) smallest.offer(exit);
    for (const exit of scope.throws) smallest.offer(exit);
  }
}

/** Entries whose key stands before their value in this file; what is written elsewhere (an anchor, a local) has no entry here. */
function offerEntries(value: Expression, file: Module | Template, smallest: Smallest): void {
  if (value.kind === "list") for (const item of value.items) offerEntries(item, file, smallest);
  else if (value.kind === "choice") for (const option of value.options) offerEntries(option, file, smallest);
  else if (value.kind === "map") offerEntriesOf(value, file, smallest);
}

function offerEntriesOf(map: MapExpression, file: Module | Template, smallest: Smallest): void {
  for (const { key, value } of map.entries.values()) {
    if (key.file.path === file.path && value.place.file.path === file.path && key.start <= value.place.start) {
      smallest.offer({ start: key.start, end: value.place.end });
    }
    offerEntries(value, file, smallest);
  }
}
