/** What the Serverless Framework calls things, and what CloudFormation calls them. Readers and writers use the same tables. */

/** What the framework deploys where neither function nor provider says otherwise; Lambda's own would be 3 s and 128 MB. */
export const DEFAULT_TIMEOUT_SECONDS = 6;
export const DEFAULT_MEMORY_MB = 1024;
export const DEFAULT_RUNTIME = "nodejs20.x";
export const DEFAULT_STAGE = "dev";

/** Of polled streams, where Lambda has none of its own or another one. */
export const DEFAULT_STARTING_POSITION = "TRIM_HORIZON";

/** How a value differs between the two: `one-item`: one value here, a list there. `patterns`: a list here, `{Filters: [{Pattern}]}` there. */
export type WordForm = "same" | "one-item" | "patterns" | "mode" | "apply-on" | "destination";

export interface Word {
  /** The framework's key, dotted where it is nested. */
  readonly key: string;
  /** CloudFormation's property, dotted likewise. */
  readonly property: string;
  readonly form: WordForm;
  /** The same key under `provider` gives it to all functions. */
  readonly isShared: boolean;
}

/** The key of tracing under `provider`, which has another name than on a function. */
export const PROVIDER_TRACING = "tracing.lambda";

function word(key: string, property: string, form: WordForm = "same", isShared = false): Word {
  return { key, property, form, isShared };
}

function shared(key: string, property: string, form: WordForm = "same"): Word {
  return word(key, property, form, true);
}

/** Keys of a function that are properties of `AWS::Lambda::Function`. `environment` and `tags` of both places are merged. */
export const FUNCTION_WORDS: readonly Word[] = [
  word("handler", "Handler"),
  word("name", "FunctionName"),
  word("description", "Description"),
  shared("runtime", "Runtime"),
  shared("timeout", "Timeout"),
  shared("memorySize", "MemorySize"),
  shared("architecture", "Architectures", "one-item"),
  shared("kmsKeyArn", "KmsKeyArn"),
  shared("layers", "Layers"),
  shared("runtimeManagement", "RuntimeManagementConfig.UpdateRuntimeOn"),
  shared("vpc.securityGroupIds", "VpcConfig.SecurityGroupIds"),
  shared("vpc.subnetIds", "VpcConfig.SubnetIds"),
  shared("vpc.ipv6AllowedForDualStack", "VpcConfig.Ipv6AllowedForDualStack"),
  shared("environment", "Environment.Variables"),
  word("ephemeralStorageSize", "EphemeralStorage.Size"),
  word("reservedConcurrency", "ReservedConcurrentExecutions"),
  word("tracing", "TracingConfig.Mode", "mode"),
  word("snapStart", "SnapStart.ApplyOn", "apply-on"),
  word("onError", "DeadLetterConfig.TargetArn"),
  word("logs.logFormat", "LoggingConfig.LogFormat"),
  word("logs.applicationLogLevel", "LoggingConfig.ApplicationLogLevel"),
  word("logs.systemLogLevel", "LoggingConfig.SystemLogLevel"),
  word("logs.logGroup", "LoggingConfig.LogGroup"),
];

/** Keys of a function that are properties of `AWS::Lambda::EventInvokeConfig`. */
export const INVOKE_WORDS: readonly Word[] = [
  word("maximumRetryAttempts", "MaximumRetryAttempts"),
  word("maximumEventAge", "MaximumEventAgeInSeconds"),
  word("destinations.onFailure", "DestinationConfig.OnFailure.Destination", "destination"),
  word("destinations.onSuccess", "DestinationConfig.OnSuccess.Destination", "destination"),
];

const MAPPING_WORDS: readonly Word[] = [
  word("arn", "EventSourceArn"),
  word("enabled", "Enabled"),
  word("batchSize", "BatchSize"),
  word("filterPatterns", "FilterCriteria", "patterns"),
];

const STREAM_WORDS: readonly Word[] = [
  ...MAPPING_WORDS,
  word("batchWindow", "MaximumBatchingWindowInSeconds"),
  word("startingPosition", "StartingPosition"),
  word("startingPositionTimestamp", "StartingPositionTimestamp"),
  word("parallelizationFactor", "ParallelizationFactor"),
  word("maximumRetryAttempts", "MaximumRetryAttempts"),
  word("maximumRecordAgeInSeconds", "MaximumRecordAgeInSeconds"),
  word("bisectBatchOnFunctionError", "BisectBatchOnFunctionError"),
  word("tumblingWindowInSeconds", "TumblingWindowInSeconds"),
  word("functionResponseType", "FunctionResponseTypes", "one-item"),
  word("destinations.onFailure", "DestinationConfig.OnFailure.Destination", "destination"),
];

const KAFKA_WORDS: readonly Word[] = [
  ...MAPPING_WORDS,
  word("maximumBatchingWindow", "MaximumBatchingWindowInSeconds"),
  word("startingPosition", "StartingPosition"),
  word("startingPositionTimestamp", "StartingPositionTimestamp"),
  word("topic", "Topics", "one-item"),
];

/** Keys of events that are event source mappings, by the event's name. */
export const MAPPING_EVENTS: Readonly<Record<string, readonly Word[]>> = {
  sqs: [
    ...MAPPING_WORDS,
    word("maximumBatchingWindow", "MaximumBatchingWindowInSeconds"),
    word("maximumConcurrency", "ScalingConfig.MaximumConcurrency"),
    word("functionResponseType", "FunctionResponseTypes", "one-item"),
  ],
  stream: STREAM_WORDS,
  msk: [...KAFKA_WORDS, word("consumerGroupId", "AmazonManagedKafkaEventSourceConfig.ConsumerGroupId")],
  kafka: [
    ...KAFKA_WORDS,
    word("bootstrapServers", "SelfManagedEventSource.Endpoints.KafkaBootstrapServers"),
    word("consumerGroupId", "SelfManagedKafkaEventSourceConfig.ConsumerGroupId"),
  ],
  activemq: [...MAPPING_WORDS, word("queue", "Queues", "one-item")],
  rabbitmq: [...MAPPING_WORDS, word("queue", "Queues", "one-item")],
};

/**
 * How a service is written, as its reader found it; the writer goes by it. The range is that of the value in the file of
 * `path`: the map of a function, of an event (or its short form), of a resource.
 */
export interface ServerlessOrigin {
  readonly kind: "function" | "provider" | "event" | "resource" | "setting";
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** The event's name (`sqs`); for a setting the key that states it (`logRetentionInDays`); null elsewhere. */
  readonly name: string | null;
}

/** The framework's name for a function in CloudFormation: `hello-world_2` is `HelloDashworldUnderscore2`. */
export function normalizedName(key: string): string {
  const text = key.replace(/-/g, "Dash").replace(/_/g, "Underscore");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `HelloLambdaFunction`. */
export function functionLogicalId(key: string): string {
  return `${normalizedName(key)}LambdaFunction`;
}

/** The framework's name for things whose own name has any characters: only letters and digits are kept. */
export function alphanumericName(name: string): string {
  const text = name.replace(/[^0-9A-Za-z]/g, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const SHARED_ROLE = "IamRoleLambdaExecution";
export const REST_API = "ApiGatewayRestApi";
export const HTTP_API = "HttpApi";
export const WEBSOCKET_API = "WebsocketsApi";

/** Plugins that add no resources of a kind anybody asks about; every other one may. */
export const PLUGINS_WITHOUT_RESOURCES: ReadonlySet<string> = new Set([
  "serverless-offline",
  "serverless-prune-plugin",
  "serverless-esbuild",
  "serverless-domain-manager",
  "serverless-dynamodb",
  "serverless-dynamodb-local",
  "serverless-mocha-plugin",
  "serverless-jest-plugin",
  "serverless-python-requirements",
  "serverless-dotenv-plugin",
  "serverless-webpack",
  "serverless-bundle",
  "serverless-plugin-typescript",
  "serverless-plugin-tracing",
  "serverless-plugin-optimize",
  "serverless-plugin-include-dependencies",
  "serverless-plugin-common-excludes",
  "serverless-package-python-functions",
  "serverless-iam-roles-per-function",
  "serverless-plugin-lambda-dead-letter",
  "serverless-step-functions",
  "serverless-plugin-aws-alerts",
  "serverless-plugin-canary-deployments",
  "serverless-plugin-scripts",
  "serverless-plugin-monorepo",
  "serverless-plugin-git-variables",
  "serverless-plugin-log-retention",
  "serverless-plugin-split-stacks",
  "serverless-plugin-resource-tagging",
  "serverless-plugin-lambda-insights",
  "serverless-plugin-datadog",
  "serverless-plugin-ifelse",
  "serverless-plugin-custom-roles",
  "serverless-plugin-utils",
  "serverless-pseudo-parameters",
  "serverless-cloudformation-sub-variables",
  "serverless-cf-vars",
  "serverless-export-env",
  "serverless-secrets-plugin",
  "serverless-ssm-fetch",
  "serverless-stage-manager",
  "serverless-s3-sync",
  "serverless-deployment-bucket",
  "serverless-latest-layer-version",
  "serverless-layers",
  "serverless-webpack-layers",
  "serverless-hooks-plugin",
  "serverless-localstack",
  "serverless-offline-sqs",
  "serverless-offline-sns",
  "serverless-offline-ssm",
  "serverless-offline-scheduler",
  "serverless-offline-kinesis",
  "serverless-offline-dynamodb-streams",
  "serverless-offline-aws-eventbridge",
  "serverless-s3-local",
  "serverless-export-outputs",
  "serverless-openapi-documentation",
  "serverless-aws-documentation",
  "serverless-apigw-binary",
  "serverless-api-compression",
  "serverless-apigateway-plugin",
  "serverless-better-credentials",
  "serverless-ignore",
  "serverless-wsgi",
  "serverless-rack",
  "serverless-ruby-layer",
  "serverless-rust",
  "serverless-go-plugin",
  "serverless-babel-plugin",
  "serverless-nest-plugin",
  "serverless-tscpaths",
  "serverless-analyze-bundle-plugin",
  "serverless-disable-functions",
  "serverless-sentry",
]);
