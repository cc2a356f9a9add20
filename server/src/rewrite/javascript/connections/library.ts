/** Libraries that keep their connection themselves. */
import { childByField } from "../../../parse/syntax.ts";
import type { Edit } from "../../rewriter.ts";
import { edit, indentAt, newlineOf } from "../../text.ts";
import { nodeAt, treeOf } from "../tree.ts";
import { closingOf } from "./closings.ts";
import type { Caching } from "./index.ts";

/** Notes the calls that end the library's own connection; undefined where one cannot go. */
export function moduleClosings({ program, driver, following }: Caching): true | undefined {
  if (driver.moduleEnds.length === 0) return true;
  for (const module of program.modules) {
    for (const scope of module.scopes) {
      if (program.reach(scope) === undefined) continue;
      for (const call of scope.calls) {
        const name = program.qualifiedName(call.callee);
        if (name === undefined || !driver.moduleEnds.includes(name) || program.guard(call) === "deferred") continue;
        const tree = treeOf(module);
        const node = tree && nodeAt(tree, call, "call_expression");
        const removal = node && closingOf(module, node);
        if (removal === undefined) return undefined;
        following.closings.push({ module, removal });
      }
    }
  }
  return true;
}

/** `if (mongoose.connection.readyState !== 1) await mongoose.connect(…)`. */
export function guardByState({ module, node, call }: Caching): Edit[] | undefined {
  const callee = childByField(node, "function");
  const object = callee?.type === "member_expression" ? childByField(callee, "object") : null;
  if (object?.type !== "identifier") return undefined;
  const library = module.text.slice(object.start, object.end);
  const awaited = node.parent?.type === "await_expression" ? node.parent : node;
  const statement = awaited.parent;
  const state = `${library}.connection.readyState`;
  if (statement?.type === "expression_statement") return [edit(module, statement.start, statement.start, `if (${state} !== 1) `)];
  if (statement?.type !== "return_statement" || !call.scope.isAsync || statement.parent?.type !== "statement_block") return undefined;
  const semicolon = module.text[statement.end - 1] === ";" ? ";" : "";
  const line = `if (${state} === 1) return ${library}${semicolon}${newlineOf(module.text)}${indentAt(module.text, statement.start)}`;
  return [edit(module, statement.start, statement.start, line)];
}
