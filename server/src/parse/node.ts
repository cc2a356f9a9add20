import type { SyntaxNode } from "./syntax.ts";

/** The children of every leaf. One array for all of them: most nodes are leaves. Nobody may add to it. */
export const NO_CHILDREN: SyntaxNode[] = [];

/** The one class of all syntax nodes, so that every reader stays monomorphic. Fields are set while the tree is built and never after. */
export class PlainNode implements SyntaxNode {
  type: string;
  isNamed: boolean;
  field: string | null;
  start: number;
  end: number;
  parent: SyntaxNode | null;
  children: SyntaxNode[];
  isError: boolean;

  constructor(
    type: string,
    isNamed: boolean,
    field: string | null,
    start: number,
    end: number,
    parent: SyntaxNode | null,
    children: SyntaxNode[],
    isError: boolean,
  ) {
    this.type = type;
    this.isNamed = isNamed;
    this.field = field;
    this.start = start;
    this.end = end;
    this.parent = parent;
    this.children = children;
    this.isError = isError;
  }
}
