import { itemsOf, property, textOf } from "../../model/expressions.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

export const functionUrlOpenCors = defineRule({
  id: "function-url-open-cors",
  title: "Function URL that every site may call",
  section: "security",
  checklist: { none: "CORS tells browsers what to do and is no permission of IAM." },
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "resource",
  check(url) {
    if (url.type !== "AWS::Lambda::Url") return undefined;
    const origins = itemsOf(property(url, "Cors.AllowOrigins"));
    return origins?.flatMap((origin): Problem[] =>
      textOf(origin) === "*"
        ? [
            {
              at: origin.place,
              message: "Scripts of every web site may call this URL with what their visitors' browsers hold; name the origins that need it",
            },
          ]
        : [],
    );
  },
});
