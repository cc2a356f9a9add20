/** Event sources of functions: `fn.addEventSource(new SqsEventSource(queue, { batchSize: 10 }))`, and the prop `events`. */
import type { Expression } from "../../model/infrastructure.ts";
import { literal, map } from "../stack.ts";
import { addMade, applyProps, argument, options, type Reading, refer, setAt, type Written } from "./build.ts";
import { type Bound, type ConstructThing, placeOf, type Struct, type Thing } from "./things.ts";

const PREFIX = "lambda_event_sources.";

/** Sources that are polled, and what they are given first. */
const POLLED = new Map([
  ["SqsEventSource", "Arn"],
  ["KinesisEventSource", "Arn"],
  ["DynamoEventSource", "StreamArn"],
  ["DynamoDBEventSource", "StreamArn"],
]);

export function addEventSource(reading: Reading, fn: ConstructThing, source: Bound): void {
  const thing = reading.evaluator.ofBound(source);
  if (thing?.kind !== "object" || !thing.name.startsWith(PREFIX)) {
    fn.home.stack.stack.isComplete = false;
    return;
  }
  const kind = thing.name.slice(PREFIX.length);
  const written: Written = { call: thing.call, frame: thing.frame, construct: "lambda_event_sources.Source", props: 1 };
  const attribute = POLLED.get(kind);
  if (attribute !== undefined) polled(reading, fn, attribute, written);
  else if (/KafkaEventSource$/.test(kind)) kafka(reading, fn, { ...written, props: 0 });
  else if (kind === "SnsEventSource") subscribe(reading, fn, written);
  else if (/^S3EventSource/.test(kind)) bucket(reading, fn, written);
  else if (kind === "ApiEventSource") api(reading, fn, written);
}

function made(fn: ConstructThing, name: string, type: string, written: Written) {
  const resource = addMade(fn.resource, fn.home, name, type, written);
  const place = placeOf(written.frame, written.call);
  const set = (path: string, value: Expression | undefined): void => void (value && setAt(resource.properties, path, value));
  return { resource, place, set };
}

function polled(reading: Reading, fn: ConstructThing, attribute: string, written: Written): void {
  const { call, frame } = written;
  const source = argument(call, frame, 0, "queue", "stream", "table");
  const { resource, place, set } = made(fn, nameOf(reading, source, "EventSource"), "AWS::Lambda::EventSourceMapping", written);
  set("FunctionName", refer(fn.resource, place));
  set("EventSourceArn", source && reading.expressions.of(source, fn.home.stack, attribute));
  applySource(reading, resource, options(reading, call, frame, 1), written, fn);
}

function kafka(reading: Reading, fn: ConstructThing, written: Written): void {
  const struct = options(reading, written.call, written.frame, 0);
  const { resource, place, set } = made(fn, "KafkaEventSource", "AWS::Lambda::EventSourceMapping", written);
  const cluster = struct.entries.get("clusterArn")?.bound;
  set("FunctionName", refer(fn.resource, place));
  if (cluster !== undefined)
    set("EventSourceArn", { kind: "joined", parts: ["arn:aws:kafka:", reading.expressions.of(cluster, fn.home.stack)], place });
  else set("SelfManagedEventSource", map(place, [], true));
  applySource(reading, resource, struct, written, fn);
}

/** The options of a polled source; `reportBatchItemFailures` is a list in CloudFormation. */
export function applySource(
  reading: Reading,
  mapping: ConstructThing["resource"],
  struct: Struct,
  written: Written,
  fn: ConstructThing,
): void {
  applyProps(reading, mapping, struct, written.construct, fn.home);
  const report = struct.entries.get("reportBatchItemFailures");
  if (report === undefined) return;
  const value = reading.expressions.of(report.bound, fn.home.stack);
  if (value.kind === "literal" && value.value !== true) return;
  const item: Expression =
    value.kind === "literal" ? { ...literal(value.place, "ReportBatchItemFailures"), ...(value.isAssumed && { isAssumed: true }) } : value;
  const types: Expression = value.kind === "literal" ? { kind: "list", items: [item], isOpen: false, place: value.place } : value;
  setAt(mapping.properties, "FunctionResponseTypes", types, report.key);
}

function subscribe(reading: Reading, fn: ConstructThing, written: Written): void {
  const topic = argument(written.call, written.frame, 0, "topic");
  const { resource, place, set } = made(fn, nameOf(reading, topic, "Subscription"), "AWS::SNS::Subscription", {
    ...written,
    construct: "sns.Subscription",
  });
  set("TopicArn", topic && reading.expressions.of(topic, fn.home.stack, topicAttribute(reading, topic)));
  set("Protocol", literal(place, "lambda"));
  set("Endpoint", refer(fn.resource, place, "Arn"));
  applyProps(reading, resource, options(reading, written.call, written.frame, 1), "sns.Subscription", fn.home);
}

/** `Ref` of a topic is its ARN; of one that was imported only the ARN says what it is. */
export function topicAttribute(reading: Reading, topic: Bound): string | null {
  return reading.evaluator.ofBound(topic)?.kind === "imported" ? "Arn" : null;
}

function bucket(reading: Reading, fn: ConstructThing, written: Written): void {
  const from = argument(written.call, written.frame, 0, "bucket");
  const { place, set } = made(fn, nameOf(reading, from, "Notification"), "AWS::S3::BucketNotification", { ...written, construct: "" });
  const struct = options(reading, written.call, written.frame, 1);
  const events = struct.entries.get("events")?.bound;
  const filters = struct.entries.get("filters")?.bound;
  set("Bucket", from && reading.expressions.of(from, fn.home.stack));
  set("Event", events && reading.expressions.of(events, fn.home.stack));
  set("Filter", filters && reading.expressions.of(filters, fn.home.stack));
  set("Function", refer(fn.resource, place, "Arn"));
}

function api(reading: Reading, fn: ConstructThing, written: Written): void {
  const { place, set } = made(fn, "Api", "AWS::ApiGateway::Method", { ...written, construct: "apigateway.Method", props: 2 });
  const method = argument(written.call, written.frame, 0, "method");
  const path = argument(written.call, written.frame, 1, "path");
  set("HttpMethod", method && reading.expressions.of(method, fn.home.stack));
  set("Path", path && reading.expressions.of(path, fn.home.stack));
  set(
    "Integration",
    map(place, [
      ["Type", literal(place, "AWS_PROXY")],
      ["Uri", refer(fn.resource, place, "Arn")],
    ]),
  );
}

/** Called after what it comes from. */
function nameOf(reading: Reading, source: Bound | undefined, suffix: string): string {
  const thing: Thing | undefined = source && reading.evaluator.ofBound(source);
  return thing?.kind === "construct" ? `${thing.resource.name}${suffix}` : suffix;
}
