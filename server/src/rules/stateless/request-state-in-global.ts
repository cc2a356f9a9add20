import type { Value, Write } from "../../model/code.ts";
import { defineRule, type RuleContext } from "../rule.ts";

export const requestStateInGlobal = defineRule({
  id: "request-state-in-global",
  title: "Data of one request kept where the next one sees it",
  section: "stateless",
  checklist: "idempotent",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "write",
  check(write, context) {
    if (write.operator === "declare" || write.operator === "delete" || write.operator === "import") return undefined;
    const reach = context.reach(write.scope);
    if (reach === undefined || !outlivesInvocation(write, context)) return undefined;
    if (!context.dependsOnEvent(write.value) || context.keepsNoRequestData(write)) return undefined;
    if (isCounter(write) || isResource(write, context)) return undefined;
    // What is set only while it is unset is a cache, and a cache may be meant.
    if (context.guard(write) !== null) return undefined;
    return {
      at: { file: write.scope.module, start: write.target.start, end: write.target.end },
      via: reach.chain,
      message: `Data of this request is kept in a variable that outlives the invocation, so the next request on the same execution environment can see it; keep it in a local variable and pass it on: ${targetText(write)}`,
      fixes: () => [context.rewrite.localize(write)],
    };
  },
});

function targetText(write: Write): string {
  return write.scope.module.text.slice(write.target.start, write.target.end).replace(/\s+/g, " ").slice(0, 80);
}

function outlivesInvocation(write: Write, context: RuleContext): boolean {
  const { target } = write;
  if (target.kind === "binding") {
    const { binding } = target;
    return binding.scope !== write.scope && binding.kind !== "import" && context.isLongLivedBinding(binding);
  }
  // A computed key makes it a keyed store: mutable-module-state looks at those.
  return target.kind === "member" && target.property !== "callbackWaitsForEmptyEventLoop" && context.longLived(target.object) !== undefined;
}

/** `total += len(event["Records"])`; a list that is added to is for mutable-module-state. */
function isCounter(write: Write): boolean {
  return write.operator === "+=" && !isText(write.value);
}

function isText(value: Value): boolean {
  if (value.kind === "member") return !/^(length|size)$/.test(value.property);
  return value.kind === "template" || (value.kind === "literal" && typeof value.value === "string");
}

const RESOURCE_NAME =
  /(^|_)(client|conn|connection|pool|session|engine|token|credentials|creds|cache|db|redis|jwks|logger|log|tracer|metrics)$/i;

/** Clients, connections and fetched tokens are made to be kept, whatever they were made from. */
function isResource(write: Write, context: RuleContext): boolean {
  const value = write.value;
  if (value.kind !== "call") return false;
  const role = context.entry(value.call)?.role;
  if (role === "sdk-client" || role === "database-connection") return true;
  if (role === "parse") return false;
  const { target } = write;
  const name = target.kind === "binding" ? target.binding.name : target.kind === "member" ? target.property : "";
  return RESOURCE_NAME.test(name.replace(/([a-z0-9])([A-Z])/g, "$1_$2"));
}
