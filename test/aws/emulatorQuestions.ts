/** What every action is asked, of whom, and what is to come of it: 120 functions, one of which has everything. */
import * as lambda from "@aws-sdk/client-lambda";
import type { Service } from "../../client/aws/actions.ts";
import type { World } from "../../scripts/aws/seeds/world.ts";

export const now = Date.UTC(2026, 10, 23, 12, 0, 30);
export const FunctionName = "orders-000";
const dimensions = [{ Name: "FunctionName", Value: FunctionName }];
export const logGroupName = `/aws/lambda/${FunctionName}`;
export const from = now / 1000 - 3600;
export const to = now / 1000;

/** One of the functions has everything. */
export async function everything(world: World): Promise<void> {
  const client = world.lambda;
  await world.publish(FunctionName, [48, 2]);
  const RoutingConfig = { AdditionalVersionWeights: { 2: 0.1 } };
  await client.send(new lambda.CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1", RoutingConfig }));
  await client.send(new lambda.PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 7 }));
  const provisioned = { FunctionName, Qualifier: "live", ProvisionedConcurrentExecutions: 3 };
  await client.send(new lambda.PutProvisionedConcurrencyConfigCommand(provisioned));
  const EventSourceArn = await world.queue("orders");
  await client.send(new lambda.CreateEventSourceMappingCommand({ FunctionName, EventSourceArn, BatchSize: 5 }));
  await client.send(new lambda.PutFunctionEventInvokeConfigCommand({ FunctionName, MaximumRetryAttempts: 1 }));
  await client.send(new lambda.CreateFunctionUrlConfigCommand({ FunctionName, AuthType: "AWS_IAM" }));
  const metric = { Namespace: "AWS/Lambda", MetricName: "Errors", Dimensions: dimensions, Statistic: "Sum" } as const;
  const condition = { Period: 60, EvaluationPeriods: 3, Threshold: 5, ComparisonOperator: "GreaterThanThreshold" } as const;
  await world.alarm({ AlarmName: "orders-errors", ...metric, ...condition }, "ALARM");
}

/** As boto3 and `aws` call the services. */
export const services: Readonly<Record<Service, string>> = {
  lambda: "lambda",
  cloudwatch: "cloudwatch",
  logs: "logs",
  tagging: "resourcegroupstaggingapi",
};

export function measured(Id: string, MetricName: string, Stat: string, Period: number, ReturnData = true) {
  return { Id, MetricStat: { Metric: { Namespace: "AWS/Lambda", MetricName, Dimensions: dimensions }, Period, Stat }, ReturnData };
}

export const metricData = {
  StartTime: from,
  EndTime: to,
  ScanBy: "TimestampAscending",
  MetricDataQueries: [
    measured("p95", "Duration", "p95", 300),
    measured("p99", "Duration", "p99", 3600),
    measured("invocations", "Invocations", "Sum", 300),
    measured("errors", "Errors", "Sum", 300, false),
    { Id: "rate", Expression: "100 * errors / MAX([errors, invocations])", Label: "Error rate" },
    { Id: "filled", Expression: "FILL(errors, 0) + (invocations - invocations) - 1 ^ 2 * -2" },
  ],
};

/** What each action is asked, and which part of the answer `aws` is to print. */
export const questions: Readonly<Record<string, readonly [input: object, query: string, printed: unknown]>> = {
  ListFunctions: [{}, "length(Functions)", 120],
  GetResources: [{ ResourceTypeFilters: ["lambda:function"] }, "length(ResourceTagMappingList)", 120],
  GetFunctionConcurrency: [{ FunctionName }, "ReservedConcurrentExecutions", 7],
  GetAccountSettings: [{}, "AccountLimit.[ConcurrentExecutions, UnreservedConcurrentExecutions]", [1000, 993]],
  ListProvisionedConcurrencyConfigs: [
    { FunctionName },
    "ProvisionedConcurrencyConfigs[].[Status, RequestedProvisionedConcurrentExecutions]",
    [["READY", 3]],
  ],
  ListAliases: [{ FunctionName }, "Aliases[].[Name, RoutingConfig.AdditionalVersionWeights]", [["live", { 2: 0.1 }]]],
  ListVersionsByFunction: [{ FunctionName }, "Versions[].Version", ["$LATEST", "1", "2"]],
  ListEventSourceMappings: [{ FunctionName }, "EventSourceMappings[].[BatchSize, State]", [[5, "Enabled"]]],
  ListFunctionEventInvokeConfigs: [{ FunctionName }, "FunctionEventInvokeConfigs[].MaximumRetryAttempts", [1]],
  ListFunctionUrlConfigs: [{ FunctionName }, "FunctionUrlConfigs[].[AuthType, InvokeMode]", [["AWS_IAM", "BUFFERED"]]],
  DescribeLogGroups: [{ logGroupNamePrefix: logGroupName }, "logGroups[].logGroupName", [logGroupName]],
  FilterLogEvents: [
    { logGroupName, startTime: from * 1000, endTime: to * 1000, filterPattern: "REPORT", limit: 3 },
    "events[].message | length([?starts_with(@, 'REPORT RequestId: ')])",
    3,
  ],
  DescribeAlarms: [{ AlarmTypes: ["MetricAlarm"] }, "MetricAlarms[].[AlarmName, StateValue, Threshold]", [["orders-errors", "ALARM", 5]]],
  GetMetricData: [
    metricData,
    "MetricDataResults[].[Id, Label, StatusCode]",
    [
      ["p95", "Duration", "Complete"],
      ["p99", "Duration", "Complete"],
      ["invocations", "Invocations", "Complete"],
      ["rate", "Error rate", "Complete"],
      ["filled", "filled", "Complete"],
    ],
  ],
};

/** `ListFunctionUrlConfigs` to `list-function-url-configs`, `logGroupName` to `--log-group-name`. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at: number) => `${at > 0 ? "-" : ""}${letter.toLowerCase()}`);
}

export function commandOf(service: Service, operation: string, input: object): string[] {
  const options = Object.entries(input).flatMap(([name, value]) => {
    return [`--${kebab(name)}`, typeof value === "object" ? JSON.stringify(value) : String(value)];
  });
  return [services[service], kebab(operation), ...options];
}
