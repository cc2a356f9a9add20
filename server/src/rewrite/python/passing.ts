/** A module-level name that becomes a local of one function and a parameter of the functions that read it. */
import type { Program } from "../../flow/program.ts";
import type { Binding, Call, Module, Region, Scope } from "../../model/code.ts";
import type { Edit } from "../rewriter.ts";
import { allCallers } from "./connections/callers.ts";
import { globalStatements, withoutName } from "./globals.ts";
import { addArgument, addParameter } from "./parameters.ts";
import { boundIn, within } from "./scopes.ts";
import type { Extent } from "./statements.ts";
import { treeOf } from "./tree.ts";

/** From where on the function has the value. */
export interface Source {
  readonly scope: Scope;
  readonly region: Region;
  readonly offset: number;
}

export interface Passed {
  readonly edits: Edit[];
  /** `global` statements that are not needed any more; to be removed together with whatever else goes. */
  readonly removed: Extent[];
  /** Did any function get a parameter? */
  readonly readers: ReadonlySet<Scope>;
}

/** @returns undefined where a reader, or one who calls a reader, cannot be given the value. */
export function passToReaders(program: Program, binding: Binding, source: Source): Passed | undefined {
  const { module } = binding.scope;
  if (isReadElsewhere(program, module, binding.name)) return undefined;
  const plan = readersOf(program, binding, source);
  if (plan === undefined) return undefined;
  const result = { edits: [] as Edit[], removed: [] as Extent[], readers: plan.readers };
  for (const reader of plan.readers) {
    const tree = treeOf(reader.module);
    const added = tree && addParameter(reader.module, tree, reader, binding.name);
    if (added === undefined) return undefined;
    result.edits.push(added);
  }
  for (const [call, target] of plan.calls) {
    const tree = treeOf(call.scope.module);
    const targetTree = treeOf(target.module);
    const added = tree && targetTree && addArgument(call.scope.module, tree, call, target, targetTree, binding.name);
    if (added === undefined) return undefined;
    result.edits.push(added);
  }
  return withoutGlobals(module, binding, new Set([source.scope, ...plan.readers]), result) ? result : undefined;
}

function withoutGlobals(
  module: Module,
  binding: Binding,
  functions: ReadonlySet<Scope>,
  result: { edits: Edit[]; removed: Extent[] },
): boolean {
  const tree = treeOf(module);
  if (tree === undefined) return false;
  for (const statement of globalStatements(module, tree, binding.name)) {
    if (statement.scope === undefined || !functions.has(statement.scope)) return false;
    const gone = withoutName(module, statement, binding.name);
    if (gone === undefined) return false;
    result.edits.push(...gone.edits);
    result.removed.push(...gone.removed);
  }
  return true;
}

/** Another file may see the name through an import: `app.current_user`, `from app import current_user`. */
function isReadElsewhere(program: Program, module: Module, name: string): boolean {
  const stem = /([^/]+)\.py$/.exec(module.path)?.[1] ?? "";
  const imports = new RegExp(`\\b(?:import|from)\\b.*\\b${stem}\\b`);
  const mention = new RegExp(`\\.\\s*${name}\\b|\\bimport\\b[^\\n]*\\b${name}\\b`);
  return program.modules.some((other) => other !== module && imports.test(other.text) && mention.test(other.text));
}

interface Plan {
  readonly readers: Set<Scope>;
  readonly calls: Map<Call, Scope>;
}

/** The functions that need the value, directly or to pass it on, and the calls that give it to them. */
function readersOf(program: Program, binding: Binding, source: Source): Plan | undefined {
  const plan: Plan = { readers: new Set(), calls: new Map() };
  const queue: Scope[] = [];
  const need = (scope: Scope, at: { start: number; region: Region }): boolean => {
    const owner = outermost(scope);
    if (owner === undefined) return false;
    if (owner === source.scope) return isBehind(scope, at, source);
    if (!plan.readers.has(owner)) queue.push(owner);
    plan.readers.add(owner);
    return true;
  };
  if (!binding.reads.every((read) => need(read.scope, read))) return undefined;
  for (let reader = queue.pop(); reader !== undefined; reader = queue.pop()) {
    if (!canTake(program, reader, binding)) return undefined;
    const callers = allCallers(program, reader);
    if (callers === undefined || callers.length === 0) return undefined;
    for (const call of callers) {
      if (program.targets(call).length !== 1 || outermost(call.scope) === reader || !need(call.scope, call)) return undefined;
      plan.calls.set(call, reader);
    }
  }
  return plan.readers.has(source.scope) ? undefined : plan;
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

/** Is the value there whenever this runs? */
function isBehind(scope: Scope, at: { start: number; region: Region }, source: Source): boolean {
  if (scope !== source.scope) return scope.start >= source.offset && boundBetween(scope, source.scope) === undefined;
  if (at.start < source.offset) return false;
  for (let region: Region | null = at.region; region !== null; region = region.parent) if (region === source.region) return true;
  return false;
}

function boundBetween(scope: Scope, outer: Scope): Scope | undefined {
  for (let at: Scope | null = scope; at !== null && at !== outer; at = at.parent) if (at.kind === "class") return at;
  return undefined;
}

/** A plain function that binds the name nowhere and means the same by it wherever it reads it. */
function canTake(program: Program, reader: Scope, binding: Binding): boolean {
  if (reader.owner !== null || reader.decorators.length > 0 || reader.name === null) return false;
  if (program.handlers.some((handler) => handler.scope === reader)) return false;
  return within(reader).every(
    (scope) =>
      boundIn(scope, binding.name) === undefined && scope.reads.every((read) => read.name !== binding.name || read.binding === binding),
  );
}
