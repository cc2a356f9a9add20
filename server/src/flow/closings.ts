/** Cached connections that are closed again before the invocation ends. */
import type { Binding, Call, Value } from "../model/code.ts";
import type { Program } from "./program.ts";

const CLOSE = /^(close|end|quit|disconnect|destroy|dispose|aclose|wait_closed|\$disconnect|shutdown)$/;

/** The call that closes a cached connection on every invocation, when what is cached is closed outside of error handling. */
export function closedEachTime(call: Call, program: Program): Call | undefined {
  const cached = cacheOf(call, program);
  if (cached === undefined) return undefined;
  for (const scope of cached.scope.module.scopes) {
    if (program.reach(scope) === undefined) continue;
    for (const each of scope.calls) {
      if (each.callee.kind !== "member" || !CLOSE.test(each.callee.property) || !refersTo(each.callee.object, cached)) continue;
      if (program.guard(each) !== "error" && !isBeforeReopening(each, call)) return each;
    }
  }
  return undefined;
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
