/** CloudFormation's functions, as they stand anywhere in a service. */

import { walk } from "../../model/expressions.ts";
import type { Expression } from "../../model/infrastructure.ts";
import { computed } from "../stack.ts";
import { collapsed, type Evaluator } from "./evaluate.ts";
import { type Located, placeOf } from "./files.ts";

const TAGS: ReadonlySet<string> = new Set(
  "Ref GetAtt Sub Join If ImportValue Select Split FindInMap GetAZs Base64 Cidr And Or Not Equals Transform Condition Length ToJsonString".split(
    " ",
  ),
);

/** `!GetAtt` → `Fn::GetAtt`; undefined for tags that are not CloudFormation's. */
export function intrinsicOfTag(tag: string): string | undefined {
  const name = tag.slice(1);
  if (!TAGS.has(name)) return undefined;
  return name === "Ref" || name === "Condition" ? name : `Fn::${name}`;
}

/** The value of `{ name: argument }`, written at `at`. */
export function intrinsic(evaluator: Evaluator, name: string, at: Located, argument: Located): Expression {
  const place = placeOf(at);
  const value = evaluator.value(argument);
  const make = INTRINSICS[name];
  const made = make?.({ evaluator, value, at, argument });
  if (made !== undefined) return made;
  return computed(place, mentions(value));
}

interface Call {
  readonly evaluator: Evaluator;
  readonly value: Expression;
  readonly at: Located;
  readonly argument: Located;
}

const INTRINSICS: Readonly<Record<string, (call: Call) => Expression | undefined>> = {
  Ref: ({ evaluator, value, at }) => {
    const name = literalText(value);
    if (name === "AWS::NoValue") return { kind: "none", place: placeOf(at) };
    return name === undefined ? undefined : referenceTo(evaluator, name, null, at);
  },
  "Fn::GetAtt": ({ evaluator, value, at }) => {
    const parts = value.kind === "list" ? value.items.map(literalText) : literalText(value)?.split(/\.(.*)/s);
    const [name, attribute] = parts ?? [];
    return name === undefined || attribute === undefined ? undefined : referenceTo(evaluator, name, attribute, at);
  },
  "Fn::Sub": (call) => {
    const { value } = call;
    if (value.kind !== "list") return substituted(call, value, undefined);
    const [text, names] = value.items;
    return text && substituted(call, text, names);
  },
  "Fn::Join": ({ value, at }) => {
    const [separator, list] = value.kind === "list" ? value.items : [];
    const between = literalText(separator);
    if (between === undefined || list?.kind !== "list" || list.isOpen) return undefined;
    const parts = list.items.flatMap((item, index) => (index > 0 && between !== "" ? [between, item] : [item]));
    return collapsed({ kind: "joined", parts, place: placeOf(at) });
  },
  "Fn::If": ({ value, at }) => {
    const [, ...options] = value.kind === "list" ? value.items : [];
    return options.length === 2 ? { kind: "choice", options, place: placeOf(at) } : undefined;
  },
};

function referenceTo(evaluator: Evaluator, name: string, attribute: string | null, at: Located): Expression | undefined {
  const id = evaluator.findId(name);
  return id === undefined ? undefined : { kind: "reference", id, attribute, place: placeOf(at) };
}

/** The text of `Fn::Sub`: what the framework did not put in is CloudFormation's. */
function substituted({ evaluator, at }: Call, text: Expression, names: Expression | undefined): Expression | undefined {
  const parts = text.kind === "joined" ? text.parts : text.kind === "literal" && typeof text.value === "string" ? [text.value] : undefined;
  if (parts === undefined) return undefined;
  const place = placeOf(at);
  const isAssumed = text.isAssumed === true;
  const made = parts.flatMap((part) => (typeof part === "string" ? pieces(part) : [part]));
  const value = collapsed({ kind: "joined", parts: made, place });
  return isAssumed ? { ...value, isAssumed } : value;

  function pieces(part: string): (string | Expression)[] {
    return part.split(/(\$\{[^}]*\})/).flatMap((piece): (string | Expression)[] => {
      if (!piece.startsWith("${") || !piece.endsWith("}")) return piece === "" ? [] : [piece];
      if (piece.startsWith("${!")) return [`\${${piece.slice(3)}`];
      return [named(piece.slice(2, -1).trim())];
    });
  }

  function named(name: string): Expression {
    const given = names?.kind === "map" ? names.entries.get(name)?.value : undefined;
    if (given !== undefined) return given;
    const [id = "", attribute] = name.split(/\.(.*)/s);
    return referenceTo(evaluator, id, attribute ?? null, at) ?? computed(place);
  }
}

function literalText(value: Expression | undefined): string | undefined {
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}

function mentions(value: Expression): string[] {
  const ids = new Set<string>();
  for (const one of walk(value)) if (one.kind === "reference") ids.add(one.id);
  return [...ids];
}
