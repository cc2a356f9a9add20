/** What the Serverless Framework calls things, and what CloudFormation calls them. Readers and writers use the same tables. */

/** What the framework deploys where neither function nor provider says otherwise; Lambda's own would be 3 s and 128 MB. */
export const DEFAULT_TIMEOUT_SECONDS = 6;
export const DEFAULT_MEMORY_MB = 1024;
export const DEFAULT_STAGE = "dev";

/** Of polled streams, where Lambda has none of its own or another one. */
export const DEFAULT_STARTING_POSITION = "TRIM_HORIZON";

/** Logical ids of what the framework makes once a service. */
export const SHARED_ROLE = "IamRoleLambdaExecution";
export const REST_API = "ApiGatewayRestApi";
export const HTTP_API = "HttpApi";
export const WEBSOCKET_API = "WebsocketsApi";

/** How a value differs between the two: `one-item`: one value here, a list there. `patterns`: a list here, `{Filters: [{Pattern}]}` there. */
export type WordForm = "same" | "one-item" | "patterns" | "mode" | "apply-on" | "destination" | OneWayForm;

/**
 * What is only written by the table; reading it takes more than a word. `iam-only`: `AWS_IAM` is `aws_iam`. `redrive`: the
 * logical id of a queue. `enabled`: `DISABLED` is `false`. `topic`: only a topic's ARN will do.
 */
export type OneWayForm = "iam-only" | "redrive" | "enabled" | "topic";

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
  word("onError", "DeadLetterConfig.TargetArn", "topic"),
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

const BUS_WORDS: readonly Word[] = [
  word("enabled", "State", "enabled"),
  word("name", "Name"),
  word("input", "Targets.0.Input"),
  word("inputPath", "Targets.0.InputPath"),
];

/** Keys of the other events, as they are written. */
export const EVENT_WORDS: Readonly<Record<string, readonly Word[]>> = {
  ...MAPPING_EVENTS,
  schedule: [...BUS_WORDS, word("rate", "ScheduleExpression")],
  cloudwatchEvent: [...BUS_WORDS, word("event", "EventPattern")],
  eventBridge: [
    ...BUS_WORDS,
    word("schedule", "ScheduleExpression"),
    word("pattern", "EventPattern"),
    word("eventBus", "EventBusName"),
    word("deadLetterQueueArn", "Targets.0.DeadLetterConfig.Arn"),
    word("retryPolicy.maximumEventAge", "Targets.0.RetryPolicy.MaximumEventAgeInSeconds"),
    word("retryPolicy.maximumRetryAttempts", "Targets.0.RetryPolicy.MaximumRetryAttempts"),
  ],
  sns: [
    word("filterPolicy", "FilterPolicy"),
    word("filterPolicyScope", "FilterPolicyScope"),
    word("redrivePolicy.deadLetterTargetRef", "RedrivePolicy.deadLetterTargetArn", "redrive"),
  ],
  http: [
    word("private", "ApiKeyRequired"),
    word("authorizer", "AuthorizationType", "iam-only"),
    word("timeoutInMillis", "Integration.TimeoutInMillis"),
  ],
  httpApi: [word("authorizer.type", "AuthorizationType", "iam-only")],
  websocket: [word("authorizer", "AuthorizationType", "iam-only")],
  cloudwatchLog: [word("filter", "FilterPattern")],
};

/** What the one value of an event's short form is called in its long form. `http` and `httpApi` have two values in one. */
export const SHORT_FORMS: Readonly<Record<string, string>> = {
  sqs: "arn",
  stream: "arn",
  schedule: "rate",
  s3: "bucket",
  websocket: "route",
  cloudwatchLog: "logGroup",
};

/** What is stated by a key of a function beside its events, by the resource's name. */
export const SETTING_WORDS: Readonly<Record<string, readonly Word[]>> = {
  LogGroup: [word("logRetentionInDays", "RetentionInDays")],
  Alias: [word("provisionedConcurrency", "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions")],
  DeploymentGroup: [word("deploymentSettings.type", "DeploymentConfigName")],
  Url: [
    word("url.authorizer", "AuthType", "iam-only"),
    word("url.cors.allowedOrigins", "Cors.AllowOrigins"),
    word("url.cors.allowedMethods", "Cors.AllowMethods"),
    word("url.cors.allowedHeaders", "Cors.AllowHeaders"),
    word("url.invokeMode", "InvokeMode"),
  ],
};

/** Keys of `provider` that are about resources of the whole service, by the resource's id: its APIs, and the log groups of all functions. */
export const API_WORDS: Readonly<Record<string, readonly Word[]>> = {
  provider: [word("logRetentionInDays", "RetentionInDays")],
  [REST_API]: [word("tracing.apiGateway", "TracingEnabled"), word("logs.restApi.format", "AccessLogSetting.Format")],
  [HTTP_API]: [word("logs.httpApi.format", "AccessLogSettings.Format")],
  [WEBSOCKET_API]: [word("logs.websocket.format", "AccessLogSettings.Format")],
};

export const STATE_MACHINE_WORDS: readonly Word[] = [
  word("name", "StateMachineName"),
  word("definition", "Definition"),
  word("tracingConfig.enabled", "TracingConfiguration.Enabled"),
  word("loggingConfig.level", "LoggingConfiguration.Level"),
  word("loggingConfig.includeExecutionData", "LoggingConfiguration.IncludeExecutionData"),
  word("loggingConfig.destinations", "LoggingConfiguration.Destinations"),
];

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
