/** Questions about names that every intent asks. */
import type { Binding, Module, NameValue, Range, Scope } from "../../model/code.ts";

/** What the name is bound to in the scope itself; a builtin that is merely read is nothing. */
export function boundIn(scope: Scope, name: string): Binding | undefined {
  return scope.bindings.find((binding) => binding.name === name && binding.kind !== "builtin");
}

/** What the name means when it is read in the scope: class bodies are not looked through from their methods. */
export function resolve(scope: Scope, name: string): Binding | undefined {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    if (at.kind === "class" && at !== scope) continue;
    const binding = boundIn(at, name);
    if (binding !== undefined) return binding;
  }
  return undefined;
}

/** Is the name bound anywhere in the file? A new name has to be free everywhere, so that it can be read everywhere. */
export function isUsed(module: Module, name: string): boolean {
  return module.scopes.some((scope) => scope.bindings.some((binding) => binding.name === name));
}

/** Would reading a module-level name at this place find it, once `gone` is no longer there? */
export function reachesModule(scope: Scope, name: string, gone?: Binding): boolean {
  for (let at: Scope | null = scope; at !== null && at.kind !== "module"; at = at.parent) {
    if (at.kind === "class" && at !== scope) continue;
    const binding = boundIn(at, name);
    if (binding !== undefined && binding !== gone && binding.scope !== scope.module.root) return false;
  }
  return true;
}

/** The scope and the functions and classes in it. */
export function within(scope: Scope): Scope[] {
  return scope.module.scopes.filter((other) => other === scope || (other.start >= scope.start && other.end <= scope.end));
}

/** Reads of names that stand in the range, at any depth. */
export function readsIn(module: Module, range: Range): NameValue[] {
  return module.scopes.flatMap((scope) => scope.reads.filter((read) => read.start >= range.start && read.end <= range.end));
}

/** The expression's text without what layout adds, so that two ways to break the same call are the same. */
export function squeeze(text: string, range: Range): string {
  return text
    .slice(range.start, range.end)
    .replace(/\s+|,(?=\s*\))/g, "")
    .replaceAll("'", '"');
}
