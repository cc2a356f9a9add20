/** Events that a topic, bucket, log group or user pool sends by itself: `sns`, `s3`, `cloudwatchLog`, `cognitoUserPool`. */
import type { Place } from "../../../model/code.ts";
import { booleanOf } from "../../../model/expressions.ts";
import type { Expression, MapEntry } from "../../../model/infrastructure.ts";
import { alphanumericName } from "../../../vocabulary/dialects/serverless.ts";
import { literal, map } from "../../stack.ts";
import type { WrittenEvent } from "../events.ts";
import { originOf } from "../service.ts";
import { entryAt, Properties, valueAt } from "../words.ts";

/** The framework makes what an event names when nothing else does; `id` is its name for it. */
function makeSource(event: WrittenEvent, id: string, type: string, properties: Properties, place: Place): Expression {
  const { service, value, owner } = event;
  if (!service.resources.has(id)) {
    service.add(id, id, type, properties.map(place), { place, head: place, owner, origin: originOf("event", value.place, event.kind) });
  }
  return { kind: "reference", id, attribute: null, place };
}

export function readSns(event: WrittenEvent): void {
  const { value } = event;
  const arn = value.kind === "map" ? valueAt(value, "arn") : value;
  const name = value.kind === "map" ? valueAt(value, "topicName") : value;
  const properties = new Properties().set("Protocol", literal(event.key, "lambda")).set("Endpoint", event.target("Arn"));
  const isName = arn === undefined || (arn.kind === "literal" && !String(arn.value).startsWith("arn:"));
  if (name?.kind === "literal" && isName && typeof name.value === "string") {
    const topic = new Properties().set("TopicName", name).set("KmsMasterKeyId", entryAt(value, "kmsMasterKeyId"));
    properties.set("TopicArn", makeSource(event, `SNSTopic${alphanumericName(name.value)}`, "AWS::SNS::Topic", topic, name.place));
  } else properties.set("TopicArn", arn?.kind === "none" ? undefined : arn);
  properties.set("FilterPolicy", entryAt(value, "filterPolicy")).set("FilterPolicyScope", entryAt(value, "filterPolicyScope"));
  const redrive = entryAt(value, "redrivePolicy");
  if (redrive !== undefined) properties.set("RedrivePolicy", { key: redrive.key, value: redrivePolicy(event, redrive.value) });
  event.make("AWS::SNS::Subscription", properties);
}

/** `deadLetterTargetArn`, or the name of a queue of the service in `deadLetterTargetRef`. */
function redrivePolicy({ service }: WrittenEvent, value: Expression): Expression {
  const policy = new Properties();
  const arn = entryAt(value, "deadLetterTargetArn");
  const named = entryAt(value, "deadLetterTargetRef");
  const id = named?.value.kind === "literal" ? service.evaluator.findId(String(named.value.value)) : undefined;
  if (arn !== undefined) policy.set("deadLetterTargetArn", arn);
  else if (named && id !== undefined)
    policy.set("deadLetterTargetArn", { kind: "reference", id, attribute: "Arn", place: named.value.place });
  else return { kind: "computed", mentions: [], place: value.place };
  return policy.map(value.place);
}

export function readS3(event: WrittenEvent): void {
  const { value, service, kind } = event;
  const bucket = value.kind === "map" ? valueAt(value, "bucket") : value.kind === "none" ? undefined : value;
  const properties = new Properties().set("Function", event.target("Arn"));
  const isExisting = kind === "existingS3" || (value.kind === "map" && booleanOf(valueAt(value, "existing")) === true);
  const configured = bucket?.kind === "literal" ? entryAt(service.setting("provider"), `s3.${String(bucket.value)}`) : undefined;
  if (bucket?.kind === "literal" && typeof bucket.value === "string" && !isExisting) {
    const name = (configured && valueAt(configured.value, "name")) ?? bucket;
    const made = new Properties().set("BucketName", name);
    properties.set("Bucket", makeSource(event, `S3Bucket${alphanumericName(bucket.value)}`, "AWS::S3::Bucket", made, bucket.place));
  } else properties.set("Bucket", bucket);
  const events = entryAt(value, "event") ?? entryAt(value, "events");
  properties.set("Event", events ?? { ...literal(event.key, "s3:ObjectCreated:*"), isInherited: true });
  const rules = entryAt(value, "rules");
  if (rules !== undefined) properties.set("Filter", { key: rules.key, value: filterOf(rules.value) });
  event.make("AWS::S3::BucketNotification", properties);
}

/** `rules: [{prefix: a}, {suffix: b}]` is `{S3Key: {Rules: [{Name, Value}]}}`. */
function filterOf(rules: Expression): Expression {
  if (rules.kind !== "list") return { kind: "computed", mentions: [], place: rules.place };
  const items = rules.items.flatMap((rule): Expression[] =>
    rule.kind === "map"
      ? [...rule.entries].map(([name, { key, value }]) =>
          map(rule.place, [
            ["Name", literal(key, name)],
            ["Value", value],
          ]),
        )
      : [rule],
  );
  return new Properties().set("S3Key.Rules", { ...rules, items }).map(rules.place);
}

export function readCloudwatchLog(event: WrittenEvent): void {
  const { value } = event;
  const properties = new Properties().set("DestinationArn", event.target("Arn"));
  properties.set("LogGroupName", value.kind === "map" ? entryAt(value, "logGroup") : value.kind === "none" ? undefined : value);
  properties.set("FilterPattern", entryAt(value, "filter"));
  event.make("AWS::Logs::SubscriptionFilter", properties);
}

export function readCognito(event: WrittenEvent): void {
  const { value } = event;
  const pool: MapEntry | undefined = entryAt(value, "pool");
  const properties = new Properties().set("Function", event.target("Arn")).set("Trigger", entryAt(value, "trigger"));
  const isExisting = booleanOf(valueAt(value, "existing")) === true;
  if (pool?.value.kind === "literal" && typeof pool.value.value === "string" && !isExisting) {
    const made = new Properties().set("UserPoolName", pool);
    const id = `CognitoUserPool${alphanumericName(pool.value.value)}`;
    properties.set("UserPool", makeSource(event, id, "AWS::Cognito::UserPool", made, pool.value.place));
  } else properties.set("UserPool", pool);
  event.make("AWS::Cognito::UserPoolTrigger", properties);
}
