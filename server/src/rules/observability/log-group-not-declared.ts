import { isAbsent, textOf } from "../../model/expressions.ts";
import type { Expression, FunctionResource } from "../../model/infrastructure.ts";
import { isAtEdge, servesDeployment } from "../../model/purposes.ts";
import { type Change, reference, type TemplateRewriter } from "../../rewrite/template.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

const DAYS = 30;

export const logGroupNotDeclared = defineRule({
  id: "log-group-not-declared",
  title: "Function whose log group Lambda makes",
  section: "observability",
  checklist: { none: "Who makes the log group changes nothing about costs; how long logs are kept has a rule of its own." },
  severity: "hint",
  profile: "recommended",
  // The Serverless Framework declares one for each function.
  languages: everyDialect.filter((dialect) => dialect !== "serverless"),
  on: "deployed-function",
  check(fn, { rewrite, referrers }) {
    if (fn.logGroup) return "ok";
    if (!fn.stack.isComplete || fn.logRetention.kind !== "absent") return undefined;
    if (isAtEdge(fn, referrers) || servesDeployment(fn, referrers)) return undefined;
    return {
      at: fn.resource.head,
      message: `Lambda makes the log group with the first invocation, without retention, and it stays when the stack is deleted; declare it with a retention: ${fn.name}`,
      fixes: () => [declared(fn, rewrite)],
    };
  },
});

/** A name of its own: the group that Lambda made may be there already, and then its name cannot be taken. */
function declared(fn: FunctionResource, rewrite: TemplateRewriter) {
  const { resource, stack, logFormat, name } = fn;
  const id = `${resource.name}Logs`;
  const group = reference(id);
  // Terraform's block has to say how lines look; this is how they look without it.
  const config: Change =
    stack.dialect === "terraform" && logFormat.kind === "absent" && isAbsent(resource, "LoggingConfig")
      ? { kind: "set", resource, path: ["LoggingConfig"], value: { LogFormat: "Text", LogGroup: group } }
      : { kind: "set", resource, path: ["LoggingConfig", "LogGroup"], value: group };
  const changes: Change[] = [
    { kind: "add", after: resource, id, type: "AWS::Logs::LogGroup", properties: { RetentionInDays: DAYS } },
    config,
  ];
  return repair(
    `Declare a log group${mayWriteElsewhere(fn) ? "" : " (its role has to be allowed to write to it)"}: ${name}`,
    "suggested",
    rewrite.change(changes),
  );
}

/** Roles that are known to write to the group of the usual name alone cannot write to another one. */
function mayWriteElsewhere({ permissions: { statements, isComplete, managedPolicies } }: FunctionResource): boolean {
  const writes = statements.filter(
    ({ effect, actions }) => effect === "Allow" && actions.some((each) => /^logs:|^\*$/.test(textOf(each) ?? "")),
  );
  if (!isComplete || writes.length === 0 || managedPolicies.length > 0) return true;
  return writes.some(({ resources }) => resources.some((each) => !/\/aws\/lambda|log-group:[^*]/.test(spelt(each))));
}

function spelt(value: Expression): string {
  if (value.kind === "joined") return value.parts.map((part) => (typeof part === "string" ? part : "*")).join("");
  return textOf(value) ?? "";
}
