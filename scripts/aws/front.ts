/**
 * What stands in front of moto: it knows which operation a request calls, checks the request and the answer against AWS's own model, supplies
 * what moto lacks, and fails on purpose where a test wants it.
 */

import { inSeconds, isObject, type Json, type JsonObject, misfits } from "./check.ts";
import { AwsError } from "./error.ts";
import type { Faults } from "./faults.ts";
import type { Operation } from "./model.ts";
import type { Supplies } from "./supply.ts";
import { answer, errorAnswer, forMoto, type MotoRequest, type Request, type Response, recognise } from "./wire.ts";

/** A request that was understood. */
export interface Logged {
  /** As an IAM policy names it: `lambda:ListFunctions`. */
  readonly action: string;
  readonly input: JsonObject;
  readonly region: string;
  /** Key id it was signed with. */
  readonly key: string;
}

export interface FrontOptions {
  /** Where moto listens. */
  readonly moto: string;
  readonly faults: Faults;
  /** Operations that are answered here, by action. */
  readonly supplies: Supplies;
  readonly requests: Logged[];
  /** What did not fit AWS's model. */
  readonly misfits: string[];
}

/** `AWS4-HMAC-SHA256 Credential=KEY/20261123/eu-west-1/lambda/aws4_request, …` */
const credential = /Credential=([^/,]+)\/\d+\/([\w-]+)\/([\w-]+)\/aws4_request/;

/** Answers one request; undefined: the connection is to be dropped. */
export async function respond(request: Request, options: FrontOptions): Promise<Response | undefined> {
  const call = recognise(request);
  if (!call) return unknownRequest(request, options);
  const signed = credential.exec(request.headers.authorization ?? "");
  const action = `${call.operation.service}:${call.operation.name}`;
  options.requests.push({ action, input: call.input, region: signed?.[2] ?? "", key: signed?.[1] ?? "" });
  try {
    const failed = await options.faults.meet(action, call);
    if (failed) return failed === "dropped" ? undefined : failed;
    if (!signed) throw new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
    check(options, call.operation, "request", call.input);
    const supply = options.supplies.get(action);
    const forward = () => ask(forMoto(call), options.moto);
    const get = (path: string) => ask({ path, method: "GET", headers: forMoto(call).headers }, options.moto);
    const told = supply ? await supply(call.input, { region: signed[2] ?? "", forward, get }) : await forward();
    const output = inSeconds(call.operation.output, told) as JsonObject;
    check(options, call.operation, "answer", output);
    return answer(call, output);
  } catch (error) {
    return errorAnswer(call, error instanceof AwsError ? error : refusal(options, action, String(error)));
  }
}

function check(options: FrontOptions, operation: Operation, side: "request" | "answer", value: JsonObject): void {
  const found = misfits(side === "request" ? operation.input : operation.output, value);
  if (found.length > 0) throw refusal(options, `${side} of ${operation.service}:${operation.name}`, found.slice(0, 5).join("; "));
}

/** Not retried by clients, and kept so that `stop` fails the test even where nobody looks at the error. */
function refusal(options: FrontOptions, what: string, why: string): AwsError {
  options.misfits.push(`${what}: ${why}`);
  return new AwsError("EmulatorRefusal", `This is not what AWS's model says. ${what}: ${why}`, 400);
}

/** moto's answer. */
async function ask({ path, ...init }: MotoRequest, moto: string): Promise<JsonObject> {
  const response = await fetch(new URL(path, moto), init);
  const text = await response.text();
  const body = json(text);
  if (!isObject(body)) throw new Error(`moto answers ${response.status} ${text.slice(0, 200)}`);
  if (response.ok) return body;
  const code = response.headers.get("x-amzn-errortype") ?? body.__type ?? body.Code ?? "";
  throw new AwsError(String(code).replace(/^.*#|:.*$/g, ""), String(body.message ?? body.Message ?? ""), response.status);
}

function json(text: string): Json | undefined {
  try {
    return text === "" ? {} : (JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}

/** STS answers for profiles that assume a role: moto's answer, unchecked. Everything else is nobody's. */
async function unknownRequest(request: Request, options: FrontOptions): Promise<Response> {
  const service = credential.exec(request.headers.authorization ?? "")?.[3];
  if (service === "sts") {
    const headers = new Headers({
      authorization: request.headers.authorization ?? "",
      "content-type": request.headers["content-type"] ?? "",
    });
    const response = await fetch(new URL("/", options.moto), { method: request.method, headers, body: request.body.toString() });
    return { status: response.status, headers: { "content-type": "text/xml" }, body: await response.text() };
  }
  const error = refusal(options, `${request.method} ${request.path}`, "no operation of AWS that is emulated here");
  return errorAnswer({ protocol: request.headers["x-amz-target"] ? "awsJson" : "restJson", request }, error);
}
