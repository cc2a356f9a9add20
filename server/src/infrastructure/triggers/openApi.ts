/** APIs described by OpenAPI in the template: `x-amazon-apigateway-integration` names the function of a path. */
import { property, walk } from "../../model/expressions.ts";
import type { Expression, MapExpression, Resource } from "../../model/infrastructure.ts";
import type { StackFacts } from "../facts.ts";
import { targetsOf } from "../targets.ts";
import { HTTP_API, REST_API } from "./apis.ts";
import { type Invocation, invocations } from "./invocation.ts";

const VERBS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace", "x-amazon-apigateway-any-method"]);
const INTEGRATION = "x-amazon-apigateway-integration";

export function describedRoutes(facts: StackFacts): Invocation[] {
  return [...facts.ofType(REST_API), ...facts.ofType(HTTP_API)].flatMap((api) => {
    const body = property(api, "Body");
    if (body?.kind === "map") return [...inPaths(api, body, facts), ...defaultRoute(api, body, facts)];
    // A description that is text: whoever is named in it is behind some route.
    if (body?.kind === "joined") return body.parts.flatMap((part) => (typeof part === "string" ? [] : unrouted(api, part, facts)));
    return [];
  });
}

function inPaths(api: Resource, body: MapExpression, facts: StackFacts): Invocation[] {
  const paths = property(body, "paths");
  if (paths?.kind !== "map") return [];
  return [...paths.entries].flatMap(([path, entry]) => {
    if (entry.value.kind !== "map") return [];
    return [...entry.value.entries].flatMap(([verb, operation]) => {
      if (!VERBS.has(verb.toLowerCase()) || operation.value.kind !== "map") return [];
      const method = verb.toLowerCase().startsWith("x-") ? "ANY" : verb.toUpperCase();
      return integrated(api, operation.value, `${method} ${path}`, facts);
    });
  });
}

/** The integration of one operation. */
function integrated(api: Resource, operation: MapExpression, route: string, facts: StackFacts): Invocation[] {
  const uri = property(operation, `${INTEGRATION}.uri`);
  return invocations(facts, uri, "http", api, { source: route, sourceResource: api });
}

/** `x-amazon-apigateway-integration` beside the paths: the default route of an HTTP API. */
function defaultRoute(api: Resource, body: MapExpression, facts: StackFacts): Invocation[] {
  const uri = property(body, `${INTEGRATION}.uri`);
  return invocations(facts, uri, "http", api, { source: "$default", sourceResource: api });
}

function unrouted(api: Resource, value: Expression, facts: StackFacts): Invocation[] {
  return invocations(facts, value, "http", api, { source: null, sourceResource: api });
}

/** Functions that decide who may call an API or connect to IoT: they are asked, and handle no request. */
export function authorizers(facts: StackFacts): ReadonlySet<Resource> {
  const separate = ["AWS::ApiGateway::Authorizer", "AWS::ApiGatewayV2::Authorizer"].flatMap((type) => facts.ofType(type));
  const values = separate.map((authorizer) => property(authorizer, "AuthorizerUri"));
  values.push(...facts.ofType("AWS::IoT::Authorizer").map((authorizer) => property(authorizer, "AuthorizerFunctionArn")));
  for (const api of [...facts.ofType(REST_API), ...facts.ofType(HTTP_API)]) {
    const described = ["Body.securityDefinitions", "Body.components.securitySchemes"].map((path) => property(api, path));
    for (const part of described.flatMap((value) => (value === undefined ? [] : [...walk(value)]))) {
      if (part.kind === "map") values.push(part.entries.get("authorizerUri")?.value);
    }
  }
  return new Set(values.flatMap((value) => targetsOf(value, facts).map((target) => target.function)));
}
