/** How long the calls of a handler wait for others, where they say so. */
import type { Call, Value } from "../model/code.ts";
import { waitingOf } from "../vocabulary/timeouts.ts";
import type { Handler, Program, Wait } from "./program.ts";

/** See `Program.waits`. */
export function waitsOf(handler: Handler, program: Program): Wait[] {
  const found: Wait[] = [];
  const reached = program.reachedBy(handler);
  for (const module of program.loadedBy(handler)) {
    for (const scope of module.scopes) {
      if (scope.kind === "function" && !reached.has(scope)) continue;
      for (const call of scope.calls) {
        const wait = waitOf(call, program);
        if (wait) found.push(wait);
      }
    }
  }
  return found;
}

function waitOf(call: Call, program: Program): Wait | undefined {
  const waiting = waitingOf(program.qualifiedName(call.callee) ?? "");
  if (!waiting) return undefined;
  const value = given(call, waiting.parameter, waiting.index);
  const amount = value?.kind === "literal" && typeof value.value === "number" ? value.value : undefined;
  if (value === undefined || amount === undefined) return undefined;
  const place = { file: call.scope.module, start: value.start, end: value.end };
  return { call, place, seconds: waiting.unit === "seconds" ? amount : amount / 1000, unit: waiting.unit };
}

/** Of `(connect, read)` the second counts. */
function given(call: Call, parameter: string, index: number | null): Value | undefined {
  if (index === null) {
    const value = call.args.find((each) => each.name === parameter)?.value;
    return value?.kind === "list" ? value.items[1] : value;
  }
  const value = call.args[index]?.value;
  return parameter === "" ? value : value?.kind === "map" ? value.entries.findLast((entry) => entry.key === parameter)?.value : undefined;
}
