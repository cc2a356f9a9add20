/** Does it depend on the data of the event whether a call is run? */
import type { Call, Region, Value } from "../model/code.ts";
import type { Program } from "./program.ts";

/** Conditions around the call, those that leave before it, and the same of the calls that lead to it. */
export function decidedByEvent(call: Call, program: Program): boolean {
  const chain = program.reach(call.scope)?.chain ?? [];
  return [call, ...chain].some((each) => isGuarded(each.region, program) || isLeftBefore(each, program));
}

function isGuarded(region: Region, program: Program): boolean {
  for (let at: Region | null = region; at !== null; at = at.parent) {
    if (at.kind === "catch") return true;
    if (at.kind === "loop") continue;
    if (at.test && mentionsEvent(at.test, program)) return true;
    if (at.branch && (at.branch.subject ? mentionsEvent(at.branch.subject, program) : armsMention(at.branch.arms, program))) return true;
  }
  return false;
}

function armsMention(arms: readonly { readonly test: Value | null }[], program: Program): boolean {
  return arms.some(({ test }) => test !== null && mentionsEvent(test, program));
}

/** `if (key.startsWith("thumbs/")) return;` */
export function isLeftBefore({ scope, start }: Pick<Call, "scope" | "start">, program: Program): boolean {
  const before = scope.module.branches.filter((branch) => branch.scope === scope && branch.start < start);
  return before.some((branch) => branch.arms.some(({ region, test }) => region.exits && test !== null && mentionsEvent(test, program)));
}

function mentionsEvent(value: Value, program: Program): boolean {
  if (program.dependsOnEvent(value)) return true;
  if (value.kind === "operation") return value.operands.some((each) => mentionsEvent(each, program));
  if (value.kind === "choice") return value.options.some((each) => mentionsEvent(each, program));
  if (value.kind !== "call") return value.kind === "unknown" && value.parts.some((each) => mentionsEvent(each, program));
  const { callee, args } = value.call;
  return (callee.kind === "member" && mentionsEvent(callee.object, program)) || args.some((each) => mentionsEvent(each.value, program));
}
