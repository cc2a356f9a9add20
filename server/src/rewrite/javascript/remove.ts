/** An assignment goes, with its line. */
import type { Write } from "../../model/code.ts";
import type { Fix } from "../rewriter.ts";
import { edit } from "../text.ts";
import { extentOf } from "./statements.ts";
import { nodeAround, statementOf, statements, treeOf } from "./tree.ts";

/** See `Rewriter.remove`. */
export function remove(write: Write): Fix | undefined {
  const { module } = write.scope;
  const tree = treeOf(module);
  const statement = tree && statementOf(nodeAround(tree, write));
  const assignment = statement?.type === "expression_statement" ? statement.children[0] : undefined;
  if (!statement || assignment?.type !== "assignment_expression" || assignment.start !== write.start || assignment.end !== write.end)
    return undefined;
  // An `if` with nothing in it would be left behind.
  const block = statement.parent;
  if (block?.parent && /^(if_statement|else_clause)$/.test(block.parent.type) && statements(block).length === 1) return undefined;
  const extent = extentOf(module, statement);
  return { title: "Remove the assignment", safety: "safe", edits: [edit(module, extent.start, extent.end, "")] };
}
