import { defineRule, everyDialect, repair } from "../rule.ts";

export const noGradualDeployment = defineRule({
  id: "no-gradual-deployment",
  title: "Alias that moves to a new version at once",
  section: "deployment",
  checklist: "safe-rollout",
  severity: "hint",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite }) {
    const { rollout, aliases, resource, stack, name } = fn;
    const [alias] = aliases;
    // Without an alias the first step is to have one.
    if (!alias || !stack.isComplete || stack.plugins.some((plugin) => /canary|blue-?green/i.test(plugin))) return undefined;
    if (rollout.kind !== "absent") return rollout.kind === "set" && !/AllAtOnce/i.test(rollout.value) ? "ok" : undefined;
    const value = { Type: "Canary10Percent5Minutes" };
    const change = { kind: "set", resource, path: ["DeploymentPreference"], value } as const;
    return {
      at: alias.head,
      message: `All callers get a new version in the same second, good or bad; shift traffic step by step (canary or linear) and let alarms roll it back: ${name}`,
      fixes: () => (stack.dialect === "sam" ? [repair(`Shift traffic in a canary: ${name}`, "suggested", rewrite.change([change]))] : []),
    };
  },
});
