/** tag:GetResources for functions: moto does not find them by their tags. */
import { isObject, type JsonObject } from "./check.ts";
import { placeOf, tokenOf } from "./places.ts";
import type { Supplies, Supply } from "./supply.ts";

/** AWS gives no more a page. */
const pageSize = 100;

interface Filter {
  readonly Key?: string;
  readonly Values?: readonly string[];
}

export class Tagging {
  /** By region and ARN. */
  readonly #tags = new Map<string, { readonly region: string; readonly arn: string; readonly tags: Record<string, string> }>();

  readonly supplies: Supplies = new Map<string, Supply>([["tag:GetResources", (input, { region }) => this.#getResources(input, region)]]);

  /** A resource has these tags beside those it has. */
  add(region: string, arn: string, tags: Readonly<Record<string, string>>): void {
    const known = this.#tags.get(`${region} ${arn}`);
    this.#tags.set(`${region} ${arn}`, { region, arn, tags: { ...known?.tags, ...tags } });
  }

  #getResources(input: JsonObject, region: string): JsonObject {
    const types = (input.ResourceTypeFilters ?? []) as readonly string[];
    const filters = (input.TagFilters ?? []) as readonly Filter[];
    const found = [...this.#tags.values()].filter(
      (one) =>
        one.region === region &&
        (types.length === 0 || types.some((type) => isOfType(one.arn, type))) &&
        filters.every((filter) => fits(one.tags, filter)),
    );
    const begin = placeOf(input.PaginationToken, "PaginationTokenExpiredException");
    const end = begin + Math.min(Number(input.ResourcesPerPage ?? pageSize), pageSize);
    return {
      PaginationToken: end < found.length ? tokenOf(end) : "",
      ResourceTagMappingList: found.slice(begin, end).map(({ arn, tags }) => ({
        ResourceARN: arn,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      })),
    };
  }
}

/** `lambda:function` or `lambda`. */
function isOfType(arn: string, type: string): boolean {
  const [service = "", kind] = type.split(":");
  const [, , ofArn, , , resource] = arn.split(":");
  return ofArn === service && (kind === undefined || resource === kind);
}

function fits(tags: Readonly<Record<string, string>>, { Key = "", Values = [] }: Filter): boolean {
  const value = tags[Key];
  return value !== undefined && (Values.length === 0 || Values.includes(value));
}

/** The tags of an input that has some. */
export function tagsIn({ Tags }: JsonObject): Record<string, string> {
  return isObject(Tags) ? Object.fromEntries(Object.entries(Tags).map(([key, value]) => [key, String(value)])) : {};
}
