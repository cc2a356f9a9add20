/** What a module exports under a name. */
import type { Module } from "../model/code.ts";
import type { Names } from "./names.ts";
import { type InnerReferent, isRelative } from "./referents.ts";

const NOTHING: readonly InnerReferent[] = [];

/** Re-exports are followed; Python exports every name of the module. */
export function findExport(names: Names, module: Module, name: string): readonly InnerReferent[] {
  if (module.language === "python") {
    const binding = module.root.bindings.find((b) => b.name === name && b.kind !== "builtin");
    return binding === undefined ? findStarred(names, module, name) : names.ofBinding(binding);
  }
  const value = module.exports.named.get(name);
  if (value !== undefined) return names.referents(value);
  if (module.exports.whole !== null) {
    const whole = names.referents(module.exports.whole);
    if (name === "default") return whole;
    const members = whole.flatMap((referent) => names.members.ofReferent(referent, name));
    if (members.length > 0) return members;
  }
  for (const star of module.exports.stars) {
    const from = names.moduleOf(star);
    const found = from === undefined || from === module ? NOTHING : names.exportOf(from, name);
    if (found.length > 0) return found;
  }
  return ofPackage(names, module, name);
}

/** What no file of the workspace exports comes from the one package that is passed on whole. */
function ofPackage(names: Names, module: Module, name: string): readonly InnerReferent[] {
  const [only, second] = module.exports.stars.filter((star) => !isRelative(star.specifier) && names.moduleOf(star) === undefined);
  if (only === undefined || second !== undefined || name === "default") return NOTHING;
  return names.members.ofReferent({ kind: "import", value: only, specifier: only.specifier }, name);
}

/** A name that `from x import *` brings from a file of the workspace. */
export function findStarred(names: Names, module: Module, name: string): readonly InnerReferent[] {
  for (const imported of module.imports) {
    if (!imported.star) continue;
    const from = names.resolveImport(module, imported.specifier, imported.level);
    const found = from === undefined || from === module ? NOTHING : names.exportOf(from, name);
    if (found.length > 0) return found;
  }
  return NOTHING;
}
