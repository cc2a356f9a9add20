/** Which functions a finding or an "ok" is about: code by what invokes it, infrastructure by what belongs to a function. */
import type { About } from "../finding.ts";
import type { Handler, Program } from "../flow/program.ts";
import type { Fn, Infrastructure } from "../infrastructure/infrastructure.ts";
import type { Module, Place, Scope } from "../model/code.ts";
import { property } from "../model/expressions.ts";
import type { FunctionResource, Resource, Stack } from "../model/infrastructure.ts";

/** What rules said, as far as it matters whose it is. */
export interface Said {
  readonly about: About;
  readonly place: Place;
}

/** Functions by their two halves: a handler may serve several of them, or none that a template names. */
export interface Concerned {
  readonly resources: readonly FunctionResource[];
  readonly handlers: readonly Handler[];
}

const NOBODY: Concerned = { resources: [], handlers: [] };

/** Tells for the functions of one state of the infrastructure. */
export class Concerns {
  readonly #infrastructure: Infrastructure;
  readonly #owners = new Map<Resource, Set<FunctionResource>>();

  constructor(infrastructure: Infrastructure) {
    this.#infrastructure = infrastructure;
    for (const fn of infrastructure.functions) for (const resource of resourcesOf(fn, infrastructure)) this.#own(resource, fn);
  }

  /** @param program what the place's module was analysed with, for what is said about code */
  of({ about, place }: Said, program?: Program): Concerned {
    switch (about.kind) {
      case "code":
        return program ? { resources: [], handlers: handlersOf(place, program) } : NOBODY;
      case "function":
        return concernedFn(about.function);
      case "deployed-function":
        return { resources: [about.function], handlers: [] };
      case "resource":
        return { resources: this.#ofResource(about.resource), handlers: [] };
      case "stack":
        return { resources: about.functions ?? this.#ofStack(about.stack, place), handlers: [] };
    }
  }

  #own(resource: Resource, fn: FunctionResource): void {
    for (let each: Resource | null = resource; each; each = each.owner) {
      const owners = this.#owners.get(each) ?? new Set();
      this.#owners.set(each, owners.add(fn));
    }
  }

  #ofResource(resource: Resource): readonly FunctionResource[] {
    const own = this.#infrastructure.functionOf(resource);
    return own ? [own] : [...(this.#owners.get(resource) ?? [])];
  }

  /** Of a place inside a resource those it belongs to; else all functions of the stack. */
  #ofStack(stack: Stack, place: Place): readonly FunctionResource[] {
    const around = [...stack.resources.values()].filter(
      (each) => each.place.file.path === place.file.path && each.place.start <= place.start && place.end <= each.place.end && place.end > 0,
    );
    if (around.length === 0) return this.#infrastructure.functionsOf(stack);
    return [...new Set(around.flatMap((each) => this.#ofResource(each)))];
  }
}

function concernedFn({ resource, code }: Fn): Concerned {
  return resource ? { resources: [resource], handlers: [] } : { resources: [], handlers: code ? [code.handler] : [] };
}

/** Everything in a stack that is there for the function. */
function resourcesOf(fn: FunctionResource, infrastructure: Infrastructure): Resource[] {
  const { permissions, triggers, failureDestination } = fn;
  const deadLetters = triggers.flatMap(({ sourceResource }) =>
    sourceResource ? infrastructure.named(property(sourceResource, "RedrivePolicy"), fn.stack) : [],
  );
  const found = [
    fn.resource,
    permissions.role,
    ...permissions.statements.map(({ resource }) => resource),
    ...triggers.flatMap(({ resource, sourceResource }) => [resource, sourceResource]),
    failureDestination.kind === "set" ? failureDestination.value.target : null,
    fn.invokeConfig,
    fn.logGroup,
    fn.url,
    ...fn.alarms,
    ...fn.aliases,
    ...deadLetters,
  ];
  return found.filter((each) => each !== null);
}

/** The handlers whose invocations get to the place; at the top of a file those that load it. */
function handlersOf(place: Place, program: Program): Handler[] {
  const module = program.modules.find(({ path }) => path === place.file.path);
  if (!module) return [];
  for (const scope of around(module, place)) {
    const found =
      scope.kind === "module"
        ? program.handlers.filter((handler) => program.loadedBy(handler).has(module))
        : program.handlers.filter((handler) => program.reachedBy(handler).has(scope));
    if (found.length > 0) return found;
  }
  return [];
}

/** Innermost first. */
function around(module: Module, { start, end }: Place): Scope[] {
  return module.scopes.filter((scope) => scope.start <= start && scope.end >= end).sort((a, b) => a.end - a.start - (b.end - b.start));
}
