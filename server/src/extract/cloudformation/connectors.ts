/** SAM connectors: they give permissions that are written nowhere. */
import type { DataNode } from "../../parse/data.ts";
import { constantOf, entryOf } from "./scope.ts";
import type { Section } from "./section.ts";

const known = new WeakMap<Section, ReadonlySet<string>>();

/** Ids of the resources that a connector gives permissions to: its source and, of some pairs, its destination. */
export function connected(section: Section): ReadonlySet<string> {
  const found = known.get(section) ?? read(section);
  known.set(section, found);
  return found;
}

function read(section: Section): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { key, value } of section.resources.entries) {
    if (constantOf(entryOf(value, "Type")) === "AWS::Serverless::Connector") {
      const properties = entryOf(value, "Properties");
      add(entryOf(properties, "Source"), names);
      add(entryOf(properties, "Destination"), names);
    }
    // `Connectors` on the source itself.
    const own = entryOf(value, "Connectors");
    if (own?.kind !== "map") continue;
    names.add(String(key.value));
    for (const connector of own.entries) add(entryOf(entryOf(connector.value, "Properties"), "Destination"), names);
  }
  return new Set([...names].map((name) => section.scope.find(name) ?? name));
}

/** `{Id: Name}`, or several of them. */
function add(end: DataNode | undefined, names: Set<string>): void {
  for (const one of end?.kind === "sequence" ? end.items : [end]) {
    const name = constantOf(entryOf(one, "Id"));
    if (name !== undefined) names.add(name);
  }
}
