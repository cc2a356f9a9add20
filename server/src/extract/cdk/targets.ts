/** What sends events: rules and their targets, topics and their subscriptions, bucket notifications, user pools, schedules. */
import type { Expression, MapExpression } from "../../model/infrastructure.ts";
import { pascalCase } from "../../vocabulary/dialects/cdk.ts";
import { computed, literal, map } from "../stack.ts";
import { addMade, addTo, applyProps, argument, invoked, options, type Reading, refer, setAt, type Written } from "./build.ts";
import { listOf } from "./functions.ts";
import { topicAttribute } from "./sources.ts";
import { type Bound, type ConstructThing, type Home, openMap, placeOf, type Struct, type Thing } from "./things.ts";

// --- rules and schedules ---------------------------------------------------------------------------------------------

/** The props of a rule beyond those of the vocabulary. */
export function readRule(reading: Reading, rule: ConstructThing, struct: Struct): void {
  const pattern = struct.entries.get("eventPattern");
  if (pattern !== undefined) setPattern(reading, rule, pattern.bound);
  for (const target of listOf(reading, struct.entries.get("targets")?.bound)) addTarget(reading, rule, target);
}

const PATTERN_KEYS = new Map([
  ["detailType", "detail-type"],
  ["detail_type", "detail-type"],
]);

function setPattern(reading: Reading, rule: ConstructThing, bound: Bound): void {
  const thing = reading.evaluator.ofBound(bound);
  const struct = thing?.kind === "object" ? reading.expressions.struct(bound) : undefined;
  const place = placeOf(bound.frame, bound.value);
  const rename = (key: string): string => PATTERN_KEYS.get(key) ?? key;
  let value: Expression = computed(place);
  if (thing?.kind === "value") value = reading.expressions.ofMap(thing.bound, rule.home.stack, rename);
  else if (struct !== undefined) {
    const entries = [...struct.entries].map(
      ([key, one]) => [rename(key), { key: one.key, value: reading.expressions.of(one.bound, rule.home.stack) }] as const,
    );
    value = map(place, entries, struct.isOpen);
  }
  setAt(rule.resource.properties, "EventPattern", value, place);
}

/** `rule.addTarget(new targets.LambdaFunction(fn, { deadLetterQueue }))`. */
export function addTarget(reading: Reading, rule: ConstructThing, bound: Bound): void {
  const thing = reading.evaluator.ofBound(bound);
  if (thing?.kind === "object") addTo(rule.resource.properties, "Targets", targetOf(reading, thing, "events_targets.Target", rule.home));
  else
    addTo(
      rule.resource.properties,
      "Targets",
      computed(placeOf(bound.frame, bound.value), reading.expressions.mentions(bound, rule.home.stack)),
    );
}

function targetOf(reading: Reading, thing: Extract<Thing, { kind: "object" }>, construct: string, home: Home): MapExpression {
  const { call, frame } = thing;
  const target = openMap(placeOf(frame, call));
  const arn = invoked(
    reading,
    argument(call, frame, 0, "handler", "func", "lambdaFunction", "lambda_function", "queue", "topic", "machine"),
    home,
  );
  if (arn !== undefined) setAt(target, "Arn", arn);
  const struct = options(reading, call, frame, 1);
  const holder = { properties: target } as ConstructThing["resource"];
  applyProps(reading, holder, struct, construct, home);
  const event = struct.entries.get("event") ?? struct.entries.get("input");
  if (event !== undefined) setAt(target, "Input", computed(placeOf(event.bound.frame, event.bound.value)), event.key);
  return target;
}

export function readSchedule(reading: Reading, schedule: ConstructThing, struct: Struct): void {
  const bound = struct.entries.get("target")?.bound;
  const thing = bound && reading.evaluator.ofBound(bound);
  if (thing?.kind === "object")
    setAt(schedule.resource.properties, "Target", targetOf(reading, thing, "scheduler_targets.Target", schedule.home));
  else if (bound !== undefined)
    setAt(
      schedule.resource.properties,
      "Target",
      computed(placeOf(bound.frame, bound.value), reading.expressions.mentions(bound, schedule.home.stack)),
    );
}

// --- topics ----------------------------------------------------------------------------------------------------------

const PROTOCOLS = new Map([
  ["LambdaSubscription", "lambda"],
  ["SqsSubscription", "sqs"],
  ["EmailSubscription", "email"],
  ["UrlSubscription", "https"],
  ["SmsSubscription", "sms"],
]);

/** `topic.addSubscription(new subs.LambdaSubscription(fn))`. */
export function addSubscription(reading: Reading, topic: Thing, at: Bound, bound: Bound | undefined): void {
  const thing = bound && reading.evaluator.ofBound(bound);
  if (thing?.kind !== "object") return;
  const { name, call, frame } = thing;
  const protocol = PROTOCOLS.get(name.slice(name.lastIndexOf(".") + 1));
  const endpoint = argument(call, frame, 0, "fn", "queue", "emailAddress", "email_address", "url", "phoneNumber");
  const owner = topic.kind === "construct" ? topic : endpoint && asConstruct(reading, endpoint);
  if (owner === undefined || protocol === undefined) return;
  const written: Written = { call, frame, construct: "sns.Subscription", props: 1 };
  const subscription = addMade(owner.resource, owner.home, "Subscription", "AWS::SNS::Subscription", written);
  const place = placeOf(frame, call);
  setAt(subscription.properties, "TopicArn", reading.expressions.ofThing(topic, at, owner.home.stack, topicAttribute(reading, at)));
  setAt(subscription.properties, "Protocol", literal(place, protocol));
  if (endpoint !== undefined) setAt(subscription.properties, "Endpoint", reading.expressions.of(endpoint, owner.home.stack, "Arn"));
  applyProps(reading, subscription, options(reading, call, frame, 1), "sns.Subscription", owner.home);
}

function asConstruct(reading: Reading, bound: Bound): ConstructThing | undefined {
  const thing = reading.evaluator.ofBound(bound);
  return thing?.kind === "construct" ? thing : undefined;
}

// --- buckets ---------------------------------------------------------------------------------------------------------

const DESTINATIONS = new Map([
  ["LambdaDestination", "Function"],
  ["SqsDestination", "Queue"],
  ["SnsDestination", "Topic"],
]);

/** `bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new s3n.LambdaDestination(fn), { suffix })`. */
export function addNotification(
  reading: Reading,
  bucket: Thing,
  at: Bound,
  event: Bound | string | undefined,
  position: number,
  written: Written,
): void {
  const { call, frame } = written;
  const destination = argument(call, frame, position, "dest");
  const thing = destination && reading.evaluator.ofBound(destination);
  if (thing?.kind !== "object") return;
  const target = argument(thing.call, thing.frame, 0, "fn", "queue", "topic");
  const property = DESTINATIONS.get(thing.name.slice(thing.name.lastIndexOf(".") + 1));
  const owner = bucket.kind === "construct" ? bucket : target && asConstruct(reading, target);
  if (owner === undefined || property === undefined || target === undefined) return;
  const { stack } = owner.home;
  const notification = addMade(owner.resource, owner.home, "Notification", "AWS::S3::BucketNotification", { ...written, construct: "" });
  const place = placeOf(frame, call);
  const set = (name: string, value: Expression): void => setAt(notification.properties, name, value);
  set("Bucket", reading.expressions.ofThing(bucket, at, stack));
  if (event !== undefined) set("Event", typeof event === "string" ? literal(place, event) : reading.expressions.of(event, stack));
  const filters = call.args.filter((one) => one.name === null).slice(position + 1);
  if (filters.length > 0) {
    set("Filter", {
      kind: "list",
      items: filters.map((one) => reading.expressions.of({ value: one.value, frame }, stack)),
      isOpen: false,
      place,
    });
  }
  set(property, reading.expressions.of(target, stack, "Arn"));
}

// --- user pools ------------------------------------------------------------------------------------------------------

export function readUserPool(reading: Reading, pool: ConstructThing, struct: Struct): void {
  const triggers = struct.entries.get("lambdaTriggers");
  if (triggers === undefined) return;
  const read = reading.expressions.struct(triggers.bound);
  if (read === undefined) {
    setAt(pool.resource.properties, "LambdaConfig", computed(placeOf(triggers.bound.frame, triggers.bound.value)), triggers.key);
    return;
  }
  for (const [name, { key, bound }] of read.entries) {
    setAt(pool.resource.properties, `LambdaConfig.${pascalCase(name)}`, reading.expressions.of(bound, pool.home.stack, "Arn"), key);
  }
}

/** `pool.addTrigger(cognito.UserPoolOperation.PRE_SIGN_UP, fn)`. */
export function addTrigger(reading: Reading, pool: ConstructThing, { call, frame }: Written): void {
  const operation = argument(call, frame, 0, "operation");
  const fn = argument(call, frame, 1, "fn");
  if (operation?.value.kind !== "member" || fn === undefined) return;
  const words = operation.value.property.toLowerCase().split("_");
  const name = words.map(pascalCase).join("");
  setAt(pool.resource.properties, `LambdaConfig.${name}`, reading.expressions.of(fn, pool.home.stack, "Arn"));
}

/** A queue's redrive policy. */
export function readQueue(reading: Reading, queue: ConstructThing, struct: Struct): void {
  const given = struct.entries.get("deadLetterQueue");
  if (given === undefined) return;
  const place = placeOf(given.bound.frame, given.bound.value);
  const read = reading.expressions.struct(given.bound);
  const value =
    read === undefined
      ? computed(place, reading.expressions.mentions(given.bound, queue.home.stack))
      : reading.expressions.ofStruct(read, "sqs.DeadLetterQueue", queue.home.stack);
  setAt(queue.resource.properties, "RedrivePolicy", { ...value, place }, given.key);
}

/** An alias names the function whose version it is given. */
export function readAlias(reading: Reading, alias: ConstructThing, struct: Struct): void {
  const version = struct.entries.get("version");
  const thing = version && reading.evaluator.ofBound(version.bound);
  const fn = thing?.kind === "member" ? thing.of : thing?.kind === "construct" ? thing : undefined;
  const { properties, head } = alias.resource;
  if (fn?.resource.type === "AWS::Lambda::Function" && fn.home.stack === alias.home.stack)
    setAt(properties, "FunctionName", refer(fn.resource, head), version?.key ?? head);
  else if (fn?.resource.type === "AWS::Lambda::Version")
    setAt(properties, "FunctionName", fn.resource.properties.entries.get("FunctionName")?.value ?? computed(head), head);
  if (version !== undefined) setAt(properties, "FunctionVersion", computed(placeOf(version.bound.frame, version.bound.value)), version.key);
}
