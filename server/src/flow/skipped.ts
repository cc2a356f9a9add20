/** Records that a handler leaves alone before it does anything: `if (record.eventName !== "INSERT") continue;`. */
import type { Branch, Scope, Value } from "../model/code.ts";
import type { Handler, Program, SkippedRecords } from "./program.ts";

/** See `Program.skippedRecords`. */
export function skippedRecords({ scope }: Handler, program: Program): SkippedRecords | undefined {
  const loops = scope.writes.filter(({ operator, value }) => operator === "for" && program.eventPath(value)?.join() === "event,Records,*");
  const [loop] = loops;
  if (!loop || loops.length > 1) return undefined;
  const branch = scope.module.branches
    .filter((each) => each.scope === scope && each.region.kind === "loop" && each.region.start <= loop.end + 200 && each.start > loop.start)
    .sort((a, b) => a.start - b.start)[0];
  const test = branch && onlyTest(branch);
  if (!branch || !test || !isAlone(branch, scope, loop.end)) return undefined;
  const compared = comparison(test, program);
  return compared && { ...compared, place: { file: scope.module, start: test.start, end: test.end } };
}

/** One arm, that leaves without having done anything. */
function onlyTest({ arms, kind, scope }: Branch): Value | undefined {
  const [arm] = arms;
  if (kind !== "if" || arms.length !== 1 || !arm?.region.exits || !arm.test) return undefined;
  const { start, end } = arm.region;
  const isInside = (each: { readonly start: number; readonly end: number }): boolean => each.start >= start && each.end <= end;
  const text = scope.module.text.slice(start, end);
  const isSilent = scope.calls
    .filter(isInside)
    .every((call) => /^(print|console\.\w+|log(ger|ging)?\.\w+)/.test(scope.module.text.slice(call.start, call.end)));
  return isSilent && /\bcontinue\b/.test(text) && !scope.writes.some(isInside) ? arm.test : undefined;
}

/** Nothing is called in the loop before it but what reads the record. */
function isAlone(branch: Branch, scope: Scope, from: number): boolean {
  return scope.calls.every(
    (call) =>
      call.start < from ||
      call.start >= branch.start ||
      /^(JSON\.parse|json\.loads|print|console\.|log)/.test(scope.module.text.slice(call.start, call.end)),
  );
}

function comparison(test: Value, program: Program): Pick<SkippedRecords, "path" | "kept"> | undefined {
  if (test.kind !== "operation" || !/^(!==?|not in)$/.test(test.operator) || test.operands.length !== 2) return undefined;
  const [one, other] = test.operands;
  const path = one && program.eventPath(one);
  const kept = other && textsOf(other);
  return path && kept && path[1] === "Records" ? { path: path.slice(3), kept } : undefined;
}

function textsOf(value: Value): string[] | undefined {
  if (value.kind === "literal") return typeof value.value === "string" ? [value.value] : undefined;
  if (value.kind !== "list" || value.items.length === 0) return undefined;
  const texts = value.items.flatMap((item) => textsOf(item) ?? []);
  return texts.length === value.items.length ? texts : undefined;
}
