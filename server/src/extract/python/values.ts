/** Makers of values; each kind has one shape. */
import type {
  Call,
  CallValue,
  ElementValue,
  ListValue,
  LiteralValue,
  MapEntry,
  MapValue,
  MemberValue,
  ModuleValue,
  Range,
  Scope,
  TemplateValue,
  Value,
} from "../../model/code.ts";

export function literal(value: LiteralValue["value"], at: Range): LiteralValue {
  return { kind: "literal", start: at.start, end: at.end, value };
}

export function member(object: Value, property: string, subscript: boolean, at: Range): MemberValue {
  return { kind: "member", start: at.start, end: at.end, object, property, subscript };
}

export function element(object: Value, key: Value | null, at: Range): ElementValue {
  return { kind: "element", start: at.start, end: at.end, object, key };
}

export function list(items: Value[], isSet: boolean, at: Range): ListValue {
  return { kind: "list", start: at.start, end: at.end, items, isSet };
}

export function map(entries: MapEntry[], at: Range): MapValue {
  return { kind: "map", start: at.start, end: at.end, entries };
}

export function template(parts: Value[], at: Range): TemplateValue {
  return { kind: "template", start: at.start, end: at.end, parts };
}

export function choice(options: Value[], at: Range): Value {
  return { kind: "choice", start: at.start, end: at.end, options };
}

export function operation(operator: string, operands: Value[], at: Range): Value {
  return { kind: "operation", start: at.start, end: at.end, operator, operands };
}

export function module(specifier: string, level: number, scope: Scope, at: Range): ModuleValue {
  return { kind: "module", start: at.start, end: at.end, specifier, level, scope };
}

export function called(call: Call): CallValue {
  return { kind: "call", start: call.start, end: call.end, call };
}

/** Is it certainly text? */
export function isText(value: Value): boolean {
  return value.kind === "template" || (value.kind === "literal" && typeof value.value === "string");
}

/** The word by which a value goes: `name`, the property of `a.property` and `a["property"]`, the key of `a.get("key")`, else what is called. */
export function lastName(value: Value): string | null {
  switch (value.kind) {
    case "name":
      return value.name;
    case "member":
      return value.property;
    case "element":
      return lastName(value.object);
    case "call":
      return lookedUpKey(value.call) ?? lastName(value.call.callee);
    default:
      return null;
  }
}

const LOOKUPS: ReadonlySet<string> = new Set(["get", "getenv", "pop", "setdefault"]);

/** The key of `x.get("key")`, `os.getenv("key", …)` and the like. */
function lookedUpKey(call: Call): string | null {
  const callee = call.callee.kind === "member" ? call.callee.property : call.callee.kind === "name" ? call.callee.name : "";
  const key = LOOKUPS.has(callee) ? call.args[0]?.value : undefined;
  return key?.kind === "literal" && typeof key.value === "string" ? key.value : null;
}
