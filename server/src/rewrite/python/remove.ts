/** An assignment goes, with its line. */
import type { Write } from "../../model/code.ts";
import type { Fix } from "../rewriter.ts";
import { extentOf, removeStatements } from "./statements.ts";
import { nodeAround, plainAssignment, statementOf, treeOf } from "./tree.ts";

/** See `Rewriter.remove`. */
export function remove(write: Write): Fix | undefined {
  const { module } = write.scope;
  const tree = treeOf(module);
  const statement = tree && statementOf(nodeAround(tree, write));
  const extent = statement && plainAssignment(statement) && extentOf(module.text, statement);
  return extent && { title: "Remove the assignment", safety: "safe", edits: removeStatements(module, [extent]) };
}
