/** Leaves only references to resources that are in the stack: what was told of another one, or belongs to another provider, is computed. */
import type { Expression, MapExpression } from "../../model/infrastructure.ts";
import { computed } from "../stack.ts";

/** Expressions are shared between resources: each is looked at once. */
export class KnownReferences {
  readonly #ids: { has(id: string): boolean };
  readonly #seen = new Map<Expression, Expression>();

  constructor(ids: { has(id: string): boolean }) {
    this.#ids = ids;
  }

  map(value: MapExpression): MapExpression {
    return this.of(value) as MapExpression;
  }

  /** The same expression where nothing in it has to change. */
  of(value: Expression): Expression {
    const before = this.#seen.get(value);
    if (before !== undefined) return before;
    const result = this.#of(value);
    this.#seen.set(value, result);
    return result;
  }

  #of(value: Expression): Expression {
    switch (value.kind) {
      case "reference":
        return this.#ids.has(value.id) ? value : computed(value.place);
      case "computed":
        return value.mentions.every((id) => this.#ids.has(id))
          ? value
          : computed(
              value.place,
              value.mentions.filter((id) => this.#ids.has(id)),
            );
      case "list": {
        const items = this.#all(value.items);
        return items === value.items ? value : { ...value, items };
      }
      case "choice": {
        const options = this.#all(value.options);
        return options === value.options ? value : { ...value, options };
      }
      case "joined": {
        const parts = value.parts.map((part) => (typeof part === "string" ? part : this.of(part)));
        return parts.every((part, index) => part === value.parts[index]) ? value : { ...value, parts };
      }
      case "map": {
        const entries = [...value.entries].map(([key, entry]) => {
          const inner = this.of(entry.value);
          return [key, inner === entry.value ? entry : { ...entry, value: inner }] as const;
        });
        return entries.every(([key, entry]) => value.entries.get(key) === entry) ? value : { ...value, entries: new Map(entries) };
      }
      default:
        return value;
    }
  }

  #all(values: readonly Expression[]): readonly Expression[] {
    const results = values.map((value) => this.of(value));
    return results.every((result, index) => result === values[index]) ? values : results;
  }
}
