import { property, textOf } from "../../model/expressions.ts";
import type { Stack } from "../../model/infrastructure.ts";
import { areNear } from "../../model/neighbours.ts";
import { reference } from "../../rewrite/template.ts";
import { defineRule, everyDialect, type InfrastructureContext, repair } from "../rule.ts";

export const dlqNoAlarm = defineRule({
  id: "dlq-no-alarm",
  title: "Dead-letter queue that nobody looks into",
  section: "observability",
  checklist: "metrics-and-alarms",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "resource",
  check(queue, context) {
    const { isDeadLetter, referrers, resources, rewrite } = context;
    if (queue.type !== "AWS::SQS::Queue" || !isDeadLetter(queue) || !queue.stack.isComplete) return undefined;
    const alarms = resources(queue.stack, "AWS::CloudWatch::Alarm");
    const name = textOf(property(queue, "QueueName"));
    const isNamed = alarms.some((alarm) => name !== undefined && JSON.stringify(property(alarm, "Dimensions"), plain).includes(name));
    if (isNamed || referrers(queue).some(({ type }) => type === "AWS::CloudWatch::Alarm")) return "ok";
    // Alarms whose dimensions are not known may be for this queue.
    if (alarms.some((alarm) => property(alarm, "Dimensions")?.kind === "computed")) return undefined;
    if (context.stacks.some((other) => areNear(queue.stack, other) && watchesOthers(other, context))) return undefined;
    const properties = {
      Namespace: "AWS/SQS",
      MetricName: "ApproximateNumberOfMessagesVisible",
      Dimensions: [{ Name: "QueueName", Value: reference(queue.id, "QueueName") }],
      Statistic: "Maximum",
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      TreatMissingData: "notBreaching",
    };
    return {
      at: queue.head,
      message: `What lands here failed for good, and is deleted after days without anybody having seen it; add an alarm on its depth: ${queue.name}`,
      fixes: () => [
        repair(
          `Add an alarm on the depth: ${queue.name}`,
          "suggested",
          rewrite.change([{ kind: "add", after: queue, id: `${queue.name}Alarm`, type: "AWS::CloudWatch::Alarm", properties }]),
        ),
      ],
    };
  },
});

/** Has the stack an alarm on a queue that is none of its own? */
function watchesOthers(stack: Stack, { resources, named }: InfrastructureContext): boolean {
  return resources(stack, "AWS::CloudWatch::Alarm").some((alarm) => {
    const dimensions = property(alarm, "Dimensions");
    return textOf(property(alarm, "Namespace")) === "AWS/SQS" && dimensions !== undefined && named(dimensions, stack).length === 0;
  });
}

/** Places lead to whole files; only what is written counts. */
function plain(key: string, value: unknown): unknown {
  if (key === "place" || key === "key") return undefined;
  return value instanceof Map ? [...value] : value;
}
