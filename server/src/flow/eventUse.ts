/** Does a function use its first parameter as only a Lambda event is used? */
import type { Scope, Value } from "../model/code.ts";

/** Fields that events of AWS have and other things called "event" do not. */
const EVENT_FIELDS = new Set([
  "Records",
  "pathParameters",
  "queryStringParameters",
  "multiValueQueryStringParameters",
  "requestContext",
  "httpMethod",
  "rawPath",
  "rawQueryString",
  "isBase64Encoded",
  "stageVariables",
  "detail-type",
  "awslogs",
  "triggerSource",
  "RequestType",
  "ResourceProperties",
  "methodArn",
  "authorizationToken",
  "invocationId",
  "responsePayload",
]);

export function looksUsedAsEvent(scope: Scope): boolean {
  return scope.returns.some((returned) => returned.value !== null && isProxyResponse(returned.value)) || readsEventField(scope);
}

function isProxyResponse(value: Value): boolean {
  return value.kind === "map" && value.entries.some((entry) => entry.key === "statusCode");
}

function readsEventField(scope: Scope): boolean {
  if (scope.params[0] === undefined) return false;
  const uses = (value: Value | null): boolean => value !== null && readsField(value, scope);
  if (scope.writes.some((write) => uses(write.value)) || scope.returns.some((returned) => uses(returned.value))) return true;
  if (scope.calls.some((call) => uses(call.callee) || call.args.some((argument) => uses(argument.value)))) return true;
  const branches = scope.module.branches.filter((branch) => branch.scope === scope);
  return branches.some((branch) => uses(branch.subject) || branch.arms.some((arm) => uses(arm.test)));
}

function readsField(value: Value, scope: Scope): boolean {
  const uses = (inner: Value): boolean => readsField(inner, scope);
  switch (value.kind) {
    case "member":
      return (EVENT_FIELDS.has(value.property) && isParameter(value.object, scope)) || uses(value.object);
    case "element":
      return uses(value.object);
    case "call":
      return uses(value.call.callee) || value.call.args.some((argument) => uses(argument.value));
    case "choice":
      return value.options.some(uses);
    case "operation":
      return value.operands.some(uses);
    case "template":
    case "unknown":
      return value.parts.some(uses);
    case "list":
      return value.items.some(uses);
    case "map":
      return value.entries.some((entry) => uses(entry.value));
    default:
      return false;
  }
}

function isParameter(value: Value, scope: Scope): boolean {
  if (value.kind === "parameter") return value.scope === scope && value.index === 0;
  return value.kind === "name" && value.binding.scope === scope && value.binding.parameter?.index === 0;
}
