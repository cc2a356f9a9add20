/** CloudFormation's paths as the template writes them: the reader's words, and the few shapes that SAM has of its own. */
import type { DataOrigin } from "../../extract/cloudformation/origin.ts";
import { CODE_PATH, type Resource } from "../../model/infrastructure.ts";
import type { NewReference, NewValue } from "../template.ts";
import { alarmNames, destinationType, isNewMap, type NewMap, preferenceType, tagMap } from "./values.ts";

/** A value for a path of what is written. */
export interface Wording {
  readonly path: readonly string[];
  readonly value: NewValue;
}

/** The path in the template's own words; undefined where it cannot be written there. */
export function wordedPath(words: DataOrigin["words"], path: readonly string[]): readonly string[] | undefined {
  for (let length = path.length; length > 0; length--) {
    const word = words.get(path.slice(0, length).join("."));
    if (word === null) return undefined;
    if (word !== undefined) return [...(word === "" ? [] : word.split(".")), ...path.slice(length)];
  }
  return path;
}

/** What is written for a path and all that is below it, to be taken away as a whole. */
export function removedPaths(words: DataOrigin["words"], path: readonly string[]): readonly (readonly string[])[] | undefined {
  const start = `${path.join(".")}.`;
  const below = [...words].filter(([word]) => word.startsWith(start));
  if (below.length === 0 || words.has(path.join("."))) {
    const written = wordedPath(words, path);
    return written && [complete(written)];
  }
  const found = new Set<string>();
  for (const [word, written] of below) {
    const suffix = word.slice(start.length - 1);
    if (written !== null) found.add(written.endsWith(suffix) ? written.slice(0, -suffix.length) : written);
  }
  return [...found].map((written) => complete(written.split(".")));
}

/** A destination without its target would be none: it goes with its type. */
function complete(path: readonly string[]): readonly string[] {
  if (path[0] === "DeadLetterQueue") return ["DeadLetterQueue"];
  return path.at(-1) === "Destination" && path.includes("DestinationConfig") ? path.slice(0, -1) : path;
}

/** A value in the template's own words; of a map whose parts are called otherwise there are several. */
export function worded(words: DataOrigin["words"], path: readonly string[], value: NewValue): readonly Wording[] | undefined {
  const start = `${path.join(".")}.`;
  const hasDeeper = !words.has(path.join(".")) && [...words.keys()].some((word) => word.startsWith(start));
  if (!hasDeeper) {
    const written = wordedPath(words, path);
    return written && [{ path: written, value }];
  }
  if (!isNewMap(value)) return undefined;
  const parts = Object.entries(value).map(([key, inner]) => worded(words, [...path, key], inner));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** Is it written in SAM's short forms rather than as CloudFormation has it? */
export function isServerless(origin: DataOrigin): boolean {
  return origin.kind !== "resource" || origin.type.startsWith("AWS::Serverless::");
}

/** What SAM wants in another shape than CloudFormation; undefined where it cannot be given. */
export function fitted(
  resource: Resource,
  wording: Wording,
  typeOf: (to: NewReference) => string | undefined,
): readonly Wording[] | undefined {
  const { path, value } = wording;
  const key = path.join(".");
  if (key.startsWith("DeadLetterQueue")) return deadLetterQueue(path, value, typeOf);
  if (key === CODE_PATH) return single(["CodeUri"], value);
  if (key === "AuthorizationType") return authorizer(resource, value);
  if (key === "Tags") return single(path, tagMap(value));
  if (resource.type === "AWS::CodeDeploy::DeploymentGroup") {
    if (path.at(-1) === "Alarms") return single(path, alarmNames(value));
    if (path.at(-1) === "Type") return single(path, preferenceType(value));
  }
  if (!path.includes("DestinationConfig")) return [wording];
  // The function's own configuration must say what the destination is, an event's may: SAM gives the permission then.
  return destinations(path, value, typeOf, resource.type === "AWS::Lambda::EventInvokeConfig");
}

function single(path: readonly string[], value: NewValue | undefined): readonly Wording[] | undefined {
  return value === undefined ? undefined : [{ path, value }];
}

/** What needs no authorizer to be declared; signed requests to an HTTP API need to be allowed by the API as well. */
function authorizer({ type }: Pick<Resource, "type">, value: NewValue): readonly Wording[] | undefined {
  const isKnown = value === "NONE" || (value === "AWS_IAM" && type === "AWS::ApiGateway::Method");
  return isKnown ? [{ path: ["Auth", "Authorizer"], value }] : undefined;
}

type TypeOf = (to: NewReference) => string | undefined;

function deadLetterQueue(path: readonly string[], value: NewValue, typeOf: TypeOf): readonly Wording[] | undefined {
  const target = path.length === 1 && isNewMap(value) ? value.TargetArn : path[1] === "TargetArn" ? value : undefined;
  const type = destinationType(target, typeOf);
  if (target === undefined || (type !== "SQS" && type !== "SNS")) return undefined;
  return [
    { path: ["DeadLetterQueue", "Type"], value: type },
    { path: ["DeadLetterQueue", "TargetArn"], value: target },
  ];
}

function destinations(path: readonly string[], value: NewValue, typeOf: TypeOf, isRequired: boolean): readonly Wording[] | undefined {
  if (path.at(-1) === "Destination") {
    const type = destinationType(value, typeOf);
    if (type === undefined) return isRequired ? undefined : [{ path, value }];
    return [
      { path: [...path.slice(0, -1), "Type"], value: type },
      { path, value },
    ];
  }
  const shaped = withTypes(value, typeOf, isRequired);
  return shaped === undefined ? undefined : [{ path, value: shaped }];
}

/** The value with a `Type` beside each `Destination` in it. */
export function withTypes(value: NewValue, typeOf: TypeOf, isRequired: boolean): NewValue | undefined {
  if (!isNewMap(value)) return value;
  const shaped: { [key: string]: NewValue } = {};
  if (value.Destination !== undefined && value.Type === undefined) {
    const type = destinationType(value.Destination, typeOf);
    if (type !== undefined) shaped.Type = type;
    else if (isRequired) return undefined;
  }
  for (const [key, inner] of Object.entries(value)) {
    const part = withTypes(inner, typeOf, isRequired);
    if (part === undefined) return undefined;
    shaped[key] = part;
  }
  return shaped satisfies NewMap;
}
