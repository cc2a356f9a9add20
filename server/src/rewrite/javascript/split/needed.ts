/** Which statements around an arm its own handler needs, and which module-level names all of that reads. */
import type { Binding, Module, Range, Scope } from "../../../model/code.ts";
import type { SyntaxNode } from "../../../parse/syntax.ts";
import { isInside, readsIn } from "../scopes.ts";
import { contains } from "../tree.ts";
import { type ArmCode, clausesOf, type Level } from "./pieces.ts";

export interface Needed {
  /** By level: the statements before that are kept, in order. */
  readonly before: readonly (readonly SyntaxNode[])[];
  readonly globals: ReadonlySet<Binding>;
  /** Everything that goes into the new file. */
  readonly ranges: readonly Range[];
}

/** @returns undefined where a local is read that no kept statement sets, or a module-level name is set. */
export function neededFor(
  module: Module,
  scope: Scope,
  levels: readonly Level[],
  arm: ArmCode,
  extra: readonly Range[],
): Needed | undefined {
  const ranges: Range[] = [...rangesOf(arm), ...extra];
  for (const level of levels) {
    if (runsBehind(level, arm)) ranges.push(...level.behind);
    if (level.around !== null) ranges.push(...clausesOf(level.around));
  }
  const before = levels.flatMap((level) => level.before);
  const kept = new Set(before.filter((one) => !isDeclaration(one)));
  ranges.push(...kept);
  const globals = new Set<Binding>();
  const seen = new Set<Binding>();
  for (const range of ranges) {
    for (const { binding } of mentionsIn(module, range)) {
      if (seen.has(binding) || binding.kind === "builtin") continue;
      seen.add(binding);
      if (binding.scope === module.root) globals.add(binding);
      else if (
        binding.scope === scope &&
        binding.kind !== "parameter" &&
        !scope.params.some((one) => binding.declaration !== null && isInside(binding.declaration, one))
      ) {
        const setting = before.filter((statement) => sets(statement, binding));
        if (setting.length === 0 && !ranges.some((one) => binding.declaration !== null && isInside(binding.declaration, one)))
          return undefined;
        for (const statement of setting) {
          if (!kept.has(statement)) ranges.push(statement);
          kept.add(statement);
        }
      } else if (!isInside(binding.scope, scope)) return undefined;
    }
  }
  const writesGlobal = module.scopes.some((one) =>
    one.writes.some(
      (write) =>
        write.target.kind === "binding" &&
        write.target.binding.scope === module.root &&
        isInside(write, scope) &&
        ranges.some((range) => isInside(write, range)),
    ),
  );
  return writesGlobal ? undefined : { before: levels.map((level) => level.before.filter((one) => kept.has(one))), globals, ranges };
}

function rangesOf(arm: ArmCode): Range[] {
  if (arm.replaced === null) return [arm.range];
  return [
    { start: arm.range.start, end: arm.replaced.callee.start },
    { start: arm.replaced.callee.end, end: arm.range.end },
  ];
}

/** Names that are read or set. */
function mentionsIn(module: Module, range: Range): { readonly binding: Binding }[] {
  const writes = module.scopes.flatMap((scope) =>
    scope.writes.flatMap(({ target }) => (target.kind === "binding" && isInside(target, range) ? [target] : [])),
  );
  return [...readsIn(module, range), ...writes];
}

/** Does what stands behind the dispatch run after the arm? Behind a `try` it may, where an error was caught. */
export function runsBehind(level: Level, arm: ArmCode): boolean {
  return !arm.exits || level.around !== null;
}

/** Anything else may answer, refuse, log or change something, and stays. */
function isDeclaration(statement: SyntaxNode): boolean {
  return (
    /^(lexical_declaration|variable_declaration|function_declaration)$/.test(statement.type) &&
    !contains(statement, "assignment_expression", "update_expression")
  );
}

function sets(statement: SyntaxNode, binding: Binding): boolean {
  return (
    binding.writes.some((write) => isInside(write, statement)) || (binding.declaration !== null && isInside(binding.declaration, statement))
  );
}
