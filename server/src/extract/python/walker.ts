/**
 * The state of one pass over a Python tree, and the dispatch by node type.
 *
 * Names are only collected; what they are bound to is settled by bind.ts once the whole file was seen, so that forward
 * references and a late `global` come out right.
 */
import type { Module, Region, Value } from "../../model/code.ts";
import type { SyntaxNode } from "../../parse/syntax.ts";
import { type Frame, Recorder, unknown } from "./recorder.ts";

export { type Frame, type Mutable, type OpenWrite, unknown } from "./recorder.ts";

/** Turns a node into a value and records the facts in it. */
export type ExpressionHandler = (w: Walker, node: SyntaxNode) => Value;
/** Records the facts of a statement. @returns true when control never runs past it. */
export type StatementHandler = (w: Walker, node: SyntaxNode) => boolean;
export type ExpressionTable = readonly (readonly [string, ExpressionHandler])[];
export type StatementTable = readonly (readonly [string, StatementHandler])[];

/** Levels of nesting that are followed; what is deeper is unknown rather than an overflowing stack. */
const DEEPEST = 400;

export class Walker extends Recorder {
  readonly hasErrors: boolean;
  private depth = 0;
  private readonly expressions: ReadonlyMap<string, ExpressionHandler>;
  private readonly statements: ReadonlyMap<string, StatementHandler>;

  constructor(
    module: Module,
    hasErrors: boolean,
    rootFrame: Frame,
    expressions: ReadonlyMap<string, ExpressionHandler>,
    statements: ReadonlyMap<string, StatementHandler>,
  ) {
    super(module, rootFrame);
    this.hasErrors = hasErrors;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** To be asked before going one level down; `ascend` when back. @returns false where it is too deep. */
  descend(): boolean {
    if (this.depth >= DEEPEST) return false;
    this.depth++;
    return true;
  }

  ascend(): void {
    this.depth--;
  }

  /** The value of an expression. */
  expr(node: SyntaxNode): Value {
    if (!this.descend()) return unknown(node, []);
    const handler = this.expressions.get(node.type);
    const value = handler === undefined ? unknown(node, this.parts(node)) : handler(this, node);
    if (this.hasErrors) this.errors(node);
    this.ascend();
    return value;
  }

  /** The values of all named children. */
  parts(node: SyntaxNode): Value[] {
    const values: Value[] = [];
    for (const child of node.children) if (isContent(child)) values.push(this.expr(child));
    return values;
  }

  /** One statement. @returns true when control never runs past it. */
  run(node: SyntaxNode): boolean {
    if (!this.descend()) return false;
    const outer = this.statement;
    this.statement = { start: node.start, end: node.end };
    const handler = this.statements.get(node.type);
    let exits = false;
    if (handler === undefined) this.expr(node);
    else {
      exits = handler(this, node);
      if (this.hasErrors) this.errors(node);
    }
    this.statement = outer;
    this.ascend();
    return exits;
  }

  /** The statements of a block, in a region of their own. @returns true when control never runs past them. */
  block(node: SyntaxNode, region: Region): boolean {
    const outer = this.region;
    this.region = region;
    let exits = false;
    for (const child of node.children) if (isContent(child) && this.run(child)) exits = true;
    if (this.hasErrors) this.errors(node);
    this.region = outer;
    region.exits = exits;
    return exits;
  }

  /** Walks what stands inside of the ERROR nodes below `node`. */
  errors(node: SyntaxNode): void {
    for (const child of node.children) if (child.type === "ERROR") this.fragments(child);
  }

  /** The pieces of a text that does not parse: whatever is a statement or more than a bare word. */
  private fragments(node: SyntaxNode): void {
    for (const child of node.children) if (isContent(child) && child.type !== "identifier") this.run(child);
    if (!this.descend()) return;
    this.errors(node);
    this.ascend();
  }
}

/** A named node that is neither a comment nor an ERROR (those are walked by `errors`). */
export function isContent(node: SyntaxNode): boolean {
  return node.isNamed && node.type !== "comment" && node.type !== "ERROR";
}
