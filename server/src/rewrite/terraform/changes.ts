/** One change of a resource that is there. */

import type { HclBlock, HclBody } from "../../parse/hcl.ts";
import { type WrittenPath, writtenPath } from "../../vocabulary/dialects/terraform.ts";
import type { Change, NewValue } from "../template.ts";
import { addressOf } from "./check.ts";
import { innerIndent, removeLines } from "./layout.ts";
import { argumentIn, blocksOf, type Spot, spotOf } from "./origin.ts";
import { isMap } from "./render.ts";
import { renderBlocks } from "./resources.ts";
import type { Session } from "./session.ts";
import { appendItems, entryOf, objectOf, setInside, tupleOf } from "./values.ts";

type ChangeOf<K extends Change["kind"]> = Change & { readonly kind: K };

/** What stands at a spot: the block that is there, and the names of those that are still to be made. */
interface Place {
  readonly body: HclBody;
  readonly block: HclBlock;
  readonly missing: readonly string[];
}

export function set(session: Session, change: ChangeOf<"set">): boolean {
  const spot = spotOf(change.resource, change.path);
  return spot !== undefined && setAt(session, spot, change.value);
}

export function setAt(session: Session, spot: Spot, value: NewValue): boolean {
  session.touch(spot.template, addressOf(spot.block));
  if (spot.current?.kind === "literal" && setElsewhere(session, spot, value)) return true;
  const written = pathIn(spot);
  if (written === undefined || (written.argument === null && !isMap(value))) return setParts(session, spot, value);
  const place = enter(spot.block, written.blocks);
  if (place === undefined) return false;
  const { template, prefix, type } = spot;
  if (written.argument === null) return isMap(value) && setBlock(session, spot, written, value);
  const before = argumentIn(place.body, written.argument);
  if (before !== undefined && place.missing.length === 0) {
    if (before.value.kind === "call" && before.value.name === "jsonencode" && written.rest.length === 0) {
      const object = objectOf(before.value);
      return object !== undefined && setInside(session, { template, prefix }, object, [], value);
    }
    return setInside(session, { template, prefix }, before.value, written.rest, value);
  }
  const whole = written.rest.reduceRight<NewValue>((content, key) => ({ [key]: content }), value);
  return addArgument(session, spot, written, place, [...written.blocks, written.argument].join("."), whole, type.json);
}

function pathIn(spot: Spot): WrittenPath | undefined {
  const written = writtenPath(spot.type, spot.path);
  if (!spot.isCommunity || written === undefined) return written;
  return spot.type.names?.[written.argument ?? ""] === undefined ? undefined : written;
}

/** A value that a local, a default or the call of the module says is changed there, where nobody else reads it. */
function setElsewhere(session: Session, spot: Spot, value: NewValue): boolean {
  const { place } = spot.current as { place: { file: { path: string; text: string }; start: number; end: number } };
  const isInside = place.file.path === spot.template.path && place.start >= spot.block.start && place.end <= spot.block.end;
  if (isInside) return false;
  const template = session.stack.templates.find((one) => one.path === place.file.path);
  const block = template && blocksOf(template).find((one) => one.start <= place.start && place.end <= one.end);
  if (template === undefined || block === undefined || session.isShared(place) || typeof value === "object") return false;
  const rendered = session.render(value, "", template, spot.prefix);
  if (rendered === undefined) return false;
  session.touch(template, addressOf(block));
  session.edits.push({ path: template.path, start: place.start, end: place.end, newText: rendered });
  return true;
}

/** A map whose parts are written in different places: `Code` is four arguments. */
function setParts(session: Session, spot: Spot, value: NewValue): boolean {
  if (!isMap(value)) return false;
  const parts = Object.entries(value);
  return parts.length > 0 && parts.every(([key, part]) => setAt(session, { ...spot, path: [...spot.path, key], current: undefined }, part));
}

/** Goes into blocks that are there. Undefined where there are several of a kind, or a dynamic one. */
function enter(block: HclBlock, names: readonly string[]): Place | undefined {
  let body = block.body;
  for (const [index, name] of names.entries()) {
    const found = body.blocks.filter((one) => one.type === name);
    const isDynamic = body.blocks.some((one) => one.type === "dynamic" && one.labels[0] === name);
    if (found.length > 1 || isDynamic || argumentIn(body, name) !== undefined) return undefined;
    const [next] = found;
    if (next === undefined) return { body, block, missing: names.slice(index) };
    body = next.body;
  }
  return { body, block, missing: [] };
}

/** Whole blocks: those of the kind that are there are filled in, or made. */
function setBlock(session: Session, spot: Spot, written: WrittenPath, value: { readonly [key: string]: NewValue }): boolean {
  if (written.rest.length > 0) return false;
  const place = enter(spot.block, written.blocks);
  if (place === undefined) return false;
  if (place.missing.length === 0) return setParts(session, spot, value);
  const indent = innerIndent(spot.template.text, place.body);
  const lead = written.blocks.slice(0, written.blocks.length - place.missing.length);
  const block = renderBlocks(session, spot, [...lead].join("."), place.missing, value, indent);
  if (block === undefined) return false;
  session.additions(spot.template, place.body).blocks.push(block);
  return true;
}

/** An argument that is not there yet, in blocks that may not be there either. */
function addArgument(
  session: Session,
  spot: Spot,
  written: WrittenPath,
  place: Place,
  path: string,
  value: NewValue,
  json: readonly string[] | undefined,
): boolean {
  const { template, prefix } = spot;
  const name = written.argument as string;
  const depth = place.missing.length;
  const indent = `${innerIndent(template.text, place.body)}${"  ".repeat(depth)}`;
  const rendered = session.render(value, indent, template, prefix);
  if (rendered === undefined) return false;
  const text = json?.includes(path) ? `jsonencode(${rendered})` : rendered;
  const additions = session.additions(template, place.body);
  if (depth === 0) {
    additions.attributes.push([name, text]);
    return true;
  }
  // Two changes may need the same block: the second goes into what the first made.
  const before = additions.blocks.findIndex((block) => block.startsWith(`${place.missing[0]} {`));
  if (before >= 0) return false;
  const outer = innerIndent(template.text, place.body);
  const opened = place.missing.map((block, index) => `${outer}${"  ".repeat(index)}${block} {\n`).join("");
  const closed = place.missing.map((_, index) => `${outer}${"  ".repeat(depth - 1 - index)}}`).join("\n");
  additions.blocks.push(`${opened}${indent}${name} = ${text}\n${closed}`.slice(outer.length));
  return true;
}

export function remove(session: Session, { resource, path }: ChangeOf<"remove">): boolean {
  const spot = spotOf(resource, path);
  const written = spot && pathIn(spot);
  if (spot === undefined || written === undefined) return false;
  session.touch(spot.template, addressOf(spot.block));
  const place = enter(spot.block, written.blocks);
  if (place === undefined || place.missing.length > 0) return false;
  const holder = written.blocks.reduce<HclBlock>((block, name) => block.body.blocks.find((one) => one.type === name) ?? block, spot.block);
  const attribute = written.argument === null ? undefined : argumentIn(place.body, written.argument);
  if (written.argument !== null && attribute === undefined) return false;
  const isLast = attribute !== undefined && holder !== spot.block && place.body.attributes.length === 1 && place.body.blocks.length === 0;
  if (attribute !== undefined && written.rest.length > 0) {
    const object = objectOf(attribute.value);
    const entry = written.rest.length === 1 ? entryOf(object, written.rest[0] as string) : undefined;
    if (entry === undefined || object === undefined) return false;
    if (object.entries.length > 1) return push(session, removeLines(spot.template, entry));
  }
  return push(session, removeLines(spot.template, attribute === undefined || isLast ? holder : attribute));
}

function push(session: Session, edit: ReturnType<typeof removeLines>): boolean {
  if (edit !== undefined) session.edits.push(edit);
  return edit !== undefined;
}

export function append(session: Session, change: ChangeOf<"append">): boolean {
  const spot = spotOf(change.resource, change.path);
  if (spot === undefined) return false;
  if (spot.path.length > 0 && (spot.current === undefined || spot.current.kind === "none")) return setAt(session, spot, change.items);
  session.touch(spot.template, addressOf(spot.block));
  const written = pathIn(spot);
  if (written === undefined) return false;
  const place = enter(spot.block, written.blocks.slice(0, written.argument === null ? -1 : undefined));
  if (place === undefined || place.missing.length > 0) return false;
  const { template, prefix } = spot;
  if (written.argument === null) return appendBlocks(session, spot, place, written.blocks, change.items);
  let value = argumentIn(place.body, written.argument)?.value;
  for (const key of written.rest) {
    const object: ReturnType<typeof objectOf> = value && objectOf(value);
    const tuple: ReturnType<typeof tupleOf> = value && tupleOf(value);
    value = entryOf(object, key)?.value ?? (/^\d+$/.test(key) ? tuple?.items[Number(key)] : undefined);
  }
  const tuple = value && tupleOf(value);
  return tuple !== undefined && appendItems(session, { template, prefix }, tuple, change.items);
}

/** Lists of blocks grow by blocks. */
function appendBlocks(session: Session, spot: Spot, place: Place, names: readonly string[], items: readonly NewValue[]): boolean {
  const indent = innerIndent(spot.template.text, place.body);
  return items.every((item) => {
    const lead = names.slice(0, -1).join(".");
    const block = isMap(item) ? renderBlocks(session, spot, lead, names.slice(-1), item, indent) : undefined;
    if (block !== undefined) session.additions(spot.template, place.body).blocks.push(block);
    return block !== undefined;
  });
}
