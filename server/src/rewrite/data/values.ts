/** What is written into YAML and JSON: plain data, and data with a tag (`!GetAtt Queue.Arn`). */
import type { NewReference, NewValue } from "../template.ts";

export type DataValue = string | number | boolean | null | readonly DataValue[] | Tagged | DataMap;

export interface DataMap {
  readonly [key: string]: DataValue;
}

/** A value with a YAML tag; JSON has none, so one is refused there. */
export interface Tagged {
  readonly $tag: string;
  readonly $value: DataValue;
}

export function isList(value: DataValue): value is readonly DataValue[] {
  return Array.isArray(value);
}

export function isTagged(value: DataValue): value is Tagged {
  return typeof value === "object" && value !== null && !isList(value) && typeof value.$tag === "string";
}

export function isMap(value: DataValue): value is DataMap {
  return typeof value === "object" && value !== null && !isList(value) && !isTagged(value);
}

/** Neither list nor map, a tag or none; it fits on the line of its key. */
export function isScalar(value: DataValue): boolean {
  return isTagged(value) ? isScalar(value.$value) : typeof value !== "object" || value === null;
}

/** Something of a resource of the stack, rather than data. */
export function isReference(value: NewValue): value is NewReference {
  return typeof value === "object" && !Array.isArray(value) && "$id" in value;
}

/**
 * A rule's value as data; `reference` says how the dialect writes something of another resource.
 * @returns undefined where one of the references cannot be written.
 */
export function toData(value: NewValue, reference: (to: NewReference) => DataValue | undefined): DataValue | undefined {
  if (typeof value !== "object") return value;
  if (isReference(value)) return reference(value);
  if (Array.isArray(value)) return allOf(value.map((item: NewValue) => toData(item, reference)));
  const entries: [string, DataValue][] = [];
  for (const [key, inner] of Object.entries(value)) {
    const data = toData(inner, reference);
    if (data === undefined) return undefined;
    entries.push([key, data]);
  }
  return Object.fromEntries(entries);
}

function allOf(values: readonly (DataValue | undefined)[]): readonly DataValue[] | undefined {
  return values.every((value) => value !== undefined) ? values : undefined;
}
