/** A module-level name that becomes a local of one function and a parameter of the functions that read it. */
import type { Program } from "../../flow/program.ts";
import type { Binding, Call, Module, NameValue, Range, Scope } from "../../model/code.ts";
import { childByField, namedChildren, type SyntaxNode, type SyntaxTree } from "../../parse/syntax.ts";
import type { Edit } from "../rewriter.ts";
import { edit } from "../text.ts";
import { functionNode } from "./bodies.ts";
import { isInside } from "./scopes.ts";
import { nodeAt } from "./tree.ts";

/** Where the name will be a local: the function, and the stretch of it in which the name has its value. */
export interface Source {
  readonly scope: Scope;
  readonly range: Range;
}

/** @returns undefined where a reader, or one who calls a reader, cannot be given the value. */
export function passToReaders(program: Program, module: Module, tree: SyntaxTree, binding: Binding, source: Source): Edit[] | undefined {
  const plan = readersOf(program, module, binding, source);
  if (plan === undefined) return undefined;
  const type = module.language === "typescript" ? binding.type : "";
  if (type === null && plan.readers.size > 0) return undefined;
  const edits: Edit[] = [];
  for (const reader of plan.readers) {
    const added = addParameter(module, tree, reader, type === "" ? binding.name : `${binding.name}: ${type}`);
    if (added === undefined) return undefined;
    edits.push(added);
  }
  for (const call of plan.calls.keys()) {
    const node = nodeAt(tree, call, "call_expression");
    const list = node && childByField(node, "arguments");
    const added = list === null || list === undefined ? undefined : append(module, list, binding.name);
    if (added === undefined) return undefined;
    edits.push(added);
  }
  return edits;
}

interface Plan {
  readonly readers: Set<Scope>;
  readonly calls: Map<Call, Scope>;
}

/** The functions that need the value, directly or to pass it on, and the calls that give it to them. */
function readersOf(program: Program, module: Module, binding: Binding, source: Source): Plan | undefined {
  const plan: Plan = { readers: new Set(), calls: new Map() };
  const queue: Scope[] = [];
  const need = (at: { readonly scope: Scope } & Range): boolean => {
    if (at.scope.module !== module) return false;
    if (isInside(at, source.scope)) return isInside(at, source.range);
    const reader = outermost(at.scope);
    if (reader === undefined) return false;
    if (!plan.readers.has(reader)) queue.push(reader);
    plan.readers.add(reader);
    return true;
  };
  if (!binding.reads.every((read) => need(read))) return undefined;
  for (let reader = queue.pop(); reader !== undefined; reader = queue.pop()) {
    const callers = program.callers(reader);
    if (callers.length === 0 || !canTake(program, module, reader, binding, callers)) return undefined;
    for (const call of callers) {
      const isPlain = program.targets(call).length === 1 && program.targets(call)[0] === reader && !call.isNew;
      if (
        !isPlain ||
        outermost(call.scope) === reader ||
        call.args.length !== reader.params.length ||
        call.args.some((one) => one.isSpread)
      )
        return undefined;
      if (!need(call)) return undefined;
      plan.calls.set(call, reader);
    }
  }
  return plan;
}

/** The function of the module that holds the scope. */
function outermost(scope: Scope): Scope | undefined {
  let found: Scope | undefined;
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    if (at.kind === "class") return undefined;
    if (at.kind === "function") found = at;
  }
  return found;
}

/** A function of this file alone, used in no other way than by being called, in which the name means nothing else. */
function canTake(program: Program, module: Module, reader: Scope, binding: Binding, callers: readonly Call[]): boolean {
  if (reader.owner !== null || reader.nameRange === null || program.handlers.some((handler) => handler.scope === reader)) return false;
  const own = module.root.bindings.find((one) => one.declaration?.start === reader.nameRange?.start);
  if (own === undefined || isExported(module, own)) return false;
  const isCallee = (read: NameValue): boolean => callers.some((call) => call.callee.start === read.start && call.callee.end === read.end);
  if (!own.reads.every(isCallee) || own.writes.some((write) => write.scope !== module.root)) return false;
  const inside = module.scopes.filter((scope) => isInside(scope, reader));
  return (
    inside.every((scope) => scope.bindings.every((one) => one.name !== binding.name || one === binding)) &&
    reader.params.every((one) => one.kind === "positional")
  );
}

/** Can another file get at it? */
export function isExported(module: Module, binding: Binding): boolean {
  const { named, whole } = module.exports;
  const values = [...named.values(), ...(whole === null ? [] : [whole])];
  if (values.some((value) => value.kind === "name" && value.binding === binding)) return true;
  if (
    values.some(
      (value) => value.kind === "map" && value.entries.some((entry) => entry.value.kind === "name" && entry.value.binding === binding),
    )
  )
    return true;
  if (values.some((value) => value.kind === "function" && value.scope.nameRange?.start === binding.declaration?.start)) return true;
  return (
    binding.declaration !== null &&
    /\bexport\s+(default\s+)?(async\s+)?(const|let|var|function\*?|class)\s+$/.test(
      module.text.slice(Math.max(0, binding.declaration.start - 60), binding.declaration.start),
    )
  );
}

function addParameter(module: Module, tree: SyntaxTree, reader: Scope, parameter: string): Edit | undefined {
  const node = functionNode(tree, reader);
  const list = node && childByField(node, "parameters");
  if (list !== null && list !== undefined) return append(module, list, parameter);
  const single = node && childByField(node, "parameter");
  return single ? edit(module, single.start, single.end, `(${module.text.slice(single.start, single.end)}, ${parameter})`) : undefined;
}

/** Behind the last of a list in parentheses. */
function append(module: Module, list: SyntaxNode, added: string): Edit | undefined {
  const last = namedChildren(list).at(-1);
  if (list.type !== "formal_parameters" && list.type !== "arguments") return undefined;
  if (last === undefined) return edit(module, list.start + 1, list.end - 1, added);
  return last.type === "rest_pattern" ? undefined : edit(module, last.end, last.end, `, ${added}`);
}
