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
  const first = scope.params[0];
  const uses = (value: Value): boolean => {
    if (value.kind === "member") {
      return (EVENT_FIELDS.has(value.property) && isParameter(value.object, scope)) || uses(value.object);
    }
    if (value.kind === "element") return uses(value.object);
    if (value.kind === "call") return uses(value.call.callee) || value.call.args.some((argument) => uses(argument.value));
    if (value.kind === "choice") return value.options.some(uses);
    return value.kind === "unknown" ? value.parts.some(uses) : false;
  };
  if (first === undefined) return false;
  if (scope.writes.some((write) => uses(write.value))) return true;
  return scope.calls.some((call) => uses(call.callee) || call.args.some((argument) => uses(argument.value)));
}

function isParameter(value: Value, scope: Scope): boolean {
  if (value.kind === "parameter") return value.scope === scope && value.index === 0;
  return value.kind === "name" && value.binding.scope === scope && value.binding.parameter?.index === 0;
}
