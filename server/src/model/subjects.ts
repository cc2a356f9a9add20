/** What code names a bucket, table, queue or topic by, and whether that is the one that triggers the function. */
import { property, textOf } from "./expressions.ts";
import type { Expression, FunctionResource, Resource, Stack, Trigger } from "./infrastructure.ts";

/** A variable of the environment, a constant, a part of the event. */
export type Subject =
  | { readonly kind: "environment"; readonly name: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "event"; readonly path: readonly string[] };

/** Where resources of a type have their name. */
const NAME: Readonly<Record<string, string>> = {
  "AWS::S3::Bucket": "BucketName",
  "AWS::DynamoDB::Table": "TableName",
  "AWS::DynamoDB::GlobalTable": "TableName",
  "AWS::SQS::Queue": "QueueName",
  "AWS::SNS::Topic": "TopicName",
};

type Named = (value: Expression | undefined, stack: Stack) => readonly Resource[];

/** Is it certain that the subject is the source of the trigger? */
export function isSource(subject: Subject | undefined, trigger: Trigger, fn: FunctionResource, named: Named): boolean {
  if (subject === undefined) return false;
  // Of a record of S3 only the bucket that sent it can be meant.
  if (subject.kind === "event") return trigger.type === "s3" && subject.path.join() === "event,Records,*,s3,bucket,name";
  if (subject.kind === "text") return isNamed(subject.text, trigger);
  if (fn.environment.kind !== "set") return false;
  const value = fn.environment.value.entries.get(subject.name)?.value;
  const resources = named(value, fn.stack);
  if (trigger.sourceResource !== null && resources.length === 1) return resources[0] === trigger.sourceResource;
  const text = textOf(value);
  return text !== undefined && isNamed(text, trigger);
}

/** A name, or an ARN or URL that ends with it. */
function isNamed(text: string, { source, sourceResource }: Trigger): boolean {
  const name = sourceResource === null ? source : textOf(property(sourceResource, NAME[sourceResource.type] ?? "Name"));
  return name !== null && name !== undefined && (text === name || text.endsWith(`:${name}`) || text.endsWith(`/${name}`));
}
