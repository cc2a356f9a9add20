/** Comments are found from their `#`, down the tree: the walk need not look for them among the children of every node. */
import type { Range } from "../../model/code.ts";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax.ts";

export function findComments(tree: SyntaxTree, comments: Range[]): void {
  const { text } = tree;
  for (let at = text.indexOf("#"); at !== -1; ) {
    const leaf = leafAt(tree.root, at);
    // The grammar takes the carriage return of a line end for text.
    if (leaf.type === "comment") comments.push({ start: leaf.start, end: text[leaf.end - 1] === "\r" ? leaf.end - 1 : leaf.end });
    // A leaf that is no comment is a piece of a string, or a stray character.
    const next = leaf.children.length === 0 ? Math.max(leaf.end, at + 1) : at + 1;
    at = text.indexOf("#", next);
  }
}

/** The innermost node that covers the offset. */
function leafAt(root: SyntaxNode, offset: number): SyntaxNode {
  let node = root;
  for (;;) {
    const child = childAt(node.children, offset);
    if (child === undefined) return node;
    node = child;
  }
}

function childAt(children: readonly SyntaxNode[], offset: number): SyntaxNode | undefined {
  let low = 0;
  let high = children.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const child = children[middle] as SyntaxNode;
    if (child.end <= offset) low = middle + 1;
    else if (child.start > offset) high = middle - 1;
    else return child;
  }
  return undefined;
}
