/** Who calls a function, when that can be known for certain. */
import type { Program } from "../../../flow/program.ts";
import type { Binding, Call, Module, Scope } from "../../../model/code.ts";
import { readsIn } from "../scopes.ts";

/** All calls of a function; undefined where it is used in any other way than by being called. */
export function allCallers(program: Program, scope: Scope): readonly Call[] | undefined {
  const callers = program.callers(scope);
  const name = scope.name;
  if (name === null || scope.decorators.length > 0) return undefined;
  const isCallee = (end: number, module: Module): boolean =>
    callers.some((call) => call.scope.module === module && call.callee.end === end);
  if (scope.owner !== null || scope.parent?.kind !== "module") return onlyCalledByName(program, name, isCallee) ? callers : undefined;
  for (const module of program.modules) {
    for (const binding of module.root.bindings) {
      if (!mayBe(program, binding, scope)) continue;
      for (const read of binding.reads) {
        if (isCallee(read.end, module)) continue;
        const after = /^\s*\.\s*(\w+)/.exec(module.text.slice(read.end, read.end + 200));
        const isModule = binding.kind === "import" && after !== null;
        if (!isModule || (after[1] === name && !isCallee(read.end + after[0].length, module))) return undefined;
      }
    }
  }
  return callers;
}

/** Is the binding the function, or a module through which it can be had? */
function mayBe(program: Program, binding: Binding, scope: Scope): boolean {
  if (binding.function !== null) return binding.function === scope;
  return binding.writes.some(
    (write) =>
      write.operator === "import" &&
      program
        .referents(write.value)
        .some(
          (referent) =>
            (referent.kind === "function" && referent.scope === scope) || (referent.kind === "module" && referent.module === scope.module),
        ),
  );
}

/** Methods and nested functions: every mention of the name has to be one of the calls or the definition. */
function onlyCalledByName(program: Program, name: string, isCallee: (end: number, module: Module) => boolean): boolean {
  const mention = new RegExp(`(?:\\.\\s*|\\b)${name}\\b`, "g");
  for (const module of program.modules) {
    for (const match of module.text.matchAll(mention)) {
      const end = match.index + match[0].length;
      const isDefinition = /\bdef\s+$/.test(module.text.slice(Math.max(0, match.index - 20), match.index));
      const isName = match[0].startsWith(".") || readsIn(module, { start: match.index, end }).length > 0;
      if (isName && !isDefinition && !isCallee(end, module)) return false;
    }
  }
  return true;
}

/** Does running one of the functions lead to another of them (or itself) while it is under way? */
export function areNested(program: Program, scopes: readonly Scope[]): boolean {
  const wanted = new Set(scopes);
  return scopes.some((scope) => {
    const seen = new Set<Scope>();
    const queue = [scope];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const call of at.calls) {
        for (const target of program.targets(call)) {
          if (wanted.has(target)) return true;
          if (!seen.has(target)) queue.push(target);
          seen.add(target);
        }
      }
    }
    return false;
  });
}
