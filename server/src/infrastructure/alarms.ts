/** Alarms that watch functions: by dimension, in metric math, and those over all functions. */
import { itemsOf, property, textOf, walk } from "../model/expressions.ts";
import type { Expression, MapExpression, Resource } from "../model/infrastructure.ts";
import { append, type StackFacts } from "./facts.ts";
import { targetsOf } from "./targets.ts";
import { maps } from "./triggers/messages.ts";

const ALARM = "AWS::CloudWatch::Alarm";
const COMPOSITE = "AWS::CloudWatch::CompositeAlarm";

/** Alarms by function. One that watches all functions, or cannot be told which, is everybody's. */
export function alarmsIn(facts: StackFacts, functions: readonly Resource[]): ReadonlyMap<Resource, readonly Resource[]> {
  const found = new Map<Resource, Resource[]>();
  const watched = new Map<Resource, readonly Resource[]>();
  const give = (alarm: Resource, to: readonly Resource[]) => {
    for (const fn of to) append(found, fn, alarm);
    watched.set(alarm, to);
  };
  for (const alarm of facts.ofType(ALARM)) give(alarm, watchedBy(alarm, facts, functions));
  for (const composite of facts.ofType(COMPOSITE)) {
    give(composite, [...new Set(facts.named(composite.properties).flatMap((alarm) => watched.get(alarm) ?? []))]);
  }
  return found;
}

function watchedBy(alarm: Resource, facts: StackFacts, functions: readonly Resource[]): readonly Resource[] {
  const metrics = [alarm.properties, ...maps(property(alarm, "Metrics")).flatMap(metricOf)];
  const found = new Set<Resource>();
  for (const metric of metrics) {
    const named = dimensionsOf(metric).flatMap((value) => targetsOf(value, facts));
    for (const target of named) found.add(target.function);
    if (named.length === 0 && watchesAll(metric)) return functions;
  }
  return [...found];
}

function metricOf(query: MapExpression): MapExpression[] {
  const metric = property(query, "MetricStat.Metric");
  return metric?.kind === "map" ? [metric] : [query];
}

/** Values of the dimensions that name functions, written as a list or as a map. */
function dimensionsOf(metric: MapExpression): Expression[] {
  const dimensions = property(metric, "Dimensions");
  if (dimensions?.kind === "map") {
    return ["FunctionName", "Resource"].map((name) => property(dimensions, name)).filter((value) => value !== undefined);
  }
  if (dimensions?.kind === "computed") return [dimensions];
  return maps(dimensions).flatMap((dimension) => {
    const value = property(dimension, "Value");
    return value !== undefined && /^(?:FunctionName|Resource)$/.test(textOf(property(dimension, "Name")) ?? "") ? [value] : [];
  });
}

/** A metric of Lambda without a known function: of all, or of one that cannot be told. */
function watchesAll(metric: MapExpression): boolean {
  const expression = property(metric, "Expression");
  if (expression !== undefined && [...walk(expression)].some((part) => /AWS\/Lambda/.test(textOf(part) ?? ""))) return true;
  if (textOf(property(metric, "Namespace")) !== "AWS/Lambda") return false;
  const dimensions = property(metric, "Dimensions");
  const isUnset = dimensions === undefined || (dimensions.kind === "list" && itemsOf(dimensions)?.length === 0);
  return isUnset || dimensionsOf(metric).every((value) => textOf(value) === undefined);
}
