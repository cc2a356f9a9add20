import { reference } from "../../rewrite/template.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

const DAYS = 30;

export const logGroupNotDeclared = defineRule({
  id: "log-group-not-declared",
  title: "Function whose log group Lambda makes",
  section: "observability",
  checklist: "cost-watched",
  severity: "hint",
  profile: "recommended",
  // The Serverless Framework declares one for each function.
  languages: everyDialect.filter((dialect) => dialect !== "serverless"),
  on: "deployed-function",
  check(fn, { rewrite }) {
    if (fn.logGroup) return "ok";
    if (!fn.stack.isComplete || fn.logRetention.kind !== "absent") return undefined;
    const { resource, name } = fn;
    return {
      at: resource.head,
      message: `Lambda makes the log group with the first invocation, without retention, and it stays when the stack is deleted; declare it with a retention: ${name}`,
      fixes: () => [
        repair(
          `Declare a log group: ${name}`,
          "suggested",
          rewrite.change([
            {
              kind: "add",
              after: resource,
              id: `${resource.name}Logs`,
              type: "AWS::Logs::LogGroup",
              properties: { RetentionInDays: DAYS },
            },
            { kind: "set", resource, path: ["LoggingConfig", "LogGroup"], value: reference(`${resource.name}Logs`) },
          ]),
        ),
      ],
    };
  },
});
