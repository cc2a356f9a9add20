import { textOf } from "../../model/expressions.ts";
import type { PolicyStatement } from "../../model/infrastructure.ts";
import { functionStatements, functionsWith } from "../../model/policies.ts";
import { coversAction } from "../../vocabulary/managedPolicies.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

/** Whoever may do this to any user, role or policy gives himself what he likes. */
const OF_POLICIES =
  "iam:CreatePolicyVersion iam:SetDefaultPolicyVersion iam:AttachUserPolicy iam:AttachGroupPolicy iam:AttachRolePolicy iam:PutUserPolicy iam:PutGroupPolicy iam:PutRolePolicy iam:AddUserToGroup iam:UpdateAssumeRolePolicy iam:CreateAccessKey iam:CreateLoginProfile iam:UpdateLoginProfile".split(
    " ",
  );
/** Runs code with a role of one's choice, once any role may be passed. */
const WITH_ROLE =
  "lambda:CreateFunction ec2:RunInstances cloudformation:CreateStack ecs:RunTask glue:CreateJob glue:CreateDevEndpoint codebuild:CreateProject sagemaker:CreateNotebookInstance datapipeline:CreatePipeline".split(
    " ",
  );

export const iamPrivilegeEscalation = defineRule({
  id: "iam-privilege-escalation",
  title: "Policy with which a function can give itself more",
  section: "security",
  checklist: "least-privilege",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "stack",
  check(stack, context) {
    const statements = functionStatements(stack, context).filter(({ effect, hasCondition }) => effect === "Allow" && !hasCondition);
    const problems = statements.flatMap((statement) =>
      problemOf(statement, statements).map((problem) => ({ ...problem, functions: functionsWith(statement, context.functionsOf(stack)) })),
    );
    if (problems.length > 0) return problems;
    return statements.length > 0 ? "ok" : undefined;
  },
});

function problemOf(statement: PolicyStatement, all: readonly PolicyStatement[]): Problem[] {
  if (!statement.resources.some((each) => /^(\*|arn:[^:]*:(iam|lambda):.*:(user|role|policy|function)[/:]\*)$/.test(textOf(each) ?? "")))
    return [];
  const own = all.filter(({ resource }) => resource === statement.resource);
  return statement.actions.flatMap((action): Problem[] => {
    const text = textOf(action);
    // What allows all of a service is another rule's.
    if (text === undefined || /^(\*|[\w-]+:\*)$/.test(text)) return [];
    const how = escalation(text, own);
    if (how === undefined) return [];
    return [
      {
        at: action.place,
        message: `Whoever gets into a function with this policy can ${how} and then may do anything in the account; name the resources it is for: ${text}`,
        related: [{ at: statement.resource.head, message: `In the policies of ${statement.resource.name}` }],
      },
    ];
  });
}

function escalation(action: string, own: readonly PolicyStatement[]): string | undefined {
  if (OF_POLICIES.some((each) => coversAction(action, each))) return "change policies, roles or keys at will";
  if (coversAction(action, "lambda:UpdateFunctionCode")) return "replace the code of a function with a stronger role";
  if (!coversAction(action, "iam:PassRole")) return undefined;
  const actions = own.flatMap((statement) => statement.actions.map((each) => textOf(each) ?? ""));
  const service = WITH_ROLE.find((each) => actions.some((pattern) => coversAction(pattern, each)));
  return service === undefined ? undefined : `start code of its own with any role (by ${service})`;
}
