/** What is done with all that is inside an expression: marking it as given by `Globals` or as a default, asking what it names. */
import { walk } from "../../model/expressions.ts";
import type { Expression, MapExpression } from "../../model/infrastructure.ts";

type Mark = { readonly isInherited: true } | { readonly isAssumed: true };

export function marked(value: MapExpression, mark: Mark): MapExpression;
export function marked(value: Expression, mark: Mark): Expression;
export function marked(value: Expression, mark: Mark): Expression {
  switch (value.kind) {
    case "list":
      return { ...value, ...mark, items: value.items.map((item) => marked(item, mark)) };
    case "choice":
      return { ...value, ...mark, options: value.options.map((option) => marked(option, mark)) };
    case "joined":
      return { ...value, ...mark, parts: value.parts.map((part) => (typeof part === "string" ? part : marked(part, mark))) };
    case "map": {
      const entries = [...value.entries].map(([name, entry]) => [name, { ...entry, value: marked(entry.value, mark) }] as const);
      return { ...value, ...mark, entries: new Map(entries) };
    }
    default:
      return { ...value, ...mark };
  }
}

/** Ids of all resources that are named inside. */
export function mentionsIn(values: readonly (string | Expression | undefined)[]): string[] {
  const ids = new Set<string>();
  for (const value of values) {
    if (value === undefined || typeof value === "string") continue;
    for (const part of walk(value)) {
      if (part.kind === "reference") ids.add(part.id);
      else if (part.kind === "computed") for (const id of part.mentions) ids.add(id);
    }
  }
  return [...ids];
}
