/** Where the parts of a resource are written: the file, the path to its map, and what its properties are called there. */
import { property } from "../../model/expressions.ts";
import type { Resource } from "../../model/infrastructure.ts";
import type { DataNode } from "../../parse/data.ts";
import {
  API_WORDS,
  EVENT_WORDS,
  FUNCTION_WORDS,
  INVOKE_WORDS,
  SETTING_WORDS,
  SHORT_FORMS,
  STATE_MACHINE_WORDS,
  type Word,
} from "../../vocabulary/dialects/serverless.ts";
import { type DataPath, keyOf, locate, pathTo } from "../data/places.ts";
import type { DataMap, DataValue } from "../data/values.ts";
import { type EditedFile, originOf, type Session } from "./session.ts";

export interface Target {
  readonly file: EditedFile;
  /** The path to the map that keys are written into. */
  readonly base: DataPath;
  /** Null where they are CloudFormation's own. */
  readonly words: readonly Word[] | null;
}

/** Undefined where it cannot be edited: scripts, what aliases share, what the framework makes of nothing that is written. */
export function targetOf(session: Session, resource: Resource): Target | undefined {
  const origin = originOf(resource);
  const file = origin && session.file(origin.path);
  if (origin === undefined || file === undefined) return undefined;
  const api = API_WORDS[resource.id.replace(/\/Stage$/, "")];
  if (api !== undefined && origin.kind === "provider") return { file, base: ["provider"], words: api };
  const words = wordsOf(resource);
  const base = pathTo(file.document, origin);
  if (base === undefined || words === undefined) return undefined;
  if (words === null) return { file, base: [...base, "Properties"], words };
  if (origin.kind === "event" && !expanded(file, base, origin.name ?? "")) return undefined;
  const url = resource.type === "AWS::Lambda::Url" ? [...base, "url"] : undefined;
  if (url !== undefined && !expandedUrl(file, url)) return undefined;
  return { file, base, words };
}

function wordsOf(resource: Resource): readonly Word[] | null | undefined {
  const origin = originOf(resource);
  switch (origin?.kind) {
    case "resource":
      return origin.name === "stepFunctions" ? STATE_MACHINE_WORDS : null;
    case "function":
      return resource.owner === null ? FUNCTION_WORDS : INVOKE_WORDS;
    case "event":
      // A topic or bucket that an event has the framework make is no place for settings.
      return resource.id.includes("/") ? EVENT_WORDS[origin.name ?? ""] : undefined;
    case "setting":
      return SETTING_WORDS[resource.name];
    default:
      return undefined;
  }
}

/** Turns an event's short form (`- sqs: arn`) into its long form, where it is not that already. */
function expanded(file: EditedFile, base: DataPath, name: string): boolean {
  const node = locate(file.editor.document, base)?.spot.node;
  if (node === undefined) return false;
  const isIntrinsic =
    node.tag !== null || (node.kind === "map" && node.entries.length === 1 && /^(?:Ref|Fn::.*)$/.test(keyOf(node.entries[0] as never)));
  if (node.kind === "map" && !isIntrinsic) return true;
  const long = longForm(node, name);
  return long !== undefined && file.editor.set(base, long);
}

function longForm(node: DataNode, name: string): DataMap | undefined {
  const value = dataOf(node);
  if (value === undefined || value === null) return undefined;
  const key = SHORT_FORMS[name];
  if (key !== undefined) return { [key]: value };
  if (typeof value !== "string") return name === "sns" ? { arn: value } : undefined;
  if (name === "sns") return value.includes("${") ? undefined : { [value.startsWith("arn:") ? "arn" : "topicName"]: value };
  const [method, path, ...more] = value.trim().split(/\s+/);
  const isRoute = (name === "http" || name === "httpApi") && method !== undefined && path !== undefined && more.length === 0;
  return isRoute && !value.includes("${") ? { method, path } : undefined;
}

/** `url: true`. */
function expandedUrl(file: EditedFile, path: DataPath): boolean {
  const found = locate(file.editor.document, path);
  if (found === undefined || found.rest.length > 0) return false;
  const { node } = found.spot;
  return node.kind === "map" || (node.kind === "scalar" && node.value === true && file.editor.set(path, {}));
}

/** What is written, as data to write again; undefined where some of it would be lost. */
function dataOf(node: DataNode): DataValue | undefined {
  const value = plainData(node);
  if (value === undefined || node.tag === null) return value;
  return { $tag: node.tag, $value: value };
}

function plainData(node: DataNode): DataValue | undefined {
  if (node.kind === "scalar") return node.value;
  const parts =
    node.kind === "sequence" ? node.items.map(dataOf) : node.entries.map(({ value, isShared }) => (isShared ? undefined : dataOf(value)));
  if (!parts.every((part) => part !== undefined)) return undefined;
  return node.kind === "sequence"
    ? parts
    : Object.fromEntries(node.entries.map((entry, index) => [keyOf(entry), parts[index] as DataValue]));
}

/** The list in which the statements of a role are written, and how many there are; undefined where they are not in one list. */
export function statementsOf(session: Session, role: Resource): { file: EditedFile; path: DataPath; count: number } | undefined {
  const origin = originOf(role);
  const file = origin && session.file(origin.path);
  if (origin?.name !== "iamRoleStatements" || file === undefined) return undefined;
  const path = pathTo(file.document, origin);
  const node = path && locate(file.editor.document, path)?.spot.node;
  if (path !== undefined && node?.kind === "sequence") {
    // Items that are lists themselves, of files, are read as one list.
    return node.items.every((item) => item.kind === "map") ? { file, path, count: node.items.length } : undefined;
  }
  return role.owner?.type === "Serverless::Provider" && path?.length === 1 ? sharedStatements(session, role) : undefined;
}

/** Nothing is written yet: the place for it. */
function sharedStatements(session: Session, role: Resource): { file: EditedFile; path: DataPath; count: number } | undefined {
  const file = session.main;
  const provider = file && locate(file.editor.document, ["provider", "iam", "role"]);
  // `iam: {role: arn}` is a role of somebody else.
  if (file === undefined || provider === undefined) return undefined;
  const isFree = provider.rest.length > 0 || provider.spot.node.kind === "map";
  return isFree && property(role, "Policies") !== undefined
    ? { file, path: ["provider", "iam", "role", "statements"], count: 0 }
    : undefined;
}
