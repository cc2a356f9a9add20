/** Bodies of resources and blocks in Terraform's words, and whole resources. */

import type { Template } from "../../model/infrastructure.ts";
import { step, type TerraformType } from "../../vocabulary/dialects/terraform.ts";
import type { NewValue } from "../template.ts";
import type { Additions } from "./layout.ts";
import { alignLines, isList, isMap } from "./render.ts";
import type { Session } from "./session.ts";

export interface Context {
  readonly template: Template;
  readonly prefix: string;
  readonly type: TerraformType;
}

type Properties = { readonly [key: string]: NewValue };

/** CloudFormation has a list of one where Terraform has the one. */
const SINGLE = new Set(["Roles", "Queues", "Topics"]);

/** What a map of properties comes to inside the blocks of a path. Undefined where something cannot be said. */
export function renderArguments(
  session: Session,
  context: Context,
  path: string,
  properties: Properties,
  indent: string,
): Additions | undefined {
  const result: Additions = { attributes: [], blocks: [] };
  const add = (keys: readonly string[], value: NewValue): boolean => {
    const found = step(context.type, path, keys);
    const isWhole = found?.used === keys.length;
    const isSpread = isMap(value) && !isTabled(context.type, path, keys) && hasLonger(context.type, path, keys);
    if (isSpread) return Object.entries(value).every(([key, inner]) => add([...keys, key], inner));
    return found !== undefined && isWhole && addNamed(session, context, path, found.name, keys, value, indent, result);
  };
  return Object.entries(properties).every(([key, value]) => add([key], value)) ? result : undefined;
}

function addNamed(
  session: Session,
  context: Context,
  path: string,
  name: string,
  keys: readonly string[],
  value: NewValue,
  indent: string,
  result: Additions,
): boolean {
  const own = path === "" ? name : `${path}.${name}`;
  if (context.type.blocks?.includes(own)) {
    const bodies = isList(value) ? value : [value];
    return bodies.every((body) => {
      const block = isMap(body) ? renderBlocks(session, context, path, [name], body, indent) : undefined;
      if (block !== undefined) result.blocks.push(block);
      return block !== undefined;
    });
  }
  const rendered = session.render(adapted(keys, value), indent, context.template, context.prefix);
  if (rendered === undefined) return false;
  const isJson = context.type.json?.includes(own) === true && typeof value !== "string";
  result.attributes.push([name, isJson ? `jsonencode(${rendered})` : rendered]);
  return true;
}

function adapted(keys: readonly string[], value: NewValue): NewValue {
  const key = keys.at(-1) ?? "";
  if (!isList(value)) return value;
  if (SINGLE.has(key) && value.length === 1) return value[0] as NewValue;
  const pairs = value.map((item) =>
    isMap(item) && typeof item.Name === "string" && item.Value !== undefined ? ([item.Name, item.Value] as const) : undefined,
  );
  return key === "Dimensions" && pairs.every((pair) => pair !== undefined) ? Object.fromEntries(pairs) : value;
}

function namesAt(type: TerraformType, path: string): string[] {
  const prefix = path === "" ? "" : `${path}.`;
  return Object.entries(type.names ?? {}).flatMap(([name, canonical]) => {
    return name.startsWith(prefix) && !name.slice(prefix.length).includes(".") ? [canonical] : [];
  });
}

function isTabled(type: TerraformType, path: string, keys: readonly string[]): boolean {
  return namesAt(type, path).includes(keys.join("."));
}

function hasLonger(type: TerraformType, path: string, keys: readonly string[]): boolean {
  return namesAt(type, path).some((canonical) => canonical.startsWith(`${keys.join(".")}.`));
}

/** Blocks in one another, the innermost with the content; without indentation before the first line. */
export function renderBlocks(
  session: Session,
  context: Context,
  path: string,
  names: readonly string[],
  content: Properties,
  indent: string,
): string | undefined {
  const [name, ...rest] = names;
  if (name === undefined) return undefined;
  const own = path === "" ? name : `${path}.${name}`;
  const inner = `${indent}  `;
  if (rest.length > 0) {
    const block = renderBlocks(session, context, own, rest, content, inner);
    return block && `${name} {\n${inner}${block}\n${indent}}`;
  }
  const body = renderArguments(session, context, own, content, inner);
  return body && `${name} {\n${layOut(body, inner)}${indent}}`;
}

/** Lines of a body: arguments first, a blank line before each block. */
export function layOut({ attributes, blocks }: Additions, indent: string): string {
  const lines = alignLines(attributes).map((line) => `${indent}${line}\n`);
  const nested = blocks.map((block, index) => `${lines.length === 0 && index === 0 ? "" : "\n"}${indent}${block}\n`);
  return [...lines, ...nested].join("");
}
