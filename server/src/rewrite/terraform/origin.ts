/** Where a resource is written, as the reader left it. */

import type { Expression, Resource, Template } from "../../model/infrastructure.ts";
import { type HclAttribute, type HclBlock, type HclBody, parseHcl } from "../../parse/hcl.ts";
import { communityArguments } from "../../vocabulary/dialects/terraform/community.ts";
import { type TerraformType, terraformTypes } from "../../vocabulary/dialects/terraform.ts";

export interface TerraformOrigin {
  /** Terraform's type; `module` for the call of a community module. */
  readonly written: string;
  readonly block: HclBlock;
  readonly prefix: string;
}

/** The arguments of the community's module, as if they were those of a resource. */
const COMMUNITY: TerraformType = { canonical: "AWS::Lambda::Function", names: communityArguments };

/** A block to write into, and what is left of the path inside. */
export interface Spot {
  readonly template: Template;
  readonly block: HclBlock;
  readonly type: TerraformType;
  readonly prefix: string;
  readonly isCommunity: boolean;
  readonly path: readonly string[];
  /** The value that the whole path has now. */
  readonly current: Expression | undefined;
}

export function argumentIn(body: HclBody, name: string): HclAttribute | undefined {
  return body.attributes.find((attribute) => attribute.name === name);
}

/**
 * The block in which a property is written: the resource's own, or that of a resource which the reader took together with it
 * (targets of a rule, the integration of a method).
 */
export function spotOf(resource: Resource, path: readonly string[]): Spot | undefined {
  const origin = resource.origin as TerraformOrigin | null;
  if (origin === null || resource.owner !== null) return undefined;
  const isCommunity = origin.written === "module";
  let spot: { template: Template; block: HclBlock; type: TerraformType; path: readonly string[] } = {
    template: resource.template,
    block: origin.block,
    type: isCommunity ? COMMUNITY : (terraformTypes.get(origin.written) ?? { canonical: resource.type }),
    path,
  };
  let value: Expression | undefined = resource.properties;
  for (const [index, key] of path.entries()) {
    value =
      value?.kind === "map"
        ? value.entries.get(key)?.value
        : value?.kind === "list" && /^\d+$/.test(key)
          ? value.items[Number(key)]
          : undefined;
    const other: { template: Template; block: HclBlock } | undefined = value?.kind === "map" ? blockAt(resource, value) : undefined;
    const type = other === undefined ? undefined : terraformTypes.get(other.block.labels[0] ?? "");
    if (other !== undefined && type !== undefined && other.block !== spot.block) spot = { ...other, type, path: path.slice(index + 1) };
  }
  return { ...spot, prefix: origin.prefix, isCommunity, current: value };
}

/** The resource's block that begins where a value does. */
function blockAt(resource: Resource, { place }: Expression): { template: Template; block: HclBlock } | undefined {
  for (const other of resource.stack.resources.values()) {
    const origin = other.origin as TerraformOrigin | null;
    if (origin?.block.start === place.start && other.template.path === place.file.path) return undefined;
  }
  const template = resource.stack.templates.find((one) => one.path === place.file.path);
  return template === undefined ? undefined : merged(template, place.start);
}

/** Blocks that were taken together with another are nobody's origin: they are found in the text. */
function merged(template: Template, start: number): { template: Template; block: HclBlock } | undefined {
  const block = blocksOf(template).find((one) => one.start === start && one.type === "resource");
  return block === undefined ? undefined : { template, block };
}

const parsed = new WeakMap<Template, readonly HclBlock[]>();

export function blocksOf(template: Template): readonly HclBlock[] {
  let blocks = parsed.get(template);
  if (blocks === undefined) {
    blocks = template.syntax === "hcl" ? parseHcl(template.text).root.blocks : [];
    parsed.set(template, blocks);
  }
  return blocks;
}
