/** Methods with their paths and integrations, routes with the functions they reach. */
import type { Expression } from "../../../model/infrastructure.ts";
import { literal } from "../../stack.ts";
import { type Draft, type Drafts, get, put } from "../draft.ts";
import { textOfLiteral } from "../values.ts";

/** Resources in resources; a cycle ends there. */
const MAX_DEPTH = 30;

export function linkMethods(drafts: Drafts): void {
  const methods = drafts.written("aws_api_gateway_method");
  for (const method of methods) {
    const path = pathOf(drafts, get(method, "ResourceId"));
    if (path !== undefined) put(method.properties, "Path", method.head, literal(get(method, "ResourceId")?.place ?? method.head, path));
  }
  for (const integration of drafts.written("aws_api_gateway_integration")) {
    const own = methods.filter((method) => isSameMethod(method, integration));
    const content = new Map(integration.properties.entries);
    for (const name of ["RestApiId", "ResourceId", "HttpMethod"]) content.delete(name);
    const uri = content.get("Uri");
    if (uri !== undefined) content.set("Uri", { ...uri, value: functionOf(uri.value) });
    const value: Expression = { kind: "map", entries: content, isOpen: false, place: integration.place };
    const [method] = own;
    if (own.length === 1 && method !== undefined) {
      put(method.properties, "Integration", integration.head, value);
      drafts.remove(integration);
    } else {
      makeMethod(drafts, integration, value);
    }
  }
}

/** An integration whose method is not to be told stands for one. */
function makeMethod(drafts: Drafts, integration: Draft, value: Expression): void {
  integration.type = "AWS::ApiGateway::Method";
  for (const name of [...integration.properties.entries.keys()]) {
    if (!["RestApiId", "ResourceId", "HttpMethod"].includes(name)) integration.properties.entries.delete(name);
  }
  integration.properties.isOpen = true;
  put(integration.properties, "Integration", integration.head, value);
  const path = pathOf(drafts, get(integration, "ResourceId"));
  if (path !== undefined) put(integration.properties, "Path", integration.head, literal(integration.head, path));
}

function isSameMethod(method: Draft, integration: Draft): boolean {
  const named = get(integration, "HttpMethod");
  if (named?.kind === "reference") return named.id === method.id;
  // The resource belongs to one API.
  return same(get(method, "ResourceId"), get(integration, "ResourceId")) && same(get(method, "HttpMethod"), named);
}

function same(left: Expression | undefined, right: Expression | undefined): boolean {
  if (left?.kind === "reference" && right?.kind === "reference") return left.id === right.id && left.attribute === right.attribute;
  const text = textOfLiteral(left);
  return text !== undefined && text === textOfLiteral(right);
}

/** `/users/{id}`, along the parents. */
function pathOf(drafts: Drafts, resource: Expression | undefined, depth = 0): string | undefined {
  if (resource?.kind !== "reference" || depth > MAX_DEPTH) return undefined;
  const draft = drafts.byId.get(resource.id);
  if (draft === undefined) return undefined;
  if (draft.type === "AWS::ApiGateway::RestApi") return depth === 0 ? "/" : "";
  const [part, parent] = [textOfLiteral(get(draft, "PathPart")), pathOf(drafts, get(draft, "ParentId"), depth + 1)];
  return part === undefined || parent === undefined ? undefined : `${parent}/${part}`;
}

/** The function in `arn:aws:apigateway:…:lambda:path/…/functions/<arn>/invocations`. */
export function functionOf(uri: Expression): Expression {
  if (uri.kind !== "joined") return uri;
  const text = uri.parts.map((part) => (typeof part === "string" ? part : "")).join("");
  const references = uri.parts.filter((part) => typeof part !== "string" && part.kind === "reference");
  const [only] = references;
  return text.includes(":lambda:path/") && references.length === 1 && only !== undefined && typeof only !== "string" ? only : uri;
}

/** The target of a route is what its integration reaches. */
export function linkRoutes(drafts: Drafts): void {
  for (const integration of drafts.written("aws_apigatewayv2_integration")) {
    const uri = integration.properties.entries.get("IntegrationUri");
    if (uri !== undefined) put(integration.properties, "IntegrationUri", uri.key, functionOf(uri.value));
  }
  for (const route of drafts.written("aws_apigatewayv2_route")) {
    const entry = route.properties.entries.get("Target");
    const named = entry?.value.kind === "joined" ? entry.value.parts.find((part) => typeof part !== "string") : entry?.value;
    const integration = drafts.named(named === undefined || typeof named === "string" ? undefined : named, [
      "AWS::ApiGatewayV2::Integration",
    ]);
    const target = get(integration, "IntegrationUri");
    if (entry !== undefined && target?.kind === "reference") route.properties.entries.set("Target", { key: entry.key, value: target });
  }
  for (const api of drafts.written("aws_apigatewayv2_api")) linkQuickCreate(drafts, api);
}

/** `target` and `route_key` of the API itself. */
function linkQuickCreate(drafts: Drafts, api: Draft): void {
  const target = api.properties.entries.get("Target");
  if (target === undefined || target.value.kind === "none") return;
  const route = drafts.make(api, "Route", "AWS::ApiGatewayV2::Route", target.value.place, target.key);
  put(route.properties, "ApiId", target.key, { kind: "reference", id: api.id, attribute: null, place: target.key });
  put(route.properties, "RouteKey", target.key, get(api, "RouteKey") ?? literal(target.key, "$default"));
  put(route.properties, "Target", target.key, functionOf(target.value));
}
