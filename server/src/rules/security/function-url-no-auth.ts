import { property, textOf } from "../../model/expressions.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

export const functionUrlNoAuth = defineRule({
  id: "function-url-no-auth",
  title: "Function URL that anybody may call",
  section: "security",
  checklist: "least-privilege",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "resource",
  check(url, { rewrite, functionOf }) {
    if (url.type !== "AWS::Lambda::Url") return undefined;
    const auth = property(url, "AuthType");
    const type = textOf(auth);
    if (auth === undefined || type === undefined) return undefined;
    if (type !== "NONE") return "ok";
    const name = functionOf(url)?.name ?? url.name;
    return {
      at: auth.place,
      message: `This URL is open to the whole internet, and every call of it is paid for; require AWS_IAM, or let the code check a signature and limit the concurrency: ${name}`,
      fixes: () => [
        repair(
          `Require AWS_IAM: ${name}`,
          "suggested",
          rewrite.change([{ kind: "set", resource: url, path: ["AuthType"], value: "AWS_IAM" }]),
        ),
      ],
    };
  },
});
