/** How resources are called in a file: of the stack, and those that the same repair adds. */
import type { Resource, Stack } from "../../model/infrastructure.ts";
import type { NewReference } from "../template.ts";
import { argumentIn, type TerraformOrigin } from "./origin.ts";

/** What `Ref` of these gives is their name. */
const NAMED = new Set([
  "AWS::IAM::Role",
  "AWS::IAM::Policy",
  "AWS::Logs::LogGroup",
  "AWS::Events::Rule",
  "AWS::Events::EventBus",
  "AWS::Lambda::Alias",
  "AWS::DynamoDB::Table",
  "AWS::Kinesis::Stream",
]);

const IDENTITIES: Readonly<Record<string, string>> = {
  "AWS::Lambda::Function": "function_name",
  "AWS::CloudWatch::Alarm": "alarm_name",
  "AWS::SNS::Topic": "arn",
};

const ATTRIBUTES: Readonly<Record<string, string>> = {
  Arn: "arn",
  Version: "version",
  QualifiedArn: "qualified_arn",
  StreamArn: "stream_arn",
  QueueName: "name",
  TopicName: "name",
  ExecutionArn: "execution_arn",
};

/** Outputs of the community's Lambda module, by the resource it makes and the attribute. */
const OUTPUTS: Readonly<Record<string, string>> = {
  "": "lambda_function_name",
  Arn: "lambda_function_arn",
  Version: "lambda_function_version",
  QualifiedArn: "lambda_function_qualified_arn",
  Role: "lambda_role_name",
  "Role.Arn": "lambda_role_arn",
  LogGroup: "lambda_cloudwatch_log_group_name",
  "LogGroup.Arn": "lambda_cloudwatch_log_group_arn",
};

/** The attribute of a resource by Terraform's name. */
export function attributeName(type: string, attribute: string | null): string | undefined {
  if (attribute === null) return IDENTITIES[type] ?? (NAMED.has(type) ? "name" : "id");
  return ATTRIBUTES[attribute];
}

/** The expression that names something of a resource from inside the module of `prefix`. */
export function nameOf(stack: Stack, { $id, $attribute }: NewReference, prefix: string): string | undefined {
  const resource = stack.resources.get($id);
  const origin = (resource?.owner ?? resource)?.origin as TerraformOrigin | undefined;
  if (resource === undefined || origin === undefined || origin.prefix !== prefix) return undefined;
  if (origin.written === "module") return ofModule(resource, $attribute, prefix);
  const attribute = attributeName(resource.type, $attribute);
  if (resource.owner !== null || attribute === undefined) return undefined;
  const address = resource.id.slice(prefix.length);
  if (address.endsWith("]") || argumentIn(origin.block.body, "for_each") === undefined) {
    const index = argumentIn(origin.block.body, "count") === undefined ? "" : "[0]";
    return `${address}${index}.${attribute}`;
  }
  return undefined;
}

function ofModule(resource: Resource, attribute: string | null, prefix: string): string | undefined {
  const owner = resource.owner ?? resource;
  const key = [...(resource.owner === null ? [] : [resource.name]), ...(attribute === null ? [] : [attribute])].join(".");
  const output = OUTPUTS[key];
  return output === undefined ? undefined : `${owner.id.slice(prefix.length)}.${output}`;
}

/** Does a file name resources as Terraform 0.11 had to: `"${aws_x.y.arn}"`, and never otherwise? */
export function isOldStyle(text: string): boolean {
  return /=\s*"\$\{(?:var|aws_\w+|local|module|data)\.[^"{}]*\}"/.test(text) && !/=\s*\[?(?:var|aws_\w+|local|module|data)\./.test(text);
}
