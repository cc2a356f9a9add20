import type { FunctionResource } from "../../model/infrastructure.ts";
import { timeoutByDefault } from "../../vocabulary/functionDefaults.ts";
import { defineRule, type Problem } from "../rule.ts";

export const clientTimeoutExceedsFunctionTimeout = defineRule({
  id: "client-timeout-exceeds-function-timeout",
  title: "A call may wait longer than the function runs",
  section: "errors",
  checklist: "timeout-chosen",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource: fn, code }, { code: context }) {
    const limit = fn && limitOf(fn);
    if (!fn || !code || limit === undefined) return undefined;
    const waits = code.program.waits(code.handler);
    const long = waits.filter(({ seconds }) => seconds >= limit);
    if (long.length === 0) return waits.length > 0 ? "ok" : undefined;
    return long.map(
      ({ call, place, unit }): Problem => ({
        at: place,
        message: `The function is ended before this call gives up, so neither its error handling nor a retry ever runs; let the call wait less than the function's ${limit} seconds: ${fn.name}`,
        via: code.program.reach(call.scope)?.chain ?? [],
        related: [
          {
            at: fn.timeout.kind === "set" ? fn.timeout.place : fn.resource.head,
            message: `The function runs for ${limit} seconds at most`,
          },
        ],
        fixes: () => (limit < 2 ? [] : [context?.rewrite.setNumber(place, (limit - 1) * (unit === "seconds" ? 1 : 1000))]),
      }),
    );
  },
});

/** Seconds. */
function limitOf({ timeout, stack }: FunctionResource): number | undefined {
  if (timeout.kind === "set") return timeout.value;
  return timeout.kind === "absent" ? timeoutByDefault(stack.dialect) : undefined;
}
