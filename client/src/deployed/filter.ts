/** Which deployed functions a filter lets through. */
import type { DeployedEntry, Filter } from "./contract.ts";

export function isFiltering({ name, tag, stack }: Filter): boolean {
  return Boolean(name || tag || stack);
}

/** Every part of the filter must fit. Where tags could not be read, none does. */
export function passes({ listed, tags, stack }: DeployedEntry, filter: Filter): boolean {
  if (filter.name && !listed.name.toLowerCase().includes(filter.name.toLowerCase())) return false;
  if (filter.stack && stack !== filter.stack) return false;
  return !filter.tag || hasTag(tags ?? {}, filter.tag);
}

function hasTag(tags: Readonly<Record<string, string>>, wanted: string): boolean {
  const at = wanted.indexOf("=");
  if (at < 0) return Object.hasOwn(tags, wanted);
  return Object.hasOwn(tags, wanted.slice(0, at)) && tags[wanted.slice(0, at)] === wanted.slice(at + 1);
}
