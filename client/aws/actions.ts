/**
 * Every action of AWS that may be called, and what for: the connection refuses any other (`clients.ts`), and the policy of
 * docs/deployed.md is held to this list.
 */

export type Service = "lambda" | "cloudwatch" | "logs" | "tagging";

export interface Action {
  /** As a policy names it. */
  readonly action: string;
  /** Operation of the service's API. */
  readonly operation: string;
  readonly service: Service;
  /** What a person does not see without it. */
  readonly why: string;
  /** Without it nothing can be shown; the others may be left out of a policy. */
  readonly isRequired: boolean;
}

export const ACTIONS: readonly Action[] = [
  needed("lambda", "ListFunctions", "The list of deployed functions with their configuration."),
  wanted("tagging", "GetResources", "Tags, for the filter and for matching functions to the code by their stack."),
  wanted("lambda", "GetFunctionConcurrency", "Reserved concurrency."),
  wanted("lambda", "GetAccountSettings", "The concurrency limit of the account."),
  wanted("lambda", "ListProvisionedConcurrencyConfigs", "Provisioned concurrency."),
  wanted("lambda", "ListAliases", "Aliases and how they share traffic."),
  wanted("lambda", "ListVersionsByFunction", "Published versions, and when something was deployed."),
  wanted("lambda", "ListEventSourceMappings", "Queues, streams and brokers the function reads from."),
  wanted("lambda", "ListFunctionEventInvokeConfigs", "Retries and destinations of asynchronous invocation."),
  wanted("lambda", "ListFunctionUrlConfigs", "Whether the function's URL asks for authorization."),
  wanted("logs", "DescribeLogGroups", "How long logs are kept."),
  wanted("logs", "StartQuery", "Memory used and cold starts from the REPORT lines by Logs Insights, when a person asks for them."),
  wanted("logs", "GetQueryResults", "The answer of Logs Insights."),
  wanted("logs", "FilterLogEvents", "Memory used and cold starts from the latest REPORT lines, where Logs Insights may not be asked."),
  wanted("cloudwatch", "DescribeAlarms", "Alarms on the function and on its dead-letter queue."),
  wanted("cloudwatch", "GetMetricData", "Metrics."),
];

function wanted(service: Service, operation: string, why: string): Action {
  const prefix = service === "tagging" ? "tag" : service;
  return { action: `${prefix}:${operation}`, operation, service, why, isRequired: false };
}

function needed(service: Service, operation: string, why: string): Action {
  return { ...wanted(service, operation, why), isRequired: true };
}

/** The action an operation of a service asks permission for; undefined where it is none of ours. */
export function actionOf(service: Service, operation: string): string | undefined {
  return ACTIONS.find((each) => each.service === service && each.operation === operation)?.action;
}
