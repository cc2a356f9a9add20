/** What a function is, in words for a person. */
import type { Infrastructure } from "../infrastructure/infrastructure.ts";
import { booleanOf, numberOf, property, textOf } from "../model/expressions.ts";
import type { Dialect, Expression, FunctionResource, Resource, Setting, Trigger, TriggerType } from "../model/infrastructure.ts";
import { memoryByDefault, timeoutByDefault } from "../vocabulary/functionDefaults.ts";

export const DIALECT_NAMES: Readonly<Record<Dialect, string>> = {
  sam: "SAM",
  cloudformation: "CloudFormation",
  serverless: "Serverless",
  terraform: "Terraform",
  cdk: "CDK",
};

const TRIGGER_NAMES: Readonly<Record<TriggerType, string>> = {
  http: "HTTP",
  url: "function URL",
  alb: "ALB",
  sqs: "SQS",
  sns: "SNS",
  s3: "S3",
  dynamodb: "DynamoDB",
  kinesis: "Kinesis",
  kafka: "Kafka",
  schedule: "schedule",
  event: "EventBridge",
  stepfunctions: "Step Functions",
  cognito: "Cognito",
  iot: "IoT",
  logs: "CloudWatch Logs",
};

/** Triggers a line has room for. */
const MOST_TRIGGERS = 2;

/** `SQS orders · 30 s · 512 MB · DLQ orders-dlq`. */
export function inOneLine(fn: FunctionResource, infrastructure: Infrastructure): string {
  const triggers = unique(fn.triggers.map(triggerName));
  const more = triggers.length - MOST_TRIGGERS;
  return [
    ...triggers.slice(0, MOST_TRIGGERS),
    ...(more > 0 ? [`+${more}`] : []),
    ...(triggers.length === 0 && fn.triggersAreKnown ? ["no trigger"] : []),
    ...shortly(fn.timeout, (seconds) => `${seconds} s`, timeoutByDefault(fn.stack.dialect)),
    ...shortly(fn.memory, (megabytes) => `${megabytes} MB`, memoryByDefault(fn.stack.dialect)),
    ...(fn.reservedConcurrency.kind === "set" ? [`${fn.reservedConcurrency.value} at most`] : []),
    ...failureTargets(fn, infrastructure),
  ].join(" · ");
}

/** Lines of a hover, each a name and what there is to say. */
export function inFull(fn: FunctionResource, infrastructure: Infrastructure): [name: string, text: string][] {
  const triggers = unique(fn.triggers.map((trigger) => [triggerName(trigger), ...mappingDetails(trigger)].join(", ")));
  const failures = failureTargets(fn, infrastructure);
  const unknown = fn.triggersAreKnown ? "none" : "none in the template";
  return [
    [triggers.length > 1 ? "Triggers" : "Trigger", triggers.join("; ") || unknown],
    ["Timeout", spelled(fn.timeout, (seconds) => `${seconds} s`, `${timeoutByDefault(fn.stack.dialect)} s, by default`)],
    ["Memory", spelled(fn.memory, (megabytes) => `${megabytes} MB`, `${memoryByDefault(fn.stack.dialect)} MB, by default`)],
    ["Concurrency", concurrency(fn)],
    ["Failed events", failures.join("; ") || failureText(fn)],
  ];
}

export function runtimeOf(fn: FunctionResource): string | undefined {
  if (fn.packageType === "Image") return "image";
  return fn.runtime.kind === "set" ? fn.runtime.value : undefined;
}

function triggerName({ type, source }: Trigger): string {
  if (source === null) return TRIGGER_NAMES[type];
  return type === "http" || type === "schedule" ? source : `${TRIGGER_NAMES[type]} ${source}`;
}

/** What an event source mapping says of how it reads. */
function mappingDetails({ invocation, resource }: Trigger): string[] {
  if (invocation !== "polled") return [];
  const batch = numberOf(property(resource, "BatchSize"));
  const window = numberOf(property(resource, "MaximumBatchingWindowInSeconds"));
  const most = numberOf(property(resource, "ScalingConfig.MaximumConcurrency"));
  const responses = property(resource, "FunctionResponseTypes");
  const isPartial = responses?.kind === "list" && responses.items.some((item) => textOf(item) === "ReportBatchItemFailures");
  return [
    ...(batch === undefined ? [] : [`batches of ${batch}`]),
    ...(window === undefined ? [] : [`gathered for ${window} s`]),
    ...(most === undefined ? [] : [`${most} at a time`]),
    ...(isPartial ? ["reports batch item failures"] : []),
    ...(booleanOf(property(resource, "Enabled")) === false ? ["disabled"] : []),
  ];
}

function concurrency({ reservedConcurrency, provisionedConcurrency }: FunctionResource): string {
  const reserved = spelled(reservedConcurrency, (count) => `${count} reserved`, "none reserved");
  return provisionedConcurrency.kind === "absent"
    ? reserved
    : `${reserved}, ${spelled(provisionedConcurrency, (count) => `${count} provisioned`, "")}`;
}

function failureText({ failureDestination }: FunctionResource): string {
  return failureDestination.kind === "computed" ? "to somewhere only known when deployed" : "kept nowhere";
}

/** Where events end up that failed: of the function, of the queues it reads, of the streams it reads. */
function failureTargets(fn: FunctionResource, infrastructure: Infrastructure): string[] {
  const own = fn.failureDestination.kind === "set" ? [fn.failureDestination.value] : [];
  const named = (value: Expression | undefined): Resource[] => [...infrastructure.named(value, fn.stack)];
  const queues = fn.triggers.flatMap(({ sourceResource }) =>
    sourceResource ? named(property(sourceResource, "RedrivePolicy.deadLetterTargetArn")) : [],
  );
  const streams = fn.triggers.flatMap(({ resource }) => named(property(resource, "DestinationConfig.OnFailure.Destination")));
  return unique([
    ...own.map(({ kind, target }) => {
      const name = target ? nameOf(target) : "";
      return (kind === "dead-letter-queue" ? `DLQ ${name}` : `failures to ${name || "another place"}`).trim();
    }),
    ...queues.map((queue) => `DLQ ${nameOf(queue)}`),
    ...streams.map((target) => `failures to ${nameOf(target)}`),
  ]);
}

function nameOf(resource: Resource): string {
  return textOf(property(resource, "QueueName")) ?? textOf(property(resource, "TopicName")) ?? resource.name;
}

function shortly(setting: Setting<number>, show: (value: number) => string, byDefault: number): string[] {
  if (setting.kind === "computed") return [];
  return [setting.kind === "set" ? show(setting.value) : `${show(byDefault)} by default`];
}

function spelled(setting: Setting<number>, show: (value: number) => string, absent: string): string {
  if (setting.kind === "computed") return "only known when deployed";
  if (setting.kind === "absent") return absent;
  return setting.isInherited ? `${show(setting.value)}, as all functions here` : show(setting.value);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
