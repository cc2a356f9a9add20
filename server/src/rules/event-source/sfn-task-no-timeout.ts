import { definitionOf, type State } from "../../model/stateMachines.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

export const sfnTaskNoTimeout = defineRule({
  id: "sfn-task-no-timeout",
  title: "Task that may wait for a year",
  section: "event-source",
  checklist: "retries-understood",
  severity: "info",
  profile: "recommended",
  languages: everyDialect.filter((dialect) => dialect !== "cdk"),
  on: "resource",
  check(machine) {
    const definition = machine.type === "AWS::StepFunctions::StateMachine" ? definitionOf(machine) : undefined;
    const waiting = definition?.states.filter(waits) ?? [];
    if (definition === undefined || waiting.length === 0) return undefined;
    const endless = definition.fields.has("TimeoutSeconds")
      ? []
      : waiting.filter(({ fields }) => !LIMITS.some((limit) => fields.has(limit)));
    if (endless.length === 0) return "ok";
    return endless.map(
      ({ at, name }): Problem => ({
        at,
        message: `This task waits until somebody answers, and when whoever should has died it waits for up to a year; set TimeoutSeconds, or HeartbeatSeconds where there are signs of life: ${name}`,
      }),
    );
  },
});

const LIMITS = ["TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath"];

/** For a token that somebody sends back, or a worker that polls. Jobs that AWS runs (`.sync`) end by themselves. */
function waits({ type, resource }: State): boolean {
  return type === "Task" && resource !== null && /\.waitForTaskToken$|:states:[^:]*:[^:]*:activity:/.test(resource);
}
