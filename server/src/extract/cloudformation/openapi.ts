/** OpenAPI definitions inside APIs: every operation is a method or route of its own. */
import { property, textOf } from "../../model/expressions.ts";
import type { Expression, MapExpression, Resource } from "../../model/infrastructure.ts";
import type { DataEntry } from "../../parse/data.ts";
import { computed, literal, map } from "../stack.ts";
import { dataOrigin } from "./origin.ts";
import { made, madeMap, referenceTo, type Source, withEntries } from "./sam/made.ts";
import { entryOf, mapOf } from "./scope.ts";
import type { Written } from "./section.ts";

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace", "x-amazon-apigateway-any-method"]);
const INTEGRATION = "x-amazon-apigateway-integration";

/** The methods and routes that the definition of an API has. */
export function operationsOf(api: Resource, written: Written): readonly Resource[] {
  const body = property(api, "Body");
  const paths = body?.kind === "map" ? body.entries.get("paths")?.value : undefined;
  if (body?.kind !== "map" || paths?.kind !== "map") return [];
  const found: Resource[] = [];
  for (const [path, { value: operations }] of paths.entries) {
    for (const [name, { key, value }] of operations.kind === "map" ? operations.entries : []) {
      if (!METHODS.has(name) || value.kind !== "map" || !value.entries.has(INTEGRATION)) continue;
      const method = name === "x-amazon-apigateway-any-method" ? "ANY" : name.toUpperCase();
      const source: Source = { owner: api, written, kind: "property", entry: entryAt(api, path, name) };
      found.push(operation({ source, method, path, at: key, operation: value, body }));
    }
  }
  return found;
}

interface Operation {
  readonly source: Source;
  readonly method: string;
  readonly path: string;
  readonly at: Expression["place"];
  readonly operation: MapExpression;
  readonly body: MapExpression;
}

function operation(described: Operation): Resource {
  const { source, method, path, at, operation } = described;
  const api = referenceTo(source.owner.id, null, at);
  const given = operation.entries.get(INTEGRATION)?.value;
  const integration = given?.kind === "map" ? given : map(at, [], true);
  const name = `${method} ${path}`;
  if (source.owner.type === "AWS::ApiGatewayV2::Api") {
    const target = property(integration, "uri");
    const timeout = property(integration, "timeoutInMillis");
    const route = madeMap(at, { RouteKey: literal(at, path === "/$default" ? "$default" : name), ApiId: api, Target: target });
    const all = withEntries(route, { ...authorization(described), "Integration.TimeoutInMillis": timeout });
    return made(source, name, "AWS::ApiGatewayV2::Route", all);
  }
  const rest = madeMap(at, {
    HttpMethod: literal(at, method),
    Path: literal(at, path),
    RestApiId: api,
    "Integration.Type": property(integration, "type"),
    "Integration.Uri": property(integration, "uri"),
    "Integration.TimeoutInMillis": property(integration, "timeoutInMillis"),
  });
  return made(source, name, "AWS::ApiGateway::Method", withEntries(rest, authorization(described)));
}

/** `security` of the operation, else of the whole definition; what SAM adds to both is not known. */
function authorization({ operation, body, source, at }: Operation): Readonly<Record<string, Expression | undefined>> {
  const security = property(operation, "security") ?? property(body, "security");
  if (security === undefined) return { AuthorizationType: source.owner.properties.entries.has("Auth") ? computed(at) : undefined };
  const names = security.kind === "list" ? security.items.flatMap((item) => (item.kind === "map" ? [...item.entries.keys()] : [])) : [];
  const types = names.map((name) => schemeType(body, name));
  if (security.kind !== "list" || types.includes(undefined)) return { AuthorizationType: computed(security.place) };
  const type = types.find((one) => one !== "api-key");
  return {
    AuthorizationType: type === undefined ? undefined : literal(security.place, type),
    ApiKeyRequired: types.includes("api-key") ? literal(security.place, true) : undefined,
  };
}

/** What a security scheme of the definition is to API Gateway. */
function schemeType(body: MapExpression, name: string): string | undefined {
  const schemes = property(body, "securityDefinitions") ?? property(body, "components.securitySchemes");
  const scheme = schemes?.kind === "map" ? schemes.entries.get(name)?.value : undefined;
  if (scheme?.kind !== "map") return undefined;
  const kind = textOf(property(scheme, "x-amazon-apigateway-authtype"))?.toLowerCase();
  if (kind === "awssigv4") return "AWS_IAM";
  if (kind === "cognito_user_pools") return "COGNITO_USER_POOLS";
  const authorizer = scheme.entries.get("x-amazon-apigateway-authorizer")?.value;
  if (authorizer === undefined) return textOf(property(scheme, "type")) === "apiKey" ? "api-key" : undefined;
  return textOf(authorizer.kind === "map" ? property(authorizer, "type") : undefined) === "jwt" ? "JWT" : "CUSTOM";
}

/** Where the operation is written. */
function entryAt(api: Resource, path: string, method: string): DataEntry | null {
  const properties = dataOrigin(api)?.properties;
  const paths = mapOf(mapOf(properties, "DefinitionBody") ?? mapOf(properties, "Body"), "paths");
  const operations = entryOf(paths, path);
  return operations?.kind === "map" ? (operations.entries.find(({ key }) => key.value === method) ?? null) : null;
}
