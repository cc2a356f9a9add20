/**
 * What a function does outside of itself. Every call that an invocation may come to has to be understood: one on something that
 * is not known may do anything.
 */
import type { Program, SdkUse } from "../../flow/program.ts";
import type { Call, Module, Scope, Value } from "../../model/code.ts";
import { isHarmlessMethod, isHarmlessName, isRandomName, isRead } from "../../vocabulary/harmlessCalls.ts";
import type { KnownCode } from "./knownCode.ts";
import { overridesOf } from "./overrides.ts";

export interface Effects {
  readonly reads: readonly SdkUse[];
  readonly writes: readonly SdkUse[];
  /** Calls that may do anything. */
  readonly unknown: readonly Call[];
  /** Calls that yield something else each time: ids, tokens. */
  readonly random: readonly Call[];
}

const known = new WeakMap<KnownCode, Effects>();

/** Of everything that runs when the handler is loaded and invoked. */
export function effectsOf(code: KnownCode): Effects {
  let found = known.get(code);
  if (!found) known.set(code, (found = read(code)));
  return found;
}

function read({ program, handler, modules }: KnownCode): Effects {
  const scopes = modules.flatMap((module) => module.scopes);
  const start = [
    ...program.reachedBy(handler),
    handler.scope,
    ...scopes.filter((scope) => isRunOnLoad(scope) || isRegistered(scope, program)),
  ];
  return effectsIn(reachedFrom(start, program), program, handler.scope, program.sdkUses(handler));
}

function isRunOnLoad({ kind }: Scope): boolean {
  return kind !== "function";
}

/** `@app.get("/orders")`: a framework calls it by what the event says. */
function isRegistered(scope: Scope, program: Program): boolean {
  return scope.decorators.length > 0 && program.reach(scope) === undefined;
}

/**
 * The functions that some may call, give to others that will, or make.
 * @param stop functions that are not gone into
 */
export function reachedFrom(start: readonly Scope[], program: Program, stop?: (scope: Scope) => boolean): ReadonlySet<Scope> {
  const found = new Set(start);
  const inner = new InnerScopes();
  for (const scope of found) {
    const given = scope.calls.flatMap((call) => [
      ...program.targets(call),
      ...call.args.flatMap(({ value }) => functionsIn(value, program)),
    ]);
    const instead = given.flatMap((target) => overridesOf(target, program));
    for (const target of [...given, ...instead, ...inner.of(scope)]) if (!stop?.(target)) found.add(target);
  }
  return found;
}

/** What is written inside of functions: a wrapper may call what one of them returns. */
class InnerScopes {
  readonly #byModule = new Map<Module, Map<Scope, Scope[]>>();

  of(scope: Scope): readonly Scope[] {
    const isInFunction = scope.kind === "function" || (scope.kind === "class" && scope.parent?.kind === "function");
    return isInFunction ? (this.#in(scope.module).get(scope) ?? []) : [];
  }

  #in(module: Module): ReadonlyMap<Scope, Scope[]> {
    let known = this.#byModule.get(module);
    if (!known) {
      this.#byModule.set(module, (known = new Map()));
      for (const each of module.scopes) {
        if (!each.parent) continue;
        const siblings = known.get(each.parent);
        if (siblings) siblings.push(each);
        else known.set(each.parent, [each]);
      }
    }
    return known;
  }
}

function functionsIn(value: Value, program: Program): Scope[] {
  if (value.kind === "map") return value.entries.flatMap((entry) => functionsIn(entry.value, program));
  if (value.kind === "list") return value.items.flatMap((item) => functionsIn(item, program));
  return program.referents(value).flatMap((each) => (each.kind === "function" ? [each.scope] : []));
}

/** @param uses the operations of AWS that the handler runs */
export function effectsIn(scopes: ReadonlySet<Scope>, program: Program, handler: Scope, uses: readonly SdkUse[]): Effects {
  const useOf = new Map(uses.map((use) => [use.call, use]));
  const found = { reads: [] as SdkUse[], writes: [] as SdkUse[], unknown: [] as Call[], random: [] as Call[] };
  for (const scope of scopes) {
    for (const call of scope.calls) {
      const use = useOf.get(call);
      if (use) (isRead(use) ? found.reads : found.writes).push(use);
      else if (!isHarmless(call, program, handler)) found.unknown.push(call);
      if (isRandomName(program.qualifiedName(call.callee) ?? "")) found.random.push(call);
    }
  }
  return found;
}

function isHarmless(call: Call, program: Program, handler: Scope): boolean {
  if (program.targets(call).length > 0) return true;
  const { callee } = call;
  if (callee.kind === "self") return true;
  if (program.referents(callee).some(({ kind }) => kind === "class")) return true;
  const name = program.qualifiedName(callee);
  if (name !== undefined) return isHarmlessName(name);
  if (callee.kind === "member") {
    return isHarmlessMethod(callee.property, call.scope.module.language === "python");
  }
  return callee.kind === "name" && callee.binding.parameter !== null && answers(callee.name, handler.params[2]?.name);
}

/** A callback of the handler or of a promise. */
function answers(name: string, callback: string | null | undefined): boolean {
  return name === callback || name === "resolve" || name === "reject";
}
