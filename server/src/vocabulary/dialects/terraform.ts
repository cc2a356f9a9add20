/** Terraform's words for what CloudFormation says: reader and writer go by this one table. */

import { functions } from "./terraform/functions.ts";
import { gateways } from "./terraform/gateways.ts";
import { messaging } from "./terraform/messaging.ts";
import { operations } from "./terraform/operations.ts";
import { storage } from "./terraform/storage.ts";
import type { TerraformType } from "./terraform/type.ts";

export type { TerraformType } from "./terraform/type.ts";

/** By Terraform's name of the type. */
export const terraformTypes: ReadonlyMap<string, TerraformType> = new Map(
  Object.entries({ ...functions, ...messaging, ...storage, ...gateways, ...operations }),
);

/** Terraform's name of a CloudFormation type; the first of the table where there are several. */
export function terraformTypeOf(canonical: string): string | undefined {
  for (const [name, type] of terraformTypes) if (type.canonical === canonical) return name;
  return undefined;
}

/** `memory_size` → `MemorySize`. */
export function toPascal(name: string): string {
  return name.replace(/(?:^|_)([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}

/** `MemorySize` → `memory_size`. */
export function toSnake(name: string): string {
  return name.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_").toLowerCase();
}

/**
 * CloudFormation's name of what stands at a path of Terraform's blocks (`destination_config.on_failure.destination_arn`), inside
 * the block's own map; with a dot where it goes deeper.
 */
export function canonicalName(type: TerraformType | undefined, path: string): string {
  return type?.names?.[path] ?? toPascal(path.slice(path.lastIndexOf(".") + 1));
}

export interface WrittenPath {
  /** Blocks from the outside in, then the argument; `Environment.Variables.X` is the argument `variables` with `rest` `X`. */
  readonly blocks: readonly string[];
  readonly argument: string | null;
  /** What is left of the canonical path: keys inside the argument's value. */
  readonly rest: readonly string[];
}

/** Where a canonical property is written. Undefined where the provider has nothing that says it. */
export function writtenPath(type: TerraformType, canonical: readonly string[]): WrittenPath | undefined {
  const blocks: string[] = [];
  let rest = canonical;
  while (rest.length > 0) {
    const found = step(type, blocks.join("."), rest);
    if (found === undefined) return undefined;
    const path = [...blocks, found.name].join(".");
    rest = rest.slice(found.used);
    if (!type.blocks?.includes(path)) return { blocks, argument: found.name, rest };
    blocks.push(found.name);
    // An item of a list of blocks is named by its number.
    if (type.lists?.includes(path) && /^\d+$/.test(rest[0] ?? "")) return undefined;
  }
  return { blocks, argument: null, rest };
}

/** The next word of a canonical path inside the blocks of `parent`: the longest name of the table that begins it, else the mechanical one. */
export function step(type: TerraformType, parent: string, rest: readonly string[]): { name: string; used: number } | undefined {
  const prefix = parent === "" ? "" : `${parent}.`;
  let best: { name: string; used: number } | undefined;
  for (const [path, canonical] of Object.entries(type.names ?? {})) {
    if (!path.startsWith(prefix) || path.slice(prefix.length).includes(".")) continue;
    const parts = canonical.split(".");
    if (parts.some((part, index) => part !== rest[index]) || parts.length <= (best?.used ?? 0)) continue;
    best = { name: path.slice(prefix.length), used: parts.length };
  }
  if (best !== undefined) return best;
  const [first] = rest;
  if (first === undefined || !/^[A-Z]\w*$/.test(first)) return undefined;
  const name = toSnake(first);
  // Where the provider has the word for something else, it does not say this.
  return type.names?.[prefix + name] === undefined ? { name, used: 1 } : undefined;
}

/** Attributes by which Terraform names the resource itself, as `Ref` does. */
const IDENTITIES = new Set([
  "id",
  "name",
  "function_name",
  "bucket",
  "url",
  "queue_url",
  "identifier",
  "layer_name",
  "invoke_url",
  "alarm_name",
]);
/** Attributes that CloudFormation calls otherwise. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  invoke_arn: "Arn",
  qualified_invoke_arn: "QualifiedArn",
  qualified_arn: "QualifiedArn",
  latest_stream_arn: "StreamArn",
  version: "Version",
};

/** What `aws_x.y.attribute` names of a resource: null for the resource itself, undefined for none of its identities. */
export function referenceAttribute(attribute: string): string | null | undefined {
  if (IDENTITIES.has(attribute)) return null;
  if (ATTRIBUTES[attribute] !== undefined) return ATTRIBUTES[attribute];
  return attribute === "arn" || /_(?:arn|endpoint|id)$/.test(attribute) ? toPascal(attribute) : undefined;
}
