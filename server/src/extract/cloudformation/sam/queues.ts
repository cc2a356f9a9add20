/** Queues and topics that SAM makes where an event or destination asks for one without naming it. */
import type { Place } from "../../../model/code.ts";
import { property, textOf } from "../../../model/expressions.ts";
import type { Expression, MapExpression, Resource } from "../../../model/infrastructure.ts";
import { map } from "../../stack.ts";
import { type EventSource, made, madeMap, referenceTo, type Source, withEntries } from "./made.ts";

/** The queue of `DeadLetterConfig: {Type: SQS}`, which has no ARN. */
export function deadLetterQueue(event: EventSource): Resource | undefined {
  const config = event.properties.entries.get("DeadLetterConfig")?.value;
  if (config?.kind !== "map" || config.isOpen || config.entries.has("Arn") || textOf(property(config, "Type")) !== "SQS") return undefined;
  return queueAt(event, `${event.name}Queue`, config.place);
}

interface Between {
  /** The ARN of the queue. */
  readonly queue: Expression;
  /** The event source mapping from the queue, and the queue itself where SAM makes it. */
  readonly resources: readonly Resource[];
}

/** `SqsSubscription` of a topic's event: a queue between the topic and the function. */
export function subscriptionQueue(event: EventSource): Between | undefined {
  const setting = event.properties.entries.get("SqsSubscription")?.value;
  if (setting === undefined || setting.kind === "none" || (setting.kind === "literal" && String(setting.value).toLowerCase() === "false"))
    return undefined;
  const given = property(setting.kind === "map" ? setting : map(setting.place, []), "QueueArn");
  if (given !== undefined || setting.kind === "map") return between(event, setting as MapExpression, given, []);
  const queue = queueAt(event, `${event.name}Queue`, setting.place);
  return between(event, map(setting.place, []), referenceTo(queue.id, "Arn", setting.place), [queue]);
}

function between(event: EventSource, setting: MapExpression, arn: Expression | undefined, made_: readonly Resource[]): Between {
  const queue = arn ?? { kind: "computed", mentions: [], place: setting.place };
  const properties = madeMap(setting.place, {
    EventSourceArn: queue,
    FunctionName: event.target,
    BatchSize: property(setting, "BatchSize"),
    Enabled: property(setting, "Enabled"),
  });
  return { queue, resources: [made(event, `${event.name}EventSourceMapping`, "AWS::Lambda::EventSourceMapping", properties), ...made_] };
}

export function queueAt(source: Source, name: string, place: Place, type = "AWS::SQS::Queue"): Resource {
  return made(source, name, type, map(place, []));
}

/** `Type: SQS` or `SNS` without a destination makes one; so does a destination that may be `AWS::NoValue`, where it is. */
export function destinationQueues(source: Source, properties: MapExpression): { properties: MapExpression; queues: Resource[] } {
  let complete = properties;
  const queues: Resource[] = [];
  for (const side of ["OnSuccess", "OnFailure"]) {
    const config = property(complete, `DestinationConfig.${side}`);
    const type = config?.kind === "map" && !config.isOpen ? textOf(property(config, "Type")) : undefined;
    const given = config?.kind === "map" ? property(config, "Destination") : undefined;
    const isMissing = given === undefined || (given.kind === "choice" && given.options.some(({ kind }) => kind === "none"));
    if (config === undefined || !isMissing || (type !== "SQS" && type !== "SNS")) continue;
    const [name, kind] = type === "SQS" ? ["Queue", "AWS::SQS::Queue"] : ["Topic", "AWS::SNS::Topic"];
    const queue = queueAt(source, `${side}${name}`, config.place, kind);
    const reference = referenceTo(queue.id, type === "SQS" ? "Arn" : null, config.place);
    const options = given?.kind === "choice" ? given.options.map((option) => (option.kind === "none" ? reference : option)) : [];
    const destination: Expression = given?.kind === "choice" ? { ...given, options } : reference;
    complete = withEntries(complete, { [`DestinationConfig.${side}.Destination`]: destination });
    queues.push(given === undefined ? queue : { ...queue, isConditional: true });
  }
  return { properties: complete, queues };
}
