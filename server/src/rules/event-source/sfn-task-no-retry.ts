import { definitionOf, runsFunction } from "../../model/stateMachines.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

/** What AWS advises to retry: errors of Lambda itself, which the next attempt mostly does not meet. */
const RETRY = {
  ErrorEquals: ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException", "Lambda.TooManyRequestsException"],
  IntervalSeconds: 1,
  MaxAttempts: 3,
  BackoffRate: 2,
};

export const sfnTaskNoRetry = defineRule({
  id: "sfn-task-no-retry",
  title: "Task that ends the workflow with the first hiccup",
  section: "event-source",
  checklist: "retries-understood",
  severity: "info",
  profile: "recommended",
  // The CDK retries errors of Lambda unless told otherwise.
  languages: everyDialect.filter((dialect) => dialect !== "cdk"),
  on: "resource",
  check(machine, { rewrite }) {
    const definition = machine.type === "AWS::StepFunctions::StateMachine" ? definitionOf(machine) : undefined;
    const tasks = definition?.states.filter(runsFunction) ?? [];
    if (tasks.length === 0) return undefined;
    const bare = tasks.filter(({ fields }) => !fields.has("Retry") && !fields.has("Catch"));
    const [first] = bare;
    if (first === undefined) return tasks.every(({ fields }) => fields.has("Retry")) ? "ok" : undefined;
    return {
      at: first.at,
      message: `Lambda answers now and then with an error of its own or that too much is going on, and that ends the whole execution; retry these errors with a growing interval: ${bare.map(({ name }) => name).join(", ")}`,
      related: bare.slice(1).map(({ at, name }) => ({ at, message: `${name} too` })),
      fixes: () => [
        bare.some(({ path }) => path === null)
          ? undefined
          : repair(
              "Retry errors of Lambda",
              "suggested",
              rewrite.change(
                bare.map(({ path }) => ({ kind: "set", resource: machine, path: [...(path ?? []), "Retry"], value: [RETRY] })),
              ),
            ),
      ],
    };
  },
});
