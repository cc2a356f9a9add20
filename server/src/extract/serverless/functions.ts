/** The functions of a service, with what the provider gives to all of them. */
import type { Place } from "../../model/code.ts";
import { booleanOf, presumedText } from "../../model/expressions.ts";
import { CODE_PATH, type Expression, type MapEntry, type MapExpression, type Resource } from "../../model/infrastructure.ts";
import { DEFAULT_STAGE, FUNCTION_WORDS, INVOKE_WORDS, PROVIDER_TRACING, type Word } from "../../vocabulary/dialects/serverless.ts";
import { computed, literal, madeResource, map } from "../stack.ts";
import { collapsed, inherited } from "./evaluate.ts";
import { originOf, type Service, type Written } from "./service.ts";
import { entryAt, Properties, translate, valueAt } from "./words.ts";

/** A function of the service: the resource, and its settings as they are written. */
export interface ServiceFunction {
  readonly resource: Resource;
  readonly settings: Expression;
}

/** Makes the function's resource. `provider` is the evaluated section of that name. */
export function readFunction(
  service: Service,
  id: string,
  { key, at, place, head }: Written,
  provider: Expression | undefined,
): ServiceFunction {
  const settings = service.evaluator.value(at);
  const properties = new Properties();
  if (settings.kind !== "map") properties.open();
  shareTracing(service, provider, properties);
  shareProvider(provider, properties);
  translate(settings, OWN_WORDS, properties, (value) => destinationOf(service, value));
  mergeMaps(provider, settings, "environment", "Environment.Variables", properties);
  mergeTags(provider, settings, properties);
  if (!properties.has("FunctionName")) properties.set("FunctionName", functionName(service, key, head));
  readVpc(provider, settings, properties);
  readCode(service, settings, provider, head, properties);
  readFileSystem(settings, properties);
  const resource = service.add(id, key, "AWS::Lambda::Function", properties.map(settings.place), {
    place,
    head,
    isConditional: entryAt(settings, "condition") !== undefined,
    origin: originOf("function", settings.place),
  });
  return { resource, settings };
}

const MERGED: ReadonlySet<string> = new Set(["environment", "vpc.securityGroupIds", "vpc.subnetIds", "vpc.ipv6AllowedForDualStack"]);
const TRACING: Word = { key: PROVIDER_TRACING, property: "TracingConfig.Mode", form: "mode", isShared: true };
const OWN_WORDS: readonly Word[] = FUNCTION_WORDS.filter(({ key }) => !MERGED.has(key));
const SHARED_WORDS: readonly Word[] = [
  ...FUNCTION_WORDS.filter(({ key, isShared }) => isShared && !MERGED.has(key)),
  TRACING,
  { key: "logs.lambda.logFormat", property: "LoggingConfig.LogFormat", form: "same", isShared: true },
  { key: "logs.lambda.applicationLogLevel", property: "LoggingConfig.ApplicationLogLevel", form: "same", isShared: true },
  { key: "logs.lambda.systemLogLevel", property: "LoggingConfig.SystemLogLevel", form: "same", isShared: true },
  { key: "logs.lambda.logGroup", property: "LoggingConfig.LogGroup", form: "same", isShared: true },
];

function shareProvider(provider: Expression | undefined, into: Properties): void {
  if (provider !== undefined) translate(inherited(provider), SHARED_WORDS, into, (value) => value);
}

/** `provider.tracing: true` means the functions to serverless-plugin-tracing, which is older than the framework's own `tracing.lambda`. */
function shareTracing(service: Service, provider: Expression | undefined, into: Properties): void {
  if (!service.plugins.includes("serverless-plugin-tracing") || provider === undefined) return;
  if (valueAt(provider, "tracing")?.kind !== "map")
    translate(inherited(provider), [{ ...TRACING, key: "tracing" }], into, (value) => value);
}

/** Both maps in one; what the function says goes before what the provider says. */
function mergeMaps(provider: Expression | undefined, settings: Expression, key: string, property: string, into: Properties): void {
  const own = entryAt(settings, key);
  const given = entryAt(provider, key);
  const shared = given && { key: given.key, value: inherited(given.value) };
  if (own === undefined || shared === undefined) {
    into.set(property, own ?? shared);
  } else if (own.value.kind !== "map" || shared.value.kind !== "map") {
    const known = own.value.kind === "map" ? own : shared.value.kind === "map" ? shared : undefined;
    into.set(property, known?.value.kind === "map" ? { key: own.key, value: { ...known.value, isOpen: true } } : own);
  } else {
    const entries = new Map<string, MapEntry>([...shared.value.entries, ...own.value.entries]);
    into.set(property, { key: own.key, value: { ...own.value, entries, isOpen: own.value.isOpen || shared.value.isOpen } });
  }
}

/** Tags are a map here and a list of `{Key, Value}` there. */
function mergeTags(provider: Expression | undefined, settings: Expression, into: Properties): void {
  const merged = new Properties();
  mergeMaps(provider, settings, "tags", "Tags", merged);
  const tags = valueAt(merged.map(settings.place), "Tags") ?? (valueAt(provider, "stackTags") as Expression | undefined);
  if (tags === undefined) return;
  if (tags.kind !== "map") {
    into.set("Tags", computed(tags.place));
    return;
  }
  const items = [...tags.entries].map(([name, { key, value }]) =>
    map(key, [
      ["Key", literal(key, name)],
      ["Value", value],
    ]),
  );
  into.set("Tags", { kind: "list", items, isOpen: tags.isOpen, place: tags.place });
}

/** `<service>-<stage>-<key>`; the stage is decided when it is deployed. */
function functionName(service: Service, key: string, head: Place): Expression {
  const stage = service.setting("provider.stage");
  const known: Expression =
    stage?.kind === "literal" ? { ...stage, isAssumed: true } : { ...literal(head, DEFAULT_STAGE), isAssumed: true };
  const parts = [service.name, "-", stage === undefined || stage.kind === "literal" ? known : stage, "-", key];
  return { ...collapsed({ kind: "joined", parts, place: head }), isInherited: true };
}

function readVpc(provider: Expression | undefined, settings: Expression, into: Properties): void {
  const own = settings.kind === "map" ? settings.entries.get("vpc") : undefined;
  const given = entryAt(provider, "vpc");
  const entry = own ?? (given && { key: given.key, value: inherited(given.value) });
  if (entry === undefined || (entry.value.kind === "literal" && entry.value.value === null)) return;
  if (entry.value.kind !== "map") {
    // `vpc: false` takes a function out.
    if (booleanOf(entry.value) !== false) into.set("VpcConfig", { key: entry.key, value: computed(entry.value.place) });
    return;
  }
  const vpc = new Properties();
  const words = FUNCTION_WORDS.filter(({ key }) => key.startsWith("vpc."));
  translate(
    map(entry.value.place, [["vpc", entry]]),
    words.map((word) => ({ ...word, property: word.property.slice("VpcConfig.".length) })),
    vpc,
    (value) => value,
  );
  const { place, isInherited, isAssumed } = entry.value;
  into.set("VpcConfig", {
    key: entry.key,
    value: { ...vpc.map(place), ...(isInherited && { isInherited }), ...(isAssumed && { isAssumed }) },
  });
}

/** Handlers are files of the service's directory; archives and images are not. */
function readCode(service: Service, settings: Expression, provider: Expression | undefined, head: Place, into: Properties): void {
  const image = entryAt(settings, "image");
  if (image !== undefined) {
    into.set("PackageType", { key: image.key, value: literal(image.value.place, "Image") });
    readImage(service, image, into);
    return;
  }
  const individual = entryAt(settings, "package.artifact");
  const artifact =
    individual ?? entryAt(map(head, sectionOf(service, "package")), "package.artifact") ?? entryAt(provider, "package.artifact");
  into.set(CODE_PATH, artifact ?? literal(head, "."));
}

function sectionOf(service: Service, name: string): [string, Expression][] {
  const value = service.setting(name);
  return value === undefined ? [] : [[name, value]];
}

/** `image: uri`, `image: name` of `provider.ecr.images`, or a map with either. */
function readImage(service: Service, image: MapEntry, into: Properties): void {
  const written = image.value.kind === "map" ? (valueAt(image.value, "uri") ?? valueAt(image.value, "name")) : image.value;
  const name = presumedText(written);
  const built = name === undefined ? undefined : entryAt(service.setting("provider"), `ecr.images.${name}`);
  const path = built?.value.kind === "map" ? (valueAt(built.value, "path") ?? literal(built.value.place, ".")) : undefined;
  if (path !== undefined) into.set(CODE_PATH, path);
  else into.set("Code.ImageUri", built ?? written ?? computed(image.value.place));
  into.set("ImageConfig.Command", entryAt(image.value, "command"));
  into.set("ImageConfig.EntryPoint", entryAt(image.value, "entryPoint"));
  into.set("ImageConfig.WorkingDirectory", entryAt(image.value, "workingDirectory"));
}

function readFileSystem(settings: Expression, into: Properties): void {
  const written = valueAt(settings, "fileSystemConfig");
  if (written === undefined) return;
  const config = new Properties().set("Arn", entryAt(written, "arn")).set("LocalMountPath", entryAt(written, "localMountPath"));
  into.set("FileSystemConfigs", { kind: "list", items: [config.map(written.place)], isOpen: written.kind !== "map", place: written.place });
}

/** A destination is an ARN, `{type, arn}`, or the name of a function of the service. */
export function destinationOf(service: Service, value: Expression): Expression {
  const written = value.kind === "map" ? (valueAt(value, "arn") ?? value) : value;
  const name = written.kind === "literal" && typeof written.value === "string" ? written.value : undefined;
  const id = name === undefined || name.startsWith("arn:") ? undefined : service.ids.get(name);
  return id === undefined ? written : { kind: "reference", id, attribute: "Arn", place: written.place };
}

/** Destinations, attempts and age of asynchronous invocations. */
export function readInvokeConfig(service: Service, { resource, settings }: ServiceFunction): void {
  const config = new Properties();
  translate(settings, INVOKE_WORDS, config, (value) => destinationOf(service, value));
  const written = INVOKE_WORDS.map(({ key }) => entryAt(settings, key)).find((entry) => entry !== undefined);
  if (written === undefined) return;
  const properties: MapExpression = config
    .set("FunctionName", { kind: "reference", id: resource.id, attribute: null, place: written.key })
    .map(settings.place);
  const place = {
    ...written.key,
    end: Math.max(written.key.end, written.value.place.file === written.key.file ? written.value.place.end : 0),
  };
  const made = madeResource(resource, "EventInvokeConfig", "AWS::Lambda::EventInvokeConfig", properties, {
    place,
    head: written.key,
    origin: originOf("function", settings.place),
  });
  service.resources.set(made.id, made);
}
