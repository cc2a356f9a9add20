/** `AWS::Serverless::Function` to a function of CloudFormation and all that SAM makes with it. */
import { property, textOf } from "../../../model/expressions.ts";
import { CODE_PATH, type Expression, type MapExpression, type Resource } from "../../../model/infrastructure.ts";
import { literal, map } from "../../stack.ts";
import { samProperties } from "../globals.ts";
import { constantOf, entryOf, mapOf } from "../scope.ts";
import { resourceOf, type Written } from "../section.ts";
import { renamed, type Words, wordsOf } from "../words.ts";
import { eventsOf } from "./events.ts";
import { made, madeMap, propertyEntry, referenceTo, type Source, withEntries } from "./made.ts";
import { POLLER_POLICIES } from "./polled.ts";
import { destinationQueues } from "./queues.ts";
import { roleOf } from "./role.ts";
import { tagList } from "./tags.ts";

export const functionWords: Words = wordsOf({
  "TracingConfig.Mode": "Tracing",
  "DeadLetterConfig.TargetArn": "DeadLetterQueue.TargetArn",
  "Code.ZipFile": "InlineCode",
  "Code.ImageUri": "ImageUri",
});

/** What becomes a resource of its own, or part of one. */
const ELSEWHERE = [
  "Events",
  "Policies",
  "RolePath",
  "PermissionsBoundary",
  "AssumeRolePolicyDocument",
  "FunctionUrlConfig",
  "EventInvokeConfig",
  "DeploymentPreference",
  "ProvisionedConcurrencyConfig",
  "AutoPublishAliasAllProperties",
  "AutoPublishCodeSha256",
  "VersionDescription",
];

export function readFunction(written: Written): readonly Resource[] {
  const properties = samProperties(written);
  const draft = resourceOf(written, "AWS::Lambda::Function", properties, functionWords);
  const role = roleOf(written, draft, properties, managedPolicies(written, properties));
  const resource: Resource = { ...draft, properties: canonical(properties, role.role) };
  const rest = companions(written, resource, properties);
  return [resource, ...role.made.map((one) => ({ ...one, owner: resource })), ...rest];
}

function canonical(properties: MapExpression, role: Expression): MapExpression {
  const all = renamed(properties, functionWords);
  // What only an alias can have stays where it is written when there is no alias: SAM refuses it.
  const isMisplaced = (name: string) => name === "ProvisionedConcurrencyConfig" && !all.entries.has("AutoPublishAlias");
  const entries = new Map([...all.entries].filter(([name]) => !ELSEWHERE.includes(name) || isMisplaced(name)));
  const mode = property(all, "TracingConfig.Mode");
  const tags = property(all, "Tags");
  const disabled = textOf(mode) === "Disabled" && mode ? { ...mode, ...literal(mode.place, "PassThrough") } : undefined;
  return withCode(withEntries({ ...all, entries }, { Role: role, "TracingConfig.Mode": disabled, Tags: tags && tagList(tags) }));
}

/** `CodeUri`: a path, an address in S3, or a map of its parts. */
function withCode(properties: MapExpression): MapExpression {
  const uri = property(properties, "CodeUri");
  if (uri === undefined) return properties;
  const entries = new Map([...properties.entries].filter(([name]) => name !== "CodeUri"));
  const base = { ...properties, entries };
  const text = uri.kind === "literal" ? String(uri.value) : undefined;
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(text ?? "") ?? [];
  if (bucket !== undefined && key !== undefined) {
    return withEntries(base, { "Code.S3Bucket": literal(uri.place, bucket), "Code.S3Key": literal(uri.place, key) });
  }
  if (uri.kind !== "map") return withEntries(base, { [CODE_PATH]: uri });
  const [Bucket, Key, Version] = ["Bucket", "Key", "Version"].map((name) => property(uri, name));
  return withEntries(base, { "Code.S3Bucket": Bucket, "Code.S3Key": Key, "Code.S3ObjectVersion": Version });
}

/** What SAM attaches to the role by itself. */
function managedPolicies({ body }: Written, properties: MapExpression): string[] {
  const names = ["service-role/AWSLambdaBasicExecutionRole"];
  const tracing = property(properties, "Tracing");
  if (tracing !== undefined && textOf(tracing) !== "Disabled") names.push("AWSXrayWriteOnlyAccess");
  if (property(properties, "VpcConfig") !== undefined) names.push("service-role/AWSLambdaVPCAccessExecutionRole");
  const events = mapOf(mapOf(body, "Properties"), "Events")?.entries ?? [];
  for (const { value } of events) {
    const policy = POLLER_POLICIES.get(constantOf(entryOf(value, "Type")) ?? "");
    if (policy !== undefined && !names.includes(`service-role/${policy}`)) names.push(`service-role/${policy}`);
  }
  return names;
}

/** Alias, version, deployment, URL, settings of asynchronous invocation, and the events, which invoke the alias where there is one. */
function companions(written: Written, owner: Resource, properties: MapExpression): Resource[] {
  const source = (name: string): Source => ({ owner, written, kind: "property", entry: propertyEntry(written, name) });
  const alias = property(properties, "AutoPublishAlias");
  const target = alias === undefined ? { id: owner.id, attribute: "Arn" } : { id: `${owner.id}/Alias`, attribute: null };
  const found: Resource[] = alias === undefined ? [] : published(source, owner, properties, alias);
  const url = property(properties, "FunctionUrlConfig");
  if (url !== undefined) {
    const base = url.kind === "map" ? url : map(url.place, [], true);
    const properties = withEntries(base, { TargetFunctionArn: referenceTo(target.id, target.attribute, url.place) });
    found.push(made(source("FunctionUrlConfig"), "Url", "AWS::Lambda::Url", properties));
  }
  const invoke = property(properties, "EventInvokeConfig");
  if (invoke !== undefined) found.push(...invokeConfig(source("EventInvokeConfig"), invoke, target));
  return [...found, ...eventsOf(written, owner, target)];
}

function invokeConfig(source: Source, invoke: Expression, target: { id: string; attribute: string | null }): Resource[] {
  const base = invoke.kind === "map" ? invoke : map(invoke.place, [], true);
  const { properties, queues } = destinationQueues(source, base);
  const named = withEntries(properties, { FunctionName: referenceTo(target.id, target.attribute, invoke.place) });
  return [made(source, "EventInvokeConfig", "AWS::Lambda::EventInvokeConfig", named), ...queues];
}

function published(source: (name: string) => Source, owner: Resource, properties: MapExpression, alias: Expression): Resource[] {
  const reference = (id: string, attribute: string | null) => referenceTo(id, attribute, alias.place);
  const of = source("AutoPublishAlias");
  const version = madeMap(alias.place, {
    FunctionName: reference(owner.id, null),
    Description: property(properties, "VersionDescription"),
    CodeSha256: property(properties, "AutoPublishCodeSha256"),
  });
  const live = madeMap(alias.place, {
    Name: alias,
    FunctionName: reference(owner.id, null),
    FunctionVersion: reference(`${owner.id}/Version`, "Version"),
    ProvisionedConcurrencyConfig: property(properties, "ProvisionedConcurrencyConfig"),
    AutoPublishAliasAllProperties: property(properties, "AutoPublishAliasAllProperties"),
  });
  const found = [made(of, "Version", "AWS::Lambda::Version", version), made(of, "Alias", "AWS::Lambda::Alias", live)];
  const preference = property(properties, "DeploymentPreference");
  return preference === undefined ? found : [...found, ...deployment(source("DeploymentPreference"), preference, `${owner.id}/Alias`)];
}

const deploymentWords = wordsOf({ DeploymentConfigName: "Type", "AlarmConfiguration.Alarms": "Alarms", ServiceRoleArn: "Role" });

function deployment(source: Source, preference: Expression, alias: string): Resource[] {
  if (preference.kind === "map" && textOf(property(preference, "Enabled"))?.toLowerCase() === "false") return [];
  const base = preference.kind === "map" ? renamed(preference, deploymentWords) : map(preference.place, [], true);
  const alarms = property(base, "AlarmConfiguration.Alarms");
  const named = alarms?.kind === "list" ? { ...alarms, items: alarms.items.map((Name) => madeMap(Name.place, { Name })) } : undefined;
  const properties = withEntries(base, {
    "AlarmConfiguration.Alarms": named,
    Function: referenceTo(alias, null, preference.place),
  });
  return [made(source, "DeploymentGroup", "AWS::CodeDeploy::DeploymentGroup", properties, deploymentWords)];
}
