/** Fields that a handler reads of its event on every invocation, and cannot do without. */
import type { Region, Scope, Value } from "../model/code.ts";
import { isLeftBefore } from "./decided.ts";
import type { EventField, Handler, Program } from "./program.ts";

/** See `Program.eventFields`. */
export function eventFields({ scope }: Handler, program: Program): EventField[] {
  const found: EventField[] = [];
  const isPython = scope.module.language === "python";
  const take = (value: Value): void => {
    if (value.kind === "member" && isEvent(value.object, program) && !isOptional(value, scope))
      found.push({ name: value.property, place: { file: scope.module, start: value.start, end: value.end } });
  };
  /** @param isUsed something is done with the value for which it has to be there. */
  const walk = (value: Value, isUsed: boolean): void => {
    if (isPython ? value.kind === "member" && value.subscript : isUsed) take(value);
    if (value.kind === "member") walk(value.object, !isOptional(value, scope));
    else if (value.kind === "element") walk(value.object, true);
    else if (value.kind === "template" || value.kind === "unknown") for (const part of value.parts) walk(part, false);
    else if (value.kind === "list") for (const item of value.items) walk(item, false);
    else if (value.kind === "map") for (const entry of value.entries) walk(entry.value, false);
  };
  const always = (at: { readonly region: Region; readonly start: number }): boolean =>
    isUnconditional(at.region) && !isLeftBefore({ scope, start: at.start }, program);
  for (const call of scope.calls) {
    if (!always(call)) continue;
    walk(call.callee, false);
    const isParsed = program.qualifiedName(call.callee) === "global:JSON.parse";
    for (const argument of call.args) walk(argument.value, isParsed);
  }
  for (const write of scope.writes) if (write.operator !== "declare" && always(write)) walk(write.value, write.operator === "for");
  for (const returned of scope.returns) if (returned.value && always(returned)) walk(returned.value, false);
  return found;
}

function isEvent(value: Value, program: Program): boolean {
  return value.kind === "name" && program.eventPath(value)?.join() === "event";
}

/** `event?.body`, `event.get("body")`. */
function isOptional(value: Extract<Value, { kind: "member" }>, scope: Scope): boolean {
  return scope.module.text.slice(value.object.end, value.end).trimStart().startsWith("?.");
}

function isUnconditional(region: Region): boolean {
  for (let at: Region | null = region; at !== null; at = at.parent) if (!/^(body|loop|with|finally)$/.test(at.kind)) return false;
  return true;
}
