/** Which statements around an arm its own handler needs, and which module-level names all of that reads. */
import type { Binding, Dispatch, Module, Range, Scope } from "../../../model/code.ts";
import type { SyntaxNode } from "../../../parse/syntax.ts";
import { readsIn } from "../scopes.ts";
import { contains, plainAssignment } from "../tree.ts";
import type { ArmCode, Level } from "./pieces.ts";

export interface Needed {
  /** By level: the statements before that are kept, in order. */
  readonly before: readonly (readonly SyntaxNode[])[];
  readonly globals: ReadonlySet<Binding>;
}

/** @returns undefined where a local is read that no kept statement sets. */
export function neededFor(
  module: Module,
  scope: Scope,
  dispatch: Dispatch,
  levels: readonly Level[],
  arm: ArmCode,
  extra: readonly Range[],
): Needed | undefined {
  const ranges: Range[] = [...(arm.replaced === null ? [arm.range] : aroundCallee(arm)), ...extra];
  ranges.push(...levels.flatMap((level) => (runsBehind(level, arm) ? level.behind : [])));
  for (const level of levels) if (level.around !== null) ranges.push(...clausesOf(level.around));
  const kept = new Set(levels.flatMap((level) => level.before.filter((one) => !isAssignment(one) && !isDocstring(one))));
  ranges.push(...kept);
  const globals = new Set<Binding>();
  const seen = new Set<Binding>();
  for (const range of ranges) {
    for (const read of readsIn(module, range)) {
      const { binding } = read;
      if (seen.has(binding) || binding.kind === "builtin") continue;
      seen.add(binding);
      if (binding.scope === module.root) globals.add(binding);
      else if (binding.scope === scope && binding.kind !== "parameter") {
        const setting = settersOf(binding, levels);
        if (setting.length === 0 && !isSetIn(binding, ranges)) return undefined;
        for (const statement of setting) if (!kept.has(statement)) ranges.push(statement);
        for (const statement of setting) kept.add(statement);
      } else if (!isInside(binding.scope, scope)) return undefined;
    }
  }
  return isAlone(scope, dispatch, ranges)
    ? { before: levels.map((level) => level.before.filter((one) => kept.has(one))), globals }
    : undefined;
}

/** Does what stands behind the dispatch run after the arm? Behind a `try` it may, where an error was caught. */
export function runsBehind(level: Level, arm: ArmCode): boolean {
  return !arm.exits || level.around !== null;
}

function aroundCallee(arm: ArmCode): Range[] {
  return arm.replaced === null
    ? []
    : [
        { start: arm.range.start, end: arm.replaced.callee.start },
        { start: arm.replaced.callee.end, end: arm.range.end },
      ];
}

/** Everything of a `try` but its body. */
export function clausesOf(statement: SyntaxNode): SyntaxNode[] {
  return statement.children.filter((child) => child.type.endsWith("_clause") || child.type.endsWith("_group_clause"));
}

/** Anything else may answer, refuse, log or change something, and stays. */
function isAssignment(statement: SyntaxNode): boolean {
  return plainAssignment(statement)?.left.type === "identifier" && !contains(statement, "named_expression");
}

/** What the handler of all kinds does says nothing about one kind. */
function isDocstring(statement: SyntaxNode): boolean {
  return statement.type === "expression_statement" && statement.children[0]?.type === "string";
}

function settersOf(binding: Binding, levels: readonly Level[]): SyntaxNode[] {
  const before = levels.flatMap((level) => level.before);
  return before.filter(
    (statement) =>
      binding.writes.some((write) => write.start >= statement.start && write.end <= statement.end) ||
      (binding.function !== null && binding.function.start >= statement.start && binding.function.end <= statement.end),
  );
}

function isSetIn(binding: Binding, ranges: readonly Range[]): boolean {
  return binding.writes.some((write) => ranges.some((range) => write.start >= range.start && write.end <= range.end));
}

function isInside(inner: Scope, outer: Scope): boolean {
  for (let at: Scope | null = inner; at !== null; at = at.parent) if (at === outer) return true;
  return false;
}

/** Nothing that is kept writes module-level names: in another file they would be other names. */
function isAlone(scope: Scope, dispatch: Dispatch, ranges: readonly Range[]): boolean {
  const { module } = dispatch.scope;
  return !scope.writes.some(
    (write) =>
      write.target.kind === "binding" &&
      write.target.binding.scope === module.root &&
      ranges.some((range) => write.start >= range.start && write.end <= range.end),
  );
}
