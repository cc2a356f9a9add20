/** New resources: in `resources`, among the functions, or as keys of a function that stand for one. */
import { CODE_PATH, type Resource } from "../../model/infrastructure.ts";
import { FUNCTION_WORDS, INVOKE_WORDS, SETTING_WORDS, SHARED_ROLE, type Word } from "../../vocabulary/dialects/serverless.ts";
import type { NewMap } from "../cloudformation/values.ts";
import { type DataPath, isOwn, keyOf, locate, pathTo } from "../data/places.ts";
import { type DataMap, type DataValue, isMap, isReference } from "../data/values.ts";
import type { NewValue } from "../template.ts";
import { write } from "./changes.ts";
import { type Addition, type EditedFile, FUNCTION, originOf, type Session } from "./session.ts";
import { targetOf } from "./targets.ts";
import { type Wording, worded } from "./wording.ts";

/** What a function says by keys of its own, by CloudFormation's type. */
const KEYS: Readonly<Record<string, readonly Word[]>> = {
  "AWS::Lambda::EventInvokeConfig": INVOKE_WORDS,
  "AWS::Lambda::Url": SETTING_WORDS.Url ?? [],
};

/** The framework makes these itself, in a way that one beside it would not fit. */
const OURS = /^AWS::(?:Lambda::(?:Alias|Version)|CodeDeploy::|S3::BucketNotification$|Cognito::UserPoolTrigger$)|^(?!AWS::|Custom::)/;

/** @returns false where it cannot be written with certainty. */
export function add(session: Session, addition: Addition): boolean {
  const { type, properties } = addition;
  if (type === FUNCTION) return addFunction(session, addition);
  const keys = KEYS[type];
  const fn = functionIn(session, properties.FunctionName ?? properties.TargetFunctionArn);
  if (keys !== undefined && fn !== undefined) return addKeys(session, fn, keys, properties);
  if (OURS.test(type) || isFunctionsLogGroup(session, addition) || (type === "AWS::ApiGateway::Method" && properties.Path !== undefined))
    return false;
  const body: NewMap = Object.keys(properties).length === 0 ? { Type: type } : { Type: type, Properties: properties };
  return addResource(session, addition, body);
}

/** The function of the service that a value names. */
function functionIn(session: Session, value: NewValue | undefined): Resource | undefined {
  if (typeof value !== "object" || !isReference(value)) return undefined;
  const resource = session.stack.resources.get(value.$id);
  return resource?.type === FUNCTION && originOf(resource) !== undefined ? resource : undefined;
}

function addKeys(session: Session, fn: Resource, words: readonly Word[], properties: NewMap): boolean {
  const target = targetOf(session, fn);
  const { FunctionName, TargetFunctionArn, Qualifier, ...settings } = properties;
  if (target === undefined || (Qualifier !== undefined && Qualifier !== "$LATEST")) return false;
  const found = Object.entries(settings).map(([name, value]) => worded(session, words, [name], value));
  return found.every((wordings) => wordings?.every((one) => write(session, target, one)) ?? false);
}

/** Every function has a log group already. */
function isFunctionsLogGroup(session: Session, { type, properties }: Addition): boolean {
  if (type !== "AWS::Logs::LogGroup") return false;
  const name = properties.LogGroupName;
  return typeof name !== "string" || name.startsWith("/aws/lambda/") || functionIn(session, name) !== undefined;
}

function addFunction(session: Session, { id, after, properties }: Addition): boolean {
  const key = session.nameOf(id);
  const { [CODE_PATH]: code, Role: role, PackageType: packaging, ...settings } = properties;
  const isHere = (code === undefined || code === "." || code === "./") && (packaging === undefined || packaging === "Zip");
  const isShared = role === undefined || (typeof role === "object" && isReference(role) && role.$id === SHARED_ROLE);
  const wordings = Object.entries(settings).map(([name, value]) => worded(session, FUNCTION_WORDS, [name], value));
  if (key === undefined || !isHere || !isShared || !wordings.every((one) => one !== undefined)) return false;
  const spot = besideFunction(session, after);
  const body = spot && built(session, spot.file, wordings.flat());
  if (spot === undefined || body === undefined) return false;
  const { editor } = spot.file;
  return spot.behind === undefined ? editor.set(["functions", key], body) : editor.insertAfter(spot.behind, key, body);
}

/** Behind the function that the addition comes after, else at the end of all. */
function besideFunction(session: Session, after: Resource): { file: EditedFile; behind: DataPath | undefined } | undefined {
  let like: Resource | null = after;
  while (like !== null && like.type !== FUNCTION) like = like.owner;
  const target = like === null ? undefined : targetOf(session, like);
  const file = session.main;
  // Of the main file it is those of `functions`, rather than what a construct defines.
  const isListed = target !== undefined && target.base.length > 0 && (target.file !== file || target.base[0] === "functions");
  if (isListed) return { file: target.file, behind: target.base };
  const functions = file && locate(file.editor.document, ["functions"]);
  const isMapOrNothing = functions !== undefined && (functions.rest.length > 0 || functions.spot.node.kind === "map");
  return file && isMapOrNothing ? { file, behind: undefined } : undefined;
}

function built(session: Session, file: EditedFile, wordings: readonly Wording[]): DataMap | undefined {
  let body: DataMap = {};
  for (const { path, value } of wordings) {
    const data = session.data(value, file.document);
    if (data === undefined) return undefined;
    body = withValue(body, path, data);
  }
  return body;
}

function withValue(map: DataMap, [key = "", ...rest]: readonly string[], value: DataValue): DataMap {
  const inner = map[key];
  return { ...map, [key]: rest.length === 0 ? value : withValue(inner !== undefined && isMap(inner) ? inner : {}, rest, value) };
}

function addResource(session: Session, { id, after }: Addition, body: NewMap): boolean {
  const key = session.nameOf(id);
  if (key === undefined) return false;
  const insert = (file: EditedFile, behind: DataPath) => {
    const data = session.data(body, file.document);
    return data !== undefined && file.editor.insertAfter(behind, key, data);
  };
  const here = entryOf(session, after);
  if (here !== undefined) return insert(here.file, session.behind(after.id, here.path, key));
  const { main } = session;
  const data = main && session.data(body, main.document);
  if (main !== undefined && data !== undefined && addToMain(main, key, data)) return true;
  const others = [...session.stack.resources.values()].map((one) => entryOf(session, one)).filter((one) => one !== undefined);
  const last = others.at(-1);
  return last !== undefined && insert(last.file, session.behind(`${last.file.path} `, last.path, key));
}

/** Where a resource of `resources` is written. */
function entryOf(session: Session, resource: Resource): { file: EditedFile; path: DataPath } | undefined {
  const origin = originOf(resource);
  if (origin?.kind !== "resource" || origin.name !== null || resource.owner !== null) return undefined;
  const file = session.file(origin.path);
  const path = file && pathTo(file.document, origin);
  return file && path && path.length > 0 ? { file, path } : undefined;
}

/** At the end of `resources.Resources`; of a list in the item that has some, or in one of its own. */
function addToMain(file: EditedFile, key: string, data: DataValue): boolean {
  const { editor } = file;
  const found = locate(editor.document, ["resources"]);
  if (found === undefined) return false;
  const { node } = found.spot;
  if (found.rest.length > 0 || node.kind !== "sequence") return addToSection(file, ["resources"], key, data);
  for (const [index, item] of node.items.entries()) {
    const hasResources = item.kind === "map" && item.entries.some((entry) => keyOf(entry) === "Resources");
    if (hasResources && addToSection(file, ["resources", index], key, data)) return true;
  }
  return editor.append(["resources"], [{ Resources: { [key]: data } }]);
}

function addToSection({ editor }: EditedFile, section: DataPath, key: string, data: DataValue): boolean {
  const path = [...section, "Resources"];
  const found = locate(editor.document, path);
  const node = found?.rest.length === 0 ? found.spot.node : undefined;
  const last = node?.kind === "map" ? node.entries.findLast((entry) => !entry.isShared && isOwn(node, entry)) : undefined;
  if (last !== undefined) return editor.insertAfter([...path, keyOf(last)], key, data);
  return found !== undefined && editor.set([...path, key], data);
}
