/** Values of a CDK program as expressions in CloudFormation's words. */
import type { Place, Value } from "../../model/code.ts";
import type { Expression } from "../../model/infrastructure.ts";
import { camelCase, cdkName, constantOf, targetOf } from "../../vocabulary/dialects/cdk.ts";
import { computed, literal, map } from "../stack.ts";
import { keywords, positional } from "./arguments.ts";
import type { Evaluator } from "./evaluator.ts";
import { objectExpression } from "./objects.ts";
import { isOpenItem, keyPlace, partsOf, withoutChanged } from "./parts.ts";
import { type Bound, type Frame, placeOf, type StackBuilder, type Struct, type Thing } from "./things.ts";
import { isNull, withFlags } from "./values.ts";

/** What an ARN begins with, where the rest is not known: the kind of source still is. */
const ARN: Readonly<Record<string, string>> = {
  "sqs.Queue": "arn:aws:sqs:",
  "sns.Topic": "arn:aws:sns:",
  "dynamodb.Table": "arn:aws:dynamodb:",
  "dynamodb.TableV2": "arn:aws:dynamodb:",
  "kinesis.Stream": "arn:aws:kinesis:",
  "s3.Bucket": "arn:aws:s3:::",
  "lambda.Function": "arn:aws:lambda:",
  "iam.Role": "arn:aws:iam::",
};

/** Parts of a value that are looked through for constructs. */
const MAX_PARTS = 300;

export class Expressions {
  readonly evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.evaluator = evaluator;
  }

  /**
   * A value in CloudFormation's words.
   * @param attribute what of a construct is wanted where one is given: `Arn`, null for what `Ref` gives
   */
  of(bound: Bound, stack: StackBuilder, attribute: string | null = null): Expression {
    const thing = this.evaluator.ofBound(bound);
    const found = thing === undefined ? this.unresolved(bound, stack, attribute) : this.ofThing(thing, bound, stack, attribute);
    const flags = thing?.kind === "value" ? thing.bound : bound;
    if (!flags.isInherited && !flags.isAssumed) return found;
    return { ...found, ...(flags.isInherited && { isInherited: true }), ...(flags.isAssumed && { isAssumed: true }) };
  }

  ofThing(thing: Thing, at: Bound, stack: StackBuilder, attribute: string | null = null): Expression {
    const place = placeOf(at.frame, at.value);
    switch (thing.kind) {
      case "construct":
        if (thing.home.stack === stack) return { kind: "reference", id: thing.resource.id, attribute, place };
        return arnLike(thing.construct, attribute, place);
      case "imported":
        // What refers to a layer is its ARN.
        if (thing.name === null || (thing.isArn ? attribute === null && thing.construct !== "lambda.LayerVersion" : attribute !== null))
          return arnLike(thing.construct, attribute, place);
        return this.of(thing.name, stack);
      case "member":
        return this.ofMember(thing.of, thing.property, place, stack);
      case "object":
        return objectExpression(this, thing, place, stack, attribute) ?? computed(place, this.mentions(at, stack));
      case "open":
        return thing.map;
      case "value":
        return this.ofValue(thing.bound, stack, attribute);
      default:
        return computed(place, this.mentions(at, stack));
    }
  }

  private ofMember(owner: Extract<Thing, { kind: "construct" }>, property: string, place: Place, stack: StackBuilder): Expression {
    const { id, type } = owner.resource;
    if (owner.home.stack !== stack) return computed(place);
    if (/StreamArn$/.test(property) && type === "AWS::DynamoDB::Table") return { kind: "reference", id, attribute: "StreamArn", place };
    if (/(?:Arn|^attrArn)$/.test(property)) return { kind: "reference", id, attribute: "Arn", place };
    if (/(?:Name|Id|Url|^ref)$/.test(property)) return { kind: "reference", id, attribute: null, place };
    if (/Version$/.test(property) || /^endpoint|Endpoint/.test(property)) return { kind: "reference", id, attribute: property, place };
    return computed(place, [id]);
  }

  private ofValue({ value, frame, ...flags }: Bound, stack: StackBuilder, attribute: string | null): Expression {
    const place = placeOf(frame, value);
    const inner = (one: Value): Expression => this.of({ value: one, frame, ...flags }, stack, attribute);
    switch (value.kind) {
      case "literal":
        return value.value === null ? { kind: "none", place } : literal(place, value.value);
      case "template":
        return joined(value.parts.map(inner), place);
      case "list":
        return {
          kind: "list",
          items: value.items.filter((one) => !isOpenItem(one)).map(inner),
          isOpen: value.items.some(isOpenItem),
          place,
        };
      case "map":
        return this.ofMap({ value, frame, ...flags }, stack, (key) => key);
      case "operation":
        return arithmetic(value.operator, value.operands.map(inner), place) ?? computed(place, this.mentions({ value, frame }, stack));
      default:
        return computed(place, this.mentions({ value, frame }, stack));
    }
  }

  /** A map with its keys as CloudFormation has them; `rename` says how. */
  ofMap(bound: Bound, stack: StackBuilder, rename: (key: string) => string): Expression {
    const { value, frame } = bound;
    const place = placeOf(frame, value);
    if (value.kind !== "map") return computed(place);
    const entries = new Map<string, { key: Place; value: Expression }>();
    let isOpen = false;
    for (const entry of value.entries) {
      if (entry.isSpread) {
        const inner = this.evaluator.thing(entry.value, frame);
        const spread = inner?.kind === "value" ? this.ofMap({ ...inner.bound, isInherited: true }, stack, rename) : undefined;
        if (spread?.kind === "map") for (const [key, one] of spread.entries) entries.set(key, one);
        isOpen ||= spread?.kind !== "map" || spread.isOpen;
        continue;
      }
      const key = entry.key ?? this.text({ value: entry.keyValue ?? entry.value, frame });
      if (key === undefined || (entry.key === null && entry.keyValue === null)) isOpen = true;
      else
        entries.set(rename(key), { key: keyPlace(entry, frame), value: this.of(withFlags({ value: entry.value, frame }, bound), stack) });
    }
    return map(place, entries, isOpen);
  }

  /** Nothing the program shows: a constant of the CDK, one of several, or not known. */
  private unresolved(bound: Bound, stack: StackBuilder, attribute: string | null): Expression {
    const { value, frame } = bound;
    const place = placeOf(frame, value);
    if (value.kind === "member") {
      const name = cdkName(this.evaluator.program.qualifiedName(value));
      const constant = name === undefined ? undefined : constantOf(name);
      if (typeof constant === "string" && constant.startsWith("${")) return computed(place);
      if (constant !== undefined) return literal(place, constant);
    }
    if (value.kind === "name") {
      const options = this.evaluator.lookUp(value.binding, frame);
      const [only] = options;
      if (only !== undefined && options.length === 1) return this.unresolved(withFlags(only, bound), stack, attribute);
      if (options.length > 1 && options.length <= 6) {
        return { kind: "choice", options: options.map((one) => this.of(one, stack, attribute)), place };
      }
    }
    if (value.kind === "choice") {
      return { kind: "choice", options: value.options.map((one) => this.of({ value: one, frame }, stack, attribute)), place };
    }
    return computed(place, this.mentions(bound, stack));
  }

  /** Ids of the constructs of the stack that are named in a value. */
  mentions({ value, frame }: Bound, stack: StackBuilder, seen = new Set<Value>()): string[] {
    if (seen.has(value) || seen.size > MAX_PARTS) return [];
    seen.add(value);
    const thing =
      value.kind === "name" || value.kind === "member" || value.kind === "call" ? this.evaluator.thing(value, frame) : undefined;
    const construct = thing?.kind === "construct" ? thing : thing?.kind === "member" ? thing.of : undefined;
    if (construct !== undefined) return construct.home.stack === stack ? [construct.resource.id] : [];
    const from =
      thing?.kind === "value"
        ? thing.bound
        : thing?.kind === "object"
          ? { value: { ...value, kind: "call", call: thing.call } as Value, frame: thing.frame }
          : { value, frame };
    const parts = partsOf(from.value);
    return [...new Set(parts.flatMap((part) => this.mentions({ value: part, frame: from.frame }, stack, seen)))];
  }

  /** The text of a value that is known, assumed ones included. */
  text(bound: Bound): string | undefined {
    const thing = this.evaluator.ofBound(bound);
    if (thing?.kind !== "value") return undefined;
    const { value, frame } = thing.bound;
    if (value.kind === "literal") return value.value === null || typeof value.value === "boolean" ? undefined : String(value.value);
    const parts =
      value.kind === "template" ? value.parts : value.kind === "operation" && value.operator === "+" ? value.operands : undefined;
    const texts = parts?.map((part) => this.text({ value: part, frame }));
    return texts?.every((one) => one !== undefined) ? texts.join("") : undefined;
  }

  // --- structs -----------------------------------------------------------------------------------------------------

  /** The props of a call: the object at the position, or Python's keyword arguments. */
  props(call: Bound["value"] & { kind: "call" }, frame: Frame, index: number): Struct {
    const { call: at } = call;
    const place = placeOf(frame, at);
    const isPython = frame.scope.module.language === "python";
    const given = positional(at)[index]?.value;
    if (isPython && given === undefined) {
      const others = new Set(positional(at).length < index ? ["scope", "id"] : []);
      return this.struct({ value: keywords(at, others), frame }) ?? { entries: new Map(), isOpen: true, place };
    }
    if (given === undefined || isNull(given)) return { entries: new Map(), isOpen: at.args.some((one) => one.isSpread), place };
    return this.struct({ value: given, frame }) ?? { entries: new Map(), isOpen: true, place: placeOf(frame, given) };
  }

  /** A value as a struct; undefined where it is not known to be one. */
  struct(bound: Bound, depth = 0): Struct | undefined {
    const { value, frame } = bound;
    if (depth > 12) return undefined;
    if (value.kind === "map") return this.structOfMap(bound, depth);
    const thing = this.evaluator.ofBound(bound);
    if (thing?.kind === "value" && thing.bound.value.kind === "map") {
      const whole = this.struct({ ...thing.bound, isInherited: true }, depth + 1);
      return whole && withoutChanged(whole, value);
    }
    if (thing?.kind === "object" && thing.call.args.every((one) => one.name !== null || one.isSpread)) {
      return this.struct({ value: keywords(thing.call), frame: thing.frame }, depth + 1);
    }
    if (thing?.kind === "value" && isNull(thing.bound.value)) return { entries: new Map(), isOpen: false, place: placeOf(frame, value) };
    return undefined;
  }

  private structOfMap(bound: Bound, depth: number): Struct {
    const { value, frame } = bound;
    const entries = new Map<string, { key: Place; bound: Bound }>();
    let isOpen = false;
    for (const entry of value.kind === "map" ? value.entries : []) {
      if (entry.isSpread) {
        const spread = this.struct({ value: entry.value, frame }, depth + 1);
        for (const [key, one] of spread?.entries ?? []) entries.set(key, { ...one, bound: { ...one.bound, isInherited: true } });
        isOpen ||= spread === undefined || spread.isOpen;
      } else if (entry.key === null) isOpen = true;
      else entries.set(camelCase(entry.key), { key: keyPlace(entry, frame), bound: withFlags({ value: entry.value, frame }, bound) });
    }
    return { entries, isOpen, place: placeOf(frame, value) };
  }

  /** A struct with its names in CloudFormation's words, as the vocabulary has them for a construct. */
  ofStruct(struct: Struct, construct: string, stack: StackBuilder): Expression {
    const entries: [string, { key: Place; value: Expression }][] = [];
    for (const [prop, { key, bound }] of struct.entries) {
      const target = targetOf(construct, prop);
      if (target !== undefined) entries.push([target.path, { key, value: this.of(bound, stack, target.attribute) }]);
    }
    return map(struct.place, entries, struct.isOpen);
  }
}

function arnLike(construct: string, attribute: string | null, place: Place): Expression {
  const prefix = attribute === null || !Object.hasOwn(ARN, construct) ? undefined : ARN[construct];
  return prefix === undefined ? computed(place) : { kind: "joined", parts: [prefix, computed(place)], place };
}

function joined(parts: readonly Expression[], place: Place): Expression {
  if (parts.every((part) => part.kind === "literal" && !part.isAssumed)) {
    return literal(place, parts.map((part) => (part.kind === "literal" ? String(part.value) : "")).join(""));
  }
  return { kind: "joined", parts: parts.map((part) => (part.kind === "literal" && !part.isAssumed ? String(part.value) : part)), place };
}

function arithmetic(operator: string, operands: readonly Expression[], place: Place): Expression | undefined {
  const numbers = operands.map((one) =>
    one.kind === "literal" && typeof one.value === "number" && !one.isAssumed ? one.value : undefined,
  );
  const [left, right] = numbers;
  if (left === undefined || right === undefined || numbers.length !== 2) return undefined;
  if (operator === "*") return literal(place, left * right);
  if (operator === "+") return literal(place, left + right);
  if (operator === "-") return literal(place, left - right);
  return operator === "/" && right !== 0 ? literal(place, left / right) : undefined;
}
