/** Metrics and the alarms on them: `fn.metricErrors()`, `new Metric()`, `new Alarm()`, `metric.createAlarm()`. */
import type { Expression } from "../../model/infrastructure.ts";
import { targetOf } from "../../vocabulary/dialects/cdk.ts";
import { computed, literal, map } from "../stack.ts";
import { addTo, argument, options, type Reading, refer, setAt, type Written } from "./build.ts";
import { type Bound, type ConstructThing, type MetricThing, placeOf, type Struct, type Thing } from "./things.ts";

/** Namespace of the metrics of a resource, and the dimension that names it. */
const NAMESPACES = new Map([
  ["AWS::Lambda::Function", ["AWS/Lambda", "FunctionName"]],
  ["AWS::Lambda::Alias", ["AWS/Lambda", "FunctionName"]],
  ["AWS::SQS::Queue", ["AWS/SQS", "QueueName"]],
  ["AWS::SNS::Topic", ["AWS/SNS", "TopicName"]],
  ["AWS::DynamoDB::Table", ["AWS/DynamoDB", "TableName"]],
  ["AWS::Kinesis::Stream", ["AWS/Kinesis", "StreamName"]],
  ["AWS::StepFunctions::StateMachine", ["AWS/States", "StateMachineArn"]],
  ["AWS::ApiGateway::RestApi", ["AWS/ApiGateway", "ApiName"]],
  ["AWS::ApiGatewayV2::Api", ["AWS/ApiGateway", "ApiId"]],
]);

/** `fn.metricErrors({ period })`, `queue.metric("…")`. */
export function metricOf(reading: Reading, owner: ConstructThing, method: string, { call, frame }: Written): MetricThing | undefined {
  const [namespace, dimension] = NAMESPACES.get(owner.resource.type) ?? [];
  if (namespace === undefined || dimension === undefined) return undefined;
  const place = placeOf(frame, call);
  const name = method === "metric" ? argument(call, frame, 0, "metricName", "metric_name") : undefined;
  const metricName = name === undefined ? literal(place, method.slice("metric".length)) : reading.expressions.of(name, owner.home.stack);
  const value = map(place, [
    ["Name", literal(place, dimension)],
    ["Value", refer(owner.resource, place)],
  ]);
  const entries = new Map<string, Expression>([
    ["Namespace", literal(place, namespace)],
    ["MetricName", metricName],
    ["Dimensions", { kind: "list", items: [value], isOpen: false, place }],
  ]);
  addOptions(reading, entries, options(reading, call, frame, method === "metric" ? 1 : 0), owner);
  return { kind: "metric", entries };
}

function addOptions(
  reading: Reading,
  entries: Map<string, Expression>,
  struct: Struct,
  owner: { readonly home: ConstructThing["home"] },
): void {
  for (const [prop, { bound }] of struct.entries) {
    const target = targetOf("cloudwatch.Metric", prop);
    if (target !== undefined) entries.set(target.path, reading.expressions.of(bound, owner.home.stack));
  }
}

/** `new cloudwatch.Metric({ namespace, metricName, dimensionsMap: { FunctionName: fn.functionName } })`. */
export function metricThing(reading: Reading, { call, frame }: Written): MetricThing {
  const struct = options(reading, call, frame, 0);
  const entries = new Map<string, Expression>();
  addOptions(reading, entries, struct, frame);
  const given = (struct.entries.get("dimensionsMap") ?? struct.entries.get("dimensions"))?.bound;
  const dimensions = given && reading.expressions.of(given, frame.home.stack);
  if (dimensions?.kind === "map") {
    const { place } = dimensions;
    const items = [...dimensions.entries].map(([name, { value }]) =>
      map(place, [
        ["Name", literal(place, name)],
        ["Value", value],
      ]),
    );
    entries.set("Dimensions", { kind: "list", items, isOpen: dimensions.isOpen, place });
  } else if (dimensions !== undefined) entries.set("Dimensions", dimensions);
  return { kind: "metric", entries };
}

/** The metric of an alarm; of an expression the metrics it is made of. */
export function readAlarm(reading: Reading, alarm: ConstructThing, struct: Struct): void {
  const given = struct.entries.get("metric");
  if (given !== undefined) setMetric(reading, alarm, reading.evaluator.ofBound(given.bound), given.bound);
}

export function setMetric(reading: Reading, alarm: ConstructThing, metric: Thing | undefined, at: Bound): void {
  const { properties } = alarm.resource;
  const place = placeOf(at.frame, at.value);
  if (metric?.kind === "metric") {
    for (const [name, value] of metric.entries) if (!properties.entries.has(name)) setAt(properties, name, value);
    return;
  }
  setAt(
    properties,
    "Metrics",
    metric?.kind === "object"
      ? expressionMetrics(reading, metric, alarm, place)
      : computed(place, reading.expressions.mentions(at, alarm.home.stack)),
  );
}

/** `new MathExpression({ expression, usingMetrics: { errors: fn.metricErrors() } })`. */
function expressionMetrics(
  reading: Reading,
  thing: Extract<Thing, { kind: "object" }>,
  alarm: ConstructThing,
  place: Expression["place"],
): Expression {
  const struct = options(reading, thing.call, thing.frame, 0);
  const using = struct.entries.get("usingMetrics")?.bound;
  const metrics = using && reading.evaluator.ofBound(using);
  const items: Expression[] = [];
  if (metrics?.kind === "value" && metrics.bound.value.kind === "map") {
    for (const entry of metrics.bound.value.entries) {
      const metric = reading.evaluator.thing(entry.value, metrics.bound.frame);
      if (metric?.kind !== "metric") continue;
      const stat = map(place, [["Metric", map(place, metric.entries)]]);
      items.push(
        map(place, [
          ["Id", literal(place, entry.key ?? "")],
          ["MetricStat", stat],
        ]),
      );
    }
  }
  const expression = struct.entries.get("expression")?.bound;
  if (expression !== undefined) items.push(map(place, [["Expression", reading.expressions.of(expression, alarm.home.stack)]]));
  return { kind: "list", items, isOpen: metrics === undefined, place };
}

const ACTIONS = new Map([
  ["addAlarmAction", "AlarmActions"],
  ["addOkAction", "OKActions"],
  ["addInsufficientDataAction", "InsufficientDataActions"],
]);

export function addAlarmActions(reading: Reading, alarm: ConstructThing, method: string, { call, frame }: Written): void {
  const property = ACTIONS.get(method);
  if (property === undefined) return;
  for (const { value } of call.args)
    addTo(alarm.resource.properties, property, reading.expressions.of({ value, frame }, alarm.home.stack, "Arn"));
}

/** The strategy of a deployment group, and the function behind its alias. */
export function readDeploymentGroup(reading: Reading, group: ConstructThing, struct: Struct): void {
  const alias = struct.entries.get("alias");
  const thing = alias && reading.evaluator.ofBound(alias.bound);
  const { properties } = group.resource;
  if (alias !== undefined && thing?.kind === "construct") {
    const place = placeOf(alias.bound.frame, alias.bound.value);
    const fn = thing.resource.properties.entries.get("FunctionName")?.value;
    setAt(properties, "Function", fn ?? refer(thing.resource, place), alias.key);
    setAt(properties, "Alias", reading.expressions.of(alias.bound, group.home.stack), alias.key);
  }
  if (!properties.entries.has("DeploymentConfigName") && !struct.isOpen) {
    setAt(properties, "DeploymentConfigName", literal(group.resource.head, "CodeDeployDefault.LambdaCanary10Percent5Minutes"));
  }
}
