/** From the framework's keys to CloudFormation's properties, by the tables of the vocabulary. */
import type { Place } from "../../model/code.ts";
import type { Expression, MapEntry, MapExpression } from "../../model/infrastructure.ts";
import type { Word, WordForm } from "../../vocabulary/dialects/serverless.ts";
import { map } from "../stack.ts";

/** The entry at a dotted path; what is on the way there and not known, where it is not known. */
export function entryAt(of: Expression | undefined, path: string): MapEntry | undefined {
  let found: MapEntry | undefined;
  let at = of;
  for (const key of path.split(".")) {
    if (at?.kind !== "map") return found !== undefined && at?.kind === "computed" ? found : undefined;
    found = at.entries.get(key);
    if (found === undefined) return undefined;
    at = found.value;
  }
  return found === undefined || isNothing(found.value) ? undefined : found;
}

export function valueAt(of: Expression | undefined, path: string): Expression | undefined {
  return entryAt(of, path)?.value;
}

/** `key:` with nothing behind it, `null`, `~`. */
function isNothing(value: Expression): boolean {
  return value.kind === "none" || (value.kind === "literal" && value.value === null);
}

/** Properties that are being put together. */
export class Properties {
  private readonly entries = new Map<string, MapEntry | Properties>();
  private isOpen = false;

  /** Sets the property at a dotted path. */
  set(path: string, entry: MapEntry | Expression | undefined): this {
    if (entry === undefined) return this;
    const [name = "", ...rest] = path.split(".");
    if (rest.length === 0) {
      this.entries.set(name, "key" in entry ? entry : { key: entry.place, value: entry });
      return this;
    }
    const inner = this.entries.get(name);
    const within = inner instanceof Properties ? inner : new Properties();
    this.entries.set(name, within.set(rest.join("."), entry));
    return this;
  }

  /** There may be more than is known. */
  open(): this {
    this.isOpen = true;
    return this;
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  map(place: Place): MapExpression {
    const known = [...this.entries].map(([name, entry]): [string, MapEntry] => {
      if (!(entry instanceof Properties)) return [name, entry];
      const first = entry.first();
      return [name, { key: first?.key ?? place, value: entry.map(first?.value.place ?? place) }];
    });
    return map(place, known, this.isOpen);
  }

  private first(): MapEntry | undefined {
    const [entry] = this.entries.values();
    return entry instanceof Properties ? entry.first() : entry;
  }
}

/** Says what a destination is: an ARN, or the name of a function of the service. */
export type ReadDestination = (value: Expression) => Expression;

/** Takes over what the words name. */
export function translate(from: Expression, words: readonly Word[], into: Properties, destination: ReadDestination): void {
  for (const { key, property, form } of words) {
    const entry = entryAt(from, key);
    if (entry !== undefined) into.set(property, { key: entry.key, value: FORMS[form](entry.value, destination) });
  }
  if (from.kind === "map" && from.isOpen) into.open();
}

const FORMS: Readonly<Record<WordForm, (value: Expression, destination: ReadDestination) => Expression>> = {
  same: (value) => value,
  "one-item": (value) =>
    value.kind === "literal" || value.kind === "reference" || value.kind === "joined"
      ? { ...inheriting(value), kind: "list", items: [value], isOpen: false }
      : value,
  patterns: (value) => {
    if (value.kind !== "list") return value;
    const items = value.items.map((pattern) => map(pattern.place, [["Pattern", pattern]]));
    return map(value.place, [["Filters", { ...value, items }]]);
  },
  mode: (value) => whether(value, "Active"),
  "apply-on": (value) => whether(value, "PublishedVersions"),
  destination: (value, destination) => destination(value),
  "iam-only": (value) => value,
  redrive: (value) => value,
  enabled: (value) => value,
  topic: (value) => value,
};

function inheriting(value: Expression) {
  const { place, isInherited, isAssumed } = value;
  return { place, ...(isInherited && { isInherited }), ...(isAssumed && { isAssumed }) };
}

/** `true` is short for a word; `false` for not saying anything. */
function whether(value: Expression, word: string): Expression {
  if (value.kind !== "literal") return value;
  const text = String(value.value).toLowerCase();
  if (text === "true") return { ...value, value: word };
  return text === "false" ? { ...inheriting(value), kind: "none" } : value;
}
