/** Properties that SAM calls otherwise than CloudFormation, or keeps elsewhere. */
import type { Expression, MapEntry, MapExpression } from "../../model/infrastructure.ts";
import { computed, map } from "../stack.ts";
import { mentionsIn } from "./marks.ts";

/** CloudFormation's path to SAM's; as in `DataOrigin.words`. */
export type Words = ReadonlyMap<string, string | null>;

export function wordsOf(words: Readonly<Record<string, string | null>>): Words {
  return new Map(Object.entries(words));
}

/** The properties under CloudFormation's names. What has no other name keeps its own. */
export function renamed(properties: MapExpression, words: Words): MapExpression {
  const written = new Set([...words.values()].map((name) => name?.split(".")[0]));
  const entries = new Map([...properties.entries].filter(([name]) => !written.has(name)));
  for (const [canonical, name] of words) {
    const entry = name === null ? undefined : entryAt(properties, name.split("."));
    if (entry !== undefined) put(entries, canonical.split("."), entry);
  }
  return { ...properties, entries };
}

/** The entry at a path. A value on the way that is not known makes what is behind it unknown as well. */
export function entryAt(properties: MapExpression, path: readonly string[]): MapEntry | undefined {
  const [name = "", ...rest] = path;
  const entry = properties.entries.get(name);
  if (entry === undefined || rest.length === 0 || entry.value.kind === "none") return entry?.value.kind === "none" ? undefined : entry;
  if (entry.value.kind === "map") return entryAt(entry.value, rest);
  const isScalar = entry.value.kind === "literal" || entry.value.kind === "list";
  return isScalar ? undefined : { key: entry.key, value: computed(entry.value.place, mentionsIn([entry.value])) };
}

/** Sets the entry at a path, making maps and lists (`Targets.0`) on the way. */
export function put(entries: Map<string, MapEntry>, path: readonly string[], entry: MapEntry): void {
  const [name = "", ...rest] = path;
  entries.set(name, rest.length === 0 ? entry : { key: entry.key, value: within(entries.get(name)?.value, rest, entry) });
}

function within(existing: Expression | undefined, path: readonly string[], entry: MapEntry): Expression {
  if (path[0] === "0") {
    const first = existing?.kind === "list" ? existing.items[0] : undefined;
    return { kind: "list", items: [within(first, path.slice(1), entry)], isOpen: false, place: existing?.place ?? entry.value.place };
  }
  const inner = new Map(existing?.kind === "map" ? existing.entries : []);
  put(inner, path, entry);
  return existing?.kind === "map" ? { ...existing, entries: inner } : map(entry.value.place, inner);
}
