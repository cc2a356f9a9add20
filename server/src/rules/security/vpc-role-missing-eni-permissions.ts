import { isClosedList, property } from "../../model/expressions.ts";
import { isAllowed } from "../../model/policies.ts";
import { policyKnowledge } from "../../vocabulary/managedPolicies.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

const POLICY = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole";

export const vpcRoleMissingEniPermissions = defineRule({
  id: "vpc-role-missing-eni-permissions",
  title: "Role that cannot enter the function's VPC",
  section: "security",
  checklist: "safe-rollout",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ vpc, permissions, name }, { rewrite }) {
    const { role } = permissions;
    const subnets = vpc.kind === "set" ? property(vpc.value, "SubnetIds") : undefined;
    // Without subnets a function is in no VPC; a list that is given from outside may be empty.
    if (!role || !subnets || !isClosedList(subnets) || subnets.isAssumed || subnets.items.length === 0) return undefined;
    const allowed = isAllowed(permissions, "ec2:CreateNetworkInterface", policyKnowledge);
    if (allowed !== false) return allowed === true ? "ok" : undefined;
    return {
      at: vpc.kind === "set" ? vpc.place : role.head,
      message: `Lambda enters a VPC with the function's role, which must not make network interfaces, so the deployment fails; attach AWSLambdaVPCAccessExecutionRole: ${name}`,
      related: [{ at: role.head, message: "The role" }],
      fixes: () => [
        repair(
          `Attach AWSLambdaVPCAccessExecutionRole: ${role.name}`,
          "safe",
          rewrite.change([{ kind: "append", resource: role, path: ["ManagedPolicyArns"], items: [POLICY] }]),
        ),
      ],
    };
  },
});
