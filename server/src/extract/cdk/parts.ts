/** What is inside of values: entries and their keys, parts, and what happens to a map before it is used. */
import type { MapEntry, Place, Value } from "../../model/code.ts";
import { camelCase } from "../../vocabulary/dialects/cdk.ts";
import { type Frame, placeOf, type Struct } from "./things.ts";

/** A map that is kept in a variable may be changed before it is used: what is written to it or taken out is not known. */
export function withoutChanged(struct: Struct, holder: Value): Struct {
  if (holder.kind !== "name") return struct;
  const { binding } = holder;
  const isHolder = (value: Value): boolean => value.kind === "name" && value.binding === binding;
  const changed = new Set<string>();
  let isOpen = struct.isOpen;
  for (const scope of binding.scope.module.scopes) {
    for (const { target } of scope.writes) {
      if (target.kind === "binding" || !isHolder(target.object)) continue;
      isOpen = true;
      if (target.kind === "member") changed.add(camelCase(target.property));
    }
    for (const { callee, args } of scope.calls) {
      if (callee.kind !== "member" || !/^(?:pop|update|setdefault|clear)$/.test(callee.property) || !isHolder(callee.object)) continue;
      const key = args[0]?.value;
      isOpen = true;
      if (callee.property === "pop" && key?.kind === "literal") changed.add(camelCase(String(key.value)));
      else for (const name of struct.entries.keys()) changed.add(name);
    }
  }
  if (!isOpen) return struct;
  return { ...struct, isOpen, entries: new Map([...struct.entries].filter(([name]) => !changed.has(name))) };
}

export function keyPlace(entry: MapEntry, frame: Frame): Place {
  if (entry.keyValue !== null) return placeOf(frame, entry.keyValue);
  const length = entry.key?.length ?? 0;
  const quoted = /["']/.test(frame.scope.module.text[entry.start] ?? "") ? 2 : 0;
  return placeOf(frame, { start: entry.start, end: Math.min(entry.end, entry.start + length + quoted) });
}

export function isOpenItem(value: Value): boolean {
  return (value.kind === "unknown" && value.parts.length > 0) || (value.kind === "element" && value.key === null);
}

/** The values directly inside of a value. */
export function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case "call":
      return [...(value.call.callee.kind === "member" ? [value.call.callee.object] : []), ...value.call.args.map((one) => one.value)];
    case "member":
    case "element":
      return [value.object];
    case "list":
      return value.items;
    case "map":
      return value.entries.map((entry) => entry.value);
    case "template":
    case "unknown":
      return value.parts;
    case "choice":
      return value.options;
    case "operation":
      return value.operands;
    default:
      return [];
  }
}
