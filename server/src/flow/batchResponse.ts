/** Does a handler tell which records of its batch failed? */
import type { Place } from "../model/code.ts";
import { type Answer, answersOf } from "./answers.ts";
import type { BatchResponse, Handler, Program } from "./program.ts";

/** What makes the response for its caller: Powertools, middy. */
const REPORTS =
  /process_?partial_?response|\bBatch\w*Processor\b|\bSqsFifo\w*Processor\b|sqs-?partial-?batch-?failure|sqs_batch_processor/i;
/** What stands around a handler and leaves alone what it returns. */
const TRANSPARENT =
  /^(pypi:aws_lambda_powertools\.|pypi:(datadog_lambda|sentry_sdk|lumigo_tracer|aws_xray_sdk)\b|npm:@middy\/core|npm:middy\b|npm:@aws-lambda-powertools\/|npm:@sentry\/|npm:datadog-lambda-js|npm:@lumigo\/|npm:@middy\/(do-not-wait|warmup|ssm|secrets|input-output|sqs-json|event-normalizer|validator|cloudwatch))/;

const KEY = "batchItemFailures";
const MISSPELLED = /^batch[_-]?items?[_-]?fail\w*$/i;

/** See `Program.batchResponse`. */
export function batchResponse(handler: Handler, program: Program): BatchResponse {
  const { known, opaque, wrappers } = answersOf(handler, program);
  const field = (matches: (key: string) => boolean): Place | undefined => placeOf(known, matches);
  const reported = field((key) => key === KEY) ?? opaque.find((answer) => isMadeByLibrary(answer, program))?.place;
  if (reported) return { kind: "reported", at: reported };
  const { scope } = handler;
  if (wrappers.some((name) => name !== null && REPORTS.test(name))) return { kind: "reported", at: headOf(handler) };
  const misspelled = field((key) => MISSPELLED.test(key));
  if (misspelled) return { kind: "misspelled", at: misspelled };
  const isHidden = opaque.length > 0 || known.some((answer) => answer.isOpen);
  return { kind: isHidden || scope.isGenerator || wrappers.some((name) => !TRANSPARENT.test(name ?? "")) ? "unknown" : "never" };
}

function placeOf(answers: readonly Answer[], matches: (key: string) => boolean): Place | undefined {
  for (const { fields } of answers) for (const [key, { place }] of fields) if (matches(key)) return place;
  return undefined;
}

function isMadeByLibrary({ value }: Answer, program: Program): boolean {
  return value?.kind === "call" && REPORTS.test(program.qualifiedName(value.call.callee) ?? "");
}

function headOf({ scope }: Handler): Place {
  const { start, end } = scope.nameRange ?? { start: scope.start, end: scope.start };
  return { file: scope.module, start, end };
}
