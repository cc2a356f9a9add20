/** What clients are called. */
import type { Program } from "../../flow/program.ts";
import type { Call } from "../../model/code.ts";

/** `new S3Client()` → `s3Client`, `new AWS.SNS()` → `sns`, `DynamoDBDocumentClient.from()` → `documentClient`. */
export function clientName(program: Program, call: Call): string {
  const name = className(program, call);
  if (name === undefined) return "client";
  if (/Document(Client)?$/.test(name)) return "documentClient";
  return camelCase(name);
}

/** `S3 client`, `DynamoDB document client`. */
export function describeClient(program: Program, call: Call): string {
  const name = className(program, call);
  if (name === undefined) return "client";
  if (/Document(Client)?$/.test(name)) return "DynamoDB document client";
  return `${name.replace(/Client$/, "")} client`;
}

/** Of a call that only wraps another client, the class of that one. */
function className(program: Program, call: Call): string | undefined {
  const inner = call.args[0]?.value;
  if (program.entry(call)?.role === "same-object" && inner?.kind === "call") return className(program, inner.call);
  const { callee } = call;
  const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : undefined;
  const object = callee.kind === "member" && callee.object.kind === "name" ? callee.object.name : undefined;
  const chosen = name === "from" ? object : name;
  return chosen !== undefined && /^[A-Za-z]\w*$/.test(chosen) ? chosen : undefined;
}

/** `SNSClient` → `snsClient`, `EC2` → `ec2`, `DynamoDB` → `dynamoDB`, `SESv2Client` → `sesv2Client`. */
export function camelCase(name: string): string {
  const head = /^(?:[A-Z]+v\d+|IoT|[A-Z][A-Z0-9]*(?=[A-Z][a-z]|$)|[A-Z]+)/.exec(name)?.[0] ?? "";
  const first = head.length > 1 ? head.toLowerCase() : name.charAt(0).toLowerCase();
  return first + name.slice(first.length);
}
