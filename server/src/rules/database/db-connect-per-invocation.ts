import type { Call, Value } from "../../model/code.ts";
import { defineRule, placeOf, type RuleContext } from "../rule.ts";

export const dbConnectPerInvocation = defineRule({
  id: "db-connect-per-invocation",
  title: "Database connection opened on every invocation",
  section: "database",
  checklist: "connections-managed",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "call",
  check(call, context) {
    const entry = context.entry(call);
    if (entry?.role !== "database-connection" || !isCreation(call) || isWithoutServer(call) || sharesPool(call)) return undefined;
    const reach = context.reach(call.scope);
    if (reach === undefined) return call.scope.kind === "module" ? "ok" : undefined;
    // A server or user told by the event (one per tenant, a rotation's new password) cannot be shared by all invocations.
    if (call.args.some((argument) => !isDatabaseName(argument.name) && serverDependsOnEvent(argument.value, context))) return undefined;
    const guard = context.guard(call);
    const closing = guard === "lazy" ? context.closing(call) : undefined;
    if (guard !== null && closing === undefined) return guard === "lazy" || guard === "memoized" ? "ok" : undefined;
    const what =
      entry.kind === "connection" ? "connection" : entry.kind === "engine" ? "engine" : entry.kind === "orm" ? "client" : "connection pool";
    const why =
      closing === undefined
        ? `This database ${what} is opened on every invocation`
        : `This database ${what} is cached but closed again before the invocation ends, so every invocation opens a new one`;
    return {
      at: placeOf(call),
      via: reach.chain,
      message: `${why}, which adds latency and can exhaust the database's connections under load; open it once per execution environment and reuse it: ${calleeText(call)}`,
      ...(closing === undefined ? {} : { related: [{ at: placeOf(closing), message: "Closed here" }] }),
      fixes: () => [context.rewrite.cacheConnection(call, entry)],
    };
  },
});

/** Connections to several databases of one server can be kept by name. */
function isDatabaseName(name: string | null): boolean {
  return name !== null && /^(db|dbname|database|schema|db_?name|initial_?catalog)$/i.test(name);
}

function serverDependsOnEvent(value: Value, context: RuleContext): boolean {
  const map = value.kind === "map" ? value : undefined;
  if (map === undefined) return context.dependsOnEvent(value);
  return map.entries.some((entry) => !isDatabaseName(entry.key) && context.dependsOnEvent(entry.value));
}

function calleeText(call: Call): string {
  return call.scope.module.text.slice(call.callee.start, call.callee.end).replace(/\s+/g, "");
}

/** In JavaScript a class that is called without `new` opens nothing. */
function isCreation(call: Call): boolean {
  if (call.isNew || call.scope.module.language === "python") return true;
  const { callee } = call;
  const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
  return !/^[A-Z]/.test(name);
}

/** Embedded databases and HTTP data APIs, told by the URL or the dialect. */
function isWithoutServer(call: Call): boolean {
  return call.args.some((argument) =>
    mentions(argument.value, /^(sqlite|better-sqlite|duckdb|awsathena)|^\w+\+(auroradataapi|rest)|:memory:/),
  );
}

function mentions(value: Value, pattern: RegExp): boolean {
  if (value.kind === "literal") return typeof value.value === "string" && pattern.test(value.value);
  if (value.kind === "template") return value.parts[0] !== undefined && mentions(value.parts[0], pattern);
  if (value.kind === "map") return value.entries.some((entry) => mentions(entry.value, pattern));
  if (value.kind === "name") return value.binding.writes.some((write) => write.value.kind !== "name" && mentions(write.value, pattern));
  return false;
}

/** `redis.Redis(connection_pool=pool)` only borrows from a pool. */
function sharesPool(call: Call): boolean {
  return call.args.some((argument) => argument.name === "connection_pool" || argument.name === "pool");
}
