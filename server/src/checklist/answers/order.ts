/** Where in the answers file a new entry goes. */
import type { MapNode } from "../../parse/data.ts";
import { isOwn, keyOf } from "../../rewrite/data/places.ts";
import { type ChecklistItem, checklistItems } from "../../rules/rule.ts";
import { EVERY_FUNCTION } from "./answer.ts";

interface Placed {
  readonly name: string;
  readonly index: number;
}

function placed(map: MapNode): Placed[] {
  return map.entries.flatMap((entry, index) => (isOwn(map, entry) ? [{ name: keyOf(entry), index }] : []));
}

/**
 * The index of the entry behind which a function goes: by its name where the others are in order, else at the end.
 * @returns -1 for the beginning, undefined for the end
 */
export function positionOfFunction(functions: MapNode, name: string): number | undefined {
  if (name === EVERY_FUNCTION) return undefined;
  // What is said for every function stands where people put it, mostly last.
  const named = placed(functions).filter((entry) => entry.name !== EVERY_FUNCTION);
  const isBefore = ORDERS.find((before) => named.every((entry, i) => !before(entry.name, named[i - 1]?.name ?? entry.name)));
  return isBefore && positionAmong(named, (other) => isBefore(other, name), functions.entries.length);
}

const ORDERS: readonly ((a: string, b: string) => boolean)[] = [(a, b) => a < b, (a, b) => a.toLowerCase() < b.toLowerCase()];

/** The same for an item: in the guide's order where the others are. */
export function positionOfItem(items: MapNode, item: ChecklistItem): number | undefined {
  const rank = (name: string) => (checklistItems as readonly string[]).indexOf(name);
  const known = placed(items).filter(({ name }) => rank(name) >= 0);
  const isOrdered = known.every(({ name }, i) => rank(name) >= rank(known[i - 1]?.name ?? name));
  return isOrdered && known.length > 0 ? positionAmong(known, (other) => rank(other) < rank(item), items.entries.length) : undefined;
}

function positionAmong(entries: readonly Placed[], isBefore: (name: string) => boolean, count: number): number | undefined {
  const previous = entries.findLast(({ name }) => isBefore(name));
  const position = previous?.index ?? -1;
  return position === count - 1 ? undefined : position;
}
