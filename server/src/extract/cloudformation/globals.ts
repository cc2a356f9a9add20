/** `Globals` of SAM, merged as SAM does it: maps into one, lists joined, everything else replaced by what the resource says. */
import type { Expression, MapEntry, MapExpression } from "../../model/infrastructure.ts";
import type { MapNode } from "../../parse/data.ts";
import { marked } from "./marks.ts";
import { constantOf, entryOf, mapOf } from "./scope.ts";
import { propertiesOf, type Section, samKind, type Written } from "./section.ts";
import { readValue } from "./values.ts";

/** What `Globals` gives to all resources of a type (`Function`), marked as inherited. */
export function globalsOf(section: Section, kind: string): MapExpression | undefined {
  const node = mapOf(section.globals, kind);
  const value = node && readValue(node, section.scope);
  return value?.kind === "map" ? marked(value, { isInherited: true }) : undefined;
}

/** Properties of a SAM resource with those of `Globals`. */
export function samProperties(written: Written): MapExpression {
  const said = propertiesOf(written);
  const own = written.section.isFragment ? { ...said, isOpen: true } : said;
  const given = globalsOf(written.section, samKind(written));
  if (given === undefined) return own;
  const ignored = ignoredBy(written.body);
  if (ignored.has("*")) return own;
  const entries = new Map([...given.entries].filter(([name]) => !ignored.has(name)));
  return mergedMaps({ ...given, entries }, own);
}

/** One property of a SAM resource, with what `Globals` says of it; of a resource that SAM makes, which has no body, only that. */
export function samProperty(section: Section, kind: string, body: MapNode | null, name: string): Expression | undefined {
  const [own, given] = [entryOf(mapOf(body, "Properties"), name), entryOf(mapOf(section.globals, kind), name)];
  const ignored = ignoredBy(body);
  const below =
    given && !ignored.has("*") && !ignored.has(name) ? marked(readValue(given, section.scope), { isInherited: true }) : undefined;
  const above = own && readValue(own, section.scope);
  const value = above && below ? merged(below, above) : (above ?? below);
  return value?.kind === "none" ? undefined : value;
}

/** `IgnoreGlobals`: names, or `*` for all. */
function ignoredBy(body: MapNode | null): ReadonlySet<string> {
  const node = entryOf(body, "IgnoreGlobals");
  const items = node?.kind === "sequence" ? node.items : node === undefined ? [] : [node];
  return new Set(items.map(constantOf).filter((name) => name !== undefined));
}

function mergedMaps(given: MapExpression, own: MapExpression): MapExpression {
  const entries = new Map<string, MapEntry>(given.entries);
  for (const [name, entry] of own.entries) {
    const below = entries.get(name);
    entries.set(name, below === undefined ? entry : { key: entry.key, value: merged(below.value, entry.value) });
  }
  return { ...own, entries, isOpen: given.isOpen || own.isOpen };
}

function merged(given: Expression, own: Expression): Expression {
  if (given.kind === "map" && own.kind === "map") return mergedMaps(given, own);
  if (given.kind !== "list" || own.kind !== "list") return own;
  return { ...own, items: [...given.items, ...own.items], isOpen: given.isOpen || own.isOpen };
}
