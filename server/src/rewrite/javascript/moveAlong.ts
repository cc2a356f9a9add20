/** Local statements that follow what is moved to module level. */
import type { Program } from "../../flow/program.ts";
import type { Binding, Module, Range } from "../../model/code.ts";
import type { SyntaxTree } from "../../parse/syntax.ts";
import type { Edit } from "../rewriter.ts";
import { freshName } from "../text.ts";
import type { LocalStatement } from "./needs.ts";
import { boundAtTop, isMentionedBesides, isTakenAtTop, isUsed, reachesTop, renames, squeeze } from "./scopes.ts";
import { type Extent, movedText } from "./statements.ts";
import { topLevelStatement } from "./tree.ts";

export interface Along {
  readonly texts: readonly string[];
  readonly removed: readonly Extent[];
  /** Reads that need another name, in what moves and in what stays. */
  readonly renames: readonly Edit[];
  /** An offset behind which the names that were there already are set. */
  readonly after: number;
}

/**
 * Locals become module-level names, of the same name where that is free; one that is there already, of the same value, is used.
 * @param reader what moves and reads them
 */
export function moveAlong(
  program: Program,
  module: Module,
  tree: SyntaxTree,
  moved: readonly LocalStatement[],
  reader: Range,
): Along | undefined {
  const result = { texts: [] as string[], removed: [] as Extent[], renames: [] as Edit[], after: 0 };
  const kept: LocalStatement[] = [];
  for (const local of moved) {
    const present = presentAtTop(program, module, tree, local);
    if (present === undefined) kept.push(local);
    else result.after = Math.max(result.after, present);
    for (const binding of local.bindings) {
      const name = present === undefined ? newName(module, tree, binding) : binding.name;
      if (name !== binding.name && isMentionedBesides(module, tree, binding)) return undefined;
      if (present !== undefined && !isReadable(module, tree, binding, reader)) return undefined;
      result.renames.push(...renames(module, tree, binding, name, true));
    }
    result.removed.push(local.extent);
  }
  for (const local of kept) {
    const range = local.extent.hasOwnLines ? local.extent : local.node;
    result.texts.push(movedText(module, local.node, range, result.renames));
  }
  return result;
}

/** The end of the module-level statements that already give these names these values; undefined where there are none. */
function presentAtTop(program: Program, module: Module, tree: SyntaxTree, local: LocalStatement): number | undefined {
  let end = -1;
  for (const binding of local.bindings) {
    const present = boundAtTop(module, binding.name);
    const [write, second] = present === undefined ? [] : program.writesTo(present);
    const own = binding.writes[0];
    if (write === undefined || second !== undefined || own === undefined || write.scope !== module.root) return undefined;
    const statement = topLevelStatement(tree, write.start);
    if (statement === undefined || !isSameValue(module, write.value, own.value, local.value)) return undefined;
    end = Math.max(end, statement.end);
  }
  return end < 0 ? undefined : end;
}

type Given = Binding["writes"][number]["value"];

function isSameValue(module: Module, there: Given, here: Given, source: Range | null): boolean {
  if (there.kind === "module" && here.kind === "module") return there.specifier === here.specifier;
  if (there.kind === "member" && here.kind === "member" && there.object.kind === "module" && here.object.kind === "module") {
    return there.property === here.property && there.object.specifier === here.object.specifier;
  }
  if (here.kind === "map" || here.kind === "list" || source === null) return false;
  return squeeze(module.text, there) === squeeze(module.text, source);
}

function isReadable(module: Module, tree: SyntaxTree, binding: Binding, reader: Range): boolean {
  return [...binding.reads, reader].every((read) => reachesTop(module, tree, read.start, binding.name, [binding]));
}

function newName(module: Module, tree: SyntaxTree, binding: Binding): string {
  const isFree =
    !isTakenAtTop(module, binding.name) && binding.reads.every((read) => reachesTop(module, tree, read.start, binding.name, [binding]));
  return isFree ? binding.name : freshName(binding.name, (candidate) => isUsed(module, candidate), "");
}
