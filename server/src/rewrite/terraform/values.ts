/** Writes into the value of an argument: keys of objects, items of lists. */
import type { Template } from "../../model/infrastructure.ts";
import type { HclAttribute, HclExpression, HclObject, HclTuple } from "../../parse/hcl.ts";
import type { NewValue } from "../template.ts";
import { indentAt, lineStart } from "../text.ts";
import { renderKey } from "./render.ts";
import type { Session } from "./session.ts";

export interface Target {
  readonly template: Template;
  readonly prefix: string;
}

/** The object an argument comes to: itself, what `jsonencode` is given, the last of what `merge` is given. */
export function objectOf(value: HclExpression): HclObject | undefined {
  if (value.kind === "object") return value;
  if (value.kind !== "call" || value.isSpread) return undefined;
  const isWrapped = value.name === "jsonencode" || value.name === "tomap" || value.name === "merge";
  const last = value.args.at(-1);
  return isWrapped && last !== undefined ? objectOf(last) : undefined;
}

export function tupleOf(value: HclExpression): HclTuple | undefined {
  if (value.kind === "tuple") return value;
  const last = value.kind === "call" && ["toset", "concat", "tolist"].includes(value.name) ? value.args.at(-1) : undefined;
  return last === undefined ? undefined : tupleOf(last);
}

/** Sets what is under keys inside an object, making what leads there. */
export function setInside(session: Session, target: Target, attribute: HclExpression, keys: readonly string[], value: NewValue): boolean {
  let at: HclExpression = attribute;
  for (const [index, key] of keys.entries()) {
    const tuple = /^\d+$/.test(key) ? tupleOf(at) : undefined;
    const object: HclObject | undefined = tuple === undefined ? objectOf(at) : undefined;
    const found: HclExpression | undefined = tuple === undefined ? entryOf(object, key)?.value : tuple.items[Number(key)];
    if (found === undefined) {
      const inner = keys.slice(index + 1).reduceRight<NewValue>((content, name) => ({ [name]: content }), value);
      return object !== undefined && addEntry(session, target, object, key, inner);
    }
    at = found;
  }
  const rendered = session.render(value, indentAt(target.template.text, at.start), target.template, target.prefix);
  if (rendered === undefined) return false;
  session.edits.push({ path: target.template.path, start: at.start, end: at.end, newText: rendered });
  return true;
}

export function entryOf(object: HclObject | undefined, key: string): HclObject["entries"][number] | undefined {
  return object?.entries.find((entry) => entry.key.kind === "literal" && String(entry.key.value) === key);
}

/** An object's entries are laid out as the arguments of a body are. */
function addEntry(session: Session, target: Target, object: HclObject, key: string, value: NewValue): boolean {
  const { template, prefix } = target;
  const { text } = template;
  if (object.entries.some((entry) => entry.key.kind !== "literal")) return false;
  const isOneLine = !text.slice(object.start, object.end).includes("\n");
  const colon = object.entries.some((entry) => /^\s*:/.test(text.slice(entry.key.end, entry.value.start)));
  if (isOneLine || colon) return addInline(session, target, object, key, value, colon);
  const attributes = object.entries.map((entry): HclAttribute => {
    const { key: name, start, end } = entry;
    return { name: text.slice(name.start, name.end), key: { start: name.start, end: name.end }, value: entry.value, start, end };
  });
  const hasCommas = object.entries.some((entry) => /^\s*,/.test(text.slice(entry.end)));
  if (hasCommas) return addInline(session, target, object, key, value, false);
  const first = object.entries[0];
  const indent = first === undefined ? `${indentAt(text, object.start)}  ` : indentAt(text, lineStart(text, first.start));
  const rendered = session.render(value, indent, template, prefix);
  if (rendered === undefined) return false;
  const body = session.bodyOf(object, { attributes, blocks: [], start: object.start + 1, end: object.end - 1 });
  session.additions(template, body).attributes.push([renderKey(key), rendered]);
  return true;
}

/** Behind the last entry, separated as the others are. */
function addInline(
  session: Session,
  { template, prefix }: Target,
  object: HclObject,
  key: string,
  value: NewValue,
  colon: boolean,
): boolean {
  const { text } = template;
  const last = object.entries.at(-1);
  const isOneLine = !text.slice(object.start, object.end).includes("\n");
  const indent = last === undefined || isOneLine ? indentAt(text, object.start) : indentAt(text, last.start);
  const rendered = session.render(value, indent, template, prefix);
  if (rendered === undefined) return false;
  const entry = `${renderKey(key)}${colon ? ": " : " = "}${rendered}`;
  const edit = (at: number, newText: string, end = at) => session.edits.push({ path: template.path, start: at, end, newText });
  if (last === undefined) {
    edit(object.start, `{ ${entry} }`, object.end);
    return text.slice(object.start + 1, object.end - 1).trim() === "";
  }
  const comma = /^\s*,/.exec(text.slice(last.end, object.end))?.[0];
  const separator = isOneLine ? " " : `\n${indent}`;
  if (comma === undefined) edit(last.end, `,${separator}${entry}`);
  else edit(last.end + comma.length, `${separator}${entry},`);
  return true;
}

/** Adds items behind the last of a list. */
export function appendItems(session: Session, { template, prefix }: Target, tuple: HclTuple, items: readonly NewValue[]): boolean {
  const { text } = template;
  const last = tuple.items.at(-1);
  const isOneLine =
    !text.slice(tuple.start, tuple.end).includes("\n") ||
    (last !== undefined && lineStart(text, last.start) === lineStart(text, tuple.start));
  const indent = last === undefined || isOneLine ? indentAt(text, tuple.start) : indentAt(text, last.start);
  const rendered = items.map((item) => session.render(item, indent, template, prefix));
  if (rendered.some((item) => item === undefined)) return false;
  const separator = isOneLine ? ", " : `,\n${indent}`;
  const list = rendered.join(separator);
  if (last === undefined) {
    if (text.slice(tuple.start + 1, tuple.end - 1).trim() !== "") return false;
    session.edits.push({ path: template.path, start: tuple.start, end: tuple.end, newText: `[${rendered.join(", ")}]` });
    return true;
  }
  session.edits.push({ path: template.path, start: last.end, end: last.end, newText: `${separator}${list}` });
  return true;
}
