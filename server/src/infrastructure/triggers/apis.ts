/** REST, HTTP and WebSocket APIs: methods, routes, integrations; and function URLs. */
import { presumedText, property } from "../../model/expressions.ts";
import type { Expression, Resource } from "../../model/infrastructure.ts";
import type { StackFacts } from "../facts.ts";
import { targetsAt } from "../targets.ts";
import { type Invocation, invocations, type Source, sourceOf } from "./invocation.ts";

export const REST_API = "AWS::ApiGateway::RestApi";
export const HTTP_API = "AWS::ApiGatewayV2::Api";
const APIS = [REST_API, HTTP_API];

/** An API and what is called of it. */
export function routeSource(api: Expression | undefined, route: string | undefined, facts: StackFacts): Source {
  return { source: route ?? null, sourceResource: sourceOf(api, facts, APIS).sourceResource };
}

export function methods(facts: StackFacts): Invocation[] {
  return facts.ofType("AWS::ApiGateway::Method").flatMap((method) => {
    const verb = presumedText(property(method, "HttpMethod"))?.toUpperCase();
    const path = presumedText(property(method, "Path")) ?? resourcePath(property(method, "ResourceId"), facts);
    const route = verb === undefined || path === undefined ? undefined : `${verb} ${path}`;
    const source = routeSource(property(method, "RestApiId"), route, facts);
    return invocations(facts, property(method, "Integration.Uri"), "http", method, source);
  });
}

/** The path of an `AWS::ApiGateway::Resource`, from its parents. */
function resourcePath(value: Expression | undefined, facts: StackFacts): string | undefined {
  const parts: string[] = [];
  let at = value;
  for (let depth = 0; depth < 50; depth++) {
    const [resource] = facts.named(at);
    if (resource === undefined) return undefined;
    if (resource.type === REST_API) return `/${parts.join("/")}`;
    const part = presumedText(property(resource, "PathPart"));
    if (part === undefined) return undefined;
    parts.unshift(part.replace(/^\//, ""));
    at = property(resource, "ParentId");
    if (at === undefined) return `/${parts.join("/")}`;
  }
  return undefined;
}

/** Routes name an integration, or in shorter dialects the function itself. */
export function routes(facts: StackFacts): Invocation[] {
  const found = facts.ofType("AWS::ApiGatewayV2::Route").flatMap((route) => {
    const source = routeSource(property(route, "ApiId"), presumedText(property(route, "RouteKey")), facts);
    const target = property(route, "Target");
    const integrations = facts.named(target).filter((resource) => resource.type === "AWS::ApiGatewayV2::Integration");
    const named = [target, ...integrations.map((each) => property(each, "IntegrationUri"))];
    return named.flatMap((value) => invocations(facts, value, "http", route, source));
  });
  const routed = new Set(found.map((each) => each.function));
  const unrouted = facts.ofType("AWS::ApiGatewayV2::Integration").flatMap((each) => integration(each, facts));
  return [...found, ...unrouted.filter((each) => !routed.has(each.function)), ...quickApis(facts)];
}

/** An integration, whose route may not be known. */
function integration(resource: Resource, facts: StackFacts): Invocation[] {
  const source = routeSource(property(resource, "ApiId"), undefined, facts);
  return invocations(facts, property(resource, "IntegrationUri"), "http", resource, source);
}

/** "Quick create": an HTTP API with one function behind its default route. */
function quickApis(facts: StackFacts): Invocation[] {
  return facts.ofType(HTTP_API).flatMap((api) => {
    const source = { source: presumedText(property(api, "RouteKey")) ?? "$default", sourceResource: api };
    return invocations(facts, property(api, "Target"), "http", api, source);
  });
}

export function urls(facts: StackFacts): Invocation[] {
  return facts.ofType("AWS::Lambda::Url").flatMap((url) => {
    const path = property(url, "TargetFunctionArn") === undefined ? "FunctionName" : "TargetFunctionArn";
    return invocations(facts, targetsAt(url, path, facts), "url", url, { source: null, sourceResource: null });
  });
}

/** `arn:aws:execute-api:…:${Api}/prod/GET/users`: the route a permission is for. */
export function routeOfArn(text: string): string | undefined {
  const route = /\/[^/]*\/([A-Z]+|\*)(\/[^*{}]*(?:\{[\w+]+\}[^*{}]*)*)$/.exec(text);
  return route?.[1] === undefined || route[1] === "*" ? undefined : `${route[1]} ${route[2]}`;
}
