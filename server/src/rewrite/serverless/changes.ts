/** One change of a resource that is there. */

import { walk } from "../../model/expressions.ts";
import type { Resource } from "../../model/infrastructure.ts";
import { expressionAt, isIn, withPositions, writtenAt } from "../cloudformation/targets.ts";
import { isNewList, tagMap } from "../cloudformation/values.ts";
import { locate } from "../data/places.ts";
import type { Change, NewValue } from "../template.ts";
import type { Session } from "./session.ts";
import { statementsOf, type Target, targetOf } from "./targets.ts";
import { type Wording, worded, wordedPath } from "./wording.ts";

type Existing = Exclude<Change, { kind: "add" }>;

/** @returns false where it cannot be written with certainty. */
export function applyChange(session: Session, change: Existing): boolean {
  switch (change.kind) {
    case "set":
      return isRole(change.resource) ? setStatement(session, change) : set(session, change);
    case "append":
      return isRole(change.resource) ? appendToRole(session, change) : append(session, change);
    case "remove":
      return isRole(change.resource) ? removeFromRole(session, change) : remove(session, change);
    case "replace":
      return replace(session, change);
  }
}

/** A role that is made of a list of statements. */
function isRole(resource: Resource): boolean {
  return resource.type === "AWS::IAM::Role" && resource.owner !== null;
}

/** Writes what is in the framework's words, below a path. */
export function write(session: Session, { file, base }: Target, { path, value }: Wording): boolean {
  const data = session.data(value, file.document);
  const at = withPositions(file.editor.document, base, path);
  return at !== undefined && data !== undefined && file.editor.set(at, data);
}

function set(session: Session, { resource, path, value }: Extract<Change, { kind: "set" }>): boolean {
  const target = targetOf(session, resource);
  if (target === undefined) return false;
  if (target.words === null) return write(session, target, { path, value });
  return worded(session, target.words, path, value)?.every((one) => write(session, target, one)) ?? false;
}

function remove(session: Session, { resource, path }: Extract<Change, { kind: "remove" }>): boolean {
  const target = targetOf(session, resource);
  const written = target && (target.words === null ? path : wordedPath(target.words, path));
  const at = target && written && withPositions(target.file.editor.document, target.base, written);
  if (target === undefined || at === undefined || locate(target.file.editor.document, at)?.rest.length !== 0) return false;
  return target.file.editor.remove(at, target.base.length + 1);
}

function append(session: Session, { resource, path, items }: Extract<Change, { kind: "append" }>): boolean {
  const target = targetOf(session, resource);
  if (target === undefined) return false;
  if (path.join(".") === "Tags" && target.words !== null) {
    const tags = tagMap(items);
    return tags !== undefined && Object.entries(tags).every(([name, value]) => write(session, target, { path: ["tags", name], value }));
  }
  const word = target.words?.find(({ property }) => property === path.join("."));
  if (word !== undefined && word.form !== "same") return appendToOne(session, target, resource, path, items);
  const written = target.words === null ? path : wordedPath(target.words, path);
  const at = written && withPositions(target.file.editor.document, target.base, written);
  // A list of the function takes the place of the provider's.
  if (at === undefined || expressionAt(resource, path)?.isInherited) return false;
  const data = items.map((item) => session.data(item, target.file.document));
  return data.every((item) => item !== undefined) && target.file.editor.append(at, data);
}

/** A list there that is one value here: only the first item has a place. */
function appendToOne(session: Session, target: Target, resource: Resource, path: readonly string[], items: readonly NewValue[]): boolean {
  const known = expressionAt(resource, path);
  if (known !== undefined && (known.kind !== "list" || known.items.length > 0 || known.isOpen)) return false;
  return worded(session, target.words ?? [], path, items)?.every((one) => write(session, target, one)) ?? false;
}

function replace(session: Session, { resource, start, end, value }: Extract<Change, { kind: "replace" }>): boolean {
  const place = { file: resource.template, start, end };
  const file = session.file(resource.template.path);
  const data = file && session.data(value, file.document);
  if (file === undefined || data === undefined || !isIn(file.document, place)) return false;
  const read = [...walk(resource.properties)].filter(
    (one) => one.place.start === start && one.place.end === end && isIn(file.document, one.place),
  );
  if (read.length > 0 && !read.some((one) => writtenAt(file.document, one) !== undefined)) return false;
  return file.editor.replace(place, data);
}

const STATEMENT = /^Policies\.0\.PolicyDocument\.Statement(?:\.(\d+)(?:\.(.+))?)?$/;

/** Something of one statement; those that the framework adds by itself are not written anywhere. */
function setStatement(session: Session, { resource, path, value }: Extract<Change, { kind: "set" }>): boolean {
  const at = statementAt(session, resource, path);
  const data = at && session.data(value, at.file.document);
  return at !== undefined && data !== undefined && at.file.editor.set(at.path, data);
}

function removeFromRole(session: Session, { resource, path }: Extract<Change, { kind: "remove" }>): boolean {
  const at = statementAt(session, resource, path);
  if (at === undefined || locate(at.file.editor.document, at.path)?.rest.length !== 0) return false;
  if (typeof at.path.at(-1) === "number") session.shifted.add(resource);
  return at.file.editor.remove(at.path, at.path.length);
}

function statementAt(session: Session, role: Resource, path: readonly string[]) {
  const [, index, rest] = STATEMENT.exec(path.join(".")) ?? [];
  const list = statementsOf(session, role);
  if (index === undefined || list === undefined || session.shifted.has(role) || Number(index) >= list.count) return undefined;
  const full = withPositions(list.file.editor.document, [...list.path, Number(index)], rest?.split(".") ?? []);
  return full && { file: list.file, path: full };
}

function appendToRole(session: Session, { resource, path, items }: Extract<Change, { kind: "append" }>): boolean {
  const key = path.join(".");
  const list = statementsOf(session, resource);
  if (list === undefined) return false;
  const data = items.map((item) => session.data(item, list.file.document));
  if (!data.every((item) => item !== undefined)) return false;
  if (key === "Policies.0.PolicyDocument.Statement") return list.file.editor.append(list.path, data);
  const inner = statementAt(session, resource, path);
  if (inner !== undefined) return inner.file.editor.append(inner.path, data);
  if (key === "ManagedPolicyArns") return appendManaged(session, resource, data);
  return key === "Policies" && appendPolicies(session, resource, items);
}

function appendManaged(session: Session, role: Resource, data: Parameters<NonNullable<Session["main"]>["editor"]["append"]>[1]): boolean {
  const file = session.main;
  if (role.owner?.type !== "Serverless::Provider" || file === undefined) return false;
  const isOld = locate(file.editor.document, ["provider", "iamManagedPolicies"])?.rest.length === 0;
  return file.editor.append(isOld ? ["provider", "iamManagedPolicies"] : ["provider", "iam", "role", "managedPolicies"], data);
}

/** Policies with their statements. */
function appendPolicies(session: Session, role: Resource, policies: readonly NewValue[]): boolean {
  const statements = policies.map((policy) => {
    const document = typeof policy === "object" && "PolicyDocument" in policy ? policy.PolicyDocument : undefined;
    const found = typeof document === "object" && "Statement" in document ? document.Statement : undefined;
    return isNewList(found) ? found : undefined;
  });
  if (!statements.every((found) => found !== undefined)) return false;
  return appendToRole(session, {
    kind: "append",
    resource: role,
    path: ["Policies", "0", "PolicyDocument", "Statement"],
    items: statements.flat(),
  });
}
