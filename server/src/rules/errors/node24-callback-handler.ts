import { defineRule, placeOf } from "../rule.ts";

export const node24CallbackHandler = defineRule({
  id: "node24-callback-handler",
  title: "The runtime does not know the handler's callback",
  section: "errors",
  checklist: "safe-rollout",
  severity: "warning",
  profile: "recommended",
  languages: ["javascript", "typescript"],
  on: "function",
  check({ resource: fn, code }, { code: context }) {
    if (!fn || !code || fn.runtime.kind !== "set") return undefined;
    const version = Number(/^nodejs(\d+)\.x$/.exec(fn.runtime.value)?.[1] ?? 0);
    if (version < 24) return undefined;
    const { handler } = code;
    const callback = handler.scope.params[2]?.binding;
    // A wrapper stands between the runtime and what it wraps.
    if (code.program.answers(handler).wrappers.length > 0) return undefined;
    if (handler.scope.isAsync || !callback || callback.reads.length === 0) return handler.scope.isAsync ? "ok" : undefined;
    const { scope } = handler;
    return {
      at: placeOf({ scope, start: callback.parameter?.start ?? scope.start, end: callback.parameter?.end ?? scope.start }),
      message: `From Node.js 24 on Lambda refuses handlers that take a callback, so every invocation fails; make the handler async and return its answer: ${fn.runtime.value}`,
      related: [{ at: fn.runtime.place, message: "Here the runtime is chosen" }],
      fixes: () => [context?.rewrite.returnInsteadOfCallback(handler)],
    };
  },
});
