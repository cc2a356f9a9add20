import { policyText } from "../../model/policies.ts";
import { awsPolicyName, isBasicPolicy } from "../../vocabulary/managedPolicies.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

/** Administrators, power users and everything a service offers. */
const TOO_BROAD = /(^AdministratorAccess|^PowerUserAccess|PowerUser|FullAccess|_FullAccess|^SystemAdministrator|^DatabaseAdministrator)$/;
/** These let a function call APIs and no more than that. */
const TO_CALL = /InvokeFullAccess$/;

export const managedPolicyTooBroad = defineRule({
  id: "managed-policy-too-broad",
  title: "Managed policy that allows far more than needed",
  section: "security",
  checklist: "least-privilege",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ permissions }) {
    const { managedPolicies, role } = permissions;
    const problems = managedPolicies.flatMap((policy): Problem[] => {
      const text = policyText(policy);
      const name = text === undefined ? undefined : awsPolicyName(text);
      if (name === undefined || !TOO_BROAD.test(name) || TO_CALL.test(name) || isBasicPolicy(name)) return [];
      return [
        {
          at: policy.place,
          message: `A function with this policy may do everything in it, on every resource of the account; give it a statement with the actions and resources it uses: ${name}`,
          ...(role && { related: [{ at: role.head, message: "Given to this role" }] }),
        },
      ];
    });
    if (problems.length > 0) return problems;
    return managedPolicies.length > 0 ? "ok" : undefined;
  },
});
