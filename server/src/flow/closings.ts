/** Cached connections that are closed again before the invocation ends. */
import type { Binding, Call, Value } from "../model/code.ts";
import type { Program } from "./program.ts";

const CLOSE = /^(close|end|quit|disconnect|destroy|dispose|aclose|wait_closed|\$disconnect|shutdown)$/;

/**
 * The call that closes a cached connection on every invocation, when what is cached is closed outside of error handling. A library
 * may be what keeps it (`connectionManager.has(…)`): then what the opening call returns is followed to where it is closed.
 */
export function closedEachTime(call: Call, program: Program): Call | undefined {
  const cached = cacheOf(call, program);
  const opened = cached === undefined ? program.qualifiedName(call.callee) : undefined;
  const modules = cached ? [cached.scope.module] : opened === undefined ? [] : program.modules;
  for (const scope of modules.flatMap(({ scopes }) => scopes)) {
    if (program.reach(scope) === undefined) continue;
    for (const each of scope.calls) {
      if (each.callee.kind !== "member" || !CLOSE.test(each.callee.property)) continue;
      const { object } = each.callee;
      if (cached ? !refersTo(object, cached) : !isResultOf(object, `${opened}()`, program)) continue;
      if (program.guard(each) === "error" || isBeforeReopening(each, call)) continue;
      return cached || isOnlyOne(call, program) ? each : undefined;
    }
  }
  return undefined;
}

/** Of several that are opened by the same name it cannot be told which one is closed. */
function isOnlyOne(call: Call, program: Program): boolean {
  const name = program.qualifiedName(call.callee);
  const calls = program.modules.flatMap(({ scopes }) => scopes.flatMap((scope) => scope.calls));
  return calls.every((each) => each === call || program.qualifiedName(each.callee) !== name);
}

function isResultOf(value: Value, name: string, program: Program): boolean {
  return program.referents(value).some((each) => each.kind === "external" && each.name === name);
}

/** Closing a stale connection right before a new one is opened is how a cache is renewed. */
function isBeforeReopening(closing: Call, call: Call): boolean {
  return closing.scope === call.scope && closing.start < call.start;
}

/** The long-lived variable the connection is kept in. */
function cacheOf(call: Call, program: Program): Binding | undefined {
  for (const write of call.scope.writes) {
    if (write.target.kind !== "binding" || write.value.start > call.start || write.value.end < call.end) continue;
    if (program.isLongLivedBinding(write.target.binding)) return write.target.binding;
  }
  return undefined;
}

/** The variable itself, or a local that was given it by name. */
function refersTo(value: Value, cached: Binding): boolean {
  return (
    value.kind === "name" &&
    (value.binding === cached || value.binding.writes.some((write) => write.value.kind === "name" && write.value.binding === cached))
  );
}
