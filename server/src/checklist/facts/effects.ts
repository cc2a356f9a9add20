/**
 * What a function does outside of itself. Every call that an invocation may come to has to be understood: one on something that
 * is not known may do anything.
 */
import type { Program, SdkUse } from "../../flow/program.ts";
import type { Call, Scope } from "../../model/code.ts";
import { operationOf } from "../../vocabulary/sdkOperations.ts";
import type { KnownCode } from "./knownCode.ts";

export interface Effects {
  readonly reads: readonly SdkUse[];
  readonly writes: readonly SdkUse[];
  /** Calls that may do anything. */
  readonly unknown: readonly Call[];
}

/** Operations that leave everything as it is. */
const READS =
  /^(?:Get|List|Describe|BatchGet|BatchDetect|TransactGet|Head|Query$|Scan$|Search|Select|Lookup|Detect|Translate|Decrypt|Check|Estimate|Compare|Calculate)/;
/** Those of their name that change something all the same. */
const NO_READ = /^(?:cognito-identity:Get(?:Id|OpenIdToken\w*)|ecr:GetAuthorizationToken|sts:Get\w+|iot\w*:Get\w*Shadow)$/;

export function isRead({ service, operation }: { readonly service: string; readonly operation: string }): boolean {
  return READS.test(operation) && !NO_READ.test(`${service}:${operation}`);
}

/** Everything that runs when the handler is loaded and invoked. */
export function effectsOf({ program, handler, modules }: KnownCode): Effects {
  const start = [...program.reachedBy(handler), handler.scope, ...modules.flatMap(({ scopes }) => scopes.filter(isRunOnLoad))];
  return effectsIn(reachedFrom(start, program), program, handler.scope, program.sdkUses(handler));
}

/** @param stop functions that are not gone into */
export function reachedFrom(start: readonly Scope[], program: Program, stop?: (scope: Scope) => boolean): ReadonlySet<Scope> {
  const found = new Set(start);
  for (const scope of found) {
    for (const call of scope.calls) for (const target of program.targets(call)) if (!stop?.(target)) found.add(target);
  }
  return found;
}

/** @param uses the operations of AWS that the handler runs */
export function effectsIn(scopes: ReadonlySet<Scope>, program: Program, handler: Scope, uses: readonly SdkUse[]): Effects {
  const useOf = new Map(uses.map((use) => [use.call, use]));
  const found = { reads: [] as SdkUse[], writes: [] as SdkUse[], unknown: [] as Call[] };
  for (const scope of scopes) {
    for (const call of scope.calls) {
      const use = useOf.get(call);
      if (use) (isRead(use) ? found.reads : found.writes).push(use);
      else if (!isHarmless(call, program, handler)) found.unknown.push(call);
    }
  }
  return found;
}

function isRunOnLoad({ kind }: Scope): boolean {
  return kind !== "function";
}

function isHarmless(call: Call, program: Program, handler: Scope): boolean {
  if (program.targets(call).length > 0) return true;
  const { callee } = call;
  if (callee.kind === "self") return true;
  if (program.referents(callee).some(({ kind }) => kind === "class")) return true;
  const name = program.qualifiedName(callee);
  if (name !== undefined) return isHarmlessName(name);
  if (callee.kind === "member") {
    const harmless = call.scope.module.language === "python" ? PYTHON_METHODS : SCRIPT_METHODS;
    return harmless.has(callee.property);
  }
  return callee.kind === "name" && callee.binding.parameter !== null && answers(callee.name, handler.params[2]?.name);
}

/** A callback of the handler or of a promise. */
function answers(name: string, callback: string | null | undefined): boolean {
  return name === callback || name === "resolve" || name === "reject";
}

const SDK = /^(?:pypi:boto|npm:@?aws-sdk)/;
/** Of SDKs: what makes clients, sends commands that are looked at where they are made, turns data over, goes through pages. */
const SDK_PLUMBING =
  /^(?:pypi:boto3\.(?:client|resource|Session|session\.Session|setup_default_session)|pypi:boto3\.(?:dynamodb\.(?:conditions|types)|s3\.transfer)\.|pypi:botocore\.(?:config|exceptions|client)\.|npm:@aws-sdk\/(?:util-|types|credential-provider|region-config)|npm:aws-sdk\.config\b|npm:aws-sdk\.Config\b)|\(\)\.(?:client|resource|Table|Bucket|Queue|Topic|get_paginator|get_waiter|exceptions\.\w+|meta\.\w+)$|\.(?:send|promise|from|then|catch|finally|paginate|captureAWSv3Client)$|^npm:@aws-sdk\/client-[\w-]+\.(?:\w+Client|[A-Z][A-Za-z0-9]*)$|^npm:aws-sdk(?:\.|\/clients\/)\w+(?:\.DocumentClient|\.Converter\.\w+)?$|^npm:@aws-sdk\/lib-dynamodb\.DynamoDBDocument(?:Client)?$/;
/** What a call of a client yields is data. */
const SDK_RESULT = /client\(\)\.\w+\(\)\./;

const EFFECTS =
  /^(?:builtins:(?:open|exec|eval|compile|input|__import__|breakpoint)|global:(?:fetch|XMLHttpRequest|WebSocket|EventSource|eval|Function|importScripts|require)(?:\.|$)|pypi:os\.(?!environ|getenv|path|sep|linesep|getpid|cpu_count|urandom|listdir|getcwd|stat|walk|fspath|name)|pypi:(?:io|gzip|codecs)\.open|pypi:pathlib\..*\.(?:write_\w+|open|unlink|mkdir|rename|touch|rmdir)|pypi:logging\.(?:FileHandler|handlers\.\w+)|pypi:(?:signal|queue|threading\.Timer)\.|pypi:aws_lambda_powertools\.utilities\.parameters(?:\.\w+)*\.set_\w+|npm:@aws-lambda-powertools\/parameters\/.*[sS]et(?:Parameter|Secret)\w*|npm:@middy\/.*ssm|npm:winston\.transports)/;

function isHarmlessName(name: string): boolean {
  if (EFFECTS.test(name)) return false;
  if (!SDK.test(name)) return true;
  // An operation that nobody reaches by the handler, such as one at the top of a file.
  const operation = operationOf(name, {});
  if (operation) return isRead(operation);
  return SDK_PLUMBING.test(name) || SDK_RESULT.test(name);
}

const COMMON = `get items keys values split join strip trim replace format startswith endswith lower upper toLowerCase toUpperCase sort reverse
  encode decode includes indexOf find filter map flatMap reduce forEach some every slice concat push unshift shift append extend pop
  info debug warning warn error exception log setLevel json text read toString isoformat toISOString getTime strftime timestamp date
  hexdigest digest match test search group groups findall finditer`;

/** Methods of data, text, dates and loggers, whatever they are called on. */
const PYTHON_METHODS = new Set(
  `${COMMON} update setdefault copy insert index count title capitalize isdigit isnumeric isalpha isalnum zfill ljust rjust lstrip rstrip
  splitlines rsplit partition rpartition astimezone total_seconds timetuple weekday utcoffset quantize critical is_integer as_tuple
  get_remaining_time_in_millis casefold center swapcase translate bit_length hex tobytes union intersection difference dict
  model_dump model_dump_json items_view most_common removeprefix removesuffix`.split(/\s+/),
);
const SCRIPT_METHODS = new Set(
  `${COMMON} has entries substring substr padStart padEnd repeat charAt charCodeAt startsWith endsWith splice findIndex lastIndexOf flat fill
  at then catch finally trimStart trimEnd toFixed toLocaleString toLocaleDateString toJSON valueOf getFullYear getMonth getDate getDay
  getHours getMinutes getSeconds getMilliseconds getUTCFullYear getUTCMonth getUTCDate setDate setHours setMinutes setMonth setTime
  hasOwnProperty isArray localeCompare normalize matchAll replaceAll exec bind transformToString transformToByteArray
  getRemainingTimeInMillis succeed fail done addContext appendKeys setTimezoneOffset getTimezoneOffset`.split(/\s+/),
);
