/** A syntax tree outside of WebAssembly: plain objects, so that walking costs no crossing and nothing has to be deleted. */
export interface SyntaxNode {
  /** The grammar's name for the node; for tokens the text itself (`await`, `=`). */
  readonly type: string;
  /** True for named nodes, false for tokens. */
  readonly isNamed: boolean;
  /** The field of the parent this node is, or null. */
  readonly field: string | null;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly parent: SyntaxNode | null;
  /** Named nodes and tokens; comments included. */
  readonly children: SyntaxNode[];
  /** An ERROR or MISSING node. */
  readonly isError: boolean;
}

export interface SyntaxTree {
  readonly root: SyntaxNode;
  readonly text: string;
  /** Ranges that do not parse. */
  readonly broken: { start: number; end: number }[];
}

/** The first child of that field, or null. */
export function childByField(node: SyntaxNode, field: string): SyntaxNode | null {
  for (const child of node.children) if (child.field === field) return child;
  return null;
}

/** All children of that field, in order. */
export function childrenByField(node: SyntaxNode, field: string): SyntaxNode[] {
  return node.children.filter((child) => child.field === field);
}

/** Named children without comments, in order. */
export function namedChildren(node: SyntaxNode): SyntaxNode[] {
  return node.children.filter((child) => child.isNamed && child.type !== "comment");
}
