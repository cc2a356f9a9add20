/**
 * The state of one pass over a JavaScript or TypeScript tree, and the two doors through which every room sends the
 * nodes inside its own: `expression` and `statement`. Which function handles which node type is said in tables.ts.
 */
import type {
  Binding,
  ClassFact,
  Module,
  NameValue,
  Range,
  Region,
  Scope,
  StringFact,
  UnknownValue,
  Value,
  Write,
} from "../../model/code.ts";
import type { SyntaxNode } from "../../parse/syntax.ts";

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** How a string gets its name; see `StringFact.role`. */
export type Role = StringFact["role"];

/** A lexical block. Names are looked up from the innermost block outwards when the whole file has been read. */
export interface Block {
  readonly parent: Block | null;
  readonly scope: Scope;
  /** `var` lands in the nearest such block. */
  readonly holdsVars: boolean;
  names: Map<string, Binding> | null;
  /** Functions declared in inner blocks, which sloppy code may call from here. */
  hoisted: Map<string, Binding> | null;
}

/** An assignment to `exports.x` or `module.exports`; it counts once its root is known to be the real one. */
export interface CommonJsExport {
  readonly root: NameValue;
  /** null for the whole. */
  readonly name: string | null;
  readonly value: Value;
}

/** Nesting beyond this is not read: recursion must not overflow whatever the user's text. */
export const MAX_DEPTH = 400;

export class Walk {
  readonly text: string;
  readonly module: Module;
  readonly hasErrors: boolean;
  scope: Scope;
  block: Block;
  region: Region;
  statement: Range;
  /** The class whose instance `this` is here. */
  owner: ClassFact | null = null;
  depth = 0;
  /** `break` statements met that leave the innermost switch or loop. */
  breaks = 0;
  /** Where `export` puts names: the module's exports, or a namespace's members. */
  exports: Map<string, Value>;
  /** A stack that left-nested chains are unrolled on. */
  readonly spine: SyntaxNode[] = [];
  readonly names: NameValue[] = [];
  readonly nameBlocks: Block[] = [];
  /** Names of export clauses and declarations: bound like the others, but no reads. */
  readonly mentions: NameValue[] = [];
  readonly mentionBlocks: Block[] = [];
  readonly writes: Write[] = [];
  readonly writeBlocks: Block[] = [];
  readonly commonJs: CommonJsExport[] = [];

  constructor(module: Module, block: Block, hasErrors: boolean) {
    this.text = module.text;
    this.module = module;
    this.hasErrors = hasErrors;
    this.scope = module.root;
    this.block = block;
    this.region = module.root.body;
    this.statement = { start: module.root.start, end: module.root.end };
    this.exports = module.exports.named;
  }
}

/** `hint` is the node that names what the expression is given to, and `role` how. */
export type ExpressionHandler = (walk: Walk, node: SyntaxNode, hint: SyntaxNode | null, role: Role) => Value;
/** @returns true when control never gets past the statement. */
export type StatementHandler = (walk: Walk, node: SyntaxNode) => boolean;

export const expressions = new Map<string, ExpressionHandler>();
export const statements = new Map<string, StatementHandler>();

export function expression(walk: Walk, node: SyntaxNode, hint: SyntaxNode | null = null, role: Role = "none"): Value {
  if (walk.depth >= MAX_DEPTH) return unknown(node, []);
  walk.depth++;
  const handler = expressions.get(node.type);
  const value = handler === undefined ? inside(walk, node) : handler(walk, node, hint, role);
  if (walk.hasErrors && handler !== undefined) walkErrors(walk, node);
  walk.depth--;
  return value;
}

/** @returns true when control never gets past the statement. */
export function statement(walk: Walk, node: SyntaxNode): boolean {
  const outer = walk.statement;
  walk.statement = { start: node.start, end: node.end };
  const exits = declaration(walk, node);
  walk.statement = outer;
  return exits;
}

/** A statement that is part of a greater one: what is inside counts as standing in the greater one. */
export function declaration(walk: Walk, node: SyntaxNode): boolean {
  const handler = statements.get(node.type);
  if (handler === undefined) {
    if (node.isNamed && node.type !== "comment") expression(walk, node);
    return false;
  }
  if (walk.depth >= MAX_DEPTH) return false;
  walk.depth++;
  const exits = handler(walk, node);
  if (walk.hasErrors) walkErrors(walk, node);
  walk.depth--;
  return exits;
}

/** Statements one after the other. @returns true when one of them keeps control from passing the end. */
export function statementList(walk: Walk, nodes: readonly SyntaxNode[]): boolean {
  let exits = false;
  for (const node of nodes) if (node.isNamed && statement(walk, node)) exits = true;
  return exits;
}

/** Reads what is inside a node that is not understood. */
export function inside(walk: Walk, node: SyntaxNode): UnknownValue {
  const parts: Value[] = [];
  for (const child of node.children) {
    if (!child.isNamed || IGNORED.has(child.type)) continue;
    if (statements.has(child.type)) statement(walk, child);
    else if (child.children.length > 0 || expressions.has(child.type)) parts.push(expression(walk, child));
  }
  return unknown(node, parts);
}

/** Handlers take the children they know by field; what does not parse stands beside those. */
export function walkErrors(walk: Walk, node: SyntaxNode): void {
  if (READS_ALL.has(node.type)) return;
  for (const child of node.children) if (child.type === "ERROR") inside(walk, child);
}

export function unknown(at: Range, parts: Value[]): UnknownValue {
  return { kind: "unknown", start: at.start, end: at.end, parts };
}

/** The first named child that is no comment. */
export function firstNamed(node: SyntaxNode): SyntaxNode | null {
  for (const child of node.children) if (child.isNamed && child.type !== "comment") return child;
  return null;
}

export function hasToken(node: SyntaxNode, token: string): boolean {
  for (const child of node.children) if (child.type === token) return true;
  return false;
}

/** Nodes whose handlers already visit every child. */
const READS_ALL = new Set([
  "program",
  "statement_block",
  "expression_statement",
  "object",
  "array",
  "parenthesized_expression",
  "sequence_expression",
]);

/** Nothing in these runs. */
const IGNORED = new Set([
  "comment",
  "type_annotation",
  "type_arguments",
  "type_parameters",
  "asserts_annotation",
  "type_predicate_annotation",
  "object_type",
  "function_type",
  "union_type",
  "generic_type",
  "implements_clause",
  "string_fragment",
  "statement_identifier",
]);
