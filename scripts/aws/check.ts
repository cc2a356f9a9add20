/** Whether a value in JSON's terms is what a model says: the check of every request and every answer. */
import type { NormalizedSchema } from "@smithy/core/schema";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Text in ISO 8601, or as HTTP's headers have it; other times are seconds of the epoch (`SCHEMA` of @smithy/core/schema). */
function isWrittenTime(schema: NormalizedSchema): boolean {
  return schema.getSchema() === 5 || schema.getSchema() === 6;
}

/** Times that are to be seconds of the epoch and are text, which moto tells, as seconds; what is no time is left for the check. */
export function inSeconds(schema: NormalizedSchema, value: Json): Json {
  if (schema.isTimestampSchema()) {
    const seconds = typeof value === "string" && !isWrittenTime(schema) ? Date.parse(value) / 1000 : Number.NaN;
    return Number.isNaN(seconds) ? value : seconds;
  }
  if (schema.isListSchema() && Array.isArray(value)) return value.map((item: Json) => inSeconds(schema.getValueSchema(), item));
  if (!isObject(value)) return value;
  if (schema.isMapSchema()) return mapped(value, (_, item) => inSeconds(schema.getValueSchema(), item));
  if (!schema.isStructSchema()) return value;
  const members = new Map([...schema.structIterator()].map(([name, member]) => [jsonName(name, member), member]));
  return mapped(value, (key, item) => {
    const member = members.get(key);
    return member ? inSeconds(member, item) : item;
  });
}

function mapped(object: JsonObject, change: (key: string, item: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, change(key, item)]));
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
 * @param value In JSON's terms: timestamps are numbers, or text where the model says so; blobs are text.
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
  if (schema.isTimestampSchema()) return [isWrittenTime(schema) ? "string" : "number"];
  if (schema.isNumericSchema() || schema.isBigIntegerSchema() || schema.isBigDecimalSchema()) return ["number"];
  return schema.isBooleanSchema() ? ["boolean"] : ["string"];
}

function shown(value: Json): string {
  return JSON.stringify(value).slice(0, 80);
}
