/** What expressions come to, as far as that is known without a deployment. */
import type { Place, SourceText } from "../../model/code.ts";
import type { Expression } from "../../model/infrastructure.ts";
import type { HclConditional, HclExpression, HclFor, HclLiteral, HclObject, HclTemplate } from "../../parse/hcl.ts";
import { computed, literal, map, type Surroundings } from "../stack.ts";
import { callFunction } from "./functions.ts";
import type { Frame, Instance, ModuleInstance } from "./module.ts";
import { operate } from "./operations.ts";
import { follow } from "./references.ts";
import { choice, derived, joined, list, mentionsIn, scalarOf, textOfLiteral, unknown } from "./values.ts";

/** Locals in locals, modules in modules. */
const MAX_DEPTH = 100;

/** Expressions one stack may cost; the largest of the corpus takes a hundredth. */
const MOST_STEPS = 1_000_000;

/** Text that may be JSON: where its characters stand, and what was put in. */
export interface TextSource {
  readonly file: SourceText;
  readonly start: number;
  readonly end: number;
  readonly interpolations: readonly { readonly start: number; readonly end: number; readonly value: Expression }[];
}

/** `data.archive_file.x`, whose output a function runs. */
export interface Archive {
  readonly frame: Frame;
  /** `data.archive_file.x`. */
  readonly key: string;
}

export class Evaluator {
  readonly around: Surroundings;
  /** Directory to which paths are relative. */
  readonly root: string;
  /** Files read by functions. */
  readonly inputs = new Set<string>();
  /** Where the text of a value stands. */
  readonly texts = new WeakMap<Expression, TextSource>();
  /** Values that are the path of an archive. */
  readonly archives = new WeakMap<Expression, Archive>();
  /** Values that are a module: outputs are asked of it. */
  readonly modules = new WeakMap<Expression, ModuleInstance>();
  /** Every resource and data source that was asked for, by its id. */
  readonly instances = new Map<string, { readonly module: ModuleInstance; readonly key: string; readonly instance: Instance }>();
  /** What is being evaluated: locals and variables may go in circles. */
  readonly pending = new Set<string>();
  #depth = 0;
  #steps = 0;

  constructor(around: Surroundings, root: string) {
    this.around = around;
    this.root = root;
  }

  place(frame: Frame, range: { readonly start: number; readonly end: number }): Place {
    return { file: frame.file, start: range.start, end: range.end };
  }

  evaluate(expression: HclExpression, frame: Frame): Expression {
    const place = this.place(frame, expression);
    if (this.#depth >= MAX_DEPTH || this.#steps++ >= MOST_STEPS) return computed(place);
    this.#depth++;
    try {
      return this.#evaluate(expression, frame, place);
    } finally {
      this.#depth--;
    }
  }

  #evaluate(expression: HclExpression, frame: Frame, place: Place): Expression {
    switch (expression.kind) {
      case "literal":
        return this.#literal(expression, frame, place);
      case "template":
        return this.#template(expression, frame, place);
      case "tuple":
        return list(
          place,
          expression.items.map((item) => this.evaluate(item, frame)),
        );
      case "object":
        return this.#object(expression, frame, place);
      case "traversal":
        return follow(this, expression, frame, place);
      case "call":
        return callFunction(this, expression, frame, place);
      case "conditional":
        return this.#conditional(expression, frame, place);
      case "operation":
        return operate(
          expression.operator,
          expression.operands.map((operand) => this.evaluate(operand, frame)),
          place,
        );
      case "for":
        return this.#for(expression, frame, place);
      case "unknown":
        return unknown(
          place,
          expression.inside.map((one) => this.evaluate(one, frame)),
        );
    }
  }

  #literal(expression: HclLiteral, frame: Frame, place: Place): Expression {
    if (expression.value === null) return { kind: "none", place };
    const value = literal(place, expression.value);
    if (typeof expression.value === "string") this.texts.set(value, { file: frame.file, ...expression.content, interpolations: [] });
    return value;
  }

  #template(expression: HclTemplate, frame: Frame, place: Place): Expression {
    const parts = expression.parts.map((part) => (typeof part === "string" ? part : this.evaluate(part, frame)));
    const [only] = parts;
    // `"${x}"` is how Terraform 0.11 says `x`.
    if (parts.length === 1 && only !== undefined && typeof only !== "string" && !expression.isHeredoc) return only;
    const value = joined(place, parts);
    const values = parts.filter((part) => typeof part !== "string");
    const interpolations = expression.interpolations.flatMap((range, index) => {
      const inserted = values[index];
      return inserted === undefined ? [] : [{ start: range.start, end: range.end, value: inserted }];
    });
    this.texts.set(value, { file: frame.file, ...expression.content, interpolations });
    return value;
  }

  #object(expression: HclObject, frame: Frame, place: Place): Expression {
    let isOpen = false;
    const entries: [string, { key: Place; value: Expression }][] = [];
    for (const { key, value } of expression.entries) {
      const name = textOfLiteral(this.evaluate(key, frame));
      if (name === undefined) isOpen = true;
      else entries.push([name, { key: this.place(frame, key), value: this.evaluate(value, frame) }]);
    }
    return map(place, entries, isOpen);
  }

  /** One of the two where the condition is certain. */
  #conditional({ condition, yes, no }: HclConditional, frame: Frame, place: Place): Expression {
    const tested = this.evaluate(condition, frame);
    const value = scalarOf(tested);
    if (typeof value === "boolean" && !tested.isAssumed) return this.evaluate(value ? yes : no, frame);
    return choice(place, [this.evaluate(yes, frame), this.evaluate(no, frame)]);
  }

  #for(expression: HclFor, frame: Frame, place: Place): Expression {
    const over = this.evaluate(expression.over, frame);
    const items = this.itemsOf(over);
    if (items === undefined || expression.isGrouped) {
      const bound = bind(expression.names, computed(place, mentionsIn([over])), computed(place, mentionsIn([over])), frame);
      return unknown(place, [over, this.evaluate(expression.value, bound)]);
    }
    let isOpen = (over.kind === "list" || over.kind === "map") && over.isOpen;
    const results: { key: Expression | undefined; value: Expression }[] = [];
    for (const { key, value } of items) {
      const bound = bind(expression.names, key, value, frame);
      const condition = expression.condition === null ? literal(place, true) : this.evaluate(expression.condition, bound);
      const isKept = scalarOf(condition);
      if (isKept === false && !condition.isAssumed) continue;
      if (isKept !== true || condition.isAssumed) isOpen = true;
      else
        results.push({
          key: expression.key === null ? undefined : this.evaluate(expression.key, bound),
          value: this.evaluate(expression.value, bound),
        });
    }
    const values = results.map(({ value }) => value);
    if (expression.key === null) return derived(list(place, values, isOpen), [over]);
    const named = results.flatMap(({ key, value }) => {
      const name = textOfLiteral(key);
      return name === undefined ? [] : [[name, { key: value.place, value }] as const];
    });
    return derived(map(place, named, isOpen || named.length < results.length), [over]);
  }

  /** Keys and values of a collection that is known. */
  itemsOf(over: Expression): { key: Expression; value: Expression }[] | undefined {
    if (over.kind === "map")
      return [...over.entries].map(([key, entry]) => ({ key: derived(literal(entry.key, key), [over]), value: entry.value }));
    if (over.kind === "list") return over.items.map((value, index) => ({ key: literal(value.place, index), value }));
    return undefined;
  }
}

function bind(names: readonly string[], key: Expression, value: Expression, frame: Frame): Frame {
  const bound = new Map(frame.bound);
  const last = names.at(-1);
  if (names.length > 1 && names[0] !== undefined) bound.set(names[0], key);
  if (last !== undefined) bound.set(last, value);
  return { ...frame, bound };
}
