import { property, textOf } from "../../model/expressions.ts";
import { defineRule, everyDialect } from "../rule.ts";

export const permissionPlaintextEventToken = defineRule({
  id: "permission-plaintext-event-token",
  title: "Token of an event source in the template",
  section: "security",
  checklist: "secrets-managed",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "resource",
  check(permission) {
    const token = permission.type === "AWS::Lambda::Permission" ? property(permission, "EventSourceToken") : undefined;
    const text = textOf(token);
    // The application id of a skill is what Alexa sends with each request and anybody may read it; a dynamic reference is no literal.
    if (token === undefined || text === undefined || /^amzn1\.ask\.skill\.|\{\{resolve:/.test(text)) return undefined;
    return {
      at: token.place,
      message:
        "Who can read this template can pretend to be the event source; take the token from a parameter with NoEcho or from Secrets Manager",
    };
  },
});
