/** The states of a state machine, as its definition says in a template: as a map, or as text in the Amazon States Language. */

import type { Place } from "./code.ts";
import { textOf } from "./expressions.ts";
import type { Expression, MapExpression, Resource, Stack } from "./infrastructure.ts";

export interface State {
  readonly name: string;
  /** `Task`, `Choice`, … */
  readonly type: string;
  /** What a task runs; null for what is put in and cannot be read as text. */
  readonly resource: string | null;
  /** The fields that are set: `Retry`, `Catch`, `TimeoutSeconds`. */
  readonly fields: ReadonlySet<string>;
  /** Where it is written: its name. */
  readonly at: Place;
  /** The way to it in the machine's properties, where it can be changed. */
  readonly path: readonly string[] | null;
}

export interface Definition {
  readonly states: readonly State[];
  /** Fields of the machine itself: `TimeoutSeconds`. */
  readonly fields: ReadonlySet<string>;
}

const MAX_DEPTH = 12;
const MAX_STATES = 2000;

/** Undefined where the definition stands elsewhere, is made by code or cannot be read. */
export function definitionOf(machine: Resource): Definition | undefined {
  for (const name of ["Definition", "DefinitionString"]) {
    const written = machine.properties.entries.get(name)?.value;
    if (written?.kind === "map" && !written.isOpen) {
      const states: State[] = [];
      statesOfMap(written, [name], states, machine.stack, 0);
      return { states, fields: new Set(written.entries.keys()) };
    }
    const text = written && asText(written, machine.stack);
    if (written && text !== undefined) return definitionOfText(text, written.place);
  }
  return undefined;
}

function statesOfMap(machine: MapExpression, path: readonly string[] | null, found: State[], stack: Stack, depth: number): void {
  const states = machine.entries.get("States")?.value;
  if (states?.kind !== "map" || depth > MAX_DEPTH) return;
  for (const [name, { key, value }] of states.entries) {
    if (value.kind !== "map" || value.isOpen || found.length >= MAX_STATES) continue;
    const own = path && [...path, "States", name];
    const resource = value.entries.get("Resource")?.value;
    const type = textOf(value.entries.get("Type")?.value) ?? "";
    found.push({
      name,
      type,
      resource: textOf(resource) ?? (resource && arnOf(resource, stack)) ?? null,
      fields: new Set(value.entries.keys()),
      at: key,
      path: own,
    });
    for (const inner of ["Iterator", "ItemProcessor"]) {
      const nested = value.entries.get(inner)?.value;
      if (nested?.kind === "map") statesOfMap(nested, own && [...own, inner], found, stack, depth + 1);
    }
    const branches = value.entries.get("Branches")?.value;
    for (const branch of branches?.kind === "list" ? branches.items : [])
      if (branch.kind === "map") statesOfMap(branch, null, found, stack, depth + 1);
  }
}

/** What is put into a text stands for some name or ARN. */
function asText(value: Expression, stack: Stack): string | undefined {
  if (value.kind === "literal") return typeof value.value === "string" && !value.isAssumed ? value.value : undefined;
  if (value.kind !== "joined") return undefined;
  return value.parts.map((part) => (typeof part === "string" ? part : (arnOf(part, stack) ?? PUT_IN))).join("");
}

/** What stands for a function of the stack, as its ARN would look. */
function arnOf(value: Expression, stack: Stack): string | undefined {
  const isFunction = value.kind === "reference" && stack.resources.get(value.id)?.type === "AWS::Lambda::Function";
  return isFunction ? "arn:aws:lambda:::function:name" : undefined;
}

/** Contains nothing that JSON would have to escape. */
const PUT_IN = "{put-in}";

type Json = { readonly [key: string]: unknown };

function definitionOfText(text: string, place: Place): Definition | undefined {
  let machine: unknown;
  try {
    machine = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJson(machine)) return undefined;
  const states: State[] = [];
  statesOfJson(machine, place, states, 0);
  return { states, fields: new Set(Object.keys(machine)) };
}

function statesOfJson(machine: Json, place: Place, found: State[], depth: number): void {
  const { States: states } = machine;
  if (!isJson(states) || depth > MAX_DEPTH) return;
  for (const [name, state] of Object.entries(states)) {
    if (!isJson(state) || found.length >= MAX_STATES) continue;
    const { Type: type, Resource: resource, Iterator: iterator, ItemProcessor: processor, Branches: branches } = state;
    found.push({
      name,
      type: typeof type === "string" ? type : "",
      resource: typeof resource === "string" && !resource.startsWith(PUT_IN) ? resource : null,
      fields: new Set(Object.keys(state)),
      at: keyIn(place, name),
      path: null,
    });
    for (const nested of [iterator, processor, ...(Array.isArray(branches) ? branches : [])])
      if (isJson(nested)) statesOfJson(nested, place, found, depth + 1);
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The key as it is written in the text; the whole text where it is written in another way. */
function keyIn(place: Place, name: string): Place {
  const written = place.file.text.slice(place.start, place.end);
  for (const key of [`"${name}"`, `\\"${name}\\"`]) {
    for (let at = written.indexOf(key); at >= 0; at = written.indexOf(key, at + 1)) {
      if (/^\s*:\s*\{/.test(written.slice(at + key.length, at + key.length + 40)))
        return { file: place.file, start: place.start + at, end: place.start + at + key.length };
    }
  }
  return place;
}

/** Does the task run a function of Lambda, and not wait for a token? */
export function runsFunction({ type, resource }: State): boolean {
  return type === "Task" && resource !== null && /:lambda:[^:]*:[^:]*:function:|:states:::lambda:invoke$/.test(resource);
}
