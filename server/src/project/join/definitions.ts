/** Whether and where a source file defines what a handler string names. The text decides where it can; else the file is parsed. */
import type { Binding, Module, Range } from "../../model/code.ts";
import type { Value } from "../../model/values.ts";

export interface SourceFiles {
  textOf(path: string): string | undefined;
  module(path: string): Module | undefined;
}

/** Does the file define the name, or seem to where it cannot be parsed? */
export function defines(path: string, name: string, files: SourceFiles): boolean {
  const text = files.textOf(path);
  if (text === undefined) return false;
  const first = name.split(".")[0] ?? name;
  const isPython = path.endsWith(".py");
  if (!hasWord(text, first) && !(isPython ? /\bimport[ \t]+\*/ : /\bexport\s*\*|\bmodule\.exports\s*=\s*require\b/).test(text))
    return false;
  if (isPlainDefinition(text, first, isPython) && first === name) return true;
  const module = files.module(path);
  return module === undefined ? hasWord(text, first) : definitionIn(module, name) !== undefined;
}

/** Where a module defines a name, or else exports it; undefined where it does neither. */
export function definitionIn(module: Module, name: string): Range | undefined {
  return module.language === "python" ? pythonDefinition(module, name) : exported(module, name.split("."));
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`(?<![\\w$])${escaped(word)}(?![\\w$])`).test(text);
}

/** At the beginning of a line, where nothing but a definition can stand. */
function isPlainDefinition(text: string, name: string, isPython: boolean): boolean {
  const word = escaped(name);
  const pattern = isPython
    ? `^(?:async[ \\t]+)?def[ \\t]+${word}[ \\t]*\\(|^${word}[ \\t]*(?::[^=\\n]+)?=(?!=)`
    : `^export[ \\t]+(?:async[ \\t]+)?(?:function[ \\t]*\\*?|const|let|var)[ \\t]+${word}(?![\\w$])|^(?:module\\.)?exports\\.${word}[ \\t]*=(?!=)`;
  return new RegExp(pattern, "m").test(text);
}

function escaped(name: string): string {
  return name.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");
}

function pythonDefinition(module: Module, name: string): Range | undefined {
  const binding = module.root.bindings.find((each) => each.name === name && each.kind !== "builtin");
  if (binding) return declarationOf(binding);
  return module.imports.find((each) => each.star && each.scope === module.root);
}

function declarationOf(binding: Binding): Range | undefined {
  return binding.function?.nameRange ?? binding.declaration ?? binding.writes[0];
}

function exported(module: Module, [first = "", ...rest]: readonly string[]): Range | undefined {
  const value = module.exports.named.get(first);
  if (value !== undefined) return memberOf(value, rest);
  const { whole } = module.exports;
  if (whole !== null) {
    const found = memberOf(whole, [first, ...rest]);
    if (found !== undefined) return found;
  }
  // `export * from "./handlers"`: the name may come from there.
  return module.exports.stars[0];
}

/** What a value has under a path of names; undefined where it certainly has nothing there. */
function memberOf(value: Value, path: readonly string[], depth = 0): Range | undefined {
  if (depth > 8) return value;
  const [first, ...rest] = path;
  if (value.kind === "name") return ofBinding(value.binding, path, depth) ?? (first === undefined ? value : undefined);
  if (first === undefined) return value.kind === "function" ? (value.scope.nameRange ?? value) : value;
  if (value.kind !== "map") return value.kind === "literal" || value.kind === "function" ? undefined : value;
  const entry = value.entries.findLast((each) => each.key === first);
  if (entry) return memberOf(entry.value, rest, depth + 1) ?? entry;
  return value.entries.find((each) => each.isSpread || each.key === null);
}

/** `const api = { get }; api.post = …; module.exports = api`. */
function ofBinding(binding: Binding, path: readonly string[], depth: number): Range | undefined {
  const [first] = path;
  if (first === undefined) return declarationOf(binding);
  for (const scope of binding.scope.module.scopes) {
    for (const { target } of scope.writes) {
      const isOwn = target.kind === "member" && target.object.kind === "name" && target.object.binding === binding;
      if (isOwn && target.property === first) return target;
    }
  }
  if (binding.kind === "import") return binding.declaration ?? undefined;
  for (const write of binding.writes) {
    const found = write.operator === "declare" ? undefined : memberOf(write.value, path, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
