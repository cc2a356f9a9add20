import type { FunctionResource, Resource } from "../../model/infrastructure.ts";
import { isAllowed } from "../../model/policies.ts";
import type { Subject } from "../../model/subjects.ts";
import { type Change, type NewValue, reference } from "../../rewrite/template.ts";
import { isUnscoped } from "../../vocabulary/iamActions.ts";
import { iamUse } from "../../vocabulary/iamCalls.ts";
import { policyKnowledge } from "../../vocabulary/managedPolicies.ts";
import { defineRule, type FunctionContext, type Problem, placeOf, repair } from "../rule.ts";

/** Who calls with somebody else's credentials does not call with the role's permissions. */
const OTHER_CREDENTIALS = /aws_access_key_id|accessKeyId|aws_session_token|\bcredentials\b|assume_?role|UNSIGNED|localhost|localstack/i;
/** A policy of the resource itself may allow it. */
const RESOURCE_POLICY = /^AWS::(\w+)::(BucketPolicy|QueuePolicy|TopicPolicy|ResourcePolicy|Key)$/;

export const missingPermission = defineRule({
  id: "missing-permission",
  title: "Call that the function's role does not allow",
  section: "security",
  checklist: "safe-rollout",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource, code, name }, context) {
    if (!resource || !code || !context.code || !resource.permissions.role) return undefined;
    const { program, handler } = code;
    if (program.modules.some(({ text }) => OTHER_CREDENTIALS.test(text))) return undefined;
    const uses = program.sdkUses(handler).filter(({ call }) => context.code?.guard(call) !== "local");
    const missing = new Map<string, (typeof uses)[number]>();
    for (const use of uses) {
      if (hasOwnPolicy(use.service, resource)) continue;
      for (const action of iamUse(use).needs) {
        // A bucket whose name is written out may be a public one.
        if (use.service === "s3" && use.subject?.kind !== "environment") continue;
        if (!missing.has(action) && isAllowed(resource.permissions, action, policyKnowledge) === false) missing.set(action, use);
      }
    }
    if (missing.size === 0) return uses.length > 0 && resource.permissions.isComplete ? "ok" : undefined;
    return [...missing].map(([action, use]): Problem => {
      const target = targetOf(use.subject, resource, context);
      const changes = use.parameter("IndexName") === undefined ? changesFor(action, target, resource) : undefined;
      return {
        at: placeOf(use.call),
        message: `The role of ${name} does not allow this call, which therefore fails with AccessDenied; give it a statement with the action and the resource: ${action}`,
        related: [{ at: resource.permissions.role?.head ?? resource.resource.head, message: "The role" }],
        fixes: () => [
          changes && repair(`Allow ${action}${target ? ` on ${target.name}` : ""}: ${name}`, "suggested", context.rewrite.change(changes)),
        ],
      };
    });
  },
});

function hasOwnPolicy(service: string, { stack }: FunctionResource): boolean {
  return [...stack.resources.values()].some(({ type }) => RESOURCE_POLICY.exec(type)?.[1]?.toLowerCase() === service);
}

/** The resource of the stack that the variable the code reads is given. */
function targetOf(subject: Subject | undefined, fn: FunctionResource, { named }: FunctionContext): Resource | undefined {
  if (subject?.kind !== "environment" || fn.environment.kind !== "set") return undefined;
  const found = named(fn.environment.value.entries.get(subject.name)?.value, fn.stack);
  return found.length === 1 ? found[0] : undefined;
}

/** What the ARN of a resource is in CloudFormation's words; of a bucket the objects would be meant, which is another. */
const ARNS: ReadonlyMap<string, string | null> = new Map([
  ["AWS::DynamoDB::Table", "Arn"],
  ["AWS::SQS::Queue", "Arn"],
  ["AWS::SNS::Topic", null],
  ["AWS::Kinesis::Stream", "Arn"],
  ["AWS::Lambda::Function", "Arn"],
  ["AWS::StepFunctions::StateMachine", null],
  ["AWS::SecretsManager::Secret", null],
]);

function changesFor(action: string, target: Resource | undefined, { permissions, name }: FunctionResource): readonly Change[] | undefined {
  const attribute = target && ARNS.get(target.type);
  const scope: NewValue | undefined =
    target && attribute !== undefined ? reference(target.id, attribute) : isUnscoped(action) === true ? "*" : undefined;
  if (scope === undefined || !permissions.role) return undefined;
  const statement = { Effect: "Allow", Action: action, Resource: scope };
  const policy = { PolicyName: `${name}-${action.replace(":", "-")}`, PolicyDocument: { Version: "2012-10-17", Statement: [statement] } };
  return [{ kind: "append", resource: permissions.role, path: ["Policies"], items: [policy] }];
}
