/** Making resources: ids, places, properties that are set one by one, and what belongs to something that was written. */

import type { CdkOrigin } from "../../model/cdk.ts";
import type { Call, Place } from "../../model/code.ts";
import type { Expression, ListExpression } from "../../model/infrastructure.ts";
import { targetOf } from "../../vocabulary/dialects/cdk.ts";
import type { Surroundings } from "../stack.ts";
import { literal } from "../stack.ts";
import { type Evaluator, isConditionalAt } from "./evaluator.ts";
import type { Expressions } from "./expressions.ts";
import {
  type Bound,
  type Built,
  type ConstructThing,
  type Frame,
  type Home,
  type OpenMap,
  openMap,
  placeOf,
  type Struct,
  templateOf,
} from "./things.ts";

/** What everybody needs who reads constructs. */
export interface Reading {
  readonly evaluator: Evaluator;
  readonly expressions: Expressions;
  readonly around: Surroundings;
}

/** How something is written. */
export interface Written {
  readonly call: Call;
  readonly frame: Frame;
  /** `lambda.Function`: whose props the call gives. */
  readonly construct: string;
  /** Position of the props. */
  readonly props: number;
}

/** The constructor's name as it is written, as far as its first line goes. */
export function headOf(call: Call, frame: Frame): Place {
  const { text } = frame.scope.module;
  const newline = text.slice(call.start, call.callee.end).search(/\r?\n/);
  return placeOf(frame, { start: call.start, end: newline < 0 ? call.callee.end : call.start + newline });
}

/** Adds a construct to the stack it stands in. */
export function addResource(home: Home, name: string, type: string, written: Written): Built {
  const { call, frame } = written;
  return add(home, uniqueId(home, home.prefix + name), name, type, written, null, isConditionalAt(call, frame));
}

/** Adds what a construct, an option or a method stands for besides itself. */
export function addMade(owner: Built, home: Home, name: string, type: string, written: Written): Built {
  const isConditional = owner.isConditional || isConditionalAt(written.call, written.frame);
  return add(home, uniqueId(home, `${owner.id}/${name}`), name, type, written, owner, isConditional);
}

function add(home: Home, id: string, name: string, type: string, written: Written, owner: Built | null, isConditional: boolean): Built {
  const { call, frame, construct, props } = written;
  const template = templateOf(frame.scope.module);
  const place = placeOf(frame, call);
  const origin: CdkOrigin = { dialect: "cdk", construct, call, props };
  const shared = { template, place, head: headOf(call, frame), metadata: null, isConditional, owner, origin };
  const resource: Built = { id, name, type, stack: home.stack.stack, properties: openMap(place), ...shared };
  home.stack.resources.set(id, resource);
  if (!home.stack.templates.includes(template)) home.stack.templates.push(template);
  return resource;
}

function uniqueId(home: Home, wanted: string): string {
  let id = wanted;
  for (let count = 2; home.stack.resources.has(id); count++) id = `${wanted}#${count}`;
  return id;
}

/** Sets the property at a path; what leads there is made. */
export function setAt(properties: OpenMap, path: string, value: Expression, key: Place = value.place): void {
  const keys = path.split(".");
  const last = keys.pop() ?? path;
  let at = properties;
  for (const name of keys) {
    const known = at.entries.get(name)?.value;
    const next: OpenMap = known?.kind === "map" ? { ...known, entries: new Map(known.entries) } : openMap(key);
    at.entries.set(name, { key, value: next });
    at = next;
  }
  at.entries.set(last, { key, value });
}

/** Adds an item to the list at a property. */
export function addTo(properties: OpenMap, name: string, item: Expression): void {
  const known = properties.entries.get(name);
  const list: ListExpression =
    known?.value.kind === "list" ? known.value : { kind: "list", items: [], isOpen: known !== undefined, place: item.place };
  properties.entries.set(name, { key: known?.key ?? item.place, value: { ...list, items: [...list.items, item] } });
}

/** Sets the props of which the vocabulary knows where they go. */
export function applyProps(reading: Reading, resource: Built, struct: Struct, construct: string, home: Home): void {
  for (const [prop, { key, bound }] of struct.entries) {
    const target = targetOf(construct, prop);
    if (target === undefined) continue;
    const value = reading.expressions.of(bound, home.stack, target.attribute);
    const written: Expression =
      target.isListOf && value.kind !== "none" ? { kind: "list", items: [value], isOpen: false, place: value.place } : value;
    setAt(resource.properties, target.path, written, key);
  }
  resource.properties.isOpen ||= struct.isOpen;
}

export function refer(to: Built, place: Place, attribute: string | null = null): Expression {
  return { kind: "reference", id: to.id, attribute, place };
}

/** The argument at a position or of a name, as a value in its frame. */
export function argument(call: Call, frame: Frame, index: number, ...names: readonly string[]): Bound | undefined {
  const named = call.args.find((one) => one.name !== null && names.includes(one.name));
  const given = named ?? call.args.filter((one) => one.name === null)[index];
  return given === undefined || given.isSpread ? undefined : { value: given.value, frame };
}

/** The options of a call. */
export function options(reading: Reading, call: Call, frame: Frame, index: number): Struct {
  return reading.expressions.props({ kind: "call", call, start: call.start, end: call.end }, frame, index);
}

export function text(place: Place, value: string | number | boolean): Expression {
  return literal(place, value);
}

/** The Lambda function that a value is, or that an alias or version of it is of. */
export function constructOf(reading: Reading, bound: Bound | undefined): ConstructThing | undefined {
  const thing = bound && reading.evaluator.ofBound(bound);
  if (thing?.kind === "construct") return thing;
  return thing?.kind === "member" && /Version$/.test(thing.property) ? thing.of : undefined;
}

/** What refers to a function, alias or version that is to be invoked; undefined where it is none of the stack. */
export function invoked(reading: Reading, bound: Bound | undefined, home: Home): Expression | undefined {
  if (bound === undefined) return undefined;
  return reading.expressions.of(bound, home.stack, "Arn");
}
