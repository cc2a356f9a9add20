import { isAllowed } from "../../model/policies.ts";
import { policyKnowledge } from "../../vocabulary/managedPolicies.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

const POLICY = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

export const noLogsPermission = defineRule({
  id: "no-logs-permission",
  title: "Function that cannot write its logs",
  section: "observability",
  checklist: "structured-logs",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ permissions, name, resource }, { rewrite }) {
    const { role } = permissions;
    if (!role) return undefined;
    const answers = ["logs:PutLogEvents", "logs:CreateLogStream"].map((action) => isAllowed(permissions, action, policyKnowledge));
    if (!answers.includes(false)) return answers.every((each) => each === true) ? "ok" : undefined;
    return {
      at: role.owner === resource ? resource.head : role.head,
      message: `The role must not write to CloudWatch Logs, so nothing the function prints is kept, its errors included; attach AWSLambdaBasicExecutionRole: ${name}`,
      related: [{ at: resource.head, message: `The function: ${name}` }],
      fixes: () => [
        repair(
          `Attach AWSLambdaBasicExecutionRole: ${role.name}`,
          "safe",
          rewrite.change([{ kind: "append", resource: role, path: ["ManagedPolicyArns"], items: [POLICY] }]),
        ),
      ],
    };
  },
});
