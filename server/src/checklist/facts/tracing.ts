/** How what a function does is joined with what called it: traces, and ids that are handed on. */
import type { Handler, Program } from "../../flow/program.ts";
import type { Call, Place, Value } from "../../model/code.ts";
import { textOf, walk } from "../../model/expressions.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { isAllowed } from "../../model/policies.ts";
import { placeOf } from "../../rules/rule.ts";
import { policyKnowledge } from "../../vocabulary/managedPolicies.ts";

const SENDS = "xray:PutTraceSegments";

/** Where active tracing is set, and whether the role may be unable to send what it records. */
export function activeTracing({
  tracing,
  permissions,
}: FunctionResource): { readonly place: Place; readonly maySend: boolean } | undefined {
  if (tracing.kind !== "set" || tracing.value !== "Active") return undefined;
  return { place: tracing.place, maySend: isAllowed(permissions, SENDS, policyKnowledge) !== false };
}

/** A layer of OpenTelemetry that is started before the function. */
export function openTelemetry({ layers, environment }: FunctionResource): Place | undefined {
  if (layers.kind !== "set" || environment.kind !== "set") return undefined;
  const starter = textOf(environment.value.entries.get("AWS_LAMBDA_EXEC_WRAPPER")?.value);
  if (starter === undefined || !/^\/opt\/otel-/.test(starter)) return undefined;
  const layer = [...walk(layers.value)].find((part) =>
    /otel|opentelemetry/i.test(textOf(part) ?? part.place.file.text.slice(part.place.start, part.place.end)),
  );
  return layer && layers.place;
}

/** An id that means: all this belongs together. */
const ID = /^(?:x[-_])?(?:correlation|trace|transaction|conversation)[-_]?id$/i;
/** Where a logger of Powertools is told where in the event the id is. */
const PATH = /^(?:correlation_id_path|correlationIdPath)$/;
const SETTERS = /^(?:set_correlation_id|setCorrelationId)$/;
const LOGS =
  /^(?:trace|debug|info|warn|warning|error|exception|critical|fatal|log|print|append_keys|appendKeys|structure_logs|addPersistentLogAttributes|bind|child|setContext)$/;

/** Where an id that came with the event is put into what is logged. */
export function correlation(handler: Handler, program: Program): Place | undefined {
  for (const decorator of handler.scope.decorators) {
    if (decorator.kind === "call" && namesPath(decorator.call)) return placeOf(decorator.call);
  }
  const scopes = new Set([...program.reachedBy(handler), handler.module.root]);
  const calls = [...scopes].flatMap((scope) => scope.calls);
  const found = calls.find((call) => namesPath(call) || (!isOfModule(call) && hands(call, program)));
  return found && placeOf(found);
}

function isOfModule({ scope }: Call): boolean {
  return scope.kind === "module";
}

function namesPath({ args }: Call): boolean {
  return args.some(({ name, value }) => {
    if (name !== null && PATH.test(name)) return value.kind !== "literal" || value.value !== null;
    return value.kind === "map" && value.entries.some(({ key }) => key !== null && PATH.test(key));
  });
}

function hands({ callee, args, scope }: Call, program: Program): boolean {
  const method = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
  const given = args[0]?.value;
  if (SETTERS.test(method)) return given !== undefined && isOfEvent(given, program);
  if (!LOGS.test(method) || scope.kind === "module") return false;
  return args.some(({ name, value }) => (name !== null && ID.test(name) && isOfEvent(value, program)) || hasId(value, program));
}

function hasId(value: Value, program: Program): boolean {
  if (value.kind === "call") return isSerializer(value.call) && value.call.args.some((each) => hasId(each.value, program));
  if (value.kind !== "map") return false;
  return value.entries.some(
    (entry) => entry.key !== null && ((ID.test(entry.key) && isOfEvent(entry.value, program)) || hasId(entry.value, program)),
  );
}

function isSerializer({ callee }: Call): boolean {
  return callee.kind === "member" && /^(?:dumps|stringify)$/.test(callee.property);
}

/** The id of the invocation alone joins nothing: it has to have come with the event. */
function isOfEvent(value: Value, program: Program): boolean {
  return optionsOf(value).some((option) => {
    const path = program.eventPath(option);
    return path !== undefined && path.length > 1 && path[0] === "event";
  });
}

/** `event.get("correlationId") or context.aws_request_id`, also where a variable holds it. */
function optionsOf(value: Value): readonly Value[] {
  const values = value.kind === "name" ? [value, ...value.binding.writes.map((write) => write.value)] : [value];
  return values.flatMap((each) => (each.kind === "choice" ? each.options : [each]));
}
