import type { Tree } from "web-tree-sitter";
import { NO_CHILDREN, PlainNode } from "./node.ts";

/**
 * Copies a tree out of WebAssembly by a cursor walk: several crossings a node, nearly as slow as the parse itself, but
 * only the public interface. It is the reference for the fast reader (memory.ts), and stands in for it.
 */
export function readByCursor(tree: Tree): PlainNode {
  const cursor = tree.walk();
  const take = (parent: PlainNode | null): PlainNode => {
    const isError = cursor.nodeTypeId === 0xffff || cursor.nodeIsMissing;
    const { nodeType, nodeIsNamed, currentFieldName, startIndex, endIndex } = cursor;
    return new PlainNode(nodeType, nodeIsNamed, currentFieldName, startIndex, endIndex, parent, NO_CHILDREN, isError);
  };
  const root = take(null);
  let node = root;
  try {
    for (;;) {
      let parent: PlainNode | null = node;
      if (cursor.gotoFirstChild()) {
        node.children = [];
      } else {
        while (node !== root && !cursor.gotoNextSibling()) {
          cursor.gotoParent();
          node = node.parent as PlainNode;
        }
        parent = node.parent as PlainNode | null;
      }
      if (parent === null) return root;
      node = take(parent);
      parent.children.push(node);
    }
  } finally {
    cursor.delete();
  }
}
