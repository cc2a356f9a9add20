/** What a function's invocations log, and in which form. */
import type { Handler, Program } from "../../flow/program.ts";
import type { Call, Module, Value } from "../../model/code.ts";

/** `structured`: one JSON object. `text`: a line for people. `unknown`: a logger whose form is set somewhere else. */
export type LogForm = "structured" | "text" | "unknown";

export interface LogCall {
  readonly call: Call;
  readonly form: LogForm;
}

const LEVELS = "(?:trace|debug|info|warn|warning|error|exception|critical|fatal|log)";
const PRINTS = /^(?:builtins:print|global:console\.(?:log|info|warn|error|debug))$/;
const STANDARD = new RegExp(`^pypi:logging\\.(?:(?:getLogger|Logger|\\w+)\\(\\)\\.)?${LEVELS}$`);

/** Loggers that write JSON unless they are told otherwise, which `PLAIN` sees. */
const WRITES_JSON = new RegExp(
  `^(?:pypi:aws_lambda_powertools(?:\\.logging(?:\\.logger)?)?\\.Logger\\(\\)|npm:@aws-lambda-powertools\\/logger\\.Logger\\(\\)|npm:pino(?:\\.(?:default|pino))?\\(\\)|npm:bunyan(?:\\.default)?\\.createLogger\\(\\)|npm:winston(?:\\.default)?\\.createLogger\\(\\)|npm:lambda-log(?:\\.default|\\.LambdaLog\\(\\))?|npm:@dazn\\/lambda-powertools-logger(?:\\.default)?)(?:\\.child\\(\\))?\\.${LEVELS}$`,
);
/** Loggers that write what they are set up to write. */
const MAY_WRITE_JSON = new RegExp(
  `^(?:pypi:structlog\\.(?:get_logger|getLogger|stdlib\\.get_logger)\\(\\)(?:\\.bind\\(\\))?|pypi:loguru\\.logger)\\.${LEVELS}$`,
);

/** Said where a logger of that kind is set up: it writes JSON. */
const SETS_JSON = /\bJSONRenderer\b|\bserialize\s*=\s*True\b/;
/** For people: winston's and pino's forms without JSON. */
const PLAIN =
  /\bformat\.(?:simple|printf|cli|prettyPrint|colorize|splat)\(|pino-pretty|\bpretty(?:Print)?\s*:\s*true|createLogger\([^)]*bunyan-format/;
/** A formatter that the standard logger of Python is given. */
const JSON_FORMATTER = /\bpythonjsonlogger\b|\bjson_log_formatter\b|\bLambdaPowertoolsFormatter\b|\bJsonFormatter\s*\(/;

/** The log calls that an invocation comes to. */
export function logCalls(handler: Handler, program: Program): LogCall[] {
  const modules = [...program.loadedBy(handler)];
  const found: LogCall[] = [];
  for (const scope of program.reachedBy(handler)) {
    for (const call of scope.calls) {
      const form = formOf(call, program, modules);
      if (form) found.push({ call, form });
    }
  }
  return found;
}

/**
 * Does an invocation print text that Lambda's JSON format leaves as it is? Of Python it takes what comes by `logging`, not what is printed.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function printsText(handler: Handler, program: Program): boolean {
  return logCalls(handler, program).some(({ call, form }) => form === "text" && program.qualifiedName(call.callee) === "builtins:print");
}

function formOf(call: Call, program: Program, modules: readonly Module[]): LogForm | undefined {
  const name = program.qualifiedName(call.callee);
  if (name === undefined) return isLogger(call) && program.targets(call).length === 0 ? "unknown" : undefined;
  const says = (pattern: RegExp): boolean => modules.some(({ text }) => pattern.test(text));
  if (PRINTS.test(name)) return isObject(call.args[0]?.value) ? "structured" : "text";
  if (STANDARD.test(name)) return isObject(call.args[0]?.value) || says(JSON_FORMATTER) ? "structured" : "text";
  if (WRITES_JSON.test(name)) return says(PLAIN) ? "unknown" : "structured";
  if (MAY_WRITE_JSON.test(name)) return says(SETS_JSON) ? "structured" : "unknown";
  return isLogger(call) ? "unknown" : undefined;
}

/** `logger.info(…)`, whatever the logger is. */
function isLogger({ callee, scope }: Call): boolean {
  if (callee.kind !== "member" || !new RegExp(`^${LEVELS}$`).test(callee.property)) return false;
  return /log(?:ger|ging)?$/i.test(scope.module.text.slice(callee.object.start, callee.object.end));
}

/** `json.dumps({"message": …, "orderId": …})`: a line that can be asked for by field. */
function isObject(value: Value | undefined): boolean {
  if (value?.kind !== "call" || value.call.callee.kind !== "member" || !/^(?:dumps|stringify)$/.test(value.call.callee.property))
    return false;
  const given = value.call.args[0]?.value;
  return given?.kind === "map" && given.entries.filter(({ key }) => key !== null).length >= 2;
}
