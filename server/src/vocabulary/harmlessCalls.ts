/** Calls that change nothing outside of a function, by their names. What is not here may do anything. */
import { operationOf, type SdkOperation } from "./sdkOperations.ts";

/** Operations of AWS services that leave everything as it is. */
const READS =
  /^(?:Get|List|Describe|BatchGet|BatchDetect|TransactGet|Head|Query$|Scan$|Search|Select|Lookup|Detect|Translate|Decrypt|Check|Estimate|Compare|Calculate)/;
/** Those of such a name that change something, or give rights, all the same. */
const NO_READ = /^(?:cognito-identity:Get(?:Id|OpenIdToken\w*)|ecr:GetAuthorizationToken|sts:Get(?!CallerIdentity)\w+|iot:GetThingShadow)$/;

export function isRead({ service, operation }: SdkOperation): boolean {
  return READS.test(operation) && !NO_READ.test(`${service}:${operation}`);
}

const EFFECTS: readonly RegExp[] = [
  /^builtins:(?:open|exec|eval|compile|input|__import__|breakpoint)$/,
  /^pypi:os\.(?!(?:environ|getenv|path|sep|linesep|getpid|cpu_count|urandom|listdir|getcwd|stat|walk|fspath|name)\b)/,
  /^pypi:(?:io|gzip|codecs)\.open\b/,
  /^pypi:pathlib\..*\.(?:write_\w+|open|unlink|mkdir|rename|touch|rmdir)$/,
  /^pypi:(?:signal|queue|sched|threading\.Timer)\b/,
  /^pypi:logging\.(?:FileHandler|handlers)\b/,
  /^pypi:aws_lambda_powertools\.utilities\.parameters\b.*\.set_\w+$/,
  /^npm:@aws-lambda-powertools\/parameters\/.*\.set\w+$/,
  /^npm:winston\.transports\b/,
];

/** What the language and the runtime bring along and that changes nothing elsewhere; any other global may be anything. */
const QUIET_GLOBALS = new Set(
  `Object Array String Number Boolean Symbol BigInt Math JSON Date RegExp Map Set WeakMap WeakSet WeakRef Promise Proxy Reflect Intl Atomics Error
  AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError ArrayBuffer SharedArrayBuffer DataView Int8Array
  Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array
  parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI escape unescape structuredClone
  console process Buffer URL URLSearchParams TextEncoder TextDecoder AbortController AbortSignal Event EventTarget Headers Response Blob
  FormData ReadableStream TransformStream WritableStream atob btoa crypto performance setTimeout clearTimeout setInterval clearInterval
  setImmediate clearImmediate queueMicrotask awslambda`.split(/\s+/),
);

const SDK = /^(?:pypi:boto|npm:@?aws-sdk\b)/;

/** Of SDKs: what makes clients and commands' surroundings, and what turns data over. Commands are looked at where they are made. */
const SDK_PLUMBING: readonly RegExp[] = [
  /^pypi:boto3\.(?:client|resource|Session|session\.Session|setup_default_session|set_stream_logger)$/,
  /^pypi:boto3\.(?:dynamodb\.(?:conditions|types)|s3\.transfer\.TransferConfig)\b/,
  /^pypi:botocore\.(?:config|exceptions|client\.Config)\b/,
  /\(\)\.(?:client|resource|Table|Bucket|Queue|Topic|get_paginator|get_waiter|can_paginate)$/,
  /\(\)\.exceptions\.\w+$/,
  /\.(?:send|promise|then|catch|finally|paginate|captureAWSv3Client)$/,
  /^npm:@aws-sdk\/(?:util-|types|credential-provider|region-config)/,
  /^npm:@aws-sdk\/lib-dynamodb\.DynamoDBDocument(?:Client)?(?:\.from)?$/,
  // Clients and types; an operation is a command.
  /^npm:@aws-sdk\/client-[\w-]+\.(?!\w+Command$)[A-Z]\w*$/,
  /^npm:aws-sdk\.(?:config|Config|Credentials|Endpoint)\b/,
  /^npm:aws-sdk(?:\.|\/clients\/)\w+(?:\.DocumentClient|\.Converter\.\w+)?$/,
];

/** What an operation yields is data. */
const SDK_RESULT = /client\(\)\.\w+\(\)\./;

/** Operations of services that are in no table here. */
const OTHER_OPERATION = /^npm:@aws-sdk\/client-[\w-]+\.(?:paginate)?(\w+?)(?:Command)?$|^pypi:boto3\..*\bclient\(\)\.(\w+)$/;

/** @param name as of `Program.qualifiedName`. Of packages only those are meant that `packageReach` knows to be quiet, and AWS's. */
export function isHarmlessName(name: string): boolean {
  if (EFFECTS.some((effect) => effect.test(name)) || !isQuietGlobal(name)) return false;
  if (!SDK.test(name)) return true;
  const operation = operationOf(name);
  if (operation) return isRead(operation);
  if (SDK_PLUMBING.some((plumbing) => plumbing.test(name)) || SDK_RESULT.test(name)) return true;
  const other = OTHER_OPERATION.exec(name);
  return READS.test(pascal(other?.[1] ?? other?.[2] ?? ""));
}

/** True for what is no global of JavaScript, too. */
function isQuietGlobal(name: string): boolean {
  const global = /^global:([\w$]+)/.exec(name)?.[1];
  return global === undefined || QUIET_GLOBALS.has(global);
}

const RANDOM =
  /^(?:pypi:(?:random|uuid|secrets)\.|npm:(?:uuid|nanoid|ulid|shortid)\b|global:Math\.random$|(?:npm:(?:node:)?|global:)crypto\.(?:random|getRandom))/;

/** Does a call of that name yield something else each time? */
export function isRandomName(name: string): boolean {
  return RANDOM.test(name);
}

/** `describe_stacks`: `DescribeStacks`. */
function pascal(name: string): string {
  return name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

const METHODS = `get items keys values split join strip trim replace format startswith endswith lower upper toLowerCase toUpperCase sort reverse
  encode decode includes indexOf find filter map flatMap reduce forEach some every slice concat push unshift shift append extend pop
  info debug warning warn error exception log setLevel json text read toString isoformat toISOString getTime strftime timestamp date
  hexdigest digest match test search group groups findall finditer`;

const PYTHON_METHODS = new Set(
  `${METHODS} update setdefault copy insert index count title capitalize isdigit isnumeric isalpha isalnum zfill ljust rjust lstrip rstrip
  splitlines rsplit partition rpartition astimezone total_seconds timetuple weekday utcoffset quantize critical is_integer as_tuple
  get_remaining_time_in_millis casefold center swapcase translate bit_length hex tobytes union intersection difference dict
  model_dump model_dump_json most_common removeprefix removesuffix`.split(/\s+/),
);

const SCRIPT_METHODS = new Set(
  `${METHODS} has entries substring substr padStart padEnd repeat charAt charCodeAt startsWith endsWith splice findIndex lastIndexOf flat fill
  at then catch finally trimStart trimEnd toFixed toLocaleString toLocaleDateString toJSON valueOf getFullYear getMonth getDate getDay
  getHours getMinutes getSeconds getMilliseconds getUTCFullYear getUTCMonth getUTCDate setDate setHours setMinutes setMonth setTime
  hasOwnProperty isArray localeCompare normalize matchAll replaceAll exec bind transformToString transformToByteArray
  getRemainingTimeInMillis succeed fail done addContext appendKeys getTimezoneOffset`.split(/\s+/),
);

/** Methods of data, text, dates and loggers, whatever they are called on. */
export function isHarmlessMethod(name: string, isPython: boolean): boolean {
  return (isPython ? PYTHON_METHODS : SCRIPT_METHODS).has(name);
}
