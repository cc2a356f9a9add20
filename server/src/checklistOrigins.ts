/** What the checklists of functions were made from, and which of them a change can have touched. */
import type { Asks } from "./asks.ts";
import type { Fn } from "./infrastructure/infrastructure.ts";
import { withInlineCode } from "./inlineCode.ts";
import type { FunctionResource } from "./model/infrastructure.ts";
import type { JoinedFunction } from "./project/joined.ts";
import { isSource } from "./project/tree.ts";
import type { Project } from "./project.ts";

/** What one function was made from; a template of several stacks has several of one id. */
export interface Origin {
  readonly joined: JoinedFunction;
  /** The files its handler loads. */
  readonly modules: ReadonlySet<string>;
  /** What its handler should have led to, where it leads nowhere. */
  readonly missing: string;
  /** What rules on it asked. */
  readonly asks: Asks;
}

export type Origins = ReadonlyMap<string, readonly Origin[]>;

/** The functions there are now, by id, and those of them that are not what they were. */
export interface FunctionsNow {
  readonly functions: ReadonlyMap<string, readonly JoinedFunction[]>;
  readonly touched: ReadonlySet<string>;
}

/** Export names that templates call, by file; as text, to be compared. */
export type CalledHandlers = ReadonlyMap<string, string>;

export function originOf(fn: Fn, joined: JoinedFunction, asks: Asks): Origin {
  const modules = fn.code ? [...fn.code.program.loadedBy(fn.code.handler)].map(({ path }) => path) : [];
  return { joined, modules: new Set(modules), missing: missingIn(fn), asks };
}

/** A function as it came out of a part: of one that no template names there is nothing else. */
export function joinedOf(fn: Fn, declared: ReadonlyMap<FunctionResource, JoinedFunction>): JoinedFunction {
  const known = fn.resource && declared.get(fn.resource);
  if (known) return known;
  const { handler } = fn.code ?? {};
  return {
    name: fn.name,
    resource: fn.resource,
    handlerFile: handler?.module.path ?? null,
    handlerName: handler?.name ?? null,
    handlerPlace: () => null,
  };
}

function missingIn({ missing }: Fn): string {
  return missing ? [missing.what, missing.expected, missing.suggestion].join() : "";
}

export function calledHandlers(declared: readonly JoinedFunction[]): CalledHandlers {
  const found = new Map<string, string[]>();
  for (const { handlerFile, handlerName } of declared) {
    if (handlerFile === null || handlerName === null) continue;
    found.set(handlerFile, [...(found.get(handlerFile) ?? []), handlerName]);
  }
  return new Map([...found].map(([file, names]) => [file, [...new Set(names)].sort().join()]));
}

/**
 * @param dirty files that changed since
 * @param before the handlers templates called then
 * @param idOf as checklists have it
 */
export function functionsNow(
  project: Project,
  origins: Origins,
  dirty: ReadonlySet<string>,
  before: CalledHandlers,
  idOf: (joined: JoinedFunction) => string | undefined,
): FunctionsNow {
  const declared = project.declared();
  const called = calledHandlers(declared);
  const asked = filesToAsk(origins, dirty, before, called);
  const found = [...asked].flatMap((path) => project.functionsOf(path));
  const functions = new Map<string, JoinedFunction[]>();
  const add = (joined: JoinedFunction): void => {
    const id = idOf(joined);
    if (id === undefined) return;
    const known = functions.get(id);
    if (known) known.push(joined);
    else functions.set(id, [joined]);
  };
  for (const each of declared) add(each);
  const undeclared = new Map<string, JoinedFunction>();
  for (const { joined } of [...origins.values()].flat()) {
    const isCalled = called
      .get(joined.handlerFile ?? "")
      ?.split(",")
      .includes(joined.handlerName ?? "");
    if (!joined.resource && !asked.has(joined.handlerFile ?? "") && !isCalled) undeclared.set(keyOf(joined), joined);
  }
  for (const joined of found) if (!joined.resource) undeclared.set(keyOf(joined), joined);
  for (const joined of undeclared.values()) add(joined);
  const hasSources = [...dirty].some(isSource);
  const isLost = (joined: JoinedFunction, { missing }: Origin): boolean =>
    hasSources && joined.handlerFile === null && missingIn(project.fn(joined)) !== missing;
  const touched = new Set([...functions].filter(([id, joined]) => isOther(origins.get(id), joined, dirty, isLost)).map(([id]) => id));
  for (const joined of found) {
    const id = idOf(joined);
    // What a template says of a function without change is the same function.
    if (id !== undefined && joined.handlerFile !== null) touched.add(id);
  }
  return { functions, touched };
}

/** Source files whose handlers may be others, or be called by others. */
function filesToAsk(origins: Origins, dirty: ReadonlySet<string>, before: CalledHandlers, called: CalledHandlers): Set<string> {
  const asked = new Set([...dirty].filter(isSource));
  for (const path of new Set([...before.keys(), ...called.keys()])) if (before.get(path) !== called.get(path)) asked.add(path);
  for (const { joined, modules } of [...origins.values()].flat()) {
    if (joined.handlerFile !== null && [...dirty].some((path) => modules.has(path))) asked.add(joined.handlerFile);
  }
  return asked;
}

function isOther(
  origins: readonly Origin[] | undefined,
  joined: readonly JoinedFunction[],
  dirty: ReadonlySet<string>,
  isLost: (joined: JoinedFunction, origin: Origin) => boolean,
): boolean {
  if (!origins || origins.length !== joined.length) return true;
  return joined.some((each, index) => {
    const origin = origins[index] as Origin;
    return !isSame(origin.joined, each) || [...dirty].some((path) => origin.modules.has(path)) || isLost(each, origin);
  });
}

function isSame(one: JoinedFunction, other: JoinedFunction): boolean {
  return one.resource === other.resource && one.handlerFile === other.handlerFile && one.handlerName === other.handlerName;
}

function keyOf({ handlerFile, handlerName }: JoinedFunction): string {
  return `${handlerFile}\n${handlerName}`;
}

/** Functions of files that were edited come before those that only load them. */
export function urgentFirst(
  ids: readonly string[],
  functions: ReadonlyMap<string, readonly JoinedFunction[]>,
  dirty: ReadonlySet<string>,
): readonly string[] {
  const isUrgent = (id: string): boolean => functions.get(id)?.some(({ handlerFile }) => dirty.has(handlerFile ?? "")) ?? false;
  return [...ids].sort((a, b) => Number(isUrgent(b)) - Number(isUrgent(a)));
}

/** Its code is read where an item asks for it: most of what comes from other files of the workspace needs none. */
export function lazyFn(joined: JoinedFunction, project: Project): Fn {
  let fn: Fn | undefined;
  const made = (): Fn => (fn ??= withInlineCode(project.fn(joined)));
  return {
    name: joined.name,
    resource: joined.resource,
    get code() {
      return made().code;
    },
    get missing() {
      return made().missing;
    },
  };
}

export function byResource(declared: readonly JoinedFunction[]): Map<FunctionResource, JoinedFunction> {
  return new Map(declared.flatMap((each) => (each.resource ? [[each.resource, each] as const] : [])));
}

export function addOrigin(to: Map<string, Origin[]>, id: string, origin: Origin): void {
  const known = to.get(id);
  if (known) known.push(origin);
  else to.set(id, [origin]);
}
