import type { FunctionResource } from "../../model/infrastructure.ts";
import { type Change, reference } from "../../rewrite/template.ts";
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
    const { rollout, aliases, stack, name } = fn;
    const [alias] = aliases;
    // Without an alias the first step is to have one.
    if (!alias || !stack.isComplete || stack.plugins.some((plugin) => /canary|blue-?green/i.test(plugin))) return undefined;
    if (rollout.kind !== "absent") return rollout.kind === "set" && !/AllAtOnce/i.test(rollout.value) ? "ok" : undefined;
    return {
      at: alias.head,
      message: `All callers get a new version in the same second, good or bad; shift traffic step by step (canary or linear) and let alarms roll it back: ${name}`,
      fixes: () => (stack.dialect === "sam" ? [repair(`Shift traffic in a canary: ${name}`, "suggested", rewrite.change(canary(fn)))] : []),
    };
  },
});

/** Without an alarm nothing takes a broken version back: the function's own, or a new one on its errors. */
function canary({ resource, alarms }: FunctionResource): Change[] {
  const id = `${resource.name}Errors`;
  const names = alarms.length > 0 ? alarms.map((alarm) => alarm.id) : [id];
  const value = { Type: "Canary10Percent5Minutes", Alarms: names.map((name) => reference(name)) };
  const shift: Change = { kind: "set", resource, path: ["DeploymentPreference"], value };
  if (alarms.length > 0) return [shift];
  const properties = {
    Namespace: "AWS/Lambda",
    MetricName: "Errors",
    Dimensions: [{ Name: "FunctionName", Value: reference(resource.id) }],
    Statistic: "Sum",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
    TreatMissingData: "notBreaching",
  };
  return [{ kind: "add", after: resource, id, type: "AWS::CloudWatch::Alarm", properties }, shift];
}
