/** One client for each service, made when it is first asked; all share credentials, retries, time limits and the count of what is asked. */

import type { ServiceInputTypes as CloudWatchInput, ServiceOutputTypes as CloudWatchOutput } from "@aws-sdk/client-cloudwatch";
import { CloudWatchClient, type CloudWatchClientResolvedConfig } from "@aws-sdk/client-cloudwatch";
import type { ServiceInputTypes as LogsInput, ServiceOutputTypes as LogsOutput } from "@aws-sdk/client-cloudwatch-logs";
import { CloudWatchLogsClient, type CloudWatchLogsClientResolvedConfig } from "@aws-sdk/client-cloudwatch-logs";
import type { ServiceInputTypes as LambdaInput, ServiceOutputTypes as LambdaOutput } from "@aws-sdk/client-lambda";
import { LambdaClient, type LambdaClientResolvedConfig } from "@aws-sdk/client-lambda";
import type { ServiceInputTypes as TaggingInput, ServiceOutputTypes as TaggingOutput } from "@aws-sdk/client-resource-groups-tagging-api";
import {
  ResourceGroupsTaggingAPIClient,
  type ResourceGroupsTaggingAPIClientResolvedConfig,
} from "@aws-sdk/client-resource-groups-tagging-api";
import type { AwsCredentialIdentityProvider, Client, Command, MetadataBearer, Pluggable } from "@smithy/types";
import { actionOf, type Service } from "./actions.ts";
import type { ConnectionOptions, Usage } from "./contract.ts";
import { silent } from "./credentials.ts";
import type { Target } from "./environment.ts";
import { type FailureContext, failureOf } from "./failure.ts";

/**
 * Sends a command, with retries.
 * @throws Failure, or the signal's reason when it was cancelled.
 */
export type Ask<ClientInput extends object, ClientOutput extends MetadataBearer, Config> = <
  Input extends ClientInput,
  Output extends ClientOutput,
>(
  command: Command<ClientInput, Input, ClientOutput, Output, Config>,
  signal: AbortSignal,
) => Promise<Output>;

export interface Clients {
  readonly region: string;
  /** Requests that went out, repeated ones too, and metrics that GetMetricData was asked for: nobody else counts them. */
  readonly usage: Usage;
  readonly lambda: Ask<LambdaInput, LambdaOutput, LambdaClientResolvedConfig>;
  readonly cloudWatch: Ask<CloudWatchInput, CloudWatchOutput, CloudWatchClientResolvedConfig>;
  readonly logs: Ask<LogsInput, LogsOutput, CloudWatchLogsClientResolvedConfig>;
  readonly tagging: Ask<TaggingInput, TaggingOutput, ResourceGroupsTaggingAPIClientResolvedConfig>;
  /** Ends connections; what is under way rejects. */
  close(): void;
}

const defaultTimeout = 15_000;
const defaultAttempts = 4;

export function createClients(options: ConnectionOptions, target: Target, credentials: AwsCredentialIdentityProvider): Clients {
  const usage = { metrics: 0, requests: 0 };
  const closing = new AbortController();
  const made: { destroy(): void }[] = [];
  const asker = <Input extends object, Output extends MetadataBearer, Config>(
    service: Service,
    create: (settings: ReturnType<typeof settingsOf>) => Client<Input, Output, Config>,
  ): Ask<Input, Output, Config> => {
    let client: Client<Input, Output, Config> | undefined;
    return async (command, signal) => {
      const either = AbortSignal.any([signal, closing.signal]);
      either.throwIfAborted();
      if (!client) {
        client = create(settingsOf(service, options, target, credentials));
        client.middlewareStack.use(watch(service, target, usage));
        made.push(client);
      }
      try {
        return await client.send(command, { abortSignal: either });
      } catch (error) {
        either.throwIfAborted();
        throw failureOf(error, contextOf(target, undefined));
      }
    };
  };
  return {
    region: target.region,
    usage,
    lambda: asker("lambda", (settings) => new LambdaClient(settings)),
    cloudWatch: asker("cloudwatch", (settings) => new CloudWatchClient(settings)),
    logs: asker("logs", (settings) => new CloudWatchLogsClient(settings)),
    tagging: asker("tagging", (settings) => new ResourceGroupsTaggingAPIClient(settings)),
    close() {
      closing.abort();
      for (const client of made) client.destroy();
    },
  };
}

export function contextOf(target: Target, action: string | undefined): FailureContext {
  const { profile, kind, region } = target;
  return { profile, kind, region, endpoint: hostOf(target), action };
}

/** Host of the emulator that answers instead of AWS. */
export function hostOf({ endpoints }: Target): string | undefined {
  return (endpoints.lambda ?? endpoints.cloudwatch)?.host;
}

/** All that the SDK would read of environment and files itself is given to it, so that what was resolved counts. */
function settingsOf(service: Service, options: ConnectionOptions, target: Target, credentials: AwsCredentialIdentityProvider) {
  const timeout = options.timeout ?? defaultTimeout;
  const endpoint = target.endpoints[service];
  return {
    region: target.region,
    credentials,
    ...(endpoint && { endpoint: endpoint.href }),
    ignoreConfiguredEndpointUrls: true,
    useFipsEndpoint: target.useFips,
    useDualstackEndpoint: target.useDualStack,
    defaultsMode: "standard" as const,
    retryMode: "standard",
    maxAttempts: options.attempts ?? defaultAttempts,
    userAgentAppId: "lambda-ready",
    logger: silent,
    requestHandler: {
      connectionTimeout: Math.min(timeout, 5_000),
      requestTimeout: timeout,
      socketTimeout: timeout,
      throwOnRequestTimeout: true,
      logger: silent,
    },
  };
}

/** Counts requests and metrics, puts failures into words, and refuses what is not among the actions: nothing but reading leaves this room. */
function watch<Input extends object, Output extends MetadataBearer>(
  service: Service,
  target: Target,
  usage: { metrics: number; requests: number },
): Pluggable<Input, Output> {
  return {
    applyToStack(stack) {
      stack.add(
        (next, context) => async (args) => {
          const operation = String(context.commandName).replace(/Command$/, "");
          const action = actionOf(service, operation);
          if (action === undefined) throw new Error(`${operation} is not among the actions`);
          try {
            const answer = await next(args);
            if (operation === "GetMetricData") usage.metrics += metricsIn(args.input);
            return answer;
          } catch (error) {
            throw failureOf(error, contextOf(target, action));
          }
        },
        { step: "initialize", name: "onlyActions" },
      );
      stack.add(
        (next) => async (args) => {
          usage.requests += 1;
          return next(args);
        },
        // After the retries, so that each try is counted.
        { step: "finalizeRequest", priority: "low", name: "countRequests" },
      );
    },
  };
}

/** Expressions are not billed, the metrics they are made of are. */
function metricsIn(input: object): number {
  const { MetricDataQueries: queries = [] } = input as { MetricDataQueries?: readonly { MetricStat?: object }[] };
  return queries.filter((query) => query.MetricStat).length;
}
