/** Where a function makes its clients of AWS services, and how long each lives. */
import type { Handler, Program } from "../../flow/program.ts";
import type { Call, Module, Scope, Value } from "../../model/code.ts";
import { prefixOf } from "../../vocabulary/sdkServices.ts";

/** `once` for each environment; `event`: made for what an event tells, as it has to be; else not to be told. */
export type Lifetime = "once" | "event" | "unknown";

export interface SdkClient {
  readonly call: Call;
  readonly lifetime: Lifetime;
  /** Prefix of the service's IAM actions, where it can be read. */
  readonly service: string | undefined;
}

/** Every client made in the files that the handler loads, as far as this handler may come to it. */
export function sdkClientsOf(handler: Handler, program: Program, modules: Iterable<Module> = program.loadedBy(handler)): SdkClient[] {
  const found: SdkClient[] = [];
  for (const module of modules) {
    for (const scope of module.scopes) {
      for (const call of scope.calls) {
        const entry = program.entry(call);
        if (entry?.role !== "sdk-client" || !isCreation(call) || isOfOthers(scope, handler, program)) continue;
        found.push({ call, lifetime: lifetimeOf(call, handler, program), service: serviceOf(call, program) });
      }
    }
  }
  return found;
}

/** In JavaScript a class that is called without `new` creates nothing. */
export function isCreation(call: Call): boolean {
  return call.isNew || call.scope.module.language === "python" || (call.callee.kind === "member" && call.callee.property === "from");
}

/** Another handler comes to it, and this one does not. */
export function isOfOthers(scope: Scope, handler: Handler, program: Program): boolean {
  return scope.kind === "function" && !program.reachedBy(handler).has(scope) && program.reach(scope) !== undefined;
}

/** Does it run while the code is loaded, and then no more? Undefined where nobody is seen to call it. */
export function isOnlyLoaded(scope: Scope, program: Program, seen = new Set<Scope>()): boolean | undefined {
  if (scope.kind !== "function") return true;
  if (seen.has(scope)) return true;
  seen.add(scope);
  const callers = program.callers(scope);
  if (callers.length === 0) return undefined;
  return callers.every((call) => isOnlyLoaded(call.scope, program, seen) === true) ? true : undefined;
}

function lifetimeOf(call: Call, handler: Handler, program: Program): Lifetime {
  if (!program.reachedBy(handler).has(call.scope)) return isOnlyLoaded(call.scope, program) ? "once" : "unknown";
  const guard = program.guard(call);
  if (guard === "lazy" || guard === "memoized") return "once";
  const receiver = call.callee.kind === "member" ? [call.callee.object] : [];
  const given: Value[] = [...receiver, ...call.args.map(({ value }) => value)];
  return given.some((value) => program.dependsOnEvent(value)) ? "event" : "unknown";
}

function serviceOf(call: Call, program: Program): string | undefined {
  const name = program.qualifiedName(call.callee) ?? "";
  if (name.startsWith("pypi:")) {
    const given = call.args.find((each) => each.name === "service_name" || each.name === null)?.value;
    return given?.kind === "literal" && typeof given.value === "string" ? prefixOf(given.value) : undefined;
  }
  if (/^npm:@aws-sdk\/lib-dynamodb\./.test(name)) return "dynamodb";
  const service = /^npm:@aws-sdk\/client-([a-z0-9-]+)\./.exec(name)?.[1] ?? /^npm:aws-sdk(?:\.|\/clients\/)(\w+)/.exec(name)?.[1];
  return service === undefined ? undefined : prefixOf(service);
}
