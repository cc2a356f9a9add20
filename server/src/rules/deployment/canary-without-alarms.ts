import { isAbsent, property, textOf } from "../../model/expressions.ts";
import { defineRule, everyDialect } from "../rule.ts";

/** Strategies that watch nothing: all at once. */
const AT_ONCE = /AllAtOnce/i;

export const canaryWithoutAlarms = defineRule({
  id: "canary-without-alarms",
  title: "Gradual deployment that nothing stops",
  section: "deployment",
  checklist: "rollback-known",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect.filter((dialect) => dialect !== "serverless"),
  on: "resource",
  check(group, { functionOf }) {
    if (group.type !== "AWS::CodeDeploy::DeploymentGroup") return undefined;
    const strategy = property(group, "DeploymentConfigName");
    const name = textOf(strategy);
    if (!strategy || name === undefined || AT_ONCE.test(name) || !/Canary|Linear/i.test(name)) return undefined;
    if (!isAbsent(group, "AlarmConfiguration")) return "ok";
    return {
      at: strategy.place,
      message: `Traffic is shifted step by step, but no alarm watches, so a broken version takes over all the same; name alarms that roll it back: ${functionOf(group)?.name ?? group.name}`,
    };
  },
});
