/** What AWS's protocols put on the wire, read into JSON's terms and written from them: restJson, awsJson 1.0 and 1.1, Smithy RPC v2 CBOR. */
import type { IncomingHttpHeaders } from "node:http";
import { cbor, dateToTag } from "@smithy/core/cbor";
import type { NormalizedSchema } from "@smithy/core/schema";
import { isObject, type Json, type JsonObject } from "./check.ts";
import type { AwsError } from "./error.ts";
import { type Operation, operation, operations, type Service } from "./model.ts";

export interface Request {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** A recognised request. */
export interface Call {
  readonly operation: Operation;
  readonly protocol: "restJson" | "awsJson" | "cbor";
  readonly input: JsonObject;
  readonly request: Request;
}

/** Shape names of the services in `X-Amz-Target` and in CBOR's paths. */
const targets: Readonly<Record<string, Service>> = {
  GraniteServiceVersion20100801: "cloudwatch",
  Logs_20140328: "logs",
  ResourceGroupsTaggingAPI_20170126: "tag",
};

const pathOf = (service: Service) => Object.keys(targets).find((name) => targets[name] === service);

/** The operation that is called, or undefined where none of ours is. */
export function recognise(request: Request): Call | undefined {
  const rpc = /^\/service\/(\w+)\/operation\/(\w+)$/.exec(request.path);
  if (rpc) return call(request, "cbor", rpc[1], rpc[2], () => plain(cbor.deserialize(request.body)));
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") {
    const [service, name] = target.split(".");
    return call(request, "awsJson", service, name, () => parsed(request.body));
  }
  return recogniseRest(request);
}

function call(request: Request, protocol: Call["protocol"], shape = "", name = "", input: () => Json): Call | undefined {
  const service = targets[shape];
  const found = service && operation(service, name);
  if (!found) return undefined;
  const value = input();
  return { operation: found, protocol, request, input: isObject(value) ? value : {} };
}

function parsed(body: Buffer): Json {
  return body.length === 0 ? {} : (JSON.parse(body.toString()) as Json);
}

/** CBOR's values in JSON's terms: tag 1 is a time in seconds of the epoch. */
function plain(value: unknown): Json {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object" || value === null) return value as Json;
  if ("tag" in value && "value" in value && value.tag === 1) return Number(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

// ---- restJson

/** Literal segments before labels and a literal query before none: `/functions/{Name}` does not take what has an address of its own. */
const restOperations = operations
  .filter((one) => one.http)
  .map((one) => ({ operation: one, ...template(one.http?.[1] ?? "") }))
  .sort((a, b) => a.labels.length - b.labels.length || b.literalQuery.size - a.literalQuery.size);

function template(path: string) {
  const [route = "", literalQuery = ""] = path.split("?");
  const labels = [...route.matchAll(/\{(\w+)\+?\}/g)].map((match) => match[1] ?? "");
  const pattern = route
    .replace(/[.]/g, "\\.")
    .replace(/\{\w+\+\}/g, "(.+)")
    .replace(/\{\w+\}/g, "([^/]+)");
  return { labels, pattern: new RegExp(`^${pattern}/?$`), literalQuery: new URLSearchParams(literalQuery) };
}

function recogniseRest(request: Request): Call | undefined {
  const url = new URL(request.path, "http://emulator");
  for (const { operation, labels, pattern, literalQuery } of restOperations) {
    if (operation.http?.[0] !== request.method) continue;
    const match = pattern.exec(url.pathname);
    if (!match || [...literalQuery].some(([key, value]) => url.searchParams.get(key) !== value)) continue;
    const inPath = new Map(labels.map((label, index) => [label, decodeURIComponent(match[index + 1] ?? "")]));
    for (const key of literalQuery.keys()) url.searchParams.delete(key);
    return { operation, protocol: "restJson", request, input: restInput(operation.input, inPath, url.searchParams, request) };
  }
  return undefined;
}

/** The members from path, query, headers and body; what is in the query and no member stays, so that the check finds it. */
function restInput(schema: NormalizedSchema, inPath: Map<string, string>, query: URLSearchParams, request: Request): JsonObject {
  const body = parsed(request.body);
  const input: Record<string, Json> = isObject(body) ? { ...body } : {};
  const known = new Set<string>();
  for (const [name, member] of schema.isUnitSchema() ? [] : schema.structIterator()) {
    const { httpLabel, httpQuery, httpHeader } = member.getMergedTraits();
    if (httpLabel) input[name] = inPath.get(name) ?? null;
    if (httpHeader) {
      const header = request.headers[httpHeader.toLowerCase()];
      if (typeof header === "string") input[name] = fromText(member, header);
    }
    if (!httpQuery) continue;
    known.add(httpQuery);
    const given = query.getAll(httpQuery);
    if (given.length === 0) continue;
    input[name] = member.isListSchema() ? given.map((one) => fromText(member.getValueSchema(), one)) : fromText(member, given[0] ?? "");
  }
  for (const key of query.keys()) if (!known.has(key)) input[key] ??= query.get(key);
  return input;
}

function fromText(schema: NormalizedSchema, text: string): Json {
  if (schema.isBooleanSchema() && /^(true|false)$/.test(text)) return text === "true";
  return schema.isNumericSchema() && text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

// ---- answers

/** An answer in the protocol that asked. */
export function answer({ operation, protocol, request }: Call, output: JsonObject): Response {
  if (protocol === "cbor") return cborResponse(200, cbor.serialize(forCbor(operation.output, output)));
  const type = protocol === "awsJson" ? (request.headers["content-type"] ?? "application/x-amz-json-1.0") : "application/json";
  return { status: operation.http?.[2] ?? 200, headers: { "content-type": type }, body: JSON.stringify(output) };
}

/** An error in the protocol that asked. */
export function errorAnswer(call: Pick<Call, "protocol" | "request">, error: AwsError): Response {
  const { code, message, status } = error;
  // CloudWatch once spoke awsQuery: clients that ask for it hear the old codes, which are the same for what we send.
  const query = call.request.headers["x-amzn-query-mode"] ? { "x-amzn-query-error": `${code};Sender` } : {};
  if (call.protocol === "cbor") return { ...cborResponse(status, cbor.serialize({ __type: code, message })) };
  if (call.protocol === "awsJson") {
    const headers = { "content-type": call.request.headers["content-type"] ?? "application/x-amz-json-1.0", ...query };
    return { status, headers, body: JSON.stringify({ __type: code, message }) };
  }
  const headers = { "content-type": "application/json", "x-amzn-errortype": code };
  return { status, headers, body: JSON.stringify({ Type: "User", message, Message: message }) };
}

function cborResponse(status: number, body: Uint8Array): Response {
  return { status, headers: { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" }, body };
}

/** Times carry CBOR's tag; what is null is left out. */
function forCbor(schema: NormalizedSchema, value: Json): unknown {
  if (schema.isTimestampSchema()) return dateToTag(new Date(typeof value === "number" ? value * 1000 : String(value)));
  if (Array.isArray(value)) return value.map((item: Json) => forCbor(schema.getValueSchema(), item));
  if (!isObject(value)) return value;
  const memberOf = (key: string) => (schema.isMapSchema() ? schema.getValueSchema() : schema.getMemberSchema(key));
  const present = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(present.map(([key, item]) => [key, forCbor(memberOf(key), item)]));
}

export interface MotoRequest {
  readonly path: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body?: string;
}

/** The same call for moto, which is asked in JSON whatever the client speaks. */
export function forMoto({ protocol, operation, input, request }: Call): MotoRequest {
  const headers = new Headers();
  for (const name of ["authorization", "content-type", "x-amz-target", "x-amz-date"]) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  if (protocol === "restJson") {
    const body = request.body.length > 0 ? { body: request.body.toString() } : {};
    return { path: request.path, method: request.method, headers, ...body };
  }
  headers.set("x-amz-target", `${pathOf(operation.service)}.${operation.name}`);
  headers.set("content-type", operation.service === "cloudwatch" ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1");
  return { path: "/", method: "POST", headers, body: JSON.stringify(input) };
}
