/** Whether a value in JSON's terms is what a model says: the check of every request and every answer. */
import type { NormalizedSchema } from "@smithy/core/schema";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** How a member is called in JSON. */
export function jsonName(name: string, schema: NormalizedSchema): string {
  return schema.getMergedTraits().jsonName ?? name;
}

/** The members a structure must have: the static schema counts them, they come first. */
function required(schema: NormalizedSchema): readonly string[] {
  const described: unknown = schema.getSchema();
  if (!Array.isArray(described)) return [];
  const [, , , , names, , count] = described as [unknown, unknown, unknown, unknown, string[], unknown, number?];
  return names.slice(0, count ?? 0);
}

/**
 * What does not fit, each as `Functions[0].Timeout: "3" is no number`; empty where all does. Null counts as left out, as in AWS's answers.
 * @param value In JSON's terms: timestamps are numbers or text, blobs text.
 */
export function misfits(schema: NormalizedSchema, value: Json | undefined, at = ""): string[] {
  const problem = (what: string) => [`${at || "all of it"}: ${what}`];
  if (value === undefined || value === null || schema.isDocumentSchema()) return [];
  if (schema.isUnitSchema()) return isObject(value) && Object.keys(value).length === 0 ? [] : problem("there should be nothing");
  if (schema.isStructSchema()) return isObject(value) ? structure(schema, value, at) : problem(`${shown(value)} is no structure`);
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) return problem(`${shown(value)} is no list`);
    return value.flatMap((item: Json, index) => misfits(schema.getValueSchema(), item, `${at}[${index}]`));
  }
  if (schema.isMapSchema()) {
    if (!isObject(value)) return problem(`${shown(value)} is no map`);
    return Object.entries(value).flatMap(([key, item]) => misfits(schema.getValueSchema(), item, `${at}["${key}"]`));
  }
  const expected = simpleType(schema);
  return expected.includes(typeof value) ? [] : problem(`${shown(value)} is no ${expected[0]}`);
}

function structure(schema: NormalizedSchema, value: JsonObject, at: string): string[] {
  const members = new Map([...schema.structIterator()].map(([name, member]) => [jsonName(name, member), member]));
  const dot = at && `${at}.`;
  const missing = required(schema).filter((name) => {
    const member = schema.getMemberSchema(name);
    const given = value[jsonName(name, member)];
    return given === undefined || given === null;
  });
  return [
    ...missing.map((name) => `${dot}${name}: it is required`),
    ...Object.entries(value).flatMap(([key, item]) => {
      const member = members.get(key);
      return member ? misfits(member, item, `${dot}${key}`) : [`${dot}${key}: ${schema.getName()} has no such member`];
    }),
  ];
}

function simpleType(schema: NormalizedSchema): readonly string[] {
  if (schema.isTimestampSchema()) return ["number", "string"];
  if (schema.isNumericSchema() || schema.isBigIntegerSchema() || schema.isBigDecimalSchema()) return ["number"];
  return schema.isBooleanSchema() ? ["boolean"] : ["string"];
}

function shown(value: Json): string {
  return JSON.stringify(value).slice(0, 80);
}
