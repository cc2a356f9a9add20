import { defineRule, placeOf } from "../rule.ts";

export const callbackWaitsEmptyLoop = defineRule({
  id: "callback-waits-empty-loop",
  title: "A setting of callbacks in a handler that has none",
  section: "database",
  checklist: { none: "The setting does nothing there, for connections neither." },
  severity: "info",
  profile: "recommended",
  languages: ["javascript", "typescript"],
  on: "function",
  check({ resource: fn, code }, { code: context }) {
    if (!code) return undefined;
    const { handler, program } = code;
    const version = fn?.runtime.kind === "set" ? Number(/^nodejs(\d+)\.x$/.exec(fn.runtime.value)?.[1] ?? 0) : 0;
    const isGone = version >= 24;
    if (!isGone && !handler.scope.isAsync) return undefined;
    const writes = handler.module.scopes
      .filter((scope) => program.reachedBy(handler).has(scope))
      .flatMap((scope) => scope.writes)
      .filter(({ target }) => target.kind === "member" && target.property === "callbackWaitsForEmptyEventLoop");
    const why = isGone
      ? "From Node.js 24 on there is no such setting"
      : "It only counts for handlers that call back, and this one is async";
    return writes.map((write) => ({
      at: placeOf(write),
      message: `${why}, so an open connection neither delays the answer nor is it closed by this; take the line away: ${handler.name}`,
      fixes: () => [context?.rewrite.remove(write)],
    }));
  },
});
