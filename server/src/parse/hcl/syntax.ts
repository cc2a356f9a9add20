/** HCL as blocks, attributes and expressions. Offsets are UTF-16 units into the text; nothing is evaluated. */

export interface HclRange {
  readonly start: number;
  readonly end: number;
}

export interface HclDocument {
  readonly text: string;
  readonly root: HclBody;
  readonly comments: readonly HclRange[];
  /** Parts that do not parse. */
  readonly broken: readonly HclRange[];
}

/** What stands between two braces, or in a file. */
export interface HclBody extends HclRange {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

export interface HclAttribute extends HclRange {
  readonly name: string;
  readonly key: HclRange;
  readonly value: HclExpression;
}

/** `resource "aws_sqs_queue" "main" { … }`. */
export interface HclBlock extends HclRange {
  readonly type: string;
  readonly labels: readonly string[];
  /** From the type to the last label. */
  readonly head: HclRange;
  /** `body.start` is behind the opening brace, `body.end` at the closing one. */
  readonly body: HclBody;
}

export type HclExpression =
  | HclLiteral
  | HclTemplate
  | HclTuple
  | HclObject
  | HclTraversal
  | HclCall
  | HclConditional
  | HclOperation
  | HclFor
  | HclUnknown;

/** A number, boolean, null, or a string without interpolations. */
export interface HclLiteral extends HclRange {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
  /** Where the characters of a string stand, without quotes or the lines of the heredoc's words. */
  readonly content: HclRange;
  readonly isHeredoc: boolean;
}

export interface HclTemplate extends HclRange {
  readonly kind: "template";
  readonly parts: readonly (string | HclExpression)[];
  readonly content: HclRange;
  /** From `${` to `}`, in order. */
  readonly interpolations: readonly HclRange[];
  readonly isHeredoc: boolean;
}

export interface HclTuple extends HclRange {
  readonly kind: "tuple";
  readonly items: readonly HclExpression[];
}

export interface HclObject extends HclRange {
  readonly kind: "object";
  readonly entries: readonly HclEntry[];
}

export interface HclEntry extends HclRange {
  /** A bare word is a literal; `(local.x)` is what it says. */
  readonly key: HclExpression;
  readonly value: HclExpression;
}

/** `aws_sqs_queue.main[0].arn`, `local.x["k"]`, `f(x).y`: something and the way from it. */
export interface HclTraversal extends HclRange {
  readonly kind: "traversal";
  readonly root: string | HclExpression;
  readonly steps: readonly HclStep[];
}

export type HclStep =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "index"; readonly key: HclExpression }
  /** What follows is asked of every item. */
  | { readonly kind: "splat" };

export interface HclCall extends HclRange {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly HclExpression[];
  /** The last argument is a list of arguments: `f(x...)`. */
  readonly isSpread: boolean;
}

export interface HclConditional extends HclRange {
  readonly kind: "conditional";
  readonly condition: HclExpression;
  readonly yes: HclExpression;
  readonly no: HclExpression;
}

export interface HclOperation extends HclRange {
  readonly kind: "operation";
  readonly operator: string;
  readonly operands: readonly HclExpression[];
}

export interface HclFor extends HclRange {
  readonly kind: "for";
  /** The last is the value, the one before it the key. */
  readonly names: readonly string[];
  readonly over: HclExpression;
  /** Null where a list is made. */
  readonly key: HclExpression | null;
  readonly value: HclExpression;
  readonly condition: HclExpression | null;
  readonly isGrouped: boolean;
}

/** Template directives, what does not parse. `inside` is what is named there nevertheless. */
export interface HclUnknown extends HclRange {
  readonly kind: "unknown";
  readonly inside: readonly HclExpression[];
}
