import type { TerraformType } from "./type.ts";

/** Logs, alarms, budgets, identities. */
export const operations: Readonly<Record<string, TerraformType>> = {
  aws_cloudwatch_log_group: { canonical: "AWS::Logs::LogGroup", names: { name: "LogGroupName" }, ignored: ["skip_destroy"] },
  aws_cloudwatch_log_subscription_filter: { canonical: "AWS::Logs::SubscriptionFilter", names: { name: "FilterName" } },
  aws_cloudwatch_log_metric_filter: {
    canonical: "AWS::Logs::MetricFilter",
    names: { name: "FilterName", pattern: "FilterPattern", metric_transformation: "MetricTransformations" },
    blocks: ["metric_transformation"],
    lists: ["metric_transformation"],
  },
  aws_cloudwatch_metric_alarm: {
    canonical: "AWS::CloudWatch::Alarm",
    names: {
      insufficient_data_actions: "InsufficientDataActions",
      ok_actions: "OKActions",
      metric_query: "Metrics",
      "metric_query.metric": "MetricStat",
    },
    blocks: ["metric_query", "metric_query.metric"],
    lists: ["metric_query"],
  },
  aws_cloudwatch_composite_alarm: { canonical: "AWS::CloudWatch::CompositeAlarm" },
  aws_budgets_budget: {
    canonical: "AWS::Budgets::Budget",
    names: {
      name: "Budget.BudgetName",
      budget_type: "Budget.BudgetType",
      time_unit: "Budget.TimeUnit",
      limit_amount: "Budget.BudgetLimit.Amount",
      limit_unit: "Budget.BudgetLimit.Unit",
      notification: "NotificationsWithSubscribers",
    },
    blocks: ["notification"],
    lists: ["notification"],
  },
  aws_ce_anomaly_monitor: { canonical: "AWS::CE::AnomalyMonitor" },
  aws_ce_anomaly_subscription: { canonical: "AWS::CE::AnomalySubscription" },
  aws_iam_role: {
    canonical: "AWS::IAM::Role",
    names: {
      name: "RoleName",
      assume_role_policy: "AssumeRolePolicyDocument",
      inline_policy: "Policies",
      "inline_policy.name": "PolicyName",
      "inline_policy.policy": "PolicyDocument",
    },
    blocks: ["inline_policy"],
    lists: ["inline_policy"],
    json: ["assume_role_policy", "inline_policy.policy"],
    ignored: ["force_detach_policies"],
  },
  aws_iam_policy: {
    canonical: "AWS::IAM::ManagedPolicy",
    names: { name: "ManagedPolicyName", policy: "PolicyDocument" },
    json: ["policy"],
  },
  aws_iam_role_policy: {
    canonical: "AWS::IAM::Policy",
    names: { name: "PolicyName", policy: "PolicyDocument", role: "Roles" },
    json: ["policy"],
  },
  aws_iam_role_policy_attachment: { canonical: "aws_iam_role_policy_attachment" },
  aws_iam_policy_attachment: { canonical: "aws_iam_policy_attachment" },
};
