/** Wrappers taken off: `middy(fn).use(…)`, `withSentry(fn)`, `handler.bind(null)`. */
import type { Call, Scope, Value } from "../model/code.ts";
import type { Names } from "./names.ts";

/** What stands at the bottom of a wrapped function. */
export interface Unwrapped {
  scopes: Scope[];
  wrappers: Scope[];
  isWrapped: boolean;
  isKnownWrapper: boolean;
}

/** The functions a value is, wrappers of the workspace and of libraries taken off. */
export function unwrap(value: Value, names: Names, depth: number): Unwrapped {
  const result: Unwrapped = { scopes: [], wrappers: [], isWrapped: false, isKnownWrapper: false };
  if (depth > 8) return result;
  if (value.kind === "name" && value.binding.function === null) {
    // An exported name keeps its wrapper: `const handler = middy(fn); export { handler }`.
    for (const write of value.binding.writes) if (write.operator === "=") merge(result, unwrap(write.value, names, depth + 1));
    if (result.scopes.length > 0) return result;
  }
  if (value.kind === "call") return unwrapCall(value, names, depth);
  for (const referent of names.referents(value)) if (referent.kind === "function") result.scopes.push(referent.scope);
  return result;
}

function unwrapCall(value: Extract<Value, { kind: "call" }>, names: Names, depth: number): Unwrapped {
  const { call } = value;
  const result: Unwrapped = { scopes: [], wrappers: [], isWrapped: true, isKnownWrapper: names.entry(call)?.role === "handler-wrapper" };
  const calleeName = call.callee.kind === "member" ? call.callee.property : null;
  if (calleeName === "bind") return unwrap((call.callee as Extract<Value, { kind: "member" }>).object, names, depth + 1);
  if (
    call.callee.kind === "member" &&
    call.callee.object.kind === "call" &&
    /^(use|before|after|onError|handler)$/.test(call.callee.property)
  ) {
    merge(result, unwrap(call.callee.object, names, depth + 1)); // middy(fn).use(…).handler(fn)
    if (call.callee.property === "use") result.wrappers.push(...middlewareOf(call, names));
  }
  for (const referent of names.callees(call)) {
    if (referent.kind !== "function") continue;
    for (const returned of names.ofReturns(referent.scope)) if (returned.kind === "function") result.wrappers.push(returned.scope);
    // `const middyfy = (handler) => middy(handler).use(…)`
    result.isKnownWrapper ||= referent.scope.returns.some((returned) => isKnownWrapping(returned.value, names));
  }
  for (const argument of call.args) {
    if (!mayHoldFunction(argument.value)) continue;
    const inner = unwrap(argument.value, names, depth + 1);
    merge(result, { ...inner, scopes: inner.scopes.filter((scope) => isPlausible(scope)) });
  }
  if (result.scopes.length === 0) result.scopes.push(...result.wrappers);
  result.isWrapped = true;
  return result;
}

/** `.use({ before: async (request) => … })`: runs before or behind the handler; `onError` does not on every invocation. */
function middlewareOf(call: Call, names: Names): Scope[] {
  const given = call.args.flatMap(({ value }) => (value.kind === "list" ? value.items : [value]));
  const maps = given
    .flatMap((value) => names.referents(value))
    .flatMap((each) => (each.kind === "value" && each.value.kind === "map" ? [each.value] : []));
  const hooks = maps.flatMap((map) => map.entries.filter((entry) => /^(before|after)$/.test(entry.key ?? "")));
  return hooks.flatMap((hook) => names.referents(hook.value)).flatMap((each) => (each.kind === "function" ? [each.scope] : []));
}

/** `middy(fn)`, `middy(fn).use(…)`. */
function isKnownWrapping(value: Value | null, names: Names): boolean {
  for (let at = value; at?.kind === "call"; at = at.call.callee.kind === "member" ? at.call.callee.object : null) {
    if (names.entry(at.call)?.role === "handler-wrapper") return true;
  }
  return false;
}

function merge(into: Unwrapped, from: Unwrapped): void {
  into.scopes.push(...from.scopes);
  into.wrappers.push(...from.wrappers);
  into.isWrapped ||= from.isWrapped;
  into.isKnownWrapper ||= from.isKnownWrapper;
}

function mayHoldFunction(value: Value): boolean {
  return value.kind === "function" || value.kind === "name" || value.kind === "member" || value.kind === "call";
}

function isPlausible(scope: Scope): boolean {
  const first = scope.params[0];
  return first === undefined || first.name === null || !NOT_AN_EVENT.test(first.name);
}

/** First parameters of functions that other things call. */
export const NOT_AN_EVENT =
  /^_*(req|request|res|response|ctx|context|c|h|argv|args|reply|interaction|message|msg|client|bot|props|err|error|next|done|app|router|socket|state|action|dispatch|root|parent|program|options|opts|config)$/i;
