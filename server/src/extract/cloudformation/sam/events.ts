/** `Events` of functions and state machines: each becomes the resources that SAM makes of it. */
import type { Expression, MapEntry, Resource } from "../../../model/infrastructure.ts";
import { literal, placeIn } from "../../stack.ts";
import { constantOf, entryOf } from "../scope.ts";
import { asMap, type Written } from "../section.ts";
import { readValue } from "../values.ts";
import { renamed, type Words, wordsOf } from "../words.ts";
import { httpApiRoute, restApiMethod } from "./apiEvents.ts";
import { type EventSource, made, referenceTo, withEntries } from "./made.ts";
import { polled } from "./polled.ts";
import { deadLetterQueue, subscriptionQueue } from "./queues.ts";

type Maker = (event: EventSource) => readonly Resource[];

const scheduleWords = wordsOf({
  ScheduleExpression: "Schedule",
  "Targets.0.Input": "Input",
  "Targets.0.DeadLetterConfig": "DeadLetterConfig",
  "Targets.0.RetryPolicy": "RetryPolicy",
});

const ruleWords = wordsOf({
  EventPattern: "Pattern",
  Name: "RuleName",
  "Targets.0.Id": "Target.Id",
  "Targets.0.Input": "Input",
  "Targets.0.InputPath": "InputPath",
  "Targets.0.InputTransformer": "InputTransformer",
  "Targets.0.DeadLetterConfig": "DeadLetterConfig",
  "Targets.0.RetryPolicy": "RetryPolicy",
});

const schedulerWords = wordsOf({
  "Target.Input": "Input",
  "Target.RoleArn": "RoleArn",
  "Target.DeadLetterConfig": "DeadLetterConfig",
  "Target.RetryPolicy": "RetryPolicy",
});

const topicRuleWords = wordsOf({ "TopicRulePayload.Sql": "Sql", "TopicRulePayload.AwsIotSqlVersion": "AwsIotSqlVersion" });

const makers: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ...[...polled].map(([type, words]) => [type, simple("AWS::Lambda::EventSourceMapping", words, "FunctionName")] as const),
  ["Schedule", withDeadLetters(rule(scheduleWords))],
  ["CloudWatchEvent", withDeadLetters(rule(ruleWords))],
  ["EventBridgeRule", withDeadLetters(rule(ruleWords))],
  ["ScheduleV2", withDeadLetters(simple("AWS::Scheduler::Schedule", schedulerWords, "Target.Arn"))],
  ["S3", simple("AWS::S3::BucketNotification", new Map(), "Function")],
  ["SNS", subscription],
  ["Api", restApiMethod],
  ["HttpApi", httpApiRoute],
  ["CloudWatchLogs", simple("AWS::Logs::SubscriptionFilter", new Map(), "DestinationArn")],
  ["IoTRule", simple("AWS::IoT::TopicRule", topicRuleWords, "TopicRulePayload.Actions.0.Lambda.FunctionArn")],
  ["Cognito", simple("AWS::Cognito::UserPoolTrigger", new Map(), "Function")],
  ["AlexaSkill", alexaSkill],
]);

/** What SAM makes beside events; an event of that name makes way. */
const TAKEN = new Set(["Role", "Alias", "Version", "Url", "EventInvokeConfig", "DeploymentGroup"]);

export function eventId(name: string): string {
  return TAKEN.has(name) ? `${name}Event` : name;
}

/** The resources of all events that a resource has. */
export function eventsOf(
  written: Written,
  owner: Resource,
  target: { readonly id: string; readonly attribute: string | null },
): Resource[] {
  const { scope } = written.section;
  const events = entryOf(entryOf(written.body, "Properties"), "Events");
  if (events?.kind !== "map" || events.tag !== null) return [];
  return events.entries.flatMap((entry) => {
    const type = constantOf(entryOf(entry.value, "Type")) ?? "";
    const at = placeIn(scope.template, entry.key.outerStart, entry.key.end);
    const node = entryOf(entry.value, "Properties");
    const properties = asMap(node && readValue(node, scope), at);
    const name = eventId(String(entry.key.value));
    const invoked = referenceTo(target.id, target.attribute, at);
    return makers.get(type)?.({ owner, written, kind: "event", entry, name, type, properties, target: invoked }) ?? [];
  });
}

/** Properties under CloudFormation's names, and what is invoked. */
function simple(type: string, words: Words, target: string): Maker {
  return (event) => [made(event, event.name, type, withEntries(renamed(event.properties, words), { [target]: event.target }), words)];
}

function rule(words: Words): Maker {
  return (event) => {
    const enabled = event.properties.entries.get("Enabled");
    const added = { "Targets.0.Arn": event.target, State: enabled && stateOf(enabled) };
    return [made(event, event.name, "AWS::Events::Rule", withEntries(renamed(event.properties, words), added), words)];
  };
}

/** `Enabled: false` is `State: DISABLED`. */
function stateOf({ value }: MapEntry): Expression {
  if (value.kind !== "literal") return value;
  return { ...value, value: String(value.value).toLowerCase() === "false" ? "DISABLED" : "ENABLED" };
}

/** `DeadLetterConfig: {Type: SQS}` makes a queue. */
function withDeadLetters(maker: Maker): Maker {
  return (event) => {
    const queue = deadLetterQueue(event);
    if (queue === undefined) return maker(event);
    const arn = referenceTo(queue.id, "Arn", queue.properties.place);
    return [...maker({ ...event, properties: withEntries(event.properties, { "DeadLetterConfig.Arn": arn }) }), queue];
  };
}

function subscription(event: EventSource): readonly Resource[] {
  const words = wordsOf({ TopicArn: "Topic" });
  const between = subscriptionQueue(event);
  const properties = withEntries(renamed(event.properties, words), {
    Protocol: literal(event.target.place, between === undefined ? "lambda" : "sqs"),
    Endpoint: between?.queue ?? event.target,
  });
  return [made(event, event.name, "AWS::SNS::Subscription", properties, words), ...(between?.resources ?? [])];
}

function alexaSkill(event: EventSource): readonly Resource[] {
  const at = event.target.place;
  const words = wordsOf({ EventSourceToken: "SkillId" });
  const properties = withEntries(renamed(event.properties, words), {
    Action: literal(at, "lambda:InvokeFunction"),
    Principal: literal(at, "alexa-appkit.amazon.com"),
    FunctionName: event.target,
  });
  return [made(event, event.name, "AWS::Lambda::Permission", properties, words)];
}
