/** New resources: as CloudFormation has them, which SAM takes too, or as the property of a SAM function that stands for one. */
import { dataOrigin } from "../../extract/cloudformation/origin.ts";
import { CODE_BASE, CODE_ENTRY, CODE_PATH, type Resource, type Stack } from "../../model/infrastructure.ts";
import type { NewValue } from "../template.ts";
import { hasProperty } from "./serverless.ts";
import { type Addition, type Session, serverlessFunction } from "./session.ts";
import { isNewMap, type NewMap } from "./values.ts";
import { fitted, isServerless, type Wording, worded } from "./words.ts";

/** Types of our own, made by readers from shorter forms: CloudFormation has no such resources. */
const ownTypes = new Set(["AWS::S3::BucketNotification", "AWS::Cognito::UserPoolTrigger"]);

const SERVERLESS_FUNCTION = "AWS::Serverless::Function";

/** A property of a SAM function that says what a resource of its own would. */
export interface ShortForm {
  readonly fn: Resource;
  readonly settings: readonly Wording[];
  /** What references to the resource name instead. */
  readonly logicalId: string | undefined;
}

/** Writes a resource of its own. */
export function addResource(session: Session, addition: Addition): boolean {
  const origin = dataOrigin(addition.after);
  if (origin === undefined || ownTypes.has(addition.type)) return false;
  const written = addition.type === "AWS::Lambda::Function" ? functionBody(session, addition) : plainBody(addition);
  const body = written && session.data(written, origin.document);
  return body !== undefined && session.add(addition, body);
}

function plainBody({ type, properties }: Addition): NewMap | undefined {
  // A path of our own, in place of the resource that CloudFormation has for each part of one.
  if (type === "AWS::ApiGateway::Method" && properties.Path !== undefined) return undefined;
  return Object.keys(properties).length === 0 ? { Type: type } : { Type: type, Properties: properties };
}

/** A function beside a SAM one is a SAM one: it has the same defaults from `Globals`, and a role of its own is made for it. */
function functionBody(session: Session, addition: Addition): NewMap | undefined {
  let like = addition.after;
  while (like.owner !== null) like = like.owner;
  const origin = dataOrigin(like);
  if (like.type === "AWS::Lambda::Function" && origin && isServerless(origin)) {
    const properties = nested(session, like, addition.properties);
    return properties && { Type: SERVERLESS_FUNCTION, Properties: properties };
  }
  const { [CODE_PATH]: code, ...properties } = addition.properties;
  if (properties[CODE_ENTRY] !== undefined || properties[CODE_BASE] !== undefined) return undefined;
  return { Type: addition.type, Properties: code === undefined ? properties : { Code: code, ...properties } };
}

/** Properties in the words of the function it is written like. */
function nested(session: Session, like: Resource, properties: NewMap): NewMap | undefined {
  const words = dataOrigin(like)?.words ?? new Map();
  let result: NewMap = {};
  for (const [key, value] of Object.entries(properties)) {
    const wordings = worded(words, [key], value)?.map((wording) => fitted(like, wording, session.typeOf));
    if (wordings === undefined) return undefined;
    for (const one of wordings.flat()) {
      if (one === undefined || !hasProperty({ type: SERVERLESS_FUNCTION }, one.path[0] ?? "")) return undefined;
      result = withValue(result, one.path, one.value);
    }
  }
  return result;
}

function withValue(map: NewMap, [key = "", ...rest]: readonly string[], value: NewValue): NewMap {
  const inner = map[key];
  return { ...map, [key]: rest.length === 0 ? value : withValue(isNewMap(inner) ? inner : {}, rest, value) };
}

/** The property that says the same where the resource is one of those SAM makes of a function's properties. */
export function shortForm(stack: Stack, { type, properties }: Addition): ShortForm | undefined {
  const { FunctionName, Function: own, ...rest } = properties;
  const fn = serverlessFunction(stack, FunctionName ?? own);
  if (fn === undefined) return undefined;
  const { Qualifier, FunctionVersion, Name, ...settings } = rest;
  if (type === "AWS::Lambda::EventInvokeConfig" && (Qualifier === undefined || Qualifier === "$LATEST")) {
    return { fn, settings: parts("EventInvokeConfig", settings), logicalId: undefined };
  }
  if (type === "AWS::Lambda::Alias" && Name !== undefined) {
    const { ProvisionedConcurrencyConfig: provisioned, ...others } = settings;
    if (Object.keys(others).length > 0) return undefined;
    const more = provisioned === undefined ? [] : [{ path: ["ProvisionedConcurrencyConfig"], value: provisioned }];
    return { fn, settings: [{ path: ["AutoPublishAlias"], value: Name }, ...more], logicalId: `${fn.name}.Alias` };
  }
  // SAM publishes a version for each alias.
  if (type === "AWS::Lambda::Version") return { fn, settings: [], logicalId: `${fn.name}.Version` };
  if (type !== "AWS::CodeDeploy::DeploymentGroup" || settings.DeploymentConfigName === undefined) return undefined;
  return { fn, settings: deploymentPreference(settings), logicalId: undefined };
}

function parts(under: string, values: NewMap): Wording[] {
  return Object.entries(values).map(([key, value]) => ({ path: [under, key], value }));
}

function deploymentPreference({ DeploymentConfigName: type, AlarmConfiguration: alarms, ...rest }: NewMap): Wording[] {
  const listed = isNewMap(alarms) && alarms.Alarms !== undefined ? { Alarms: alarms.Alarms } : {};
  return parts("DeploymentPreference", { ...(type !== undefined && { Type: type }), ...listed, ...rest });
}
