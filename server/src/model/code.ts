/**
 * The facts about one source file, in terms that do not depend on its language.
 *
 * Extractors (extract/) turn a syntax tree into a `Module`; everything after them (flow/, rules/) reads only this.
 * Positions are UTF-16 offsets into `Module.text`. Nothing here knows about other files: what a name that comes from
 * elsewhere means is decided by flow/.
 */

import type { ModuleValue, NameValue, Value } from "./values.ts";

export type * from "./values.ts";

export type Language = "python" | "javascript" | "typescript";

/** A half-open range of UTF-16 offsets. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A file of the workspace: code or template. */
export interface SourceText {
  /** Absolute path with `/` separators. */
  readonly path: string;
  readonly text: string;
}

/** A range in a file: where a finding sits, where a related line is. */
export interface Place extends Range {
  readonly file: SourceText;
}

/** One source file. */
export interface Module extends SourceText {
  readonly language: Language;
  /** The scope of kind `module`; also `scopes[0]`. */
  readonly root: Scope;
  /** Every scope of the file, in source order. */
  readonly scopes: Scope[];
  readonly classes: ClassFact[];
  readonly imports: Import[];
  readonly exports: Exports;
  readonly branches: Branch[];
  /** Every string literal that is not a docstring, an import specifier or a mere property access, for `hardcoded-secret`. */
  readonly strings: StringFact[];
  /** Parts of the file that do not parse; nothing is claimed about them. */
  readonly broken: Range[];
  /** Comments, in source order; suppressions are read from them. */
  readonly comments: Range[];
}

/** Module, function or class body. Lambdas, arrow functions, methods and comprehension-free nested functions are functions. */
export interface Scope extends Range {
  readonly kind: "module" | "function" | "class";
  /** `lambda_handler`, `get_connection`; for a method its bare name; null where it has none. Arrow functions take the name they are assigned to. */
  readonly name: string | null;
  readonly module: Module;
  readonly parent: Scope | null;
  /** In order; `self`/`cls` of Python methods included. */
  readonly params: Parameter[];
  readonly bindings: Binding[];
  /** The region that holds everything of the scope that is in no branch, loop or try. */
  readonly body: Region;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** `@x` as values, outermost first; in JavaScript only methods have them. */
  readonly decorators: Value[];
  /** The class this is a method (or the body) of. */
  readonly owner: ClassFact | null;
  /** True for a Python `@staticmethod`/`@classmethod`, a JS `static` method. */
  readonly isStatic: boolean;
  /** JS arrow functions share `this` with their parent. */
  readonly isArrow: boolean;
  /** Facts directly in this scope, not in nested functions or classes; in source order. */
  readonly calls: Call[];
  readonly writes: Write[];
  readonly returns: Return[];
  readonly throws: Throw[];
  /** Names read directly in this scope. */
  readonly reads: NameValue[];
  /** The name's own range (`def NAME`, `const NAME = () =>`), where a diagnostic about the function sits; null for anonymous ones. */
  readonly nameRange: Range | null;
}

export interface Parameter extends Range {
  readonly name: string | null; // null for a destructured one; its names are bindings with writes from `parameter` values
  readonly binding: Binding | null;
  readonly index: number;
  readonly kind: "positional" | "rest" | "keyword-rest" | "keyword-only";
  readonly default: Value | null;
  /** The annotation's text without the leading colon: `APIGatewayProxyEvent`, `LambdaContext`; null where there is none. */
  readonly type: string | null;
}

/**
 * Python: `Foo` with its methods; JS: the same for class declarations and expressions.
 * Class attributes (Python) and fields (JS, `static x = …` too) are writes of the class's scope: JS instance fields are
 * writes to `member(self, name)` with scope = the class scope; static fields and Python attributes are writes to bindings of the class scope.
 */
export interface ClassFact extends Range {
  readonly name: string | null;
  readonly module: Module;
  readonly scope: Scope;
  readonly bases: Value[];
  readonly methods: Scope[];
  readonly binding: Binding | null;
  readonly decorators: Value[];
}

/** A name in a scope. */
export interface Binding {
  readonly name: string;
  readonly scope: Scope;
  /** `undeclared`: assigned but never declared (an implicit JS global; scope is the module's root). `builtin`: read, never bound. */
  readonly kind: "variable" | "constant" | "parameter" | "function" | "class" | "import" | "catch" | "undeclared" | "builtin";
  readonly declaration: Range | null;
  /** The declared type's text (`Handler<SQSEvent>`), also of a parameter; null where there is none. `satisfies` and `as` count where nothing else is said. */
  readonly type: string | null;
  /** Every assignment of the name, in source order, of any scope of the file (through `global`, `nonlocal` or closure). */
  readonly writes: Write[];
  /** Every read, of any scope of the file. `x += 1` is a write and no read; being exported is none either. */
  readonly reads: NameValue[];
  /** Set for kind `function`. */
  readonly function: Scope | null;
  /** Set for kind `class`. */
  readonly class: ClassFact | null;
  /** Set for kind `parameter`. */
  readonly parameter: Parameter | null;
}

// --- control -------------------------------------------------------------------------------------------------------

/**
 * A stretch of code under one condition. Every fact points at its innermost region; the chain of parents says what has
 * to hold for it to run. `operand` is the right side of `a or b`, `a ?? b`, `a && b`, the arms of a conditional
 * expression are `then` and `else`.
 */
export interface Region extends Range {
  readonly kind: "body" | "then" | "else" | "case" | "loop" | "try" | "catch" | "finally" | "with" | "operand";
  readonly scope: Scope;
  readonly parent: Region | null;
  /** `then`/`operand`: the condition; `loop`: the condition or the iterable; `case`: null (see branch). */
  readonly test: Value | null;
  /** For `operand`: true when it runs if `test` is falsy (`or`, `||`, `??`, `??=`); false for `and`, `&&`. For `loop`/`then` false. */
  readonly negated: boolean;
  /** The branch of which this is an arm; earlier arms did not match. */
  readonly branch: Branch | null;
  /** Control never runs past its end: its last statement returns, raises, throws, continues or breaks (of an if/else both arms do). Set by the extractor. */
  exits: boolean;
}

/** if/elif/else, switch, match, or a conditional expression. */
export interface Branch extends Range {
  readonly kind: "if" | "switch" | "match" | "conditional";
  readonly region: Region; // the region in which the whole branch stands
  readonly scope: Scope;
  /** switch and match: what is compared. */
  readonly subject: Value | null;
  readonly arms: Arm[];
}

export interface Arm {
  readonly region: Region;
  /** if: the condition (null for else). switch, match: null. */
  readonly test: Value | null;
  /** switch, match: the labels that lead here (fall-through joined); empty for default and else. */
  readonly labels: Value[];
}

// --- facts ---------------------------------------------------------------------------------------------------------

export interface Call extends Range {
  readonly callee: Value;
  readonly args: Argument[];
  readonly scope: Scope;
  readonly region: Region;
  /** `new X()` in JavaScript. In Python never. */
  readonly isNew: boolean;
  /** Directly under `await` (or `yield from`). */
  readonly isAwaited: boolean;
  /** The statement the call stands in; for an arrow function without braces, the expression. */
  readonly statement: Range;
}

export interface Argument extends Range {
  readonly value: Value;
  /** Keyword arguments of Python. */
  readonly name: string | null;
  /** `*args`, `**kwargs`, `...rest`. */
  readonly isSpread: boolean;
}

export type Target =
  | { readonly kind: "binding"; readonly binding: Binding; readonly start: number; readonly end: number }
  | { readonly kind: "member"; readonly object: Value; readonly property: string; readonly start: number; readonly end: number }
  | { readonly kind: "element"; readonly object: Value; readonly key: Value; readonly start: number; readonly end: number };

/**
 * An assignment. Destructuring yields one write a name with the path as value (`const { a: { b } } = x` writes `b` with
 * `member(member(x, "a"), "b")`). A loop variable is a write with `operator: "for"` and value `element(iterable)`;
 * `with x as y` and `except E as y` have operators `with` and `catch`; a declaration without a value `declare` (value unknown).
 * A function or class declaration is no write (see `Binding.function`). Imports are writes with operator `import`.
 */
export interface Write extends Range {
  readonly target: Target;
  readonly value: Value;
  readonly operator: "=" | "+=" | "-=" | "other=" | "??=" | "||=" | "&&=" | "for" | "with" | "catch" | "declare" | "delete" | "import";
  readonly scope: Scope;
  readonly region: Region;
  /** `const x =`, `let x =`, `var x =`; for Python false. */
  readonly isDeclaration: boolean;
  /** The whole statement; `start`/`end` of the write itself are those of the declarator or assignment. */
  readonly statement: Range;
}

export interface Return extends Range {
  /** null for a bare return. An arrow function's expression body is a return. `yield x` is one too. */
  readonly value: Value | null;
  readonly scope: Scope;
  readonly region: Region;
}

export interface Throw extends Range {
  readonly value: Value | null;
  readonly scope: Scope;
  readonly region: Region;
}

/** An import statement, `require(…)` or `import(…)`, of any depth. */
export interface Import extends Range {
  readonly specifier: string;
  /** Python: number of leading dots. */
  readonly level: number;
  readonly kind: "import" | "from" | "require" | "dynamic" | "reexport";
  readonly scope: Scope;
  readonly region: Region;
  readonly typeOnly: boolean;
  /** `from x import *`. */
  readonly star: boolean;
}

export interface Exports {
  /** Name to value: `export const x`, `exports.x = …`, `module.exports = { x }`, `export { x }`, `export { x } from "./y"`, `default`.
   * For Python every binding of the module scope is exported and this stays empty. */
  readonly named: Map<string, Value>;
  /** `module.exports = value`, `export =`. */
  readonly whole: Value | null;
  /** `export * from "./x"`: the module values. */
  readonly stars: ModuleValue[];
}

/** A string literal (also one without substitutions in backquotes, and each f-string or template as a whole). */
export interface StringFact extends Range {
  /** The decoded text; for templates the fixed parts with `\u0000` where a value is put in. */
  readonly text: string;
  readonly scope: Scope;
  /** The name the literal is given: variable, property or map key, keyword argument, parameter with this default; null where none. */
  readonly name: string | null;
  /** How `name` is given: `compare` for `x == "…"`. `argument` for positional arguments (name = callee's last name). */
  readonly role: "variable" | "property" | "keyword" | "default" | "compare" | "argument" | "none";
  readonly isTemplate: boolean;
  /** The literal as a value, the same object that appears in writes and arguments. */
  readonly value: Value;
}

/** Several arms on one subject, however they were written: if/elif, consecutive ifs, switch, match, a table of functions. */
export interface Dispatch extends Range {
  readonly scope: Scope;
  /** The value compared or used as key, as first written. */
  readonly subject: Value;
  readonly form: "branch" | "consecutive-ifs" | "table";
  readonly branches: readonly Branch[];
  readonly arms: readonly DispatchArm[];
}

/** `start`/`end`: the statements of the arm; for a table the value in it. */
export interface DispatchArm extends Range {
  readonly labels: readonly string[];
  /** The region of the arm; null for a table. */
  readonly region: Region | null;
  /** The calls directly in the arm (nested regions included); for a table empty. */
  readonly calls: readonly Call[];
  /** For a table: the function named there. */
  readonly value: Value | null;
}
