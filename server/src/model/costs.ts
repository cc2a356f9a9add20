/** What tells somebody that functions cost more than they should. */
import { property, textOf, walk } from "./expressions.ts";
import type { Resource } from "./infrastructure.ts";

const OF_ACCOUNT = /^(?:AWS::Budgets::|AWS::CE::Anomaly|aws_budgets_|aws_ce_anomaly|budgets\.|ce\.CfnAnomaly)/;

/** A budget, a monitor of Cost Explorer or an alarm on charges: it watches the whole account. */
export function watchesAccount(resource: Resource): boolean {
  if (OF_ACCOUNT.test(resource.type)) return true;
  if (resource.type !== "AWS::CloudWatch::Alarm") return false;
  return textOf(property(resource, "Namespace")) === "AWS/Billing" || metricsOf(resource).includes("EstimatedCharges");
}

/** An alarm on functions that are invoked too often; one on their silence is about something else. */
export function watchesInvocations(resource: Resource): boolean {
  if (resource.type !== "AWS::CloudWatch::Alarm" || textOf(property(resource, "ComparisonOperator"))?.startsWith("Less")) return false;
  // In metric math it is what errors are divided by.
  return textOf(property(resource, "MetricName")) === "Invocations";
}

/** The metrics of an alarm, those of metric math included, as far as their names are known. */
export function metricsOf(alarm: Resource): string[] {
  const own = textOf(property(alarm, "MetricName"));
  const math = property(alarm, "Metrics");
  const found =
    math === undefined ? [] : [...walk(math)].flatMap((part) => (part.kind === "map" ? (textOf(property(part, "MetricName")) ?? []) : []));
  return own === undefined ? found : [own, ...found];
}
