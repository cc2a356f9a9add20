/** What Lambda and CloudWatch Logs say of one function beyond its configuration, each with the request it takes. */
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  ListFunctionEventInvokeConfigsCommand,
  ListFunctionUrlConfigsCommand,
  ListProvisionedConcurrencyConfigsCommand,
} from "@aws-sdk/client-lambda";
import type { DeployedAsyncInvocation, DeployedFunction, DeployedProvisionedConcurrency } from "../../../server/src/protocol.ts";
import type { Clients } from "../clients.ts";
import { whereKnown } from "../configuration.ts";
import { withoutAccount } from "../redact.ts";
import { everyPage } from "./pages.ts";

/** Null: not reserved. */
export async function readReservedConcurrency(clients: Clients, name: string, signal: AbortSignal): Promise<number | null> {
  const answer = await clients.lambda(new GetFunctionConcurrencyCommand({ FunctionName: name }), signal);
  return answer.ReservedConcurrentExecutions ?? null;
}

/** Undefined where AWS tells no limit. */
export async function readAccount(clients: Clients, signal: AbortSignal): Promise<DeployedFunction["account"] | undefined> {
  const { AccountLimit: limit } = await clients.lambda(new GetAccountSettingsCommand({}), signal);
  if (limit?.ConcurrentExecutions === undefined) return undefined;
  const { ConcurrentExecutions: most, UnreservedConcurrentExecutions: unreserved = most } = limit;
  return { concurrentExecutions: most, unreserved };
}

export async function readProvisionedConcurrency(
  clients: Clients,
  name: string,
  signal: AbortSignal,
): Promise<DeployedProvisionedConcurrency[]> {
  const items = await everyPage(async (marker) => {
    const page = await clients.lambda(new ListProvisionedConcurrencyConfigsCommand({ FunctionName: name, Marker: marker }), signal);
    return { items: page.ProvisionedConcurrencyConfigs, next: page.NextMarker };
  });
  return items.map((item) => ({
    qualifier: qualifierOf(item.FunctionArn) ?? "",
    requested: item.RequestedProvisionedConcurrentExecutions ?? 0,
    available: item.AvailableProvisionedConcurrentExecutions ?? 0,
  }));
}

/**
 * Of the function itself, else of one of its aliases: SAM's `AutoPublishAlias` puts it there. Null: the defaults hold.
 */
export async function readAsyncInvocation(clients: Clients, name: string, signal: AbortSignal): Promise<DeployedAsyncInvocation | null> {
  const all = await everyPage(async (marker) => {
    const page = await clients.lambda(new ListFunctionEventInvokeConfigsCommand({ FunctionName: name, Marker: marker }), signal);
    return { items: page.FunctionEventInvokeConfigs, next: page.NextMarker };
  });
  const config = all.find((each) => [undefined, "$LATEST"].includes(qualifierOf(each.FunctionArn))) ?? all[0];
  if (!config) return null;
  const { OnFailure: failure, OnSuccess: success } = config.DestinationConfig ?? {};
  return whereKnown({
    maximumEventAge: config.MaximumEventAgeInSeconds,
    maximumRetryAttempts: config.MaximumRetryAttempts,
    onFailure: failure?.Destination && withoutAccount(failure.Destination),
    onSuccess: success?.Destination && withoutAccount(success.Destination),
  });
}

/** `NONE` where one of its URLs is open to everybody, be it an alias's; null: it has none. */
export async function readUrlAuthType(clients: Clients, name: string, signal: AbortSignal): Promise<string | null> {
  const urls = await everyPage(async (marker) => {
    const page = await clients.lambda(new ListFunctionUrlConfigsCommand({ FunctionName: name, Marker: marker }), signal);
    return { items: page.FunctionUrlConfigs, next: page.NextMarker };
  });
  const types = urls.map((url) => url.AuthType);
  return types.find((type) => type === "NONE") ?? types[0] ?? null;
}

/** Days; null: for ever; undefined: there is no such log group, as before the first invocation. */
export async function readLogRetention(clients: Clients, logGroup: string, signal: AbortSignal): Promise<number | null | undefined> {
  const groups = await everyPage(async (marker) => {
    const page = await clients.logs(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroup, nextToken: marker }), signal);
    // Names come in order, and the prefix is the first of those that begin with it.
    const isThere = page.logGroups?.some((group) => group.logGroupName === logGroup);
    return { items: page.logGroups, next: isThere ? undefined : page.nextToken };
  });
  const group = groups.find((each) => each.logGroupName === logGroup);
  return group && (group.retentionInDays ?? null);
}

/** `live` of `arn:aws:lambda:REGION:ACCOUNT:function:NAME:live`; undefined without. */
function qualifierOf(arn: string | undefined): string | undefined {
  return arn?.split(":")[7];
}
