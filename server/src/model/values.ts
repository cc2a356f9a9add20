/** Expressions, in terms that do not depend on the language. Parentheses, `await`, casts, `!`, `as`, `satisfies` are gone. */
import type { Binding, Call, ClassFact, Region, Scope } from "./code.ts";

interface ValueBase {
  readonly start: number;
  readonly end: number;
}

/** An expression. Parentheses, `await`, casts, `!`, `as`, `satisfies` are gone; ranges are those of the inner expression. */
export type Value =
  | LiteralValue
  | NameValue
  | MemberValue
  | ElementValue
  | CallValue
  | TemplateValue
  | ListValue
  | MapValue
  | ChoiceValue
  | OperationValue
  | FunctionValue
  | ClassValue
  | ModuleValue
  | SelfValue
  | ParameterValue
  | UnknownValue;

/** A constant of the source. `null` stands for None, null and undefined; regular expressions are strings with `regex: true`. */
export interface LiteralValue extends ValueBase {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
  readonly regex?: boolean;
}

/** A name, already bound within its file. */
export interface NameValue extends ValueBase {
  readonly kind: "name";
  readonly name: string;
  readonly binding: Binding;
  readonly scope: Scope;
  readonly region: Region;
}

/** `object.property`, `object["property"]`, `object?.property`. Python subscripts with a constant string are `member` with `subscript: true`. */
export interface MemberValue extends ValueBase {
  readonly kind: "member";
  readonly object: Value;
  readonly property: string;
  readonly subscript: boolean;
}

/** `object[key]` with a key that is no string constant; an item of an iterable has key null. */
export interface ElementValue extends ValueBase {
  readonly kind: "element";
  readonly object: Value;
  readonly key: Value | null;
}

export interface CallValue extends ValueBase {
  readonly kind: "call";
  readonly call: Call;
}

/** A string put together: f-strings, template literals, `%` and `+` with a string in it, `.format()`, `"".join`. */
export interface TemplateValue extends ValueBase {
  readonly kind: "template";
  readonly parts: Value[];
}

/** List, tuple, set and array displays; comprehensions hold the element expression and the iterables. */
export interface ListValue extends ValueBase {
  readonly kind: "list";
  readonly items: Value[];
  readonly isSet: boolean;
}

export interface MapValue extends ValueBase {
  readonly kind: "map";
  readonly entries: MapEntry[];
}

export interface MapEntry extends ValueBase {
  /** Constant keys as text; null for computed ones and for spreads. */
  readonly key: string | null;
  readonly keyValue: Value | null;
  readonly value: Value;
  readonly isSpread: boolean;
}

/** One of several: `a or b`, `a ?? b`, `a && b`, `c ? a : b`. The condition of a conditional expression is no option. */
export interface ChoiceValue extends ValueBase {
  readonly kind: "choice";
  readonly options: Value[];
}

/** Comparisons, arithmetic, `not`, `in`, `is`, `typeof`: `operator` is the source's (`==`, `===`, `in`, `not in`, `is`, `is not`, `!`, `not`, `+` …). */
export interface OperationValue extends ValueBase {
  readonly kind: "operation";
  readonly operator: string;
  readonly operands: Value[];
}

/** A lambda, arrow function or function expression. */
export interface FunctionValue extends ValueBase {
  readonly kind: "function";
  readonly scope: Scope;
}

/** A class expression. */
export interface ClassValue extends ValueBase {
  readonly kind: "class";
  readonly class: ClassFact;
}

/** What an import brings: `import x` and `from x import y` are writes of `module(x)` and `member(module(x), "y")`. `require("x")` and `import("x")` are this too. */
export interface ModuleValue extends ValueBase {
  readonly kind: "module";
  readonly specifier: string;
  readonly level: number;
  /** Where the import stands: its module is what relative specifiers are relative to. */
  readonly scope: Scope;
}

/** `this`; in Python a method's first parameter is a parameter binding and not this. `owner` is the class whose instance it is; null outside of classes. `super` has `isSuper`. */
export interface SelfValue extends ValueBase {
  readonly kind: "self";
  readonly owner: ClassFact | null;
  readonly isSuper: boolean;
}

/** The whole of a destructured parameter, as source of the writes of its names. */
export interface ParameterValue extends ValueBase {
  readonly kind: "parameter";
  readonly scope: Scope;
  readonly index: number;
}

/** Anything else; `parts` are the values inside, so that what depends on the event still does. */
export interface UnknownValue extends ValueBase {
  readonly kind: "unknown";
  readonly parts: Value[];
}
