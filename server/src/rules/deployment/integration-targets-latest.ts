import { defineRule, type everyDialect, type Problem } from "../rule.ts";

export const integrationTargetsLatest = defineRule({
  id: "integration-targets-latest",
  title: "Trigger that passes by the alias",
  section: "deployment",
  checklist: "safe-rollout",
  severity: "warning",
  profile: "recommended",
  // SAM and the Serverless Framework connect what they make to the alias.
  languages: ["cloudformation", "terraform", "cdk"] satisfies readonly (typeof everyDialect)[number][],
  on: "deployed-function",
  check({ aliases, triggers, name }) {
    const [alias] = aliases;
    if (!alias || triggers.length === 0) return undefined;
    const past = triggers.filter(({ isQualified, resource }) => !isQualified && resource.type !== "AWS::Lambda::Permission");
    if (past.length === 0) return "ok";
    return past.map(
      ({ resource, type }): Problem => ({
        at: resource.head,
        message: `This invokes the function as it was deployed last, so versions, canary and rollback of the alias do nothing for it; name the alias: ${name} (${type})`,
        related: [{ at: alias.head, message: "The alias" }],
      }),
    );
  },
});
