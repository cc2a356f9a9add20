import { textOf } from "../../model/expressions.ts";
import type { FunctionResource, Permissions, Resource } from "../../model/infrastructure.ts";
import { isWritten, policyText } from "../../model/policies.ts";
import { awsPolicyName, isBasicPolicy } from "../../vocabulary/managedPolicies.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

/** What every function needs: to write logs and traces, to enter a VPC. */
const BASIC = /^(logs|xray):|^ec2:\w*(networkinterface|privateip|describe)/;

export const sharedIamRole = defineRule({
  id: "shared-iam-role",
  title: "One role for several functions",
  section: "security",
  checklist: "least-privilege",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "stack",
  check(stack, { functionsOf }) {
    const users = new Map<Resource, FunctionResource[]>();
    for (const fn of functionsOf(stack)) {
      const { role } = fn.permissions;
      // Made in a loop or under a condition it may be one for each.
      if (role && !role.isConditional) users.set(role, [...(users.get(role) ?? []), fn]);
    }
    const problems = [...users].flatMap(([role, functions]): Problem[] => {
      if (functions.length < 2 || !functions.some(({ permissions }) => givesSomethingAway(permissions))) return [];
      const names = functions.map(({ name }) => name);
      return [
        {
          at: role.head,
          functions,
          message: `Each function may do what any of them needs, and what one no longer needs stays; give each its own role: ${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}`,
          related: functions.slice(0, 5).map((fn) => ({ at: fn.resource.head, message: `Has this role: ${fn.name}` })),
        },
      ];
    });
    if (problems.length > 0) return problems;
    return users.size > 0 ? "ok" : undefined;
  },
});

/** A role that allows nothing but logs and traces may be everybody's. */
function givesSomethingAway({ statements, managedPolicies }: Permissions): boolean {
  const policies = managedPolicies.map((policy) => awsPolicyName(policyText(policy) ?? ""));
  if (policies.some((name) => name !== undefined && !isBasicPolicy(name))) return true;
  return statements.some(
    (statement) =>
      statement.effect === "Allow" && isWritten(statement) && statement.actions.some((action) => !BASIC.test(textOf(action) ?? "logs:")),
  );
}
