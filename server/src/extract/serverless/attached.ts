/** What the framework deploys beside a function: its log group, version, alias, URL and failure handling. */
import type { Place } from "../../model/code.ts";
import { booleanOf, property } from "../../model/expressions.ts";
import type { Expression, MapEntry, Resource } from "../../model/infrastructure.ts";
import type { ServerlessOrigin } from "../../vocabulary/dialects/serverless.ts";
import { literal, madeResource, map } from "../stack.ts";
import { inherited } from "./evaluate.ts";
import type { ServiceFunction } from "./functions.ts";
import { originOf, type Service } from "./service.ts";
import { entryAt, Properties, valueAt } from "./words.ts";

const CANARY = "serverless-plugin-canary-deployments";

export function readAttached(service: Service, one: ServiceFunction, provider: Expression | undefined): void {
  readLogGroup(service, one, provider);
  readUrl(service, one);
  readVersion(service, one, provider);
  readRollout(service, one);
}

function attach(
  service: Service,
  { resource, settings }: ServiceFunction,
  name: string,
  type: string,
  properties: Properties,
  at: MapEntry | null,
) {
  const isHere = at !== null && at.value.place.file === at.key.file && at.value.place.start >= at.key.start;
  const head = at?.key ?? resource.head;
  const place: Place = at === null ? resource.place : isHere ? { ...at.key, end: Math.max(at.key.end, at.value.place.end) } : at.key;
  const origin = originOf("setting", settings.place, name);
  const made = madeResource(resource, name, type, properties.map(at?.value.place ?? head), { place, head, origin });
  service.resources.set(made.id, made);
}

function toFunction({ resource }: ServiceFunction, attribute: string | null): Expression {
  return { kind: "reference", id: resource.id, attribute, place: resource.head };
}

/** Every function has one, kept forever unless somebody says how long. */
function readLogGroup(service: Service, one: ServiceFunction, provider: Expression | undefined): void {
  const { resource, settings } = one;
  if (booleanOf(valueAt(settings, "disableLogs")) === true || booleanOf(valueAt(provider, "disableLogs")) === true) return;
  if (property(resource, "LoggingConfig.LogGroup") !== undefined) return;
  const own = entryAt(settings, "logRetentionInDays");
  const given = entryAt(provider, "logRetentionInDays");
  const retention = own ?? (given && { key: given.key, value: inherited(given.value) });
  const name = property(resource, "FunctionName") ?? literal(resource.head, resource.name);
  const properties = new Properties().set("RetentionInDays", retention);
  properties.set("LogGroupName", { kind: "joined", parts: ["/aws/lambda/", name], place: resource.head, isInherited: true });
  const plugin = service.plugins.includes("serverless-plugin-log-retention")
    ? entryAt(service.setting("custom"), "logRetentionInDays")
    : undefined;
  if (retention === undefined && plugin !== undefined)
    properties.set("RetentionInDays", { key: plugin.key, value: inherited(plugin.value) });
  attach(service, one, "LogGroup", "AWS::Logs::LogGroup", properties, own ?? null);
}

/** `url: true`, or a map of settings. */
function readUrl(service: Service, one: ServiceFunction): void {
  const url = entryAt(one.settings, "url");
  if (url === undefined || booleanOf(url.value) === false) return;
  const authorizer = entryAt(url.value, "authorizer");
  const properties = new Properties().set("TargetFunctionArn", toFunction(one, "Arn"));
  const isKnown = authorizer?.value.kind === "literal";
  if (authorizer !== undefined) {
    const isIam = isKnown && String((authorizer.value as { value: unknown }).value).toLowerCase() === "aws_iam";
    properties.set("AuthType", {
      key: authorizer.key,
      value: isKnown ? literal(authorizer.value.place, isIam ? "AWS_IAM" : "NONE") : authorizer.value,
    });
  } else if (url.value.kind === "map" ? !url.value.isOpen : url.value.kind === "literal") {
    properties.set("AuthType", { ...literal(url.key, "NONE"), isInherited: true });
  } else properties.set("AuthType", url);
  const cors = entryAt(url.value, "cors");
  if (cors !== undefined) properties.set("Cors", { key: cors.key, value: corsOf(cors.value) });
  properties.set("InvokeMode", entryAt(url.value, "invokeMode"));
  attach(service, one, "Url", "AWS::Lambda::Url", properties, url);
}

const CORS: readonly (readonly [string, string])[] = [
  ["allowedOrigins", "AllowOrigins"],
  ["allowedHeaders", "AllowHeaders"],
  ["allowedMethods", "AllowMethods"],
  ["allowCredentials", "AllowCredentials"],
  ["exposedResponseHeaders", "ExposeHeaders"],
  ["maxAge", "MaxAge"],
];

/** `cors: true` allows every origin. */
function corsOf(cors: Expression): Expression {
  const all: Expression = { kind: "list", items: [literal(cors.place, "*")], isOpen: false, place: cors.place };
  if (cors.kind === "literal") return booleanOf(cors) === true ? map(cors.place, [["AllowOrigins", all]]) : cors;
  if (cors.kind !== "map") return cors;
  const properties = new Properties().set("AllowOrigins", all);
  for (const [key, name] of CORS) {
    const entry = entryAt(cors, key);
    if (entry === undefined) continue;
    const isList = entry.value.kind !== "literal" || !name.startsWith("Allow") || name === "AllowCredentials";
    properties.set(
      name,
      isList ? entry : { key: entry.key, value: { kind: "list", items: [entry.value], isOpen: false, place: entry.value.place } },
    );
  }
  return properties.map(cors.place);
}

function isQualified(settings: Expression): boolean {
  const snapStart = valueAt(settings, "snapStart");
  return entryAt(settings, "provisionedConcurrency") !== undefined || (snapStart !== undefined && booleanOf(snapStart) !== false);
}

/** Does the framework, or the plugin for canary deployments, give the function an alias and send its events there? */
export function hasAlias(service: Service, settings: Expression): boolean {
  return isQualified(settings) || (service.plugins.includes(CANARY) && entryAt(settings, "deploymentSettings") !== undefined);
}

/** Each deployment publishes a version unless told not to; provisioned concurrency and SnapStart come with an alias. */
function readVersion(service: Service, one: ServiceFunction, provider: Expression | undefined): void {
  const { settings, resource } = one;
  const asked = valueAt(settings, "versionFunction") ?? valueAt(provider, "versionFunctions");
  const provisioned = entryAt(settings, "provisionedConcurrency");
  const snapStart = entryAt(settings, "snapStart");
  const isAlways = isQualified(settings);
  if (booleanOf(asked) === false && !isAlways) return;
  attach(service, one, "Version", "AWS::Lambda::Version", new Properties().set("FunctionName", toFunction(one, null)), null);
  if (!isAlways) return;
  const properties = new Properties().set("Name", literal(resource.head, provisioned ? "provisioned" : "snapstart"));
  properties.set("FunctionName", toFunction(one, null));
  const version: Expression = { kind: "reference", id: `${resource.id}/Version`, attribute: "Version", place: resource.head };
  properties.set("FunctionVersion", version);
  properties.set("ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions", provisioned);
  attach(service, one, "Alias", "AWS::Lambda::Alias", properties, provisioned ?? snapStart ?? null);
}

/** `deploymentSettings` of the plugin for canary deployments. */
function readRollout(service: Service, one: ServiceFunction): void {
  if (!service.plugins.includes(CANARY)) return;
  const own = entryAt(one.settings, "deploymentSettings");
  const settings = own && (entryAt(own.value, "type") ? own : (entryAt(service.setting("custom"), "deploymentSettings") ?? own));
  if (own === undefined || settings === undefined) return;
  const name = entryAt(own.value, "alias") ?? entryAt(settings.value, "alias");
  const alias = new Properties().set("Name", name).set("FunctionName", toFunction(one, null));
  if (!one.resource.stack.resources.has(`${one.resource.id}/Alias`)) attach(service, one, "Alias", "AWS::Lambda::Alias", alias, own);
  const group = new Properties().set("DeploymentConfigName", entryAt(settings.value, "type")).set("Function", toFunction(one, null));
  const alarms = entryAt(own.value, "alarms") ?? entryAt(settings.value, "alarms");
  group.set("AlarmConfiguration.Alarms", alarms);
  attach(service, one, "DeploymentGroup", "AWS::CodeDeploy::DeploymentGroup", group, own);
}

/** The APIs that the events of the service need. */
export function readApis(service: Service, provider: Expression | undefined, owner: Resource): void {
  const kinds = new Set<string | null>();
  for (const { origin } of service.resources.values()) {
    const { kind, name } = origin as ServerlessOrigin;
    if (kind === "event") kinds.add(name);
  }
  if (kinds.has("http") && valueAt(provider, "apiGateway.restApiId") === undefined) {
    const stage = new Properties().set("TracingEnabled", entryAt(provider, "tracing.apiGateway"));
    const logs = entryAt(provider, "logs.restApi");
    if (logs !== undefined)
      stage.set("AccessLogSetting", { key: logs.key, value: logs.value.kind === "map" ? accessLog(logs.value) : logs.value });
    makeApi(service, owner, "ApiGatewayRestApi", "AWS::ApiGateway::RestApi", "AWS::ApiGateway::Stage", "RestApiId", stage);
  }
  if (kinds.has("httpApi") && valueAt(provider, "httpApi.id") === undefined) {
    const stage = new Properties();
    const logs = entryAt(provider, "logs.httpApi");
    if (logs !== undefined)
      stage.set("AccessLogSettings", { key: logs.key, value: logs.value.kind === "map" ? accessLog(logs.value) : logs.value });
    makeApi(service, owner, "HttpApi", "AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage", "ApiId", stage, "HTTP");
  }
  if (kinds.has("websocket") && valueAt(provider, "websocketApiId") === undefined) {
    const stage = new Properties();
    const logs = entryAt(provider, "logs.websocket");
    if (logs !== undefined)
      stage.set("AccessLogSettings", { key: logs.key, value: logs.value.kind === "map" ? accessLog(logs.value) : logs.value });
    makeApi(service, owner, "WebsocketsApi", "AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage", "ApiId", stage, "WEBSOCKET");
  }
}

function accessLog(logs: Expression): Expression {
  return new Properties().set("Format", entryAt(logs, "format")).map(logs.place);
}

function makeApi(
  service: Service,
  owner: Resource,
  id: string,
  type: string,
  stageType: string,
  key: string,
  stage: Properties,
  protocol?: string,
): void {
  const { head, place } = owner;
  const origin = originOf("provider", owner.properties.place);
  const properties = new Properties().set("ProtocolType", protocol === undefined ? undefined : literal(head, protocol));
  const api = service.add(id, id, type, properties.map(head), { place, head, owner, origin });
  const of: Expression = { kind: "reference", id, attribute: null, place: head };
  const made = madeResource(api, "Stage", stageType, stage.set(key, of).map(head), { place, head, origin });
  service.resources.set(made.id, made);
}
