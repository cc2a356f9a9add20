/** Names by which resources know one another without a reference: `orders-queue` in one place, `arn:aws:sqs:…:orders-queue` in another. */

import type { Place } from "../model/code.ts";
import { property } from "../model/expressions.ts";
import type { Expression, Resource } from "../model/infrastructure.ts";

/** The property that names a resource of a type, and the form of its ARN behind `arn:partition:service:region:account:`. */
interface Naming {
  readonly type: string;
  readonly property: string;
  readonly service: string;
  readonly rest: RegExp;
}

const whole = /^([^:]+)/;

const NAMINGS: readonly Naming[] = [
  { type: "AWS::SQS::Queue", property: "QueueName", service: "sqs", rest: whole },
  { type: "AWS::SNS::Topic", property: "TopicName", service: "sns", rest: whole },
  { type: "AWS::DynamoDB::Table", property: "TableName", service: "dynamodb", rest: /^table\/([^/]+)/ },
  { type: "AWS::DynamoDB::GlobalTable", property: "TableName", service: "dynamodb", rest: /^table\/([^/]+)/ },
  { type: "AWS::Kinesis::Stream", property: "Name", service: "kinesis", rest: /^stream\/([^/]+)/ },
  { type: "AWS::KinesisFirehose::DeliveryStream", property: "DeliveryStreamName", service: "firehose", rest: /^deliverystream\/(.+)/ },
  { type: "AWS::S3::Bucket", property: "BucketName", service: "s3", rest: /^([^/:]+)/ },
  { type: "AWS::Lambda::Function", property: "FunctionName", service: "lambda", rest: /^function:([^:/]+)/ },
  { type: "AWS::Events::Rule", property: "Name", service: "events", rest: /^rule\/(?:[^/]+\/)?([^/]+)$/ },
  { type: "AWS::Events::EventBus", property: "Name", service: "events", rest: /^event-bus\/(.+)/ },
  { type: "AWS::Scheduler::Schedule", property: "Name", service: "scheduler", rest: /^schedule\/[^/]+\/(.+)/ },
  { type: "AWS::StepFunctions::StateMachine", property: "StateMachineName", service: "states", rest: /^stateMachine:([^:]+)/ },
  { type: "AWS::Logs::LogGroup", property: "LogGroupName", service: "logs", rest: /^log-group:([^:]+)/ },
  { type: "AWS::IAM::Role", property: "RoleName", service: "iam", rest: /^role\/(?:.*\/)?([^/]+)$/ },
  { type: "AWS::IAM::ManagedPolicy", property: "ManagedPolicyName", service: "iam", rest: /^policy\/(?:.*\/)?([^/]+)$/ },
  { type: "AWS::SSM::Parameter", property: "Name", service: "ssm", rest: /^parameter\/?(.+)/ },
  { type: "AWS::MSK::Cluster", property: "ClusterName", service: "kafka", rest: /^cluster\/([^/]+)/ },
  { type: "AWS::RDS::DBInstance", property: "DBInstanceIdentifier", service: "rds", rest: /^db:(.+)/ },
];

const NAMING_OF_TYPE = new Map(NAMINGS.map((naming) => [naming.type, naming]));

/** The value that names a resource for AWS; undefined where AWS makes the name. */
export function nameProperty(resource: Resource): Expression | undefined {
  const naming = NAMING_OF_TYPE.get(resource.type);
  return naming && property(resource, naming.property);
}

/** The literal name of a resource, else what its authors call it. */
export function readableName(resource: Resource): string {
  const name = nameProperty(resource);
  return name?.kind === "literal" && typeof name.value === "string" ? name.value : resource.name;
}

/**
 * A value as text that is equal where two values are. What is not known stands in it as it is written, in braces, so that
 * `${AWS::StackName}-orders` is one name wherever it occurs. Undefined for lists, maps and choices.
 */
export function spelling(value: Expression | undefined): string | undefined {
  switch (value?.kind) {
    case "literal":
      return value.value === null ? undefined : String(value.value);
    case "reference":
      return value.attribute === null ? `{${value.id}}` : `{${value.id} ${value.attribute}}`;
    case "joined": {
      const parts = value.parts.map((part) => (typeof part === "string" ? part : spelling(part)));
      return parts.every((part) => part !== undefined) ? parts.join("") : undefined;
    }
    case "computed":
      return asWritten(value.place);
    default:
      return undefined;
  }
}

/** `!Ref Stage`, `${Stage}` and `Stage` are one thing; colons and slashes would cut an ARN in pieces. */
function asWritten(place: Place): string {
  const text = place.file.text.slice(place.start, Math.min(place.end, place.start + 200));
  return `{${text.replace(/^[\s!${"'`]*(?:(?:Fn::)?(?:Ref|Sub)\b)?|["'`}\s]+$/g, "").replace(/[:/{}]/g, "")}}`;
}

/** Is there anything in a spelling besides what is not known? */
export function saysSomething(name: string): boolean {
  return /[\w]/.test(name.replace(/\{[^{}]*\}/g, ""));
}

/** Of an ARN, a queue's URL or a plain name: the name, and the types of resources that may have it (undefined: any). */
export interface Claim {
  readonly name: string;
  readonly types: readonly string[] | undefined;
}

/** @param text as of `spelling`. */
export function claimOf(text: string): Claim | undefined {
  const begin = text.lastIndexOf("arn:");
  if (begin >= 0) return claimOfArn(text.slice(begin));
  const url = /^https:\/\/(?:sqs\.[^/]+|[^/]*queue\.[^/]+)\/[^/]+\/([^/]+)$/.exec(text);
  if (url?.[1] !== undefined) return { name: url[1], types: ["AWS::SQS::Queue"] };
  return /[\s:]/.test(text.replace(/\{[^{}]*\}/g, "")) || text.length > 256 ? undefined : { name: text, types: undefined };
}

function claimOfArn(arn: string): Claim | undefined {
  const parts = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.*)$/s.exec(arn);
  if (parts === null) return undefined;
  const [, service, rest = ""] = parts;
  const namings = NAMINGS.filter((naming) => naming.service === service && naming.rest.test(rest));
  const name = namings[0]?.rest.exec(rest)?.[1];
  return name === undefined ? undefined : { name, types: namings.map((naming) => naming.type) };
}

/** The service an ARN belongs to (`sqs`), of a value written or joined; undefined for anything else. */
export function serviceOf(value: Expression | undefined): string | undefined {
  return /^arn:[^:]*:([a-z0-9-]+):/.exec(spelling(value) ?? "")?.[1];
}
