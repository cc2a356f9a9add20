/** The functions of CloudFormation, by name. What depends on a deployment is `computed` or one of several. */
import type { Place } from "../../model/code.ts";
import { numberOf, textOf } from "../../model/expressions.ts";
import type { Expression } from "../../model/infrastructure.ts";
import type { DataNode } from "../../parse/data.ts";
import { computed, literal } from "../stack.ts";
import { findInMap } from "./mappings.ts";
import { mentionsIn } from "./marks.ts";
import { parameterValue } from "./parameters.ts";
import { constantOf, type Scope, stringOf } from "./scope.ts";
import { substitute } from "./sub.ts";
import { joined } from "./text.ts";
import { readValue, unknown } from "./values.ts";

type Intrinsic = (argument: DataNode, place: Place, scope: Scope) => Expression;

const functions: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ["Ref", (argument, place, scope) => refer(stringOf(argument) ?? "", place, scope)],
  ["Fn::GetAtt", getAtt],
  ["Fn::Sub", substitute],
  ["Fn::Join", join],
  ["Fn::Select", select],
  ["Fn::Split", split],
  ["Fn::If", choose],
  ["Fn::FindInMap", findInMap],
]);

export function intrinsic(name: string, argument: DataNode, place: Place, scope: Scope): Expression {
  return (functions.get(name) ?? unknown)(argument, place, scope);
}

/** What `Ref` gives: a parameter, a pseudo parameter, a resource. */
export function refer(name: string, place: Place, scope: Scope): Expression {
  if (name === "AWS::NoValue") return { kind: "none", place };
  const parameter = scope.parameters.get(name);
  if (parameter !== undefined) return parameterValue(parameter, place);
  const id = scope.find(name);
  return id === undefined ? computed(place) : { kind: "reference", id, attribute: null, place };
}

/** `Name.Attribute`, as `Fn::GetAtt` and `Fn::Sub` write it. The name may hold a dot itself: SAM's `Fn.Alias`. */
export function referToAttribute(path: string, place: Place, scope: Scope): Expression {
  for (let end = path.length; end > 0; end = path.lastIndexOf(".", end - 1)) {
    const id = scope.find(path.slice(0, end));
    if (id !== undefined) return { kind: "reference", id, attribute: path.slice(end + 1) || null, place };
  }
  return computed(place);
}

function getAtt(argument: DataNode, place: Place, scope: Scope): Expression {
  if (argument.kind === "scalar") return referToAttribute(stringOf(argument) ?? "", place, scope);
  if (argument.kind !== "sequence") return computed(place);
  const names = argument.items.map(constantOf);
  if (names.every((name) => name !== undefined)) return referToAttribute(names.join("."), place, scope);
  const id = names[0] === undefined ? undefined : scope.find(names[0]);
  return computed(place, id === undefined ? [] : [id]);
}

function join(argument: DataNode, place: Place, scope: Scope): Expression {
  const [delimiter, items] = argumentsOf(argument, scope);
  const between = textOf(delimiter);
  if (between === undefined || items?.kind !== "list" || items.isOpen) return computed(place, mentionsIn([delimiter, items]));
  return joined(
    items.items.flatMap((item, index) => (index === 0 || between === "" ? [item] : [between, item])),
    place,
  );
}

function select(argument: DataNode, place: Place, scope: Scope): Expression {
  const [index, items] = argumentsOf(argument, scope);
  const item = items?.kind === "list" && !items.isOpen ? items.items[numberOf(index) ?? -1] : undefined;
  return item === undefined ? computed(place, mentionsIn([index, items])) : { ...item, place };
}

function split(argument: DataNode, place: Place, scope: Scope): Expression {
  const [delimiter, value] = argumentsOf(argument, scope);
  const between = textOf(delimiter) ?? "";
  if (between === "" || value?.kind !== "literal") return computed(place, mentionsIn([delimiter, value]));
  const items = String(value.value ?? "").split(between);
  const mark = value.isAssumed ? ({ isAssumed: true } as const) : {};
  return { kind: "list", items: items.map((item) => ({ ...literal(value.place, item), ...mark })), isOpen: false, place, ...mark };
}

/** Each argument is read once: reading them again where they are not known would double the work with every level of nesting. */
export function argumentsOf(argument: DataNode, scope: Scope): (Expression | undefined)[] {
  return argument.kind === "sequence" ? argument.items.map((item) => readValue(item, scope)) : [readValue(argument, scope)];
}

function choose(argument: DataNode, place: Place, scope: Scope): Expression {
  const [, ...options] = argument.kind === "sequence" ? argument.items : [];
  if (options.length !== 2) return unknown(argument, place, scope);
  return choice(
    options.map((option) => readValue(option, scope)),
    place,
  );
}

/** One of several; choices within are theirs as well. */
export function choice(options: readonly Expression[], place: Place): Expression {
  return { kind: "choice", options: options.flatMap((option) => (option.kind === "choice" ? option.options : [option])), place };
}
