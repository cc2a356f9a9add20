/** APIs: REST with the paths followed through `addResource`, HTTP and WebSocket with their routes. */
import type { Expression } from "../../model/infrastructure.ts";
import { pascalCase } from "../../vocabulary/dialects/cdk.ts";
import { computed, literal, map } from "../stack.ts";
import { addMade, applyProps, argument, options, type Reading, refer, setAt, type Written } from "./build.ts";
import { listOf } from "./functions.ts";
import { type Bound, type Built, type ConstructThing, placeOf, type Struct, type Thing } from "./things.ts";

type PathThing = Extract<Thing, { kind: "path" }>;

/** What methods get that say nothing else. */
const defaults = new WeakMap<Built, Bound>();

/** The stage a REST API makes, and for `LambdaRestApi` the method that takes everything. */
export function readRestApi(reading: Reading, api: ConstructThing, struct: Struct, written: Written): void {
  const { resource, home } = api;
  const deploys = struct.entries.get("deploy");
  const isDeployed = deploys === undefined || reading.expressions.of(deploys.bound, home.stack).kind !== "literal";
  const integration = struct.entries.get("defaultIntegration")?.bound ?? struct.entries.get("handler")?.bound;
  if (integration !== undefined) defaults.set(resource, integration);
  const proxy = struct.entries.get("proxy");
  const isProxied = proxy === undefined || !isFalse(reading, proxy.bound, api);
  if (api.construct === "apigateway.LambdaRestApi" && isProxied) {
    addMethod(reading, { kind: "path", api, path: "/" }, "ANY", integration, undefined, written);
    addMethod(reading, { kind: "path", api, path: "/{proxy+}" }, "ANY", integration, undefined, written);
  }
  if (!isDeployed) return;
  const stage = addMade(resource, home, "DeploymentStage", "AWS::ApiGateway::Stage", { ...written, construct: "apigateway.RestApi.stage" });
  setAt(stage.properties, "RestApiId", refer(resource, resource.head));
  readStage(reading, stage, struct, home);
}

function isFalse(reading: Reading, bound: Bound, api: ConstructThing): boolean {
  const value = reading.expressions.of(bound, api.home.stack);
  return value.kind === "literal" && value.value === false;
}

function readStage(reading: Reading, stage: Built, struct: Struct, home: ConstructThing["home"]): void {
  const given = struct.entries.get("deployOptions");
  const read = given && reading.expressions.struct(given.bound);
  stage.properties.isOpen ||= struct.isOpen || (given !== undefined && read === undefined) || (read?.isOpen ?? false);
  for (const [name, { key, bound }] of read?.entries ?? [])
    setAt(stage.properties, pascalCase(name), reading.expressions.of(bound, home.stack), key);
  if (!stage.properties.entries.has("StageName") && !stage.properties.isOpen)
    setAt(stage.properties, "StageName", literal(stage.head, "prod"));
}

/** Methods of `api.root`, of what `addResource` gives, and of the API itself. */
export function onPath(reading: Reading, at: PathThing, method: string, written: Written): Thing | undefined {
  const { call, frame } = written;
  const text = (index: number, ...names: string[]): string => {
    const given = argument(call, frame, index, ...names);
    return (given && reading.expressions.text(given)) ?? "{*}";
  };
  if (method === "addResource") return { ...at, path: join(at.path, text(0, "pathPart", "path_part")) };
  if (method === "resourceForPath" || method === "getResource") return { ...at, path: join(at.path, text(0, "path")) };
  if (method === "addProxy") return addProxy(reading, at, written);
  if (method === "addMethod") {
    const integration = argument(call, frame, 1, "target", "integration") ?? defaults.get(at.api.resource);
    addMethod(reading, at, argument(call, frame, 0, "httpMethod", "http_method"), integration, options(reading, call, frame, 2), written);
  }
  return undefined;
}

function addProxy(reading: Reading, at: PathThing, written: Written): Thing {
  const struct = options(reading, written.call, written.frame, 0);
  const path: PathThing = { ...at, path: join(at.path, "{proxy+}") };
  const anyMethod = struct.entries.get("anyMethod");
  if (anyMethod !== undefined && isFalse(reading, anyMethod.bound, at.api)) return path;
  const integration = struct.entries.get("defaultIntegration")?.bound ?? defaults.get(at.api.resource);
  addMethod(reading, path, "ANY", integration, undefined, written);
  return path;
}

function join(path: string, part: string): string {
  return `${path === "/" ? "" : path}/${part.replace(/^\/+|\/+$/g, "")}`;
}

function addMethod(
  reading: Reading,
  at: PathThing,
  httpMethod: Bound | string | undefined,
  integration: Bound | undefined,
  struct: Struct | undefined,
  written: Written,
): void {
  const { api, path } = at;
  const { stack } = api.home;
  const place = placeOf(written.frame, written.call);
  const verb: Expression =
    typeof httpMethod === "string"
      ? literal(place, httpMethod)
      : httpMethod === undefined
        ? computed(place)
        : reading.expressions.of(httpMethod, stack);
  const label = `${verb.kind === "literal" ? String(verb.value) : "ANY"} ${path}`;
  const method = addMade(api.resource, api.home, label, "AWS::ApiGateway::Method", {
    ...written,
    construct: "apigateway.Method",
    props: 2,
  });
  setAt(method.properties, "HttpMethod", verb);
  setAt(method.properties, "Path", literal(place, path));
  setAt(method.properties, "RestApiId", refer(api.resource, place));
  setAt(method.properties, "Integration", integrationOf(reading, integration, api, place));
  if (struct !== undefined) applyProps(reading, method, struct, "apigateway.Method", api.home);
}

/** `new LambdaIntegration(fn, { timeout })`, or a function alone. */
function integrationOf(reading: Reading, bound: Bound | undefined, api: ConstructThing, place: ReturnType<typeof placeOf>): Expression {
  const { stack } = api.home;
  const thing = bound && reading.evaluator.ofBound(bound);
  if (bound === undefined) return map(place, [["Type", literal(place, "MOCK")]]);
  if (thing?.kind !== "object") {
    return map(place, [
      ["Type", literal(place, "AWS_PROXY")],
      ["Uri", reading.expressions.of(bound, stack, "Arn")],
    ]);
  }
  const { call, frame, name } = thing;
  if (!/LambdaIntegration$/.test(name))
    return map(place, [
      ["Type", computed(place)],
      ["Uri", computed(place, reading.expressions.mentions(bound, stack))],
    ]);
  const fn = argument(call, frame, 0, "handler");
  const struct = options(reading, call, frame, 1);
  const proxy = struct.entries.get("proxy")?.bound;
  const isProxy = proxy === undefined || !isFalse(reading, proxy, api);
  const entries: [string, Expression][] = [["Type", literal(place, isProxy ? "AWS_PROXY" : "AWS")]];
  if (fn !== undefined) entries.push(["Uri", reading.expressions.of(fn, stack, "Arn")]);
  const timeout = struct.entries.get("timeout")?.bound;
  const seconds = timeout && reading.expressions.of(timeout, stack);
  if (seconds?.kind === "literal" && typeof seconds.value === "number")
    entries.push(["TimeoutInMillis", { ...seconds, value: seconds.value * 1000 }]);
  return map(place, entries, struct.isOpen);
}

// --- HTTP and WebSocket APIs -----------------------------------------------------------------------------------------

const SOCKET_ROUTES = new Map([
  ["connectRouteOptions", "$connect"],
  ["disconnectRouteOptions", "$disconnect"],
  ["defaultRouteOptions", "$default"],
]);

/** The default route of an HTTP API, the fixed routes of a WebSocket API. */
export function readHttpApi(reading: Reading, api: ConstructThing, struct: Struct, written: Written): void {
  const isSocket = api.construct === "apigatewayv2.WebSocketApi";
  const place = placeOf(written.frame, written.call);
  setAt(api.resource.properties, "ProtocolType", literal(place, isSocket ? "WEBSOCKET" : "HTTP"));
  const integration = struct.entries.get("defaultIntegration");
  if (!isSocket && integration !== undefined) addRoute(reading, api, literal(place, "$default"), integration.bound, undefined, written);
  for (const [prop, key] of SOCKET_ROUTES) {
    const given = struct.entries.get(prop);
    const route = given && reading.expressions.struct(given.bound);
    if (route !== undefined) addRoute(reading, api, literal(place, key), route.entries.get("integration")?.bound, route, written);
  }
}

/** `api.addRoutes({ path, methods, integration })` and `socket.addRoute("sendMessage", { integration })`. */
export function addRoutes(reading: Reading, api: ConstructThing, method: string, written: Written): void {
  const { call, frame } = written;
  const place = placeOf(frame, call);
  const isSocket = method === "addRoute";
  const struct = options(reading, call, frame, isSocket ? 1 : 0);
  const integration = struct.entries.get("integration")?.bound;
  const given = isSocket ? argument(call, frame, 0, "routeKey", "route_key") : struct.entries.get("path")?.bound;
  const path = given && reading.expressions.text(given);
  if (isSocket) {
    addRoute(reading, api, path === undefined ? computed(place) : literal(place, path), integration, struct, written);
    return;
  }
  const methods = struct.entries.get("methods")?.bound;
  const verbs = methods === undefined ? ["ANY"] : listOf(reading, methods).map((one) => verbOf(reading, one, api));
  for (const verb of verbs.length > 0 ? verbs : [undefined]) {
    const key = verb === undefined || path === undefined ? computed(place) : literal(place, `${verb} ${path}`);
    addRoute(reading, api, key, integration, struct, written);
  }
}

function verbOf(reading: Reading, bound: Bound, api: ConstructThing): string | undefined {
  const value = reading.expressions.of(bound, api.home.stack);
  return value.kind === "literal" ? String(value.value) : undefined;
}

function addRoute(
  reading: Reading,
  api: ConstructThing,
  key: Expression,
  integration: Bound | undefined,
  struct: Struct | undefined,
  written: Written,
): void {
  const place = placeOf(written.frame, written.call);
  const label = key.kind === "literal" ? String(key.value) : "Route";
  const route = addMade(api.resource, api.home, label, "AWS::ApiGatewayV2::Route", {
    ...written,
    construct: "apigatewayv2.Route",
    props: 0,
  });
  setAt(route.properties, "RouteKey", key);
  setAt(route.properties, "ApiId", refer(api.resource, place));
  const target = integration && routeTarget(reading, integration, api);
  if (target !== undefined) setAt(route.properties, "Target", target);
  if (struct !== undefined) applyProps(reading, route, struct, "apigatewayv2.Route", api.home);
}

/** `new HttpLambdaIntegration("id", fn)`; earlier ones were given `{ handler: fn }`. */
function routeTarget(reading: Reading, bound: Bound, api: ConstructThing): Expression {
  const { stack } = api.home;
  const place = placeOf(bound.frame, bound.value);
  const thing = reading.evaluator.ofBound(bound);
  if (thing?.kind !== "object" || !/Lambda\w*Integration$/.test(thing.name))
    return computed(place, reading.expressions.mentions(bound, stack));
  const { call, frame } = thing;
  const second = argument(call, frame, 1, "handler");
  const isFunction = second !== undefined && reading.evaluator.ofBound(second)?.kind !== "value";
  const fn = isFunction ? second : options(reading, call, frame, 0).entries.get("handler")?.bound;
  return fn === undefined ? computed(place, reading.expressions.mentions(bound, stack)) : reading.expressions.of(fn, stack, "Arn");
}
