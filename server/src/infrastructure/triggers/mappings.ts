/** Event source mappings: Lambda polls a queue, a stream or a topic of Kafka. */
import { itemsOf, property, textOf, walk } from "../../model/expressions.ts";
import type { Resource, TriggerType } from "../../model/infrastructure.ts";
import type { StackFacts } from "../facts.ts";
import { serviceOf, spelling } from "../names.ts";
import { targetsAt } from "../targets.ts";
import { type Invocation, invocations, type Source, sourceOf, UNKNOWN_SOURCE } from "./invocation.ts";

export const MAPPING = "AWS::Lambda::EventSourceMapping";

const BY_SERVICE = new Map<string, TriggerType>([
  ["sqs", "sqs"],
  ["dynamodb", "dynamodb"],
  ["kinesis", "kinesis"],
  ["kafka", "kafka"],
]);

const BY_TYPE = new Map<string, TriggerType>([
  ["AWS::SQS::Queue", "sqs"],
  ["AWS::DynamoDB::Table", "dynamodb"],
  ["AWS::DynamoDB::GlobalTable", "dynamodb"],
  ["AWS::Kinesis::Stream", "kinesis"],
  ["AWS::Kinesis::StreamConsumer", "kinesis"],
  ["AWS::MSK::Cluster", "kafka"],
  ["AWS::MSK::ServerlessCluster", "kafka"],
]);

const SOURCE_TYPES = [...BY_TYPE.keys()];

export function mappings(facts: StackFacts): Invocation[] {
  return facts.ofType(MAPPING).flatMap((mapping) => {
    const targets = targetsAt(mapping, "FunctionName", facts);
    const type = mappingType(mapping, facts);
    if (type !== undefined) return invocations(facts, targets, type, mapping, mappingSource(mapping, type, facts));
    const likely = likelyType(mapping);
    if (likely === undefined) return [];
    const uncertain = targets.map((target) => ({ ...target, isCertain: false }));
    return invocations(facts, uncertain, likely, mapping, UNKNOWN_SOURCE);
  });
}

/** Words by which people call what they pass on: `var.dynamodb_stream_arn`, `${cf:jobs.QueueArn}`. */
const WORDS: readonly (readonly [RegExp, TriggerType])[] = [
  [/sqs|queue/i, "sqs"],
  [/dynamo|table/i, "dynamodb"],
  [/kinesis/i, "kinesis"],
  [/kafka|msk/i, "kafka"],
];

/** What is no trigger of ours: queues of a broker, collections of DocumentDB. */
const OTHERS = ["Queues", "DocumentDBEventSourceConfig"];

/**
 * Of a source that is given from elsewhere (a parameter, a secret, one for each stage): the service of an ARN in it, or what its
 * name says, if the mapping is of that kind. Only streams have a starting position.
 */
function likelyType(mapping: Resource): TriggerType | undefined {
  const arn = property(mapping, "EventSourceArn");
  if (arn === undefined || OTHERS.some((name) => property(mapping, name) !== undefined)) return undefined;
  const written = [...walk(arn)].map((part) => spelling(part) ?? "").join(" ");
  const service = /\barn:[^:\s]*:(sqs|dynamodb|kinesis|kafka):/.exec(written)?.[1];
  if (service !== undefined) return BY_SERVICE.get(service);
  const isStream = property(mapping, "StartingPosition") !== undefined;
  return WORDS.find(([words, type]) => words.test(written) && (type !== "sqs") === isStream)?.[1];
}

/** What a mapping polls; undefined where it cannot be told and for what is no trigger of ours (MQ, DocumentDB). */
export function mappingType(mapping: Resource, facts: StackFacts): TriggerType | undefined {
  const arn = property(mapping, "EventSourceArn");
  for (const resource of facts.named(arn)) {
    const type = BY_TYPE.get(resource.type);
    if (type !== undefined) return type;
  }
  // A SAM event says its type even where the ARN is imported; readers keep it.
  const stated = textOf(property(mapping, "EventSourceType"));
  if (stated !== undefined) return [...BY_SERVICE.values()].find((type) => type === stated.toLowerCase());
  const properties = ["SelfManagedEventSource", "SelfManagedKafkaEventSourceConfig", "AmazonManagedKafkaEventSourceConfig", "Topics"];
  if (properties.some((name) => property(mapping, name) !== undefined)) return "kafka";
  const service = serviceOf(arn);
  return service === undefined ? undefined : BY_SERVICE.get(service);
}

function mappingSource(mapping: Resource, type: TriggerType, facts: StackFacts): Source {
  const found = sourceOf(property(mapping, "EventSourceArn"), facts, SOURCE_TYPES);
  if (type !== "kafka") return consumed(found, facts);
  const topics = (itemsOf(property(mapping, "Topics")) ?? []).map(textOf);
  return topics.length > 0 && topics.every((topic) => topic !== undefined) ? { ...found, source: topics.join(", ") } : found;
}

/** A consumer reads a stream. */
function consumed(found: Source, facts: StackFacts): Source {
  if (found.sourceResource?.type !== "AWS::Kinesis::StreamConsumer") return found;
  const stream = sourceOf(property(found.sourceResource, "StreamARN"), facts, ["AWS::Kinesis::Stream"]);
  return stream.source === null ? found : stream;
}
