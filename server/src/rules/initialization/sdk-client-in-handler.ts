import type { Call } from "../../model/code.ts";
import { defineRule, placeOf, type RuleContext } from "../rule.ts";

export const sdkClientInHandler = defineRule({
  id: "sdk-client-in-handler",
  title: "AWS SDK client created on every invocation",
  section: "initialization",
  checklist: "sdk-clients-reused",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "call",
  check(call, context) {
    if (context.entry(call)?.role !== "sdk-client" || !isCreation(call)) return undefined;
    if (call.scope.kind === "module") return "ok";
    const reach = context.reach(call.scope);
    if (reach === undefined) return undefined;
    const guard = context.guard(call);
    if (guard !== null) return guard === "lazy" || guard === "memoized" ? "ok" : undefined;
    // A client for the region, endpoint or role of this event has to be made for it; what cannot be known may be one.
    if (
      context.dependsOnEvent(call.callee) ||
      !isReceiverSteady(call, context) ||
      !call.args.every((each) => context.isSteady(each.value))
    ) {
      return undefined;
    }
    return {
      at: placeOf(call),
      via: reach.chain,
      message: `This AWS SDK client is created on every invocation, which loads its service model and opens new connections each time; create it once at module scope and reuse it: ${nameOf(call)}`,
      fixes: () => [context.rewrite.hoist(call)],
    };
  },
});

/** In JavaScript a class that is called without `new` creates nothing. */
function isCreation(call: Call): boolean {
  return call.isNew || call.scope.module.language === "python" || (call.callee.kind === "member" && call.callee.property === "from");
}

/** `session.client(…)`: the session has to be steady too. */
function isReceiverSteady(call: Call, context: RuleContext): boolean {
  const { callee } = call;
  return callee.kind !== "member" || context.isSteady(callee.object);
}

function nameOf(call: Call): string {
  const { text } = call.scope.module;
  const callee = text.slice(call.callee.start, call.callee.end).replace(/\s+/g, "");
  const first = call.args[0]?.value;
  const service = first?.kind === "literal" && typeof first.value === "string" ? `("${first.value}")` : "()";
  return `${callee}${service}`;
}
