/** Questions about new values, and the shapes that SAM has for some of CloudFormation's. */
import { isReference } from "../data/values.ts";
import type { NewReference, NewValue } from "../template.ts";

export type NewMap = { readonly [key: string]: NewValue };

export function isNewList(value: NewValue | undefined): value is readonly NewValue[] {
  return Array.isArray(value);
}

export function isNewMap(value: NewValue | undefined): value is NewMap {
  return typeof value === "object" && !isNewList(value) && !isReference(value);
}

/** What a destination of failed events is, in SAM's word for it; undefined where it cannot be told. */
export function destinationType(value: NewValue | undefined, typeOf: (to: NewReference) => string | undefined): string | undefined {
  if (typeof value === "string") return arnTypes.get(/^arn:[\w-]+:(\w+):/.exec(value)?.[1] ?? "");
  if (value === undefined || typeof value !== "object" || !isReference(value)) return undefined;
  return resourceTypes.get(typeOf(value) ?? "");
}

const arnTypes = new Map([
  ["sqs", "SQS"],
  ["sns", "SNS"],
  ["lambda", "Lambda"],
  ["events", "EventBridge"],
]);

const resourceTypes = new Map([
  ["AWS::SQS::Queue", "SQS"],
  ["AWS::SNS::Topic", "SNS"],
  ["AWS::Lambda::Function", "Lambda"],
  ["AWS::Events::EventBus", "EventBridge"],
]);

/** `[{ Key: "a", Value: "b" }]` as `{ a: "b" }`; undefined where it is something else. */
export function tagMap(value: NewValue): NewMap | undefined {
  if (!isNewList(value)) return isNewMap(value) ? value : undefined;
  const entries: [string, NewValue][] = [];
  for (const tag of value) {
    if (!isNewMap(tag) || typeof tag.Key !== "string" || tag.Value === undefined) return undefined;
    entries.push([tag.Key, tag.Value]);
  }
  return Object.fromEntries(entries);
}

/** `[{ Name: X }]` as `[X]`: CodeDeploy names alarms in maps, SAM just lists them. */
export function alarmNames(value: NewValue): NewValue {
  return isNewList(value) ? value.map((alarm) => (isNewMap(alarm) && alarm.Name !== undefined ? alarm.Name : alarm)) : value;
}

/** `CodeDeployDefault.LambdaCanary10Percent5Minutes` as SAM calls it: `Canary10Percent5Minutes`. */
export function preferenceType(value: NewValue): NewValue {
  return typeof value === "string" ? value.replace(/^CodeDeployDefault\.Lambda/, "") : value;
}
