/** Handlers with a callback answer when nothing is left to wait for, and a connection that stays open is always left. */
import type { Program } from "../../../flow/program.ts";
import type { Scope } from "../../../model/code.ts";
import type { Edit } from "../../rewriter.ts";
import { bodyTop, insertAtTop } from "../bodies.ts";
import { styleOf } from "../style.ts";
import { treeOf } from "../tree.ts";

/** `context.callbackWaitsForEmptyEventLoop = false` in the handlers that run the function; undefined where that cannot be said. */
export function noWaiting(program: Program, scope: Scope): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const handler of handlersOf(program, scope)) {
    const [, context, callback] = handler.params;
    const { module } = handler;
    const body = module.text.slice(handler.start, handler.end);
    const isWaiting = callback !== undefined || /\bcontext\.(succeed|done|fail)\(/.test(body);
    if (!isWaiting || body.includes("callbackWaitsForEmptyEventLoop")) continue;
    const tree = treeOf(module);
    const top = tree && bodyTop(module, tree, handler);
    if (top === undefined || context?.name === null || context === undefined) return undefined;
    edits.push(insertAtTop(module, top, `${context.name}.callbackWaitsForEmptyEventLoop = false${styleOf(module).semicolon}`));
  }
  return edits;
}

function handlersOf(program: Program, scope: Scope): Scope[] {
  const seen = new Set<Scope>([scope]);
  for (const one of seen) {
    for (const call of program.callers(one)) seen.add(call.scope);
    // What is inside of a function runs while it does.
    if (one.parent?.kind === "function") seen.add(one.parent);
  }
  return program.handlers.map((handler) => handler.scope).filter((handler) => seen.has(handler));
}
