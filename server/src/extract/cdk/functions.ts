/** Lambda functions: where the code is, what the CDK adds by itself, and the options that are resources of their own. */
import type { Place } from "../../model/code.ts";
import { CODE_BASE, CODE_ENTRY, CODE_PATH, type Expression } from "../../model/infrastructure.ts";
import { cdkName } from "../../vocabulary/dialects/cdk.ts";
import { computed, literal, map } from "../stack.ts";
import { addMade, applyProps, argument, options, type Reading, refer, setAt, type Written } from "./build.ts";
import { withoutForever } from "./logs.ts";
import { directoryOf, pathOf, pathRead, type WrittenPath } from "./paths.ts";
import { addStatement, giveRole, roleOfConstruct } from "./roles.ts";
import { addEventSource } from "./sources.ts";
import { type Bound, type Built, type ConstructThing, type Home, placeOf, type Struct, type Thing } from "./things.ts";

const INVOKE_CONFIG = "AWS::Lambda::EventInvokeConfig";

/** Fills in what a function's props say beyond what the vocabulary maps one to one. */
export function readFunction(reading: Reading, fn: ConstructThing, struct: Struct, written: Written): void {
  const { resource, home } = fn;
  giveRole(reading, resource, home, struct, written);
  readRuntime(reading, resource, struct);
  readCode(reading, fn, struct, written);
  readNetwork(resource, struct);
  readDeadLetters(reading, resource, struct, home, written);
  readInvokeConfig(reading, resource, struct, home, { ...written, construct: "lambda.Function.invoke" }, "EventInvokeConfig");
  readLogRetention(reading, resource, struct, home, written);
  const events = listOf(reading, struct.entries.get("events")?.bound);
  for (const event of events) addEventSource(reading, fn, event);
  const role = roleOfConstruct(fn);
  for (const one of listOf(reading, struct.entries.get("initialPolicy")?.bound)) {
    if (role !== undefined) addStatement(role.role, reading.expressions.of(one, home.stack));
  }
}

export function listOf(reading: Reading, bound: Bound | undefined): Bound[] {
  const thing = bound && reading.evaluator.ofBound(bound);
  if (thing?.kind !== "value" || thing.bound.value.kind !== "list") return [];
  const { value, frame } = thing.bound;
  return value.items.map((item) => ({ value: item, frame }));
}

/** `NODEJS_LATEST` is no runtime of CloudFormation: what it means changes with the CDK. */
function readRuntime(reading: Reading, fn: Built, struct: Struct): void {
  const given = struct.entries.get("runtime");
  const name = given && constantName(reading, given.bound);
  const member = name?.startsWith("lambda.Runtime.") ? name.slice("lambda.Runtime.".length) : undefined;
  if (given === undefined || member === undefined) return;
  if (/_LATEST$/.test(member))
    fn.properties.entries.set("RuntimeConstant", { key: given.key, value: literal(placeOf(given.bound.frame, given.bound.value), member) });
  if (member === "FROM_IMAGE") {
    fn.properties.entries.delete("Runtime");
    setImage(fn, given.key);
  }
}

/** The CDK's name of a constant, through variables. */
function constantName(reading: Reading, { value, frame }: Bound, depth = 0): string | undefined {
  if (depth > 8) return undefined;
  if (value.kind === "name" && value.binding.kind !== "import") {
    const [only, another] = reading.evaluator.lookUp(value.binding, frame);
    return only === undefined || another !== undefined ? undefined : constantName(reading, only, depth + 1);
  }
  if (value.kind !== "member" && value.kind !== "name") return undefined;
  const found = cdkName(reading.evaluator.program.qualifiedName(value));
  if (found !== undefined) return found;
  const thing = reading.evaluator.thing(value, frame);
  return thing?.kind === "value" && thing.bound.value !== value ? constantName(reading, thing.bound, depth + 1) : undefined;
}

// --- code ------------------------------------------------------------------------------------------------------------

function readCode(reading: Reading, fn: ConstructThing, struct: Struct, written: Written): void {
  if (fn.construct === "lambda_nodejs.NodejsFunction") readNodejs(reading, fn.resource, struct, written);
  else if (fn.construct === "lambda_python.PythonFunction") readPython(reading, fn.resource, struct);
  else readCodeProp(reading, fn, struct);
}

function readCodeProp(reading: Reading, fn: ConstructThing, struct: Struct): void {
  const code = struct.entries.get("code");
  const thing = code && reading.evaluator.ofBound(code.bound);
  if (fn.construct === "lambda.DockerImageFunction") setImage(fn.resource, code?.key ?? fn.resource.head);
  if (code === undefined) return;
  const place = placeOf(code.bound.frame, code.bound.value);
  if (thing?.kind !== "object") {
    fn.resource.properties.entries.set("Code", { key: code.key, value: computed(place) });
    return;
  }
  codeFrom(reading, fn.resource, thing, code.key);
}

function setImage(fn: Built, key: Place): void {
  fn.properties.entries.set("PackageType", { key, value: literal(key, "Image") });
}

const LOCAL = /^(?:fromAsset|asset|AssetCode|fromAssetImage|fromImageAsset|fromDockerBuild|fromCustomCommand)$/;

/** `lambda.Code.fromAsset("lambda")` and its like. */
function codeFrom(reading: Reading, fn: Built, thing: Extract<Thing, { kind: "object" }>, key: Place): void {
  const { name, call, frame } = thing;
  const kind = name.slice(name.lastIndexOf(".") + 1).replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const first = argument(call, frame, 0, "path", "code", "directory", "output");
  const place = placeOf(frame, call);
  if (/Image/.test(name)) {
    setImage(fn, key);
    const command = options(reading, call, frame, 1).entries.get("cmd");
    if (command !== undefined)
      setAt(fn.properties, "ImageConfig.Command", reading.expressions.of(command.bound, frame.home.stack), command.key);
  }
  if (kind === "fromInline" || kind === "inline" || kind === "InlineCode") {
    const code = first === undefined ? computed(place) : reading.expressions.of(first, frame.home.stack);
    fn.properties.entries.set("Code", { key, value: map(place, [["ZipFile", code]]) });
    const file = first && pathRead(reading.expressions, first);
    if (first !== undefined && file !== undefined) setPath(fn, CODE_ENTRY, file, placeOf(first.frame, first.value), key);
    return;
  }
  if (kind === "fromBucket" || kind === "bucket" || kind === "S3Code" || kind === "fromBucketV2") {
    const bucket = first ?? argument(call, frame, 0, "bucket");
    const s3 = bucket === undefined ? computed(place) : reading.expressions.of(bucket, frame.home.stack);
    fn.properties.entries.set("Code", {
      key,
      value: map(place, [
        ["S3Bucket", s3],
        ["S3Key", computed(place)],
      ]),
    });
    return;
  }
  const path = LOCAL.test(kind) && first !== undefined ? pathOf(reading.expressions, first) : undefined;
  if (path === undefined || first === undefined) fn.properties.entries.set("Code", { key, value: computed(place) });
  else setPath(fn, CODE_PATH, path, placeOf(first.frame, first.value), key);
}

function setPath(fn: Built, property: string, { base, path }: WrittenPath, place: Place, key: Place): void {
  fn.properties.entries.set(property, { key, value: literal(place, path === "" ? "." : path) });
  if (base !== null) fn.properties.entries.set(CODE_BASE, { key, value: literal(place, base) });
}

/** `entry`, or `<file of the definition>.<id>.ts` beside it. */
function readNodejs(reading: Reading, fn: Built, struct: Struct, { frame }: Written): void {
  const entry = struct.entries.get("entry");
  const path = entry && pathOf(reading.expressions, entry.bound);
  if (path !== undefined && entry !== undefined) setPath(fn, CODE_ENTRY, path, placeOf(entry.bound.frame, entry.bound.value), entry.key);
  else if (entry === undefined && !struct.entries.has("code") && !struct.isOpen) {
    const file = implicitEntry(reading, frame.scope.module.path, fn.name);
    if (file !== undefined) setPath(fn, CODE_ENTRY, { base: directoryOf(frame.scope.module.path), path: file }, fn.head, fn.head);
  } else if (entry !== undefined)
    fn.properties.entries.set("Code", { key: entry.key, value: computed(placeOf(entry.bound.frame, entry.bound.value)) });
  setHandler(fn, struct, (given) => (given.includes(".") ? given : `index.${given}`));
}

function implicitEntry(reading: Reading, definedIn: string, id: string): string | undefined {
  const directory = directoryOf(definedIn);
  const file = definedIn.slice(directory.length + 1).replace(/\.[cm]?[jt]sx?$/, "");
  const extensions = ["ts", "js", "mjs", "mts", "cts", "cjs"];
  const found = extensions
    .map((extension) => `${file}.${id}.${extension}`)
    .find((name) => reading.around.kind(`${directory}/${name}`) === "file");
  return found ?? `${file}.${id}.ts`;
}

function readPython(reading: Reading, fn: Built, struct: Struct): void {
  const entry = struct.entries.get("entry");
  const path = entry && pathOf(reading.expressions, entry.bound);
  if (entry === undefined) return;
  const place = placeOf(entry.bound.frame, entry.bound.value);
  if (path === undefined) {
    fn.properties.entries.set("Code", { key: entry.key, value: computed(place) });
    return;
  }
  setPath(fn, CODE_PATH, path, place, entry.key);
  const given = struct.entries.get("index")?.bound;
  const index = given === undefined ? "index.py" : reading.expressions.text(given);
  if (index === undefined) fn.properties.entries.set("Handler", { key: entry.key, value: computed(place) });
  else setHandler(fn, struct, (name) => `${index.replace(/\.py$/, "").replaceAll("/", ".")}.${name}`);
}

/** The directory of a layer: `code`, or `entry` of one that is built. */
export function readLayer(reading: Reading, { resource }: ConstructThing, struct: Struct): void {
  const given = struct.entries.get("code") ?? struct.entries.get("entry");
  const thing = given && reading.evaluator.ofBound(given.bound);
  const kind = thing?.kind === "object" ? thing.name.slice(thing.name.lastIndexOf(".") + 1).replace("from_asset", "fromAsset") : "";
  const asset = thing?.kind === "object" && LOCAL.test(kind) ? argument(thing.call, thing.frame, 0, "path") : undefined;
  const directory = asset ?? (struct.entries.has("code") ? undefined : given?.bound);
  const path = directory && pathOf(reading.expressions, directory);
  if (given !== undefined && directory !== undefined && path !== undefined)
    setPath(resource, CODE_PATH, path, placeOf(directory.frame, directory.value), given.key);
}

/** The bundlers take the function's name alone; Lambda is told the file too. */
function setHandler(fn: Built, struct: Struct, full: (given: string) => string): void {
  const written = fn.properties.entries.get("Handler");
  if (written?.value.kind === "literal") {
    fn.properties.entries.set("Handler", { key: written.key, value: { ...written.value, value: full(String(written.value.value)) } });
  } else if (written === undefined && !struct.isOpen) {
    fn.properties.entries.set("Handler", { key: fn.head, value: literal(fn.head, full("handler")) });
  }
}

// --- what the CDK adds -----------------------------------------------------------------------------------------------

function readNetwork(fn: Built, struct: Struct): void {
  const vpc = struct.entries.get("vpc");
  if (vpc === undefined) return;
  const place = placeOf(vpc.bound.frame, vpc.bound.value);
  for (const name of ["SubnetIds", "SecurityGroupIds"]) {
    const known = fn.properties.entries.get("VpcConfig")?.value;
    if (known?.kind !== "map" || !known.entries.has(name)) setAt(fn.properties, `VpcConfig.${name}`, computed(place), vpc.key);
  }
}

/** `deadLetterQueueEnabled: true`: the CDK makes the queue. */
function readDeadLetters(reading: Reading, fn: Built, struct: Struct, home: Home, written: Written): void {
  const enabled = struct.entries.get("deadLetterQueueEnabled");
  if (enabled === undefined || struct.entries.has("deadLetterQueue")) return;
  const value = reading.expressions.of(enabled.bound, home.stack);
  if (value.kind === "literal" && value.value !== true) return;
  if (value.kind !== "literal") {
    setAt(fn.properties, "DeadLetterConfig", computed(value.place), enabled.key);
    return;
  }
  const queue = addMade(fn, home, "DeadLetterQueue", "AWS::SQS::Queue", { ...written, construct: "" });
  setAt(fn.properties, "DeadLetterConfig.TargetArn", refer(queue, value.place, "Arn"), enabled.key);
}

const INVOKE = ["onFailure", "onSuccess", "retryAttempts", "maxEventAge"];

/** `onFailure`, `retryAttempts` … of a function, an alias or `configureAsyncInvoke`. */
export function readInvokeConfig(reading: Reading, fn: Built, struct: Struct, home: Home, written: Written, name: string): void {
  if (!INVOKE.some((prop) => struct.entries.has(prop))) return;
  const own: Struct = { ...struct, isOpen: false, entries: new Map([...struct.entries].filter(([prop]) => INVOKE.includes(prop))) };
  const config = addMade(fn, home, name, INVOKE_CONFIG, written);
  config.properties.entries.set("FunctionName", { key: fn.head, value: refer(fn, fn.head) });
  applyProps(reading, config, own, "lambda.Function.invoke", home);
}

function readLogRetention(reading: Reading, fn: Built, struct: Struct, home: Home, written: Written): void {
  const retention = struct.entries.get("logRetention");
  if (retention === undefined) return;
  const group = addMade(fn, home, "LogGroup", "AWS::Logs::LogGroup", { ...written, construct: "" });
  const place = retention.key;
  const name: Expression = { kind: "joined", parts: ["/aws/lambda/", refer(fn, place)], place };
  group.properties.entries.set("LogGroupName", { key: retention.key, value: name });
  group.properties.entries.set("RetentionInDays", { key: retention.key, value: reading.expressions.of(retention.bound, home.stack) });
  withoutForever(group);
}
