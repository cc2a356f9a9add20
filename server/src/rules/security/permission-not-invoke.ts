import { property, textOf } from "../../model/expressions.ts";
import { defineRule, everyDialect } from "../rule.ts";

/** What a resource policy has to allow so that somebody may use the function. */
const INVOKING: ReadonlySet<string> = new Set(["lambda:invokefunction", "lambda:invokefunctionurl"]);

export const permissionNotInvoke = defineRule({
  id: "permission-not-invoke",
  title: "Permission for something other than invoking",
  section: "security",
  checklist: "least-privilege",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "resource",
  check(permission) {
    if (permission.type !== "AWS::Lambda::Permission") return undefined;
    const action = property(permission, "Action");
    const text = textOf(action)?.toLowerCase();
    if (action === undefined || text === undefined) return undefined;
    if (INVOKING.has(text)) return "ok";
    return {
      at: action.place,
      message: `A service or another account has to invoke the function and nothing else, which this permission does not say; allow lambda:InvokeFunction: ${textOf(action)}`,
    };
  },
});
