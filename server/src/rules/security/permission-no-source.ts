import { isAbsent, property, textOf } from "../../model/expressions.ts";
import { defineRule, everyDialect } from "../rule.ts";

/** Services that act for somebody else's resource; of these anybody's may ask for the function. */
const SERVICES =
  /^(s3|sns|events|scheduler|logs|iot|apigateway|cognito-idp|ses|config|cloudformation|secretsmanager|codecommit|lex|lexv2)\.amazonaws\.com(\.cn)?$/;

export const permissionNoSource = defineRule({
  id: "permission-no-source",
  title: "Service that may invoke the function for anybody",
  section: "security",
  checklist: "least-privilege",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "resource",
  check(permission, { functionOf }) {
    if (permission.type !== "AWS::Lambda::Permission") return undefined;
    const principal = property(permission, "Principal");
    const service = textOf(principal);
    if (principal === undefined || service === undefined || !SERVICES.test(service)) return undefined;
    if (!isAbsent(permission, "SourceArn") || !isAbsent(permission, "SourceAccount")) return "ok";
    return {
      at: principal.place,
      message: `Without a source, this service may invoke the function for resources of every AWS account; add SourceArn, or SourceAccount where the ARN has no account: ${functionOf(permission)?.name ?? permission.name}`,
    };
  },
});
