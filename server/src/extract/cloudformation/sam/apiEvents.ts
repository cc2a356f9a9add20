/** Events of HTTP APIs: methods of REST APIs, routes of HTTP APIs, and who may call them. */
import { property, textOf } from "../../../model/expressions.ts";
import type { Expression, Resource } from "../../../model/infrastructure.ts";
import { computed, literal } from "../../stack.ts";
import { samProperty } from "../globals.ts";
import { constantOf, entryOf } from "../scope.ts";
import { bodyOf, type Section } from "../section.ts";
import { renamed, wordsOf } from "../words.ts";
import { type EventSource, made, referenceTo, withEntries } from "./made.ts";

export type ApiKind = "Api" | "HttpApi";

/** The APIs that SAM makes for events that name none. */
export const IMPLICIT_APIS = { Api: "ServerlessRestApi", HttpApi: "ServerlessHttpApi" } as const;

const methodWords = wordsOf({
  HttpMethod: "Method",
  ApiKeyRequired: "Auth.ApiKeyRequired",
  AuthorizationScopes: "Auth.AuthorizationScopes",
  "Integration.TimeoutInMillis": "TimeoutInMillis",
});

const routeWords = wordsOf({
  AuthorizationScopes: "Auth.AuthorizationScopes",
  "Integration.TimeoutInMillis": "TimeoutInMillis",
  "Integration.PayloadFormatVersion": "PayloadFormatVersion",
});

export function restApiMethod(event: EventSource): readonly Resource[] {
  const method = property(event.properties, "Method");
  const api = property(event.properties, "RestApiId") ?? referenceTo(IMPLICIT_APIS.Api, null, event.target.place);
  const isFunction = event.owner.type === "AWS::Lambda::Function";
  const properties = withEntries(renamed(event.properties, methodWords), {
    HttpMethod: method && upperCase(method),
    RestApiId: api,
    ...authorization(event, api, "Api"),
    "Integration.Type": literal(event.target.place, isFunction ? "AWS_PROXY" : "AWS"),
    "Integration.Uri": event.target,
  });
  return [made(event, event.name, "AWS::ApiGateway::Method", properties, methodWords)];
}

export function httpApiRoute(event: EventSource): readonly Resource[] {
  const api = property(event.properties, "ApiId") ?? referenceTo(IMPLICIT_APIS.HttpApi, null, event.target.place);
  const properties = withEntries(renamed(event.properties, routeWords), {
    RouteKey: routeKey(event),
    ApiId: api,
    ...authorization(event, api, "HttpApi"),
    Target: event.target,
  });
  return [made(event, event.name, "AWS::ApiGatewayV2::Route", properties, routeWords)];
}

function upperCase(method: Expression): Expression {
  const text = textOf(method)?.toUpperCase();
  return text === undefined ? method : literal(method.place, text);
}

/** `GET /users`; `$default` where neither is said. */
function routeKey({ properties, target }: EventSource): Expression {
  const [method, path] = [property(properties, "Method"), property(properties, "Path")];
  if (method === undefined && path === undefined) return literal(target.place, "$default");
  const texts = [method === undefined ? "ANY" : textOf(method)?.toUpperCase(), path === undefined ? "/" : textOf(path)];
  const place = path?.place ?? target.place;
  const verb = texts[0] === "X-AMAZON-APIGATEWAY-ANY-METHOD" ? "ANY" : texts[0];
  if (verb === undefined || texts[1] === undefined) return computed(place);
  return literal(place, texts[1] === "$default" ? "$default" : `${verb} ${texts[1]}`);
}

type Authorization = Readonly<Record<"AuthorizationType" | "AuthorizerId" | "ApiKeyRequired", Expression | undefined>>;

/** The event's own authorizer, else the API's default; what is not certain is computed. */
function authorization(event: EventSource, api: Expression, kind: ApiKind): Authorization {
  const { auth, isKnown } = apiOf(event.written.section, api, kind);
  const unknown = isKnown && (auth === undefined || auth.kind === "map") ? undefined : computed(event.target.place);
  const ApiKeyRequired = property(event.properties, "Auth.ApiKeyRequired") ?? inside(auth, "ApiKeyRequired") ?? unknown;
  const name = property(event.properties, "Auth.Authorizer") ?? inside(auth, "DefaultAuthorizer");
  if (name === undefined) return { AuthorizationType: unknown, AuthorizerId: undefined, ApiKeyRequired };
  const text = textOf(name);
  if (text === undefined) return { AuthorizationType: computed(name.place), AuthorizerId: name, ApiKeyRequired };
  const isNamed = text !== "NONE" && text !== "AWS_IAM";
  const type = isNamed ? typeOf(inside(auth, `Authorizers.${text}`), kind) : text;
  const mark = name.isInherited ? ({ isInherited: true } as const) : {};
  return { AuthorizationType: { ...literal(name.place, type), ...mark }, AuthorizerId: isNamed ? name : undefined, ApiKeyRequired };
}

function inside(value: Expression | undefined, path: string): Expression | undefined {
  return value?.kind === "map" ? property(value, path) : undefined;
}

/** Cognito and Lambda authorizers of a REST API, JWT and Lambda authorizers of an HTTP API. */
function typeOf(authorizer: Expression | undefined, kind: ApiKind): string {
  if (kind === "Api") return inside(authorizer, "UserPoolArn") === undefined ? "CUSTOM" : "COGNITO_USER_POOLS";
  return inside(authorizer, "FunctionArn") === undefined ? "JWT" : "CUSTOM";
}

interface ApiAuth {
  readonly auth: Expression | undefined;
  /** What the API says of authorization is all that is said of it: there is no definition of its own that may say more. */
  readonly isKnown: boolean;
}

/** `Auth` of the API that an event belongs to. */
function apiOf(section: Section, api: Expression, kind: ApiKind): ApiAuth {
  const unknown = { auth: undefined, isKnown: false };
  if (api.kind !== "reference") return unknown;
  const body = bodyOf(section, api.id);
  if (body === null ? api.id !== IMPLICIT_APIS[kind] : constantOf(entryOf(body, "Type")) !== `AWS::Serverless::${kind}`) return unknown;
  const isDefined = ["DefinitionBody", "DefinitionUri"].some((name) => samProperty(section, kind, body, name) !== undefined);
  return { auth: samProperty(section, kind, body, "Auth"), isKnown: !isDefined };
}
