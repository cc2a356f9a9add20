/** Events behind an API: `http` (REST), `httpApi`, `websocket`. */
import type { Place } from "../../../model/code.ts";
import type { Expression } from "../../../model/infrastructure.ts";
import { HTTP_API, REST_API, WEBSOCKET_API } from "../../../vocabulary/dialects/serverless.ts";
import { literal } from "../../stack.ts";
import type { WrittenEvent } from "../events.ts";
import { entryAt, Properties, valueAt } from "../words.ts";

/** What an event says of its route: `GET /users`, or `{method, path}`. */
interface Route {
  readonly method: Expression | undefined;
  readonly path: Expression | undefined;
}

function routeOf(value: Expression): Route {
  if (value.kind === "map") return { method: valueAt(value, "method"), path: valueAt(value, "path") };
  if (value.kind !== "literal" || typeof value.value !== "string") return { method: undefined, path: undefined };
  const [first = "", second] = value.value.trim().split(/\s+/);
  if (second === undefined) return { method: { ...value, value: "*" }, path: { ...value, value: first } };
  return { method: { ...value, value: first }, path: { ...value, value: second } };
}

function reference(id: string, place: Place): Expression {
  return { kind: "reference", id, attribute: null, place };
}

const AUTHORIZER_TYPES = /^(?:aws_iam|cognito_user_pools|custom|none)$/i;

export function readHttp(event: WrittenEvent): void {
  const { value, service, key } = event;
  const { method, path } = routeOf(value);
  const properties = new Properties();
  properties.set("HttpMethod", method?.kind === "literal" ? { ...method, value: anyMethod(String(method.value)) } : method);
  properties.set("Path", path?.kind === "literal" ? { ...path, value: slashed(String(path.value)) } : path);
  const given = valueAt(service.setting("provider"), "apiGateway.restApiId");
  properties.set("RestApiId", given ?? reference(REST_API, key));
  const isPrivate = entryAt(value, "private");
  if (isPrivate !== undefined) properties.set("ApiKeyRequired", isPrivate);
  authorize(event, properties);
  const integration = valueAt(value, "integration");
  const type = integration?.kind === "literal" ? { ...integration, value: integrationType(String(integration.value)) } : integration;
  // Lambda is told not to wait by a header, which takes an integration without proxy.
  const waits = valueAt(value, "async");
  const isProxy = waits === undefined || (waits.kind === "literal" && waits.value === false);
  properties.set("Integration.Type", type ?? literal(key, isProxy ? "AWS_PROXY" : "AWS"));
  properties.set("Integration.Uri", event.target("Arn"));
  properties.set("Integration.TimeoutInMillis", entryAt(value, "timeoutInMillis"));
  event.make("AWS::ApiGateway::Method", properties);
}

/** `authorizer: aws_iam`, a function's name, an ARN, or a map of these. */
function authorize(event: WrittenEvent, properties: Properties): void {
  const written = entryAt(event.value, "authorizer");
  if (written === undefined) {
    if (event.value.kind !== "map" || !event.value.isOpen)
      properties.set("AuthorizationType", { ...literal(event.key, "NONE"), isInherited: true });
    return;
  }
  const { value } = written;
  const type = value.kind === "map" ? valueAt(value, "type") : value;
  const text = type?.kind === "literal" ? String(type.value) : "";
  const arn = value.kind === "map" ? valueAt(value, "arn") : value;
  const isPool = arn?.kind === "literal" && String(arn.value).includes(":userpool/");
  const name = AUTHORIZER_TYPES.test(text)
    ? text.toUpperCase()
    : /^(?:token|request)$/i.test(text) || text !== "" || value.kind === "map"
      ? "CUSTOM"
      : undefined;
  const known: Expression = { kind: "literal", value: isPool ? "COGNITO_USER_POOLS" : (name ?? "CUSTOM"), place: value.place };
  properties.set("AuthorizationType", { key: written.key, value: known });
  properties.set("AuthorizerId", entryAt(value, "authorizerId") ?? { key: written.key, value: authorizerOf(event, value) });
}

function authorizerOf({ service }: WrittenEvent, value: Expression): Expression {
  const named = value.kind === "map" ? (valueAt(value, "name") ?? valueAt(value, "arn")) : value;
  const id = named?.kind === "literal" ? service.ids.get(String(named.value)) : undefined;
  if (id !== undefined && named !== undefined) return { kind: "reference", id, attribute: "Arn", place: named.place };
  return named ?? { kind: "computed", mentions: [], place: value.place };
}

function anyMethod(method: string): string {
  return method === "*" ? "ANY" : method.toUpperCase();
}

function slashed(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

function integrationType(written: string): string {
  const name = written.toUpperCase().replaceAll("-", "_");
  const types: Record<string, string> = { LAMBDA: "AWS", LAMBDA_PROXY: "AWS_PROXY", HTTP: "HTTP", HTTP_PROXY: "HTTP_PROXY", MOCK: "MOCK" };
  return types[name] ?? name;
}

export function readHttpApi(event: WrittenEvent): void {
  const { value, service, key } = event;
  const { method, path } = routeOf(value);
  const properties = new Properties().set("RouteKey", routeKey(method, path, value));
  const given = valueAt(service.setting("provider"), "httpApi.id");
  properties.set("ApiId", given ?? reference(HTTP_API, key));
  const authorizer = entryAt(value, "authorizer");
  if (authorizer !== undefined) {
    const type = valueAt(authorizer.value, "type");
    const text = type?.kind === "literal" ? String(type.value).toLowerCase() : undefined;
    const name = text === "aws_iam" ? "AWS_IAM" : text === "request" ? "CUSTOM" : "JWT";
    const isKnown = text !== undefined || authorizer.value.kind !== "computed";
    properties.set("AuthorizationType", {
      key: authorizer.key,
      value: isKnown ? literal(authorizer.value.place, name) : authorizer.value,
    });
    const id = entryAt(authorizer.value, "id") ?? entryAt(authorizer.value, "name") ?? authorizer;
    if (name !== "AWS_IAM") properties.set("AuthorizerId", id);
  } else if (value.kind !== "map" || !value.isOpen) properties.set("AuthorizationType", { ...literal(key, "NONE"), isInherited: true });
  properties.set("Target", event.target("Arn"));
  event.make("AWS::ApiGatewayV2::Route", properties);
}

/** `GET /users`; `*` alone is the default route. */
function routeKey(method: Expression | undefined, path: Expression | undefined, value: Expression): Expression {
  if (path?.kind !== "literal") return path === undefined || method?.kind !== "literal" ? value : joinedKey(method, path);
  const isAssumed = path.isAssumed === true || method?.isAssumed === true;
  const route = String(path.value);
  if (method !== undefined && method.kind !== "literal") return method;
  const verb = anyMethod(String(method?.value ?? "*"));
  return {
    kind: "literal",
    value: route === "*" ? "$default" : `${verb} ${slashed(route)}`,
    place: value.place,
    ...(isAssumed && { isAssumed }),
  };
}

function joinedKey(method: Expression, path: Expression): Expression {
  return { kind: "joined", parts: [method, " ", path], place: path.place };
}

export function readWebsocket(event: WrittenEvent): void {
  const { value, service, key } = event;
  const route = value.kind === "map" ? valueAt(value, "route") : value.kind === "none" ? undefined : value;
  const properties = new Properties().set("RouteKey", route);
  const given = valueAt(service.setting("provider"), "websocketApiId") ?? valueAt(service.setting("provider"), "apiGateway.websocketApiId");
  properties.set("ApiId", given ?? reference(WEBSOCKET_API, key));
  const authorizer = entryAt(value, "authorizer");
  if (authorizer !== undefined) {
    const isIam = authorizer.value.kind === "literal" && String(authorizer.value.value).toLowerCase() === "aws_iam";
    properties.set("AuthorizationType", { key: authorizer.key, value: literal(authorizer.value.place, isIam ? "AWS_IAM" : "CUSTOM") });
    if (!isIam) properties.set("AuthorizerId", authorizerOf(event, authorizer.value));
  } else if (value.kind !== "map" || !value.isOpen) properties.set("AuthorizationType", { ...literal(key, "NONE"), isInherited: true });
  properties.set("Target", event.target("Arn"));
  event.make("AWS::ApiGatewayV2::Route", properties);
}
