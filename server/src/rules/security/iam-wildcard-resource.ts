import { textOf } from "../../model/expressions.ts";
import type { PolicyStatement } from "../../model/infrastructure.ts";
import { functionStatements, functionsWith } from "../../model/policies.ts";
import { isUnscoped } from "../../vocabulary/iamActions.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

export const iamWildcardResource = defineRule({
  id: "iam-wildcard-resource",
  title: "Policy for every resource of the account",
  section: "security",
  checklist: "least-privilege",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "stack",
  check(stack, context) {
    const allowed = functionStatements(stack, context).filter(({ effect }) => effect === "Allow");
    const problems = allowed.flatMap((statement) =>
      problemsOf(statement).map((problem) => ({ ...problem, functions: functionsWith(statement, context.functionsOf(stack)) })),
    );
    if (problems.length > 0) return problems;
    return allowed.some(({ resources }) => resources.length > 0) ? "ok" : undefined;
  },
});

function problemsOf({ actions, resources, hasCondition, resource }: PolicyStatement): Problem[] {
  const every = resources.find((each) => textOf(each) === "*");
  // A condition may say which resources (a tag, a VPC, an organisation); wildcards of actions are another rule's.
  if (!every || hasCondition) return [];
  const scoped = actions.map((action) => textOf(action)).filter((action) => action !== undefined && isScoped(action));
  if (scoped.length === 0) return [];
  const named = scoped.slice(0, 3).join(", ") + (scoped.length > 3 ? ` and ${scoped.length - 3} more` : "");
  return [
    {
      at: every.place,
      message: `These actions can be limited to the resources the function needs, and here reach all of the account's; name the ARNs: ${named}`,
      related: [{ at: resource.head, message: `In the policies of ${resource.name}` }],
    },
  ];
}

/** Is it certain that the action could be limited? Logs are written to a group that Lambda names: AWS's own policy has a wildcard there. */
function isScoped(action: string | undefined): boolean {
  if (action === undefined || /^(\*|[\w-]+:\*)$/.test(action) || /^(logs|xray|cloudwatch):/i.test(action)) return false;
  return isUnscoped(action) === false;
}
