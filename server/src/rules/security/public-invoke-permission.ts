import { isAbsent, property, textOf } from "../../model/expressions.ts";
import { defineRule, everyDialect } from "../rule.ts";

/** Each of them says who it is that may. */
const LIMITS = ["SourceArn", "SourceAccount", "PrincipalOrgID", "EventSourceToken", "FunctionUrlAuthType"];

export const publicInvokePermission = defineRule({
  id: "public-invoke-permission",
  title: "Function that every AWS account may invoke",
  section: "security",
  checklist: "least-privilege",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "resource",
  check(permission, { functionOf }) {
    if (permission.type !== "AWS::Lambda::Permission") return undefined;
    const principal = property(permission, "Principal");
    if (principal === undefined || textOf(principal) !== "*") return undefined;
    if (LIMITS.some((name) => !isAbsent(permission, name))) return "ok";
    return {
      at: principal.place,
      message: `Anybody with an AWS account may invoke this function; name the account or service, and for a service its source: ${functionOf(permission)?.name ?? permission.name}`,
    };
  },
});
