/** One change of a resource that is there. */
import type { DataOrigin } from "../../extract/cloudformation/origin.ts";
import { walk } from "../../model/expressions.ts";
import type { Resource } from "../../model/infrastructure.ts";
import type { DataNode } from "../../parse/data.ts";
import type { DataEditor } from "../data/editor.ts";
import { type DataPath, keyOf, locate } from "../data/places.ts";
import type { DataValue } from "../data/values.ts";
import type { Change, NewValue } from "../template.ts";
import { appendPolicies, asPolicies, isMadeRole } from "./policies.ts";
import { hasProperty } from "./serverless.ts";
import type { Session } from "./session.ts";
import { expressionAt, isIn, type Target, targetOf, writtenAt, writtenPath } from "./targets.ts";
import { alarmNames, isNewList, tagMap } from "./values.ts";
import { fitted, isServerless, removedPaths, worded, wordedPath } from "./words.ts";

/** `write` sets what is already in the template's own words. */
export type WrittenChange =
  | Exclude<Change, { kind: "add" }>
  | { readonly kind: "write"; readonly resource: Resource; readonly path: readonly string[]; readonly value: NewValue };

/** @returns false where it cannot be written with certainty. */
export function applyChange(session: Session, change: WrittenChange): boolean {
  const target = targetOf(change.resource);
  if (target === undefined) return false;
  const editor = session.editor(change.resource, target.origin);
  switch (change.kind) {
    case "write":
      return write(session, editor, target, change.path, change.value);
    case "set":
      return set(session, editor, target, change);
    case "remove":
      return remove(editor, target, change.resource, change.path);
    case "append":
      return append(session, editor, target, change);
    case "replace":
      return replace(session, editor, target, change);
  }
}

function write(session: Session, editor: DataEditor, target: Target, path: readonly string[], value: NewValue): boolean {
  const { origin } = target;
  if (!hasProperty(origin, path[0] ?? "")) return false;
  const data = session.data(value, origin.document);
  const at = writtenPath(editor, target, path);
  if (at === undefined || data === undefined) return false;
  return origin.kind === "implicit" ? setInGlobals(editor, at, data) : editor.set(at, data);
}

/** `Globals` that are not there yet go where people look for them: in front of the resources. */
function setInGlobals(editor: DataEditor, path: DataPath, value: DataValue): boolean {
  const root = editor.document.root;
  const keys = root?.kind === "map" ? root.entries.map(keyOf) : [];
  const before = keys[keys.indexOf("Resources") - 1];
  if (keys.includes("Globals") || before === undefined) return editor.set(path, value);
  const globals = path.slice(1).reduceRight((inner, key) => ({ [key]: inner }), value);
  return editor.insertAfter([before], "Globals", globals);
}

function set(session: Session, editor: DataEditor, target: Target, { resource, path, value }: Extract<Change, { kind: "set" }>): boolean {
  const { origin } = target;
  const wordings = isMadeRole(resource) ? undefined : worded(target.words, path, value);
  if (wordings === undefined) return setInPlace(session, editor, target, { kind: "set", resource, path, value });
  return wordings.every((wording) => {
    const settings = isServerless(origin) ? fitted(resource, wording, session.typeOf) : [wording];
    return settings?.every((setting) => write(session, editor, target, setting.path, setting.value)) ?? false;
  });
}

/** What has no words of its own can still be set where it was read from. */
function setInPlace(
  session: Session,
  editor: DataEditor,
  target: Target,
  { resource, path, value }: Extract<Change, { kind: "set" }>,
): boolean {
  const { document } = target.origin;
  const expression = expressionAt(resource, path);
  const [policy] = isMadeRole(resource) && path.length === 2 ? (asPolicies(path.slice(0, 1), [value]) ?? []) : [];
  const data = session.data(policy ?? value, document);
  if (expression === undefined || expression.isInherited || data === undefined || !isIn(document, expression.place)) return false;
  return writtenAt(document, expression) !== undefined && editor.replace(expression.place, data);
}

function remove(editor: DataEditor, target: Target, resource: Resource, path: readonly string[]): boolean {
  const { origin, floor } = target;
  const written = isMadeRole(resource) ? undefined : removedPaths(target.words, path);
  const places = written?.map((one) => writtenPath(editor, target, one)) ?? [];
  const there = places.filter((at) => at !== undefined && locate(editor.document, at)?.rest.length === 0);
  // What `Globals` says too would still be set.
  if (there.length > 0)
    return !written?.some((one) => isInGlobals(origin, one)) && there.every((at) => at !== undefined && editor.remove(at, floor));
  const expression = expressionAt(resource, path);
  if (expression === undefined || !isIn(origin.document, expression.place) || writtenAt(origin.document, expression) === undefined)
    return false;
  const at = editor.pathTo(expression.place);
  return at !== undefined && editor.remove(at, expression.isInherited ? 1 : floor);
}

function isInGlobals({ globals }: DataOrigin, path: readonly string[]): boolean {
  let node: DataNode | null | undefined = globals;
  for (const step of path) node = node?.kind === "map" ? node.entries.find((entry) => keyOf(entry) === step)?.value : undefined;
  return node !== null && node !== undefined;
}

function append(session: Session, editor: DataEditor, target: Target, change: Extract<Change, { kind: "append" }>): boolean {
  const { origin, words } = target;
  const { resource, path, items } = change;
  // Policies of both kinds stand in one list there, which is not the one that was read.
  if (isMadeRole(resource) && path.length === 1) return appendPolicies(session, editor, resource, path, items);
  const known = expressionAt(resource, path);
  const isWritten = known?.kind === "list" && !known.isInherited && isIn(origin.document, known.place);
  const place = isWritten && writtenAt(origin.document, known) !== undefined ? editor.pathTo(known.place) : undefined;
  const list = resource.type === "AWS::CodeDeploy::DeploymentGroup" && isServerless(origin) ? alarmNames(items) : items;
  const data = isNewList(list) ? list.map((item) => session.data(item, origin.document)) : [];
  if (!data.every((item) => item !== undefined)) return false;
  if (place !== undefined) return editor.append(place, data);
  if (isMadeRole(resource)) return appendPolicies(session, editor, resource, path, items);
  const written = wordedPath(words, path);
  if (written === undefined || !hasProperty(origin, written[0] ?? "")) return false;
  const tags = written.join(".") === "Tags" && isServerless(origin) ? tagMap(items) : undefined;
  if (tags) return Object.entries(tags).every(([key, value]) => write(session, editor, target, [...written, key], value));
  const at = writtenPath(editor, target, written);
  return at !== undefined && editor.append(at, data);
}

function replace(session: Session, editor: DataEditor, { origin }: Target, change: Extract<Change, { kind: "replace" }>): boolean {
  const data = session.data(change.value, origin.document);
  if (data === undefined) return false;
  const place = { file: change.resource.template, start: change.start, end: change.end };
  const read = [...walk(change.resource.properties)].filter((one) => one.place.start === change.start && one.place.end === change.end);
  // Something was read from there: it has to be what stands there, not what a short form was taken for.
  if (read.length > 0 && !read.some((one) => writtenAt(origin.document, one) !== undefined)) return false;
  return isIn(origin.document, place) && editor.replace(place, data);
}
