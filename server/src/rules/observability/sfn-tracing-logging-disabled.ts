import { booleanOf, isAbsent, property, textOf } from "../../model/expressions.ts";
import type { Resource } from "../../model/infrastructure.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

export const sfnTracingLoggingDisabled = defineRule({
  id: "sfn-tracing-logging-disabled",
  title: "State machine that leaves no trace",
  section: "observability",
  checklist: "tracing-or-correlation",
  severity: "hint",
  profile: "recommended",
  languages: everyDialect,
  on: "resource",
  check(machine, { rewrite }) {
    if (machine.type !== "AWS::StepFunctions::StateMachine") return undefined;
    const traced = property(machine, "TracingConfiguration.Enabled");
    const isTraced = booleanOf(traced) === true;
    const isUntraced = booleanOf(traced) === false || isAbsent(machine, "TracingConfiguration");
    const lacks = [
      ...(isUntraced ? ["X-Ray tracing"] : []),
      ...(lacksLogs(machine) ? ["logs, which are all that an express workflow leaves"] : []),
    ];
    if (lacks.length === 0) return isTraced ? "ok" : undefined;
    return {
      at: traced?.place ?? machine.head,
      message: `Where an execution spent its time and what it was given is not seen across its tasks; turn on what is missing: ${machine.name} has no ${lacks.join(" and no ")}`,
      fixes: () => [
        lacks.length > 1
          ? undefined
          : repair(
              `Trace executions: ${machine.name}`,
              "suggested",
              rewrite.change([{ kind: "set", resource: machine, path: ["TracingConfiguration", "Enabled"], value: true }]),
            ),
      ],
    };
  },
});

/** Standard workflows keep a history of their own. What the CDK is told of logs is not read. */
function lacksLogs(machine: Resource): boolean {
  if (machine.stack.dialect === "cdk" || textOf(property(machine, "StateMachineType"))?.toUpperCase() !== "EXPRESS") return false;
  return isAbsent(machine, "LoggingConfiguration") || textOf(property(machine, "LoggingConfiguration.Level")) === "OFF";
}
