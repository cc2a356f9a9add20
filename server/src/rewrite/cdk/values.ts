/** Values of CloudFormation as the CDK's own: durations, members of enumerations, constructs. */
import type { Module } from "../../model/code.ts";
import { DURATIONS, memberOf, snakeCase, VALUE_CLASSES } from "../../vocabulary/dialects/cdk.ts";
import type { NewReference, NewValue } from "../template.ts";
import { isReference, literalText, type Repair } from "./repair.ts";
import type { Spot } from "./variables.ts";

/** Props that are given constructs themselves. */
const CONSTRUCTS = new Set([
  "deadLetterQueue",
  "deadLetterTopic",
  "logGroup",
  "role",
  "queue",
  "topic",
  "encryptionMasterKey",
  "masterKey",
]);

/** What a construct is asked for where its ARN or `Ref` is wanted. */
const ATTRIBUTES: Readonly<Record<string, readonly [ref: string, arn: string]>> = {
  "AWS::SQS::Queue": ["queueUrl", "queueArn"],
  "AWS::SNS::Topic": ["topicArn", "topicArn"],
  "AWS::DynamoDB::Table": ["tableName", "tableArn"],
  "AWS::S3::Bucket": ["bucketName", "bucketArn"],
  "AWS::Lambda::Function": ["functionName", "functionArn"],
  "AWS::Logs::LogGroup": ["logGroupName", "logGroupArn"],
  "AWS::StepFunctions::StateMachine": ["stateMachineArn", "stateMachineArn"],
  "AWS::Kinesis::Stream": ["streamName", "streamArn"],
};

/** Where a value goes. */
export interface Goal {
  /** `lambda.Function`. */
  readonly construct: string;
  readonly prop: string;
  /** Names must be known there. */
  readonly at: Spot;
}

/** The text of a prop's value; undefined where the CDK has no certain word for it. */
export function valueText(repair: Repair, goal: Goal, value: NewValue): string | undefined {
  const { module } = goal.at.scope;
  const { prop } = goal;
  if (typeof value === "object" && isReference(value)) return referenceText(repair, goal, value);
  if (DURATIONS.has(prop)) return typeof value === "number" ? duration(repair, module, value) : undefined;
  if (prop === "ephemeralStorageSize")
    return typeof value === "number" ? called(repair, module, "core.Size", "mebibytes", value) : undefined;
  if (prop === "managedPolicies" && typeof value === "string") return managedPolicyText(repair, module, value);
  const owner = Object.hasOwn(VALUE_CLASSES, prop) ? VALUE_CLASSES[prop] : undefined;
  if (owner !== undefined) return memberText(repair, module, owner, value);
  if (Array.isArray(value)) {
    const items = value.map((item: NewValue) => valueText(repair, { ...goal, prop: "" }, item));
    return items.every((one) => one !== undefined) ? `[${items.join(", ")}]` : undefined;
  }
  return typeof value === "object" ? undefined : literalText(module, value);
}

/** The CDK takes objects, which it makes from the names of AWS's policies. */
function managedPolicyText(repair: Repair, module: Module, arn: string): string | undefined {
  const policy = /^arn:aws:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  const name = policy === undefined ? undefined : repair.name(module, "iam.ManagedPolicy");
  if (policy === undefined || name === undefined) return undefined;
  const method = "fromAwsManagedPolicyName";
  return `${name}.${module.language === "python" ? snakeCase(method) : method}(${literalText(module, policy)})`;
}

function memberText(repair: Repair, module: Module, owner: string, value: NewValue): string | undefined {
  const member = typeof value === "object" ? undefined : memberOf(owner, value);
  const name = member === undefined ? undefined : repair.name(module, owner);
  return name === undefined ? undefined : `${name}.${member}`;
}

const UNITS: readonly (readonly [seconds: number, method: string])[] = [
  [86_400, "days"],
  [3600, "hours"],
  [60, "minutes"],
  [1, "seconds"],
];

function duration(repair: Repair, module: Module, seconds: number): string | undefined {
  const [size = 1, method = "seconds"] = UNITS.find(([each]) => seconds >= each && seconds % each === 0) ?? [];
  return Number.isInteger(seconds) ? called(repair, module, "core.Duration", method, seconds / size) : undefined;
}

function called(repair: Repair, module: Module, owner: string, method: string, value: number): string | undefined {
  const name = repair.name(module, owner);
  return name === undefined ? undefined : `${name}.${method}(${value})`;
}

function referenceText(repair: Repair, goal: Goal, value: NewReference): string | undefined {
  const { module } = goal.at.scope;
  const found = repair.construct(value, goal.at);
  if (found === undefined) return undefined;
  if (goal.prop === "onFailure" || goal.prop === "onSuccess") return destination(repair, goal, found);
  if (CONSTRUCTS.has(goal.prop)) return found.text;
  const [ref, arn] = ATTRIBUTES[found.type] ?? [];
  const attribute = value.$attribute === null ? ref : value.$attribute === "Arn" ? arn : undefined;
  return attribute === undefined ? undefined : `${found.text}.${module.language === "python" ? snakeCase(attribute) : attribute}`;
}

const KINDS = new Map([
  ["AWS::SQS::Queue", "Sqs"],
  ["AWS::SNS::Topic", "Sns"],
]);

/** `new SqsDlq(queue)` of an event source, `new SqsDestination(queue)` of a function. */
function destination(
  repair: Repair,
  { at, construct }: Goal,
  { text, type }: { readonly text: string; readonly type: string },
): string | undefined {
  const kind = KINDS.get(type);
  const { module } = at.scope;
  const isSource = construct === "lambda_event_sources.Source" || construct === "lambda.EventSourceMapping";
  const name = kind && repair.name(module, isSource ? `lambda_event_sources.${kind}Dlq` : `lambda_destinations.${kind}Destination`);
  return name === undefined ? undefined : `${module.language === "python" ? "" : "new "}${name}(${text})`;
}

/** Replaces what stands at a place: a literal, a member of an enumeration or a duration by one of its kind. */
export function replacementText(repair: Repair, module: Module, written: string, value: NewValue): string | undefined {
  if (typeof value === "object") return undefined;
  const [, path, member] = /^((?:[A-Za-z_$][\w$]*\.)*[A-Z][\w$]*)\.([A-Z][A-Z0-9_]*)$/.exec(written) ?? [];
  if (path !== undefined && member !== undefined) {
    const type = path.slice(path.lastIndexOf(".") + 1);
    const owner = Object.values(VALUE_CLASSES).find((one) => one.endsWith(`.${type}`));
    const other = owner === undefined ? undefined : memberOf(owner, value);
    return other === undefined ? undefined : `${path}.${other}`;
  }
  if (/\bDuration\.\w+\([^()]*\)$/.test(written)) return typeof value === "number" ? duration(repair, module, value) : undefined;
  return /^(?:[\d.]+|true|false|True|False|(["'])[^"'\\\n]*\1)$/.test(written) ? literalText(module, value) : undefined;
}
