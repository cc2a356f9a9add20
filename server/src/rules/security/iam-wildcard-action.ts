import { textOf } from "../../model/expressions.ts";
import type { Expression, FunctionResource, PolicyStatement } from "../../model/infrastructure.ts";
import { functionStatements, functionsWith } from "../../model/policies.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

/** Little that hurts can be done with these, and AWS's own examples write them so. */
const HARMLESS: ReadonlySet<string> = new Set(["logs:*", "xray:*", "execute-api:*", "mobileanalytics:*"]);

export const iamWildcardAction = defineRule({
  id: "iam-wildcard-action",
  title: "Policy that allows everything a service can do",
  section: "security",
  checklist: "least-privilege",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "stack",
  check(stack, context) {
    const allowed = functionStatements(stack, context).filter(({ effect }) => effect === "Allow");
    const problems = allowed.flatMap((statement) => {
      const functions = functionsWith(statement, context.functionsOf(stack));
      return statement.actions.flatMap((action) => problemOf(action, statement, functions));
    });
    if (problems.length > 0) return problems;
    return allowed.some(({ actions }) => actions.length > 0) ? "ok" : undefined;
  },
});

function problemOf(action: Expression, { resource }: PolicyStatement, functions: readonly FunctionResource[]): Problem[] {
  const text = textOf(action);
  if (text === undefined || !/^(\*|[\w-]+:\*)$/.test(text) || HARMLESS.has(text)) return [];
  const what = text === "*" ? "everything in the account" : "everything this service offers, deleting included";
  return [
    {
      at: action.place,
      functions,
      message: `Whoever gets into a function with this policy may do ${what}; allow the actions that the code calls: ${text}`,
      related: [{ at: resource.head, message: `In the policies of ${resource.name}` }],
    },
  ];
}
