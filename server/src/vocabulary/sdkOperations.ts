/** Which operation of which service a qualified name is, in boto3 and in the AWS SDK for JavaScript v2 and v3. */
import { prefixOf } from "./sdkServices.ts";

export interface SdkOperation {
  /** Prefix of the service's IAM actions: `dynamodb`. */
  readonly service: string;
  /** As the API spells it, `PutItem`; letters of abbreviations may differ in case (`GetSmsAttributes`). */
  readonly operation: string;
}

/** What is written at a call and no part of its name. */
export interface CallDetails {
  /** The service's name where it is an argument: `boto3.client("s3")`. */
  readonly service?: string | undefined;
  /** The operation's where it is one: `get_paginator("list_objects_v2")`, `generate_presigned_url("get_object")`. */
  readonly operation?: string | undefined;
}

/** Methods of clients that take the operation's name, run several or none. */
const NAMED_BY_ARGUMENT = /^(?:get_paginator|get_waiter|generate_presigned_url|getSignedUrl|getSignedUrlPromise)$/;
const TRANSFERS = new Map([
  ["upload_file", "PutObject"],
  ["upload_fileobj", "PutObject"],
  ["download_file", "GetObject"],
  ["download_fileobj", "GetObject"],
  ["copy", "CopyObject"],
  ["upload", "PutObject"],
  ["generate_presigned_post", "PutObject"],
  ["createPresignedPost", "PutObject"],
]);

/** Short names of the document client. */
const DOCUMENT = new Map([
  ["get", "GetItem"],
  ["put", "PutItem"],
  ["update", "UpdateItem"],
  ["delete", "DeleteItem"],
  ["query", "Query"],
  ["scan", "Scan"],
  ["batchget", "BatchGetItem"],
  ["batchwrite", "BatchWriteItem"],
  ["transactget", "TransactGetItems"],
  ["transactwrite", "TransactWriteItems"],
  ["executestatement", "ExecuteStatement"],
  ["batchexecutestatement", "BatchExecuteStatement"],
  ["executetransaction", "ExecuteTransaction"],
]);

/** What the methods of boto3's resources do, by service, class and method. */
const RESOURCES = new Map([
  ["dynamodb.Table.batch_writer", "BatchWriteItem"],
  ["dynamodb.Table.load", "DescribeTable"],
  ["s3.Object.put", "PutObject"],
  ["s3.Object.get", "GetObject"],
  ["s3.Object.delete", "DeleteObject"],
  ["s3.Object.load", "HeadObject"],
  ["s3.Object.copy_from", "CopyObject"],
  ["s3.ObjectSummary.get", "GetObject"],
  ["s3.ObjectSummary.delete", "DeleteObject"],
  ["s3.Bucket.objects.all", "ListObjects"],
  ["s3.Bucket.objects.filter", "ListObjects"],
  ["s3.Bucket.objects.delete", "DeleteObjects"],
  ["s3.Bucket.put_object", "PutObject"],
  ["s3.Bucket.delete_objects", "DeleteObjects"],
  ["sqs.get_queue_by_name", "GetQueueUrl"],
  ["sqs.Queue.send_message", "SendMessage"],
  ["sqs.Queue.send_messages", "SendMessage"],
  ["sqs.Queue.receive_messages", "ReceiveMessage"],
  ["sqs.Queue.delete_messages", "DeleteMessage"],
  ["sqs.Message.delete", "DeleteMessage"],
  ["sns.Topic.publish", "Publish"],
]);

/** Of a resource class whose methods are named like operations. */
const LIKE_CLIENTS = /^(?:dynamodb\.Table)\.(\w+)$/;

/**
 * @param name of what is called or constructed, as of `Program.qualifiedName`: `npm:@aws-sdk/client-s3.PutObjectCommand`,
 *   `npm:aws-sdk.DynamoDB.DocumentClient().put`, `pypi:boto3.client().put_object`.
 */
export function operationOf(name: string, details: CallDetails = {}): SdkOperation | undefined {
  if (name.startsWith("pypi:")) return ofPython(name, details);
  if (name.startsWith("npm:@aws-sdk/")) return ofVersion3(name.slice("npm:@aws-sdk/".length));
  if (name.startsWith("npm:aws-sdk")) return ofVersion2(name.slice("npm:aws-sdk".length), details);
  return undefined;
}

function ofPython(name: string, details: CallDetails): SdkOperation | undefined {
  const match = /(?:^|[.:])(client|create_client|resource)\(\)\.(.+)$/.exec(name);
  const service = details.service === undefined ? undefined : prefixOf(details.service);
  if (match?.[2] === undefined || service === undefined || !/^pypi:boto(?:3|core)\./.test(name)) return undefined;
  const method = match[2].replaceAll("()", "");
  if (match[1] === "resource" && !method.startsWith("meta.client.")) return ofResource(service, method);
  return method.includes(".") && !method.startsWith("meta.") ? undefined : ofClient(service, method.replace("meta.client.", ""), details);
}

function ofClient(service: string, method: string, details: CallDetails): SdkOperation | undefined {
  if (NAMED_BY_ARGUMENT.test(method)) {
    return details.operation === undefined ? undefined : { service, operation: pascal(details.operation) };
  }
  const transfer = service === "s3" ? TRANSFERS.get(method) : undefined;
  if (transfer !== undefined) return { service, operation: transfer };
  return /^(?:can_paginate|close|exceptions|meta)$/.test(method) ? undefined : { service, operation: pascal(method) };
}

function ofResource(service: string, method: string): SdkOperation | undefined {
  const known = RESOURCES.get(`${service}.${method}`);
  if (known !== undefined) return { service, operation: known };
  const last = method.slice(method.lastIndexOf(".") + 1);
  const transfer = service === "s3" ? TRANSFERS.get(last) : undefined;
  if (transfer !== undefined) return { service, operation: transfer };
  const like = LIKE_CLIENTS.exec(`${service}.${method}`)?.[1];
  return like === undefined ? undefined : { service, operation: pascal(like) };
}

/** @param rest `client-s3.PutObjectCommand`, `client-s3.S3().putObject`, `lib-dynamodb.PutCommand`. */
function ofVersion3(rest: string): SdkOperation | undefined {
  const match = /^(?:client-([a-z0-9-]+)|lib-(dynamodb|storage))\.(.+)$/.exec(rest);
  const exported = match?.[3];
  if (exported === undefined) return undefined;
  if (match?.[2] === "storage") return exported.startsWith("Upload") ? { service: "s3", operation: "PutObject" } : undefined;
  const service = match?.[2] === undefined ? prefixOf(match?.[1] ?? "") : "dynamodb";
  const operation =
    /^(\w+)Command$/.exec(exported)?.[1] ?? /^paginate(\w+)$/.exec(exported)?.[1] ?? /^\w+(?:\.from)?\(\)\.(\w+)$/.exec(exported)?.[1];
  if (service === undefined || operation === undefined || /^(?:send|destroy)$/.test(operation)) return undefined;
  const document = match?.[2] === undefined ? undefined : DOCUMENT.get(operation.toLowerCase());
  return { service, operation: document ?? pascal(operation) };
}

/** @param rest `.S3().putObject`, `/clients/s3().putObject`, `.DynamoDB.DocumentClient().put`. */
function ofVersion2(rest: string, details: CallDetails): SdkOperation | undefined {
  const match = /^(?:\.|\/clients\/)(\w+?)(\.DocumentClient)?\(\)\.(\w+)$/.exec(rest);
  const service = prefixOf(match?.[1] ?? "");
  const method = match?.[3];
  if (service === undefined || method === undefined) return undefined;
  if (match?.[2] === undefined) return ofClient(service, method, details);
  const operation = DOCUMENT.get(method.toLowerCase());
  return operation === undefined ? undefined : { service, operation };
}

/** `put_item`, `putItem`: `PutItem`. */
function pascal(name: string): string {
  return name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
