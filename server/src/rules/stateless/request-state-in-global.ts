import type { Value, Write } from "../../model/code.ts";
import { defineRule, type RuleContext } from "../rule.ts";

export const requestStateInGlobal = defineRule({
  id: "request-state-in-global",
  title: "Data of one request kept where the next one sees it",
  section: "stateless",
  checklist: "single-responsibility",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "write",
  check(write, context) {
    if (write.operator === "declare" || write.operator === "delete" || write.operator === "import") return undefined;
    const reach = context.reach(write.scope);
    if (reach === undefined || !outlivesInvocation(write, context)) return undefined;
    if (!context.dependsOnEvent(write.value) || isCounter(write) || isResource(write, context) || isDeploymentFact(write.value, context)) return undefined;
    if (isOwnRemainder(write, context) || isSelfResetting(write, context)) return undefined;
    // What is set only while it is unset is a cache, and a cache may be meant.
    if (context.guard(write) !== null) return undefined;
    return {
      at: { module: write.scope.module, start: write.target.start, end: write.target.end },
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

/** `total += len(event["Records"])`. */
function isCounter(write: Write): boolean {
  return write.operator === "+=" && !isText(write.value);
}

function isText(value: Value): boolean {
  if (value.kind === "member") return !/^(length|size)$/.test(value.property);
  return value.kind === "template" || (value.kind === "literal" && typeof value.value === "string") || value.kind === "list";
}

const RESOURCE_NAME = /(^|_)(client|conn|connection|pool|session|engine|token|credentials|creds|cache|db|redis|jwks|logger|log|tracer|metrics)$/i;

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

/** The stage, account or API that an event names is that of the deployment. */
const DEPLOYMENT_FACT = /^(stage|stageVariables|domainName|apiId|accountId|awsRegion|region)$/;

/** Is all that comes from the event a fact of the deployment: `https://${domainName}/${stage}`? */
function isDeploymentFact(value: Value, context: RuleContext): boolean {
  if (!context.dependsOnEvent(value)) return true;
  const path = context.eventPath(value);
  if (path !== undefined) {
    return DEPLOYMENT_FACT.test(path[path.length - 1] ?? "") && path.some((step) => step === "requestContext" || step === "Records" || step === "stageVariables");
  }
  if (value.kind === "template") return value.parts.every((part) => isDeploymentFact(part, context));
  return value.kind === "choice" && value.options.every((option) => isDeploymentFact(option, context));
}

/** `prefix = prefix.slice(0, 3)` keeps nothing that was not kept before. */
function isOwnRemainder(write: Write, context: RuleContext): boolean {
  const { value, target } = write;
  if (value.kind !== "call" || value.call.callee.kind !== "member" || target.kind === "element") return false;
  if (value.call.args.some((argument) => context.dependsOnEvent(argument.value))) return false;
  const { object } = value.call.callee;
  if (target.kind === "binding") return object.kind === "name" && object.binding === target.binding;
  return object.kind === "member" && object.property === target.property && context.longLived(object.object) === context.longLived(target.object);
}

/** Objects that their library empties at the start of each invocation. */
const SELF_RESETTING = /^pypi:(crhelper\.CfnResource|aws_lambda_powertools\.\S+)\(\)/;

function isSelfResetting(write: Write, context: RuleContext): boolean {
  return write.target.kind === "member" && SELF_RESETTING.test(context.qualifiedName(write.target.object) ?? "");
}
